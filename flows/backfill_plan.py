"""What a backfill has to do: for each source the days that are left, or the reason why it has none. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from extractors.errors import UsageError
from flows.catalogue.sources import Source
from flows.days import Days, count_days, subtract_days

Standing = Literal["to do", "covered", "no archive"]
EARLIEST = date(1990, 1, 1)  # no source of the web is older


@dataclass(frozen=True, slots=True)
class Assignment:
    """One source of a backfill."""

    source: Source
    standing: Standing
    reason: str | None = None
    wanted: int = 0  # days asked for that its archive has
    left: tuple[Days, ...] = ()  # those of them that were not read yet

    @property
    def covered(self) -> int:
        """Days that were read before."""
        return self.wanted - count_days(self.left)


def choose_days(first: date, last: date, now: datetime) -> Days:
    """The days of a backfill; UsageError where they cannot be meant."""
    if first > last:
        raise UsageError(f"--from {first} comes after --to {last}")
    if first < EARLIEST:
        raise UsageError(f"--from {first}: begin with {EARLIEST} or later")
    if last > max(now.astimezone(ZoneInfo(zone)).date() for zone in ("UTC", "Asia/Shanghai")):
        raise UsageError(f"--to {last} has not come yet")
    return Days(first, last)


def plan_backfill(
    sources: Sequence[Source], days: Days, covered: Mapping[str, Sequence[tuple[date, date]]]
) -> tuple[Assignment, ...]:
    """One assignment for each source. UsageError, with the reasons, where none of them has an archive."""
    plan = tuple(_assign(source, days, covered.get(source.id, ())) for source in sources)
    if all(one.standing == "no archive" for one in plan):
        reasons = "; ".join(f"{one.source.id}: {one.reason}" for one in plan[:3])
        more = f" (and {len(plan) - 3} more)" if len(plan) > 3 else ""
        raise UsageError(f"nothing to go back to: {reasons}{more}")
    return plan


def _assign(source: Source, days: Days, covered: Sequence[tuple[date, date]]) -> Assignment:
    archive = source.history
    if archive is None:
        return Assignment(source, "no archive", "config/ names no archive of it")
    begin = archive.first_day
    wanted = days if begin is None else days.clip(Days(begin, date.max))
    if wanted is None:
        return Assignment(source, "no archive", f"its archive begins on {begin}")
    left = subtract_days(wanted, (Days(*one) for one in covered))
    standing: Standing = "to do" if left else "covered"
    return Assignment(source, standing, None if left else "read before", len(wanted), left)
