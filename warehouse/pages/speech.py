"""How a page speaks: the words of one language, and numbers, periods and names as that language writes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from warehouse import report_wording as english
from warehouse.pages.chinese_periods import format_chinese_day, format_chinese_period
from warehouse.pages.words import read_words

_PERCENT_UNITS = frozenset({"percent", "pp"})


@dataclass(frozen=True, slots=True)
class Speech:
    """One language of the interface; `speech_of("zh")` makes it."""

    code: str
    words: Mapping[str, str]
    bodies: Mapping[str, str] = field(default_factory=dict)  # names in this language by the ones that rows carry

    @property
    def other(self) -> str:
        """The other language, to which a page leads."""
        return "en" if self.chinese else "zh"

    @property
    def chinese(self) -> bool:
        """Whether this is Chinese."""
        return self.code == "zh"

    def say(self, key: str, **values: object) -> str:
        """The words of that name, with values in their places: `say("front.built", at="07:00")`."""
        return self.words[key].format(**values) if values else self.words[key]

    def count(self, number: int, key: str) -> str:
        """`(2300, "claim")` gives "2,300 claims", "2,300条陈述"; `count.claim` holds one form, `count.claims` more."""
        return self.words[f"count.{key}" if number == 1 else f"count.{key}s"].format(number=f"{number:,}")

    def name(self, name_en: str | None, name_zh: str | None) -> str:
        """The name in this language where it has one, else in the other."""
        return (name_zh or name_en if self.chinese else name_en or name_zh) or ""

    def body(self, name: str | None) -> str:
        """Who speaks or publishes, in this language where the catalogue knows it."""
        return self.bodies.get(name, name) if name else ""

    def number(self, value: float) -> str:
        """`3380000` gives "3.38 million" and "338万"."""
        return english.format_chinese(value) if self.chinese else english.format_number(value)

    def scale(self, largest: float) -> tuple[float, str]:
        """Divisor and word for an axis up to `largest`: `4.7e6` gives `(1e6, "million")`, `(1e4, "万")`."""
        return english.find_chinese_scale(largest) if self.chinese else english.find_scale(largest)

    def interval(self, low: float | None, high: float | None, comparator: str) -> str:
        """Bounds in words: "more than 3.38 million", "超338万"."""
        return _INTERVALS[self.code](low, high, comparator)

    def interval_abroad(self, low: float | None, high: float | None, comparator: str) -> str:
        """The same in the other language, for whoever compares with an article in it."""
        return _INTERVALS[self.other](low, high, comparator)

    def period(self, start: date | None, end: date | None) -> str:
        """The reference period: "Q3 2024", "2024年三季度"."""
        return format_chinese_period(start, end) if self.chinese else english.format_period(start, end)

    def day(self, day: date | None) -> str:
        """`2024-06-17` gives "17 Jun 2024" and "2024年6月17日"."""
        return format_chinese_day(day) if self.chinese else english.format_day(day)

    def unit(self, unit: str | None, per: str | None = None, of: str | None = None) -> str:
        """The unit as a label; a count is named by what it counts, which only the English catalogue says."""
        word = self._count_word(of) if unit == "count" else self.words.get(f"unit.{unit}", unit) if unit else ""
        return self.say("unit.per", unit=word, per=self._word("per", per)).strip() if per else word

    def _count_word(self, of: str | None) -> str:
        return "" if self.chinese else of or ""

    def month(self, month: int) -> str:
        """`6` gives "Jun" and "6月"."""
        return f"{month}月" if self.chinese else english.MONTHS[month - 1]

    def change(self, change: float | None, unit: str) -> str:
        """A signed difference: "+58,000"; percent figures change by points: "+1.5 pp", "+1.5个百分点"."""
        if change is None:
            return "–"
        return _sign(change) + self.number(abs(change)) + (self.words["unit.points"] if unit in _PERCENT_UNITS else "")

    def percent(self, percent: float | None) -> str:
        """A signed relative change to one decimal: `29.53` gives "+29.5%"."""
        return "–" if percent is None else f"{_sign(percent)}{abs(percent):,.1f}%"

    def about(self, kind: str | None, basis: str | None, period_type: str) -> str:
        """What one value of a series is: "growth, year on year · monthly"."""
        said = [self._word("kind", kind), self._word("basis", basis)]
        kind_words = self.words["mark.comma"].join(word for word in said if word)
        return " · ".join(word for word in (kind_words, self._word("period", period_type)) if word)

    def _word(self, group: str, value: str | None) -> str:
        """The word of a value of the data; one that the catalogue of words does not know is shown as it is."""
        return self.words.get(f"{group}.{value}", value) if value else ""

    def tier(self, tier: str) -> str:
        """What sort of publisher a source is."""
        return self._word("tier", tier)

    def hold(self, reason: str) -> str:
        """Why a claim is held: "out of range"."""
        return self._word("hold", reason)

    def outcome(self, state: str, share_reached: float | None) -> str:
        """What came of a target: "met", "missed, 92% reached", "open, 85% so far"."""
        if state in {"met", "unknown"} or share_reached is None:
            return self._word("outcome", state)
        return self.say(f"outcome.{state}_share", share=f"{100 * share_reached:.0f}%")

    def health(self, state: str | None, stale: bool, failures: int) -> str:
        """How a source does: "failed, 3 times in a row", "stale", "ok", "not asked yet"."""
        if state == "failed" and failures > 1:
            return self.say("health.failed_often", times=failures)
        return self._word("health", "stale" if stale and state != "failed" else state or "unasked")


@cache
def speech_of(language: str) -> Speech:
    """The interface in `language`, which is one of `words.LANGUAGES`."""
    return Speech(language, read_words(language))


def _sign(value: float) -> str:
    return "+" if value > 0 else "−" if value < 0 else "±"


_INTERVALS = {"en": english.format_interval, "zh": english.format_chinese_interval}
