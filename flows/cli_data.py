"""What every command that reads the published copy asks for first. Imports stay inside, so that errors are quick."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from extractors.numbers.quantities import QuantityRules
    from flows.settings import Paths


def require_text(*arguments: str | None) -> None:
    """Names come from a shell and may be any bytes; those that are no UTF-8 name nothing."""
    from extractors.errors import UsageError

    for argument in arguments:
        if argument is not None and not argument.isprintable():
            raise UsageError(f"{argument!r} is not a name: it holds bytes that are no text")


def explain_nothing(what: str, given: Sequence[str]) -> str:
    """`"claimwatch: no figure of revenue fits --place CN; leave it out to see more"`."""
    if not given:
        return f"claimwatch: no {what} has been read yet"
    remedy = "leave it out" if len(given) == 1 else "leave one of these out"
    return f"claimwatch: no {what} fits {' '.join(given)}; {remedy} to see more"


def note_renamed(data: Path, metric: str | None) -> None:
    """Says on standard error what a metric is called now, where it was asked for by a former id."""
    from warehouse.known_names import find_renamed

    name = None if metric is None else find_renamed(data, metric)
    if metric is not None and name is not None:
        click.echo(describe_renamed(metric, name), err=True)


def describe_renamed(former: str, name: str) -> str:
    """`"claimwatch: the metric mobile_users is called mobile_subscribers now"`."""
    return f"claimwatch: the metric {former} is called {name} now"


def data_with_copy(data: Path) -> Path:
    """The data folder; UsageError that says what to do where nothing was loaded yet."""
    from extractors.errors import UsageError
    from flows.next_command import write_path
    from warehouse.querying import PUBLISHED_NAME

    if (data / PUBLISHED_NAME).is_file():
        return data
    demo = data / "demo"
    if (demo / PUBLISHED_NAME).is_file():
        raise UsageError(
            f"nothing loaded yet in {data}: run `claimwatch run`, or look at the demo with --data {write_path(demo)}"
        )
    raise UsageError(f"nothing loaded yet in {data}: run `claimwatch run` (live web) or `make demo` (sample press)")


def read_quantity_rules(paths: Paths) -> QuantityRules:
    """The words that numbers are read by, of the configuration."""
    from extractors.numbers.quantities import build_quantity_rules
    from flows.catalogue.reading import read_catalogue

    data = read_catalogue(paths.config, cache_dir=paths.cache).rulebook_data()
    return build_quantity_rules(data["units"], data["languages"])
