"""How the warehouse does when it is large: load, publish and views over a synthetic one.

    .venv/bin/python benchmarks/warehouse_scale.py [--claims 1000000] [--rounds 5]

Builds articles of 20 claims each, spread over five years, 20 sources, the provinces and companies of config/ and its
stock metrics, in a temporary folder (about 1 GB for a million claims, up to 10,000,000 can be asked for). Loads a batch
of 5,000 claims into an empty warehouse and into the large one, publishes, and asks the views what people ask them.
Figures are medians over the rounds.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import duckdb

from extractors.records import Article, Claim
from flows.catalogue import read_catalogue
from flows.settings import PROJECT
from warehouse.building import build_article_row, build_claim_rows, build_reading_row
from warehouse.database import Warehouse, open_warehouse
from warehouse.ledger import acknowledge
from warehouse.loading import load_batch
from warehouse.publishing import publish
from warehouse.rows import Batch
from warehouse.staging import StagedBatch, stage_batch

IN_ARTICLE = 20  # claims
SENTENCE = "Officials counted {:>9,} stations in all. "
QUOTE_AT = len("Officials counted ")
NOW = datetime(2026, 1, 2, tzinfo=UTC)
QUESTIONS = {
    "one series of observations": (
        "SELECT * FROM observations WHERE metric_id = '5g_base_stations' AND entity_id = 'CN-GD'"
    ),
    "all of series_latest": "SELECT * FROM series_latest",
    "claims of one metric and place": (
        "SELECT quote, url FROM claims WHERE metric_id = '5g_base_stations' AND entity_id = 'CN-GD' "
        "AND published_day >= DATE '2025-12-01'"
    ),
    "one claim by its id": "SELECT * FROM claims WHERE claim_id = (SELECT max(claim_id) FROM claim_readings)",
    "held claims by reason": "SELECT held_reason, count(*) FROM claims GROUP BY ALL",
    "targets": "SELECT * FROM targets",
    "source_health": "SELECT * FROM source_health",
}


def main() -> int:
    """Prints the figures."""
    options = _read_options()
    with tempfile.TemporaryDirectory(prefix="scale-") as folder:
        data = Path(folder)
        with _open(data / "empty") as empty:
            _say("load of 5,000 claims into none", _time_loads(empty, data, options.rounds))
        began = time.perf_counter()
        with open_synthetic(data / "large", options.claims):
            pass
        _say(f"building {options.claims:,} claims", time.perf_counter() - began)
        with _open(data / "large") as large:
            _say(f"load of 5,000 claims into {options.claims:,}", _time_loads(large, data, options.rounds))
        published = [_time(lambda: publish(data / "large")) for _ in range(2)]
        _say("publish", min(published))
        copy = data / "large" / "claimwatch.duckdb"
        print(f"{'published copy':<48}{copy.stat().st_size / 1e6:>12,.0f} MB")
        _ask(copy, options.rounds)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    print(f"{'peak memory':<48}{peak:>12,.0f} MB")
    return 0


def _read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    if not IN_ARTICLE <= options.claims <= 10_000_000 or options.rounds < 1:
        parser.error("--claims lies between 20 and 10,000,000, --rounds is at least 1")
    return options


def _open(data: Path) -> Warehouse:
    catalogue = read_catalogue(PROJECT / "config").data
    warehouse = open_warehouse(data, command="benchmark")
    warehouse.sync_catalogue(*(catalogue[name] for name in ("sources", "topics", "metrics", "entities", "units")))
    return warehouse


def open_synthetic(data: Path, claims: int) -> Warehouse:
    """A new warehouse under `data` that holds so many claims; it has not been published."""
    warehouse = _open(data)
    _fill(warehouse, claims)
    return warehouse


def _fill(warehouse: Warehouse, claims: int) -> None:
    """Writes articles, readings and claims straight into the tables, and the ledger row that accounts for them."""
    articles = max(claims // IN_ARTICLE, 1)
    connection = warehouse.connection
    for statement in FILL.split(";"):
        if statement.strip():
            connection.execute(statement.replace("$articles", str(articles)).replace("$each", str(IN_ARTICLE)))
    connection.execute(
        "INSERT INTO batches VALUES ('synthetic', 'run', 'source_0', '', now()::TIMESTAMP, MAP {}, "
        "MAP {'articles': ?::BIGINT, 'readings': ?::BIGINT, 'claim_readings': ?::BIGINT})",
        [articles, articles, articles * IN_ARTICLE],
    )
    acknowledge(warehouse.data_dir, ["synthetic"])


FILL = """
CREATE TEMP TABLE subjects AS
SELECT row_number() OVER (ORDER BY e.entity_id, m.metric_id) - 1 AS subject,
    e.entity_id, e.name_en AS entity, CASE WHEN e.is_place THEN e.entity_id ELSE e.home END AS place_id, m.metric_id
FROM entities AS e, metrics AS m
WHERE e.scope IN ('country', 'province', 'company') AND m.nature = 'stock' AND m.kind = 'level' AND m.unit = 'count';

CREATE TEMP TABLE made AS
WITH drawn AS MATERIALIZED (
    SELECT a AS article, n AS number, (hash(a // 10, n) % (SELECT count(*) FROM subjects))::BIGINT AS subject
    FROM range($articles) AS r(a), range($each) AS t(n)
)
SELECT article, number, s.* EXCLUDE (subject), article * $each + number AS claim,
    DATE '2021-01-01' + (article * 1826 // $articles)::INT AS day,
    ((hash(article // 10, number) % 9000000) + 1000)::BIGINT AS value
FROM drawn JOIN subjects AS s USING (subject);

INSERT INTO articles
SELECT md5('v' || article), md5('d' || article), any_value(day), any_value(day)::TIMESTAMP, 'source_' || article % 20,
    'Source ' || article % 20, 'https://press.example/' || article, 'https://press.example/' || article,
    'Article ' || article, NULL, 'en', NULL, any_value(day), 'feed',
    string_agg(format('Officials counted {:>9} stations in all. ', format('{:,}', value)), '' ORDER BY number),
    hash(article), ['5g'], $each * 45, NULL, any_value(day)::TIMESTAMP, 'run', 'synthetic'
FROM made GROUP BY article ORDER BY article;

INSERT INTO readings
SELECT version_id, doc_id, doc_date, 'rules', fetched, $each, 'run', 'synthetic' FROM articles;

INSERT INTO claim_readings BY NAME
SELECT md5('c' || claim) AS claim_id, md5('v' || article) AS version_id, md5('d' || article) AS doc_id,
    day AS doc_date, 'rules' AS rulebook, day::TIMESTAMP AS read_at, number,
    number * 45 + 27 - length(format('{:,}', value)) AS start,
    number * 45 + 27 AS "end", format('{:,}', value) AS quote, 'Officials counted them.' AS sentence,
    value::DOUBLE AS low, value::DOUBLE AS high, 'eq' AS comparator, 'count' AS unit, 'stations' AS "of",
    metric_id AS metric, metric_id, 'level' AS kind, entity, entity_id, place_id AS place, place_id,
    last_day(day - 40) AS period_end, 'stated' AS period_origin,
    CASE WHEN claim % 50 = 0 THEN 'target' ELSE 'actual' END AS modality,
    CASE WHEN claim % 3 = 0 THEN 'the ministry' END AS attributed_to, 0.5 AS precision, 1.0 AS confidence,
    'benchmark' AS rule, 'run' AS run_id, 'synthetic' AS batch_id
FROM made ORDER BY claim
"""


def _time_loads(warehouse: Warehouse, data: Path, rounds: int) -> float:
    """The median of several loads, each of a batch of its own."""
    return median(_time_load(warehouse, _stage(data, number)) for number in range(rounds))


def _time_load(warehouse: Warehouse, staged: StagedBatch) -> float:
    return _time(lambda: load_batch(warehouse, staged))


def _stage(data: Path, number: int) -> StagedBatch:
    name = f"batch-{number}"
    rows, readings, claims = [], [], []
    for index in range(5000 // IN_ARTICLE):
        text, read = _write_article(number * 1000 + index)
        url = f"https://press.example/new/{number}/{index}"
        day = date(2025, 12, 1) + timedelta(days=index % 31)
        article = Article(url, url, url, "New", None, "en", day, "feed", text, signature=index + 1, topics=("5g",))
        row = build_article_row(
            article,
            url=url,
            source_id="source_0",
            publisher="Source 0",
            fetched=NOW,
            segment=None,
            run_id="run",
            batch_id=name,
        )
        rows.append(row)
        readings.append(build_reading_row(row, len(read), rulebook="rules", read_at=NOW))
        claims += build_claim_rows(row, read, rulebook="rules", read_at=NOW)
    batch = Batch(name, "run", "source_0", articles=tuple(rows), readings=tuple(readings), claims=tuple(claims))
    return stage_batch(data / "staging", batch)


def _write_article(seed: int) -> tuple[str, list[Claim]]:
    values = [100_000 + seed * 31 % 7919 * 100 + number for number in range(IN_ARTICLE)]
    claims, text = [], ""
    for value in values:
        quote = f"{value:,}"
        end = len(text) + QUOTE_AT + 9
        claims.append(_claim(end - len(quote), end, quote, float(value)))
        text += SENTENCE.format(value)
    return text, claims


def _claim(start: int, end: int, quote: str, value: float) -> Claim:
    fields: dict[str, Any] = dict.fromkeys(Claim.__slots__)
    fields |= {"start": start, "end": end, "quote": quote, "low": value, "high": value, "comparator": "eq"}
    fields |= {"unit": "count", "metric_id": "5g_base_stations", "kind": "level", "entity": "Guangdong"}
    fields |= {
        "entity_id": "CN-GD",
        "place_id": "CN-GD",
        "period_end": date(2021, 1, 1) + timedelta(days=int(value) % 1800),
        "modality": "actual",
    }
    return Claim(**(fields | {"period_origin": "stated", "confidence": 1.0, "rule": "benchmark"}))


def _ask(copy: Path, rounds: int) -> None:
    with duckdb.connect(str(copy), read_only=True) as connection:
        for words, question in QUESTIONS.items():
            _say(words, median(_time_question(connection, question) for _ in range(rounds)))


def _time_question(connection: duckdb.DuckDBPyConnection, question: str) -> float:
    return _time(lambda: connection.execute(question).fetchall())


def _time(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _say(words: str, seconds: float) -> None:
    print(f"{words:<48}{seconds * 1000:>12,.0f} ms", flush=True)


if __name__ == "__main__":
    sys.exit(main())
