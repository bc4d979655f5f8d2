"""Amounts: numerals joined with their units, to ranges, and to compound measures.

`"$3 to 5 million"` becomes one amount of 3000000 to 5000000 US dollars, `"8.6、3.3个百分点"` two amounts in
percentage points,
`"5 feet 6 inches"` one of 5.5 feet. What the words around an amount mean is read later, in `quantities.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.numerals import Numeral
from extractors.records import Comparator, Lang
from extractors.units import Unit, UnitHit, UnitTable

_DASH = "-\u2010\u2011\u2013\u2014\u2500~\uff5e\u2212"
_RANGE = {
    "en": re.compile(rf"\s?[{_DASH}]{{1,2}}\s?|\sto\s(?:about\s|around\s|nearly\s|as\smuch\sas\s)?|\sthrough\s"),
    "zh": re.compile(rf"\s?(?:[{_DASH}]{{1,2}}|至|到|或)\s?"),
}
_AND = re.compile(r"\sand\s")
_BETWEEN = re.compile(r"between\s(?:about\s|around\s)?$")
_FROM = {
    "en": re.compile(
        r"\bfrom\s(?:a\s|an\s|about\s|around\s|nearly\s|some\s|just\s|roughly\s|the\s|less than\s"
        r"|more than\s|under\s|over\s){0,2}$"
    ),
    "zh": re.compile(r"(?:从|由)[^，。；]{0,10}$"),
}
_RANGING = re.compile(r"\b(?:rang|vary)ing\sfrom\s$|\b(?:ranges?|ranged|varies|vary)\s(?:in\s\w+\s)?from\s$")
_UNEQUAL = re.compile(r"\s?不等")
_LIST = {
    "en": re.compile(r"\s?,\s(?:and\s|or\s)?|\s(?:and|or)\s|/"),
    "zh": re.compile(r"\s?(?:[、,，和及与或/]|以及)\s?"),
}
_MOVED = re.compile(
    r"(?:[a-z]+ed|rose|fell|grew|up|down|slid|sank|shed|lost|climb|jump|gain|drop|rise|fall)(?:\sby)?\s$"
)
_COMPOUND = {"en": re.compile(r",?\s(?:and\s)?"), "zh": re.compile(r"\s?零?")}
_MINUTES = re.compile(r"分(?!之|钟|点|别|析)")  # 2小时40分, 3分26秒; alone 分 is a score
_SECONDS_NEXT = re.compile(r"\d{1,2}秒")
_ROSE = re.compile(r"升(?:至|到|幅|高|级|值|为)")  # 从49.1升至50.5 has no litres
_TENTHS = re.compile(r"(?P<digits>\d{1,2})(?![\d.%万亿])")
_ADJECTIVE = re.compile(r"\s?(?:giga|mega|tera)(?:bit|byte) [a-z]")  # 85 million gigabit users are users
_MANY = 10_000
_HALF = re.compile(r"半(?![年月天小个径成价夜数])")
_MORE_AFTER = re.compile(r"(?:余|多)(?=[\u4e00-\u9fff])")


@dataclass(frozen=True, slots=True)
class Amount:
    """A numeral, or a range of two, with the unit that is written at it or shared with its neighbour."""

    start: int
    end: int
    number_start: int
    number_end: int
    low: Decimal
    high: Decimal
    step: Decimal
    first: Numeral
    unit: Unit | None
    scale: Decimal = Decimal(1)
    is_range: bool = False
    bound: Comparator | None = None
    prefixed: bool = False  # the currency stands before the number
    suffixed: bool = False  # a unit is written after the number
    loose: bool = False  # the unit's sign is shared by several currencies

    @property
    def own_unit(self) -> bool:
        return self.prefixed or self.suffixed


def read_amounts(text: str, low: str, numerals: Sequence[Numeral], units: UnitTable, lang: Lang) -> list[Amount]:
    """The amounts of a text in order; masked numerals stay as amounts, so that neighbours do not join over them."""
    joined: list[Amount] = []
    for numeral in numerals:
        amount = _measure(text, low, numeral, units, lang)
        previous = joined[-1] if joined else None
        if previous is not None and amount.start - previous.end <= 24 and previous.first.form != "masked":
            merged = _range(text, low, previous, amount, lang) or _compound(low, previous, amount, lang)
            if merged is not None:
                joined[-1] = merged
                continue
        joined.append(amount)
    return _shared(low, joined, lang)


def _measure(text: str, low: str, numeral: Numeral, units: UnitTable, lang: Lang) -> Amount:
    """One numeral with the currency before it and the unit after it."""
    if numeral.form == "masked":
        return _amount(numeral, None, None)
    prefix = units.before(text, numeral.start)
    suffix = None if numeral.form == "multiple" else units.after(text, low, numeral.end)
    if suffix is None and lang == "zh" and _MINUTES.match(low, numeral.end):
        hours_before = low[max(0, numeral.start - 2) : numeral.start].endswith("时")
        if hours_before or _SECONDS_NEXT.match(low, numeral.end + 1):
            suffix = UnitHit(units.by_symbol["min"], numeral.end, numeral.end + 1)
    if prefix is not None and suffix is not None and not suffix.unit.is_money:
        suffix = None
    if suffix is not None and lang == "zh" and _ROSE.match(low, suffix.start):
        suffix = None
    if suffix is not None and lang == "en" and numeral.value >= _MANY and _ADJECTIVE.match(low, suffix.start):
        suffix = None
    amount = _amount(numeral, prefix, suffix)
    return _completed(text, amount, units) if lang == "zh" and suffix is not None else amount


def _amount(numeral: Numeral, prefix: UnitHit | None, suffix: UnitHit | None) -> Amount:
    unit, loose = None, False
    if prefix is not None:
        unit, loose = prefix.unit, prefix.loose
    if suffix is not None and (prefix is None or prefix.loose or prefix.unit.symbol == suffix.unit.symbol):
        unit, loose = suffix.unit, suffix.loose and (prefix is None or prefix.loose)
    start = numeral.start
    if prefix is not None and not "\u4e00" <= prefix.unit.id[:1] <= "\u9fff":
        start = min(prefix.start, numeral.start)
    return Amount(
        start=start,
        end=suffix.end if suffix is not None else numeral.end,
        number_start=numeral.start,
        number_end=numeral.end,
        low=numeral.value,
        high=numeral.value,
        step=numeral.step,
        first=numeral,
        unit=unit,
        scale=numeral.scale,
        bound=numeral.bound,
        prefixed=prefix is not None,
        suffixed=suffix is not None,
        loose=loose,
    )


def _completed(text: str, amount: Amount, units: UnitTable) -> Amount:
    """What Chinese says after the unit: 两年半, 1米6, 5元人民币."""
    unit = amount.unit
    if unit is None:
        return amount
    if (half := _HALF.match(text, amount.end)) and not unit.is_money:
        value = amount.low + Decimal("0.5")
        return replace(amount, low=value, high=value, end=half.end(), step=Decimal("0.1"))
    tenths = _TENTHS.match(text, amount.end) if unit.symbol == "m" else None
    if tenths:
        value = amount.low + Decimal(tenths["digits"]).scaleb(-len(tenths["digits"]))
        if units.after(text, text, tenths.end()) is None:
            return replace(amount, low=value, high=value, end=tenths.end(), step=Decimal("0.01"))
    return amount


def _range(text: str, low: str, left: Amount, right: Amount, lang: Lang) -> Amount | None:
    """Both as one range where a range word stands between them and their units agree."""
    if left.is_range or right.first.form in {"masked", "multiple", "vague"} or left.first.form in {"multiple", "vague"}:
        return None
    gap = low[left.end : right.start]
    signed_dash = not gap and right.first.signed and text[right.start] in _DASH and right.low < 0
    if signed_dash:
        right = replace(right, low=-right.low, high=-right.high)
    elif not _RANGE[lang].fullmatch(gap) and not (
        lang == "en" and _AND.fullmatch(gap) and _BETWEEN.search(low[max(0, left.start - 16) : left.start])
    ):
        return None
    if not _compatible(left, right) or _is_move(low, left, right, gap, lang):
        return None
    first_low, scale = left.low, left.scale
    bare = (left.unit is None or not left.suffixed) and left.scale == 1 and not _has_separator(left)
    if bare and right.scale > 1 and left.low * right.scale < right.low:
        first_low, scale = left.low * right.scale, right.scale
    if first_low > right.high and not left.first.signed:
        return None
    if not gap.strip() and not signed_dash:
        return None
    return replace(
        left,
        end=right.end,
        number_end=right.number_end,
        low=first_low,
        high=right.high,
        step=max(left.step * (scale / left.scale), right.step),
        unit=right.unit or left.unit,
        scale=max(scale, right.scale),
        is_range=True,
        suffixed=left.suffixed or right.suffixed,
        bound=None,
    )


def _has_separator(amount: Amount) -> bool:
    return amount.first.grouped and amount.low >= 1000


def _compatible(left: Amount, right: Amount) -> bool:
    """Whether two units may share a range; only the second may be missing where the first has one."""
    if left.unit is None or right.unit is None:
        if left.unit is not None and right.unit is None and left.unit.is_money and not left.suffixed:
            return True
        return left.unit is None or not left.unit.is_relative
    return left.unit.symbol == right.unit.symbol


def _is_move(low: str, left: Amount, right: Amount, gap: str, lang: Lang) -> bool:
    """`"from 5 to 8"`, 从5亿到8亿 and `"rose $5 to $80"` name two values, `"ranging from 5 to 8"` one range."""
    before = low[max(0, left.start - 32) : left.start]
    word = gap.strip()
    if lang == "zh":
        return word in {"至", "到"} and bool(_FROM["zh"].search(before)) and not _UNEQUAL.match(low, right.end)
    if word not in {"to", "through"}:
        return False
    if _RANGING.search(before):
        return False
    if _FROM["en"].search(before):
        return True
    plain = left.unit is None or not left.unit.is_relative
    return plain and bool(_MOVED.search(before)) and right.low > 3 * left.low


def _compound(low: str, left: Amount, right: Amount, lang: Lang) -> Amount | None:
    """`"50 minutes, 26 seconds"` and 2小时30分钟 as one amount in the larger unit."""
    big, small = left.unit, right.unit
    if big is None or small is None or big.factor is None or small.factor is None or big.dimension != small.dimension:
        return None
    if small.factor >= big.factor or right.is_range or not _COMPOUND[lang].fullmatch(low[left.end : right.start]):
        return None
    if right.high * small.factor >= big.factor or right.low < 0:
        return None
    part = right.low * small.factor / big.factor
    return replace(
        left, end=right.end, low=left.low + part, high=left.high + part, step=right.step * small.factor / big.factor
    )


def _shared(low: str, amounts: list[Amount], lang: Lang) -> list[Amount]:
    """Units and magnitudes written once at the end of a list are given to its earlier members."""
    for index in range(len(amounts) - 2, -1, -1):
        left, right = amounts[index], amounts[index + 1]
        if left.unit is not None or right.unit is None or left.first.form != "plain" or right.start - left.end > 6:
            continue
        gap = low[left.end : right.start]
        if gap == " to " and not right.prefixed and not right.unit.is_count and not _has_separator(left):
            amounts[index] = _moved(left, right, right.unit)
            continue
        if not _LIST[lang].fullmatch(gap) or right.prefixed or not _may_share(right.unit, lang):
            continue
        if left.first.grouped is False and right.scale > 1 and left.scale == 1 and lang == "en":
            continue
        factor = (
            right.scale if lang == "zh" and left.scale == 1 and right.scale > 1 and left.low < 10000 else Decimal(1)
        )
        amounts[index] = replace(
            left, unit=right.unit, low=left.low * factor, high=left.high * factor, step=left.step * factor,
            scale=left.scale * factor,
        )  # fmt: skip
    return amounts


def _moved(left: Amount, right: Amount, unit: Unit) -> Amount:
    """The start of a move written without its unit: "from 10 to 15 percent", "from 5 to 8 billion yuan"."""
    factor = right.scale if left.scale == 1 and left.low * right.scale < 100 * right.low else Decimal(1)
    return replace(
        left,
        unit=unit,
        low=left.low * factor,
        high=left.high * factor,
        step=left.step * factor,
        scale=left.scale * factor,
    )


def _may_share(unit: Unit, lang: Lang) -> bool:
    return unit.is_relative or (lang == "zh" and not unit.is_count and unit.dimension != "time")
