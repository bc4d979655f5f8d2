"""The words that say where something is, compiled from the section `places` of a language file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

# In what things are specified, whatever they are called: a robot weighs as much wherever it is sold.
SPECIFYING = frozenset({
    *("mass", "length", "speed", "temperature", "angle", "freedom", "frequency", "voltage", "current", "charge"),
    *("force", "torque", "pressure", "level", "time"),
})  # fmt: skip
SPECIFYING_UNITS = frozenset(["W", "kW", "Wh", "kWh", "MP", "TOPS"])  # of power and energy only the small ones
FLOWS = frozenset(["t", "kt", "Mt", "Gt", "day", "week", "month", "quarter", "year"])  # these measure trade and terms
# What stands between a word of speech and where it was said: "said on Monday at a fair in", "told reporters in". What
# was said begins with "that" or its own subject and verb, and has places of its own: "said sales in Peru rose".
SAID_WHEN = r"(?:\s(?:on|late|early|last|this|today|yesterday|week|month|morning|afternoon|evening|[a-z]+day))*"
SAID_AT = r"(?:\s(?:at|during|to|after|before|ahead\sof|on\sthe\ssidelines\sof)\s[^,;:\n]{0,60}?)?"
SAID_BY = "that|its?|they|their|he|she|we|his|her|would|will|had|has|have|was|were|is|are|can"  # what was said begins
SAID_TO = rf"(?:\s(?!(?:{SAID_BY})\s)[^\s,;:]+){{0,10}}?"
# What stands between a world and a market of something else: "the global economy and the phone market"
APART = (
    "and|but|as|by|while|from|with|economy|economic|financial|crisis|downturn|recession|giant|company|headquarters"
    "|amid|despite|brand|player"
)
# " smartphone maker" behind "Norwegian" is a firm and no market
A_FIRM = r"(?:maker|manufacturer|company|firm|giant|vendor|start-?up|brand|supplier|operator|group|conglomerate)\b"
# " commercial drone market" behind "US"
WARE_MARKET = (
    r"\s(?:(?!(?:the|an?|its|their|and|or|in|of|to|for|that|as|by|with|from|expects?|said|says|has|had|is|was)\b)[a-z][\w-]*\s){2,3}?"
    r"market\b(?!\s(?:share|value|cap))"
)
NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class PlaceRules:
    """What one language puts before and behind a place, each compiled; a section that is absent matches nothing."""

    link: re.Pattern[str]  # "in ", "across mainland " at the end of what stands before a place
    source: re.Pattern[str]  # "revenue … from ", "forecast … for " there
    facility: re.Pattern[str]  # " plant", "工厂" at the start of what stands behind it
    parts: re.Pattern[str]  # " provinces" behind "in 12 Chinese": what the adjective says the land of
    expects: re.Pattern[str]  # " expects" behind a place whose authorities speak
    worldwide: re.Pattern[str]  # "global shipments" in a headline or first sentence
    ranked: re.Pattern[str]  # 最大 behind 全球: the world only ranks what follows
    world_over: re.Pattern[str]  # "worldwide", "globally" beside a number
    company_wide: re.Pattern[str]  # "net profit", "employees": of a company as a whole, wherever the text plays
    events: re.Pattern[str]  # "marathon", "expo": what happens there happens at its place
    incidents: re.Pattern[str]  # "went on strike", "a blast at": it is where the text plays
    specifications: frozenset[str]  # units of weights and speeds, which hold wherever a thing is sold
    owned: re.Pattern[str]  # "'s smartphone shipments" behind a country: the text plays there
    takes_part: re.Pattern[str]  # "took part", 参赛: whom an event counts
    said_in: re.Pattern[str]  # "said in ": where somebody spoke
    home_in: re.Pattern[str]  # "headquartered in ": where a company is, whatever its figures are of
    priced: re.Pattern[str]  # "priced", 售价 before a price: of a product
    tenders: re.Pattern[str]  # "tender", "contract": what its operators buy is built in a country
    adjective_market: re.Pattern[str]  # " car sales" behind "German", 手机市场 behind 中国: the text plays there
    ranked_there: re.Pattern[str]  # "'s largest market" behind a region: one of its countries
    venue: re.Pattern[str]  # 举行的发布会上 behind a place: what is said there is said of elsewhere


def build_place_rules(section: Mapping[str, Any], specifications: frozenset[str]) -> PlaceRules:
    """Compiles the section `places` of a language file."""
    latin = section.get("script", "latin") == "latin"
    links, modifiers = _words(section, "links"), _words(section, "modifiers")
    kind = (
        r"(?:(?:[a-z]+\s){0,2}?(?:city|province|town|port|county|district|region|state|municipality)\sof\s(?:the\s)?)?"
    )
    between = rf"\s+(?:the\s+|all\s+of\s+)?(?:(?:{_any_of(modifiers)})\s+)?{kind}" if latin else ""
    return PlaceRules(
        link=_end_of(_any_of(links), between, latin=latin),
        source=_end_of(_reach(_words(section, "incomes"), _words(section, "income_links")), between, latin=latin),
        facility=_start(section, "facilities", latin=latin),
        parts=_start(section, "parts", latin=latin),
        expects=_expects(_words(section, "expects")),
        worldwide=_pair(section, latin=latin),
        ranked=_ranked(_words(section, "ranks")),
        world_over=_search(section, "world_over", latin=latin),
        company_wide=_search(section, "company_wide", latin=latin),
        events=_search(section, "events", latin=latin),
        incidents=_search(section, "incidents", latin=latin),
        specifications=specifications,
        owned=_owned(section) if latin else NOTHING,
        takes_part=_search(section, "takes_part", latin=latin),
        said_in=_end_of(_said(_words(section, "said"), _words(section, "talks"), links), between, latin=latin),
        home_in=_end_of(_joined(_words(section, "homes"), links), between, latin=latin),
        priced=_search(section, "priced", latin=latin),
        tenders=_search(section, "tenders", latin=latin),
        adjective_market=_adjective_market(section, latin=latin),
        ranked_there=_ranked_there(_words(section, "ranks")) if latin else NOTHING,
        venue=_venue(_words(section, "venues")),
    )


def _end_of(words: str, between: str, *, latin: bool) -> re.Pattern[str]:
    if not words:
        return NOTHING
    return re.compile(rf"\b(?:{words}){between}$" if latin else rf"(?:{words})$")


def _start(section: Mapping[str, Any], key: str, *, latin: bool) -> re.Pattern[str]:
    words = _any_of(_words(section, key))
    if not words:
        return NOTHING
    return re.compile(
        rf"(?:['’]s?)?\s+(?:[\w-]+\s+)?(?:{words})\b|-(?:made|built)\b|{WARE_MARKET}"
        if latin
        else rf"[^，。、；的\s]{{0,6}}?(?:{words})"
    )


def specifying_units(units: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """The symbols of the units in which things are specified: kg and km/h, but neither t nor GW."""
    described = {str(unit["symbol"]) for unit in units if unit["dimension"] in SPECIFYING}
    return frozenset((described | SPECIFYING_UNITS) - FLOWS)


def _expects(words: Iterable[str]) -> re.Pattern[str]:
    """`" expects the sales"`; who expects "to" do something, or "its" own, speaks of himself."""
    return re.compile(rf"\s+(?:{_any_of(words)})\b(?!\s+(?:to|its|their|it|that\s+it)\b)") if words else NOTHING


def _venue(words: Iterable[str]) -> re.Pattern[str]:
    """`"市举行的产业大会上"`: a meeting at which somebody speaks; 举行的马拉松 is an event with figures of its own."""
    meeting = rf"[^，。；\n]{{0,4}}?(?:{_any_of(words)})的?[^，。；\n]{{0,24}}?[会坛展]"
    return re.compile(rf"{meeting}(?:上|期间|获悉|了解到|得知)") if words else NOTHING


def _search(section: Mapping[str, Any], key: str, *, latin: bool) -> re.Pattern[str]:
    words = _any_of(_words(section, key))
    return re.compile(rf"\b(?:{words})\b" if latin else words) if words else NOTHING


def _reach(nouns: Iterable[str], links: Iterable[str], reach: int = 48) -> str:
    """`"revenue of 3 billion yuan from"`: a noun, then its preposition within so many characters."""
    return rf"(?:{_any_of(nouns)})\b[^,;\n]{{0,{reach}}}?\s(?:{_any_of(links)})" if nouns and links else ""


def _said(said: Iterable[str], talks: Iterable[str], links: Iterable[str]) -> str:
    """`"said on Monday at a fair in"`, `"told reporters in"`; neither "said sales in" nor "told us that sales in"."""
    if not (said and talks and links):
        return ""
    return rf"(?:(?:{_any_of(said)}){SAID_WHEN}{SAID_AT}|(?:{_any_of(talks)}){SAID_TO})\s(?:{_any_of(links)})"


def _owned(section: Mapping[str, Any]) -> re.Pattern[str]:
    """`"'s smartphone shipments"`, but not "'s largest market"."""
    ranks, markets = _any_of(_words(section, "ranks")), _any_of(_words(section, "markets"))
    return (
        re.compile(rf"['’]s\s(?:(?!{ranks})[a-z0-9][\w-]*\s){{0,3}}?(?:{markets})\b") if ranks and markets else NOTHING
    )


def _adjective_market(section: Mapping[str, Any], *, latin: bool) -> re.Pattern[str]:
    """`" car sales"` behind "German", 手机市场 behind 中国; 最大的手机市场 is another's, and 上市 no market."""
    markets = _any_of(_words(section, "markets"))
    if not latin:
        ranks = _any_of(_words(section, "ranks"))
        return re.compile(rf"(?!{ranks})[^，。；、的与和\d\s,]{{0,10}}?(?:{markets})") if markets and ranks else NOTHING
    return re.compile(rf"\s(?:[a-z0-9][\w-]*\s){{0,2}}?(?:{markets})\b(?!\s{A_FIRM})") if markets else NOTHING


def _ranked_there(ranks: Iterable[str]) -> re.Pattern[str]:
    """`"'s second-largest car market"` behind "Europe"."""
    return (
        re.compile(
            rf"['’]s\s(?:[\w-]+[-\s]){{0,2}}?(?:{_any_of(ranks)})\b(?![ -](?:quarter|half|\w+ (?:months|quarters)))"
        )
        if ranks
        else NOTHING
    )


def _joined(words: Iterable[str], links: Iterable[str]) -> str:
    """`", headquartered in"`: a word right before its preposition; what "is based in" a place is counted there."""
    return rf"(?<!are )(?<!is )(?<!was )(?<!were )(?:{_any_of(words)})\s(?:{_any_of(links)})" if words and links else ""


def _ranked(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:['’]s)?\s?(?:规模|范围内?)?(?:{_any_of(words)})") if words else NOTHING


def _pair(section: Mapping[str, Any], *, latin: bool) -> re.Pattern[str]:
    """Words for the world and for a market close together, in either order; "the world's largest market" is none."""
    one, other, ranks = (_any_of(_words(section, key)) for key in ("global", "markets", "ranks"))
    if not one or not other or not ranks:
        return NOTHING
    if not latin:
        return re.compile(rf"(?<![跑先领销盖局往])(?:{one})(?:规模|范围内?)?(?!{ranks})[^，。；\n ]{{0,20}}(?:{other})")
    ranked = rf"(?:\w+[- ])?(?:{ranks})\b"
    behind = _any_of(_words(section, "global_behind"))  # "sales rise worldwide", not "sales rise as a global brand"
    return re.compile(
        rf"\b(?:{one})\b(?!['’]|\s{ranked})(?:(?!\b(?:{APART})\b)[^.,;\n]){{0,60}}?\b(?:{other})\b"
        rf"|\b(?:{other})\b(?:(?!\b(?:{ranks})\b)[^.\n]){{0,40}}?\b(?:{behind})\b(?!['’]|\s{ranked})"
    )


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _words(section: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(str(word).lower() for word in section.get(key) or ())
