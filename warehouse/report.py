"""`claimwatch report`: a static site of charts and tables that opens from disk, without a network and without a server.

    index.html, zh/index.html     the front page, replaced last
    digest.html, digests/<day>.*  the digest of the newest day, and of each of the last sixty, with Markdown beside
    series/<id>.html, <id>.csv    and pages for entities, places, metrics and sources; the same in Chinese under zh/
    assets/*-<hash>.*             style, icon, Vega and scripts
    built.js                      how fresh the data are: pages whose rows did not change are not written again

From disk a browser gives a page no fetch and no modules, so data comes as tables and classic scripts; a content
security policy that names the site's own files alone keeps text of strangers from ever running.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from warehouse.faults import translated
from warehouse.pages.charts import build_specs
from warehouse.pages.content import Content, read_content
from warehouse.pages.coverage_page import save_coverage_page
from warehouse.pages.digest_page import save_digest_pages
from warehouse.pages.folder import PageFolder, stamp_of
from warehouse.pages.front_page import save_front_page
from warehouse.pages.list_pages import save_list_pages
from warehouse.pages.metric_pages import save_metric_pages
from warehouse.pages.rendering import Site, stamp_templates
from warehouse.pages.search_index import save_search
from warehouse.pages.series_pages import save_series_pages
from warehouse.pages.source_pages import save_source_pages
from warehouse.pages.speech import speech_of
from warehouse.pages.subject_pages import save_subject_pages
from warehouse.pages.words import LANGUAGES, read_words
from warehouse.report_assets import build_script_json, hold_folder, save_data, save_template, save_vega

PAGE = "index.html"


@dataclass(frozen=True, slots=True)
class ReportResult:
    """What was built."""

    index: Path
    pages: int  # of the site
    written: int  # of them, in this build
    series: int
    points: int
    claims: int  # in the warehouse
    seconds: float


def build_report(published_copy: Path, out_dir: Path, *, generated: datetime, sample: bool = False) -> ReportResult:
    """Writes the site over `published_copy` into `out_dir` and says what it shows.

    A page that says what to do is written where nothing was loaded yet. `sample` puts a banner over it. Raises
    DamagedError for a copy that is no warehouse and DiskError where `out_dir` cannot be written.
    """
    started = time.perf_counter()
    content = read_content(published_copy)
    with translated(out_dir), hold_folder(out_dir), PageFolder(out_dir) as folder, _set_apart():
        bodies = {row["name_en"]: row["name_zh"] for row in content.bodies}
        site = _open_site(folder, bodies, sample=sample)
        _save_pages(site, content, generated)
    return ReportResult(
        index=out_dir / PAGE,
        pages=folder.pages,
        written=folder.written,
        series=len(content.series),
        points=sum(len(record.points) for record in content.series),
        claims=content.front.counts["claims"],
        seconds=time.perf_counter() - started,
    )


@contextmanager
def _set_apart() -> Iterator[None]:
    """What was read stays until the site is built: to look through it for garbage takes a tenth of the build."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _open_site(folder: PageFolder, bodies: Mapping[str, str], *, sample: bool) -> Site:
    """The site with the files beside its pages in place."""
    out_dir = folder.out_dir
    assets = {
        "style": save_template(out_dir, "site.css"),
        "icon": save_template(out_dir, "icon.svg"),
        "site": save_template(out_dir, "site.js"),
        "series": save_template(out_dir, "series.js"),
        "search": save_template(out_dir, "search.js"),
        "vega": save_vega(out_dir),
        "charts": save_data(out_dir, "charts", "claimwatchCharts", build_specs()),
    }
    assets |= {language: _save_words(out_dir, language) for language in LANGUAGES}
    for asset in assets.values():
        folder.use(asset)
    stamp = stamp_of(stamp_templates(), sorted(assets.items()), sorted(bodies.items()), sample)
    return Site(folder, assets, sample=sample, stamp=stamp, bodies=bodies)


def _save_words(out_dir: Path, language: str) -> str:
    """The words that scripts say, those of the group `script`, as a classic script."""
    known = read_words(language).items()
    words = {name.removeprefix("script."): word for name, word in known if name.startswith("script.")}
    return save_data(out_dir, f"words-{language}", "claimwatchWords", words)


def _save_pages(site: Site, content: Content, generated: datetime) -> None:
    save_series_pages(site, content.series)
    save_metric_pages(site, content.series, content.tiles)
    save_subject_pages(site, content.series)
    save_source_pages(site, content.sources)
    save_list_pages(site, content.series, content.held)
    sources = [source.about for source in content.sources]
    save_digest_pages(site, content.digests)
    save_search(site, content.search)
    save_coverage_page(site, content.coverage, sources)
    front = content.front
    fresh = front.counts["checked_day"] or front.counts["seen_day"]
    built = {language: speech_of(language).day(fresh) for language in LANGUAGES}
    script = f"window.claimwatchBuilt = {build_script_json(built)};\n"
    site.folder.save("built.js", script)
    save_front_page(site, front, content.series, sources, generated)
