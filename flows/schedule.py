"""When `claimwatch serve` does what: the times of config/schedule.yaml, by group of sources."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from extractors.errors import ConfigurationError
from flows.catalogue.documents import CatalogueError, Document, Location, Problem, parse_document
from flows.catalogue.problems import suggest
from flows.catalogue.zones import Zone

FILE = "schedule.yaml"
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")  # "07:30", "23:59"; not "7:30", "24:00"
_WEEKDAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")  # cron counts from Sunday

Weekday = Literal["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]


def _clock_time(text: str) -> str:
    if not _TIME.fullmatch(text):
        raise ValueError(f"'{text}' is not a time of day; write it in quotes, as \"07:30\"")
    return text


def _one_or_many(value: object) -> object:
    return value if isinstance(value, list) else [value]


def _as_text(value: object) -> object:
    """YAML 1.1 reads 18:30 without quotes as 1110, which would be told as a wrong type."""
    return value if isinstance(value, str) else f"{value}"


Time = Annotated[str, BeforeValidator(_as_text), AfterValidator(_clock_time)]
Times = Annotated[tuple[Time, ...], BeforeValidator(_one_or_many), Field(min_length=1)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Recheck(_Model):
    """The weekly hour at which pages that were given up are asked for once more."""

    day: Weekday = "sunday"
    time: Time = "03:30"

    @property
    def cron(self) -> str:
        """`"30 3 * * 0"`."""
        hour, minute = self.time.split(":")
        return f"{int(minute)} {int(hour)} * * {_WEEKDAYS.index(self.day)}"


class Schedule(_Model):
    """The times of one installation, all in one zone."""

    zone: Zone = "Asia/Shanghai"
    daily: dict[str, Times] = Field(default_factory=dict)  # group of sources -> times of day
    others: Times = ("07:30",)  # of every group that `daily` does not name
    recheck: Recheck = Recheck()

    def times_of(self, group: str) -> tuple[str, ...]:
        return self.daily.get(group, self.others)


def build_crons(times: Sequence[str]) -> tuple[str, ...]:
    """One cron line for each time of day: `("07:30", "19:00")` gives `("30 7 * * *", "0 19 * * *")`."""
    clock = [time.split(":") for time in dict.fromkeys(times)]
    return tuple(f"{int(minute)} {int(hour)} * * *" for hour, minute in clock)


def read_schedule(config_dir: Path, groups: Sequence[str]) -> Schedule:
    """The schedule of an installation whose sources are of these groups; what holds without a file, if there is none.

    Raises ConfigurationError with file, line and fix for each mistake, also for a group that no source is of.
    """
    document = _read_file(config_dir)
    try:
        schedule = Schedule.model_validate(document.data or {})
    except ValidationError as error:
        raise CatalogueError([_explain(document, details) for details in error.errors()]) from None
    unknown = [group for group in schedule.daily if group not in groups]
    if unknown:
        raise CatalogueError(
            [
                document.problem(
                    ("daily", group), f"daily: no source is of the group '{group}'{suggest(group, groups)}"
                )
                for group in unknown
            ]
        )
    return schedule


def _read_file(config_dir: Path) -> Document:
    shown = f"{config_dir.name}/{FILE}"
    try:
        text = (config_dir / FILE).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Document(shown, {}, {})
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{config_dir / FILE}: cannot be read: {error}") from error
    document, faults = parse_document(shown, text)
    if faults:
        raise CatalogueError(list(faults))
    return document


def _explain(document: Document, details: Mapping[str, Any]) -> Problem:
    place = tuple(details["loc"])
    if not place:
        return document.problem((), "must hold keys and values")
    return document.problem(place, f"{'.'.join(str(part) for part in place)}: {_word(place, details)}")


def _word(place: Location, details: Mapping[str, Any]) -> str:
    if details["type"] == "extra_forbidden":
        known = Recheck.model_fields if place[:-1] == ("recheck",) else Schedule.model_fields
        return f"is not a known key{suggest(str(place[-1]), known)}"
    if details["type"] == "too_short":
        return "name at least one time of day"
    return str(details["msg"]).removeprefix("Value error, ").removeprefix("Input ")
