"""Reservations of rights that a page or its server states (TDM Reservation Protocol, robots meta)."""

from __future__ import annotations

import re

from flows.crawl.records import Response

_HEAD = 64 * 1024
_META = re.compile(rb"<meta\s[^>]{0,500}>", re.IGNORECASE)  # <meta name="robots" content="noarchive">
_NAME = re.compile(rb"""\bname\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_CONTENT = re.compile(rb"""\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
# We keep copies and read them by machine: that is what these words speak of. noindex and nofollow speak of others.
_RESERVED = frozenset({"noarchive", "noai", "notdm"})


def find_reservation(response: Response, agent: str) -> str | None:
    """Why a page may not be kept and mined, in words, or None.

    `tdm-reservation: 1` as header or meta (TDMRep §5), `noarchive` or `noai` in X-Robots-Tag or robots meta, for all or
    for our product token: `"rights reserved (tdm-reservation)"`.
    """
    if (response.header("tdm-reservation") or "").strip() == "1":
        return "rights reserved (tdm-reservation)"
    for name, value in response.headers:
        if name.lower() == "x-robots-tag" and (word := _find_word(value, agent)):
            return f"rights reserved ({word})"
    return _find_in_meta(response.body[:_HEAD], agent)


def _find_in_meta(head: bytes, agent: str) -> str | None:
    for tag in _META.findall(head):
        name, content = _NAME.search(tag), _CONTENT.search(tag)
        if name is None or content is None:
            continue
        key = name[1].decode("latin-1").lower()
        value = next(group for group in content.groups() if group is not None).decode("latin-1")
        if key == "tdm-reservation" and value.strip() == "1":
            return "rights reserved (tdm-reservation)"
        if key in {"robots", agent.lower()} and (word := _find_word(value, agent)):
            return f"rights reserved ({word})"
    return None


def _find_word(value: str, agent: str) -> str | None:
    """The word that reserves: `"noindex, noarchive"` gives `"noarchive"`; `"otherbot: noarchive"` speaks of another."""
    scope, colon, rest = value.partition(":")
    if colon and "," not in scope:
        if scope.strip().lower() not in {agent.lower(), "*"}:
            return None
        value = rest
    words = {word.strip().lower() for word in value.split(",")}
    return next(iter(sorted(words & _RESERVED)), None)
