"""The shape of config/releases/*.yaml: who publishes what, and on which days it is expected."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from flows.catalogue.bilingual import Id, Model, Name, Text
from flows.catalogue.documents import Document, Problem
from flows.catalogue.reading import Catalogue
from flows.watching.files import find_unknown, read_things

LENGTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_BACK_DAYS, _AHEAD_DAYS = 150, 400  # around today: late ones, and the next of what comes once a year
Month = Annotated[int, Field(ge=1, le=12)]
DayOfMonth = Annotated[int, Field(ge=1, le=31)]


class Due(Model):
    """The days on which it is expected: so many months after the month in which its period ends."""

    months_after: Annotated[int, Field(ge=0, le=24)]
    from_day: DayOfMonth
    to_day: DayOfMonth

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_day > self.to_day:
            raise ValueError(f"from_day {self.from_day} is behind to_day {self.to_day}; turn them round")
        return self


class Release(Model):
    """One kind of release, for each of its entities and periods."""

    id: Id
    name: Name
    publisher: Text
    url: Annotated[Text, Field(pattern=r"^https?://\S+$")]
    metrics: Annotated[tuple[Id, ...], Field(min_length=1)]  # any of them shows that it came
    entities: Annotated[tuple[Text, ...], Field(min_length=1)]  # whose figures
    period: Literal["month", "quarter", "half", "year"]
    ends_in: tuple[Month, ...] = ()  # months in which such a period ends that gets a release; empty: all
    due: Due
    grace_days: Annotated[int, Field(ge=0, le=60)] = 3
    evidence: Text | None = None

    @model_validator(mode="after")
    def _periods_end_there(self) -> Self:
        wrong = [month for month in self.ends_in if month % LENGTHS[self.period]]
        if wrong:
            raise ValueError(f"ends_in: no {self.period} ends in month {wrong[0]}")
        return self


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A release of one period: a line of the calendar."""

    release_id: str
    name_en: str
    name_zh: str
    publisher: str
    url: str
    metric_ids: tuple[str, ...]
    entity_id: str
    period_start: date
    period_end: date
    expected_from: date
    expected_by: date
    late_after: date


def read_releases(config_dir: Path, catalogue: Catalogue) -> tuple[Release, ...]:
    """The releases of an installation. Raises ConfigurationError with file, line, key and fix."""
    metrics = {item["id"] for item in catalogue.data["metrics"]}
    entities = {item["id"] for item in catalogue.data["entities"]}

    def check(document: Document, release: Release) -> Iterable[Problem]:
        for index, metric in enumerate(release.metrics):
            yield from find_unknown(document, ("metrics", index), metric, metrics, "metric")
        for index, entity in enumerate(release.entities):
            yield from find_unknown(document, ("entities", index), entity, entities, "entity")

    return read_things(config_dir, "releases", Release, check)


def list_occurrences(releases: Sequence[Release], catalogue: Catalogue, today: date) -> tuple[Occurrence, ...]:
    """What was expected of late and is expected next, around a day, in the order of days."""
    names = {item["id"]: item["name"] for item in catalogue.data["entities"]}
    first, last = today - timedelta(days=_BACK_DAYS), today + timedelta(days=_AHEAD_DAYS)
    found = [
        occurrence
        for release in releases
        for end in _list_ends(release, first, last)
        for entity in release.entities
        if first <= (occurrence := _build(release, end, entity, names)).expected_by <= last
    ]
    return tuple(sorted(found, key=lambda one: (one.expected_by, one.expected_from, one.release_id, one.entity_id)))


def _list_ends(release: Release, first: date, last: date) -> Iterator[tuple[int, int]]:
    """Year and month of the ends of all periods whose release may fall between two days."""
    length, after = LENGTHS[release.period], release.due.months_after
    start = first.year * 12 + first.month - 1 - after - 1
    for number in range(start, last.year * 12 + last.month - after + 1):
        year, month = divmod(number, 12)
        if (month + 1) % length == 0 and (not release.ends_in or month + 1 in release.ends_in):
            yield year, month + 1


def _build(release: Release, end: tuple[int, int], entity: str, names: dict[str, Any]) -> Occurrence:
    year, month = end
    start = divmod(year * 12 + month - LENGTHS[release.period], 12)
    due = divmod(year * 12 + month - 1 + release.due.months_after, 12)
    shared = len(release.entities) > 1  # then the name says whose
    by = _day(due, release.due.to_day)
    return Occurrence(
        release_id=f"{release.id}:{entity}" if shared else release.id,
        name_en=f"{names[entity]['en']}: {release.name.en}" if shared else release.name.en,
        name_zh=f"{names[entity]['zh']}：{release.name.zh}" if shared else release.name.zh,
        publisher=names[entity]["en"] if shared else release.publisher,
        url=release.url,
        metric_ids=release.metrics,
        entity_id=entity,
        period_start=date(start[0], start[1] + 1, 1),
        period_end=date(year, month, monthrange(year, month)[1]),
        expected_from=_day(due, release.due.from_day),
        expected_by=by,
        late_after=by + timedelta(days=release.grace_days),
    )


def _day(month: tuple[int, int], day: int) -> date:
    """The day of a month (year and month from 0), or its last where it has none such."""
    year, number = month[0], month[1] + 1
    return date(year, number, min(day, monthrange(year, number)[1]))
