"""What an assistant is told: plain data, bounded, each figure with the claim, the quote and the link that prove it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from functools import cache
from io import BytesIO
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from extractors.errors import UsageError
from extractors.rulebook import Rulebook
from flows.archive_lookup import find_archived
from flows.asked_values import parse_value
from flows.catalogue.compiling import compile_rulebook
from flows.catalogue.reading import read_catalogue
from flows.cli_data import data_with_copy, read_quantity_rules
from flows.drafts import read_claims
from flows.settings import Paths
from warehouse.checking import check_claims
from warehouse.claim_search import search_claims
from warehouse.database import connect
from warehouse.faults import translated
from warehouse.finding import Wanted, find_figures
from warehouse.known_names import find_metric
from warehouse.querying import Limits, require_published, run_query
from warehouse.series import Observation, read_series
from warehouse.tracing import read_trace

MOST_ROWS = 200  # whatever is asked for: an answer has to be read
MOST_TEXT = 20_000  # characters of a text to check
SQL_LIMITS = Limits(seconds=5.0, memory_mb=512)  # as `claimwatch sql`, with less memory: nobody watches

Answer = dict[str, Any]


def answer_search(
    paths: Paths,
    words: str,
    *,
    metric: str | None,
    entity: str | None,
    since: date | None,
    until: date | None,
    rows: int,
) -> Answer:
    """Claims in whose sentence, title or names all the words stand."""
    found = search_claims(
        data_with_copy(paths.data), words, metric=metric, entity=entity, since=since, until=until, most=_bound(rows) + 1
    )
    return _list("claims", [asdict(claim) for claim in found], rows)


def answer_series(
    paths: Paths,
    metric: str,
    *,
    entity: str | None,
    place: str | None,
    since: date | None,
    as_of: date | None,
    rows: int,
) -> Answer:
    """The newest values of each series of a metric, the widest series first, as many as there is room for."""
    found = read_series(data_with_copy(paths.data), metric, entity, place=place, since=since, as_of=as_of)
    kept: list[Observation] = []
    for _, group in groupby(found, key=attrgetter("series_id")):
        room = _bound(rows) - len(kept)
        kept += tuple(group)[-room:] if room else ()
    answer = _list("values", [_without(asdict(one), "metric_name_zh", "break_day") for one in kept], rows)
    return {**answer, "more": len(found) > len(kept), "of": len(found)}


def answer_find(paths: Paths, number: str, metric: str | None, entity: str | None, rows: int) -> Answer:
    """Who said a number first, in which words, how often, and what was said later."""
    value = parse_value(number, lambda: read_quantity_rules(paths))
    ends = [end for end in (value.low, value.high) if end is not None]
    half = value.precision or 0.0
    wanted = Wanted(min(ends) - half, max(ends) + half, value.unit)
    most = _bound(rows) + 1
    found = find_figures(data_with_copy(paths.data), wanted, metric=metric, entity=entity, most=most)
    return _list("figures", [asdict(figure) for figure in found], rows)


def answer_check(paths: Paths, text: str, day: date) -> Answer:
    """Each number of a text against what stands: confirmed, rounded, outdated, contradicted or unknown."""
    if len(text) > MOST_TEXT:
        raise UsageError(f"the text has {len(text):,} characters; give at most {MOST_TEXT:,} at a time")
    data = data_with_copy(paths.data)
    claims = read_claims(text, day, _read_rulebook(paths))
    pairs = zip(claims, check_claims(data, claims), strict=True)
    checked = [
        {"quote": claim.quote, "start": claim.start, "metric": claim.metric_id or claim.metric, **asdict(verdict)}
        for claim, verdict in pairs
    ]
    return _list("numbers", checked, MOST_ROWS)


def answer_trace(paths: Paths, claim_id: str) -> Answer:
    """The way from a claim back to its characters, article, page in the archive, and run."""
    data = data_with_copy(paths.data)
    chain = read_trace(data, claim_id)
    archived = find_archived(data, chain.segment, chain.url)
    return _plain({**asdict(chain), "archived": None if archived is None else asdict(archived)})


def answer_metrics(paths: Paths, words: str, rows: int) -> Answer:
    """The metrics whose names or definition hold all the words, most values first, each with its newest value."""
    path = require_published(data_with_copy(paths.data))
    with translated(path), connect(path, read_only=True) as connection:
        wanted = {"words": words.lower().split(), "most": _bound(rows) + 1}
        relation = connection.execute(_METRICS, wanted)
        columns = [str(column[0]) for column in relation.description or ()]
        found = [dict(zip(columns, row, strict=True)) for row in relation.fetchall()]
        if not found and words:
            find_metric(connection, words)  # raises, with the nearest name, where nothing goes by it
    return _list("metrics", found, rows)


_METRICS = """
SELECT m.metric_id, m.name_en, m.name_zh, m.definition, m.unit, m.nature, m.topic, m.publisher, m.frequency,
    count(DISTINCT o.series_id) AS series, count(o.claim_id) AS "values",
    arg_max(struct_pack(
        entity := o.entity, value := o.value, low := o.low, high := o.high, comparator := o.comparator, unit := o.unit,
        period_end := o.period_end, claim_id := o.claim_id, quote := o.quote, url := o.url
    ), (o.scope = 'country', o.period_end, o.claim_id)) FILTER (o.modality = 'actual' AND o.kind = m.kind) AS newest
FROM metrics AS m LEFT JOIN observations AS o ON o.metric_id = m.metric_id
WHERE coalesce(list_bool_and(list_transform($words::VARCHAR[], lambda word: contains(
    lower(concat_ws(' ', m.metric_id, m.name_en, m.name_zh, m.definition, m.topic)), word
))), true)
GROUP BY ALL ORDER BY "values" DESC, m.metric_id LIMIT $most
"""


def answer_sql(paths: Paths, query: str, rows: int) -> Answer:
    """The rows of a query, run as `claimwatch sql` runs it; where they name claims, with quotes and links of these."""
    data = data_with_copy(paths.data)
    found = _run(data, query, _bound(rows) + 1)
    answer = _list("rows", found, rows)
    named = {str(row["claim_id"]) for row in answer["rows"] if row.get("claim_id")}
    return {**answer, "proof": _prove(data, sorted(named))} if named else answer


def _run(data: Path, query: str, rows: int) -> list[Answer]:
    sink = BytesIO()
    limits = Limits(seconds=SQL_LIMITS.seconds, memory_mb=SQL_LIMITS.memory_mb, rows=rows)
    run_query(data, query, format="json", output=sink, limits=limits)
    found: list[Answer] = json.loads(sink.getvalue() or b"[]")
    return found


def _prove(data: Path, claim_ids: Sequence[str]) -> list[Answer]:
    path = require_published(data)
    with translated(path), connect(path, read_only=True) as connection:
        rows = connection.execute(
            "SELECT claim_id, quote, sentence, url FROM claims WHERE list_contains($1, claim_id) ORDER BY claim_id",
            [list(claim_ids)],
        ).fetchall()
    return [dict(zip(("claim_id", "quote", "sentence", "url"), row, strict=True)) for row in rows]


@cache
def _read_rulebook(paths: Paths) -> Rulebook:
    """Compiled for the first text that is to be checked, and kept."""
    return compile_rulebook(read_catalogue(paths.config, cache_dir=paths.cache).rulebook_data())


def _bound(rows: int) -> int:
    if rows < 1:
        raise UsageError(f"rows is {rows}; ask for 1 to {MOST_ROWS}")
    return min(rows, MOST_ROWS)


def _list(name: str, found: Sequence[Mapping[str, Any]], rows: int) -> Answer:
    """At most so many rows, and whether there are more."""
    kept = found[: _bound(rows)]
    return _plain({"count": len(kept), "more": len(found) > len(kept), name: kept})


def _without(row: Answer, *names: str) -> Answer:
    return {key: value for key, value in row.items() if key not in names}


def _plain(answer: Answer) -> Answer:
    """Days and instants as ISO 8601 text."""
    plain: Answer = json.loads(json.dumps(answer, ensure_ascii=False, default=str))
    return plain
