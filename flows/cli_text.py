"""`claimwatch extract`, `quantities` and `clean`: files in, JSON lines out. Streams, and uses all cores with --jobs."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from flows.cli_options import Day

if TYPE_CHECKING:
    from flows.extract_files import Given

PARTLY_FAILED = 3
EXTRACT_EXAMPLE = """\b
Example:
  echo '{"id": "a", "text": "Harbin had 21,400 5G base stations in June 2024."}' | claimwatch extract
"""
QUANTITIES_EXAMPLE = """\b
Example:
  echo '{"id": "a", "text": "公司全年营收16.5亿元，同比增长11.7%。"}' | claimwatch quantities
"""
CLEAN_EXAMPLE = """\b
Example:
  echo '<h1>Robots</h1><p>Output rose by 14.2 percent to 556,400 sets in 2024.</p>' | claimwatch clean
"""
F = TypeVar("F", bound=Callable[..., Any])


def _reading_options(command: F) -> F:
    for option in (
        click.argument("files", nargs=-1, metavar="[FILE]…"),
        click.option("--published", type=Day(), help="Publication day of records without one."),
        click.option("--lang", type=click.Choice(["en", "zh"]), help="Language of records that do not say theirs."),
        click.option("--jobs", type=click.IntRange(1), default=None, help="Processes; default 1."),
    ):
        command = option(command)
    return command


@click.command(epilog=EXTRACT_EXAMPLE)
@_reading_options
@click.pass_obj
def extract(paths: tuple[Any, Any], files: tuple[str, ...], published: date | None, lang: Any, jobs: int | None) -> int:
    """Numeric claims of articles, one JSON line for each.

    Reads JSON lines (id, text, and if known lang, published, title, url) from files or standard input; a .txt file is
    one article.
    """
    return _read(paths, files, _given(published, lang), jobs, "claims")


@click.command(epilog=QUANTITIES_EXAMPLE)
@_reading_options
@click.pass_obj
def quantities(
    paths: tuple[Any, Any], files: tuple[str, ...], published: date | None, lang: Any, jobs: int | None
) -> int:
    """Numbers with unit and comparator, without what they measure: the first half of `extract`."""
    return _read(paths, files, _given(published, lang), jobs, "quantities")


@click.command(epilog=CLEAN_EXAMPLE)
@click.argument("files", nargs=-1, metavar="[FILE]…")
@click.option("--jobs", type=click.IntRange(1), default=None, help="Processes; default: one for each core.")
@click.pass_obj
def clean(paths: tuple[Any, Any], files: tuple[str, ...], jobs: int | None) -> int:
    """Article text of HTML files (.html, .html.gz, or - for standard input), one JSON line for each."""
    from flows.catalogue.reading import read_catalogue
    from flows.clean_files import clean_files
    from flows.settings import find_project_paths
    from flows.workers import count_cores

    _say_what_is_awaited(files)
    found = find_project_paths(*paths, os.environ)
    topics = read_catalogue(found.config, cache_dir=found.cache).data["topics"]
    pages = clean_files(files or ("-",), jobs=jobs or count_cores(), topics=topics)
    return _print_all(
        (None, f"{_named(page['id'])}: {page['error']}")
        if "error" in page
        else (json.dumps(page, ensure_ascii=False), None)
        for page in pages
    )


def _named(page_id: str) -> str:
    return "standard input" if page_id == "-" else page_id


def _given(published: date | None, lang: Any) -> Given:
    from flows.extract_files import Given

    return Given(published, lang)


def _read(paths: tuple[Any, Any], files: tuple[str, ...], given: Given, jobs: int | None, what: str) -> int:
    from flows.catalogue.reading import read_catalogue
    from flows.extract_files import READERS, iterate_records, start_reader
    from flows.settings import find_project_paths
    from flows.workers import run_in_workers

    _say_what_is_awaited(files)
    found = find_project_paths(*paths, os.environ)
    data = read_catalogue(found.config, cache_dir=found.cache).rulebook_data()
    outcomes = run_in_workers(
        READERS[what],
        iterate_records(files),
        jobs=jobs or 1,
        timeout_seconds=None,
        memory_mb=None,
        initializer=start_reader,
        initargs=(data, found.cache, given),
    )
    return _print_all((outcome.value, outcome.error) for outcome in outcomes)


def _say_what_is_awaited(files: tuple[str, ...]) -> None:
    """Without a file the keyboard is the input: whoever did not mean that would wait for us as we for them."""
    if (not files or "-" in files) and sys.stdin.isatty():
        print("claimwatch: reading what you type; end it with Ctrl-D, or name a FILE (--help)", file=sys.stderr)


def _print_all(lines: Iterable[tuple[str | None, str | None]]) -> int:
    """Lines to standard output, each at once, errors to standard error; 3 if there was an error."""
    failed = 0
    for line, error in lines:
        if line is not None:
            print(line, flush=True)
        else:
            failed += 1
            print(f"claimwatch: {error}", file=sys.stderr)
    return PARTLY_FAILED if failed else 0
