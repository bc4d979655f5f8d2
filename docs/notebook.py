"""Five of the twenty questions of docs/cookbook.md with pictures, on the published copy.

.venv/bin/marimo edit docs/notebook.py -- --data data/demo     # to look at and to change
.venv/bin/marimo run docs/notebook.py -- --data data/demo      # to look at
"""

import marimo

app = marimo.App(width="medium", app_title="Claimwatch: five questions")


with app.setup:
    import os
    from pathlib import Path

    import altair as alt
    import duckdb
    import marimo as mo


@app.cell
def _():
    folder = Path(str(mo.cli_args().get("data") or os.environ.get("CLAIMWATCH_DATA") or "data/demo"))
    copy = folder / "claimwatch.duckdb"
    mo.stop(
        not copy.is_file(),
        mo.md(f"**Nothing is published in `{folder}` yet.** Run `make demo`, or name a data folder with `-- --data`."),
    )
    # Every publish replaces the file: run this cell again to see the new one.
    warehouse = duckdb.connect(str(copy), read_only=True)

    def ask(question):
        """The rows of a query as an Arrow table."""
        return warehouse.sql(question).to_arrow_table()

    return ask, copy, warehouse


@app.cell
def _(ask, copy):
    counts = ask("SELECT count(*) AS claims, count(DISTINCT doc_id) AS articles FROM claims").to_pylist()[0]
    mo.md(f"""
    # Claimwatch: five questions

    {counts["claims"]:,} claims from {counts["articles"]:,} articles in `{copy}`.
    Every point has its quote: hover over it.
    """)
    return


@app.cell
def _():
    mo.md("""
    ## 2. 5G base stations of China: first release beside newest

    Triangles are bounds ("more than …"), circles are values. A ring stands where the first release said something else.
    """)
    return


@app.cell
def _(ask):
    stations = ask("""
        SELECT o.period_end, o.value,
            CASE WHEN o.comparator IN ('gt', 'ge', 'lt', 'le') THEN 'bound' ELSE 'value' END AS said,
            o.originator, o.quote, o.url,
            CASE WHEN r.difference <> 0 THEN r.first_value END AS first_value
        FROM observations AS o
        LEFT JOIN releases AS r ON r.series_id = o.series_id AND r.period_end = o.period_end AND r.modality = o.modality
        WHERE o.metric_id = '5g_base_stations' AND o.entity_id = 'CN' AND o.kind = 'level' AND o.modality = 'actual'
            AND o.period_type = 'instant'
        ORDER BY o.period_end
    """)
    _base = alt.Chart(stations).encode(x=alt.X("period_end:T", title=None))
    _points = _base.mark_point(filled=True, size=60).encode(
        y=alt.Y("value:Q", title="5G base stations"),
        shape=alt.Shape("said:N", title=None, scale=alt.Scale(domain=["value", "bound"], range=["circle", "triangle"])),
        tooltip=["period_end:T", alt.Tooltip("value:Q", format=","), "originator", "quote", "url"],
        href="url:N",
    )
    _first = _base.mark_point(filled=False, size=160, color="firebrick").encode(y="first_value:Q")
    stations_chart = (_base.mark_line(opacity=0.4).encode(y="value:Q") + _points + _first).properties(
        width=700, height=300
    )
    mo.ui.altair_chart(stations_chart)
    return stations, stations_chart


@app.cell
def _():
    mo.md("""
    ## 6. Contradictions: what independent originators say of one thing

    Each line joins two statements whose intervals, widened by their rounding, do not meet, as a share of the one that
    stands.
    """)
    return


@app.cell
def _(ask):
    contradictions = ask("""
        SELECT metric_id || ' · ' || entity || ' · ' || period_end AS what, 1::DOUBLE AS stands,
            other_value / value AS other, originator, quote, other_originator,
            other_quote, other_url AS url, gap_percent::DOUBLE AS gap_percent
        FROM contradictions WHERE stands AND value <> 0
        QUALIFY row_number() OVER (PARTITION BY what ORDER BY gap_percent DESC) = 1
        ORDER BY gap_percent DESC LIMIT 12
    """)
    _rows = alt.Chart(contradictions).encode(y=alt.Y("what:N", title=None, sort=None, axis=alt.Axis(labelLimit=400)))
    contradictions_chart = (
        _rows.mark_rule().encode(
            x=alt.X("stands:Q", title="of the value that stands", axis=alt.Axis(format="%")), x2="other"
        )
        + _rows.mark_point(filled=True, size=80, color="black").encode(x="stands:Q", tooltip=["originator", "quote"])
        + _rows.mark_point(filled=True, size=80, color="firebrick").encode(
            x="other:Q", tooltip=["other_originator", "other_quote", "url"], href="url:N"
        )
    ).properties(width=500)
    mo.ui.altair_chart(contradictions_chart)
    return contradictions, contradictions_chart


@app.cell
def _():
    mo.md("""
    ## 7. Targets: how much of each was reached

    The bar is the newest comparable actual as a share of what was announced; the line is the target.
    """)
    return


@app.cell
def _(ask):
    targets = ask("""
        SELECT coalesce(metric_name_en, metric_id) || ' · ' || entity || ' · ' || year(due) AS what, state, due, value,
            actual_value, share_reached, originator, quote, actual_quote, url
        FROM target_status WHERE share_reached IS NOT NULL AND comparison = 'same'
        ORDER BY due, what
    """)
    _bars = (
        alt.Chart(targets)
        .mark_bar()
        .encode(
            y=alt.Y("what:N", title=None, sort=None, axis=alt.Axis(labelLimit=400)),
            x=alt.X("share_reached:Q", title="reached", axis=alt.Axis(format="%")),
            color=alt.Color("state:N", title=None),
            tooltip=["due:T", "originator", "quote", "actual_quote", "url"],
            href="url:N",
        )
    )
    _goal = alt.Chart(targets).mark_rule(strokeDash=[4, 4]).encode(x=alt.datum(1.0))
    targets_chart = (_bars + _goal).properties(width=500)
    mo.ui.altair_chart(targets_chart)
    return targets, targets_chart


@app.cell
def _():
    mo.md("""
    ## 10. Printed growth against growth from levels

    On the diagonal both agree. What the statistics office counts anew each year is refused, and drawn grey.
    """)
    return


@app.cell
def _(ask):
    growth = ask("""
        SELECT metric_id || ' · ' || entity AS what, period_end, printed, computed, verdict, reason, quote, url
        FROM growth_check WHERE computed IS NOT NULL ORDER BY what, period_end
    """)
    _axis = alt.Scale(zero=False)
    _verdicts = alt.Scale(domain=["agrees", "differs", "refused"], range=["steelblue", "firebrick", "lightgrey"])
    _dots = (
        alt.Chart(growth)
        .mark_circle(size=80)
        .encode(
            x=alt.X("computed:Q", title="from levels, percent", scale=_axis),
            y=alt.Y("printed:Q", title="printed, percent", scale=_axis),
            color=alt.Color("verdict:N", title=None, scale=_verdicts),
            tooltip=["what", "period_end:T", "printed", "computed", "verdict", "reason", "quote", "url"],
            href="url:N",
        )
    )
    _same = alt.Chart(growth).mark_line(opacity=0.3, color="black").encode(x="computed:Q", y="computed:Q")
    growth_chart = (_same + _dots).properties(width=420, height=420)
    mo.ui.altair_chart(growth_chart)
    return growth, growth_chart


@app.cell
def _():
    mo.md("""
    ## 16. Humanoid robots: shipments by maker, and who says so
    """)
    return


@app.cell
def _(ask):
    makers = ask("""
        SELECT entity, period_end, value, low, high, comparator, modality, attributed_to, publisher, quote, url
        FROM (
            SELECT *, coalesce(low, high) AS value FROM claims
            WHERE metric_id = 'humanoid_robot_shipments' AND kind = 'level' AND held_reason IS NULL
        )
        WHERE value IS NOT NULL ORDER BY entity, period_end
    """)
    makers_chart = (
        alt.Chart(makers)
        .mark_point(filled=True, size=80)
        .encode(
            x=alt.X("value:Q", title="robots", scale=alt.Scale(type="log")),
            y=alt.Y("entity:N", title=None),
            color=alt.Color("publisher:N", title="carried by", legend=alt.Legend(labelLimit=300)),
            shape=alt.Shape("modality:N", title=None),
            tooltip=["entity", "period_end:T", alt.Tooltip("value:Q", format=","), "attributed_to", "quote", "url"],
            href="url:N",
        )
        .properties(width=500)
    )
    mo.ui.altair_chart(makers_chart)
    return makers, makers_chart


if __name__ == "__main__":
    app.run()
