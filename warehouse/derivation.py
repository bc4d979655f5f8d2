"""From claims to series: rebuilds the derived tables in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import duckdb
import pyarrow as pa

from warehouse.migrations import read_scripts, transaction

Copy = tuple[str, str, date, date]  # an article, a near-duplicate of it that came later, and their days


def refresh_series(connection: duckdb.DuckDBPyConnection) -> int:
    """Rebuilds stories, originators and observations from the claims that hold now; returns how many observations."""
    steps = {script.name: script.text for script in read_scripts("series")}
    with transaction(connection):
        for table in ("stories", "originators", "observation_rows"):
            connection.execute(f"DELETE FROM {table}")
        _save_stories(connection, connection.execute(steps["1_copies"]).fetchall())
        _save_originators(connection)
        connection.execute("DROP TABLE IF EXISTS statements")
        connection.execute(steps["2_statements"])
        connection.execute(steps["3_observations"])
        connection.execute("DROP TABLE statements")
    return int(connection.execute("SELECT count(*) FROM observation_rows").fetchall()[0][0])


def find_stories(copies: Iterable[Copy]) -> dict[str, str]:
    """The earliest article of each story, by article: copies of copies belong to it too.

    `[("a", "b", …), ("b", "c", …)]` gives a, b and c the story "a".
    """
    leaders: dict[str, tuple[date, str]] = {}

    def lead(doc: str, day: date) -> tuple[date, str]:
        leader = leaders.setdefault(doc, (day, doc))
        while leaders[leader[1]] != leader:
            leader = leaders[leader[1]]
        leaders[doc] = leader
        return leader

    for doc, copy, doc_day, copy_day in copies:
        first, second = sorted((lead(doc, doc_day), lead(copy, copy_day)))
        leaders[second[1]] = first
    return {doc: lead(doc, leader[0])[1] for doc, leader in list(leaders.items())}


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


def _save_stories(connection: duckdb.DuckDBPyConnection, copies: Sequence[Copy]) -> None:
    stories = find_stories(copies)
    if stories:
        rows = pa.table({"doc_id": list(stories), "story_id": list(stories.values())})
        connection.register("story_rows", rows)
        connection.execute("INSERT INTO stories SELECT doc_id, story_id FROM story_rows ORDER BY doc_id")
        connection.unregister("story_rows")


def _save_originators(connection: duckdb.DuckDBPyConnection) -> None:
    names, shown = _read_bodies(connection)
    attributions = connection.execute(
        "SELECT DISTINCT attributed_to FROM classified_claims WHERE attributed_to IS NOT NULL ORDER BY 1"
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
