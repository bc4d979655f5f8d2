"""When an article was published: what its page says, with its zone, or nothing.

A page gives its date in JSON-LD, in meta tags, in <time>, in a line beside the headline, in a script, or in its url;
the first that is a real and possible day is taken. Dates without a zone are read in the source's zone: Chinese pages
mean +08:00. A day is never made up: no date is better than today's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import islice
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from extractors.pages.outline import text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

    from extractors.pages.mainbody import MainBody
    from extractors.pages.outline import Outline

Published = datetime | date

FIRST_YEAR = 1995  # before it there was no web press; such dates belong to the story
TOMORROW = timedelta(days=1)  # zones and clocks differ by a day at most

# 2025-03-01T10:20:30.5+08:00 | 2025-3-1 10:20 | 2025/03/01 | 2025.03.01 | 20250301 | 20250301T102030Z
ISO = re.compile(
    r"""(?<!\d) (?P<year>(?:19|20)\d\d)
    (?: (?P<mark>[-/.]) \s? (?P<month>\d{1,2}) (?P=mark) \s? (?P<day>\d{1,2}) | (?P<month2>[01]\d)(?P<day2>[0-3]\d) )
    (?!\d) (?: [T\s　,_|]{0,3} (?:at\s)? (?P<clock>[0-2]?\d : \d\d (?: : \d\d (?:[.,]\d{1,9})? )? )
      \s? (?P<zone>Z(?![a-z]) | [+-]\d\d:?\d\d | UTC | GMT)? )?""",
    re.VERBOSE,
)
# 2025年3月1日 10:20 | 2025年03月01日10时20分 | ２０２５年３月１日 is normalised before
CHINESE = re.compile(
    r"""(?<!\d) (?P<year>(?:19|20)\d\d) \s? 年 \s? (?P<month>\d{1,2}) \s? 月 \s? (?P<day>\d{1,2}) \s? [日号號]
    (?: [\s　,，(（]{0,3} (?:星期.|周.)? [)）\s　]{0,3}
      (?P<clock>[0-2]?\d \s? [:：时時点] \s? \d\d (?: \s? [:：分] \s? \d\d )? ) )?""",
    re.VERBOSE,
)
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = r"""(?P<name> jan(?:uary)? | feb(?:ruary)? | mar(?:ch)? | apr(?:il)? | may | june? | july? | aug(?:ust)?
    | sept?(?:ember)? | oct(?:ober)? | nov(?:ember)? | dec(?:ember)? ) \.?"""
_CLOCK_EN = r"""(?: [\s,|·–-]{0,4} (?:at\s)? (?P<clock>[0-2]?\d : \d\d (?: : \d\d )? ) \s? (?P<half>[ap]\.?m\.?)?
    \s? (?P<zone>GMT|UTC|[+-]\d\d:?\d\d)? )?"""
# March 1, 2025 at 3:20 p.m. | Nov. 20th 2019
AMERICAN = re.compile(
    rf"\b {_MONTH} \s? (?P<day>\d{{1,2}}) (?:st|nd|rd|th)? ,? \s (?P<year>(?:19|20)\d\d) \b {_CLOCK_EN}",
    re.VERBOSE | re.IGNORECASE,
)
# 1 March 2025, 15:20 GMT | Sat, 01 Mar 2025 10:20:00 +0800
BRITISH = re.compile(
    rf"(?<!\d) (?P<day>\d{{1,2}}) (?:st|nd|rd|th)? [\s-] {_MONTH} ,? [\s-] (?P<year>(?:19|20)\d\d) \b {_CLOCK_EN}",
    re.VERBOSE | re.IGNORECASE,
)
FORMS = (ISO, CHINESE, AMERICAN, BRITISH)

META_NAMES = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time", "datepublished",
    "publishdate", "publish_date", "publish-date", "publish_time", "publishtime", "publication_date", "publicationdate",
    "published_time", "bytedance:published_time", "firstpublishedtime", "pubdate", "pub_date", "parsely-pub-date",
    "sailthru.date", "apub:time", "og:release_date", "dc.date.issued", "dc.date.created", "dcterms.created",
    "dcterms.issued", "dcterms.date", "dc.date", "article.published", "article_date_original",
    "cxenseparse:recs:publishtime",
    "weibo:article:create_at", "originalpublicationdate", "displaydate", "date", "article:create_at", "_pubtime",
)  # fmt: skip
DATED_ELEMENTS = (".//*[@itemprop='datePublished']", ".//time[@pubdate]", ".//time[@datetime]")
DATE_PUBLISHED = re.compile(r""" "datePublished" \s* : \s* "([^"]{8,40})" """, re.VERBOSE)
DATE_CREATED = re.compile(r""" "(?:dateCreated|uploadDate)" \s* : \s* "([^"]{8,40})" """, re.VERBOSE)
# publishTime: "2025-03-01 10:20" | "pubtime":1740795600 | var ctime = '1740795600000'
SCRIPT_DATE = re.compile(
    r"""\b (?:pub(?:lish(?:ed)?)?_?(?:date|time|at) | firstPublish(?:ed)?(?:Time|Date)? | create_?time | ctime
    | release_?date | news_?time | show_?time | input_?time)
    ["']? \s* [:=] \s* ["']? ([\d][\d\-/.T年月日\s:+Z]{7,34})""",
    re.VERBOSE | re.IGNORECASE,
)
EPOCH = re.compile(r"\A (1\d{9}) (\d{3})? \Z", re.VERBOSE)
# /2025/03/01/ | /2025-03-01/ | /202503/01/ | /20250301/ | t20250301_123.html | /2025/0301/
URL_DATE = re.compile(
    r"""(?<!\d) (?P<year>(?:19|20)\d\d) (?: (?P<mark>[-/_.]) (?P<month>\d{1,2}) (?P=mark) (?P<day>\d{1,2})
    | [-/]? (?P<month2>0[1-9]|1[0-2]) [-/]? (?P<day2>0[1-9]|[12]\d|3[01]) ) (?!\d)""",
    re.VERBOSE,
)
URL_MONTH_NAME = re.compile(
    r"/ (?P<year>(?:19|20)\d\d) / (?P<name>[a-z]{3}) / (?P<day>\d{1,2}) /", re.VERBOSE | re.IGNORECASE
)
# A line that dates the article and not something in it.
DATELINE = re.compile(
    r"""发布|发表|時間|时间|来源|來源|日期|更新于|更新時|published|posted|updated|date|by\s|\d{1,2}[:：]\d\d""",
    re.VERBOSE | re.IGNORECASE,
)
NEAR = 25  # lines before the article in which its date is looked for
LINE_LIMIT = 160  # longer lines are prose
WIDE_DIGITS = str.maketrans("０１２３４５６７８９：", "0123456789:")


def parse_moment(text: str, zone: str = "UTC") -> Published | None:
    """The first date in a text; an instant with its offset when a time of day stands beside it.

    >>> parse_moment("2025年3月1日10:20　来源：新华社", "Asia/Shanghai").isoformat()
    '2025-03-01T10:20:00+08:00'
    """
    moment, _ = _first_moment(text, zone)
    return moment


def find_page_date(
    tree: _Element, meta: Mapping[str, str], lines: Iterable[str], zone: str, latest: datetime | None
) -> Published | None:
    """The date that a page itself gives. `lines` are its visible lines, those nearest to the article's head first."""
    for text in _metadata_dates(tree, meta):
        moment = _read_value(text, zone)
        if moment is not None and is_possible(moment, latest):
            return moment
    for moment in (*_line_dates(lines, zone), *_script_dates(tree, zone)):
        if is_possible(moment, latest):
            return moment
    return None


def find_url_date(url: str, pattern: str | None, latest: datetime | None) -> date | None:
    """The day in a url: by the source's own pattern, else by the usual shapes (/2025/03/01/, t20250301_1.html)."""
    forms = [re.compile(pattern)] if pattern else [URL_DATE, URL_MONTH_NAME]
    for form in forms:
        for match in form.finditer(url):
            day = _day_of(match)
            if day is not None and is_possible(day, latest):
                return day
    return None


def is_possible(moment: Published, latest: datetime | None) -> bool:
    """False for days before the web press and for days after `latest` (when the page was fetched)."""
    day = moment.date() if isinstance(moment, datetime) else moment
    return day.year >= FIRST_YEAR and (latest is None or day <= (latest + TOMORROW).date())


def _first_moment(text: str, zone: str) -> tuple[Published | None, int]:
    """The first date in a text and the number of characters that write it."""
    text = text.translate(WIDE_DIGITS)
    found = [match for form in FORMS if (match := form.search(text))]
    for match in sorted(found, key=lambda match: match.start()):
        moment = _read_match(match, zone)
        if moment is not None:
            return moment, match.end() - match.start()
    return None, 0


def nearest_lines(outline: Outline, main: MainBody) -> list[str]:
    """The lines where a dateline may stand: up from the article's first line, its own first ones, those after it."""
    blocks = outline.blocks
    before = blocks[max(0, main.start - NEAR) : main.start][::-1]
    head = blocks[main.start : main.start + 4]
    after = blocks[max(main.start + 4, main.end - 2) : main.end + 6]
    return [block.text for block in (*before, *head, *after)]


def _read_value(text: str, zone: str) -> Published | None:
    epoch = EPOCH.match(text.strip())
    if epoch:
        return datetime.fromtimestamp(int(epoch.group(1)), UTC).astimezone(ZoneInfo(zone))
    return parse_moment(text, zone)


def _metadata_dates(tree: _Element, meta: Mapping[str, str]) -> Iterator[str]:
    structured = [script.text or "" for script in tree.iterfind(".//script[@type='application/ld+json']")]
    for pattern in (DATE_PUBLISHED, DATE_CREATED):
        yield from (match.group(1) for text in structured if (match := pattern.search(text)))
    yield from (meta[name] for name in META_NAMES if name in meta)
    for path in DATED_ELEMENTS:
        for element in islice(tree.iterfind(path), 3):
            yield element.get("content") or element.get("datetime") or text_of(element)[:100]


def _line_dates(lines: Iterable[str], zone: str) -> Iterator[Published]:
    """Dates in lines that look like a dateline first, then those in lines that say little else."""
    plain: list[Published] = []
    for line in lines:
        if len(line) > LINE_LIMIT or ("。" in line and len(line) > LINE_LIMIT / 3):
            continue
        moment, written = _first_moment(line, zone)
        if moment is None:
            continue
        if isinstance(moment, datetime) or DATELINE.search(line):
            yield moment
        elif written * 3 >= len(line):
            plain.append(moment)
    yield from plain


def _script_dates(tree: _Element, zone: str) -> Iterator[Published]:
    for script in tree.iter("script"):
        for match in SCRIPT_DATE.finditer((script.text or "")[:200_000]):
            moment = _read_value(match.group(1), zone)
            if moment is not None:
                yield moment


def _read_match(match: re.Match[str], zone: str) -> Published | None:
    day = _day_of(match)
    parts = match.groupdict()
    if day is None or not parts.get("clock"):
        return day
    hour, minute, second = (*(int(digits) for digits in re.findall(r"\d+", parts["clock"])[:3]), 0)[:3]
    half = (parts.get("half") or "").lower().replace(".", "")
    hour = hour % 12 + 12 * (half == "pm") if half else hour
    if hour > 23 or minute > 59:
        return day
    return datetime(
        day.year, day.month, day.day, hour, minute, min(second, 59), tzinfo=_offset(parts.get("zone"), zone)
    )


def _day_of(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    name = parts.get("name")
    month = MONTHS.index(name[:3].lower()) + 1 if name and name[:3].lower() in MONTHS else None
    digits = parts.get("month") or parts.get("month2")
    month = month or (int(digits) if digits else None)
    day = parts.get("day") or parts.get("day2")
    if month is None or day is None:
        return None
    try:
        return date(int(parts["year"]), month, int(day))
    except ValueError:
        return None


def _offset(written: str | None, zone: str) -> timezone | ZoneInfo:
    """The written offset ("+0800", "Z"), else the source's zone."""
    if written is None:
        return ZoneInfo(zone)
    if written[0] not in "+-":
        return UTC
    minutes = int(written[1:3]) * 60 + int(written[-2:])
    return timezone(timedelta(minutes=-minutes if written[0] == "-" else minutes))
