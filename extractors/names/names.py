"""Names in a text: known ones from the gazetteer, and unlisted ones read from the text itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from extractors.names.chinese_names import chinese_names
from extractors.names.english_names import english_names
from extractors.names.gazetteer import Gazetteer, find_known_names
from extractors.names.mentions import Mention, from_known, merge
from extractors.names.name_rules import NameRules
from extractors.names.short_names import with_short_names
from extractors.names.trade_words import without_wares
from extractors.quick_records import replace
from extractors.text.folding import fold_han

BRACKET = re.compile(r"\s?\((?:[A-Z]{2,8}:\s?)?")
SHORT_FORM = re.compile(r"\s\(([A-Z]{2,8})\)")
CAPITALS = re.compile(r"\b[A-Z]{2,8}\b")
STOPPED = (" Inc", " Ltd", " Co", " Corp", " Bros", " Bhd", " Cos", " Pvt", " Intl", " Pte")
SHORTENED = frozenset({"company", "unknown", "source"})
PLACE_LINK = re.compile(r",\s+(?:and\s+)?(?:the\s+)?|\s+and\s+(?:the\s+)?|\s?\+\s?")
# "4 billion U.S. dollars", "1.6 U.S. cents", "900 billion South Korean won": a currency's name is no place.
CURRENCY = re.compile(r"\s(?:dollars?|cents?|yen|yuan|pounds?|francs?|rupees?|ringgit|baht|rubles?|roubles?)\b")
WON = re.compile(r"\swon\b")
RECEIPT = re.compile(r"\s[Dd]eposit[ao]ry\s")  # "per American depositary receipt"
AMOUNT = re.compile(r"(?:\d|illion)\s$")
LISTED_AS = re.compile(r"\([A-Z\d.]{1,8}-$")
SHAREHOLDER = re.compile("股东(?=北)")  # 股东北京某某公司 is not in 东北
ELIDED = re.compile(r"(?:[东中西南北]、)+$")  # before 西部: 东、中、西部
ELIDED_REACH = 8
LOCATED = re.compile(r"\b(?:in|across|throughout|within)\s+(?:the\s+)?$")


def find_names(text: str, lang: str, gazetteer: Gazetteer, rules: NameRules) -> tuple[Mention, ...]:
    """All names from left to right, without overlaps; known spellings win unless an unlisted name is longer.

    `"Keenon Robotics shipped 500 units in Japan"` gives Keenon Robotics (company) and Japan (place).
    """
    plain = fold_han(text) if lang == "zh" else text
    looked_at = SHAREHOLDER.sub("股\u3000", plain) if lang == "zh" else text
    known = [
        from_known(one) for one in find_known_names(looked_at, gazetteer) if not _is_exchange(text, one.start, one.end)
    ]
    unlisted = english_names(text, rules) if lang == "en" else _as_written(text, plain, chinese_names(plain, rules))
    names = merge(text, known, unlisted, rules.roles)
    if lang != "en":
        return _with_elided(text, without_wares(plain, names, gazetteer), gazetteer)
    named = [_to_its_stop(text, name) for name in names if not _is_of_currency(text, name.start, name.end)]
    short = with_short_names(text, _with_short_forms(text, tuple(_without_codes(text, named))), rules.never)
    return _join_places(text, short)


def _as_written(text: str, plain: str, names: Iterable[Mention]) -> Iterator[Mention]:
    """Names that were read in simplified characters, with those of the text: 蘇州某某科技; also a short form that the
    text has elsewhere.
    """
    for name in names:
        at = name.start if plain.startswith(name.name, name.start) else plain.find(name.name)
        written = text[at : at + len(name.name)] if at >= 0 else name.name
        yield name if written == name.name else replace(name, name=written)


def _to_its_stop(text: str, name: Mention) -> Mention:
    """The name with the full stop of its legal form, so that what follows stands right behind it: "Acer Inc.'s"."""
    stops = text.startswith(".", name.end) and text[name.start : name.end].endswith(STOPPED)
    return replace(name, end=name.end + 1) if stops else name


def _is_exchange(text: str, start: int, end: int) -> bool:
    """Whether a country only says where a share is listed: the US of 大摩(MS-US)."""
    return text.startswith(")", end) and LISTED_AS.search(text, max(0, start - 12), start) is not None


def _with_short_forms(text: str, names: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The names with the short forms that stand in brackets behind them, wherever those are met again: "Larkspur Robots
    (LR) … LR sold 40".
    """
    told: dict[str, Mention] = {}
    for name in names:
        short = SHORT_FORM.match(text, name.end)
        if short and name.kind in SHORTENED and _is_initials(short[1], text[name.start : name.end]):
            told.setdefault(short[1], name)
    if not told:
        return names
    taken = {name.start: name for name in names}
    again = [match for match in CAPITALS.finditer(text) if match[0] in told and match.start() > told[match[0]].end + 9]
    kept = {match.start(): match for match in again if (old := taken.get(match.start())) is None or old.known is None}
    longer = [name for name in names if name.start not in kept or name.end > kept[name.start].end()]
    covered = {name.start for name in longer}
    added = [
        replace(told[match[0]], start=start, end=match.end())
        for start, match in kept.items()
        if start not in covered and not _is_inside(start, longer)
    ]
    return tuple(sorted([*longer, *added], key=lambda name: name.start))


def _is_initials(short: str, name: str) -> bool:
    """Whether a short form is made of a name's letters in their order: UR of "Universal Robots"."""
    letters = iter(name.upper())
    return all(letter in letters for letter in short)


def _is_inside(at: int, names: list[Mention]) -> bool:
    """Whether an offset lies in one of the names."""
    index = bisect_right(names, at, key=lambda name: name.start) - 1
    return index >= 0 and at < names[index].end


def _with_elided(text: str, names: Sequence[Mention], gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """The names with those whose last character is told once for all: 东、中、西部 are three regions."""
    found = list(names)
    for name in names:
        if not name.is_place or (heads := ELIDED.search(text, max(0, name.start - ELIDED_REACH), name.start)) is None:
            continue
        for at in range(heads.start(), heads.end(), 2):
            whole = find_known_names(text[at] + text[name.start + 1], gazetteer)
            found += [replace(from_known(mention), start=at, end=at + 1) for mention in whole]
    return tuple(sorted(found, key=lambda mention: mention.start))


def _without_codes(text: str, names: list[Mention]) -> Iterator[Mention]:
    """The names without those in brackets that are the one before again: the DELL of "Dell (DELL)"."""
    for index, name in enumerate(names):
        last = names[index - 1] if index else None
        again = last is not None and last.known is not None and last.known == name.known
        if not (again and last and BRACKET.fullmatch(text, last.end, name.start)):
            yield name


def _is_of_currency(text: str, start: int, end: int) -> bool:
    """Whether what stands there is part of a currency's name: "U.S. dollars"."""
    if CURRENCY.match(text, end) or RECEIPT.match(text, end):
        return True
    return WON.match(text, end) is not None and AMOUNT.search(text, max(0, start - 8), start) is not None


def _join_places(text: str, names: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """ "across the EU, EFTA and UK" is one area: a list of places behind "in" or "across" becomes one mention, as
    written.
    """
    joined: list[Mention] = []
    run: list[Mention] = []
    for name in names:
        if run and not _is_listed(text, run[0], run[-1], name):
            joined.extend(_one_area(text, run))
            run = []
        if name.is_place or run:
            run.append(name)
        else:
            joined.append(name)
    return (*joined, *_one_area(text, run))


def _one_area(text: str, run: list[Mention]) -> list[Mention]:
    """A list of places as one mention if "and" closes it."""
    if len(run) < 2 or not re.search(r"\band\b|\+", text[run[-2].end : run[-1].start]):
        return run
    return [Mention(run[0].start, run[-1].end, text[run[0].start : run[-1].end], "place")]


def _is_listed(text: str, first: Mention, last: Mention, name: Mention) -> bool:
    """Whether a place or an acronym goes on with a list that "in" or "across" opened."""
    between = text[last.end : name.start]
    if (
        first.adjective
        or not PLACE_LINK.fullmatch(between)
        or name.adjective
        or not (name.is_place or name.name.isupper())
    ):
        return False
    return between.strip() == "+" or LOCATED.search(text[max(0, first.start - 16) : first.start].lower()) is not None
