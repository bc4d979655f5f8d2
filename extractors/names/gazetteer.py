"""Names that we know: places, companies, agencies of `config/entities/`, with the countries of the language files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ahocorasick_rs import MATCHKIND_LEFTMOST_LONGEST, AhoCorasick

from extractors.names.company_signs import is_called_company
from extractors.quick_records import quick
from extractors.text.cues import is_whole_word
from extractors.text.folding import fold_han

PLACE_KINDS = frozenset({"world", "country", "region", "province", "city", "district"})
SOURCE_KINDS = frozenset({"agency", "association", "institute", "research_firm", "media"})
COMPANY_KINDS = frozenset({"company", "group", "bank"})
SHORTEST_FORM = 4  # letters of a name that is also met in capitals: "ABB" has one form, "Ubtech" three
HALF_YEAR = re.compile(r"[HQ][1-4]")
LOST_BLANK = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s\d{1,2}$")
LONGEST_DAY = len("September. 25")
DOES_BUSINESS = re.compile(
    r"\s(?:has\s|had\s|also\s)?(?:confirmed|launched|raised|announced|unveiled|shipped|delivered|hired|signed|deployed)\b"
)
SHORT_NAME = 3  # ambiguous names of up to so many Chinese characters need the full name in the same text


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name-bearer: `home` is the place id where it is at home, `parent` the place or group above it."""

    id: str
    name: str
    kind: str
    parent: str | None = None
    home: str | None = None
    ambiguous: bool = False
    trade: str | None = None  # of a company: what it is called once it has been named ("carrier")
    fiscal_year_ends: int | None = None  # the month, where it is not December: its quarters are not the calendar's
    currency: str | None = (
        None  # of a place: what money without a currency is in there, where that is not its country's
    )

    @property
    def is_place(self) -> bool:
        """Whether it is a place."""
        return self.kind in PLACE_KINDS


@quick
@dataclass(frozen=True, slots=True)
class KnownMention:
    """A known name at text[start:end]; `adjective` for "Chinese", which names a country without being its name."""

    start: int
    end: int
    known: KnownName
    adjective: bool = False


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All spellings compiled; `owners[i]` belongs to the automaton's i-th pattern."""

    automaton: AhoCorasick
    owners: tuple[tuple[KnownName, bool], ...]
    by_id: Mapping[str, KnownName]
    by_name: Mapping[str, KnownName]


def build_gazetteer(entities: Sequence[Mapping[str, Any]], languages: Mapping[str, Mapping[str, Any]]) -> Gazetteer:
    """Compiles the entities and the `names` sections; where two share a spelling the first wins."""
    known = [_known(row) for row in entities]
    spellings: dict[str, tuple[KnownName, bool]] = {}
    for row, owner in zip(entities, known, strict=True):
        for spelling in _spellings(row):
            spellings.setdefault(spelling, (owner, False))
    for spelling, (owner, _) in tuple(spellings.items()):
        for form in (*_forms(spelling), fold_han(spelling)):
            spellings.setdefault(form, (owner, False))
    by_name = {owner.name: owner for owner in known}
    for section in (language.get("names") or {} for language in languages.values()):
        _add_places(section, spellings, by_name)
        _add_adjectives(section, spellings, by_name)
    return Gazetteer(
        automaton=AhoCorasick(list(spellings), matchkind=MATCHKIND_LEFTMOST_LONGEST),
        owners=tuple(spellings.values()),
        by_id={owner.id: owner for owner in [*known, *by_name.values()]},
        by_name=by_name,
    )


def find_known_names(text: str, gazetteer: Gazetteer) -> list[KnownMention]:
    """Known names from left to right, the longest at each place; ambiguous ones only beside their full name, or
    where the text calls one of them a company ("Figure, a startup") or names a rival at home: KT beside SK Telecom.
    """
    found: list[KnownMention] = []
    doubtful: list[KnownMention] = []
    sure: set[str] = set()
    for index, start, end in gazetteer.automaton.find_matches_as_indexes(text):
        whole = is_whole_word(text, start, end) or _is_run_into(text, start, end)
        if not whole or text.startswith("$", end):  # US$, NT$: a currency's sign
            continue
        known, adjective = gazetteer.owners[index]
        mention = KnownMention(start, end, known, adjective)
        if known.ambiguous and _is_short(text[start:end]):
            doubtful.append(mention)
        else:
            sure.add(known.id)
            found.append(mention)
    rivals = {(one.known.trade, one.known.home) for one in found if one.known.trade} if doubtful else set()
    sure.update(one.known.id for one in doubtful if _is_firm(text, one) or (one.known.trade, one.known.home) in rivals)
    found.extend(one for one in doubtful if not sure.isdisjoint(_owners(one.known, text[one.start : one.end])))
    found.sort(key=lambda mention: mention.start)
    return found


def _is_firm(text: str, one: KnownMention) -> bool:
    """Whether a word that may be a common one is a firm: "Figure, a startup", "Today Figure confirmed that"."""
    if one.known.kind not in COMPANY_KINDS:
        return False
    inside = one.start > 1 and text[one.start - 2].isalpha() and text[one.start].isupper()
    return is_called_company(text, one.start, one.end) or (inside and DOES_BUSINESS.match(text, one.end) is not None)


def _is_run_into(text: str, start: int, end: int) -> bool:
    """Whether only the blank behind a day is lost before a name: "Oct 25China Unicom said"."""
    if not text[start - 1 : start].isdigit():
        return False
    day = LOST_BLANK.search(text, max(0, start - LONGEST_DAY), start)
    return day is not None and is_whole_word(text[start : end + 1], 0, end - start)


def _owners(known: KnownName, spelling: str) -> frozenset[str]:
    """Whose naming makes an ambiguous name sure: its own, or for a product its maker's (G1 in a text on Unitree, but
    not H1, which is a half-year).
    """
    made = known.kind == "product" and known.parent and not HALF_YEAR.fullmatch(spelling)
    return frozenset({known.id, known.parent} if made and known.parent else {known.id})


def country_of(place: KnownName | None, gazetteer: Gazetteer) -> KnownName | None:
    """The country above a place, or the place itself where it is one; None for the world and unplaced names."""
    return next((above for above in _upwards(place, gazetteer) if above.kind == "country"), None)


def home_of(place: KnownName | None, gazetteer: Gazetteer) -> KnownName | None:
    """Where a firm's figures stand: the country above a place, or below it what has money of its own (Taiwan)."""
    homes = (above for above in _upwards(place, gazetteer) if above.kind == "country" or above.currency)
    return next(homes, None)


def _upwards(place: KnownName | None, gazetteer: Gazetteer) -> Iterator[KnownName]:
    """A place and what lies above it, from the smallest on."""
    seen: set[str] = set()
    while place is not None and place.id not in seen:
        yield place
        seen.add(place.id)
        place = gazetteer.by_id.get(place.parent or "")


def _known(row: Mapping[str, Any]) -> KnownName:
    return KnownName(
        id=str(row["id"]),
        name=str(row["name"]["en"]),
        kind=str(row["kind"]),
        parent=row.get("parent"),
        home=row.get("home"),
        ambiguous=bool(row.get("ambiguous", False)),
        trade=row.get("trade"),
        fiscal_year_ends=row.get("fiscal_year_ends"),
        currency=row.get("currency"),
    )


def _spellings(row: Mapping[str, Any]) -> Iterable[str]:
    aliases = row.get("aliases") or {}
    former = (earlier["name"] for earlier in row.get("former_names") or ())
    names = [*row["name"].values(), *(aliases.get("en") or ()), *(aliases.get("zh") or ()), *former]
    return [str(name) for name in names if name]


def _forms(spelling: str) -> tuple[str, ...]:
    """The other ways in which news writes a Latin name: `"UBTech"` gives "UBTECH" and "Ubtech"."""
    if len(spelling) < SHORTEST_FORM or not spelling.isascii() or spelling.isupper():
        return ()
    if not spelling.isalpha():
        return (spelling.upper(),) if spelling.replace(" ", "").isalpha() else ()
    return spelling.upper(), spelling.capitalize()


def _is_short(spelling: str) -> bool:
    """One Latin word, or a few Chinese characters; 中 and a name, which stands for 中国, is no common word: 中联通."""
    if spelling.isascii():
        return " " not in spelling
    return len(spelling) <= SHORT_NAME and not (spelling[0] == "中" and len(spelling) == SHORT_NAME)


def _add_places(
    section: Mapping[str, Any], spellings: dict[str, tuple[KnownName, bool]], by_name: dict[str, KnownName]
) -> None:
    """Countries and regions of a language file; known ones keep their id, others go by their name."""
    for kind, places in (section.get("places") or {}).items():
        for name, aliases in places.items():
            owner = by_name.setdefault(str(name), KnownName(_slug(str(name)), str(name), str(kind)))
            for spelling in [str(name), *(fold_han(str(alias)) for alias in aliases or ())]:
                spellings.setdefault(spelling, (owner, False))


def _add_adjectives(
    section: Mapping[str, Any], spellings: dict[str, tuple[KnownName, bool]], by_name: Mapping[str, KnownName]
) -> None:
    for adjective, name in (section.get("demonyms") or {}).items():
        if owner := by_name.get(str(name)):
            spelling = str(adjective)
            for form in {spelling.title(), spelling.upper() if len(spelling) <= 4 else spelling.title()}:
                spellings.setdefault(form, (owner, True))


def _slug(name: str) -> str:
    return name.lower().replace(" ", "_")
