"""Small charts as SVG, drawn when the page is built: hundreds of them cost no script. Pure: points in, markup out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from warehouse.pages.charts import find_place
from warehouse.pages.reading import Row

WIDTH, HEIGHT, MARGIN = 120.0, 30.0, 3.5
MOST_POINTS = 60


def draw_sparkline(points: Sequence[Row], period_type: str) -> Markup:
    """The stated values of a series as a line that ends in a dot; nothing where fewer than two were stated."""
    stated = [point for point in points if point["modality"] == "actual"][-MOST_POINTS:]
    if len(stated) < 2:
        return Markup("")
    places = _scale([_count_days(find_place(point, period_type)) for point in stated], WIDTH)
    heights = [HEIGHT - y for y in _scale([point["value"] for point in stated], HEIGHT)]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(places, heights, strict=True))
    return Markup(
        '<svg class="spark" viewBox="0 0 {:.0f} {:.0f}" aria-hidden="true"><polyline points="{}"/>'
        '<circle cx="{:.1f}" cy="{:.1f}" r="2.6"/></svg>'
    ).format(WIDTH, HEIGHT, line, places[-1], heights[-1])


def _scale(values: Sequence[float], length: float) -> list[float]:
    """The values from margin to margin; in the middle where all are the same."""
    least, greatest = min(values), max(values)
    room = length - 2 * MARGIN
    if greatest == least:
        return [length / 2] * len(values)
    return [MARGIN + room * (value - least) / (greatest - least) for value in values]


def _count_days(day: date) -> float:
    return float(day.toordinal())
