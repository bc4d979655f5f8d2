"""Anybody's SQL: what it may see, and what it may not do."""

from __future__ import annotations

import csv
import io
import json
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from extractors.errors import DamagedError, DiskError, UsageError
from warehouse.publishing import publish
from warehouse.querying import Limits, _read_note, run_query
from warehouse.sealed import find_objection, open_sealed

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, template: Path) -> Path:
    """A data directory with a readers' copy in it."""
    directory = tmp_path_factory.mktemp("published")
    (directory / template.name).write_bytes(template.read_bytes())
    publish(directory)
    return directory


def _ask(data_dir: Path, sql: str, **options: Any) -> str:
    sink = io.BytesIO()
    run_query(data_dir, sql, output=sink, **options)
    return sink.getvalue().decode()


def test_a_table_is_aligned_and_counted(published: Path) -> None:
    shown = _ask(published, "SELECT '基站' AS name, 4251000 AS value UNION ALL SELECT 'robots', 12.5 ORDER BY 2 DESC")
    assert shown.splitlines() == [
        "name    value",
        "------  -----------",
        "基站    4,251,000.0",
        "robots         12.5",
        "(2 rows)",
    ]


def test_a_result_says_how_many_rows_and_which_columns(published: Path) -> None:
    result = run_query(published, "FROM range(5000) t(n)", output=io.BytesIO(), format="csv")
    assert (result.rows, result.columns) == (5000, ("n",))


def test_text_that_a_spreadsheet_would_run_is_written_as_text_also_as_a_heading(published: Path) -> None:
    text = _ask(
        published,
        "SELECT '=HYPERLINK(1)' AS \"=1+1\", '+1' AS b, '-3%' AS c, '@x' AS d, -3 AS e, 'plain' AS f, '＝1' AS g, "
        "'say \"no\", twice' AS h",
        format="csv",
    )
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["'=1+1", "b", "c", "d", "e", "f", "g", "h"]
    assert rows[1] == ["'=HYPERLINK(1)", "'+1", "'-3%", "'@x", "-3", "plain", "'＝1", 'say "no", twice']


def test_json_is_one_array_with_days_in_iso_8601_and_no_nan(published: Path) -> None:
    text = _ask(
        published,
        "SELECT DATE '2024-12-31' AS day, ['a'] AS list, 'nan'::DOUBLE AS none, 1.5::DECIMAL(9,2) AS d",
        format="json",
    )
    assert json.loads(text) == [{"day": "2024-12-31", "list": ["a"], "none": None, "d": "1.50"}]
    assert json.loads(_ask(published, "SELECT 1 AS one WHERE false", format="json")) == []


@pytest.mark.parametrize("kind", ["json", "csv", "parquet", "table"])
def test_no_more_rows_than_asked_for_and_no_column_lost_to_another_of_its_name(
    published: Path, tmp_path: Path, kind: Any
) -> None:
    target = tmp_path / "out"
    limits = Limits(rows=2100, seconds=20)
    result = run_query(
        published, "SELECT n AS a, 2 AS a, 3 AS A FROM range(100000) t(n)", format=kind, output=target, limits=limits
    )
    assert (result.rows, result.columns) == (2100, ("a", "a_1", "A_2"))
    expected = [{"a": n, "a_1": 2, "A_2": 3} for n in range(2100)]
    if kind == "json":
        assert json.loads(target.read_text()) == expected
    if kind == "parquet":
        assert pq.read_table(target).to_pylist() == expected


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("SELECT '\udcff'", "the query is no UTF-8 text: character 9 is the byte 0xff"),
        ("SELECT '\ud800'", "the query is no UTF-8 text: character 9 is U\\+D800"),
        ("SELECT '\0'", "the query is no text: character 9 is a NUL byte"),
    ],
)
def test_what_is_no_text_is_called_that(published: Path, sql: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        run_query(published, sql, output=io.BytesIO())


def test_parquet_keeps_the_types(published: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.parquet"
    result = run_query(
        published, "SELECT n, n * 1.5::DOUBLE AS x FROM range(40000) t(n)", format="parquet", output=target
    )
    table = pq.read_table(target)
    assert result.rows == table.num_rows == 40000
    assert str(table.schema.field("x").type) == "double"


def test_a_failed_query_leaves_the_file_of_an_earlier_one(published: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    run_query(published, "SELECT 1 AS one", format="csv", output=target)
    with pytest.raises(UsageError):
        run_query(published, "SELECT nothing", format="csv", output=target)
    assert target.read_text().splitlines() == ["one", "1"]
    assert list(tmp_path.iterdir()) == [target]


def test_a_missing_directory_for_the_output_is_a_disk_error(published: Path, tmp_path: Path) -> None:
    with pytest.raises(DiskError, match="No such file or directory"):
        run_query(published, "SELECT 1", output=tmp_path / "nowhere" / "out.csv")


def test_nothing_loaded_yet_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nothing loaded yet: run `claimwatch run` or `make demo`"):
        run_query(tmp_path, "SELECT 1")


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("COPY runs TO '{dir}/stolen.csv'", "only queries run here, not COPY"),
        ("ATTACH '{dir}/other.duckdb'", "only queries run here, not ATTACH"),
        ("EXPORT DATABASE '{dir}/all'", "only queries run here, not EXPORT"),
        ("DELETE FROM runs", "only queries run here, not DELETE"),
        ("FROM read_csv('/etc/passwd')", "disabled by configuration"),
        ("FROM read_blob('{dir}/warehouse.duckdb')", "disabled by configuration"),
        ("FROM '/etc/passwd'", "does not exist"),
        ("FROM 'stolen.csv'", "disabled by configuration"),
        ("FROM glob('/*')", "disabled by configuration"),
        ("FROM read_parquet('http://127.0.0.1:{port}/x')", ""),
        ("FROM query('COPY runs TO ''{dir}/stolen.csv''')", "Expected a single SELECT statement"),
        ("EXPLAIN ANALYZE COPY runs TO '{dir}/stolen.csv'", ""),
        ("FROM job", "Table with name job does not exist"),
        ("SELECT repeat('a', 4000000000)", ""),
        ("SELECT length(repeat('a', 4000000000::BIGINT))", "Out of Memory"),
        ("SELECT list(n) FROM range(1000000000) t(n)", "Out of Memory"),
        ("SELEC 1", 'syntax error at or near "SELEC"'),
        ("SELECT quot FROM claims", '"quote"'),
    ],
)
def test_what_a_query_may_not_do_is_refused_in_one_line(published: Path, sql: str, message: str) -> None:
    before = (published / "claimwatch.duckdb").read_bytes()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.05)
        text = sql.replace("{dir}", str(published)).replace("{port}", str(listener.getsockname()[1]))
        began = time.monotonic()
        with pytest.raises(UsageError) as caught:
            _ask(published, text, limits=Limits(memory_mb=300))
        with pytest.raises(TimeoutError):
            listener.accept()
    assert time.monotonic() - began < 6
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 2
    assert {path.name for path in published.iterdir()} == {"warehouse.duckdb", "warehouse.lock", "claimwatch.duckdb"}
    assert (published / "claimwatch.duckdb").read_bytes() == before


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("INSTALL httpfs", "only queries run here, not LOAD"),
        ("LOAD json", "only queries run here, not LOAD"),
        ("SET memory_limit = '100GB'", "only queries run here, not SET"),
        ("RESET lock_configuration", "only queries run here"),
        ("PRAGMA enable_profiling", "only queries run here"),
        ("CALL pragma_version()", "only queries run here, not CALL"),
        ("CREATE TABLE t (a INTEGER)", "only queries run here, not CREATE"),
        ("SELECT 1; SELECT 2", "one query at a time"),
        ("", "there is no query"),
    ],
)
def test_what_is_not_one_query_is_objected_to_before_it_runs(published: Path, sql: str, message: str) -> None:
    with open_sealed(published / "claimwatch.duckdb", memory_mb=300, threads=1) as connection:
        assert message in str(find_objection(connection, sql))


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT count(*) FROM range(100000000000) a, range(1000) b",
        "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT count(*) FROM t",
    ],
)
def test_a_query_without_end_is_stopped_by_the_clock(published: Path, sql: str) -> None:
    began = time.monotonic()
    with pytest.raises(UsageError, match="stopped after 1 s"):
        _ask(published, sql, limits=Limits(seconds=1, threads=1))
    assert time.monotonic() - began < 3


def test_a_worker_that_the_system_ended_is_said_so() -> None:
    with pytest.raises(UsageError, match=r"it needs more than 1024 MB or 5 s of work"):
        _read_note("", -9, 1.0, Limits())


def test_a_copy_that_is_no_database_is_damage(tmp_path: Path) -> None:
    (tmp_path / "claimwatch.duckdb").write_text("no database " * 1000)
    with pytest.raises(DamagedError, match=r"claimwatch\.duckdb: .*not a valid DuckDB database"):
        run_query(tmp_path, "SELECT 1")


def test_settings_are_locked_and_nothing_outside_is_reached(published: Path) -> None:
    rows = json.loads(
        _ask(
            published,
            "SELECT name, value FROM duckdb_settings() WHERE name IN "
            "('lock_configuration', 'enable_external_access', 'autoload_known_extensions', 'TimeZone') ORDER BY name",
            format="json",
        )
    )
    assert {row["name"]: row["value"] for row in rows} == {
        "TimeZone": "UTC",
        "autoload_known_extensions": "false",
        "enable_external_access": "false",
        "lock_configuration": "true",
    }


def test_rows_are_handed_on_as_they_come(published: Path) -> None:
    class Half(io.BytesIO):
        def write(self, data: Any) -> int:
            raise BrokenPipeError(len(data))

    with pytest.raises(BrokenPipeError):
        run_query(published, "FROM range(100000000)", output=Half(), format="csv")


def test_a_result_larger_than_the_memory_streams_through(published: Path, tmp_path: Path) -> None:
    result = run_query(
        published,
        "SELECT n, repeat('x', 1000) AS text FROM range(30000) t(n)",
        output=tmp_path / "out.csv",
        format="csv",
        limits=Limits(seconds=60, memory_mb=15),
    )
    assert result.rows == 30_000
    assert (tmp_path / "out.csv").stat().st_size > 30_000_000


def test_asking_loads_neither_duckdb_nor_arrow_here(published: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from warehouse.querying import run_query;"
        "run_query(Path(sys.argv[1]), 'SELECT 1');"
        "print(sorted({'duckdb', 'pyarrow', 'prefect', 'trafilatura'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(published)], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_an_unknown_format_is_named(published: Path) -> None:
    with pytest.raises(UsageError, match="use one of table, csv, json, parquet"):
        run_query(published, "SELECT 1", format="xml")  # type: ignore[arg-type]
