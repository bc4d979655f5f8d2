"""Unlisted names in English text: runs of capitalised words, classed by their words and by what stands beside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.names.company_signs import is_called_company
from extractors.names.mentions import Mention
from extractors.names.name_rules import NameRules
from extractors.quick_records import replace

# Offices whose name goes on over commas: "Ministry of Trade, Industry and Energy".
OFFICE = r"(?:Ministry|Department|Administration|Bureau|Commission|Office)[ ]of"
# A run of capitalised words; "of", "for" and "&" may stand inside. Bounded: at most eight words.
CAPITAL_RUN = re.compile(
    rf"""
    (?=[A-Zmie]) (?<![\w$€£@/.-])
    (?: (?:The[ ])? (?:{OFFICE}|[Mm]inister[ ]of(?=[ ][A-Zt])) (?: [ ](?:[A-Z]\w+,?|and|the|of|&) ){{1,9}} (?<=\w)
      | (?:[A-Z]|[ie][A-Z](?=[a-z]{{3}}))[\w&+'’-]* (?:\.(?:ai|com|io|net|org|cn|tv|me)\b)?
        (?: [ ] (?!{OFFICE}) (?: [A-Z]\.[ ] | (?:of|for|de|&)[ ] (?:the[ ])? )? [A-Z0-9][\w&+'’-]* ){{0,7}} )
    """,
    re.VERBOSE,
)
NO_NAME = re.compile(
    r"(?:[A-Z]{3}|[A-Z]{1,2}\$)\d.*"  # "CNY12", "USD3", written without a blank
    r"|[A-Z]\w*-[a-z]+"  # "Norway-owned", "Larkspur-led"
    r"|[A-Z][a-z]+-[A-Z][a-z]+(?:ing|ed)(?:\s.*)?"  # "Shirt-Folding Robot", in a headline
    r"|[A-Z]{2,6}s"  # "BEVs", "SMEs"
    r"|(?:[A-Z][\w.]*\s){1,3}[A-Z]\w*-(?:listed|traded|based|owned|led|backed|made|built|born)"  # "Hong Kong-listed"
    r"|(?:[A-Z][\w&'’-]*\s){1,6}Index"  # "Purchasing Managers' Index": a measure; known share indices are listed
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*[-–][A-Z][a-z]+"  # "January-August"
)
# "Range-topping Larkspur", "Plug-in hybrids": the first word only describes what follows.
DESCRIBES = re.compile(
    r"[A-Z]\w*-(?:owner|maker|parent|backer|rival|operator|leader|[a-z]+(?:ing|ed)|in|up|on|off|owned|led|made|built|born|level|scale|size|term|range|style|end)"
)
# Adjectives that names begin with: "the maker New Horizon Lamps", but not at the beginning of a sentence or heading.
PARTS_OF_NAMES = frozenset({"New", "National", "International", "General", "First", "Best", "Local"})
BEHIND_SMALL = re.compile(r"(?<![.!?:\n])\s?\b(?!(?:the|an|its|in|of|for|on|and|at|by|to|with|from)\s)[a-z]{2,}\s$")
PLAIN_WORD = re.compile(r"\b[A-Za-z][a-z]+\b")
WORD = re.compile(r"[\w-]+")
RUN_WORD = re.compile(r"\S+")
ACRONYM = re.compile(r"\s*\(\s*([A-Z]{2,8})\s*\)")
# ", the company's vice president", ", an analyst", ", senior research director": what stands behind a person's name.
ROLE_BEHIND = re.compile(
    r",? (?:an? |the |its )?(?:[\w-]+(?:['’]s)? ){0,3}"
    r"(?:analyst|ceo|chairman|chairwoman|chief|director|founder|president|professor|minister|manager|economist|head"
    r"|spokesman|spokeswoman|spokesperson|engineer|researcher|secretary|executive)\b"
)
# "(NASDAQ:" and ")" around a stock's code; "(" and ":LRK)" around its exchange.
IN_BRACKETS = re.compile(r"[\w)]\s?\((?:[A-Z]{2,8}:\s?)?$")
CLOSED = re.compile(r"(?::\s?[A-Z0-9.]{0,8})?\)")
# "trade association Skylark Europe": who tells of others.
TELLS = re.compile(
    r"\b(?:association|institute|federation|think[ -]tank|(?:trade|industry|lobby)\s(?:body|group)"
    r"|research(?:er)?(?:\s(?:firm|company|group|house))?"
    r"|(?:consulting|consultancy|analytics|advisory|data)\s(?:firm|company|group|provider))\s$"
)
TELLS_REACH = 28
# "its Larch Market Outlook": what a number is printed in.
PRINTED = frozenset(
    {"outlook", "report", "survey", "yearbook", "almanac", "tracker", "bluebook", "whitepaper", "barometer"}
)
AND_ANOTHER = re.compile(r"\s(?:and|&)\s[A-Z][\w-]+\s[a-z]")  # "Larkspur and Acer sold", no heading
SMALL_BEFORE = re.compile(r"\b[a-z][a-z-]+\s\($")
SPOKE = re.compile(
    r"\s(?:also\s)?(?:said|says|added|adds|noted|told|explained|stated|wrote|predicted|estimated|expects?)\b"
)
REPORT = re.compile(
    r"(?:\s20\d\d)?\s(?:report|survey|study|yearbook|tracker|white paper)\b", re.IGNORECASE
)  # "World Cranes report"
SUM = re.compile(r"[A-Z]{2,}(?:\+[A-Z]{2,})+")  # "EU+EFTA+UK"
OWNED = re.compile(r"(?P<owner>\S+)['’]s (?=[A-Z])")  # "Larkspur's Dana Wills" is two names
# "plants in Texas": where something lies; "a stake in Larkspur" and "invested in Larkspur" are no places.
LIES_IN = re.compile(r"\b(?:in|near) $")
HELD_IN = frozenset(
    {"stake", "stakes", "share", "shares", "stock", "holding", "holdings", "interest", "interests", "faith"}
    | {"invest", "invests", "invested", "investing", "investment", "investments", "investor", "investors", "confidence"}
    | {"believe", "believes", "shareholder", "shareholders", "majority", "minority"}
)
# "in the Larch region"
IN_THE = re.compile(r"\b(?:in|across|throughout|of)\sthe\s$")
A_REGION = re.compile(
    r"\s(?:region|district|province|prefecture|county|valley|desert|peninsula|municipality|autonomous\sregion|basin|delta|plateau"
    r"|mining\s(?:area|district)|(?:oil|gas|coal)\s?fields?|(?:economic|development|industrial|free\strade|hi(?:gh)?-tech)\szone)\b"
)
# "in CHIPS Act grants", "in Larch Series robots", and what a heading in title case is "in": "Falls in Debut"
NO_PLACE = frozenset(
    {
        *("act", "bill", "law", "treaty", "accord", "fund", "series", "program", "programme", "initiative", "project"),
        *("debut", "trial", "talks", "deal", "bid", "trading", "court", "sales", "shares", "stock", "market", "cup"),
        *("week", "month", "year", "quarter", "race", "record", "growth", "funding", "cash", "losses", "profit"),
    }
)
SAID_BY = re.compile(r"[,”\"’']\s(?:said|says|added|adds|explained|noted|wrote)\s$")  # behind a quotation
MONTHS = re.compile(
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-–])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
)
FRACTION = re.compile(r"(?:one|two|three|four|nine)-(?:half|halves|thirds?|quarters?|fifths?|sixths?|eighths?|tenths?)")
INITIALS = re.compile(r"[A-Z]{3,6}")
A_BODY = re.compile(
    r"(?:['’]s)?(?:\s(?:also\s)?(?:said|says|reported|reports|estimates|expects?|predicts|forecasts?|noted|added|announced|data|figures"
    r"|chairman|secretary|president|showed|shows)\b|[.,;”\"]|$)"
)
# "the city of Larkdale"
KIND_OF_PLACE = re.compile(r"\b(?:city|town|village|port|province|county|district|prefecture|island)\sof\s$")
DATED = re.compile(  # "HONG KONG Oct 25 ": a dateline without a dash
    r"(?:[A-Z]{2,}\s){1,3}(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d{1,2}\s"
)
WHERE_LISTED = re.compile(
    r"(?:[A-Z]\w*\s){0,2}(?!State-|Government-)[A-Z]\w*-(?:listed|headquartered|traded|registered|led|owned|backed|controlled|funded|founded|run)\s(?=[A-Z])"
)
OPENERS = frozenset(["", *'.!?”"“:;#-–—'])  # what stands before the first word of a sentence or heading
CORPORATE = frozenset({"ltd", "co", "inc", "corp", "limited", "plc", "private", "pvt"})  # what no text says twice
LONGEST_TERM = 5
ACTS_REACH = 16  # characters of the verb behind a name
MOSTLY = 4  # a name is capitalised more than so many times as often as it is written small
# A common noun behind capitals; verbs, small words and what only companies have speak for a name.
A_THING = re.compile(
    r" (?!(?:has|had|have|is|was|are|were|will|would|could|may|might|must|can|did|does|also|and|or|but|of|in|to|with|by"
    r"|from|at|for|on|as|who|which|that|than|while|after|before|shares?|stocks?|revenues?|sales|profits?|earnings|net"
    r"|chief|chairman|president|executives?|[a-z]+ed|[a-z]+s (?:a|an|the|its|it|to|that))\b)[a-z]{2,}"
)
POSSESSIVE = re.compile(r"(?:['’]s|['’])$")


@dataclass(frozen=True, slots=True)
class Spread:
    """How often an English text writes each word, small or capitalised."""

    count: Counter[str]

    def is_small(self, name: str) -> bool:
        """Whether a capitalised word is mostly written small: one "thanks larkspur" does not undo a name."""
        return 0 < self.count[name.lower()] * MOSTLY >= self.count[name]


def english_names(text: str, rules: NameRules) -> list[Mention]:
    """Unlisted names from left to right: `"Larkspur Dynamics' Dana Wills, its chief executive"` gives two.

    What lies "in" a name once is told to be a place wherever the text names it; what is called a company, a company.
    """
    found = list(_in_order(text, rules))
    kinds = {mention.name: mention.kind for mention in found if mention.kind in {"place", "company", "source"}}
    return [replace(one, kind=kinds.get(one.name, "unknown")) if one.kind == "unknown" else one for one in found]


def _bare(name: str) -> str:
    """A name without the legal forms at its end: "Larkspur Display" of "Larkspur Display Co"."""
    words = name.split()
    while len(words) > 2 and words[-1].strip(".,").lower() in CORPORATE:
        words.pop()
    return " ".join(words).rstrip(",")


def _in_order(text: str, rules: NameRules) -> Iterator[Mention]:
    spread = Spread(Counter(PLAIN_WORD.findall(text)))
    acronyms: dict[str, str] = {}
    people: set[str] = set()
    terms: set[str] = set()
    for start, stop in _runs(text, rules):
        name = text[start:stop]
        name = POSSESSIVE.sub("", name) if name.endswith(("s", "'", "’")) else name
        end = start + len(name)
        if name.lower() in rules.company_words or _is_plain_word(text, start, end, name, spread, acts=rules.acts):
            continue
        kind = acronyms.get(name) or ("person" if name in people else _kind_of(text, start, end, name, rules))
        if short := ACRONYM.match(text, end):
            acronyms[short[1]] = kind
        if _is_abbreviation(text, start, end, name):
            terms.add(name)
        if name in terms:
            continue
        if name.upper() == name and (_is_short_form(text, start, end) or _is_term(text, end, name, kind, rules)):
            continue
        if kind == "person":
            people.update(word for word in name.split() if len(word) > 1)  # "Wills said", "Lu noted"
        yield Mention(start, end, _bare(name), kind)


def _is_term(text: str, end: int, name: str, kind: str, rules: NameRules) -> bool:
    """Whether capitals only say what sort of thing follows: "ICT business", "ADAS sensors"; "NTT said" is a name."""
    if kind != "unknown" or len(name) > LONGEST_TERM or not name.isalpha():
        return False
    return A_THING.match(text, end) is not None and not (rules.acts and rules.acts.match(text, end))


def _is_short_form(text: str, start: int, end: int) -> bool:
    """Whether a word in brackets only is another name for what stands before it: "Larkspur (OSL: LRK)", "(CPCA)"."""
    return IN_BRACKETS.search(text, max(0, start - 14), start) is not None and CLOSED.match(text, end) is not None


def _is_abbreviation(text: str, start: int, end: int, name: str) -> bool:
    """Whether a word in brackets shortens words that are no name: the "LARCon" of "low-angle contacts (LARCon)"."""
    if text[end : end + 1] != ")" or sum(char.isupper() for char in name) < 2 or " " in name:
        return False
    return SMALL_BEFORE.search(text, max(0, start - 24), start) is not None


def _runs(text: str, rules: NameRules) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words without what is no name at their ends, one for each owner and what it owns."""
    for match in CAPITAL_RUN.finditer(text):
        if match[0].startswith(("Minister of ", "minister of ")):  # the office of a person, no name
            continue
        if " " not in match[0]:
            yield from _trimmed(text, *match.span(), rules)
            continue
        start = _behind_dateline(text, match)
        if described := WHERE_LISTED.match(text, start, match.end()):
            start = described.end()
        owners = OWNED.finditer(text, start, match.end()) if "s " in match[0] else ()
        for owned in owners:
            if owned["owner"].lower() not in rules.possessive:
                yield from _trimmed(text, start, owned.end() - 1, rules)
                start = owned.end()
        for begin, stop in _around_verbs(text, start, match.end(), rules):
            for part in _around_titles(text, begin, stop, rules):
                yield from _trimmed(text, *part, rules)


def _around_verbs(text: str, start: int, end: int, rules: NameRules) -> Iterator[tuple[int, int]]:
    """The parts of a run around the verbs of a heading in title case: "Larkspur" of "Larkspur Added Robots"."""
    words = text[start:end].lower() if " " in text[start:end] else ""
    verbs = [verb for acts in (rules.acts, rules.headline_acts) if acts and words for verb in acts.finditer(words)]
    first = start
    for verb in sorted(verbs, key=lambda verb: verb.start()):
        yield first, start + verb.start()
        first = start + verb.end()
    yield first, end


def _around_titles(text: str, start: int, end: int, rules: NameRules) -> Iterator[tuple[int, int]]:
    """The parts of a run around a person's office: "Larch" and "Dana Wills" of "Larch Chairman Dana Wills"."""
    words = list(RUN_WORD.finditer(text, start, end)) if text.count(" ", start, end) > 1 else []
    offices = [word for word in words[1:-1] if word[0].lower() in rules.roles]
    first = start
    for office in offices:
        if first < office.start():
            yield first, office.start()
        first = office.end()
    yield first, end


def _behind_dateline(text: str, run: re.Match[str]) -> int:
    """Where a run of capitals begins behind a place and a day that open its line: "OSLO Aug 24 Larkspur rose"."""
    opens = run.start() == 0 or text[run.start() - 1] == "\n"
    dated = DATED.match(text, run.start(), run.end()) if opens else None
    return dated.end() if dated else run.start()


def _trimmed(text: str, start: int, end: int, rules: NameRules) -> Iterator[tuple[int, int]]:
    left, right = _trim_run(text, start, end, rules)
    if left < right and text[right : right + 1] != "$" and not NO_NAME.fullmatch(text, left, right):
        yield left, right


def _trim_run(text: str, start: int, end: int, rules: NameRules) -> tuple[int, int]:
    """Drops words at both ends that are no names: "In", "The", "Chairman", "Q2"."""
    run = text[start:end]
    words = [match.span() for match in RUN_WORD.finditer(run)] if " " in run else [(0, end - start)] * (start < end)
    while words and (
        _plain(first := text[start + words[0][0] : start + words[0][1]], rules)
        or ("-" in first and DESCRIBES.fullmatch(first))
    ):
        if len(words) > 1 and first in PARTS_OF_NAMES and BEHIND_SMALL.search(text, max(0, start - 24), start):
            break
        words.pop(0)
    if words and (based := text.find("-based", start, end)) >= 0 and start + words[-1][1] == based + len("-based"):
        return start + words[0][0], based  # "Bay Area-based": where something is
    while len(words) > 1 and _plain(last := text[start + words[-1][0] : start + words[-1][1]], rules):
        if POSSESSIVE.sub("", last).lower() in rules.company_words:  # the "Investment" of Larch Investment
            break
        words.pop()
    return (start + words[0][0], start + words[-1][1]) if words else (start, start)


def _plain(word: str, rules: NameRules) -> bool:
    owner = POSSESSIVE.search(word) if word.endswith(("s", "'", "’")) else None
    bare = (word[: owner.start()] if owner else word).strip(".,").lower()
    if owner and bare in rules.possessive:
        return False
    if MONTHS.fullmatch(bare) or FRACTION.fullmatch(bare):  # "Unaudited July-September net profit"
        return True
    joining = bare in {"of", "for", "the", "&"} or bare[:1].isdigit() or bare.endswith("-based")
    return joining or bare in rules.never or bare in rules.roles


def _is_plain_word(text: str, start: int, end: int, name: str, spread: Spread, *, acts: re.Pattern[str] | None) -> bool:
    """A capitalised word that opens a sentence or heading and is written small elsewhere is no name, nor are all the
    words of a heading that are written small in its text: "Phone Shipments Fall".
    """
    if len(name) < 2:
        return True
    if " " in name:
        return _opens(text, start) and all(spread.count[word] for word in name.lower().split())
    if name.isupper() or "." in name or any(char.isupper() for char in name[1:]):
        return False
    if spread.is_small(name):
        return True
    opens = _opens(text, start)
    if opens and AND_ANOTHER.match(text, end):
        return False
    if opens and is_called_company(text, start, end):
        return False
    if opens and acts and acts.match(text[end : end + ACTS_REACH].lower()) and not name.endswith("s"):
        return False
    return opens and spread.count[name] < 2 and text[end : end + 2] not in {"'s", "’s"}


def _opens(text: str, start: int) -> bool:
    """Whether a sentence or heading begins at an offset."""
    return text[max(0, start - 2) : start].strip()[-1:] in OPENERS


def _kind_of(text: str, start: int, end: int, name: str, rules: NameRules) -> str:
    words = [word.strip(".,").lower() for word in name.split()]
    if REPORT.match(text, end) or words[-1] in PRINTED:
        return "document"
    if TELLS.search(text, max(0, start - TELLS_REACH), start):
        return "source"
    if _is_agency(words, rules):
        return "source"
    if SUM.fullmatch(name) or text.startswith("-based", end):
        return "place"
    if words[-1] in rules.company_words or "bank" in words:
        return "company"
    if words[-1] in rules.place_words:
        return "place"
    if _word_before(text, start) in rules.roles or ROLE_BEHIND.match(text[end : end + 60].lower()):
        return "person"
    if name.lower() in rules.surnames and SPOKE.match(text, end):
        return "person"
    if " " in name and SAID_BY.search(text, max(0, start - 12), start):
        return "person"
    if KIND_OF_PLACE.search(text, max(0, start - 16), start):
        return "place"
    if _lies_somewhere(text, start, end, name):
        return "place"
    if _is_body(text, start, end, name):
        return "source"
    return "company" if is_called_company(text, start, end) else "unknown"


def _lies_somewhere(text: str, start: int, end: int, name: str) -> bool:
    """Whether something lies "in" a name: "plants in Larchdale"; a law, an owner ("in Larch's latest report") and
    capitals ("in DRAM") are no place.
    """
    last = name.rsplit(maxsplit=1)[-1]
    if IN_THE.search(text, max(0, start - 14), start) and A_REGION.match(text, end):
        return True
    if LIES_IN.search(text, max(0, start - 14), start) is None or last.isupper():
        return False
    if _word_before(text, text.rindex(" ", 0, start - 1)) in HELD_IN:
        return False
    return last.strip(".,").lower() not in NO_PLACE and not text.startswith(("'s ", "’s "), end)


def _is_body(text: str, start: int, end: int, name: str) -> bool:
    """Whether initials with an article are those of a body: "the LCPA said"; firms have none, and "the LTE network"
    is a thing.
    """
    article = text.endswith(("the ", "The "), 0, start)
    return article and INITIALS.fullmatch(name) is not None and A_BODY.match(text, end) is not None


def _is_agency(words: list[str], rules: NameRules) -> bool:
    """Whether a name is that of a body: "Larch Foundation", "Union of Larchers", and no "Foundation Larch"."""
    first = words[0] in rules.agency_words and (len(words) == 1 or words[1] in {"of", "for"})
    return first or any(word in rules.agency_words for word in words[1:])


def _word_before(text: str, start: int) -> str:
    """The word before an offset in lower case: `"chairman"` of "chairman Lu"; empty where none is near."""
    near = text[max(0, start - 24) : start].lower().rsplit(None, 1)
    words = WORD.findall(near[-1]) or WORD.findall(near[0]) if near else ()
    return words[-1] if words else ""
