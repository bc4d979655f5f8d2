"""`claimwatch report`: one page of charts and tables that opens from disk, without a network and without a server.

    index.html             replaced last, in one rename
    assets/*-<hash>.*      style, icon, Vega, the page's own script, and its data as a classic script

From disk a browser gives a page no fetch and no modules, so data comes as a script; a content security policy that
names the page's own files alone keeps text of strangers from ever running.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from warehouse import report_wording as wording
from warehouse.faults import translated
from warehouse.report_assets import hold_folder, save_data, save_page, save_template, save_vega
from warehouse.report_charts import build_chart, describe_point
from warehouse.report_data import Report, join_names, read_report

PAGE = "index.html"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; object-src 'none'"
)


@dataclass(frozen=True, slots=True)
class ReportResult:
    """What was built."""

    index: Path
    series: int  # shown with a chart
    points: int  # shown in the charts
    claims: int  # in the warehouse
    bytes: int  # page and assets
    seconds: float


def build_report(published_copy: Path, out_dir: Path, *, generated: datetime, sample: bool = False) -> ReportResult:
    """Writes the page over `published_copy` into `out_dir` and says what it shows.

    A page that says what to do is written where nothing was loaded yet. `sample` puts a banner over it. Raises
    DamagedError for a copy that is no warehouse and DiskError where `out_dir` cannot be written.
    """
    started = time.perf_counter()
    report = read_report(published_copy)
    with translated(out_dir), hold_folder(out_dir):
        assets = _save_assets(out_dir, report)
        html = render_page(report, assets, generated=generated, sample=sample)
        index = save_page(out_dir, PAGE, html)
        size = index.stat().st_size + sum((out_dir / asset).stat().st_size for asset in assets.values())
    return ReportResult(
        index=index,
        series=len(report.series),
        points=sum(len(series.points) for series in report.series),
        claims=report.counts["claims"],
        bytes=size,
        seconds=time.perf_counter() - started,
    )


def render_page(report: Report, assets: dict[str, str], *, generated: datetime, sample: bool) -> str:
    """The HTML of the page. Everything that came from the press is escaped; links that are not http(s) are dropped."""
    template = _build_environment().get_template("report.html")
    return template.render(report=report, assets=assets, generated=generated, sample=sample, policy=POLICY)


def _save_assets(out_dir: Path, report: Report) -> dict[str, str]:
    """Addresses of the files beside the page, by what they are; a page without charts needs no script."""
    assets = {"style": save_template(out_dir, "report.css"), "icon": save_template(out_dir, "report.svg")}
    if report.series:
        assets["vega"] = save_vega(out_dir)
        assets["data"] = save_data(out_dir, _build_data(report))
        assets["script"] = save_template(out_dir, "report.js")
    return assets


def _build_data(report: Report) -> dict[str, object]:
    return {"charts": [build_chart(series) for series in report.series]}


@cache
def _build_environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("warehouse", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        broken=lambda found: wording.describe_break(found.from_day, found.reason, found.source),
        change=wording.format_change,
        chinese=wording.format_chinese_interval,
        count=wording.count_things,
        day=wording.format_day,
        describe=wording.describe_series,
        health=wording.describe_health,
        hold=wording.describe_hold,
        host=wording.find_host,
        interval=wording.format_interval,
        names=join_names,
        notes=describe_point,
        number=wording.format_number,
        outcome=wording.describe_outcome,
        percent=wording.format_percent,
        period=wording.format_period,
        unit=wording.format_unit,
        web_link=wording.find_link,
    )
    return environment
