"""The digests of the newest days as pages of the site, each also as Markdown, and the list of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from warehouse.alerts.quotes import Quote
from warehouse.daily_digest.markdown import build_markdown
from warehouse.daily_digest.records import Digest, Line, Section
from warehouse.pages.addresses import localise
from warehouse.pages.folder import stamp_of
from warehouse.pages.rendering import Site
from warehouse.pages.speech import Speech
from warehouse.pages.words import LANGUAGES
from warehouse.report_wording import find_host, find_link

MOST_DAYS = 60  # that have a page; `claimwatch digest --date` tells of any day
NEWEST = "digest.html"


def save_digest_pages(site: Site, digests: Sequence[Digest]) -> None:
    """Writes `digest.html` of the newest day, a page of each day under `digests/` and the list of them, `digests.html`;
    beside each page of a day the same as Markdown. `digests` stand the newest first.
    """
    days = [digest.day for digest in digests]
    for number, digest in enumerate(digests):
        newer = days[number - 1] if number else None
        older = days[number + 1] if number + 1 < len(days) else None
        _save_day(site, digest, address_day(digest.day), newer, older)
    if digests:
        _save_day(site, digests[0], NEWEST, None, days[1] if len(days) > 1 else None)
    for language in LANGUAGES:
        speech = site.speak(language)
        if not digests:
            site.save(
                NEWEST,
                language,
                "digest.html",
                {"here": "digest", "day": "", "sections": [], "silent": (), "faults": ()},
            )
        listed = [_say_day(digest, speech) for digest in digests]
        site.save("digests.html", language, "digests.html", {"here": "digest", "days": listed})


def address_day(day: date) -> str:
    """`2026-05-07` gives "digests/2026-05-07.html"."""
    return f"digests/{day.isoformat()}.html"


def _save_day(site: Site, digest: Digest, address: str, newer: date | None, older: date | None) -> None:
    stamp = stamp_of(site.stamp, digest, newer, older)
    for language in LANGUAGES:
        markdown = address.removesuffix("html") + "md"
        if not site.folder.holds(localise(markdown, language), stamp):
            site.folder.save(localise(markdown, language), build_markdown(digest, language), stamp)
        if not site.holds(address, language, stamp):
            view = _build_view(digest, site.speak(language))
            around = {"newer": newer and address_day(newer), "older": older and address_day(older)}
            view |= {"markdown": markdown, **around}
            site.save(address, language, "digest.html", view, stamp=stamp)


def _build_view(digest: Digest, speech: Speech) -> dict[str, Any]:
    counts = digest.counts
    return {
        "here": "digest",
        "day": speech.day(digest.day),
        "articles": speech.count(counts.articles, "article"),
        "claims": speech.count(counts.claims, "claim"),
        "sections": [_say_section(section, speech) for section in digest.sections if section.lines],
        "silent": [section.name(chinese=speech.chinese) for section in digest.sections if not section.lines],
        "faults": digest.faults,
    }


def _say_section(section: Section, speech: Speech) -> Mapping[str, Any]:
    return {
        "id": section.id,
        "title": section.name(chinese=speech.chinese),
        "columns": section.columns_zh if speech.chinese else section.columns,
        "lines": [_say_line(line, speech) for line in section.lines],
        "more": section.more,
    }


def _say_line(line: Line, speech: Speech) -> Mapping[str, Any]:
    return {
        "gloss": line.say(chinese=speech.chinese),
        "lang": "en" if speech.chinese and not line.gloss_zh else None,  # a rule of an installation without Chinese
        "cells": line.cells_zh if speech.chinese else line.cells,
        "series_id": line.series_id,
        "link": find_link(line.url),
        "quotes": [_say_quote(quote, speech) for quote in line.quotes],
    }


def _say_quote(quote: Quote, speech: Speech) -> Mapping[str, Any]:
    link = find_link(quote.url)
    return {
        "text": quote.sentence or quote.quote,
        "lang": quote.lang,
        "link": link,
        "host": find_host(link) if link else "",
        "title": quote.title,
        "publisher": speech.body(quote.publisher),
    }


def _say_day(digest: Digest, speech: Speech) -> Mapping[str, Any]:
    """A day in the list: what it brought, and the sections that have something to say of it."""
    told = [section for section in digest.sections if section.lines and section.id != "calendar"]
    return {
        "address": address_day(digest.day),
        "day": speech.day(digest.day),
        "articles": digest.counts.articles,
        "claims": digest.counts.claims,
        "sections": [(section.name(chinese=speech.chinese), len(section.lines) + section.more) for section in told],
    }
