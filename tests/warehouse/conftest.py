"""A desk to test the warehouse from: articles and claims of our own wording, staged and loaded for real."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from money import publish_money
from stories import derive
from told import Ask, ask_of, load_told

from extractors.records import Article, Claim
from warehouse import identity
from warehouse.building import build_article_row, build_claim_rows, build_reading_row
from warehouse.database import Warehouse, open_warehouse
from warehouse.loading import LoadResult, load_batch
from warehouse.rows import Batch, EntryRow, SegmentRow, SourceCheckRow
from warehouse.staging import StagedBatch, stage_batch

ROOT = Path(__file__).resolve().parents[2]
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)

SOURCES = [
    {
        "id": source,
        "name": {"en": name, "zh": None},
        "tier": tier,
        "group": "press",
        "house": house,
        "homepage": f"https://{source}.example",
        "type": "rss",
        "url": [f"https://{source}.example/feed"],
        "language": "en",
        "zone": "Asia/Shanghai",
        "topics": ["5g"],
        "enabled": True,
        "stale_after_days": 14,
    }
    for source, name, tier, house in (
        ("ministry", "The Ministry", "official", "ministry"),
        ("wire", "The Wire", "agency", "wire"),
        ("gazette", "The Gazette", "media", "gazette"),
        ("gazette_en", "The Gazette in English", "media", "gazette"),
        ("mirror", "The Mirror", "copy", "mirror"),
        ("bulletin", "The Bulletin", "official", "miit"),
        ("acme_news", "News of Acme", "trade", "acme"),
    )
]
METRICS = [
    {
        "id": "base_stations",
        "name": {"en": "5G base stations", "zh": "5G基站"},
        "topic": "5g",
        "definition": "Stations in operation",
        "unit": "count",
        "units": ["count"],
        "of": {"en": "stations", "zh": "基站"},
        "kind": "level",
        "nature": "stock",
        "ranges": {"country": [130_000, 8_000_000], "city": [100, 600_000]},
        "publisher": "MIIT telecom statistics",
        "frequency": "monthly",
    },
    {
        "id": "classes",
        "name": {"en": "Classes", "zh": "行业数"},
        "topic": "robotics",
        "unit": "count",
        "units": ["count"],
        "kind": "level",
        "nature": "stock",
        "variants": [
            {"name": {"en": "Major classes", "zh": "大类数"}, "words": {"en": ["major"], "zh": ["大类"]}},
            {"name": {"en": "Medium classes", "zh": "中类数"}, "words": {"en": ["medium"], "zh": ["中类"]}},
        ],
    },
    {
        "id": "robot_output",
        "name": {"en": "Robot output", "zh": "机器人产量"},
        "topic": "robotics",
        "unit": "count",
        "units": ["count"],
        "kind": "level",
        "nature": "flow",
        "publisher": "statistics office",
    },
    {
        "id": "new_robots",
        "name": {"en": "New robots", "zh": "新增机器人"},
        "topic": "robotics",
        "unit": "count",
        "units": ["count"],
        "kind": "level",
        "nature": "flow",
        "cumulative_from_january": True,
    },
    {
        "id": "revenue",
        "name": {"en": "Revenue", "zh": "收入"},
        "topic": "robotics",
        "unit": "money",
        "units": ["money"],
        "kind": "level",
        "nature": "flow",
    },
    {
        "id": "penetration",
        "name": {"en": "Penetration", "zh": "普及率"},
        "topic": "5g",
        "unit": "percent",
        "units": ["percent"],
        "kind": "share",
        "nature": "ratio",
        "ranges": {"country": [0, 100]},
    },
]
ENTITIES = [
    {"id": "WORLD", "name": {"en": "World", "zh": "全球"}, "kind": "world", "aliases": {}},
    {"id": "CN", "name": {"en": "China", "zh": "中国"}, "kind": "country", "aliases": {"zh": ["我国"]}},
    {"id": "CN-GD", "name": {"en": "Guangdong", "zh": "广东"}, "kind": "province", "parent": "CN", "aliases": {}},
    {"id": "CN-GZ", "name": {"en": "Guangzhou", "zh": "广州"}, "kind": "city", "parent": "CN-GD", "aliases": {}},
    {"id": "acme", "name": {"en": "Acme Robots", "zh": "顶峰"}, "kind": "company", "home": "CN", "aliases": {}},
    {
        "id": "miit",
        "name": {"en": "Ministry of Industry and Information Technology", "zh": "工业和信息化部"},
        "kind": "agency",
        "aliases": {"en": ["MIIT"], "zh": ["工信部"]},
    },
    {"id": "house", "name": {"en": "Research House", "zh": "研究社"}, "kind": "research_firm", "aliases": {}},
]
TOPICS = [{"id": "5g", "name": {"en": "5G", "zh": "5G"}}]
UNITS = [
    {"id": "kilowatt_hour", "symbol": "kWh", "dimension": "energy"},
    {"id": "megawatt_hour", "symbol": "MWh", "dimension": "energy"},
]

STATED = Claim(
    start=0,
    end=0,
    quote="",
    low=None,
    high=None,
    comparator="eq",
    unit="count",
    of="5G base stations",
    per=None,
    metric="5G base stations",
    metric_original=None,
    metric_id="base_stations",
    kind="level",
    basis=None,
    entity="China",
    entity_id="CN",
    place="China",
    place_id="CN",
    period_start=None,
    period_end=None,
    period_origin=None,
    modality="actual",
    attributed_to=None,
)


class Desk:
    """Writes articles, stages and loads them under one data directory."""

    def __init__(self, data_dir: Path, template: Path) -> None:
        self.data_dir = data_dir
        self.staging = data_dir / "staging"
        self.template = template

    def open(self, command: str = "test") -> Warehouse:
        """The warehouse with the test catalogue in it, made from the template if there is none yet."""
        path = self.data_dir / self.template.name
        if not path.exists():
            self.data_dir.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.template, path)
        return open_warehouse(self.data_dir, command=command)

    def beside(self, name: str) -> Desk:
        """Another desk, over a data directory of its own."""
        return Desk(self.data_dir.with_name(name), self.template)

    def claim(self, quote: str, low: float | None, high: float | None = None, **fields: Any) -> Claim:
        """A claim with a quote; the article finds its span. A single value is a point unless `high` is given."""
        comparator = fields.get("comparator", "eq")
        top = low if high is None and comparator in {"eq", "approx"} else high
        return replace(STATED, quote=quote, low=low, high=top, **fields)

    def batch(
        self,
        name: str,
        articles: Sequence[dict[str, Any]] = (),
        *,
        source: str = "wire",
        run: str = "run-1",
        rulebook: str = "rules-1",
        at: datetime = NOON,
    ) -> Batch:
        """A batch of articles: dicts with `url`, `day`, `claims`, and optionally `title`, `text`, `signature`."""
        rows, readings, claims, entries = [], [], [], []
        for spec in articles:
            row, read = self._article(spec, source=source, run=run, batch=name, at=at)
            rows.append(row)
            readings.append(build_reading_row(row, len(read), rulebook=rulebook, read_at=at))
            claims += build_claim_rows(row, read, rulebook=rulebook, read_at=at)
            entries.append(self.entry(spec["url"], source=source, run=run, batch=name, at=at, doc_id=row.doc_id))
        return Batch(
            batch_id=name,
            run_id=run,
            source_id=source,
            source_check=SourceCheckRow(source, at, "ok", None, len(rows), len(rows), at, run, name),
            entries=tuple(entries),
            articles=tuple(rows),
            readings=tuple(readings),
            claims=tuple(claims),
            segment=SegmentRow(f"{name}.warc.gz", source, "00", 1, len(rows), run, name),
        )

    def entry(self, url: str, *, source: str, run: str, batch: str, at: datetime = NOON, **fields: Any) -> EntryRow:
        """The event of one link, loaded unless said otherwise."""
        row = EntryRow(
            entry_id=identity.entry_id(source, url),
            source_id=source,
            url=url,
            canonical_url=url,
            doc_id=None,
            title=None,
            published=None,
            updated=None,
            fate="loaded",
            reason=None,
            attempts=1,
            http_status=200,
            etag=None,
            last_modified=None,
            segment=None,
            retry_after=None,
            seen_at=at,
            run_id=run,
            batch_id=batch,
        )
        return replace(row, **fields)

    def stage(self, batch: Batch) -> StagedBatch:
        """The batch on disk."""
        return stage_batch(self.staging, batch)

    def load(self, warehouse: Warehouse, batch: Batch) -> LoadResult:
        """The batch staged and loaded."""
        return load_batch(warehouse, self.stage(batch))

    def _article(self, spec: dict[str, Any], *, source: str, run: str, batch: str, at: datetime) -> tuple[Any, Any]:
        claims = spec.get("claims", ())
        text = spec.get("text") or " ".join(f"Officials counted {claim.quote} of them." for claim in claims) or "None."
        placed, position = [], 0
        for claim in claims:
            start = text.index(claim.quote, position)
            position = start + len(claim.quote)
            placed.append(replace(claim, start=start, end=position))
        article = Article(
            id=spec["url"],
            url=spec["url"],
            canonical_url=spec.get("canonical", spec["url"]),
            title=spec.get("title", "A title"),
            author=None,
            lang="en",
            published=spec.get("day", date(2026, 2, 20)),
            published_origin="feed",
            text=text,
            signature=spec.get("signature", 0),
            topics=("5g",),
        )
        row = build_article_row(
            article,
            url=spec["url"],
            source_id=source,
            publisher=source,
            fetched=spec.get("fetched", at),
            segment=f"{batch}.warc.gz",
            run_id=run,
            batch_id=batch,
        )
        return row, placed


@pytest.fixture(scope="session")
def catalogue() -> SimpleNamespace:
    """What the test catalogue is made of, for tests that change it."""
    return SimpleNamespace(SOURCES=SOURCES, TOPICS=TOPICS, METRICS=METRICS, ENTITIES=ENTITIES, UNITS=UNITS)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated warehouse file with the test catalogue in it: making one takes longer than copying it."""
    directory = tmp_path_factory.mktemp("template")
    with open_warehouse(directory, command="test") as warehouse:
        warehouse.sync_catalogue(SOURCES, TOPICS, METRICS, ENTITIES, UNITS)
        return warehouse.path


@pytest.fixture(scope="session")
def new_desk(tmp_path_factory: pytest.TempPathFactory, template: Path) -> Callable[[], Desk]:
    """Makes desks that several tests share."""
    return lambda: Desk(tmp_path_factory.mktemp("shared") / "data", template)


@pytest.fixture
def desk(tmp_path: Path, template: Path) -> Desk:
    """A desk over an empty data directory."""
    return Desk(tmp_path / "data", template)


@pytest.fixture(scope="session")
def money(new_desk: Callable[[], Desk]) -> Desk:
    """A published copy with money in it, to be read only."""
    desk = new_desk()
    assert publish_money(desk).rates
    return desk


@pytest.fixture(scope="module")
def _all_told(request: pytest.FixtureRequest, new_desk: Callable[[], Desk]) -> Iterator[Warehouse]:
    """A warehouse of what all tests of a module are told, derived and checked."""
    desk = new_desk()
    with desk.open() as warehouse:
        load_told(warehouse, desk, request.module)
        derive(warehouse, "SELECT 1")
        yield warehouse


@pytest.fixture
def query(request: pytest.FixtureRequest, _all_told: Warehouse) -> Ask:
    """Asks of what came of the stories that the test is told."""
    return lambda sql: ask_of(_all_told, request.function.__name__, sql)


@pytest.fixture(scope="session")
def later() -> Callable[[float], datetime]:
    """A moment some hours after the first batch."""
    return lambda hours: NOON + timedelta(hours=hours)


@pytest.fixture(scope="module")
def start_python() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts a Python process with the project on its path; what still lives at the end of the module is killed."""
    started: list[subprocess.Popen[str]] = []

    def start(code: str, *arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", code, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()
