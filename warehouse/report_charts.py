"""Vega-Lite specifications of the report's charts. Pure: a series in, JSON-ready data out.

A specification carries no rows: the page hands them over as the data set `points`. Colours are names of CSS variables,
so that a chart follows the page into dark mode and onto paper without being drawn again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import Any

import altair as alt

from warehouse.report_data import Point, Series
from warehouse.report_wording import (
    count_things,
    find_link,
    find_scale,
    format_chinese_interval,
    format_day,
    format_interval,
    format_period,
    format_unit,
)

MARKS = ("value", "above", "below", "target", "forecast", "hypothetical")
_SHAPES = ("circle", "triangle-up", "triangle-down", "diamond", "diamond", "diamond")
_COLOURS = ("var(--actual)", "var(--actual)", "var(--actual)", "var(--target)", "var(--forecast)", "var(--muted)")
_FILLS = ("var(--actual)", *("var(--card)",) * 5)
_MODALITY_MARKS = {"target": "target", "expected": "forecast", "hypothetical": "hypothetical"}
_BOUND_MARKS = {"gt": "above", "ge": "above", "lt": "below", "le": "below"}
_WHOLE_PERIODS = frozenset({"month", "quarter", "half", "year"})
_CHART_HEIGHT = 260
_MOST_TICKS = 8


def build_chart(series: Series) -> dict[str, Any]:
    """The chart of a series: `{"id": …, "spec": Vega-Lite, "points": rows}`, one row a point, in the order of time."""
    rows = [_build_row(point, series.period_type) for point in series.points]
    for before, row in pairwise(rows):
        row["broken"] = _find_gap(before, row, series) if row["stretch"] != before["stretch"] else None
    return {"id": series.anchor, "spec": _build_spec(series, rows), "points": rows}


def find_mark(point: Point) -> str:
    """Which of `MARKS` a point is drawn as: its modality first (a target stays a target), then its bound."""
    return _MODALITY_MARKS.get(point.modality) or _BOUND_MARKS.get(point.comparator, "value")


def describe_point(point: Point) -> list[str]:
    """What a reader must know beside the value: "target", "forecast", "disputed", "4 claims by 2 originators"."""
    notes = [_MODALITY_MARKS.get(point.modality, "")]
    if point.disagreement:
        notes.append("disputed")
    if point.claims > 1:
        notes.append(f"{point.claims:,} claims by {count_things(point.independent, 'originator')}")
    return [note for note in notes if note]


def _build_row(point: Point, period_type: str) -> dict[str, Any]:
    period = format_period(point.period_start, point.period_end)
    value = format_interval(point.low, point.high, point.comparator)
    return {
        "x": _find_place(point, period_type).isoformat(),
        "y": point.value,
        "low": point.low if point.comparator == "range" else None,
        "high": point.high if point.comparator == "range" else None,
        "mark": find_mark(point),
        "stretch": point.stretch,
        "notes": describe_point(point),
        "label": ", ".join(part for part in (period, value, point.originator) if part),
        "value": value,
        "chinese": format_chinese_interval(point.low, point.high, point.comparator),
        "period": period,
        "originator": point.originator,
        "publisher": ", ".join(point.publishers),
        "published": format_day(point.published_day),
        "quote": point.sentence or point.quote,
        "lang": point.lang,
        "url": find_link(point.url),
    }


def _find_gap(before: dict[str, Any], row: dict[str, Any], series: Series) -> str:
    """The day at which a break is drawn: its own where it lies between the two points, else halfway between them."""
    left, right = sorted(date.fromisoformat(point["x"]) for point in (before, row))
    days = (found.from_day for found in series.breaks if found.stretch == row["stretch"])
    between = (day for day in days if left < day < right)
    return next(between, left + (right - left) / 2).isoformat()


def _find_place(point: Point, period_type: str) -> date:
    """The day at which a point stands: a whole month, quarter or year at its first day, where the axis names it.

    31 December 2024 lies beside the mark "2025"; the output of 2024 must not. A state (a stock, a sum since January)
    stands at the day for which it holds.
    """
    return point.period_start if point.period_start and period_type in _WHOLE_PERIODS else point.day


def _build_spec(series: Series, rows: list[dict[str, Any]]) -> dict[str, Any]:
    divisor, word = find_scale(max((abs(row["y"]) for row in rows), default=0.0))
    unit = " ".join(part for part in (word, format_unit(series.unit, series.per, series.of)) if part)
    shape = _build_shape(
        from_zero=series.nature == "flow" and series.kind == "level",
        divisor=divisor,
        years_a_tick=_find_years_a_tick(series, rows),
        line=sum(row["mark"] == "value" for row in rows) > 1,
        ranges=any(row["low"] is not None for row in rows),
        breaks=any(row.get("broken") for row in rows),
    )
    return {**shape, "title": _build_title(unit or "number"), "description": _describe_chart(series)}


@lru_cache(maxsize=256)
def _build_shape(
    *, from_zero: bool, divisor: float, years_a_tick: int | None, line: bool, ranges: bool, breaks: bool
) -> Mapping[str, Any]:
    """All of a specification but its words. Most series share their shape, and drawing one up takes 30 to 60 ms.

    It is not held against Vega-Lite's schema here, which would double that; the tests do so for every shape.
    """
    scale = alt.Scale(zero=from_zero, padding=0 if from_zero else 14)
    base = alt.Chart(alt.NamedData("points")).encode(
        x=alt.X("x:T", title=None, axis=_build_time_axis(years_a_tick), scale=alt.Scale(type="utc", padding=16)),
        y=alt.Y("y:Q", title=None, axis=_build_value_axis(divisor), scale=scale),
    )
    chart = alt.layer(*_draw_layers(base, line=line, ranges=ranges, breaks=breaks)).configure_view(stroke=None)
    chart = chart.properties(width="container", height=_CHART_HEIGHT, background="transparent")
    shape: dict[str, Any] = chart.to_dict(validate=False)
    return MappingProxyType(shape)


def _describe_chart(series: Series) -> str:
    """What a screen reader says of a chart; its points are read from the table below."""
    about = ", ".join(part for part in (series.name_en, series.whose) if part)
    return f"Chart of {about}: {count_things(len(series.points), 'point')}, listed in the table below"


def _find_years_a_tick(series: Series, rows: list[dict[str, Any]]) -> int | None:
    """The years from one mark of the axis to the next; None where marks stand closer than that."""
    years = {int(row["x"][:4]) for row in rows}
    span = max(years, default=0) - min(years, default=0) + 1
    yearly = series.period_type == "year" or span > _MOST_TICKS
    return -(-span // _MOST_TICKS) if yearly else None


def _build_time_axis(years_a_tick: int | None) -> alt.Axis:
    """Days are days: on a UTC axis a reader west of Greenwich does not see the end of May on 30 May."""
    return alt.Axis(
        grid=False,
        tickCount=alt.TimeIntervalStep(interval="year", step=years_a_tick) if years_a_tick else _MOST_TICKS,
        labelExpr="utcFormat(datum.value, utcmonth(datum.value) === 0 && utcdate(datum.value) === 1 ? '%Y' "
        ": utcdate(datum.value) === 1 ? '%b' : '%-d %b')",
        labelColor="var(--muted)",
        domainColor="var(--rule)",
        tickColor="var(--rule)",
        labelFontSize=12,
    )


def _build_value_axis(divisor: float) -> alt.Axis:
    return alt.Axis(
        labelExpr=f"format(datum.value / {divisor:.0f}, ',.3~f')",
        tickCount=5,
        domain=False,
        ticks=False,
        gridColor="var(--grid)",
        labelColor="var(--muted)",
        labelFontSize=12,
    )


def _build_title(unit: str) -> dict[str, Any]:
    """The unit stands above the axis and reads from left to right, where a turned axis title would not."""
    title = alt.TitleParams(
        unit, anchor="start", frame="bounds", fontSize=12, fontWeight="normal", color="var(--muted)", offset=8
    )
    drawn: dict[str, Any] = title.to_dict(validate=False)
    return drawn


def _draw_layers(base: Any, *, line: bool, ranges: bool, breaks: bool) -> list[Any]:
    """The layers that have something to draw, the points on top."""
    layers = [_draw_points(base)]
    if ranges:
        layers.insert(0, _draw_ranges(base))
    if line:
        layers.insert(0, _draw_line(base))
    if breaks:
        layers.insert(0, _draw_breaks(base))
    return layers


def _draw_line(base: Any) -> Any:
    """Through the values that were stated as such: a bound or target is no point of the line, and a break ends it."""
    return (
        base.transform_filter("datum.mark === 'value'")
        .mark_line(color="var(--actual)", strokeWidth=2, opacity=0.85, strokeJoin="round")
        .encode(detail=alt.Detail("stretch:O"))
    )


def _draw_ranges(base: Any) -> Any:
    return (
        base.transform_filter("isValid(datum.low) && isValid(datum.high)")
        .mark_rule(color="var(--actual)", strokeWidth=6, opacity=0.3)
        .encode(y=alt.Y("low:Q", title=None), y2="high:Q")
    )


def _draw_breaks(base: Any) -> Any:
    return (
        base.transform_filter("isValid(datum.broken)")
        .mark_rule(color="var(--muted)", strokeDash=[4, 4])
        .encode(x=alt.X("broken:T", title=None), y=alt.Y())
    )


def _draw_points(base: Any) -> Any:
    def scale(values: tuple[str, ...]) -> alt.Scale:
        return alt.Scale(domain=list(MARKS), range=list(values))

    return base.mark_point(size=80, strokeWidth=2, opacity=1, tooltip={"content": "data"}, cursor="pointer").encode(
        shape=alt.Shape("mark:N", scale=scale(_SHAPES), legend=None),
        stroke=alt.Stroke("mark:N", scale=scale(_COLOURS), legend=None),
        fill=alt.Fill("mark:N", scale=scale(_FILLS), legend=None),
        href=alt.Href("url:N"),
        description=alt.Description("label:N"),
    )
