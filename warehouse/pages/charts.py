"""The charts of a series as Vega-Lite, drawn up once for all pages. Pure: JSON-ready data out.

A specification carries no rows: a page hands them over as the data sets `points`, `vintages` and `breaks`, read from
its own tables, and says by parameters what differs from series to series. Colours are names of CSS variables, so that
a chart follows the page into dark mode and onto paper without being drawn again.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import altair as alt

from warehouse.pages.reading import Row

MARKS = ("value", "above", "below", "target", "forecast", "hypothetical")
_SHAPES = ("circle", "triangle-up", "triangle-down", "diamond", "diamond", "diamond")
_COLOURS = ("var(--actual)", "var(--actual)", "var(--actual)", "var(--target)", "var(--forecast)", "var(--muted)")
_FILLS = ("var(--actual)", *("var(--page)",) * 5)
_MODALITY_MARKS = {"target": "target", "expected": "forecast", "hypothetical": "hypothetical"}
_BOUND_MARKS = {"gt": "above", "ge": "above", "lt": "below", "le": "below"}
_WHOLE_PERIODS = frozenset({"month", "quarter", "half", "year"})
_CHART_HEIGHT = 320
_MOST_TICKS = 8


def find_mark(point: Row) -> str:
    """Which of `MARKS` a point is drawn as: its modality first (a target stays a target), then its bound."""
    return _MODALITY_MARKS.get(point["modality"]) or _BOUND_MARKS.get(point["comparator"], "value")


def find_place(point: Row, period_type: str) -> date:
    """The day at which a point stands: a whole month, quarter or year at its first day, where the axis names it.

    31 December 2024 lies beside the mark "2025"; the output of 2024 must not. A state (a stock, a sum since January)
    stands at the day for which it holds.
    """
    start: date | None = point["period_start"]
    day: date = point["day"]
    return start if start and period_type in _WHOLE_PERIODS else day


def find_years_a_tick(days: list[date], period_type: str) -> int:
    """The years from one mark of the time axis to the next; 0 where marks stand closer than that."""
    years = {day.year for day in days}
    span = max(years, default=0) - min(years, default=0) + 1
    return -(-span // _MOST_TICKS) if period_type == "year" or span > _MOST_TICKS else 0


@cache
def build_specs() -> dict[str, Any]:
    """The specifications by name: `values` (line, bounds, targets, breaks) and `growth` (bars beside what was printed).

    They are not held against Vega-Lite's schema here, which would double their time; the tests do so.
    """
    return {"values": _finish(_draw_values()), "growth": _finish(_draw_growth())}


def _finish(layers: list[Any]) -> dict[str, Any]:
    chart = alt.layer(*layers).configure_view(stroke=None)
    chart = chart.properties(width="container", height=_CHART_HEIGHT, background="transparent")
    chart = chart.add_params(
        alt.param(name="divisor", value=1),
        alt.param(name="years", value=0),
        alt.param(name="zero", value=False),
        alt.param(name="lone", value=False),
        alt.param(name="chinese", value=False),
    )
    drawn: dict[str, Any] = chart.to_dict(validate=False)
    return drawn


def _base(data: str = "points") -> Any:
    """What all layers share. Days are days: west of Greenwich, too, the end of May is not on 30 May."""
    padding = alt.ExprRef(expr="zero ? 0 : 14")
    return alt.Chart(alt.NamedData(data)).encode(
        x=alt.X("x:T", title=None, axis=_build_time_axis(), scale=alt.Scale(type="utc", padding=18)),
        y=alt.Y(
            "y:Q",
            title=None,
            axis=_build_value_axis("format(datum.value / divisor, ',.3~f')"),
            scale=alt.Scale(zero=alt.ExprRef(expr="zero"), padding=padding),
        ),
    )


def _build_time_axis() -> alt.Axis:
    return alt.Axis(
        grid=False,
        tickCount=alt.ExprRef(expr=f"years ? {{interval: 'year', step: years}} : {_MOST_TICKS}"),
        labelExpr="utcFormat(datum.value, utcmonth(datum.value) === 0 && utcdate(datum.value) === 1 ? '%Y' "
        ": lone ? (chinese ? '%Y年%-m月%-d日' : '%-d %b %Y') "
        ": utcdate(datum.value) === 1 ? (chinese ? '%-m月' : '%b') : chinese ? '%-m月%-d日' : '%-d %b')",
        labelColor="var(--muted)",
        domainColor="var(--rule)",
        tickColor="var(--rule)",
        labelFontSize=12,
        labelOverlap=True,
    )


def _build_value_axis(label: str) -> alt.Axis:
    return alt.Axis(
        labelExpr=label,
        tickCount=5,
        domain=False,
        ticks=False,
        gridColor="var(--grid)",
        labelColor="var(--muted)",
        labelFontSize=12,
        labelPadding=8,
    )


def _draw_values() -> list[Any]:
    """Layers by name, the points on top; a page leaves out those that it has nothing for."""
    layers = {
        "breaks": _draw_breaks(),
        "line": _draw_line(),
        "ranges": _draw_ranges(),
        "vintages": _draw_vintages(),
        "points": _draw_points(),
    }
    return [layer.properties(name=name) for name, layer in layers.items()]


def _draw_breaks() -> Any:
    """A dashed upright where the definition changed: figures on its two sides are not comparable."""
    return (
        alt.Chart(alt.NamedData("breaks"))
        .mark_rule(color="var(--muted)", strokeDash=[4, 4])
        .encode(x=alt.X("x:T", title=None))
    )


def _draw_line() -> Any:
    """Through the values that were stated as such: a bound or a target is no point of the line. It ends at a break."""
    return (
        _base()
        .transform_filter("datum.mark === 'value'")
        .mark_line(color="var(--actual)", strokeWidth=2, opacity=0.85, strokeJoin="round")
        .encode(detail=alt.Detail("stretch:N"))
    )


def _draw_ranges() -> Any:
    return (
        _base()
        .transform_filter("isValid(datum.low) && isValid(datum.high)")
        .mark_rule(color="var(--actual)", strokeWidth=6, opacity=0.3)
        .encode(y=alt.Y("low:Q", title=None), y2="high:Q")
    )


def _draw_vintages() -> Any:
    """Values that stood before, where the reader asks for them."""
    return _base("vintages").mark_point(
        size=46, shape="circle", stroke="var(--muted)", fill="var(--page)", strokeWidth=1.5, opacity=1
    )


def _draw_points() -> Any:
    def scale(values: tuple[str, ...]) -> alt.Scale:
        return alt.Scale(domain=list(MARKS), range=list(values))

    return (
        _base()
        .mark_point(size=72, strokeWidth=2, opacity=1, tooltip={"content": "data"}, cursor="pointer")
        .encode(
            shape=alt.Shape("mark:N", scale=scale(_SHAPES), legend=None),
            stroke=alt.Stroke("mark:N", scale=scale(_COLOURS), legend=None),
            fill=alt.Fill("mark:N", scale=scale(_FILLS), legend=None),
            description=alt.Description("label:N"),
        )
    )


def _draw_growth() -> list[Any]:
    """Growth on the year before: what we compute from the levels as bars, what was printed as points."""
    points = alt.Chart(alt.NamedData("points"))
    x = alt.X("x:T", title=None, axis=_build_time_axis(), scale=alt.Scale(type="utc", padding=18))
    axis = _build_value_axis("format(datum.value, '+,.3~f') + '%'")
    bars = (
        points.transform_filter("isValid(datum.growth)")
        .mark_bar(color="var(--actual)", opacity=0.55, width={"expr": "max(3, min(22, width / 40))"})
        .encode(x=x, y=alt.Y("growth:Q", title=None, axis=axis))
    )
    printed = (
        points.transform_filter("isValid(datum.printed)")
        .mark_point(size=72, shape="circle", stroke="var(--target)", fill="var(--page)", strokeWidth=2, opacity=1)
        .encode(x=x, y=alt.Y("printed:Q", title=None, axis=axis))
    )
    return [bars.properties(name="computed"), printed.properties(name="printed")]
