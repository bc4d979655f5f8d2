"""Articles and claims by the million, made up for measuring: a warehouse as years of watching the press would leave it.

Subjects (who, of which metric) are drawn unevenly: of 10 million claims the one most written about has 100,000. News
grows through the years. Most claims tell of the month before, one in five of years gone by; one article in five is a
copy of another; a few figures disagree, a tenth are rates of growth, a fortieth targets, and a fifth are context.
"""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

from extractors.records import Article, Claim
from flows.catalogue import read_catalogue
from flows.settings import PROJECT
from warehouse.building import build_article_row, build_claim_rows, build_reading_row
from warehouse.database import Warehouse, open_warehouse
from warehouse.ledger import acknowledge
from warehouse.rows import Batch
from warehouse.staging import StagedBatch, stage_batch

IN_ARTICLE = 20  # claims
SENTENCE = "Officials counted {:>9} of them in all. "
WIDTH, QUOTE_END = len(SENTENCE.format("")), len("Officials counted ") + 9
NOW = datetime(2026, 1, 2, tzinfo=UTC)


def open_synthetic(data: Path, claims: int = 0) -> Warehouse:
    """A warehouse under `data` with the catalogue of config/ and so many claims more; a new one where there is none."""
    catalogue = read_catalogue(PROJECT / "config").data
    warehouse = open_warehouse(data, command="benchmark")
    warehouse.sync_catalogue(*(catalogue[name] for name in ("sources", "topics", "metrics", "entities", "units")))
    if claims:
        fill(warehouse, claims)
    return warehouse


def fill(warehouse: Warehouse, claims: int) -> None:
    """Writes articles, entries, readings and claims straight into the tables, and the ledger row that counts them."""
    articles = max(claims // IN_ARTICLE, 1)
    connection = warehouse.connection
    connection.execute("BEGIN")
    for statement in FILL.split(";"):
        if statement.strip():
            connection.execute(statement.replace("$articles", str(articles)))
    connection.execute(
        "INSERT INTO batches VALUES ('synthetic', 'run', 'source_0', '', now()::TIMESTAMP, MAP {}, MAP {"
        "'articles': $1::BIGINT, 'readings': $1::BIGINT, 'entries': $1::BIGINT, 'claim_readings': $2::BIGINT})",
        [articles, articles * IN_ARTICLE],
    )
    connection.execute("COMMIT")
    acknowledge(warehouse.data_dir, ["synthetic"])


SUBJECTS = """
SELECT row_number() OVER (ORDER BY hash(e.entity_id, m.metric_id)) - 1 AS subject, e.entity_id, e.name_en AS entity,
    CASE WHEN e.is_place THEN e.entity_id ELSE e.home END AS place_id, m.metric_id, m.nature,
    (1000 + hash(m.metric_id, e.entity_id) % 800000)::BIGINT AS base
FROM entities AS e, metrics AS m
WHERE e.scope IN ('country', 'province', 'company') AND m.nature IN ('stock', 'flow') AND m.kind = 'level'
    AND m.unit = 'count'
"""

FILL = f"""
CREATE TEMP TABLE subjects AS {SUBJECTS};

CREATE TEMP TABLE papers AS
SELECT a AS article, a - (a % 5 = 4)::INT AS original, md5('d' || a) AS doc_id, md5('v' || a) AS version_id,
    DATE '2021-01-01' + (1826 * sqrt(a / $articles))::INT AS day, 'source_' || hash(a) % 20 AS source_id
FROM range($articles) AS r(a);

CREATE TEMP TABLE made AS
WITH drawn AS (
    SELECT
        p.article, n AS number, p.day, hash(p.original, n) AS luck,
        floor((SELECT count(*) FROM subjects) * pow(luck % 1000003 / 1000003, 2))::BIGINT AS subject,
        last_day((p.day - 40 - CASE WHEN luck % 5 = 0 THEN 365 * (luck % 4)::INT ELSE 0 END)::DATE) AS period_end
    FROM papers AS p, range({IN_ARTICLE}) AS t(n)
)
SELECT
    d.*, CASE WHEN luck % 10 = 3 THEN 'growth' ELSE 'level' END AS kind, luck % 5 = 2 AS context,
    CASE WHEN kind = 'growth' THEN (luck % 40)::BIGINT
        ELSE (s.base * (1 + 0.01 * date_diff('month', DATE '2015-01-01', d.period_end))
            * CASE luck % 50 WHEN 7 THEN 1.1 WHEN 8 THEN 0.95 ELSE 1 END)::BIGINT END AS value,
    format('{{:,}}', value) AS quote
FROM drawn AS d JOIN subjects AS s USING (subject)
ORDER BY d.article, d.number;

INSERT INTO articles BY NAME
SELECT p.version_id, p.doc_id, p.day AS doc_date, p.day::TIMESTAMP AS first_seen, p.source_id,
    'Source ' || p.source_id[8:] AS publisher, 'https://press.example/' || p.article AS url, url AS canonical_url,
    'Article ' || p.original AS title, 'en' AS lang, p.day AS published_day, 'feed' AS published_origin, m.text,
    hash(p.original) AS signature, ['5g'] AS topics, {IN_ARTICLE * WIDTH} AS characters, p.day::TIMESTAMP AS fetched,
    'run' AS run_id, 'synthetic' AS batch_id
FROM papers AS p
JOIN (
    SELECT article, string_agg('Officials counted ' || lpad(quote, 9, ' ') || ' of them in all. ', '' ORDER BY number)
        AS text
    FROM made GROUP BY article
) AS m USING (article)
ORDER BY p.article;

INSERT INTO readings
SELECT version_id, doc_id, doc_date, 'rules', fetched, {IN_ARTICLE}, 'run', 'synthetic' FROM articles;

INSERT INTO entries BY NAME
SELECT md5('e' || canonical_url) AS entry_id, source_id, url, canonical_url, doc_id, title, published_day::TIMESTAMP
    AS published, 'loaded' AS fate, 1 AS attempts, 200 AS http_status, fetched AS seen_at, 'run' AS run_id,
    'synthetic' AS batch_id
FROM articles;

INSERT INTO entry_state_rows FROM entries;

INSERT INTO claim_readings BY NAME
SELECT md5(p.version_id || m.number) AS claim_id, p.version_id, p.doc_id, p.day AS doc_date, 'rules' AS rulebook,
    p.day::TIMESTAMP AS read_at, m.number, m.number * {WIDTH} + {QUOTE_END} - length(m.quote) AS start,
    m.number * {WIDTH} + {QUOTE_END} AS "end", m.quote,
    'Officials counted ' || m.quote || ' of them in all.' AS sentence,
    m.value::DOUBLE AS low, CASE WHEN m.luck % 20 <> 1 THEN m.value::DOUBLE END AS high,
    CASE WHEN m.luck % 20 = 1 THEN 'gt' ELSE 'eq' END AS comparator,
    CASE WHEN m.kind = 'growth' THEN 'percent' ELSE 'count' END AS unit, 'units' AS "of", s.metric_id AS metric,
    CASE WHEN NOT m.context THEN s.metric_id END AS metric_id, m.kind,
    CASE WHEN m.kind = 'growth' THEN 'yoy' END AS basis,
    s.entity, s.entity_id, s.place_id AS place, s.place_id,
    CASE WHEN m.kind = 'growth' OR s.nature = 'flow' THEN date_trunc('month', m.period_end)::DATE END AS period_start,
    m.period_end, 'stated' AS period_origin,
    CASE WHEN m.luck % 40 = 9 THEN 'target' ELSE 'actual' END AS modality,
    CASE WHEN m.luck % 3 = 0 THEN 'the ministry' END AS attributed_to, 0.5 AS precision, 0.9 AS confidence,
    'benchmark' AS rule, 'run' AS run_id, 'synthetic' AS batch_id
FROM made AS m JOIN papers AS p USING (article) JOIN subjects AS s USING (subject)
ORDER BY m.article, m.number
"""


def stage_news(data: Path, connection: duckdb.DuckDBPyConnection, number: int) -> StagedBatch:
    """A batch of 5,000 claims of one source, news of December 2025 about subjects drawn as unevenly as all others."""
    chance = random.Random(number)  # noqa: S311 - the same news every time
    subjects = connection.execute(f"SELECT * FROM ({SUBJECTS}) ORDER BY subject").fetchall()
    name, rows, readings, claims = f"batch-{number}", [], [], []
    for index in range(5000 // IN_ARTICLE):
        day = date(2025, 12, 1) + timedelta(days=index % 31)
        drawn = [subjects[int(len(subjects) * chance.random() ** 2)] for _ in range(IN_ARTICLE)]
        text, read = _write_article(drawn, day)
        url = f"https://press.example/new/{number}/{index}"
        article = Article(url, url, url, "New", None, "en", day, "feed", text, chance.getrandbits(64), ("5g",))
        row = build_article_row(
            article, url=url, source_id="source_0", publisher="Source 0", fetched=NOW, segment=None, run_id="run",
            batch_id=name,
        )  # fmt: skip
        rows.append(row)
        readings.append(build_reading_row(row, len(read), rulebook="rules", read_at=NOW))
        claims += build_claim_rows(row, read, rulebook="rules", read_at=NOW)
    batch = Batch(name, "run", "source_0", articles=tuple(rows), readings=tuple(readings), claims=tuple(claims))
    return stage_batch(data / "staging", batch)


def _write_article(drawn: list[tuple[Any, ...]], day: date) -> tuple[str, list[Claim]]:
    text, claims = "", []
    for _, entity_id, entity, place_id, metric_id, nature, base in drawn:
        month = (day - timedelta(days=40)).replace(day=1)
        end = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        quote = f"{round(base * (1 + 0.01 * ((month.year - 2015) * 12 + month.month - 1))):,}"
        at = len(text) + QUOTE_END
        text += SENTENCE.format(quote)
        fields: dict[str, Any] = dict.fromkeys(Claim.__slots__)
        value = float(quote.replace(",", ""))
        fields |= {"start": at - len(quote), "end": at, "quote": quote, "low": value, "high": value}
        fields |= {"entity": entity, "entity_id": entity_id, "place_id": place_id, "metric_id": metric_id}
        fields |= {"period_start": month if nature == "flow" else None, "period_end": end, "period_origin": "stated"}
        fields |= {"comparator": "eq", "unit": "count", "kind": "level", "modality": "actual", "confidence": 0.9}
        claims.append(Claim(**(fields | {"rule": "benchmark"})))
    return text, claims
