"""What came of the alerts of a run."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """How many alerts are due, how many a channel took, and what failed: none of it fails a run."""

    due: int
    sent: int
    faults: tuple[str, ...] = ()  # rules that could not be asked and channels that did not take them, a line each
    first: bool = False  # the rules were asked for the first time, which is quiet

    def describe(self) -> str:
        """`"3 alerts, 3 sent"`, `"3 alerts, 0 sent, 1 failure"`; "none, for the first load is quiet"."""
        if self.first:
            return "none, for the first load is quiet"
        parts = [f"{self.due} alert{'' if self.due == 1 else 's'}", f"{self.sent} sent"]
        if self.faults:
            parts.append(f"{len(self.faults)} failure{'' if len(self.faults) == 1 else 's'}")
        return ", ".join(parts)
