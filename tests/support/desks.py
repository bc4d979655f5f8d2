"""A desk: a configuration that watches a sample press, a data folder, and ways to run the line over them."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from shutil import copyfile, copytree
from typing import Any

import yaml
from made_once import made_once
from shipped import shipped_rulebook
from warm import run_warm

from extractors.errors import ClaimwatchError
from flows.assembly import build_line
from flows.catalogue import read_catalogue
from flows.daily import PLAIN, Stages, run_daily
from flows.line import Line, new_run_id
from flows.outcome import RunOutcome
from flows.press.articles import PressArticle, read_articles
from flows.press.publishers import read_publishers
from flows.press.server import PressServer
from flows.settings import PROJECT, Paths, Settings, read_settings
from warehouse.currency_rates import PACKAGE, read_package_rates, save_rates
from warehouse.database import PRIVATE_NAME, PUBLISHED_NAME, connect, open_warehouse
from warehouse.digest import content_digest
from warehouse.locking import WriterLock
from warehouse.publishing import Published
from warehouse.report import ReportResult
from warehouse.report_assets import save_vega

# Pages are read in the test's own process, where the rules are compiled once: a worker takes a third of a second of
# each run. Under limits, as in a run by command, pages go to workers.
IN_THIS_PROCESS: dict[str, Any] = {"page_seconds": None, "page_memory_mb": None}
IN_WORKERS: dict[str, Any] = {"page_seconds": 30.0, "page_memory_mb": 1500}

# One publisher of each kind that the line must cope with; the whole press runs once, in test_demo.py.
SMALL = ("sample_wire", "sample_robot_herald", "sample_gongye_ribao", "sample_zhuanzai_zhan")


@cache
def _read_all() -> tuple[PressArticle, ...]:
    """The articles of the sample press, parsed once for this process."""
    return read_articles()


def open_press(
    names: Sequence[str], ports: Mapping[str, int] | None = None, *, newest: int | None = None
) -> PressServer:
    """These publishers of the sample press; `newest` leaves each of them only so many articles."""
    articles = [article for name in names for article in _of_publisher(name)[-newest if newest else None :]]
    return PressServer(
        articles=sorted(articles, key=lambda article: (article.published, article.id)),
        publishers=[publisher for publisher in read_publishers() if publisher.id in names],
        ports=ports,
    )


def _of_publisher(name: str) -> list[PressArticle]:
    return [article for article in _read_all() if article.publisher == name]


def _prove_words(cache_dir: Path) -> None:
    """Notes that the words of config/ compile, which this process found out once."""
    cache_dir.mkdir()
    (cache_dir / f"compiles-{shipped_rulebook().version}").touch()


def _make_empty_warehouse(folder: Path) -> None:
    """A migrated warehouse without a row but exchange rates."""
    with open_warehouse(folder, command="test") as warehouse:
        package = f"{PACKAGE} {version(PACKAGE)}"
        save_rates(warehouse.connection, read_package_rates(), package=package, loaded_at=datetime.now(UTC))


_built: list[tuple[object, Line]] = []  # the last line, and what it was made of


def _build_line(paths: Paths, settings: Settings) -> Line:
    """`build_line`, or the last one over the same configuration: reading that takes a tenth of a short run."""
    files = [(path, path.stat().st_mtime_ns) for path in sorted(paths.config.rglob("*"))]
    made_of = (paths.config, files, settings)
    if not _built or _built[0][0] != made_of:
        _built[:] = [(made_of, build_line(paths, settings))]
    return _built[0][1]


def _make_charts(folder: Path) -> None:
    """The bundle of scripts that every report needs; a first run would take a second for it."""
    (folder / "assets").mkdir(exist_ok=True)
    save_vega(folder)


def write_config(folder: Path, sources: Sequence[Mapping[str, Any]]) -> Path:
    """The project's configuration with these sources in place of the real ones."""
    for name in ("metrics", "entities", "units", "languages", "topics", "settings.yaml"):
        (folder / name).symlink_to(PROJECT / "config" / name)
    (folder / "sources").mkdir()
    for source in sources:
        plain = {key: value for key, value in source.items() if key != "broken_by_design"}
        (folder / "sources" / f"{source['id']}.yaml").write_text(yaml.safe_dump(plain, allow_unicode=True))
    return folder


# A whole run up to the published copy, for tests that ask for nothing in the report: it takes half a second.
WITHOUT_REPORT = replace(PLAIN, report=lambda _line, copy: ReportResult(copy.path, 0, 0, 0, 0, 0, 0.0))


def _copy_alone(line: Line, lock: WriterLock) -> Published:
    """The copy without series, for tests that ask for articles and runs: half a second less."""
    copy = copyfile(line.data_dir / PRIVATE_NAME, line.data_dir / PUBLISHED_NAME)
    return Published(Path(copy), datetime.now(UTC), 0, 0)


UP_TO_THE_LOAD = replace(WITHOUT_REPORT, publish=_copy_alone)


@dataclass(frozen=True)
class Desk:
    """A configuration, a data folder, and ways to run the line over them."""

    config: Path
    data: Path

    def warm(self) -> Desk:
        """The same desk with its configuration validated, as every run but the first finds it: one second less."""
        cache = self.data / "cache"
        if self.data.is_dir() and not cache.exists():
            _prove_words(cache)
            with contextlib.suppress(ClaimwatchError):  # a test's mistake in it is for the command to tell
                read_catalogue(self.config, cache_dir=cache)
        return self

    def line(self, **changes: Any) -> Line:
        self.warm()
        if "command" not in changes:  # a daily run; tests of processes make their warehouse themselves
            self._furnish()
        started = datetime.now(UTC)
        own = {"data_dir": self.data, "run_id": new_run_id(started), "started": started}
        return replace(_build_line(self.paths, self.read_settings()), **{**own, **IN_THIS_PROCESS, **changes})

    @property
    def paths(self) -> Paths:
        return Paths(config=self.config, data=self.data)

    def read_settings(self) -> Settings:
        """Those of the environment, with what makes runs short."""
        return read_settings(self.paths).model_copy(
            update={
                "contact": "desk@example.org",
                "retries": 1,
                "per_host_delay": 0.0,
                "jobs": 1,
                "publish_tables": False,
            }
        )

    def copy(self, folder: Path) -> Desk:
        """A desk that goes on from here in `folder`, over the same configuration."""
        return Desk(self.config, copytree(self.data, folder))

    def _furnish(self) -> None:
        """An empty warehouse where there is none, nor what a killed run left of one."""
        self.data.mkdir(parents=True, exist_ok=True)
        if not any(self.data.glob("*warehouse.duckdb*")) and not any(self.data.glob(".warehouse.duckdb*")):
            empty = made_once("empty-warehouse", _make_empty_warehouse)
            copyfile(empty / PRIVATE_NAME, self.data / PRIVATE_NAME)

    def run(self, steps: Stages = WITHOUT_REPORT) -> RunOutcome:
        return run_daily(self.line(), steps)

    def digest(self) -> Mapping[str, Any]:
        with connect(self.data / "warehouse.duckdb", read_only=True) as connection:
            return content_digest(connection)

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        with connect(self.data / "claimwatch.duckdb", read_only=True) as connection:
            return connection.execute(sql).fetchall()

    def environment(self) -> dict[str, str]:
        ours = {
            "CLAIMWATCH_CONTACT": "desk@example.org",
            "CLAIMWATCH_RETRIES": "1",
            "CLAIMWATCH_PER_HOST_DELAY": "0",
            "CLAIMWATCH_JOBS": "1",
            "CLAIMWATCH_PUBLISH_TABLES": "false",  # a second of each run; see test_published_tables.py
            "COLUMNS": "200",
        }
        return {**os.environ, **ours}

    def unmeasured(self) -> dict[str, str]:
        """For processes that are killed, or are not ours: coverage would only slow them down."""
        return {name: value for name, value in self.environment().items() if not name.startswith("COVERAGE_")}

    def command(self, *arguments: str) -> list[str]:
        self.warm()
        return [sys.executable, "-m", "flows.cli", *self._place(), *arguments]

    def _place(self) -> list[str]:
        return ["--config", str(self.config), "--data", str(self.data)]

    def call(self, *arguments: str, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        """The command in a process of its own, to its end, with `given` on standard input."""
        self.warm()
        return run_warm([*self._place(), *arguments], {**self.environment(), **environment}, given=given)

    def call_cold(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The same started from nothing, for commands whose own start or processes matter."""
        return subprocess.run(
            self.command(*arguments), env=self.unmeasured(), capture_output=True, text=True, timeout=120, check=False
        )


def make_desk(folder: Path, press: PressServer) -> Desk:
    """A desk over a running press, in an empty folder."""
    (folder / "config").mkdir(parents=True)
    copytree(made_once("charts", _make_charts), folder / "data" / "report")
    return Desk(write_config(folder / "config", press.sources()), folder / "data")
