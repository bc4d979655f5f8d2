"""Rows of a digest as sections of lines, in both languages. Pure: rows and quotes in, records out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from warehouse.alerts.quotes import Quote, Row
from warehouse.daily_digest.records import Line, Section
from warehouse.pages.speech import Speech, speech_of

MOST_LINES = 30  # of a section: a digest is read in a few minutes
TITLES = {
    "watchlists": ("On your watchlists", "关注列表"),
    "releases": ("Official releases", "官方发布"),
    "highs": ("New highs and lows", "新高与新低"),
    "targets": ("Targets", "目标"),
    "contradictions": ("Contradictions", "数据矛盾"),
    "revisions": ("Revisions", "数据修订"),
    "companies": ("Company numbers", "企业数据"),
    "places": ("Provincial numbers", "省市数据"),
    "alerts": ("Other alerts", "其他提醒"),
    "held": ("Held claims to look at", "待核查数据"),
    "calendar": ("Expected in the next ten days", "未来十天发布日程"),
}
_COLUMNS = ("what", "value", "period", "change", "a year before", "printed growth", "who")
_COLUMNS_ZH = ("指标", "数值", "时期", "变动", "较上年同期", "公布增速", "出处")
_PERCENTAGES = ("percent", "pp", "times")


def build_sections(rows: Mapping[str, Sequence[Row]], quotes: Mapping[str, Quote]) -> tuple[Section, ...]:
    """All sections in their order, also those without a row."""
    return tuple(_build_section(name, rows.get(name, ()), quotes) for name in TITLES)


def _build_section(name: str, rows: Sequence[Row], quotes: Mapping[str, Quote]) -> Section:
    title, title_zh = TITLES[name]
    lines = tuple(_build_line(name, row, quotes) for row in rows[:MOST_LINES])
    more = max(len(rows) - MOST_LINES, 0)
    columns = (_COLUMNS, _COLUMNS_ZH) if name == "releases" else ((), ())
    return Section(name, title, title_zh, lines, more, *columns)


def _build_line(section: str, row: Row, quotes: Mapping[str, Quote]) -> Line:
    found = tuple(quotes[claim] for claim in dict.fromkeys(row.get("claim_ids") or ()) if claim in quotes)
    english, chinese = speech_of("en"), speech_of("zh")
    cells = (_write_cells(row, english), _write_cells(row, chinese)) if section == "releases" else ((), ())
    return Line(
        _write_gloss(section, row["gloss"], row, english),
        _write_gloss(section, row["gloss_zh"], row, chinese),
        found,
        url=row.get("url"),
        series_id=row.get("series_id"),
        rule=row.get("rule"),
        cells=cells[0],
        cells_zh=cells[1],
    )


def _write_gloss(section: str, gloss: str, row: Row, speech: Speech) -> str:
    """A held claim begins with the reason why it is held."""
    return f"{speech.hold(row['held_reason'])}{speech.say('mark.colon')}{gloss}" if section == "held" else gloss


def _write_cells(row: Row, speech: Speech) -> tuple[str, ...]:
    """The columns of an official release: percentages change by points, amounts also by percent."""
    said = {name: row[f"{name}_zh" if speech.chinese else name] for name in _SAID_IN_BOTH}
    change = speech.change(row["change"], row["unit"])
    if row["change"] is not None:
        change = speech.say("digest.since", change=change, period=said["previous_period"].removeprefix("end of "))
    if row["unit"] in _PERCENTAGES:
        year = speech.change(row["difference_of_year"], row["unit"])
    else:
        year = speech.percent(row["change_of_year"])
    return (said["label"], said["figure"], said["period"], change, year, said["printed"] or "–", said["originator"])


_SAID_IN_BOTH = ("label", "figure", "period", "previous_period", "printed", "originator")
