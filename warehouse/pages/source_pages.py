"""A page for each source and the list of them: how it does, what it brought, and whom it quotes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from warehouse.pages.addresses import address_page
from warehouse.pages.folder import stamp_of
from warehouse.pages.reading import Row, group_rows, read_rows
from warehouse.pages.rendering import Site
from warehouse.pages.speech import Speech
from warehouse.pages.words import LANGUAGES
from warehouse.report_wording import find_link

MOST_CHECKS = 20
MOST_ARTICLES = 25
MOST_VOICES = 10


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A source with all that its page shows."""

    about: Row
    checks: tuple[Row, ...]
    articles: tuple[Row, ...]
    voices: tuple[Row, ...]


def read_sources(connection: duckdb.DuckDBPyConnection) -> tuple[SourceRecord, ...]:
    """The sources, the troubled first."""
    checks = group_rows(read_rows(connection, "source_checks", {"most_rows": MOST_CHECKS}), "source_id")
    articles = group_rows(read_rows(connection, "source_articles", {"most_rows": MOST_ARTICLES}), "source_id")
    voices = group_rows(read_rows(connection, "source_voices", {"most_rows": MOST_VOICES}), "source_id")
    return tuple(
        SourceRecord(
            about=row,
            checks=checks.get(row["source_id"], ()),
            articles=articles.get(row["source_id"], ()),
            voices=voices.get(row["source_id"], ()),
        )
        for row in read_rows(connection, "sources")
    )


def save_source_pages(site: Site, sources: Sequence[SourceRecord]) -> None:
    """Writes a page for each source, and `sources.html`."""
    for source in sources:
        stamp = stamp_of(site.stamp, source)
        address = address_page("sources", source.about["source_id"])
        for language in LANGUAGES:
            if not site.holds(address, language, stamp):
                site.save(address, language, "source.html", _build_source(source, site.speak(language)), stamp=stamp)
    for language in LANGUAGES:
        speech = site.speak(language)
        view = {"here": "sources", "sources": [say_source_line(source.about, speech) for source in sources]}
        site.save("sources.html", language, "sources.html", view)


def _build_source(source: SourceRecord, speech: Speech) -> Mapping[str, Any]:
    about = source.about
    return {
        **say_source_line(about, speech),
        "source": about,
        "homepage": find_link(about["homepage"]),
        "checks": [
            {
                **row,
                "reason": say_trouble(row["reason"], speech),
                "at": row["checked_at"].strftime("%Y-%m-%d %H:%M"),
                "mark": row["state"],
                "said": speech.health(row["state"], stale=False, failures=1),
            }
            for row in source.checks
        ],
        "articles": [
            {**row, "link": find_link(row["url"]), "day": speech.day(row["published_day"])} for row in source.articles
        ],
        "voices": [{**row, "originator": speech.body(row["originator"])} for row in source.voices],
    }


def say_source_line(row: Row, speech: Speech) -> Mapping[str, Any]:
    """A source as one line of a list."""
    return {
        "source_id": row["source_id"],
        "name": speech.name(row["name_en"], row["name_zh"]),
        "tier": speech.tier(row["tier"]),
        "enabled": row["enabled"],
        "state": find_state(row),
        "health": _say_health(row, speech),
        "reason": say_trouble(row["reason"], speech),
        "newest": speech.day(row["newest_entry"]),
        "answered": speech.day(row["last_ok"]),
        "articles": row["articles"],
        "claims": row["claims"],
        "find": " ".join(name for name in (row["name_en"], row["name_zh"], row["source_id"]) if name).lower(),
    }


def _say_health(row: Row, speech: Speech) -> str:
    if not row["enabled"]:
        return speech.say("health.off")
    return speech.health(row["state"], row["stale"], row["failures_in_a_row"])


_STALE = "newest entry "  # how discovery words it


def say_trouble(reason: str | None, speech: Speech) -> str:
    """Why a source is in trouble, as the network or the source put it, which is in English."""
    said, _, day = (reason or "").partition(_STALE)
    return speech.say("health.newest", day=day) if day and not said else reason or ""


def find_state(row: Row) -> str:
    """How a source does, as one word for its mark: failed, stale, ok, disallowed, unasked or off."""
    if not row["enabled"]:
        return "off"
    if row["state"] == "failed":
        return "failed"
    found: str = "stale" if row["stale"] else row["state"] or "unasked"
    return found
