"""How fast the report is built over a large warehouse, and how soon its front page can be used.

    .venv/bin/python benchmarks/report_site.py [--claims 100000]

Builds the synthetic warehouse of `warehouse_scale.py`, publishes it, writes the site twice (a first build, and one that
finds nothing changed), and opens the front page in Chromium, where there is one, until its last script has run.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright
from synthetic_warehouse import IN_ARTICLE, open_synthetic

from warehouse.publishing import publish
from warehouse.report import ReportResult, build_report

ROUNDS = 5


def main() -> int:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=100_000)
    claims = parser.parse_args().claims
    if not IN_ARTICLE <= claims <= 1_000_000:
        parser.error("--claims lies between 20 and 1,000,000")
    with tempfile.TemporaryDirectory(prefix="report-") as folder:
        data = Path(folder)
        with open_synthetic(data, claims):
            pass
        publish(data)
        for words in ("first build", "nothing changed"):
            _say_build(words, *_build(data))
        _say_size(data / "report")
        _say_front_page(data / "report" / "index.html")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    print(f"{'peak memory':<32}{peak:>12,.0f} MB")
    return 0


def _build(data: Path) -> tuple[ReportResult, float]:
    """What was built, and the seconds of processor that it took, which say more on a machine that others use too."""
    began = time.process_time()
    built = build_report(data / "claimwatch.duckdb", data / "report", generated=datetime.now(UTC))
    return built, time.process_time() - began


def _say_build(words: str, built: ReportResult, processor: float) -> None:
    held = f"{built.claims:,} claims, {built.series:,} series, {built.pages:,} files, {built.written:,} written"
    print(f"{words:<32}{built.seconds:>12,.1f} s  {processor:,.1f} s of processor; {held}", flush=True)


def _say_size(report: Path) -> None:
    sizes = [file.stat().st_size for file in report.rglob("*") if file.is_file()]
    print(f"{'size':<32}{sum(sizes) / 1e6:>12,.0f} MB in {len(sizes):,} files")
    print(f"{'front page':<32}{(report / 'index.html').stat().st_size / 1e3:>12,.0f} kB")


def _say_front_page(index: Path) -> None:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        print("front page in a browser: there is no chromium on the PATH")
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        seconds = []
        for _ in range(ROUNDS):
            page = browser.new_context().new_page()
            began = time.perf_counter()
            page.goto(index.as_uri(), wait_until="load")
            page.wait_for_selector("html.scripted")
            seconds.append(time.perf_counter() - began)
            page.context.close()
        browser.close()
    print(f"{'front page usable (median)':<32}{median(seconds):>12,.2f} s")


if __name__ == "__main__":
    sys.exit(main())
