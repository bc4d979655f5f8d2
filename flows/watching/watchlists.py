"""The shape of config/watchlists/*.yaml: series, entities and words that somebody wants to hear of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Self

from pydantic import model_validator

from extractors.records import Kind
from flows.catalogue.bilingual import Id, Model, Name, Text, Words
from flows.catalogue.documents import Document, Problem
from flows.catalogue.reading import Catalogue
from flows.watching.files import find_unknown, read_things


class WatchedSeries(Model):
    """Series of a metric: all of them, or those of one entity, place or kind."""

    metric: Id
    entity: Text | None = None
    place: Text | None = None
    kind: Kind | None = None


class Watchlist(Model):
    """One list, with a name for its section and its alerts."""

    id: Id
    name: Name
    series: tuple[WatchedSeries, ...] = ()
    entities: tuple[Text, ...] = ()
    words: Words = Words()

    @model_validator(mode="after")
    def _watches_something(self) -> Self:
        if not (self.series or self.entities or self.words.en or self.words.zh):
            raise ValueError("watches nothing; give series, entities or words")
        return self


def read_watchlists(config_dir: Path, catalogue: Catalogue) -> tuple[Watchlist, ...]:
    """The watchlists of an installation. Raises ConfigurationError with file, line, key and fix."""
    metrics = {item["id"] for item in catalogue.data["metrics"]}
    entities = {item["id"] for item in catalogue.data["entities"]}

    def check(document: Document, watchlist: Watchlist) -> Iterable[Problem]:
        for index, series in enumerate(watchlist.series):
            yield from find_unknown(document, ("series", index, "metric"), series.metric, metrics, "metric")
            yield from find_unknown(document, ("series", index, "entity"), series.entity, entities, "entity")
            yield from find_unknown(document, ("series", index, "place"), series.place, entities, "place")
        for index, entity in enumerate(watchlist.entities):
            yield from find_unknown(document, ("entities", index), entity, entities, "entity")

    return read_things(config_dir, "watchlists", Watchlist, check)


def list_watched(watchlists: Sequence[Watchlist]) -> Iterator[dict[str, Any]]:
    """A row for each series, entity and word, as the table `watched` takes them."""
    for watchlist in watchlists:
        of_list = {"watchlist_id": watchlist.id, "name_en": watchlist.name.en, "name_zh": watchlist.name.zh}
        for series in watchlist.series:
            yield _row(
                of_list,
                "series",
                metric_id=series.metric,
                entity_id=series.entity,
                place_id=series.place,
                kind=series.kind,
            )
        for entity in watchlist.entities:
            yield _row(of_list, "entity", entity_id=entity)
        for word in dict.fromkeys((*watchlist.words.en, *watchlist.words.zh)):
            yield _row(of_list, "word", word=word.lower())


def _row(of_list: dict[str, Any], watches: str, **given: str | None) -> dict[str, Any]:
    columns = dict.fromkeys(("metric_id", "entity_id", "place_id", "kind", "word"))
    return {**of_list, "watches": watches, **columns, **given}
