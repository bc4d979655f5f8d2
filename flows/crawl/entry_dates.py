"""Dates as feeds, sitemaps and listing pages write them, put into the source's zone and never made up."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_tz
from zoneinfo import ZoneInfo

_NUMERIC = re.compile(
    r"""(?<!\d)
    (?P<year>(?:19|20)\d{2}) \s*[-/.年]\s* (?P<month>\d{1,2}) \s*[-/.月]\s* (?P<day>\d{1,2}) (?!\d) \s*日?
    (?: [T\s]* (?P<hour>\d{1,2}) \s*[:：时]\s* (?P<minute>\d{2}) 分? (?: [:：]? (?P<second>\d{2}) 秒? (?:[.,]\d+)? )? )?
    \s* (?P<zone> Z | UTC | GMT | [A-Z]{3,4} (?![A-Za-z]) | (?:GMT|UTC)? [+-]\d{2}:?\d{2} )?
    """,
    re.VERBOSE,
)  # "2026-09-10T08:30:00+08:00", "2026-09-10 08:30:00", "2026/9/10", "2026年9月10日 08时30分", "2026.09.10"
_COMPACT = re.compile(
    r"""(?<!\d) (?P<year>(?:19|20)\d{2}) (?P<month>\d{2}) (?P<day>\d{2})
    (?: T? (?P<hour>\d{2}) (?P<minute>\d{2}) (?P<second>\d{2})? (?P<zone>Z)? )? (?!\d)
    """,
    re.VERBOSE,
)  # "20260910", "20260910T083000Z", "20260910083000"
_NAMED = re.compile(
    r"""(?: (?P<month1>[A-Za-z]{3,9})\.? \s+ (?P<day1>\d{1,2})(?:st|nd|rd|th)? ,? \s+ (?P<year1>\d{4})
          | (?P<day2>\d{1,2})(?:st|nd|rd|th)? [\s-]+ (?P<month2>[A-Za-z]{3,9})\.? ,? [\s-]+ (?P<year2>\d{4}) )
    (?: ,? \s+ (?:at\s+)? (?P<hour>\d{1,2}) : (?P<minute>\d{2}) (?: : (?P<second>\d{2}) )?
        (?: \s* (?P<half>[AaPp])\.?[Mm]\.? )? )?
    \s* (?P<zone> Z | UTC | GMT | [A-Z]{3,4} (?![A-Za-z]) | [+-]\d{2}:?\d{2} )?
    """,
    re.VERBOSE,
)  # "September 10, 2026", "10 Sep 2026 08:30", "Sept. 3rd, 2026, 9:05 pm"
_UNIX_DATE = re.compile(
    r"""[A-Z][a-z]{2} \s+ (?P<month1>[A-Z][a-z]{2}) \s+ (?P<day1>\d{1,2}) \s+
    (?P<hour>\d{2}) : (?P<minute>\d{2}) : (?P<second>\d{2}) \s+ (?P<zone>[A-Z]{3,4} | [+-]\d{4})? \s* (?P<year1>\d{4})
    """,
    re.VERBOSE,
)  # "Thu Sep 10 08:30:00 CST 2026", as Java prints it
_RFC822 = re.compile(
    r"""(?:[A-Za-z]{3,9},?\s+)? \d{1,2}\s+ [A-Za-z]{3,9}\s+ \d{4}\s+ \d{1,2}:\d{2}(?::\d{2})?
    (?: \s* (?: [+-]\d{4} | (?![AaPp][Mm]) [A-Za-z]{1,5} ) )?""",
    re.VERBOSE,
)  # "Thu, 10 Sep 2026 08:30:00 +0800"
_EPOCH = re.compile(r"(?P<whole>\d{10})(?P<milli>\d{3})?(?:\.\d+)?")  # "1789000000", "1789000000123"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# RFC 5322 §4.3. Any other name of a zone is unknown, hence no zone.
_ZONES = {
    "Z": 0,
    "UTC": 0,
    "UT": 0,
    "GMT": 0,
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
}
_ZONES |= {"PDT": -7, "HKT": 8, "JST": 9, "KST": 9, "BST": 1, "CET": 1, "CEST": 2}
_FUTURE_TOLERANCE = timedelta(days=1)


def parse_entry_date(text: str | None, zone: str) -> str | None:
    """ISO 8601 in the source's zone: a day where no time is written, else an instant with its offset; None
    if unreadable.

    `"2026-09-10 08:30:00"` in Asia/Shanghai gives `"2026-09-10T08:30:00+08:00"`, `"Thu, 10 Sep 2026 00:30:00 GMT"` the
    same, `"2026年9月10日"` gives `"2026-09-10"`. A month and day without a year, "2小时前" and the like give None.
    """
    stripped = (text or "").strip()
    if not stripped or len(stripped) > 200:
        return None
    try:
        return _parse_rfc822(stripped, zone) or _parse_epoch(stripped, zone) or _parse_written(stripped, zone)
    except (ValueError, OverflowError):  # the 31st of June, the year 10000
        return None


def find_url_date(url: str, pattern: str | None) -> str | None:
    """The day that a url carries, by the source's pattern with groups year, month and day; None without a day.

    `find_url_date("https://example.cn/202609/t20260910_1.html", r"t(?P<year>\\d{4})(?P<month>\\d{2})(?P<day>\\d{2})_")`
    is `"2026-09-10"`.
    """
    found = re.search(pattern, url) if pattern else None
    if found is None or not {"year", "month", "day"} <= found.re.groupindex.keys() or not found["day"]:
        return None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"])).isoformat()
    except ValueError:
        return None


def to_instant(iso: str, zone: str) -> datetime:
    """The latest instant that an ISO date or date-time of ours can mean: a day counts until its end in the zone."""
    moment = datetime.fromisoformat(iso)
    if moment.tzinfo is not None:
        return moment
    return moment.replace(tzinfo=ZoneInfo(zone)) + timedelta(days=1)


def is_future(iso: str, zone: str, now: datetime) -> bool:
    """True for a date that is more than a day ahead: clocks and zones differ, but not by more."""
    return to_instant(iso, zone) > now + _FUTURE_TOLERANCE + timedelta(days=1 if len(iso) == 10 else 0)


def find_newest(dates: list[str], zone: str) -> str | None:
    """The newest of ISO dates and date-times."""
    return max(dates, key=lambda iso: to_instant(iso, zone), default=None)


def _parse_rfc822(text: str, zone: str) -> str | None:
    """RFC 5322 dates, which RSS asks for: `"Thu, 10 Sep 2026 08:30:00 +0800"`. "-0000" is an unknown zone."""
    if not _RFC822.fullmatch(text):
        return None
    parsed = parsedate_tz(text)
    if parsed is None:
        return None
    name = text.rsplit(maxsplit=1)[-1]
    local = datetime(*parsed[:6])  # noqa: DTZ001 - the zone is settled in the next line
    offset = name if re.fullmatch(r"[+-]\d{4}|[A-Z]{1,4}", name) and name != "-0000" else None
    return _place(local, offset, zone)


def _parse_epoch(text: str, zone: str) -> str | None:
    found = _EPOCH.fullmatch(text)
    if found is None:
        return None
    return datetime.fromtimestamp(int(found["whole"]), UTC).astimezone(ZoneInfo(zone)).isoformat()


def _parse_written(text: str, zone: str) -> str | None:
    matches = (rule.search(text) for rule in (_UNIX_DATE, _NUMERIC, _NAMED, _COMPACT))
    found = next((match for match in matches if match is not None), None)
    if found is None:
        return None
    parts = found.groupdict()
    month = _read_month(_pick(parts, "month"))
    if month is None:
        return None
    day = date(int(_pick(parts, "year")), month, int(_pick(parts, "day")))
    if parts.get("hour") is None:
        return day.isoformat()
    hour = _read_hour(int(parts["hour"]), parts.get("half"))
    clock = time(hour, int(parts["minute"] or 0), int(parts.get("second") or 0))
    return _place(datetime.combine(day, clock), parts["zone"], zone)


def _pick(parts: dict[str, str | None], name: str) -> str:
    """A part that stands in one of several places: month, month1 or month2."""
    return parts.get(name) or parts.get(f"{name}1") or parts.get(f"{name}2") or ""


def _read_month(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    name = text[:3].lower()
    return _MONTHS.index(name) + 1 if name in _MONTHS else None


def _read_hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    return hour % 12 + (12 if half in "Pp" else 0)


def _place(local: datetime, offset: str | None, zone: str) -> str:
    """A wall-clock time with what is written of its zone, as an instant in the source's zone.

    A name that the source's own zone uses at that time is that zone: "CST" is +08:00 in Shanghai and -06:00 in Chicago.
    """
    own = ZoneInfo(zone)
    seconds = None if offset in (None, own.tzname(local)) else _read_offset(str(offset))
    if seconds is None:
        return local.replace(tzinfo=own).isoformat()
    return (local - timedelta(seconds=seconds)).replace(tzinfo=UTC).astimezone(own).isoformat()


def _read_offset(text: str) -> int | None:
    """Seconds east of Greenwich: `"+08:00"` gives 28800; None for a name nobody defined."""
    found = re.search(r"([+-])(\d{2}):?(\d{2})$", text)
    if found is None:
        return _ZONES[text] * 3600 if text in _ZONES else None
    seconds = int(found[2]) * 3600 + int(found[3]) * 60
    return -seconds if found[1] == "-" else seconds
