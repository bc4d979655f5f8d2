"""Times the stages of the demo run: pages/s, sentences/s, rows/s, peak memory, and the share of time of each stage.

    .venv/bin/python benchmarks/demo_stages.py [--rounds 3]

Runs the plain line against the sample press in a temporary folder; figures are medians over the rounds. "clean" and
"extract" are timed apart, on one core and in this process, over the pages of the last round. Peak memory is that of
this process and, separately, of its largest worker.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

import duckdb

from extractors.claims import extract_claims
from extractors.pages.cleaning import clean_page
from extractors.pages.topics import build_topic_rules
from extractors.records import Article
from extractors.rulebook import build_rulebook
from extractors.text.sentences import split_sentences
from flows.archive import ArchivedPage, list_segments, read_archived
from flows.assembly import build_sample_line
from flows.daily import PLAIN, Stages, run_daily
from flows.line import Line
from flows.press.server import PressServer
from flows.settings import find_project_paths, read_settings

Times = dict[str, list[float]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    times: Times = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(rounds):
            line = run_round(Path(folder) / str(number), times)
        print_stages(times, line)
        print_core(line)
    print_memory()


def run_round(data: Path, times: Times) -> Line:
    paths = replace(find_project_paths(None, None, os.environ), data=data)
    with PressServer() as press:
        line = build_sample_line(paths, read_settings(paths), press.sources())
        run_daily(line, timed(times))
    return line


def timed(times: Times) -> Stages:
    """The plain stages, each noting how long it took."""

    def note(name: str, stage: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any) -> Any:
            started = time.perf_counter()
            result = stage(*arguments)
            times[name].append(time.perf_counter() - started)
            return result

        return run

    names = ("prepare", "discover", "fetch", "read", "load", "publish", "report")
    return Stages(**{name: note(name, getattr(PLAIN, name)) for name in names})


def print_stages(times: Times, line: Line) -> None:
    with duckdb.connect(str(line.data_dir / "claimwatch.duckdb"), read_only=True) as copy:
        rows = copy.execute("SELECT sum(list_sum(map_values(added))) FROM batches").fetchone()
    pages = sum(1 for path in list_segments(line.archive_dir) for _ in read_archived(path))
    total = sum(median(seconds) for seconds in times.values())
    print(f"{'stage':10} {'seconds':>8} {'share':>6}")
    for name, seconds in times.items():
        print(f"{name:10} {median(seconds):8.2f} {median(seconds) / total:6.0%}")
    print(f"{'all':10} {total:8.2f}")
    print(f"read (clean + extract, {line.jobs} workers): {pages / median(times['read']):.0f} pages/s")
    print(f"load: {(rows[0] if rows else 0) / median(times['load']):.0f} rows/s")


def print_core(line: Line) -> None:
    """Cleaning and extraction on one core, without start-up."""
    rulebook, topics = build_rulebook(line.catalogue.rulebook_data()), build_topic_rules(line.catalogue.data["topics"])
    found = [
        item.page
        for path in list_segments(line.archive_dir)
        for item in read_archived(path)
        if isinstance(item, ArchivedPage)
    ]
    zones = {source.id: source.zone for source in line.sources}
    pages = [replace(page, zone=zones[page.source_id or ""]) for page in found]
    clean_page(pages[0], topics)  # the first call imports and compiles
    started = time.perf_counter()
    articles: list[Article] = [clean_page(page, topics) for page in pages]
    cleaned = time.perf_counter()
    claims = sum(len(extract_claims(article, rulebook)) for article in articles)
    extracted = time.perf_counter()
    sentences = sum(len(list(split_sentences(article.text, article.lang or "en"))) for article in articles)
    print(f"clean, one core: {len(pages) / (cleaned - started):.0f} pages/s")
    rate = sentences / (extracted - cleaned)
    print(f"extract, one core: {rate:.0f} sentences/s ({sentences} sentences, {claims} claims)")


def print_memory() -> None:
    unit = 1024 if sys.platform == "linux" else 1024 * 1024  # ru_maxrss is in KiB on Linux, in bytes on macOS
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / unit
    print(f"peak memory: {own:.0f} MiB, largest worker {child:.0f} MiB")


if __name__ == "__main__":
    main()
