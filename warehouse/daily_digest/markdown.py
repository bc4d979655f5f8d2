"""A digest as Markdown, for the terminal, a file, or an artifact of Prefect; in English, or in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from warehouse.alerts.quotes import Quote
from warehouse.daily_digest.records import Counts, Digest, Line, Section
from warehouse.pages.speech import Speech, speech_of
from warehouse.report_wording import find_link
from warehouse.screen import make_harmless

_MARKS = re.compile(r"([\\`*_\[\]<>|#~])")


def build_markdown(digest: Digest, language: str = "en") -> str:
    """The page; sections that have nothing to say are named at its end."""
    speech = speech_for(digest, language)
    lines = [
        f"# {speech.say('digest.of_day', day=speech.day(digest.day))}",
        "",
        describe_counts(digest.counts, speech),
        "",
    ]
    if digest.sample:
        lines += [f"*{speech.say('digest.sample')}*", ""]
    for section in digest.sections:
        if section.lines:
            lines += [f"## {write_title(section, speech)}", "", *_write_section(section, speech), ""]
    if missing := list_missing(digest, speech):
        lines += [speech.say("digest.silent", sections=missing), ""]
    lines += [f"- {speech.say('digest.not_asked', fault=escape(fault))}" for fault in digest.faults]
    return "\n".join(lines).rstrip() + "\n"


def speech_for(digest: Digest, language: str) -> Speech:
    """The language of a digest, which knows the Chinese names of those whom it quotes."""
    speech = speech_of(language)
    return replace(speech, bodies=digest.names_zh) if speech.chinese else speech


def write_title(section: Section, speech: Speech) -> str:
    """The title of a section; in English with the Chinese beside it, for a team that reads both."""
    return section.title_zh if speech.chinese else f"{section.title} · {section.title_zh}"


def list_missing(digest: Digest, speech: Speech) -> str:
    """The sections that have nothing to say: "revisions, held claims to look at"."""
    names = [section.name(chinese=speech.chinese).lower() for section in digest.sections if not section.lines]
    return speech.say("mark.comma").join(names)


def describe_counts(counts: Counts, speech: Speech) -> str:
    """`"Run of 22 Nov 2026 07:30 UTC: 41 sources ok, 2 failed, 1 stale. New: 18 articles, 96 claims."`"""
    new = speech.say(
        "digest.brought",
        articles=speech.count(counts.articles, "article"),
        claims=speech.count(counts.claims, "claim"),
    )
    if counts.run_started is None:
        return f"{speech.say('digest.no_run')}{speech.say('mark.space')}{new}"
    run = speech.say(
        "digest.run",
        day=speech.day(counts.run_started.date()),
        time=f"{counts.run_started:%H:%M}",
        ok=counts.sources_ok,
        failed=counts.sources_failed,
        stale=counts.sources_stale,
    )
    return f"{run}{speech.say('mark.space')}{new}"


def escape(text: str) -> str:
    """Text of strangers as Markdown shows it, on one line: `"a*b"` gives `"a\\*b"`."""
    return _MARKS.sub(r"\\\1", " ".join(make_harmless(text).split()))


def _write_section(section: Section, speech: Speech) -> Iterator[str]:
    columns = section.columns_zh if speech.chinese else section.columns
    if columns:
        rows = [line.cells_zh if speech.chinese else line.cells for line in section.lines]
        yield f"| {' | '.join(columns)} |"
        yield f"|{'---|' * len(columns)}"
        yield from (f"| {' | '.join(escape(cell) for cell in row)} |" for row in rows)
        yield ""
    for line in section.lines:
        yield from _write_line(line, speech)
    if section.more:
        yield f"- {speech.say('digest.more', number=f'{section.more:,}')}"


def _write_line(line: Line, speech: Speech) -> Iterator[str]:
    link = find_link(line.url)
    gloss = escape(line.say(chinese=speech.chinese))
    yield f"- {gloss}" + (f" ([{speech.say('digest.link')}](<{link}>))" if link else "")
    for quote in line.quotes:
        yield f"  - “{escape(quote.sentence)}” ({_write_source(quote, speech)})"


def _write_source(quote: Quote, speech: Speech) -> str:
    """`[The Wire, 20 Feb 2026](<https://…>)`, without a link where the address is none to follow."""
    parts = (speech.body(quote.publisher), speech.day(quote.published_day))
    name = escape(speech.say("mark.comma").join(parts))
    link = find_link(quote.url)
    return name if link is None else f"[{name}](<{link.replace('<', '%3C').replace('>', '%3E')}>)"
