"""`claimwatch digest` and `claimwatch calendar`: what a day brought, and what is expected next."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flows.cli_data import data_with_copy
from flows.cli_options import Day, Place

if TYPE_CHECKING:
    from flows.alerting.preferences import Alerting
    from flows.settings import Paths
    from warehouse.daily_digest.records import Digest

DIGEST_EXAMPLE = """\b
Example:
  claimwatch digest --format html --output digest.html
"""
CALENDAR_EXAMPLE = """\b
Example:
  claimwatch calendar --days 60 --ical releases.ics
"""


@click.command(epilog=DIGEST_EXAMPLE)
@click.option("--date", "day", type=Day(), help="The day; default: the newest that brought something.")
@click.option("--format", "form", type=click.Choice(["markdown", "html", "json"]), default="markdown")
@click.option("--lang", "language", type=click.Choice(["en", "zh"]), default="en", show_default=True, help="Language.")
@click.option("--output", type=Place(), help="File to write; default: standard output, or none with --send.")
@click.option("--send", is_flag=True, help="Send it through the channels that alerts go through.")
@click.pass_obj
def digest(
    paths: tuple[Any, Any], *, day: date | None, form: str, language: str, output: Path | None, send: bool
) -> int:
    """What a day brought: official releases, new highs, targets, contradictions, revisions, company and provincial
    numbers, held claims, alerts, and the releases of the next ten days; each line with the sentence and its link.

    Ends with 3 where a channel did not take it.
    """
    from flows.settings import find_project_paths
    from warehouse.daily_digest.reading import read_digest
    from warehouse.querying import PUBLISHED_NAME

    found = find_project_paths(*paths, os.environ)
    data = data_with_copy(found.data)
    alerting = _read_alerting(found, with_channels=send)
    if send and not alerting.channels:
        raise click.UsageError(_no_channel())
    built = read_digest(data / PUBLISHED_NAME, day, alerting.rules, today=alerting.today(datetime.now(UTC)))
    if output is not None or not send:
        _write(_render(built, form, language), output)
    if built.empty:
        click.echo(f"claimwatch: nothing was news on {built.day}; leave --date out for the newest day", err=True)
    return _send(built, alerting, language) if send else 0


def _no_channel() -> str:
    return "no channel is set: give CLAIMWATCH_ALERT_URLS or alert_urls_file (docs/operations.md)"


def _read_alerting(found: Paths, *, with_channels: bool) -> Alerting:
    from flows.alerting.preferences import read_alerting
    from flows.catalogue.reading import read_catalogue
    from flows.settings import read_settings

    catalogue = read_catalogue(found.config, cache_dir=found.cache)
    return read_alerting(found.config, catalogue, read_settings(found) if with_channels else None)


def _render(built: Digest, form: str, language: str) -> str:
    if form == "html":
        from warehouse.daily_digest.page import build_page

        return build_page(built, language)
    if form == "json":
        import json
        from dataclasses import asdict

        return json.dumps(asdict(built), ensure_ascii=False, indent=1, default=str) + "\n"
    from warehouse.daily_digest.markdown import build_markdown

    return build_markdown(built, language)


def _write(text: str, output: Path | None) -> None:
    """Aside first, so that what fails leaves an earlier file alone."""
    if output is None:
        click.echo(text, nl=False)
        return
    aside = output.with_name(f".{output.name}.{os.getpid()}.tmp")
    try:
        aside.write_text(text, encoding="utf-8")
        aside.replace(output)
    finally:
        aside.unlink(missing_ok=True)
    click.echo(str(output))


def _send(built: Digest, alerting: Alerting, language: str) -> int:
    from flows.alerting.channels import Message, send_message, show_channel
    from flows.outcome import PARTLY_FAILED

    title = f"Claimwatch：{built.day}摘要" if language == "zh" else f"Claimwatch: digest of {built.day}"
    message = Message(title, _render(built, "markdown", language), _render(built, "html", language))
    code = 0
    for channel in alerting.channels:
        fault = send_message(channel, message)
        if fault is None:
            click.echo(f"sent to {show_channel(channel)}", err=True)
        else:
            click.echo(f"claimwatch: {show_channel(channel)} did not take it ({fault})", err=True)
            code = PARTLY_FAILED
    return code


@click.command(epilog=CALENDAR_EXAMPLE)
@click.option("--days", type=click.IntRange(1, 400), default=30, show_default=True, help="How far to look ahead.")
@click.option("--ical", type=Place(), help="Write them as an iCalendar file too (RFC 5545).")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.pass_obj
def calendar(paths: tuple[Any, Any], *, days: int, ical: Path | None, as_json: bool) -> None:
    """Who publishes what next, and when it is expected: the calendar of config/releases/.

    It needs no warehouse. A release that does not come by its last day and its days of grace raises an alert.
    """
    import json
    from dataclasses import asdict

    from flows.catalogue.reading import read_catalogue
    from flows.settings import find_project_paths
    from flows.watching.ical import build_ical
    from flows.watching.releases import list_occurrences, read_releases

    found = find_project_paths(*paths, os.environ)
    catalogue = read_catalogue(found.config, cache_dir=found.cache)
    now = datetime.now(UTC)
    last = now.date() + timedelta(days=days)
    listed = list_occurrences(read_releases(found.config, catalogue), catalogue, now.date())
    ahead = [one for one in listed if one.expected_by >= now.date() and one.expected_from <= last]
    if ical is not None:
        ical.write_bytes(build_ical(ahead, now))
    if as_json:
        click.echo(json.dumps([asdict(one) for one in ahead], ensure_ascii=False, indent=1, default=str))
    elif ahead:
        _print_calendar(ahead)
    else:
        click.echo(f"claimwatch: no release is expected in {days} days; config/releases/ says which are", err=True)
    if ical is not None:
        click.echo(str(ical), err=True)


def _print_calendar(ahead: list[Any]) -> None:
    import sys

    from flows.screen import find_width
    from warehouse.report_wording import format_period
    from warehouse.screen import Column, lay_out

    rows = [
        (
            f"{one.expected_from:%Y-%m-%d} to {one.expected_by:%m-%d}",
            one.publisher,
            one.name_en,
            format_period(one.period_start, one.period_end),
            one.url,
        )
        for one in ahead
    ]
    columns = [Column(head) for head in ("expected", "publisher", "release", "period", "where")]
    click.echo("\n".join(lay_out(columns, rows, find_width(sys.stdout))))
