"""Who the attributions of the press mean: bodies that the catalogue knows, else the words as written."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb
import pyarrow as pa


def save_originators(connection: duckdb.DuckDBPyConnection) -> None:
    """Adds who is meant by the attributions that the articles in the table `touched` brought, where none is known."""
    attributions = connection.execute(_NEW).fetchall()
    if not attributions:
        return
    names, shown = _read_bodies(connection)
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


_NEW = """
SELECT DISTINCT c.attributed_to
FROM claim_readings AS c
WHERE c.attributed_to IS NOT NULL AND c.doc_date IN (SELECT doc_date FROM touched)
    AND c.doc_id IN (SELECT doc_id FROM touched) AND c.attributed_to NOT IN (SELECT attributed_to FROM originators)
ORDER BY 1
"""


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
