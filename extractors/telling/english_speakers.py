"""Who speaks in an English sentence: "according to X", "X said", "…, said X", "X, which makes chips, forecast …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from extractors.names.mentions import Mention
from extractors.quick_records import replace
from extractors.scenes import Scene
from extractors.telling.speakers import Source, Way
from extractors.text.cues import Cue
from extractors.text.signals import signal

SOURCE_LIMIT = 90  # characters of a source as written
SOURCE_WORDS = 12
SUBJECT_WORDS = 8  # a longer run before a verb of saying is a clause, and not who says so
VERB_REACH = 60  # characters before "forecast" in which it may have its verb
CLOSE = 3  # characters between a name and its verb
PHRASE_START = re.compile(
    r"""(?:,(?!\d)|[;:()"“”])|\s[—–-]+\s|\b(?:but|and|(?<!quoted )(?<!cited )as|that|while|although"""
    r"""|which|who|because|when|since|before|(?<!familiar )with|after)\b"""
)
PHRASE_END = re.compile(
    r"""(?:,(?!\d)|[;:()"“”])|\.(?=\s|$)|\s[—–-]+\s|\b(?:that|which|who|released|published|showing|compiled"""
    r"""|show|shows|showed|registered|indicates?|indicated|suggests?"""
    r"""|suggested|reveals?|revealed|puts?|based on|using|in a|late|earlier"""
    r"""|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"""
)
BETWEEN_SAID_AND_NAME = re.compile(
    r"^\s+(?:(?:the|a|an)\s)?(?:(?!in\b|on\b|it\b|that\b|its\b|at\b|to\b)[\w-]+\s){0,4}$"
)
PLACE_BEHIND = re.compile(r"\s(?:in|on|at|that|it|its|last|this|late|earlier)\b")  # ", said in Brussels": not who
# What stands behind a speaker that follows the verb: "said Li Wei, …", "said Acer analysts", not "says Dell improved".
SPEAKER_ENDS = re.compile(
    r"(?:['’]s?\s[^,.;]{1,60})?\s*(?:$|[,.;:”\")(—–-]|(?:in|on|at|of|for|with|from|to|during|last|this|late|earlier|who|as|after|when|and|told"
    r"|yesterday|today|(?:\w+\s){0,3}?(?:analysts?|economists?|strategists?|officials?|executives?|researchers?|president|chief|ceo|cfo"
    r"|chairm[ae]n|chairwoman|director|spokes\w+|manager|founder|co-founder|minister|professor|engineer|partner|head))\b)"
)
HEADING_SOURCE = re.compile(r":\s([A-Za-z][\w .&'’-]{2,40})$")  # "… wins 4G contracts: sources"
CLOSED = re.compile(
    r"\s*(?:$|[.,;:)”\"]|(?:(?:reporters|(?:a|the)\s(?:\w+\s){0,2}?(?:conference|briefing|forum|meeting|audience))\b)|(?:in|on|at|to|during|last|this|late|earlier|late|via|through|by|from|when|after|before|as|yesterday|today"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)"
)
AUXILIARY = re.compile(r"\s*(?:(?:has|have|had|also|later|recently|once|earlier|then|previously|already|since)\s)*")
PRONOUN = re.compile(r"\s*(?:but |and )?(he|she|they|it)\s(?:(?:has|had|also|later|further|then)\s)*$")
RELATIVE = re.compile(r",?\s(?:which|who)$")
ADVERB = re.compile(r"\s+(?:also|now|later|further|then|recently|earlier|had|has|have|previously)$")  # "he also" said
ESTIMATES = re.compile(r"(?:estimates|estimated|calculates|calculated)\sthat\b")  # of what is or was
# "the agency quoted Li Wei as saying that …": who is quoted says so.
QUOTED = re.compile(r"\b(?:quoted|cited)\s(?P<who>[^,.;:\n]{3,80}?)\sas\ssaying\b")
QUOTING = signal(QUOTED)
DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
WHEN = re.compile(  # "the ministry on Monday" said
    rf"\s(?:(?:late|early|earlier)\s)?(?:(?:on\s)?{DAYS}|yesterday|today|(?:last|this)\s(?:week|month|year|{DAYS}))\s*$"
)
OFFICE_IN = re.compile(r"\s(?:in|at|of|for)\s(?:the\s)?$")  # "the Federation in Frankfurt" predicts
DOCUMENT = re.compile(  # "a report by Omdia" is Omdia's: the document is named only where no body is
    r"^(?:an?|the|its|latest|recent|new|\w+ly)?\s?(?:[\w-]+\s)?(?:report|reports|data|survey|study|statistics|figures|note|statement|research"
    r"|analysis|estimates|forecasts?|release)\s(?:released\s|published\s|compiled\s|issued\s)?(?:by|from|of)\s",
    re.IGNORECASE,
)
QUOTED_AS = re.compile(r"\s+(?:was|were|is|are|has been|have been)\s+(?:quoted|cited|reported)\s+as$")
ADDED = re.compile(  # "added 455,000 users" says nothing
    r"(?:added|adding|found)\s+(?:(?:another|about|some|more than|nearly)\s+)?[\d$€£¥]"
)
CAUSE = re.compile(r"\b(?:after|when|because|as)(?:\s(?:(?:the|its|their|a)\s)?)?$")
CAUSE_REACH = 16
NO_WORD = re.compile(r"[^\w-]+")
OFFICE_OF = re.compile(r"\b(?:of|at|for|with)\s+(?:the\s+)?$")
PERSON_BEHIND = re.compile(  # "said Lakeside Securities analyst Joan Wills"
    r"^\s(?:[A-Za-z-]+\s){0,3}?(?i:analyst|economist|strategist|ceo|cfo|chief\sexecutive(?:\sofficer)?|president|chairman"
    r"|chairwoman|director|spokes\w+|researcher|manager|founder|engineer|partner|head)\s(?P<who>[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){1,2})"
)
# Words that are nouns as often as verbs: a forecast is made only where somebody stands right before it.
NOUN_TOO = frozenset(
    {"forecast", "forecasts", "estimate", "estimates", "report", "reports", "projects", "notes", "claims"}
)
NO_VERB_BEFORE = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|being|as|than|its|their|his|her|our|the|a|an|any|to|of|for|in|from|by|and|or|average|median|profit"
    r"|revenue|sales|earnings|growth|annual|quarterly|consensus|official|previous|earlier|latest|own|new|price|local|media"
    r"|press|global|analyst|economist|full-year|widely|generally|originally|long)\s|['’]s?\s|-)$"
)
NO_VERB_BEHIND = re.compile(r"\s(?:of|for|by|were|was|had|have|on|from|to|are|is)\b|\s--")
MADE = re.compile(  # "raised its global forecast"
    r"\b(?:cuts?|raise[ds]?|lift(?:ed|s)|lower(?:ed|s)|trim(?:med|s)|slashe[ds]|revise[ds]|upgrade[ds]|issue[ds]|kept|gave)"
    r"\s(?:its|their|his|her)\s(?:[\w-]+\s){0,4}$"
)
BASED = "based on"  # names a source only with its figures: not "based on the tender of May"
OWN_FIGURES = re.compile(
    r"\b(?:data|figures|calculations?|estimates?|reports?|filings?|survey|statistics|forecasts?)\b"
)
PASSIVE = re.compile(r"ed (?:at|to)\b")  # "revenue expected to grow", "a deal estimated at": nobody expects
PARTICIPLE = re.compile(  # "is expected", "the projected loss"
    r"(?:\b(?:is|are|was|were|be|been|being|as|than|widely|generally|originally|the|a|an|its|their)\s|-)$"
)
SUBJECT = re.compile(r"(?:[\w'’&.-]+\s){0,5}[\w'’&.-]+(?=,(?!\d))")  # "The company, which makes chips,"
PLAIN_SUBJECT = re.compile(
    r"the\s(?:[\w-]+\s){0,2}?([a-z]+)\s(?:[a-z]+ed|has|had|cut|made|sold|saw|won|spent|lost|also)\b"
)
POLLED_BY = re.compile(r"\b(?:polled|surveyed)\sby\s(?:the\s)?$")
DENIED = re.compile(r"(?:\b(?:not|never)|n['’]t)\s(?:(?:yet|even|fully)\s)?$")  # "has not disclosed" says nothing
DENIAL = signal(DENIED)
ITS_OWN = re.compile(  # "according to its annual report, Acer …" is Acer's word
    r"\sits\s(?:own\s)?(?:[\w-]+\s){0,2}?(?:reports?|filings?|statement|data|figures|website|results|prospectus)\b"
)
TOLD_WHOM = re.compile(r"\s(?:the\s)?[A-Z][\w.]*(?:\s[A-Z][\w.]+){0,3}(?:$|[.,;]|\s(?:in|on)\b)")  # told the Herald.
TELLS = ("told", "tells")
GLOSS = re.compile(
    r"\([A-Z][A-Za-z]{1,7}\)|\([A-Z][A-Za-z. ]{1,20}\)(?=\s(?:Ltd|Inc|Co|Corp)\b)|\([\u4e00-\u9fff]{2,8}\)"
)
RELATIVES = (", which", ", who")
RELATIVE_ENDS = re.compile(
    r",\s(?:(?:has|have|had|is|are|was|were|will|would|also|plans?|aims?|expects?|rose|fell|sold|made|won)\b|(?:[a-z]+(?:ed|s))\s(?:to|an?|the|its|it|\d)\b)"
)
BRACKETS = re.compile(r"\s\([^()]*\)")
OWNED_DOCUMENT = re.compile(  # "Omdia's latest report on phones" is Omdia's
    r"^(?P<who>(?:the\s|[A-Z])[^,;'’]{1,50}?)['’]s?\s(?:[\w-]+\s){0,5}?(?:reports?|data|survey|study|figures|statistics|index|outlook|forecasts?)\b"
)
CALLED = re.compile(  # "popular consulting firm Omdia" is Omdia
    r"^(?:the\s)?(?:[a-z-]+\s){1,4}(?:firm|company|agency|institute|consultancy|researcher|association|body|website)\s(?=[A-Z])"
)
REPORTED_BY = re.compile(r"^.*\b(?:reported|provided|collected|disclosed|shared)\sby\s")
CAPITALISED = re.compile(r"[A-Z][\w.&'’-]*(?:\s(?:[A-Z][\w.&'’-]*|of|and|&)){0,4}")
NO_NAME = frozenset(
    {"this", "that", "these", "those", "there", "here", "yesterday", "today", "sales", "revenue", "profit", "shares"}
    | {
        "results",
        "growth",
        "nobody",
        "everyone",
        "some",
        "many",
        "most",
        "what",
        "which",
        "other",
        "others",
        "analysis",
    }
    | {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
)


# "short of the 34 percent that analysts had expected" says who expected that number, and nothing of the others.
OF_ONE_NUMBER = re.compile(
    r"(?:\d|%|percent|pct|cent|million|billion|trillion|yuan|dollars|units)\s(?:[\w-]+\s)?that\s(?:[\w-]+\s){1,3}$"
)


def english_sources(scene: Scene, _: frozenset[str], nouns: set[str]) -> Iterator[Source]:
    """The sources of a sentence: what a headline ends with, "according to", then who says and who expects."""
    if scene.sentence.heading and (
        colon := HEADING_SOURCE.search(scene.text, scene.sentence.start, scene.sentence.end)
    ):
        yield from _phrase(scene, colon.start(1), colon.end(1), scene.sentence.end, nouns)
    found = (cue for cue in scene.section("attribution") if cue.value in {"said", "expects", "according"})
    cues = [cue for cue in map(partial(_verb_of, scene), found) if cue is not None]
    for quoted in QUOTED.finditer(scene.folded, *scene.sentence.span) if scene.shows(QUOTING) else ():
        yield from _phrase(scene, quoted.start("who"), quoted.end("who"), quoted.end(), nouns)
        cues = [cue for cue in cues if cue.end != quoted.end()]
    for cue in cues:
        if cue.value == "according":
            limit = min(scene.sentence.end, cue.end + SOURCE_LIMIT)
            end = PHRASE_END.search(scene.folded, cue.end + 1, limit)
            lasting = not scene.folded.endswith("compiled by", cue.start, cue.end)  # of that figure alone
            stop = end.start() if end else limit
            if scene.folded.startswith(BASED, cue.start) and not OWN_FIGURES.search(scene.folded, cue.end, stop):
                continue
            told = _phrase(scene, cue.end, stop, cue.end, nouns, lasting=lasting)
            if ITS_OWN.match(scene.folded, cue.end) and (owner := first_subject(scene, scene.sentence.end)):
                told = iter([Source(scene.text[owner.start : owner.end], cue.end, stop, cue.end, lasting)])
            relayed = any(
                name.known and name.known.kind == "media" and cue.end <= name.start < stop for name in scene.names
            )
            relayed = relayed and not OWN_FIGURES.search(scene.folded, cue.end, stop)
            yield from (replace(source, way="relayed") if relayed else source for source in told)
    for cue in sorted(cues, key=lambda cue: (cue.value == "expects", cue.start)):
        if cue.value != "according":
            yield from _inverted(scene, cue, nouns)
            yield from _subject(scene, cue, nouns)


def _verb_of(scene: Scene, cue: Cue) -> Cue | None:
    """The verb of saying that a word is or stands in: "raised its sales forecast"; None for "added 455,000 users", "a
    forecast", "is expected".
    """
    start = max(scene.sentence.start, cue.start - VERB_REACH)
    if ADDED.match(scene.folded, cue.start) or (
        cue.value == "expects" and OF_ONE_NUMBER.search(scene.folded, start, cue.start)
    ):
        return None
    if scene.shows(DENIAL) and DENIED.search(scene.folded, start, cue.start):
        return None
    if scene.folded[cue.start : cue.end] in NOUN_TOO:
        if made := MADE.search(scene.folded, start, cue.start):
            return replace(cue, start=made.start())
        noun = NO_VERB_BEFORE.search(scene.folded, start, cue.start) or NO_VERB_BEHIND.match(scene.folded, cue.end)
        return None if noun else cue
    participle = cue.value == "expects" and (
        PARTICIPLE.search(scene.folded, start, cue.start) or PASSIVE.match(scene.folded, cue.end - 2)
    )
    return None if participle else cue


def _inverted(scene: Scene, cue: Cue, nouns: set[str]) -> Iterator[Source]:
    """`"…, said Li Wei, an analyst"`: the verb follows a comma or quotation mark, and the speaker follows the verb."""
    if scene.folded.startswith(TELLS, cue.start):
        return  # whom they told stands behind
    before = scene.text[max(scene.sentence.start, cue.start - 2) : cue.start].strip()
    if before and before[-1] not in ",”\"'’":
        return
    for name in scene.names:
        if name.start > cue.end and BETWEEN_SAID_AND_NAME.match(scene.folded[cue.end : name.start]):
            person = PERSON_BEHIND.match(scene.text[name.end : name.end + SOURCE_LIMIT])
            if before and not person and not SPEAKER_ENDS.match(scene.folded, name.end, scene.sentence.end):
                return  # "Acer, a maker of cranes, says Dell improved"
            yield Source(person["who"] if person else scene.text[name.start : name.end], cue.start, name.end, cue.end)
            return
    if before and not PLACE_BEHIND.match(scene.folded, cue.end):
        end = PHRASE_END.search(scene.folded, cue.end + 1, min(scene.sentence.end, cue.end + SOURCE_LIMIT))
        stop = end.start() if end else scene.sentence.end
        yield from _phrase(scene, cue.end, stop, cue.end, nouns)


def _subject(scene: Scene, cue: Cue, nouns: set[str]) -> Iterator[Source]:
    """The name or noun phrase that the verb follows, over an apposition: "Li Wei, director of X, said"."""
    way: Way = "expects" if cue.value == "expects" and not ESTIMATES.match(scene.folded, cue.start) else "said"
    for source in _subjects(scene, cue, nouns):
        yield replace(source, way=way)


def _subjects(scene: Scene, cue: Cue, nouns: set[str]) -> Iterator[Source]:
    if when := WHEN.search(scene.folded, max(scene.sentence.start, cue.start - VERB_REACH), cue.start):
        cue = replace(cue, start=when.start())
    close = [
        name for name in scene.names if name.end <= cue.start and cue.start - name.end <= CLOSE and not name.adjective
    ]
    if close and not scene.text[close[-1].end : cue.start].strip("'’s ") and not _polls(scene, close[-1], cue):
        name = _owner_of_office(scene, close[-1]) or _body_at(scene, close[-1]) or close[-1]
        yield _as_source(scene, name, cue)
        return
    stops = [
        match.end()
        for match in PHRASE_START.finditer(scene.folded, scene.sentence.start, cue.start)
        if not any(name.start < match.start() < name.end for name in scene.names)  # Ministry of Industry and Trade
        and not _is_in_gloss(scene, match.start())
    ]
    if stops and AUXILIARY.fullmatch(scene.folded, stops[-1], cue.start):
        told = _antecedent(scene, stops[-1]) or _apposed(scene, stops[-1])
        first = told or first_subject(scene, cue.start)
        subject = None if told else _called_subject(scene, cue, first, nouns)
        if subject:
            yield from _phrase(scene, *subject, cue.end, nouns)
        elif first:
            source = _as_source(scene, first, cue)
            ends = (
                RELATIVE_ENDS.search(scene.folded, cue.end, scene.sentence.end)
                if scene.folded.endswith(RELATIVES, 0, stops[-1])
                else None
            )
            yield replace(source, until=ends.start()) if ends else source
        return
    start = stops[-1] if stops else scene.sentence.start
    spoken = PRONOUN.match(scene.folded, start, cue.start)
    if spoken and cue.value == "said":
        yield Source(spoken[1], start, spoken.end(1), cue.end, closing=_closes(scene, cue.end, start))
        return
    if len(scene.text[start : cue.start].split()) <= SUBJECT_WORDS:
        yield from _phrase(scene, start, cue.start, cue.end, nouns)


def _polls(scene: Scene, name: Mention, cue: Cue) -> bool:
    """Whether the name before a verb only asked those who speak: "analysts polled by the Herald expect"."""
    asked = POLLED_BY.search(scene.folded, max(scene.sentence.start, name.start - 20), name.start)
    return asked is not None and scene.text[cue.start].islower()


def _is_in_gloss(scene: Scene, at: int) -> bool:
    """Whether brackets hold no more than another name for what stands before them: "the federation (IFR) says"."""
    opening = scene.text.rfind("(", max(scene.sentence.start, at - 24), at + 1)
    return opening >= 0 and (gloss := GLOSS.match(scene.text, opening)) is not None and at < gloss.end()


def _called_subject(scene: Scene, cue: Cue, first: Mention | None, nouns: set[str]) -> tuple[int, int] | None:
    """Where a sentence begins with a word for who speaks: "The carrier, which …, said", "The bank cut 20 jobs and
    said"; any name must stand behind it.
    """
    apposed = SUBJECT.match(scene.folded, scene.sentence.start, cue.start)
    if apposed and (first is None or _is_called(apposed, first, nouns)):
        return apposed.span()
    plain = PLAIN_SUBJECT.match(scene.folded, scene.sentence.start, cue.start)
    if plain is None or plain[1] not in nouns or (first and first.start < plain.end(1)):
        return None
    return scene.sentence.start, plain.end(1)


def _is_called(subject: re.Match[str], first: Mention, nouns: set[str]) -> bool:
    """Whether a sentence begins with a word for who speaks, before any name: "The carrier, which rivals Acer, said"."""
    words = subject.group().split()
    return words[0] == "the" and words[-1] in nouns and first.start > subject.end()


def _as_source(scene: Scene, name: Mention, cue: Cue) -> Source:
    """A name before a verb as the source; a body that says so, and does not only expect, goes on speaking."""
    lasting = name.kind == "source" and cue.value == "said"
    return Source(
        scene.text[name.start : name.end],
        name.start,
        name.end,
        cue.end,
        lasting,
        _closes(scene, cue.end, name.start),
    )


def _closes(scene: Scene, verb: int, start: int) -> bool:
    """Whether nothing is said behind a verb of saying: "…, Li said in Oslo", but not "Li said it would …", nor "shares
    fell after Li was quoted as saying in Oslo that …".
    """
    if CAUSE.search(scene.folded, max(scene.sentence.start, start - CAUSE_REACH), start):
        return False
    if scene.folded.endswith(TELLS, 0, verb) and TOLD_WHOM.match(scene.text, verb, scene.sentence.end):
        return True
    return CLOSED.match(scene.folded, verb, scene.sentence.end) is not None


def _antecedent(scene: Scene, start: int) -> Mention | None:
    """The name that "which" or "who" before the verb stands for: "trailed Acer, which reported"."""
    relative = RELATIVE.search(scene.folded, max(scene.sentence.start, start - 8), start)
    return next((name for name in scene.names if relative and name.end == relative.start()), None)


def _apposed(scene: Scene, comma: int) -> Mention | None:
    """The person between commas before the verb: "its president, Dana Wills, told us"."""
    person = next((name for name in scene.names if name.kind == "person" and 0 < comma - name.end <= 1), None)
    return None if person and scene.folded.endswith(" by ", 0, person.start) else person  # not "Acer, led by Li, said"


def _owner_of_office(scene: Scene, name: Mention) -> Mention | None:
    """The person before "…, general manager of NAME, said" where NAME only belongs to the office."""
    before = scene.text[max(scene.sentence.start, name.start - 60) : name.start]
    comma = before.rfind(",")
    if comma < 0 or not OFFICE_OF.search(before):
        return None
    at = name.start - len(before) + comma
    return next((other for other in scene.names if 0 <= at - other.end <= 1), None)


def _body_at(scene: Scene, name: Mention) -> Mention | None:
    """The body before "… in PLACE said", where PLACE only tells which one or where it sits."""
    before = scene.text[max(scene.sentence.start, name.start - 9) : name.start]
    link = OFFICE_IN.search(before)
    if not name.is_place or link is None:
        return None
    at = name.start - len(before) + link.start()
    return next((other for other in scene.names if other.end == at and not other.is_place), None)


def first_subject(scene: Scene, before: int) -> Mention | None:
    """The sentence's first name that stands free: the subject of a verb after a bracketed clause."""
    return next(
        (
            name
            for name in scene.names
            if name.end <= before
            and not (name.adjective or name.is_place)
            and scene.text[name.start - 1 : name.start] != "("  # "(Reuters)"
        ),
        None,
    )


def _phrase(
    scene: Scene, start: int, end: int, verb: int, nouns: set[str], *, lasting: bool = False
) -> Iterator[Source]:
    """text[start:end] as a source if a name or a word for a source stands in it, or it is written like a name."""
    piece = re.sub(
        r"^(?:that|as|and|but|also|when|an average of)\s+", "", scene.text[start:end].strip(" \n,.;:'’\"“”-—")
    )
    piece = DOCUMENT.sub("", ADVERB.sub("", QUOTED_AS.sub("", BRACKETS.sub("", piece))))
    piece = CALLED.sub("", REPORTED_BY.sub("", piece))
    owned = OWNED_DOCUMENT.match(piece)
    piece = owned["who"] if owned else piece
    if not piece or len(piece) > SOURCE_LIMIT or len(piece.split()) > SOURCE_WORDS:
        return
    named = any(start <= name.start and name.end <= end and not name.is_place for name in scene.names)
    words = f" {NO_WORD.sub(' ', piece.lower())} "
    sourced = any(f" {noun} " in words for noun in nouns)
    if named or sourced or (CAPITALISED.fullmatch(piece) and piece.split()[0].lower() not in NO_NAME):
        yield Source(piece, start, end, verb, lasting and named, start >= verb or _closes(scene, verb, start))
