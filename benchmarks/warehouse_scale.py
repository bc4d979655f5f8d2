"""How the warehouse does when it is large: loads, refreshes, publishing, and what every view is asked.

    .venv/bin/python benchmarks/warehouse_scale.py [--claims 10000000] [--rounds 5] [--keep FOLDER] [--folder FOLDER]

Builds a warehouse of made-up news (synthetic_warehouse.py), derives its series once, and sets beside each other what a
load of 5,000 claims and the refresh behind it cost in an empty warehouse and in the large one. Then asks the published
copy: of every view the first hundred rows and their number, and what people ask it. Figures are medians over the
rounds. `--keep` leaves the warehouse in a folder, `--folder` asks the one that lies there.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median

import duckdb
from synthetic_warehouse import fill, open_synthetic, stage_news

from warehouse.database import Warehouse
from warehouse.derivation import refresh_series
from warehouse.loading import load_batch
from warehouse.publishing import publish

HOT = "(SELECT series_id FROM observations WHERE modality = 'actual' ORDER BY claims DESC LIMIT 1)"
QUESTIONS = {
    "observations of one metric and entity": (
        "SELECT * FROM observations WHERE metric_id = $metric AND entity_id = $entity"
    ),
    "the newest of the hottest series": "SELECT * FROM series_latest WHERE series_id = $series",
    "observations of the hottest series": "SELECT * FROM observations WHERE series_id = $series",
    "claims of one metric and entity, last month": (
        "SELECT quote, url FROM claims WHERE metric_id = $metric AND entity_id = $entity "
        "AND published_day >= DATE '2025-12-01'"
    ),
    "that series as of mid-2024": "SELECT * FROM observations_as_of(DATE '2024-06-30', now(), $metric, $entity)",
    "one claim by its id": "SELECT * FROM claims WHERE claim_id = $claim",
    "the newest 50 claims": "SELECT claim_id, quote, url FROM claims WHERE published_day >= DATE '2025-12-30' LIMIT 50",
    "held claims by reason": "SELECT reason, count(*) FROM held GROUP BY ALL",
    "target_status of one metric": "SELECT * FROM target_status WHERE metric_id = $metric AND entity_id = $entity",
    "targets by state": "SELECT state, count(*) FROM target_status GROUP BY ALL",
    "revisions of one series": "SELECT * FROM revisions WHERE series_id = $series",
    "revisions of a month": "SELECT * FROM revisions WHERE changed_on >= DATE '2025-12-01' LIMIT 100",
    "releases of one series": "SELECT * FROM releases WHERE series_id = $series",
    "contradictions of a month": "SELECT * FROM contradictions WHERE published_day >= DATE '2025-12-01' LIMIT 100",
    "growth that differs": "SELECT * FROM growth_check WHERE verdict = 'differs' LIMIT 100",
    "parts above their whole": "SELECT * FROM parts_and_wholes WHERE verdict <> 'within' LIMIT 100",
    "sources that are silent": "SELECT * FROM source_health WHERE stale",
    "one entry": "SELECT * FROM entry_states WHERE canonical_url = 'https://press.example/7'",
}


def main() -> int:
    """Prints the figures."""
    options = _read_options()
    with _folder(options) as data:
        if options.folder is None:
            _measure_writing(data, options.claims, options.rounds)
        _ask(data / "large" / "claimwatch.duckdb", options.rounds)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    print(f"{'peak memory':<52}{peak:>12,.0f} MB")
    return 0


def _read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="build it here, and leave it")
    parser.add_argument("--folder", type=Path, help="ask the one that --keep left here")
    options = parser.parse_args()
    if not 20 <= options.claims <= 20_000_000 or options.rounds < 1:
        parser.error("--claims lies between 20 and 20,000,000, --rounds is at least 1")
    if options.folder is not None and not (options.folder / "large" / "claimwatch.duckdb").exists():
        parser.error(f"{options.folder}: --keep has left no warehouse here")
    return options


@contextmanager
def _folder(options: argparse.Namespace) -> Iterator[Path]:
    kept = options.folder or options.keep
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
        return
    with tempfile.TemporaryDirectory(prefix="scale-") as folder:
        yield Path(folder)


def _measure_writing(data: Path, claims: int, rounds: int) -> None:
    with open_synthetic(data / "empty") as empty, open_synthetic(data / "large") as large:
        refresh_series(empty.connection)
        _say(f"building {claims:,} claims", _time(lambda: fill(large, claims)))
        _say("deriving all series", _time(lambda: refresh_series(large.connection)))
        loads, refreshes = _time_loads((empty, large), data, rounds)
    _say_beside("load of 5,000 claims", *loads)
    _say_beside("refresh behind it", *refreshes)
    _say("publish", _time(lambda: publish(data / "large")))
    size = (data / "large" / "claimwatch.duckdb").stat().st_size
    print(f"{'published copy':<52}{size / 1e6:>12,.0f} MB")


def _time_loads(
    warehouses: Sequence[Warehouse], data: Path, rounds: int
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """For each warehouse the medians of several loads, each of a batch of its own, and of the refreshes behind them.

    By turns: what else the machine does then slows both down.
    """
    loads: list[list[float]] = [[] for _ in warehouses]
    refreshes: list[list[float]] = [[] for _ in warehouses]
    for number in range(rounds + 1):  # the first warms up
        for place, warehouse in enumerate(warehouses):
            staged = stage_news(data, warehouse.connection, number)
            loads[place].append(_time(partial(load_batch, warehouse, staged)))
            refreshes[place].append(_time(partial(refresh_series, warehouse.connection)))
    return tuple(median(times[1:]) for times in loads), tuple(median(times[1:]) for times in refreshes)


def _ask(copy: Path, rounds: int) -> None:
    with duckdb.connect(str(copy), read_only=True) as connection:
        series, metric, entity, claim = connection.execute(
            f"SELECT series_id, metric_id, entity_id, claim_id FROM observations WHERE series_id = {HOT} LIMIT 1"
        ).fetchall()[0]
        known = {"series": series, "metric": metric, "entity": entity, "claim": claim}
        views = connection.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY 1").fetchall()
        for (view,) in views:
            _answer(connection, f"{view}: first 100 rows", f"SELECT * FROM {view} LIMIT 100", {}, rounds)
            _answer(connection, f"{view}: how many", f"SELECT count(*) FROM {view}", {}, rounds)
        for words, question in QUESTIONS.items():
            asked = {name: value for name, value in known.items() if f"${name}" in question}
            _answer(connection, words, question, asked, rounds)


def _answer(
    connection: duckdb.DuckDBPyConnection, words: str, question: str, asked: dict[str, str], rounds: int
) -> None:
    _say(words, median(_time(lambda: connection.execute(question, asked).fetchall()) for _ in range(rounds)))


def _time(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _say(words: str, seconds: float) -> None:
    print(f"{words:<52}{seconds * 1000:>12,.0f} ms", flush=True)


def _say_beside(words: str, small: float, large: float) -> None:
    print(f"{words:<52}{small * 1000:>12,.0f} ms empty {large * 1000:>10,.0f} ms large, ratio {large / small:.2f}")


if __name__ == "__main__":
    sys.exit(main())
