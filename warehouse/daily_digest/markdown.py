"""A digest as Markdown, for the terminal, a file, or an artifact of Prefect."""

from __future__ import annotations

import re
from collections.abc import Iterator

from warehouse.alerts.quotes import Quote
from warehouse.daily_digest.records import Counts, Digest, Line, Section
from warehouse.report_wording import find_link, format_day
from warehouse.screen import make_harmless

_MARKS = re.compile(r"([\\`*_\[\]<>|#~])")


def build_markdown(digest: Digest) -> str:
    """The page; sections that have nothing to say are named at its end."""
    lines = [f"# Digest of {format_day(digest.day)}", "", describe_counts(digest.counts), ""]
    if digest.sample:
        lines += ["*This is the sample press: invented publishers and articles.*", ""]
    for section in digest.sections:
        if section.lines:
            lines += [f"## {section.title} · {section.title_zh}", "", *_write_section(section), ""]
    if missing := [section.title.lower() for section in digest.sections if not section.lines]:
        lines += [f"Nothing on: {', '.join(missing)}.", ""]
    lines += [f"- not asked: {escape(fault)}" for fault in digest.faults]
    return "\n".join(lines).rstrip() + "\n"


def describe_counts(counts: Counts) -> str:
    """`"Run of 22 Nov 2026 07:30 UTC: 41 sources ok, 2 failed, 1 stale. New: 18 articles, 96 claims."`"""
    new = f"New: {_count(counts.articles, 'article')}, {_count(counts.claims, 'claim')}."
    if counts.run_started is None:
        return f"No run began on this day. {new}"
    states = f"{counts.sources_ok} sources ok, {counts.sources_failed} failed, {counts.sources_stale} stale"
    return f"Run of {format_day(counts.run_started.date())} {counts.run_started:%H:%M} UTC: {states}. {new}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def escape(text: str) -> str:
    """Text of strangers as Markdown shows it, on one line: `"a*b"` gives `"a\\*b"`."""
    return _MARKS.sub(r"\\\1", " ".join(make_harmless(text).split()))


def _write_section(section: Section) -> Iterator[str]:
    if section.columns:
        yield f"| {' | '.join(section.columns)} |"
        yield f"|{'---|' * len(section.columns)}"
        yield from (f"| {' | '.join(escape(cell) for cell in line.cells)} |" for line in section.lines)
        yield ""
    for line in section.lines:
        yield from _write_line(line)
    if section.more:
        yield f"- and {section.more:,} more"


def _write_line(line: Line) -> Iterator[str]:
    link = find_link(line.url)
    yield f"- {escape(line.gloss)}" + (f" ([link](<{link}>))" if link else "")
    for quote in line.quotes:
        yield f"  - “{escape(quote.sentence)}” ({_write_source(quote)})"


def _write_source(quote: Quote) -> str:
    """`[The Wire, 20 Feb 2026](<https://…>)`, without a link where the address is none to follow."""
    name = escape(f"{quote.publisher}, {format_day(quote.published_day)}")
    link = find_link(quote.url)
    return name if link is None else f"[{name}](<{link.replace('<', '%3C').replace('>', '%3E')}>)"
