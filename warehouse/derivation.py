"""From claims to series: rebuilds the derived tables in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb
import pyarrow as pa

from warehouse.migrations import read_scripts, transaction
from warehouse.stories import Copy, find_copies, find_stories

DERIVED = ("stories", "originators", "observation_rows", "statement_rows", "vintage_rows", "contradiction_rows")


def refresh_series(connection: duckdb.DuckDBPyConnection) -> int:
    """Rebuilds all that is derived from the claims that hold now, and notes what changed since the last time though the
    press said nothing new; returns how many observations there are.
    """
    steps = {script.name: script.text for script in read_scripts("series")}
    with transaction(connection):
        connection.execute("CREATE OR REPLACE TEMP TABLE before AS FROM observation_rows")
        for table in DERIVED:
            connection.execute(f"DELETE FROM {table}")
        _save_stories(connection, steps["1_signatures"], steps["2_copies"])
        _save_originators(connection)
        connection.execute("DROP TABLE IF EXISTS ranked")
        connection.execute(steps["3_ranked"])
        connection.execute(_build_observations(connection))
        for step in ("4_statements", "5_vintages", "6_changes", "7_contradictions"):
            connection.execute(steps[step])
        for table in ("ranked", "before"):
            connection.execute(f"DROP TABLE {table}")
    return int(connection.execute("SELECT count(*) FROM observation_rows").fetchall()[0][0])


def _build_observations(connection: duckdb.DuckDBPyConnection) -> str:
    """What stands now: the columns of the table are columns of the statements."""
    columns = [row[0] for row in connection.execute("DESCRIBE observation_rows").fetchall()]
    return f"""
        INSERT INTO observation_rows BY NAME
        SELECT {", ".join(columns)} FROM ranked WHERE until IS NULL AND place_in_line = 1
        ORDER BY series_id, period_end, period_start, modality, originator, claim_id
    """


def resolve_originator(attributed_to: str, names: Mapping[str, str]) -> str | None:
    """The entity that an attribution names: the whole of it, else the longest known name in it as whole words.

    `"工信部总工程师"` and `"the MIIT"` both name the ministry; `names` maps lower-case names to entities.
    """
    folded = attributed_to.lower().strip()
    if folded in names:
        return names[folded]
    for length in range(len(folded) - 1, 1, -1):
        for start in range(len(folded) - length + 1):
            part = folded[start : start + length]
            if part in names and _is_whole(folded, start, start + length):
                return names[part]
    return None


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a name is not cut out of a longer word; Chinese has no word ends to look for."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (_is_latin(before) and _is_latin(text[start])) and not (_is_latin(after) and _is_latin(text[end - 1]))


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _save_stories(connection: duckdb.DuckDBPyConnection, select_signatures: str, select_copies: str) -> None:
    found = connection.execute(select_signatures).fetchall()
    if not found:
        return
    docs, signatures, days = zip(*found, strict=True)
    pairs = list(find_copies(docs, signatures, days))
    connection.register("near_pairs", _build_pairs(pairs))
    stories = find_stories(connection.execute(select_copies).fetchall())
    connection.unregister("near_pairs")
    if stories:
        rows = pa.table({"doc_id": list(stories), "story_id": list(stories.values())})
        connection.register("story_rows", rows)
        connection.execute("INSERT INTO stories SELECT doc_id, story_id FROM story_rows ORDER BY doc_id")
        connection.unregister("story_rows")


def _build_pairs(pairs: Sequence[Copy]) -> pa.Table:
    kinds = {"doc_id": pa.string(), "copy_id": pa.string(), "day": pa.date32(), "copy_day": pa.date32()}
    columns = list(zip(*pairs, strict=True)) if pairs else [()] * len(kinds)
    return pa.table({name: pa.array(column, kind) for (name, kind), column in zip(kinds.items(), columns, strict=True)})


def _save_originators(connection: duckdb.DuckDBPyConnection) -> None:
    names, shown = _read_bodies(connection)
    attributions = connection.execute(
        "SELECT DISTINCT attributed_to FROM claim_readings WHERE attributed_to IS NOT NULL ORDER BY 1"
    ).fetchall()
    if not attributions:
        return
    entities = [resolve_originator(text, names) for (text,) in attributions]
    rows = pa.table(
        {
            "attributed_to": pa.array([text for (text,) in attributions], pa.string()),
            "originator_id": pa.array(entities, pa.string()),
            "originator": pa.array(
                [shown[entity] if entity else text for entity, (text,) in zip(entities, attributions, strict=True)],
                pa.string(),
            ),
        }
    )
    connection.register("originator_rows", rows)
    connection.execute("INSERT INTO originators SELECT * FROM originator_rows")
    connection.unregister("originator_rows")


def _read_bodies(connection: duckdb.DuckDBPyConnection) -> tuple[dict[str, str], dict[str, str]]:
    """Names that can speak, with their entity, and the English name of each entity. A place speaks for nobody, and a
    name of two entities is no name.
    """
    rows = connection.execute(
        """
        SELECT n.name, any_value(n.entity_id), any_value(coalesce(e.name_en, e.entity_id))
        FROM entity_names AS n JOIN entities AS e ON e.entity_id = n.entity_id
        WHERE NOT e.is_place GROUP BY n.name HAVING count(DISTINCT n.entity_id) = 1
        """
    ).fetchall()
    return {name: entity for name, entity, _ in rows}, {entity: shown for _, entity, shown in rows}
