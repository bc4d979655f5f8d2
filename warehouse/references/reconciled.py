"""A reference beside the press: the records that come out of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

STATES = ("agrees", "differs", "not in press", "not in reference")


@dataclass(frozen=True, slots=True)
class Reconciled:
    """One period of a reference beside the press; columns of the view `reconciliation`, and the reason."""

    reference: str
    metric_id: str
    entity: str
    place: str
    kind: str
    basis: str | None
    unit: str
    per: str | None
    period_type: str
    period_start: date | None
    period_end: date
    modality: str
    stretch: int
    state: str
    value: float | None
    low: float | None
    high: float | None
    comparator: str | None
    source: str | None
    released: date | None
    vintages: int | None
    press_value: float | None
    press_low: float | None
    press_high: float | None
    press_comparator: str | None
    originator: str | None
    published_day: date | None
    difference: float | None
    difference_percent: float | None
    suspicion: str | None
    beside: str | None  # of a period that the reference lacks
    quote: str | None
    sentence: str | None
    url: str | None
    claim_id: str | None
    reason: str | None = None  # why it does not agree


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """All that was held against each other."""

    rows: tuple[Reconciled, ...]

    def count(self, state: str) -> int:
        """Rows in a state."""
        return sum(row.state == state for row in self.rows)

    @property
    def comparable(self) -> int:
        """Points that both sides have."""
        return self.count("agrees") + self.count("differs")

    @property
    def agreement(self) -> float | None:
        """Percent of the comparable points that agree; None where none is comparable."""
        return 100 * self.count("agrees") / self.comparable if self.comparable else None
