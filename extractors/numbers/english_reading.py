"""The running state of an English numeral in words: "two million three hundred"."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

LARGEST = Decimal(10) ** 30


@dataclass(slots=True)
class WordReading:
    """Number words read so far, left to right."""

    total: Decimal = Decimal(0)  # what closed scales are worth: "two million" of "two million three"
    group: int = 0  # the open group below a thousand
    pending: int = 0  # the last word below a hundred in the group, to be multiplied by "hundred"
    scale: Decimal = Decimal(1)  # the last scale applied
    smallest: Decimal = LARGEST  # scales fall from left to right

    def take_small(self, number: int) -> bool:
        """Adds a word below a hundred; False where it cannot stand here ("three five", "twenty twenty")."""
        if self.pending and not (self.pending >= 20 and self.pending % 10 == 0 and 0 < number < 10):
            return False
        self.pending += number
        self.scale = Decimal(1)
        return True

    def take_scale(self, factor: Decimal) -> bool:
        """Multiplies by a scale word; False where it cannot stand here ("one hundred one hundred")."""
        if factor == 100 and self.group == 0 and self.pending and self.pending < 100:
            self.group, self.pending, self.scale = self.pending * 100, 0, factor
            return True
        amount = self.group + self.pending
        if factor == 100 or (amount and factor >= self.smallest):
            return False
        if amount:
            self.total += amount * factor
        elif self.total and self.scale != 1:  # "thousand million"
            self.total *= factor
        else:
            return False
        self.group, self.pending, self.scale, self.smallest = 0, 0, factor, factor
        return True

    def value(self) -> Decimal:
        return self.total + self.group + self.pending
