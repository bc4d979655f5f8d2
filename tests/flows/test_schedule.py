"""config/schedule.yaml: what holds, what a time becomes, and what a mistake is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.errors import ConfigurationError
from flows.assembly import list_groups
from flows.catalogue.reading import read_catalogue
from flows.schedule import Recheck, Schedule, build_crons, read_schedule
from flows.settings import PROJECT

GROUPS = ("media", "official")


def read(folder: Path, text: str) -> Schedule:
    (folder / "schedule.yaml").write_text(text, encoding="utf-8")
    return read_schedule(folder, GROUPS)


def test_without_a_file_every_group_has_its_time(tmp_path: Path) -> None:
    schedule = read_schedule(tmp_path, GROUPS)
    assert (schedule.zone, schedule.times_of("media"), schedule.recheck.cron) == (
        "Asia/Shanghai",
        ("07:30",),
        "30 3 * * 0",
    )


def test_the_shipped_schedule_names_groups_that_sources_are_of() -> None:
    groups = list_groups(read_catalogue(PROJECT / "config"))
    schedule = read_schedule(PROJECT / "config", groups)
    assert {group: len(schedule.times_of(group)) for group in groups}.items() >= {"official": 2, "trade": 1}.items()


def test_a_group_has_one_time_or_many_and_a_new_group_those_of_others(tmp_path: Path) -> None:
    schedule = read(tmp_path, 'daily: {official: ["10:40", "16:40"], media: "08:00"}\nothers: "06:15"\n')
    assert schedule.times_of("official") == ("10:40", "16:40")
    assert schedule.times_of("media") == ("08:00",)
    assert schedule.times_of("bloggers") == ("06:15",)


@pytest.mark.parametrize(
    ("times", "crons"),
    [
        (("00:00",), ("0 0 * * *",)),
        (("07:05", "23:59"), ("5 7 * * *", "59 23 * * *")),
        (("07:05", "07:05"), ("5 7 * * *",)),
    ],
)
def test_a_time_of_day_is_a_cron_line(times: tuple[str, ...], crons: tuple[str, ...]) -> None:
    assert build_crons(times) == crons


@pytest.mark.parametrize(("day", "number"), [("sunday", 0), ("monday", 1), ("wednesday", 3), ("saturday", 6)], ids=str)
def test_the_week_begins_on_sunday_as_cron_counts(day: str, number: int) -> None:
    assert Recheck.model_validate({"day": day, "time": "04:00"}).cron == f"0 4 * * {number}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "zone: Peking\n",
            "schedule.yaml:1: zone: 'Peking' is not a time zone; write an IANA name such as Asia/Shanghai",
        ),
        (
            "daily:\n  offical: '07:00'\n",
            "schedule.yaml:2: daily: no source is of the group 'offical'; did you mean 'official'?",
        ),
        (
            "daily:\n  media: '7:00'\n",
            "schedule.yaml:2: daily.media.0: '7:00' is not a time of day; write it in quotes",
        ),
        ("others: ['24:00']\n", "schedule.yaml:1: others.0: '24:00' is not a time of day; write it in quotes"),
        ("others: 18:30\n", "schedule.yaml:1: others.0: '1110' is not a time of day; write it in quotes"),
        ("others: []\n", "schedule.yaml:1: others: name at least one time of day"),
        ("recheck: {day: funday}\n", "schedule.yaml:1: recheck.day: should be 'sunday'"),
        ("other: '07:00'\n", "schedule.yaml:1: other: is not a known key; did you mean 'others'?"),
        ("recheck: {dya: monday}\n", "schedule.yaml:1: recheck.dya: is not a known key; did you mean 'day'?"),
        ("- a\n", "schedule.yaml:1: must hold keys and values"),
        ("zone: a\nzone: b\n", "schedule.yaml:2: 'zone' is given twice (first on line 1); keep one"),
    ],
)
def test_a_mistake_is_one_line_with_its_place(tmp_path: Path, text: str, expected: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        read(tmp_path, text)
    assert str(caught.value).startswith(f"{tmp_path.name}/{expected}"), str(caught.value)
    assert "\n" not in str(caught.value)
