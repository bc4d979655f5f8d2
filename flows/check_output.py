"""What `claimwatch check` prints for people."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence

import click

from extractors.records import Claim
from flows.screen import find_width, shows_colours
from flows.wording import format_number
from warehouse.checking import Verdict
from warehouse.report_wording import format_period, join_names
from warehouse.screen import INDENT, make_harmless, wrap

STATES = {"contradicted": "red", "outdated": "yellow", "rounded": "cyan", "confirmed": "green", "unknown": "white"}


def print_checked(text: str, pairs: Sequence[tuple[Claim, Verdict]], *, everything: bool) -> None:
    """The numbers in the order of the draft with their verdicts, then how many there are of each."""
    width, colours = find_width(sys.stdout), shows_colours(sys.stdout)
    for claim, verdict in pairs:
        if verdict.state != "unknown" or everything:
            head, *rest = build_checked(text, claim, verdict, width)
            click.echo(click.style(head, fg=STATES[verdict.state], bold=True) if colours else head)
            for line in rest:
                click.echo(line)
    counted = Counter(verdict.state for _, verdict in pairs)
    said = ", ".join(f"{counted[state]:,} {state}" for state in STATES if counted[state]) or "no number was read"
    click.echo(f"{said}." if everything or not counted["unknown"] else f"{said} (--all shows these too).")


def build_checked(text: str, claim: Claim, verdict: Verdict, width: int | None) -> list[str]:
    """`"contradicted · line 3 · “4.2 million” · 5G base stations · China · end of 2024"`, and what is known instead."""
    line = text.count("\n", 0, claim.start) + 1
    whose = join_names(claim.entity, claim.place)
    when = format_period(claim.period_start, claim.period_end)
    parts = (verdict.state, f"line {line}", f"“{claim.quote}”", claim.metric or "", whose, when)
    lines = wrap(make_harmless(" · ".join(part for part in parts if part)), width)
    room = None if width is None else width - len(INDENT)
    return [*lines, *(INDENT + part for part in wrap(make_harmless(_say_evidence(claim, verdict)), room))]


def _say_evidence(claim: Claim, verdict: Verdict) -> str:
    known = verdict.evidence
    if known is None:
        return verdict.reason or "nothing is known of it"
    value = format_number(known.low, known.high, known.comparator, claim.unit)
    when = format_period(known.period_start, known.period_end)
    said = f"{known.originator}, {known.stood_from}: “{known.quote}” {known.url}"
    return f"{value}, {when} – {said} (claim {known.claim_id[:12]})"
