"""What an examination finds, one line each: what is wrong, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

BY_ITSELF = "the next run sees to it"
BY_REPAIR = "`claimwatch doctor --repair` brings it back"


@dataclass(frozen=True, slots=True)
class Finding:
    """`"archive/nbs/x.warc.gz: the file is gone"`, `"restore it from a backup"`."""

    what: str
    remedy: str
    exit_code: int = 0  # what the examination ends with because of it; 0: nothing is lost, and a run sees to it
    repairable: bool = True  # without a person


@dataclass(frozen=True, slots=True)
class Examined:
    """One part that was looked at."""

    part: str  # "warehouse", "archive", …
    summary: str  # what there is of it: "14 batches, 312 articles"
    findings: tuple[Finding, ...] = ()
