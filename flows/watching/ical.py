"""The release calendar as iCalendar (RFC 5545): all-day events that a calendar program subscribes to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from flows.watching.releases import Occurrence
from warehouse.report_wording import format_period

_LINE_OCTETS = 75  # RFC 5545 §3.1


def build_ical(occurrences: Sequence[Occurrence], now: datetime) -> bytes:
    """The file: an event for each release over the days on which it is expected. `now` stamps the events."""
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Claimwatch//Release calendar//EN", "CALSCALE:GREGORIAN"]
    lines = [*head, *(line for one in occurrences for line in _build_event(one, now)), "END:VCALENDAR"]
    return b"".join(_fold(line) for line in lines)


def _build_event(one: Occurrence, now: datetime) -> Iterator[str]:
    """A day's DTEND is the day behind it (§3.6.1); the UID is the same in every file, so that an event is replaced."""
    period = format_period(one.period_start, one.period_end)
    yield "BEGIN:VEVENT"
    yield f"UID:{one.release_id.replace(':', '-')}-{one.period_end:%Y%m%d}@claimwatch"
    yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{_write_day(one.expected_from)}"
    yield f"DTEND;VALUE=DATE:{_write_day(one.expected_by + timedelta(days=1))}"
    yield f"SUMMARY:{_escape(f'{one.name_en}, {period}')}"
    yield f"DESCRIPTION:{_escape(f'{one.publisher}. {one.name_zh}')}"
    yield f"URL:{one.url}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _write_day(day: date) -> str:
    return f"{day:%Y%m%d}"


def _escape(text: str) -> str:
    r"""`"Output, sales; more"` gives `"Output\, sales\; more"` (§3.3.11)."""
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", "\\n")


def _fold(line: str) -> bytes:
    """The line in pieces of at most 75 octets, none cut inside a character, each but the first behind a blank."""
    pieces: list[str] = []
    rest = line
    while rest:
        room = _LINE_OCTETS - bool(pieces)
        piece = rest.encode()[:room].decode(errors="ignore")
        pieces.append(piece)
        rest = rest[len(piece) :]
    return "\r\n ".join(pieces).encode() + b"\r\n"
