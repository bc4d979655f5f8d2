"""Reads the digest of a day from the published copy; what is in it decides SQL (`sql/digest/`, `sql/alerts/`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path

import duckdb

from warehouse.alerts.asking import Window, ask_rule, news_at_hand
from warehouse.alerts.quotes import Quote, Row, fetch_rows, read_quotes
from warehouse.alerts.raising import prepare_table
from warehouse.alerts.rules import Rule, read_rules
from warehouse.daily_digest.records import Counts, Digest, Line, Section
from warehouse.database import connect
from warehouse.faults import translated
from warehouse.report_wording import format_change, format_percent
from warehouse.runs import SAMPLE_COMMAND

MOST_LINES = 30  # of a section: a digest is read in a few minutes
_TITLES = {
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
_PERCENTAGES = ("percent", "pp", "times")


def read_digest(
    copy: Path, day: date | None = None, rules: Sequence[Rule] | None = None, *, today: date | None = None
) -> Digest:
    """The digest of a day, by default the newest that brought something; of `copy`, the published one.

    `rules` are those of the project unless an installation brings its own. Raises DamagedError or DiskError.
    """
    with translated(copy), closing(connect(copy, read_only=True)) as connection:
        return build_digest(connection, day or find_newest_day(connection, today), rules or read_rules())


def find_newest_day(connection: duckdb.DuckDBPyConnection, today: date | None = None) -> date:
    """The newest day, up to today, with a figure; today where there is none."""
    last = today or datetime.now(UTC).date()
    found = connection.execute(
        "SELECT max(news_day) FROM news_versions WHERE claims > 0 AND news_day <= $1", [last]
    ).fetchall()
    newest: date | None = found[0][0]
    return newest or last


def build_digest(connection: duckdb.DuckDBPyConnection, day: date, rules: Sequence[Rule]) -> Digest:
    """The digest of a day out of an open warehouse whose series are derived."""
    window = Window(today=day, first_day=day, last_day=day)
    of_a_day = [rule for rule in rules if not rule.lasts]
    with news_at_hand(connection, window, of_a_day, table=True) as (_, asked):
        raised, faults = _ask_rules(connection, window, asked)
        rows = {name: _query(connection, name) for name in ("releases", "new_targets", "companies", "places", "held")}
        counts = Counts(**_query(connection, "counts", {"day": day})[0])
    lasting = [rule.name for rule in rules if rule.lasts]
    raised += _query(connection, "lasting", {"day": day, "rules": lasting})
    rows["calendar"] = _query(connection, "calendar", {"day": day})
    return Digest(day, counts, _build_sections(connection, rules, raised, rows), _is_sample(connection), faults)


def _ask_rules(
    connection: duckdb.DuckDBPyConnection, window: Window, rules: Iterable[Rule]
) -> tuple[list[Row], tuple[str, ...]]:
    """What the rules raise of the news of the day; a state that lasts is no news of a day."""
    prepare_table(connection)
    faults = [ask_rule(connection, rule, window, "raised") for rule in rules]
    rows = fetch_rows(connection, "SELECT rule, reason AS gloss, claim_ids FROM raised ORDER BY rule, reason, key")
    return list(rows), tuple(fault for fault in faults if fault)


def _build_sections(
    connection: duckdb.DuckDBPyConnection,
    rules: Sequence[Rule],
    raised: Sequence[Row],
    rows: Mapping[str, Sequence[Row]],
) -> tuple[Section, ...]:
    quotes = _read_all_quotes(connection, [*raised, *(row for part in rows.values() for row in part)])
    place = {rule.name: rule.section for rule in rules}
    by_section: dict[str, list[Row]] = {name: [] for name in _TITLES}
    for row in raised:
        by_section[place[row["rule"]]].append(row)
    by_section["targets"] += rows["new_targets"]
    for name in ("releases", "companies", "places", "held", "calendar"):
        by_section[name] += rows[name]
    return tuple(_build_section(name, found, quotes) for name, found in by_section.items())


def _build_section(name: str, rows: Sequence[Row], quotes: Mapping[str, Quote]) -> Section:
    title, title_zh = _TITLES[name]
    lines = tuple(_build_line(name, row, quotes) for row in rows[:MOST_LINES])
    columns = _COLUMNS if name == "releases" else ()
    return Section(name, title, title_zh, lines, max(len(rows) - MOST_LINES, 0), columns)


def _build_line(section: str, row: Row, quotes: Mapping[str, Quote]) -> Line:
    found = tuple(quotes[claim] for claim in dict.fromkeys(row.get("claim_ids") or ()) if claim in quotes)
    return Line(
        row["gloss"],
        found,
        url=row.get("url"),
        series_id=row.get("series_id"),
        rule=row.get("rule"),
        cells=_write_cells(row) if section == "releases" else (),
    )


def _write_cells(row: Row) -> tuple[str, ...]:
    """The columns of an official release: percentages change by points, amounts also by percent."""
    change = format_change(row["change"], row["unit"])
    if row["change"] is not None:
        change += f" since {row['previous_period'].removeprefix('end of ')}"
    if row["unit"] in _PERCENTAGES:
        year = format_change(row["difference_of_year"], row["unit"])
    else:
        year = "–" if row["change_of_year"] is None else format_percent(row["change_of_year"])
    return (row["label"], row["figure"], row["period"], change, year, row["printed"] or "–", row["originator"])


def _read_all_quotes(connection: duckdb.DuckDBPyConnection, rows: Iterable[Row]) -> dict[str, Quote]:
    return read_quotes(connection, sorted({claim for row in rows for claim in row.get("claim_ids") or ()}))


def _is_sample(connection: duckdb.DuckDBPyConnection) -> bool:
    found = connection.execute("SELECT count(*) FROM runs WHERE command = ?", [SAMPLE_COMMAND]).fetchall()
    return bool(found[0][0])


def _query(connection: duckdb.DuckDBPyConnection, name: str, values: Mapping[str, object] | None = None) -> list[Row]:
    """The rows of `sql/digest/<name>.sql`."""
    text = files("warehouse").joinpath("sql", "digest", f"{name}.sql").read_text(encoding="utf-8")
    return list(fetch_rows(connection, text, dict(values or {})))
