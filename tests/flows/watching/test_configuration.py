"""Watchlists, the release calendar and what is said of alerts: wrong files are told with file, line, key and fix."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from shipped import shipped_catalogue

from extractors.errors import ConfigurationError
from flows.alerting.preferences import read_alerting
from flows.settings import PROJECT
from flows.watching.ical import build_ical
from flows.watching.releases import list_occurrences, read_releases
from flows.watching.watchlists import list_watched, read_watchlists

LIST = "id: mine\nname: {en: Mine, zh: 我的}\n"
RELEASE = """\
id: robots
name: {en: Robots of the month, zh: 机器人月报}
publisher: The Office
url: https://office.example/robots
metrics: [industrial_robot_output]
entities: [CN]
period: month
ends_in: [2, 3]
due: {months_after: 1, from_day: 14, to_day: 31}
grace_days: 2
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / "config" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder / "config"


def test_what_is_shipped_is_valid_and_sends_nothing_anywhere() -> None:
    found = read_alerting(PROJECT / "config", shipped_catalogue(), None)
    assert (found.channels, found.preferences.off, found.preferences.unsent) == ((), (), ())
    assert {release.id for release in found.releases} >= {"nbs_industrial_output", "miit_telecom", "ifr_world_robotics"}
    assert found.watchlists
    assert found.today(datetime(2026, 3, 1, 17, tzinfo=UTC)) == date(2026, 3, 2)  # it is tomorrow in Shanghai


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("watchlists/mine.yaml", LIST, "mine.yaml:1: watches nothing; give series, entities or words"),
        (
            "watchlists/mine.yaml",
            f"{LIST}series:\n  - metric: 5g_base_station\n",
            "mine.yaml:4: series.0.metric: there is no metric '5g_base_station'; did you mean '5g_base_stations'?",
        ),
        (
            "watchlists/mine.yaml",
            f"{LIST}entities: [unitre]\n",
            "mine.yaml:3: entities.0: there is no entity 'unitre'; did",
        ),
        (
            "watchlists/mine.yaml",
            f"{LIST}word: {{en: [x]}}\n",
            "mine.yaml:3: word: is not a known key; did you mean 'words'?",
        ),
        (
            "watchlists/other.yaml",
            f"{LIST}entities: [CN]\n",
            "other.yaml:1: id: the file of 'mine' is called mine.yaml",
        ),
        ("watchlists/mine.yaml", "- id: mine\n", "mine.yaml:1: must hold keys and values, beginning with id:"),
        (
            "releases/robots.yaml",
            RELEASE.replace("[CN]", "[China]"),
            "robots.yaml:6: entities.0: there is no entity 'China'",
        ),
        ("releases/robots.yaml", RELEASE.replace("from_day: 14", "from_day: 32"), "robots.yaml:9: due.from_day: "),
        (
            "releases/robots.yaml",
            RELEASE.replace("to_day: 31", "to_day: 3"),
            "robots.yaml:9: due: from_day 14 is behind to_day 3; turn them round",
        ),
        (
            "releases/robots.yaml",
            RELEASE.replace("period: month", "period: quarter"),
            "robots.yaml:1: ends_in: no quarter ends in month 2",
        ),
        ("alerts.yaml", "off: [watchd]\n", "alerts.yaml:1: off.0: there is no rule 'watchd'; did you mean 'watched'?"),
        ("alerts.yaml", "zone: Asia/Shangai\n", "alerts.yaml:1: zone: "),
        ("alerts/x.sql", "SELECT 1", "config/alerts/x.sql:1: title is missing"),
    ],
)
def test_a_wrong_file_is_told_with_its_line_and_the_fix(tmp_path: Path, name: str, text: str, told: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        read_alerting(write(tmp_path, name, text), shipped_catalogue(), None)
    assert told in str(caught.value)
    assert str(caught.value).startswith("config/")


def test_the_files_that_the_page_shows_are_valid(tmp_path: Path) -> None:
    page = (PROJECT / "docs" / "alerts.md").read_text("utf-8")
    preferences, watchlist, release = re.findall(r"```yaml\n(.+?)```", page, re.DOTALL)
    write(tmp_path, "alerts.yaml", preferences)
    write(tmp_path, "watchlists/carriers.yaml", watchlist)
    found = read_alerting(write(tmp_path, "releases/office_robots.yaml", release), shipped_catalogue(), None)
    assert "first_claim" not in {rule.name for rule in found.rules}
    assert ([one.id for one in found.watchlists], [one.id for one in found.releases]) == (
        ["carriers"],
        ["office_robots"],
    )


def test_a_watchlist_becomes_a_row_for_each_thing_and_words_are_met_in_any_case(tmp_path: Path) -> None:
    text = f"{LIST}series: [{{metric: revenue, entity: unitree}}]\nentities: [CN]\nwords: {{en: [IPO], zh: [上市]}}\n"
    (found,) = read_watchlists(write(tmp_path, "watchlists/mine.yaml", text), shipped_catalogue())
    rows = [(row["watches"], row["metric_id"], row["entity_id"], row["word"]) for row in list_watched([found])]
    assert rows == [
        ("series", "revenue", "unitree", None),
        ("entity", None, "CN", None),
        ("word", None, None, "ipo"),
        ("word", None, None, "上市"),
    ]


@pytest.fixture
def occurrences(tmp_path: Path) -> Callable[[str, date], list[tuple[date, date, date, date, date]]]:
    def build(text: str, today: date) -> list[tuple[date, date, date, date, date]]:
        releases = read_releases(write(tmp_path, "releases/robots.yaml", text), shipped_catalogue())
        return [
            (one.period_start, one.period_end, one.expected_from, one.expected_by, one.late_after)
            for one in list_occurrences(releases, shipped_catalogue(), today)
        ]

    return build


def test_a_release_is_expected_on_days_of_the_month_behind_its_period(
    occurrences: Callable[[str, date], list[tuple[date, ...]]],
) -> None:
    february = (date(2026, 2, 1), date(2026, 2, 28), date(2026, 3, 14), date(2026, 3, 31), date(2026, 4, 2))
    march = (date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 14), date(2026, 4, 30), date(2026, 5, 2))
    assert occurrences(RELEASE, date(2026, 4, 1))[:2] == [february, march]
    yearly = (
        RELEASE.replace("period: month", "period: year")
        .replace("ends_in: [2, 3]\n", "")
        .replace("after: 1", "after: 16")
    )
    assert occurrences(yearly, date(2026, 4, 1)) == [
        (date(2024, 1, 1), date(2024, 12, 31), date(2026, 4, 14), date(2026, 4, 30), date(2026, 5, 2)),
        (date(2025, 1, 1), date(2025, 12, 31), date(2027, 4, 14), date(2027, 4, 30), date(2027, 5, 2)),
    ]


def test_of_several_owners_each_has_a_release_under_its_name(tmp_path: Path) -> None:
    text = RELEASE.replace("[CN]", "[china_mobile, china_unicom]")
    releases = read_releases(write(tmp_path, "releases/robots.yaml", text), shipped_catalogue())
    first, second = list_occurrences(releases, shipped_catalogue(), date(2026, 4, 1))[:2]
    assert (first.release_id, first.name_en, first.publisher) == (
        "robots:china_mobile",
        "China Mobile: Robots of the month",
        "China Mobile",
    )
    assert second.name_zh == "中国联通：机器人月报"


def test_the_calendar_file_is_icalendar_as_rfc_5545_has_it(tmp_path: Path) -> None:
    text = RELEASE.replace("Robots of the month", "'Robots, sold; made: " + "机器人" * 20 + "'")
    releases = read_releases(write(tmp_path, "releases/robots.yaml", text), shipped_catalogue())
    (one, *_) = list_occurrences(releases, shipped_catalogue(), date(2026, 4, 1))
    raw = build_ical([one], datetime(2026, 4, 1, 8, 30, tzinfo=UTC))
    lines = raw.split(b"\r\n")
    assert (lines[0], lines[-2:], b"\n" in raw.replace(b"\r\n", b"")) == (
        b"BEGIN:VCALENDAR",
        [b"END:VCALENDAR", b""],
        False,
    )
    assert max(len(line) for line in lines) <= 75
    assert all(line.decode() for line in lines if line)  # folded between characters
    unfolded = raw.replace(b"\r\n ", b"").decode().splitlines()
    assert "VERSION:2.0" in unfolded
    assert f"SUMMARY:Robots\\, sold\\; made: {'机器人' * 20}\\, Feb 2026" in unfolded
    assert unfolded[unfolded.index("BEGIN:VEVENT") + 1 :][:4] == [
        "UID:robots-20260228@claimwatch",
        "DTSTAMP:20260401T083000Z",
        "DTSTART;VALUE=DATE:20260314",
        "DTEND;VALUE=DATE:20260401",  # the day behind the last
    ]
