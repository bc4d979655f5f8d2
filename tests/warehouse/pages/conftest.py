"""A small published copy with everything that the report shows, and a real browser to look at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import copyfile

import duckdb
import pytest
from chromium import open_chromium
from playwright.sync_api import Browser

from warehouse import migrations
from warehouse.derivation import refresh_series

HOSTILE_TITLE = "<img src=x onerror=\"window.ran='title'\"><script>window.ran='script'</script>"
HOSTILE_SENTENCE = "</script><script>window.ran='quote'</script> counted 4.1 million \u2028 stations"


@dataclass(frozen=True)
class Said:
    """One claim as the press made it."""

    metric: str
    entity: str
    low: float | None
    high: float | None
    end: date
    source: str
    published: date
    sentence: str
    start: date | None = None
    unit: str = "count"
    comparator: str = "eq"
    modality: str = "actual"
    attributed: str | None = None
    kind: str = "level"
    basis: str | None = None
    lang: str = "en"
    url: str | None = None
    title: str = "A story"


Save = Callable[[Path, list[Said]], None]


def _stations() -> list[Said]:
    """5G base stations of China, month by month, with bounds, a target, a forecast and two publishers that disagree."""
    months = [(2024, 1, 31), (2024, 2, 29), (2024, 3, 31), (2024, 4, 30), (2024, 5, 31), (2024, 6, 30)]
    said = [
        Said("stations", "china", 3.5e6 + 60_000 * number, 3.5e6 + 60_000 * number, date(year, month, day), "ministry",
             date(year, month + 1, 20), f"The country counted {3.5 + 0.06 * number:.2f} million stations.")
        for number, (year, month, day) in enumerate(months)
    ]  # fmt: skip
    return [
        *said,
        Said("stations", "china", 3.9e6, None, date(2024, 8, 31), "daily", date(2024, 9, 12), "已建成超过390万个基站。",
             comparator="gt", lang="zh", title="基站数量再创新高"),
        Said("stations", "china", None, 4.3e6, date(2024, 10, 31), "wire", date(2024, 11, 12),
             "Fewer than 4.3 million stations were running.", comparator="lt"),
        Said("stations", "china", 4.5e6, 4.5e6, date(2025, 12, 31), "ministry", date(2025, 1, 6),
             "Officials plan 4.5 million stations.", modality="target"),
        Said("stations", "china", 4.7e6, 4.7e6, date(2025, 12, 31), "wire", date(2025, 2, 6),
             "A bank expects 4.7 million.", modality="expected"),
        Said("stations", "china", 4.1e6, 4.1e6, date(2024, 12, 31), "wire", date(2025, 1, 22), HOSTILE_SENTENCE,
             url="javascript:window.ran='link'", title=HOSTILE_TITLE),
        Said("stations", "china", 4.25e6, 4.25e6, date(2024, 12, 31), "daily", date(2025, 1, 21),
             "基站总数为425万个。", lang="zh"),
    ]  # fmt: skip


def _robots() -> list[Said]:
    """Yearly robot output, its growth, and what must be held."""
    output = [366_044, 443_055, 429_534, 556_369]
    said = [
        Said("output", "china", count, count, date(year, 12, 31), "bureau", date(year + 1, 1, 17),
             f"Factories made {count:,} robots in {year}.", start=date(year, 1, 1))
        for year, count in zip(range(2021, 2025), output, strict=True)
    ]  # fmt: skip
    growth = [
        Said("output", "china", value, value, date(year, 12, 31), "bureau", date(year + 1, 1, 17),
             f"Output changed by {value} percent.", start=date(year, 1, 1), unit="percent", kind="growth", basis="yoy")
        for year, value in ((2022, 21.0), (2023, -3.1), (2024, 29.5))
    ]  # fmt: skip
    held = Said(
        "stations", "china", 9.9e9, 9.9e9, date(2024, 6, 30), "daily", date(2024, 7, 2), "A misprint of 9.9 billion."
    )
    context = Said("", "china", 6, 6, date(2024, 6, 30), "daily", date(2024, 7, 2), "Trials run in six cities.")
    return [*said, *growth, held, context]


def _provinces() -> list[Said]:
    """Stations of four provinces; of one a year before too."""
    counts = [("CN-GD", 2023, 320_000), ("CN-GD", 2024, 400_000), ("CN-ZJ", 2024, 250_000), ("CN-SX", 2024, 90_000)]
    return [
        Said("stations", province, count, count, date(year, 12, 31), "daily", date(year + 1, 1, 9),
             f"{province} had {count:,} of them.")
        for province, year, count in [*counts, ("CN-HA", 2023, 130_000)]
    ]  # fmt: skip


@pytest.fixture(scope="session")
def published_copy(tmp_path_factory: pytest.TempPathFactory, save_copy: Save) -> Path:
    """A copy with twelve months of stations, those of four provinces, four years of robots, targets, a disagreement and
    hostile text.
    """
    path = tmp_path_factory.mktemp("published") / "claimwatch.duckdb"
    save_copy(path, [*_stations(), *_robots(), *_provinces()])
    return path


@pytest.fixture(scope="session")
def empty_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated warehouse that nothing was loaded into."""
    path = tmp_path_factory.mktemp("empty") / "claimwatch.duckdb"
    with duckdb.connect(str(path)) as connection:
        migrations.migrate(connection, path)
    return path


@pytest.fixture(scope="session")
def save_copy(empty_copy: Path) -> Save:
    """Writes a published copy of the given statements."""

    def save(path: Path, said: list[Said]) -> None:
        copyfile(empty_copy, path)
        with duckdb.connect(str(path)) as connection:
            _fill(connection, said)

    return save


@pytest.fixture(scope="session")
def said() -> type[Said]:
    """The record that `save_copy` takes."""
    return Said


def _fill(connection: duckdb.DuckDBPyConnection, said: list[Said]) -> None:
    connection.begin()  # a commit for each row would take most of the time
    connection.execute(CATALOGUE)
    for number, one in enumerate(said):
        _insert(connection, number, one)
    connection.commit()
    refresh_series(connection)


CATALOGUE = """
INSERT INTO topics VALUES ('5g', '5G', '5G'), ('robotics', 'Robotics', '机器人');
INSERT INTO metrics BY NAME
    SELECT 'stations' AS metric_id, '5G base stations' AS name_en, '5G基站' AS name_zh, '5g' AS topic, 'count' AS unit,
        ['count'] AS units, 'stations' AS "of", 'level' AS kind, 'stock' AS nature,
        'All stations in use.' AS definition;
INSERT INTO metrics BY NAME
    SELECT 'output' AS metric_id, 'Industrial robot output' AS name_en, '工业机器人产量' AS name_zh,
        'robotics' AS topic, 'count' AS unit, ['count'] AS units, 'sets' AS "of", 'level' AS kind, 'flow' AS nature;
INSERT INTO metric_ranges VALUES ('stations', 'country', 100000, 8000000);
INSERT INTO entities BY NAME
    SELECT 'china' AS entity_id, 'China' AS name_en, '中国' AS name_zh, 'country' AS scope, true AS is_place;
INSERT INTO entity_names BY NAME
    SELECT 'cathay' AS name, 'en' AS lang, 'china' AS entity_id, 'Cathay' AS written, DATE '1949-09-30' AS valid_to;
INSERT INTO entities BY NAME
    SELECT unnest(['CN-GD', 'CN-ZJ', 'CN-SX', 'CN-HA', 'CN-XJ']) AS entity_id,
        unnest(['Guangdong', 'Zhejiang', 'Shanxi', 'Henan', 'Xinjiang']) AS name_en,
        unnest(['广东', '浙江', '山西', '河南', '新疆']) AS name_zh, 'province' AS scope, true AS is_place,
        unnest([6, 5, 2, 3, 2]) AS tile_row, unnest([4, 6, 4, 4, 0]) AS tile_column;
INSERT INTO metric_ranges VALUES ('stations', 'province', 1000, 1000000);
INSERT INTO sources BY NAME
    SELECT unnest(['ministry', 'bureau', 'wire', 'daily', 'silent']) AS source_id,
        unnest(['Ministry of Lines', 'Bureau of Counts', 'The Wire', 'Evening Daily', 'Silent Gazette']) AS name_en,
        unnest(['有线部', '计数局', NULL, '晚报', NULL]) AS name_zh,
        unnest(['official', 'official', 'agency', 'media', 'media']) AS tier, unnest([1, 1, 2, 4, 4]) AS tier_rank,
        source_id AS publisher_group, true AS enabled, 30 AS stale_after_days;
INSERT INTO source_checks BY NAME
    SELECT source_id, TIMESTAMP '2025-02-08 06:00:00' AS checked_at, if(source_id = 'silent', 'failed', 'ok') AS state,
        if(source_id = 'silent', 'connection refused <b>here</b>', NULL) AS reason,
        TIMESTAMP '2025-02-06' AS newest_entry
    FROM sources;
"""


def _insert(connection: duckdb.DuckDBPyConnection, number: int, one: Said) -> None:
    version = f"v{number}"
    url = one.url or f"https://news.example.org/{one.source}/{number}?a=1&b=2"
    connection.execute(
        """
        INSERT INTO articles BY NAME
        SELECT $version AS version_id, 'd' || $version AS doc_id, $published AS doc_date,
            $published::TIMESTAMP AS first_seen, $source AS source_id, $source AS publisher,
            $url AS url, $title AS title, $lang AS lang,
            $published AS published_day, $sentence AS text, $number AS signature
        """,
        {"version": version, "published": one.published, "source": one.source, "url": url, "title": one.title,
         "lang": one.lang, "sentence": one.sentence, "number": 0},
    )  # fmt: skip
    connection.execute(
        "INSERT INTO readings BY NAME SELECT $version AS version_id, 'd' || $version AS doc_id, $day AS doc_date, "
        "'r1' AS rulebook, $at AS read_at, 1 AS claims",
        {"version": version, "day": one.published, "at": datetime(2025, 2, 8, tzinfo=UTC).replace(tzinfo=None)},
    )
    connection.execute(
        """
        INSERT INTO claim_readings BY NAME
        SELECT 'c' || $version AS claim_id, $version AS version_id, 'd' || $version AS doc_id,
            $published AS doc_date, 'r1' AS rulebook, 0 AS number,
            $quote AS quote, $sentence AS sentence, $low AS low, $high AS high,
            $comparator AS comparator, $unit AS unit, $metric AS metric_id,
            $kind AS kind, $basis AS basis, 'China' AS entity, $entity AS entity_id,
            $start::DATE AS period_start, $end::DATE AS period_end, 'stated' AS period_origin, $modality AS modality,
            $attributed AS attributed_to, 1.0 AS confidence, 0.0 AS precision
        """,
        {"version": version, "published": one.published,
         "quote": one.sentence[:12], "sentence": one.sentence, "low": one.low, "high": one.high,
         "comparator": one.comparator, "unit": one.unit, "metric": one.metric or None, "kind": one.kind,
         "basis": one.basis, "entity": one.entity, "start": one.start, "end": one.end, "modality": one.modality,
         "attributed": one.attributed},
    )  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for a module's tests; a second one beside it in the same process is refused by its library."""
    with open_chromium() as chromium:
        yield chromium
