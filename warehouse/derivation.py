"""From claims to series: what a load or a correction touched is derived anew, and nothing else.

A refresh walks the steps of `sql/series/` once for all that was touched since the last one (`touched_docs`): the
articles, their claims, the claims elsewhere that are held against them, the places in series where any of these stood
or stand, and what is read off from those. A rebuild walks the same steps with every article touched, in portions that
fit into memory; so both end in the same rows, in whatever order loads and corrections came.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files

import duckdb
import pyarrow as pa

from extractors.pages.signatures import NEAR_DUPLICATE_BITS
from warehouse.entry_states import rebuild_entry_states
from warehouse.migrations import read_scripts, transaction
from warehouse.originators import save_originators
from warehouse.stories import find_copies, find_stories
from warehouse.touched import count_waiting

# Made anew as a whole by a rebuild. What readers saw before (observation_rows) stays until its place is taken, so that
# what changed is noted.
EMPTIED = (
    "current_rows", "copies", "stories", "originators", "claim_rows", "statement_rows", "vintage_rows",
    "contradiction_rows", "series_rows", "latest_rows", "target_rows", "growth_rows", "part_rows",
)  # fmt: skip
REFRESHED = (*EMPTIED, "observation_rows")
DERIVED = (*REFRESHED, "entry_state_rows")
# Where a part can stand beside its whole.
_SHARED_PERIODS = """
SELECT metric_id, period_end FROM observation_rows
WHERE (metric_id, period_end) IN (SELECT (metric_id, period_end) FROM touched_periods)
GROUP BY ALL HAVING count(*) > 1
"""
# Steps that have something to do only where one of these finds a row; planning them for nothing takes half the time of
# a small refresh.
WANTED = {
    "13_contradictions": ("FROM ranked WHERE disagreement", "FROM contradiction_rows WHERE cell IN (FROM cells)"),
    "14_changes": ("FROM replaced",),
    "16_targets": ("FROM owned WHERE modality <> 'actual'", "FROM target_rows"),
    "17_growth": ("FROM owned WHERE kind = 'growth'", "FROM growth_rows"),
    "18_parts": (_SHARED_PERIODS, "FROM part_rows"),
}
RANKED = ("09_ranked", "10_statements", "11_vintages", "12_observations", "13_contradictions", "14_changes")
READ_OFF = ("15_series", "16_targets", "17_growth", "18_parts")
_WORN = 0.2  # of the rows of a table: deleted, and still taking room
_SMALL = 100_000  # rows: a table of less is written anew in no time
_CHUNK = 400_000  # claims that are classified, or places that are ranked, at a time: some 2 GB


def refresh_series(connection: duckdb.DuckDBPyConnection) -> int:
    """Derives what was touched since the last time, and notes what changed though the press said nothing new; all of it
    where program or catalogue are no longer those that derived. Returns how many observations there are.
    """
    made_by = _identify(connection)
    whole = connection.execute("SELECT rules, catalogue FROM derived_from").fetchall() != [made_by]
    _set_vacuum(connection, worn=whole or _is_worn(connection))
    with transaction(connection):
        _derive(connection, whole=whole)
        if whole:
            connection.execute("DELETE FROM derived_from")
            connection.execute("INSERT INTO derived_from VALUES (?, ?)", made_by)
        count = _count(connection, "observation_rows")
        connection.execute("INSERT INTO derivations VALUES (now()::TIMESTAMP, ?)", [count])
    return count


def _set_vacuum(connection: duckdb.DuckDBPyConnection, *, worn: bool) -> None:
    """Whether the next checkpoint closes the gaps that deleted rows left. It writes a table anew for that: 2.6 s for
    2,700 rows that lie scattered among 1.4 million, against 0.05 s.
    """
    connection.execute(f"SET max_vacuum_tasks = {100 if worn else 0}")


def _is_worn(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether a good part of the rows that some large table has room for are gone."""
    asked = "SELECT table_name, estimated_size FROM duckdb_tables() WHERE NOT temporary AND estimated_size > ?"
    large = [(table, room) for table, room in connection.execute(asked, [_SMALL]).fetchall() if table in REFRESHED]
    return any(_count(connection, table) < (1 - _WORN) * room for table, room in large)


def rebuild_series(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Derives everything anew; returns the derived tables that were not as they should be, which is none."""
    refresh_series(connection)
    before = _digest(connection)
    connection.execute("DELETE FROM derived_from")
    refresh_series(connection)
    after = _digest(connection)
    return tuple(table for table in DERIVED if before[table] != after[table])


def needs_refresh(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether something was touched since the series were derived, or they were derived by another program."""
    made_by = connection.execute("SELECT rules, catalogue FROM derived_from").fetchall()
    return made_by != [_identify(connection)] or count_waiting(connection) > 0


def _identify(connection: duckdb.DuckDBPyConnection) -> tuple[str, str]:
    """What the derived tables follow from beside the facts: SQL and rules of this program, and the catalogue."""
    return _identify_rules(), str(connection.execute(_CATALOGUE).fetchall()[0][0])


@cache
def _identify_rules() -> str:
    texts = [script.text for folder in ("views", "series") for script in read_scripts(folder)]
    texts += [files("warehouse").joinpath(name).read_text("utf-8") for name in ("stories.py", "originators.py")]
    return sha256("\n".join([*texts, str(NEAR_DUPLICATE_BITS)]).encode()).hexdigest()


_CATALOGUE = """
SELECT md5(string_agg(line, chr(10) ORDER BY line)) FROM (
    SELECT (source_id, name_en, name_zh, tier, tier_rank, publisher_group)::VARCHAR AS line FROM sources
    UNION ALL SELECT m::VARCHAR FROM metrics AS m
    UNION ALL SELECT v::VARCHAR FROM metric_variants AS v
    UNION ALL SELECT a::VARCHAR FROM metric_aliases AS a
    UNION ALL SELECT b::VARCHAR FROM breaks AS b
    UNION ALL SELECT r::VARCHAR FROM metric_ranges AS r
    UNION ALL SELECT e::VARCHAR FROM entities AS e
    UNION ALL SELECT n::VARCHAR FROM entity_names AS n
    UNION ALL SELECT g::VARCHAR FROM entity_edges AS g
    UNION ALL SELECT u::VARCHAR FROM units AS u
)
"""


def _derive(connection: duckdb.DuckDBPyConnection, *, whole: bool) -> None:
    steps = {script.name: script.text for script in read_scripts("series")}
    connection.execute(_START)
    if whole:
        for table in EMPTIED:
            connection.execute(f"DELETE FROM {table}")
        rebuild_entry_states(connection)
        connection.execute("INSERT INTO touched SELECT DISTINCT doc_id, doc_date FROM articles")
        # DISTINCT, for DuckDB 2.0.0 loses what is inserted behind an INSERT of no rows in one transaction, if that is
        # a row group (122,880 rows) or more and comes from several threads: such rows are counted and never read. An
        # INSERT that aggregates is no batch insert, which alone does so. A test shows it at that size.
        connection.execute("INSERT INTO touched_keys SELECT DISTINCT NULL, NULL, cell FROM observation_rows")
    else:
        connection.execute("INSERT INTO touched SELECT DISTINCT doc_id, doc_date FROM touched_docs")
    connection.execute("DELETE FROM touched_docs")
    if connection.execute("SELECT count(*) FROM (FROM touched LIMIT 1)").fetchall() != [(0,)]:
        _derive_touched(connection, steps, whole=whole)
    connection.execute(_END)


def _derive_touched(connection: duckdb.DuckDBPyConnection, steps: dict[str, str], *, whole: bool) -> None:
    connection.execute(steps["01_current"])
    _save_stories(connection, steps)
    save_originators(connection)
    connection.execute(_JOIN_AS_WRITTEN)
    for _ in _chunk_docs(connection):
        connection.execute(steps["06_claims"])
        connection.execute(_insert_claims(connection))
    connection.execute("RESET disabled_optimizers")
    connection.execute(steps["07_repeats"])
    connection.execute(steps["08_outliers"])
    for _ in _chunk_cells(connection):
        _run(connection, steps, RANKED)
        connection.execute(_NOTE_TOUCHED)
    connection.execute(_OWNED_ALL if whole else _OWNED)
    _run(connection, steps, READ_OFF)


def _run(connection: duckdb.DuckDBPyConnection, steps: dict[str, str], names: Sequence[str]) -> None:
    for name in names:
        asked = [f"EXISTS ({question})" for question in WANTED.get(name, ())]
        if not asked or connection.execute("SELECT " + " OR ".join(asked)).fetchall() == [(True,)]:
            connection.execute(steps[name])


# DuckDB expects one claim and builds ten hash tables of all claims, as wide as they are, in place of ten small ones of
# the catalogue: three times the work (3.8 s of processor time for 100,000 claims against 1.2).
_JOIN_AS_WRITTEN = "SET disabled_optimizers = 'join_order,build_side_probe_side'"

# What the steps hand on to each other.
_START = """
CREATE OR REPLACE TEMP TABLE touched (doc_id VARCHAR, doc_date DATE);
CREATE OR REPLACE TEMP TABLE touched_keys (wording UBIGINT, stock_line UBIGINT, cell UBIGINT);
CREATE OR REPLACE TEMP TABLE touched_series (series_id VARCHAR);
CREATE OR REPLACE TEMP TABLE touched_owners (metric_id VARCHAR, owner VARCHAR);
CREATE OR REPLACE TEMP TABLE touched_points (metric_id VARCHAR, owner VARCHAR, period_end DATE);
CREATE OR REPLACE TEMP TABLE touched_periods (metric_id VARCHAR, period_end DATE);
"""

_END = """
DROP TABLE touched; DROP TABLE touched_keys; DROP TABLE touched_series; DROP TABLE touched_owners;
DROP TABLE touched_points; DROP TABLE touched_periods; DROP VIEW IF EXISTS owned; DROP TABLE IF EXISTS owned_rows;
DROP TABLE IF EXISTS chunk; DROP TABLE IF EXISTS classified; DROP TABLE IF EXISTS cells;
DROP TABLE IF EXISTS spoken_days; DROP TABLE IF EXISTS spoken; DROP TABLE IF EXISTS ranked; DROP TABLE IF EXISTS shown;
DROP TABLE IF EXISTS replaced;
"""

_NOTE_TOUCHED = """
CREATE OR REPLACE TEMP TABLE moved AS
SELECT DISTINCT series_id, metric_id, owner, period_end FROM replaced
UNION
SELECT DISTINCT series_id, metric_id, coalesce(entity_id, lower(entity)), period_end
FROM observation_rows WHERE cell IN (SELECT cell FROM cells);
INSERT INTO touched_series SELECT DISTINCT series_id FROM moved;
INSERT INTO touched_owners SELECT DISTINCT metric_id, owner FROM moved;
INSERT INTO touched_points SELECT DISTINCT metric_id, owner, period_end FROM moved;
INSERT INTO touched_periods SELECT DISTINCT metric_id, period_end FROM moved;
DROP TABLE moved;
"""

# What the observations of an owner are held against each other by; the rest of a row is found again by its cell.
_OWNED_ALL = """
CREATE OR REPLACE TEMP VIEW owned AS
SELECT
    cell, series_id, metric_id, metric_name_en, nature, coalesce(entity_id, lower(entity)) AS owner, place, kind, basis,
    unit, per, period_type, period_start, period_end, modality, low, high, comparator, stretch, value, least_value,
    greatest_value, claim_id
FROM observation_rows;
"""
_OWNED = f"""
{_OWNED_ALL}
CREATE OR REPLACE TEMP TABLE owned_rows AS
FROM owned WHERE (metric_id, owner) IN (SELECT (metric_id, owner) FROM touched_owners);
CREATE OR REPLACE TEMP VIEW owned AS FROM owned_rows;
"""


def _chunk_docs(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Fills the table `chunk` with the touched articles, some days of them at a time."""
    days = connection.execute(
        """
        SELECT t.doc_date, sum(coalesce(c.claims, 0))::BIGINT
        FROM touched AS t LEFT JOIN current_rows AS c ON c.doc_id = t.doc_id
        GROUP BY t.doc_date ORDER BY t.doc_date
        """
    ).fetchall()
    first, claims = 0, 0
    for number, (_, count) in enumerate(days):
        claims += count
        if claims >= _CHUNK or number == len(days) - 1:
            connection.execute(
                "CREATE OR REPLACE TEMP TABLE chunk AS "
                "SELECT DISTINCT doc_id, doc_date FROM touched WHERE doc_date BETWEEN ? AND ?",
                [days[first][0], days[number][0]],
            )
            yield
            first, claims = number + 1, 0


def _chunk_cells(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Fills the table `cells` with the touched places in series, some of them at a time."""
    count = connection.execute("SELECT count(DISTINCT cell) FROM touched_keys").fetchall()[0][0]
    chunks = -(-count // _CHUNK)
    for number in range(chunks):
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE cells AS SELECT DISTINCT cell FROM touched_keys WHERE cell % ? = ?",
            [chunks, number],
        )
        yield


def _insert_claims(connection: duckdb.DuckDBPyConnection) -> str:
    """The columns of the table are columns of what was classified, but for what only other claims decide."""
    columns = [row[0] for row in connection.execute("DESCRIBE claim_rows").fetchall()]
    made = {"group_id": "held_group(held_reason, metric_id, metric, entity_id, entity)", "repeats": "NULL"}
    listed = ", ".join(made.get(name, f'"{name}"') for name in columns)
    return f"INSERT INTO claim_rows SELECT {listed} FROM classified ORDER BY doc_date, metric_id, entity_key, claim_id"


def _save_stories(connection: duckdb.DuckDBPyConnection, steps: dict[str, str]) -> None:
    found = connection.execute(steps["02_signatures"]).fetchall()
    docs, signatures, days, fresh = zip(*found, strict=True) if found else ((), (), (), ())
    pairs = list(find_copies(docs, signatures, days, fresh))
    if not pairs and connection.execute(_WERE_TOLD).fetchall() == [(False,)]:
        return  # no touched article is, or was, like another
    _register_rows(connection, "near_pairs", _PAIRS, pairs)
    connection.execute(steps["03_copies"])
    connection.unregister("near_pairs")
    stories = find_stories(connection.execute(steps["04_joined"]).fetchall())
    _register_rows(connection, "found_stories", _STORIES, list(stories.items()))
    connection.execute(steps["05_stories"])
    connection.unregister("found_stories")


_WERE_TOLD = "SELECT EXISTS (FROM stories WHERE doc_id IN (SELECT doc_id FROM touched))"  # all that have copies
_PAIRS = pa.schema({"doc_id": pa.string(), "copy_id": pa.string(), "day": pa.date32(), "copy_day": pa.date32()})
_STORIES = pa.schema({"doc_id": pa.string(), "story_id": pa.string()})


def _register_rows(
    connection: duckdb.DuckDBPyConnection, name: str, schema: pa.Schema, rows: Sequence[tuple[object, ...]]
) -> None:
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    connection.register(name, pa.Table.from_arrays(arrays, schema=schema))


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])


def _digest(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[object, ...]]:
    """Rows of each derived table, and a sum of their hashes: the same for the same rows in whatever order."""
    return {
        table: connection.execute(f"SELECT count(*), sum(hash(t::VARCHAR)) FROM {table} AS t").fetchall()[0]
        for table in DERIVED
    }
