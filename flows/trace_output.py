"""What `claimwatch find` and `claimwatch trace` print for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flows.archive_lookup import ArchivedAt
from flows.series_output import name_series
from flows.wording import format_number
from warehouse.finding import Figure
from warehouse.report_wording import format_period, join_names
from warehouse.screen import GAP, INDENT, make_harmless, pad, wrap
from warehouse.tracing import Point, Trace

NAMES = 9  # columns of the words before the lines of a chain
SHOWN_WORDINGS = 6


def build_point(point: Point, chains: Sequence[Trace], width: int | None) -> list[str]:
    """A value of a series, then its claims in the order in which they would stand."""
    value = format_number(point.low, point.high, point.comparator, point.unit)
    head = f"{name_series(point)}: {format_period(point.period_start, point.period_end)}, {value}"
    lines = wrap(make_harmless(head), width)
    for number, chain in enumerate(chains, 1):
        said = format_number(chain.low, chain.high, chain.comparator, chain.unit)
        speaker = _say_speaker(chain.originator or chain.publisher, chain.publisher_name)
        who = f"{number}. {said} – {speaker}, {chain.published_day}"
        for text in (who, f"“{_one_line(chain.sentence)}”", f"claim {chain.claim_id[:12]} {chain.url}"):
            lines += [INDENT + line for line in wrap(make_harmless(text), width and width - len(INDENT))]
    return lines


def build_chain(chain: Trace, archived: ArchivedAt | None, width: int | None) -> list[str]:
    """A claim and all that is behind it, a line for each link."""
    links = (
        ("says", _say_claim(chain)),
        ("quote", _say_quote(chain)),
        ("sentence", f"“{_one_line(chain.sentence)}”"),
        ("stands", _say_place(chain)),
        *(("corrected", decision) for decision in chain.corrections),
        ("read", f"by rulebook {chain.rulebook}, rule {chain.rule!r}, {chain.read_at:%Y-%m-%d %H:%M} UTC"),
        ("article", f"“{chain.title or ''}” – {chain.publisher_name}, {chain.published_day or 'no date'}, {chain.url}"),
        ("version", _say_version(chain)),
        ("archive", _say_archive(chain, archived)),
        (
            "loaded",
            f"by {chain.command or 'a run'} ({chain.run_id}), batch {chain.batch_id}, {_say_moment(chain.loaded_at)}",
        ),
    )
    lines = [f"claim {chain.claim_id}"]
    room = None if width is None else width - len(INDENT) - NAMES - len(GAP)
    for name, text in links:
        first, *more = wrap(make_harmless(text), room)
        lines.append(f"{INDENT}{pad(name, NAMES)}{GAP}{first}")
        lines += [INDENT + " " * NAMES + GAP + line for line in more]
    return lines


def _say_moment(moment: datetime | None) -> str:
    return "no one knows when" if moment is None else f"{moment:%Y-%m-%d %H:%M} UTC"


def _say_claim(chain: Trace) -> str:
    value = format_number(chain.low, chain.high, chain.comparator, chain.unit)
    whose = join_names(chain.entity, chain.place) or "nobody named"
    when = format_period(chain.period_start, chain.period_end)
    metric = f"{chain.metric or 'no metric'} ({chain.metric_id})" if chain.metric_id else chain.metric or "no metric"
    return f"{metric} of {whose}, {when}: {value} ({chain.kind}, {chain.modality}; confidence {chain.confidence:.2f})"


def _say_quote(chain: Trace) -> str:
    there = "as they stand there" if chain.text_there == chain.quote else f"where “{chain.text_there}” stands"
    said = f", said by {chain.attributed_to}" if chain.attributed_to else ""
    return f"“{chain.quote}”, characters {chain.start:,} to {chain.end:,} of the text, {there}{said}"


def _say_place(chain: Trace) -> str:
    if not chain.holds:
        return "no more: the article changed, or is read otherwise now"
    if chain.series_id is None:
        return f"in no series: {chain.held_reason}"
    place = "as the value of its period" if chain.place_in_line == 1 else f"behind claim {chain.standing_claim_id}"
    return (
        f"in series {chain.series_id}, {place} ({chain.place_in_line} of {chain.in_line}), word of {chain.originator}"
    )


def _say_version(chain: Trace) -> str:
    read = "" if chain.readings == 1 else f", read by {chain.readings} rulebooks"
    return (
        f"{chain.version} of {chain.versions} ({chain.version_id}), first seen {chain.first_seen:%Y-%m-%d %H:%M}, "
        f"fetched {chain.fetched:%Y-%m-%d %H:%M} UTC{read}"
    )


def _say_archive(chain: Trace, archived: ArchivedAt | None) -> str:
    if archived is None:
        return "no page is kept"
    if archived.problem is not None:
        return f"{archived.file}: {archived.problem}"
    file = f"SHA-256 of the file {chain.sha256[:16]}…" if chain.sha256 else "no hash noted"
    return f"{archived.file}, page {archived.number} of {archived.pages}, {archived.bytes:,} bytes ({file})"


def build_figure(figure: Figure, width: int | None) -> list[str]:
    """One fact that has the number: what it is of, who said it first, how often and in which words, what came later."""
    value = format_number(figure.low, figure.high, figure.comparator, figure.unit)
    whose = join_names(figure.entity, figure.place) or "nobody named"
    name = f"{figure.metric} ({figure.metric_id})" if figure.metric_id else figure.metric or "no metric"
    notes = [figure.kind, "" if figure.modality == "actual" else figure.modality, "" if figure.exact else "rounded"]
    when = format_period(figure.period_start, figure.period_end)
    head = f"{value} · {name} · {whose} · {when} · {', '.join(note for note in notes if note)}"
    first = _say_speaker(figure.originator, figure.first_publisher)
    inner = [
        f"first on {figure.first_day}, {first}: “{_one_line(figure.sentence)}”",
        f"claim {figure.claim_id[:12]} {figure.url}",
        _say_carriers(figure),
        *(_say_later(figure, step) for step in figure.later),
    ]
    lines = wrap(make_harmless(head), width)
    room = None if width is None else width - len(INDENT)
    return [*lines, *(INDENT + line for text in inner for line in wrap(make_harmless(text), room))]


def _say_carriers(figure: Figure) -> str:
    """`"in 3 articles (1 a copy) of The Gazette, The Wire: “8.68 billion”, “86.8亿美元”"`."""
    copies = figure.articles - figure.stories
    count = f"{figure.articles:,} article{'' if figure.articles == 1 else 's'}" + (
        f" ({copies:,} a copy)" if copies else ""
    )
    words = ", ".join(f"“{word}”" for word in figure.wordings[:SHOWN_WORDINGS])
    return f"in {count} of {', '.join(figure.publishers)}: {words}"


def _say_later(figure: Figure, step: Mapping[str, Any]) -> str:
    value = format_number(step["low"], step["high"], step["comparator"], figure.unit)
    return f"from {step['day']} on {value} stood for the period, word of {step['originator']}"


def _say_speaker(originator: str, publisher: str) -> str:
    return originator if originator == publisher else f"{originator} in {publisher}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
