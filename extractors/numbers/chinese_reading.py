"""The running state of a Chinese numeral: 5亿1万4千6百, 四百五."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from extractors.records import Comparator


@dataclass(slots=True)
class CharacterReading:
    """A number read so far, left to right."""

    parts: list[tuple[Decimal, Decimal]] = field(default_factory=list)  # closed by 万, 亿: value and magnitude
    section: Decimal = Decimal(0)  # below the next 万 or 亿
    number: Decimal | None = None  # digits not yet multiplied
    step: Decimal = Decimal(1)
    last: Decimal = Decimal(1)  # the last magnitude: 四百五 is 450
    zero: bool = False  # 零 since the last magnitude: 四百零五 is 405
    character: bool = False  # the open number is one Chinese digit
    seen: int = 0  # tokens taken
    digit_seen: bool = False  # Arabic digits among them
    bound: Comparator | None = None
    vague: bool = False

    def take_digits(self, value: Decimal, step: Decimal) -> bool:
        if self.number is not None:
            return False
        self.number, self.step, self.character, self.digit_seen = value, step, False, True
        return True

    def take_character(self, digit: int) -> bool:
        """A Chinese digit; two in a row are either read out ("二〇二五") or vague ("两三百")."""
        if digit == 0:
            self.zero = True
            if self.number is None:
                self.step = Decimal(1)
                return True
        if self.number is not None:
            if not self.character or (self.seen == 1 and self.number == digit == 1):  # 唯一一家 is no eleven
                return False
            pair = self.seen == 1 and not self.zero  # a third digit is read out after them: 三四六亿
            self.vague = pair and (digit == self.number + 1 or (self.number == 3 and digit == 5))
            self.number = self.number * 10 + digit
        else:
            self.number = Decimal(digit)
        self.step, self.character = Decimal(1), True
        return True

    def take_small(self, unit: int) -> bool:
        """十, 百 or 千 after its digit; a bare one counts as one."""
        factor = Decimal(unit)
        if self.number is None and self.section and factor >= self.last and self.last < 10000:
            return False
        self.section += (Decimal(1) if self.number is None else self.number) * factor
        self._close(factor)
        return True

    def take_large(self, unit: int) -> bool:
        """万, 亿 or 兆: multiplies everything smaller that is still open."""
        factor = Decimal(unit)
        amount = self.section + (self.number or 0)
        while self.parts and self.parts[-1][1] < factor:
            amount += self.parts.pop()[0]
        if not amount and self.parts and self.last >= 10000:  # 万万
            value, magnitude = self.parts.pop()
            self.parts.append((value * factor, magnitude * factor))
        else:
            self.parts.append(((amount or Decimal(1)) * factor, factor))
        self.section = Decimal(0)
        self._close(factor)
        return True

    def _close(self, factor: Decimal) -> None:
        self.step = self.step * factor if self.number is not None and not self.character else factor
        self.number, self.last, self.zero, self.character = None, factor, False, False

    def value(self) -> Decimal:
        return sum((value for value, _ in self.parts), self.section + self.tail())

    def tail(self) -> Decimal:
        """The open digits, a single character in the place below the last magnitude: 四百五, 一万三."""
        tail = self.number or Decimal(0)
        shortened = self.number is not None and self.character and not self.zero and self.last >= 100
        return tail * self.last / 10 if shortened and tail < 10 else tail

    def scale(self) -> Decimal:
        """The magnitude that a neighbour may share: 5亿 of "3至5亿"."""
        return self.parts[-1][1] if self.parts and self.number is None and not self.section else Decimal(1)
