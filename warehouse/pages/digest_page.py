"""The digest of the newest day as pages of the site, and as Markdown beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from warehouse.alerts.quotes import Quote
from warehouse.daily_digest.markdown import build_markdown
from warehouse.daily_digest.records import Digest, Line
from warehouse.pages.rendering import Site
from warehouse.pages.speech import Speech
from warehouse.pages.words import LANGUAGES
from warehouse.report_wording import find_host, find_link


def save_digest_page(site: Site, digest: Digest | None) -> None:
    """Writes `digest.html`, and `digest.md` where there is a day to tell of."""
    if digest is not None:
        site.folder.save("digest.md", build_markdown(digest))
    for language in LANGUAGES:
        site.save("digest.html", language, "digest.html", _build_view(digest, site.speak(language)))


def _build_view(digest: Digest | None, speech: Speech) -> Mapping[str, Any]:
    if digest is None:
        return {"here": "digest", "day": "", "sections": [], "silent": [], "faults": ()}
    named = [(section, section.title_zh if speech.chinese else section.title) for section in digest.sections]
    counts = digest.counts
    return {
        "here": "digest",
        "day": speech.day(digest.day),
        "articles": speech.count(counts.articles, "article"),
        "claims": speech.count(counts.claims, "claim"),
        "sections": [
            {
                "id": section.id,
                "title": title,
                "columns": section.columns,
                "lines": [_say_line(line) for line in section.lines],
                "more": section.more,
            }
            for section, title in named
            if section.lines
        ],
        "silent": [title for section, title in named if not section.lines],
        "faults": digest.faults,
    }


def _say_line(line: Line) -> Mapping[str, Any]:
    return {
        "gloss": line.gloss,
        "cells": line.cells,
        "series_id": line.series_id,
        "link": find_link(line.url),
        "quotes": [_say_quote(quote) for quote in line.quotes],
    }


def _say_quote(quote: Quote) -> Mapping[str, Any]:
    link = find_link(quote.url)
    return {
        "text": quote.sentence or quote.quote,
        "lang": quote.lang,
        "link": link,
        "host": find_host(link) if link else "",
        "title": quote.title,
        "publisher": quote.publisher,
    }
