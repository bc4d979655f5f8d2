"""Quantities: every number of a text with its unit, comparator, denominator and direction, as an interval.

`find_quantities("近1.6万个5G基站", "zh", rules)` gives one Quantity: 16000, approx, count, noun "5G基站".
Numbers are found by `numerals_*.py`, joined with units and to ranges by `amounts.py`; here the words around them are
read. No parser: every look-around is a bounded window, so that time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from extractors.numbers.amount_lists import read_amounts
from extractors.numbers.amounts import Amount, Source
from extractors.numbers.bare_units import Bare, UnitContext, build_unit_context, tell_unit
from extractors.numbers.bound_pairs import join_bounds
from extractors.numbers.bounds_of_shares import before_denominator, bound_of_share
from extractors.numbers.carried import carry_direction, carry_gapped, carry_per, converts
from extractors.numbers.changes import ChangeWords, Direction, build_changes, find_change
from extractors.numbers.chinese_numbers import ChineseNumbers, build_chinese_numbers
from extractors.numbers.comparators import ComparatorWords, build_comparators, find_after, find_before
from extractors.numbers.currency_signs import DOLLARS, currency_of_yen_sign
from extractors.numbers.denominators import PerWords, build_per, find_per, share_per
from extractors.numbers.english_numbers import EnglishNumbers, build_english_numbers
from extractors.numbers.exchange_rates import RateWords, build_rates, mark_rates
from extractors.numbers.exclusion_words import ExclusionWords, build_exclusions
from extractors.numbers.exclusions import why_excluded
from extractors.numbers.nouns import NounWords, build_nouns, counted, find_noun
from extractors.numbers.numerals_en import find_numerals_en
from extractors.numbers.numerals_zh import find_numerals_zh
from extractors.numbers.parts_of_counts import count_parts
from extractors.numbers.units import Unit, UnitTable, build_units
from extractors.quick_records import quick, replace
from extractors.records import Comparator, Lang, Quantity
from extractors.text.folding import fold_case, fold_widths
from extractors.text.late_rules import LateRules

# Why a number measures nothing: nobody need look at the words around it.
MEASURES_NOTHING = frozenset({"name", "year", "date", "list", "rank", "ordinal", "score", "word", "denominator"})
# What is told by the piece: 集成电路产量1349亿块, 配备两块屏幕
_PIECES = re.compile(
    "产量|出货|销量|产能|芯片|集成电路|电池|屏|面板|电路板|硬盘|显卡|gpu|晶圆|模组|电表|太阳能板|光伏板"
)
_PRICED = re.compile(r"(?:价|卖|花|费|只要|仅需|优惠|便宜|补贴|元)[^，。；\d]{0,4}$")
_MAXIMUM_OF = re.compile(r"\bmaximum\s(?:[a-z-]+\s){1,3}of\s(?:about\s)?$")  # "a maximum one-off subsidy of 5,000 yuan"
_MAXIMUM_REACH = 56
_AT_MOST_A = re.compile(
    r"\s(?:per|a|an|each|every)\s[a-z]+(?=\sat\s(?:most|least|the\smost))"
)  # "900 yuan a month at most"
_CLAUSE_ZH = re.compile("[，。；：,;\\n]")
_PIECE_REACH = 16
_FREEDOM_BEFORE = re.compile(r"自由度(?:数量?)?(?:达到?|为|有|共|超过?|多达|高达|至|约)*$")


@dataclass(frozen=True, slots=True)
class LanguageRules:
    """The rules of one language."""

    lang: Lang
    numbers: EnglishNumbers | ChineseNumbers
    units: UnitTable
    comparators: ComparatorWords
    changes: ChangeWords
    per: PerWords
    exclusions: ExclusionWords
    context: UnitContext
    rates: RateWords
    nouns: NounWords


@dataclass(frozen=True, slots=True)
class QuantityRules:
    """What `build_quantity_rules` compiled, for each language."""

    languages: Mapping[Lang, LanguageRules]


def build_quantity_rules(
    units: Sequence[Mapping[str, Any]], languages: Mapping[str, Mapping[str, Any]]
) -> QuantityRules:
    """Compiles parsed YAML: `units` are the entries of `config/units/`, `languages` maps "en" and "zh" to their files.

    Each language is compiled when it is asked for, which raises ConfigurationError for a spelling that two units claim,
    KeyError for a missing section.
    """
    codes: tuple[Lang, ...] = ("en", "zh")
    written = [lang for lang in codes if lang in languages]
    return QuantityRules(LateRules(written, lambda lang: _language_rules(units, languages[lang], lang)))


def _language_rules(units: Sequence[Mapping[str, Any]], words: Mapping[str, Any], lang: Lang) -> LanguageRules:
    numbers = build_english_numbers(words["numbers"]) if lang == "en" else build_chinese_numbers(words["numbers"])
    comparators = build_comparators(words["comparators"], lang)
    changes = build_changes(words["change_verbs"], lang)
    functions = {word for phrase in comparators.before for word in phrase.split()} | {*changes.verbs, *changes.between}
    functions |= {*words["not_quantities"].get("year_before", ()), *words["not_quantities"].get("glued_before", ())}
    return LanguageRules(
        lang=lang,
        numbers=numbers,
        units=build_units(units, lang),
        comparators=comparators,
        changes=changes,
        per=build_per(words["per"], lang),
        exclusions=build_exclusions(words["not_quantities"], words["vague"], frozenset(functions), lang),
        context=build_unit_context(words["unit_context"]),
        rates=build_rates(words["exchange_rates"]),
        nouns=build_nouns(words["nouns"], lang),
    )


def find_quantities(text: str, lang: Lang, rules: QuantityRules, *, home_currency: str = "CNY") -> tuple[Quantity, ...]:
    """The quantities of a text in order. `home_currency` is what money without a currency is in (ISO 4217).

    >>> find_quantities("Revenue fell more than 6 percent.", "en", rules)[0].high
    -6.0
    """
    everything = find_numbers(text, lang, rules, home_currency=home_currency)
    return select(everything, [index for index, quantity in enumerate(everything) if quantity.excluded is None])


def select(everything: Sequence[Quantity], kept: Sequence[int]) -> tuple[Quantity, ...]:
    """The kept ones, with what they convert counted among themselves."""
    place = {old: new for new, old in enumerate(kept)}
    return tuple(
        quantity if quantity.same_as is None else replace(quantity, same_as=place.get(quantity.same_as))
        for quantity in (everything[index] for index in kept)
    )


def find_numbers(text: str, lang: Lang, rules: QuantityRules, *, home_currency: str = "CNY") -> tuple[Quantity, ...]:
    """All numbers of a text, also years, ranks and windows of time; `excluded` says why one is no claim."""
    language = rules.languages[lang]
    wide = fold_widths(text)
    low = fold_case(wide, lang)
    if isinstance(language.numbers, EnglishNumbers):
        numerals = find_numerals_en(wide, low, language.numbers)
    else:
        numerals = find_numerals_zh(wide, language.numbers)
    amounts = read_amounts(Source(wide, low, language.units, language.changes.moves, lang), numerals)
    reader = _Reader(text, wide, low, language, home_currency, [])
    for amount in amounts:
        if amount.first.form != "masked":
            reader.read(amount)
    told = count_parts(reader.found, low) if lang == "en" else reader.found
    return tuple(mark_rates(share_per(told, low), low, language.units, language.rates))


@quick
@dataclass(frozen=True, slots=True)
class Bounded:
    """Where a number with its comparators begins and ends in the text."""

    start: int
    end: int


@dataclass(slots=True)
class _Frame:
    """What the words around one amount say, while they are read."""

    unit: Unit | None = None
    guessed: bool = False  # told from the context
    comparator: Comparator = "eq"
    direction: Direction | None = None
    per: str | None = None
    noun: str | None = None
    same_as: int | None = None
    excluded: str | None = None


@dataclass(slots=True)
class _Reader:
    """One pass over the amounts of a text; remembers the one before, whose unit, direction and bound may carry on."""

    text: str
    wide: str
    low: str
    rules: LanguageRules
    home: str
    found: list[Quantity]
    previous_unit: Unit | None = None
    bounded: Bounded | None = None
    yen_sign: str | None = None  # the currency that ¥ stands for in this text

    def read(self, amount: Amount) -> None:
        """Adds what the amount says to `found`, as a number of its own or as the other bound of the one before."""
        low, rules = self.low, self.rules
        before = find_before(low, amount.start, amount.end, rules.comparators)
        excluded = why_excluded(self.wide, low, amount, before.end, rules.exclusions)
        if excluded in MEASURES_NOTHING:
            self.found.append(_quantity(self.text, amount, _Frame(excluded=excluded)))
            self.bounded = None
            return
        after = find_after(low, amount.end, rules.comparators)
        end = after[1] if after else amount.end
        noun, noun_end = find_noun(
            self.text, low, amount.start, amount.end + len(" of") if amount.of_unit else end, rules.nouns
        )
        if after is None and low.startswith((" or ", " at "), noun_end):
            after = find_after(low, noun_end, rules.comparators)
        if after is None and (per := _AT_MOST_A.match(low, amount.end)):
            after = find_after(low, per.end(), rules.comparators)
        bound = before.comparator or (self._remote_bound(amount) if rules.lang == "zh" and after is None else None)
        frame = _Frame(excluded=excluded, comparator=_comparator(amount, bound, after[0] if after else None))
        frame.unit, frame.guessed = self._unit(amount, noun, before.comparator or (after[0] if after else None))
        if frame.unit is not None and frame.unit.is_money and frame.comparator == "eq":
            capped = _MAXIMUM_OF.search(low, max(0, amount.start - _MAXIMUM_REACH), amount.start)
            frame.comparator = "le" if capped else "eq"
        if excluded == "age" and amount.unit is None:
            frame.unit = rules.units.by_symbol["year"]
        if frame.unit is None:
            frame.excluded = excluded or "bare"
        else:
            frame.noun = counted(noun, rules.nouns) if frame.unit.is_count else None
            self._read_around(amount, frame, frame.unit, Bounded(before.end, end), noun_end)
        if frame.unit is not None and frame.same_as is None:
            self.previous_unit = frame.unit
        self._add(_quantity(self.text, amount, frame), Bounded(before.end, end + before.behind))

    def _remote_bound(self, amount: Amount) -> Comparator | None:
        """What a Chinese text puts before a share's base or a number's denominator: 约占营收的5%, 不低于每股10元."""
        if bound := bound_of_share(self.low, amount, self.rules.comparators):
            return bound
        at = before_denominator(self.low, amount.start)
        return find_before(self.low, at, amount.end, self.rules.comparators).comparator if at < amount.start else None

    def _read_around(self, amount: Amount, frame: _Frame, unit: Unit, span: Bounded, noun_end: int) -> None:
        """Direction, denominator and conversion: from the words around the number, else from the number before."""
        low, rules, last, ratio = self.low, self.rules, self.found[-1] if self.found else None, unit.is_relative
        if frame.excluded is None:
            frame.direction = find_change(low, span.start, span.end, ratio=ratio, words=rules.changes)
            if not ratio or unit.symbol == "times":
                frame.per, _ = find_per(low, amount.start, span.end, noun_end, rules.per)
        if last is None:
            return
        frame.direction = frame.direction or carry_direction(low, amount.start, last, ratio=ratio)
        if frame.direction is None and unit.symbol == "percent" and rules.lang == "en":
            frame.direction = carry_gapped(low, amount.start, amount.end, self.found)
        if frame.excluded is None:
            told = next((one for one in reversed(self.found[-3:]) if one.excluded is None), last)
            frame.per = frame.per or carry_per(low, amount.start, unit, told)
        if converts(low, amount.start, unit, last, rules.units):
            frame.same_as = len(self.found) - 1
            frame.comparator = frame.comparator if frame.comparator != "eq" else last.comparator

    def _add(self, quantity: Quantity, bounded: Bounded) -> None:
        """Appends a number, or closes with it the interval that the one before opened."""
        both = None
        if self.found and self.bounded is not None:
            gap = self.low[self.bounded.end : bounded.start] if bounded.start >= self.bounded.end else None
            both = join_bounds(self.text, gap, self.found[-1], quantity, self.rules.lang)
        if both is None:
            self.found.append(quantity)
        else:
            self.found[-1] = both
        self.bounded = bounded if both is None else None

    def _unit(self, amount: Amount, noun: str | None, comparator: Comparator | None) -> tuple[Unit | None, bool]:
        """The unit of an amount, and whether it had to be told from the context."""
        units = self.rules.units.by_symbol
        if amount.first.form == "multiple":
            return units["times"], False
        if amount.unit is not None:
            if amount.loose and amount.unit.is_money:
                return units[self._currency_of_sign(amount.unit.symbol)], False
            return self._counted_freedom(amount, amount.unit), False
        if amount.first.form == "fraction":
            return units["percent"], False
        last = next((one for one in reversed(self.found) if one.excluded is None and one.unit != "times"), None)
        bare = Bare(self.low, amount, noun, comparator, self.home, self.previous_unit, last)
        return tell_unit(bare, self.rules.units, self.rules.context, self.rules.lang), True

    def _currency_of_sign(self, symbol: str) -> str:
        """The currency of a sign that several share, which units read as `symbol`."""
        if symbol != "CNY":
            return self.home if self.home in DOLLARS else symbol
        if self.yen_sign is None:  # looked for once a text
            self.yen_sign = currency_of_yen_sign(self.low, self.rules.lang)
        return self.yen_sign

    def _counted_freedom(self, amount: Amount, unit: Unit) -> Unit:
        """自由度达41个 counts degrees of freedom, as 41个自由度 does; 芯片产量3亿块 counts pieces and no money."""
        if unit.is_money and self.low[amount.end - 1] == "块" and _is_by_piece(self.low, amount):
            return self.rules.units.by_symbol["count"]
        if unit.is_count and _FREEDOM_BEFORE.search(self.low[max(0, amount.start - 10) : amount.start]):
            return self.rules.units.by_symbol["DoF"]
        return unit


def _is_by_piece(low: str, amount: Amount) -> bool:
    """Whether 块 counts the wares of its clause: 集成电路产量1349亿块, but not 一块屏幕售价300块."""
    before = _CLAUSE_ZH.split(low[max(0, amount.start - _PIECE_REACH) : amount.start])[-1]
    told = before + low[amount.end : amount.end + 3]
    return _PIECES.search(told) is not None and _PRICED.search(before) is None


def _comparator(amount: Amount, before: Comparator | None, after: Comparator | None) -> Comparator:
    """One comparator out of what stands before, inside and after the number; the range's own bounds win."""
    if amount.is_range:
        return "range"
    if before is not None and before != "eq":
        inner = amount.bound or after
        if before == "approx" and inner in {"gt", "ge", "lt", "le"}:
            return inner
        return before
    return amount.bound or after or before or "eq"


def _quantity(text: str, amount: Amount, frame: _Frame) -> Quantity:
    """The record, with the value in its unit, signed and bounded."""
    low, high, step, unit, direction = amount.low, amount.high, amount.step, frame.unit, frame.direction
    if unit is not None and amount.first.form == "fraction" and amount.unit is None:
        low, high, step = low * 100, high * 100, step * 100
    times = unit is not None and unit.symbol == "times"
    if times and amount.first.form != "multiple" and direction == "up" and "倍" in text[amount.start : amount.end]:
        low, high = low + 1, high + 1
    negative = low < 0 or (direction == "down" and not times)
    if direction == "down" and not times and low > 0:
        low, high = -high, -low
    bounds = _bounds(low, high, frame.comparator)
    return Quantity(
        start=amount.start,
        end=amount.end,
        quote=text[amount.start : amount.end],
        low=bounds[0],
        high=bounds[1],
        comparator=frame.comparator,
        unit=unit.symbol if unit is not None else "count",
        per=frame.per,
        noun=frame.noun,
        precision=float(abs(step) / 2),
        negative=negative,
        direction=direction,
        relative=_is_relative(amount, unit, direction),
        same_as=frame.same_as,
        rule=_rule(amount, guessed=frame.guessed),
        excluded=frame.excluded,
    )


def _is_relative(amount: Amount, unit: Unit | None, direction: Direction | None) -> bool:
    """Whether a percentage or a multiple says how something changed."""
    if unit is None or not unit.is_relative:
        return False
    if unit.symbol == "times":
        return direction is not None or amount.first.form == "multiple"
    return unit.symbol == "percent" and direction is not None


def _bounds(low: Decimal, high: Decimal, comparator: Comparator) -> tuple[float | None, float | None]:
    """True bounds of the signed value: "fell more than 6 percent" is [None, -6], "fell as much as 4" is [-4, None]."""
    if comparator in {"gt", "ge", "lt", "le"}:
        outward = comparator in {"gt", "ge"}
        return (None, float(high)) if (high < 0) == outward else (float(low), None)
    return float(low), float(high)


def _rule(amount: Amount, *, guessed: bool) -> str:
    shape = "range" if amount.is_range else "value"
    return f"{amount.first.form} {shape}" + ("+guessed unit" if guessed else "")
