"""Quantities: every number of a text with its unit, comparator, denominator and direction, as an interval.

`find_quantities("近1.6万个5G基站", "zh", rules)` gives one Quantity: 16000, approx, count, noun "5G基站".
Numbers are found by
`numerals_*.py`, joined with units and to ranges by `amounts.py`; here the words around them are read. No parser: every
look-around is a bounded window, so that time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal

from extractors.amounts import Amount, read_amounts
from extractors.changes import ChangeWords, Direction, build_changes, find_change
from extractors.comparators import ComparatorWords, build_comparators, find_after, find_before
from extractors.denominators import PerWords, build_per, find_per
from extractors.exclusion_words import ExclusionWords, build_exclusions
from extractors.exclusions import why_excluded
from extractors.folding import fold_case, fold_widths
from extractors.nouns import counted, find_noun
from extractors.numerals_en import EnglishNumbers, build_english_numbers, find_numerals_en
from extractors.numerals_zh import ChineseNumbers, build_chinese_numbers, find_numerals_zh
from extractors.records import Comparator, Lang, Quantity
from extractors.units import Unit, UnitTable, build_units

_BRACKET = re.compile(
    r"(?:\s?(?:/|per |a )[a-z0-9]+)?\s?[(（]\s?(?:or |about |around |approximately |roughly |equivalent to "
    r"|nearly |some |约合?|合|折合|相当于|大约|us|= ?|≈ ?)*$"
)
_OR = re.compile(
    r"\s?,?\s(?:or|equal to|equivalent to)\s(?:about |roughly |around )?$|(?:，|,)?(?:约合|折合|合)(?:人民币)?约?$"
)
_CLAUSE_END = re.compile(r"[,;:\n]|[.!?]\s")
_DOLLARS = frozenset({"HKD", "TWD", "SGD", "AUD", "CAD", "USD"})


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
    money_words: tuple[str, ...]
    counted_words: tuple[str, ...]
    level_words: frozenset[str]
    noun_stops: frozenset[str]  # English words that end a counted noun


@dataclass(frozen=True, slots=True)
class QuantityRules:
    """What `build_quantity_rules` compiled, for each language."""

    languages: Mapping[Lang, LanguageRules]


def build_quantity_rules(
    units: Sequence[Mapping[str, Any]], languages: Mapping[str, Mapping[str, Any]]
) -> QuantityRules:
    """Compiles parsed YAML: `units` are the entries of `config/units/`, `languages` maps "en" and "zh" to their files.

    Raises ConfigurationError for a spelling that two units claim, KeyError for a missing section.
    """
    codes: tuple[Lang, ...] = ("en", "zh")
    return QuantityRules({lang: _language_rules(units, languages[lang], lang) for lang in codes if lang in languages})


def _language_rules(units: Sequence[Mapping[str, Any]], words: Mapping[str, Any], lang: Lang) -> LanguageRules:
    numbers = build_english_numbers(words["numbers"]) if lang == "en" else build_chinese_numbers(words["numbers"])
    comparators = build_comparators(words["comparators"], lang)
    changes = build_changes(words["change_verbs"], lang)
    functions = {word for phrase in comparators.before for word in phrase.split()} | {*changes.verbs, *changes.between}
    functions |= {*words["not_quantities"].get("year_before", ()), *words["not_quantities"].get("glued_before", ())}
    context = words["unit_context"]
    return LanguageRules(
        lang=lang,
        numbers=numbers,
        units=build_units(units, lang),
        comparators=comparators,
        changes=changes,
        per=build_per(words["per"], lang),
        exclusions=build_exclusions(words["not_quantities"], words["vague"], frozenset(functions), lang),
        money_words=tuple(context["money"]),
        counted_words=tuple(context.get("counted", ())),
        level_words=frozenset(context["level"]),
        noun_stops=frozenset(context.get("noun_stops", ())),
    )


def find_quantities(text: str, lang: Lang, rules: QuantityRules, *, home_currency: str = "CNY") -> tuple[Quantity, ...]:
    """The quantities of a text in order. `home_currency` is what money without a currency is in (ISO 4217).

    >>> find_quantities("Revenue fell more than 6 percent.", "en", rules)[0].high
    -6.0
    """
    everything = find_numbers(text, lang, rules, home_currency=home_currency)
    kept = [index for index, quantity in enumerate(everything) if quantity.excluded is None]
    place = {old: new for new, old in enumerate(kept)}
    return tuple(_renumbered(everything[index], place) for index in kept)


def _renumbered(quantity: Quantity, place: Mapping[int, int]) -> Quantity:
    if quantity.same_as is None:
        return quantity
    return replace(quantity, same_as=place.get(quantity.same_as))


def find_numbers(text: str, lang: Lang, rules: QuantityRules, *, home_currency: str = "CNY") -> tuple[Quantity, ...]:
    """All numbers of a text, also ages, ranks and windows of time; `excluded` says why one is no claim."""
    language = rules.languages[lang]
    wide = fold_widths(text)
    low = fold_case(wide, lang)
    if isinstance(language.numbers, EnglishNumbers):
        numerals = find_numerals_en(low, language.numbers)
    else:
        numerals = find_numerals_zh(wide, language.numbers)
    amounts = read_amounts(wide, low, numerals, language.units, lang)
    reader = _Reader(text, wide, low, language, home_currency)
    found: list[Quantity] = []
    for amount in amounts:
        quantity = reader.read(amount, found)
        if quantity is not None:
            found.append(quantity)
    return tuple(found)


@dataclass(slots=True)
class _Reader:
    """One pass over the amounts of a text; remembers the amount before, whose unit and direction may carry on."""

    text: str
    wide: str
    low: str
    rules: LanguageRules
    home: str
    previous: Amount | None = None
    previous_unit: Unit | None = None

    def read(self, amount: Amount, found: Sequence[Quantity]) -> Quantity | None:
        if amount.first.form == "masked":
            self.previous = amount
            return None
        low = self.low
        before = find_before(low, amount.start, self.rules.comparators)
        after = find_after(low, amount.end, self.rules.comparators)
        end = after[1] if after else amount.end
        excluded = why_excluded(self.wide, low, amount, before.end, self.rules.exclusions)
        noun, noun_end = find_noun(self.text, low, amount.start, end, self.rules.noun_stops)
        if after is None and low.startswith(" or ", noun_end):
            after = find_after(low, noun_end, self.rules.comparators)
        unit, guessed = self._unit(amount, noun, before.comparator)
        if excluded is None and unit is None:
            excluded = "bare"
        ratio = unit is not None and unit.is_relative
        direction = None if excluded else find_change(low, before.end, end, ratio=ratio, words=self.rules.changes)
        direction = direction or self._inherited_direction(amount, found)
        comparator = _comparator(amount, before.comparator, after[0] if after else None)
        converted = self._converted(amount, unit, found)
        if converted is not None:
            comparator = comparator if comparator != "eq" else found[converted].comparator
        per, _ = (
            (None, 0)
            if excluded or (ratio and unit is not None and unit.symbol != "times")
            else find_per(low, amount.start, end, noun_end, self.rules.per)
        )
        if per is None and not excluded and unit is not None:
            per = self._inherited_per(amount, unit, found)
        quantity = _quantity(self.text, amount, unit, comparator, direction)
        self.previous, self.previous_unit = amount, unit or self.previous_unit
        return replace(
            quantity,
            per=per,
            noun=counted(noun) if unit is not None and unit.is_count else None,
            same_as=converted,
            rule=quantity.rule + ("+guessed unit" if guessed else ""),
            excluded=excluded,
        )

    def _unit(self, amount: Amount, noun: str | None, comparator: Comparator | None) -> tuple[Unit | None, bool]:
        """The unit of an amount, and whether it had to be told from the context."""
        units = self.rules.units.by_symbol
        if amount.first.form == "multiple":
            return units["times"], False
        if amount.unit is not None:
            if amount.loose and amount.unit.is_money and self.home in _DOLLARS:
                return units[self.home], False
            return self._counted_freedom(amount, amount.unit), False
        if amount.first.form == "fraction":
            return units["percent"], False
        if self.rules.lang == "en":
            return self._bare_unit_en(amount, noun, comparator), True
        return self._bare_unit_zh(amount), True

    def _counted_freedom(self, amount: Amount, unit: Unit) -> Unit:
        """自由度达41个 counts degrees of freedom, as 41个自由度 does."""
        if unit.is_count and _FREEDOM_BEFORE.search(self.low[max(0, amount.start - 10) : amount.start]):
            return self.rules.units.by_symbol["DoF"]
        return unit

    def _bare_unit_en(self, amount: Amount, noun: str | None, comparator: Comparator | None) -> Unit | None:
        units = self.rules.units.by_symbol
        if noun is not None:
            return units["count"]
        window = self.low[max(0, amount.start - 90) : amount.start]
        if amount.scale >= 1_000_000:
            clause = _CLAUSE_END.split(window)[-1]
            verb_next = self.low.startswith((" are ", " were ", " of them"), amount.end)
            is_money = not verb_next and any(word in clause for word in self.rules.money_words)
            return self._currency() if is_money else units["count"]
        if comparator is not None or amount.first.grouped or amount.is_range or amount.scale > 1:
            return units["count"]
        token = window.rstrip().rpartition(" ")[2]
        return units["count"] if token in self.rules.level_words or token.endswith(("'s", "’s")) else None

    def _bare_unit_zh(self, amount: Amount) -> Unit | None:
        units = self.rules.units.by_symbol
        clause = re.split(r"[，。；\n]", self.low[max(0, amount.start - 24) : amount.start])[-1]
        follow = self.low[amount.end : amount.end + 5].removeprefix("级").removeprefix("规模")
        money = max((clause.rfind(word) + len(word) for word in self.rules.money_words if word in clause), default=-1)
        counted = max(
            (clause.rfind(word) + len(word) for word in self.rules.counted_words if word in clause), default=-1
        )
        if amount.scale >= 100_000_000 and self.low.startswith("级", amount.end):
            return self._currency()
        big = amount.scale > 1 or amount.first.grouped or amount.first.scale > 1
        if not big and amount.first.scale == 1 and amount.low < 10000:
            is_level = bool(clause) and clause[-1] in self.rules.level_words and counted >= 0
            return units["count"] if is_level else None
        if counted > money:
            return units["count"]
        if money >= 0 or follow.startswith(("投资", "融资", "资金", "大单", "订单", "市场", "产业", "规模", "大关")):
            if (
                money < 0
                and self.previous_unit is not None
                and not (self.previous_unit.is_relative or self.previous_unit.is_count)
                and follow.startswith("大关")
            ):
                return self.previous_unit
            return self._currency()
        if (
            self.previous_unit is not None
            and not self.previous_unit.is_relative
            and self.previous_unit.dimension != "time"
        ):
            return self.previous_unit
        return units["count"] if follow and "\u4e00" <= follow[0] <= "\u9fff" else self._currency()

    def _currency(self) -> Unit:
        """The currency of money that names none: of the amount before, else the home currency."""
        if self.previous_unit is not None and self.previous_unit.is_money:
            return self.previous_unit
        return self.rules.units.by_symbol[self.home]

    def _inherited_direction(self, amount: Amount, found: Sequence[Quantity]) -> Direction | None:
        """ "fell 3 percent and 5 percent": a list under one verb moves one way."""
        if not found or self.previous is None or found[-1].direction is None or found[-1].excluded:
            return None
        gap = self.low[self.previous.end : amount.start]
        if len(gap) > 6 or not _LIST_GAP.fullmatch(gap) or found[-1].unit not in {"percent", "pp"}:
            return None
        return found[-1].direction

    def _inherited_per(self, amount: Amount, unit: Unit, found: Sequence[Quantity]) -> str | None:
        """ "$0.23/W today to $0.10": the other end of a move has the denominator of the first."""
        if not found or found[-1].per is None or found[-1].unit != unit.symbol:
            return None
        gap = self.low[found[-1].end : amount.start]
        return found[-1].per if len(gap) <= 72 and _MOVE_GAP.fullmatch(gap) else None

    def _converted(self, amount: Amount, unit: Unit | None, found: Sequence[Quantity]) -> int | None:
        """The index of the quantity that this one repeats in another currency or unit, in brackets or after "or"."""
        if not found or unit is None or self.previous is None or amount.start - found[-1].end > 40:
            return None
        left = self.rules.units.by_symbol.get(found[-1].unit)
        if left is None or left.dimension != unit.dimension or unit.is_count or unit.is_relative or found[-1].excluded:
            return None
        gap = self.low[found[-1].end : amount.start]
        if _BRACKET.fullmatch(gap) and left.symbol != unit.symbol:
            return len(found) - 1
        return len(found) - 1 if _OR.fullmatch(gap) else None


_FREEDOM_BEFORE = re.compile(r"自由度(?:数量?)?(?:达到?|为|有|共|超过?|多达|高达|至|约)*$")
_MOVE_GAP = re.compile(
    r"[^.;\n]*?\b(?:to|from|versus|vs|against|compared (?:with|to)|than)\s(?:about |around |just |only |the "
    r"|a |an |some )*"
    r"|[^。；\n]*?(?:至|到|从|由|上年的|去年的|为)"
)
_LIST_GAP = re.compile(r"\s?[、,，和及与]\s?|\s?,?\s?(?:and|or)\s|,\s|以及|和约")


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


def _quantity(
    text: str, amount: Amount, unit: Unit | None, comparator: Comparator, direction: Direction | None
) -> Quantity:
    """The record, with the value in its unit, signed and bounded."""
    low, high, step = amount.low, amount.high, amount.step
    if unit is not None and amount.first.form == "fraction" and amount.unit is None:
        low, high, step = low * 100, high * 100, step * 100
    times = unit is not None and unit.symbol == "times"
    if times and amount.first.form != "multiple" and direction == "up" and "倍" in text[amount.start : amount.end]:
        low, high = low + 1, high + 1
    negative = low < 0 or (direction == "down" and not times)
    if direction == "down" and not times and low > 0:
        low, high = -high, -low
    bounds = _bounds(low, high, comparator)
    return Quantity(
        start=amount.start,
        end=amount.end,
        quote=text[amount.start : amount.end],
        low=bounds[0],
        high=bounds[1],
        comparator=comparator,
        unit=unit.symbol if unit is not None else "count",
        precision=float(abs(step) / 2),
        negative=negative,
        direction=direction,
        relative=bool(
            unit is not None
            and (
                (direction is not None and unit.symbol == "percent")
                or (times and (direction is not None or amount.first.form == "multiple"))
            )
        ),
        rule=_rule(amount),
    )


def _bounds(low: Decimal, high: Decimal, comparator: Comparator) -> tuple[float | None, float | None]:
    """True bounds of the signed value: "fell more than 6 percent" is [None, -6], "fell as much as 4" is [-4, None]."""
    if comparator in {"gt", "ge", "lt", "le"}:
        outward = comparator in {"gt", "ge"}
        return (None, float(high)) if (high < 0) == outward else (float(low), None)
    return float(low), float(high)


def _rule(amount: Amount) -> str:
    shape: Literal["range", "value"] = "range" if amount.is_range else "value"
    return f"{amount.first.form} {shape}"
