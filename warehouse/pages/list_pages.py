"""The long lists: all targets, all contradictions, and what is held back."""

from __future__ import annotations

from collections.abc import Sequence

from warehouse.pages.phrases import say_contradiction, say_held, say_target
from warehouse.pages.reading import Row
from warehouse.pages.rendering import Site
from warehouse.pages.series_data import SeriesRecord
from warehouse.pages.words import LANGUAGES

MOST_TARGETS = 500
MOST_CONTRADICTIONS = 200
MOST_EXAMPLES = 5  # of a reason for holding claims
_STATES = ("open", "met", "missed", "unknown")


def save_list_pages(site: Site, series: Sequence[SeriesRecord], held: Sequence[Row]) -> None:
    """Writes `targets.html`, `contradictions.html` and `held.html`."""
    targets = [row for record in series for row in record.targets]
    targets.sort(key=_by_urgency)
    disputes = [row for record in series for row in record.contradictions]
    disputes.sort(key=lambda row: row["newest_day"], reverse=True)
    for language in LANGUAGES:
        speech = site.speak(language)
        view = {
            "targets": [say_target(row, speech) for row in targets[:MOST_TARGETS]],
            "states": [
                (speech.say(f"outcome.{state}"), sum(row["state"] == state for row in targets)) for state in _STATES
            ],
            "total": len(targets),
        }
        site.save("targets.html", language, "targets.html", view)
        cases = [say_contradiction(row, speech) for row in disputes[:MOST_CONTRADICTIONS]]
        site.save("contradictions.html", language, "contradictions.html", {"cases": cases, "total": len(disputes)})
        site.save("held.html", language, "held.html", {"groups": [say_held(row, speech) for row in held]})


def _by_urgency(row: Row) -> tuple[int, int, str]:
    """What is open by its due day, the next first; then what came due, the last first."""
    days = row["due"].toordinal()
    return _STATES.index(row["state"]) > 0, days if row["state"] == "open" else -days, row["claim_id"]
