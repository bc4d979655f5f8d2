"""The unit of a number that is written without one: told from its noun, its size and the words before it.

`"Revenue exceeded 15 billion"` is in the home currency, `"up to 9,000"` counts, 突破千亿大关 is in the unit before.
The words are in `config/languages/*.yaml` under `unit_context`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractors.numbers.amounts import Amount
from extractors.numbers.carried import ends_move
from extractors.numbers.units import Unit, UnitTable
from extractors.records import Comparator, Lang, Quantity

_LARGE_EN = 1_000_000  # from a million on, a bare number near a word of money is money
_LARGE_ZH = 100_000_000
_SMALL_ZH = 10_000
_CLAUSE_EN = re.compile(r"[,;:\n]|[.!?]\s")
_AT_LEVEL = re.compile(r"\b(?:to|at|of)\s$")
_HOW_MUCH = (
    r"as\s(?:much|little)\sas\s|up\sto\s|about\s|around\s|only\s|just\s|over\s|under\s|more\sthan\s|less\sthan\s"
)
_CLAUSE_ZH = re.compile(r"[，。；\n]")
# 市场份额14.7，排名第二: the sign of a percentage is left out
_SIGN_LOST = re.compile(
    r"(?:份额|占有率|市占率|渗透率|毛利率|净利率|增长率|增速)(?:[为达约至仅]|提升至|升至|降至){0,3}$"
)
_ENDS_ZH = re.compile(r"[，,。、；;)）\n]|[和与及]|$")
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class UnitContext:
    """The words that tell the unit of a bare number in one language."""

    money: tuple[str, ...]
    counted: tuple[str, ...]
    level: frozenset[str]
    index: tuple[str, ...]  # what stands at so many points
    money_next: tuple[str, ...] = ()  # what money stands before: 百亿投资
    paid: re.Pattern[str] = re.compile(r"(?!)")  # "be ready to pay 5,000"
    added: re.Pattern[str] = re.compile(r"(?!)")  # "hire 200 more"
    compounds: re.Pattern[str] = re.compile(r"(?!)")  # "a 12-member team"
    indexes: re.Pattern[str] = re.compile(r"(?!)")  # what stands at a figure in no unit: "the PMI fell to 49.7"


@dataclass(frozen=True, slots=True)
class Bare:
    """A number without a unit, and what is known around it."""

    low: str  # the folded text
    amount: Amount
    noun: str | None
    comparator: Comparator | None
    home: str  # ISO 4217
    previous: Unit | None  # the unit of the number before
    last: Quantity | None = None  # the number before


def build_unit_context(words: Mapping[str, Any]) -> UnitContext:
    """Compiles the section `unit_context` of a language file."""
    paid, added = ("|".join(words.get(verbs, ["(?!)"])) for verbs in ("paid", "added"))
    return UnitContext(
        tuple(words["money"]),
        tuple(words.get("counted", ())),
        frozenset(words["level"]),
        tuple(words.get("index", ())),
        tuple(words.get("money_next", ())),
        re.compile(rf"\b(?:{paid})\s(?:{_HOW_MUCH}){{0,2}}$"),
        re.compile(rf"\b(?:{added})\s(?:{_HOW_MUCH}){{0,2}}$"),
        re.compile(rf"-(?:{'|'.join(words.get('compounds', ['(?!)']))})(?![\w-])"),
        re.compile(rf"\b(?:{'|'.join(words.get('indexes', ['(?!)']))})\b"),
    )


def tell_unit(bare: Bare, units: UnitTable, words: UnitContext, lang: Lang) -> Unit | None:
    """The unit of a bare number; None where nothing around it says that it measures anything."""
    return _tell_en(bare, units, words) if lang == "en" else _tell_zh(bare, units, words)


def _tell_en(bare: Bare, units: UnitTable, words: UnitContext) -> Unit | None:
    amount, count = bare.amount, units.by_symbol["count"]
    if bare.last is not None and bare.last.excluded is None and ends_move(bare.low, amount.start, bare.last):
        return units.by_symbol.get(bare.last.unit)
    if _is_index_figure(bare, words):
        return units.by_symbol["index"]
    if bare.noun is not None or _OF_THEM.match(bare.low, amount.end) or words.compounds.match(bare.low, amount.end):
        return count
    if _MORE.match(bare.low, amount.end) and words.added.search(bare.low, max(0, amount.start - 40), amount.start):
        return count
    if (compared := _compared(bare, units)) is not None:
        return compared
    window = bare.low[max(0, amount.start - 90) : amount.start]
    if (
        amount.first.grouped
        and amount.scale == 1
        and _AT_LEVEL.search(window)
        and any(w in window for w in words.index)
    ):
        return units.by_symbol["point"]
    if amount.scale >= _LARGE_EN:
        clause = _CLAUSE_EN.split(window)[-1]
        verb_next = bare.low.startswith((" are ", " were "), amount.end)
        of_things = _SALES_OF_THINGS.search(clause) is not None
        is_money = not (verb_next or of_things) and any(word in clause for word in words.money)
        return _currency(bare, units) if is_money else count
    if words.paid.search(window) and amount.scale == 1:
        return _currency(bare, units)
    if bare.comparator is not None or amount.first.grouped or amount.is_range or amount.scale > 1:
        return count
    if _leaves_noun_out(bare, window):
        return count
    token = window.rstrip().rpartition(" ")[2]
    if _COMPOUND.match(bare.low, amount.end):  # "rows of four-legged machines"
        return None
    is_level = token in words.level or token.endswith(("'s", "’s")) or _HELD_AGAINST.search(window)
    return count if is_level else None


_COMPOUND = re.compile(r"-[a-z]")
_HIGHEST_INDEX = 300
_INDEX_REACH = 200  # characters of its sentence in which an index is named
_NEXT_INDEX = 120  # characters from one figure of it to the next
_STANDS = re.compile(
    r"(?:\b(?:to|at|of|was|is|were|hit|reached|from|than|versus|vs\.?|against|with|registered|recorded|came\sin\sat|posted|and)"
    r"|['’]s)\s(?:(?:a|an|the|about|around|just|only|some|its|[\w-]+\s(?:low|high)\sof)\s)*$"
)
_SENTENCE_ENDS = re.compile(r"[.!?]\s|\n")


def _is_index_figure(bare: Bare, words: UnitContext) -> bool:
    """Whether a bare figure is what an index stands at, or stood at before: "the PMI fell to 49.7 from 50.2"."""
    amount, low = bare.amount, bare.low
    plain = not amount.own_unit and amount.scale == 1 and not amount.first.spelled and bare.noun is None
    if not plain or not 0 < amount.low <= _HIGHEST_INDEX:
        return False
    window = low[max(0, amount.start - _INDEX_REACH) : amount.start]
    if not _STANDS.search(window[-40:]):
        return False
    if bare.last is not None and bare.last.unit == "index" and amount.start - bare.last.end <= _NEXT_INDEX:
        return True
    return words.indexes.search(_SENTENCE_ENDS.split(window)[-1]) is not None


_ALSO_AT = re.compile(r"[^.;\n]{0,12}(?:,|\sand)\s[^.;,\n]{1,24}\sat\s")
_OF_THEM = re.compile(
    r"\sof\s(?:them|these|those|which|whom|us|you)\b"
    r"|\sof\s(?:the\s|its\s|their\s|all\s)?"  # 86 of 97 categories, two of its five plants
    r"(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty)\s[a-z]|-(?:strong|odd)\b"
)
# "of 900 orders, 300 were cancelled", "192 came from universities and 88 from firms": of what was counted before
_LEFT_OUT = re.compile(
    r"\s(?:(?:were|are|have|had|came|went|hailing|hailed|from(?!\s\d))\b(?!\s(?:up|down)\b)|[a-z]+ly(?=[.,;)])"
    r"|(?:injured|wounded|killed|hurt|hospitali[sz]ed|infected|arrested|missing|affected)\b(?!\s(?:up|down)\b)"
    r"|(?:more|fewer|less)\sthan\s(?:in|at|a\s(?:year|month|quarter)|last|the\s(?:year|month|quarter|previous|same)|before|planned|expected)\b"
    r"|(?:based|located|headquartered|situated|registered|made|built|sold|held|owned|run|operated|used|employed)"
    r"\s(?:in|at|by|outside|abroad|overseas)\b)"
)
# "cut 120 jobs in Oslo and another 150 across Europe"
_ANOTHER = re.compile(r"\b(?:another|a\sfurther|an\sadditional|an\sextra)\s(?:(?:about|around|some|nearly)\s)?$")
_PLACED = re.compile(
    r"\s(?:in|at|across|from|on|for|by|elsewhere|abroad|overseas|later|this|last|next|were|are|will|joined)\b|[.,;)]|$"
)
_MORE_OF_THEM = re.compile(r"\smore(?=[.,;)]|$)")  # "120 aircraft and options for 30 more"
_NEXT_OF_LIST = re.compile(r"(?:[,;:(—–]|\b(?:and|while|but|including|with|of\swhich|among\sthem)|[.!?]|\n)\s?$")
_FARTHEST_COUNT = 160
# "plans to hire 200 more", "will launch 30 more by May": of what was told before
_MORE = re.compile(
    r"\smore(?:$|(?=\s(?:[\w-]+\s){0,2}[\w-]+s\b(?!\sthan))|(?=[.,;)])|(?=\s(?:this|next|by|in|to|over|on|at|for|during|before|after|last|and)\b))"
)
# "sales of electric cars rose to 1.7 million" counts cars, "sales of services" come to money
_SALES_OF_THINGS = re.compile(
    r"\b(?:sales|orders|purchases)\sof\s(?:[\w-]+\s){0,3}?"
    r"(?!services|products|goods|assets|shares|stakes|bonds|licen[cs]es|rights|securities)[\w-]+s\b"
)
_COMPARED = re.compile(
    r"\b(?:from|compared\s(?:with|to)|versus|vs\.?|against|than|double|twice|triple|half|times)\s(?:about\s|the\s)?$"
)
_HELD_AGAINST = re.compile(r"\b(?:compared\swith|against)\s(?:(?:just|only|about)\s)?$")
_FARTHEST_SUM = 48


def _leaves_noun_out(bare: Bare, window: str) -> bool:
    """Whether a number counts what the one before it counted: "900 orders came in, and 300 were cancelled"."""
    last = bare.last
    if last is None or last.unit != "count" or bare.amount.start - last.end > _FARTHEST_COUNT:
        return False
    if _MORE_OF_THEM.match(bare.low, bare.amount.end):
        return True
    if _ANOTHER.search(window) and _PLACED.match(bare.low, bare.amount.end):
        return True
    return _LEFT_OUT.match(bare.low, bare.amount.end) is not None and _NEXT_OF_LIST.search(window) is not None


def _compared(bare: Bare, units: UnitTable) -> Unit | None:
    """The unit of the sum or count before that a number is compared with: "3 billion yuan, down from 4 billion", "sold
    9 million phones, up from 8 million".
    """
    last, amount = bare.last, bare.amount
    if last is None or amount.start - last.end > _FARTHEST_SUM:
        return None
    money_before = bare.previous is not None and bare.previous.is_money and amount.first.grouped
    if money_before and _ALSO_AT.fullmatch(bare.low, last.end, amount.start):  # "A at $30,400 and B at 28,900"
        return bare.previous
    if amount.scale < _LARGE_EN:
        return None
    unit = units.by_symbol.get(last.unit)
    near = unit is not None and (unit.is_money or unit.is_count) and last.excluded is None
    return unit if near and _COMPARED.search(bare.low, max(0, amount.start - 24), amount.start) else None


def _tell_zh(bare: Bare, units: UnitTable, words: UnitContext) -> Unit | None:
    amount, count, previous = bare.amount, units.by_symbol["count"], bare.previous
    if amount.scale >= _LARGE_ZH and bare.low.startswith("级", amount.end):
        return _currency(bare, units)
    clause = _CLAUSE_ZH.split(bare.low[max(0, amount.start - 24) : amount.start])[-1]
    follow = bare.low[amount.end : amount.end + 5].removeprefix("级").removeprefix("规模")
    if amount.scale == 1 and amount.low <= _WHOLE and _SIGN_LOST.search(clause) and _ENDS_ZH.match(follow):
        return units.by_symbol["percent"]
    money, counted = _last(clause, words.money), _last(clause, words.counted)
    if not (amount.scale > 1 or amount.first.grouped) and amount.low < _SMALL_ZH:
        is_level = bool(clause) and clause[-1] in words.level and counted >= 0
        return count if is_level else None
    if counted > money:
        return count
    if money >= 0 or follow.startswith(words.money_next):
        goes_on = previous is not None and not (previous.is_relative or previous.is_count)
        return previous if money < 0 and goes_on and follow.startswith("大关") else _currency(bare, units)
    if previous is not None and not previous.is_relative and previous.dimension != "time":
        return previous
    counts = amount.scale == 1 or (follow and "\u4e00" <= follow[0] <= "\u9fff")
    return count if counts else _currency(bare, units)


def _last(clause: str, words: Sequence[str]) -> int:
    """Where the last of the words ends in a clause, -1 where none stands in it."""
    return max((clause.rfind(word) + len(word) for word in words if word in clause), default=-1)


def _currency(bare: Bare, units: UnitTable) -> Unit:
    """The currency of money that names none: of the number before, else the home currency."""
    if bare.previous is not None and bare.previous.is_money:
        return bare.previous
    return units.by_symbol[bare.home]
