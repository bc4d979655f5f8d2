"""What persons decide of claims: recorded as rows, laid over every reading (sql/views/02_corrected_readings.sql)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b

import duckdb

from extractors.errors import UsageError
from warehouse import correction_journal
from warehouse.correction_journal import CorrectionRow
from warehouse.database import Warehouse
from warehouse.derivation import needs_refresh, refresh_series
from warehouse.faults import translated
from warehouse.known_names import find_entity, find_metric

DROPPED, RELEASED = "dropped", "released"
SHORTEST = 6  # characters of a claim's name that are enough to ask for it
# What no series can do without: a person says it; letting go of the reason would not.
MISSING = {
    "no metric": "set its metric",
    "unknown metric": "set its metric",
    "no entity": "set its entity",
    "no value": "set its value",
    "hypothetical": "set its modality",
    "flow without a period": "set its period",
    "growth without a period": "set its period",
    "period ends before it starts": "set its period",
}


@dataclass(frozen=True, slots=True)
class Corrected:
    """What came of a correction: how many claims it was for, and why some of them are still held."""

    correction_id: str
    claims: int
    held: Mapping[str, int]  # reason -> claims

    @property
    def used(self) -> int:
        """Claims that are in series now."""
        return self.claims - sum(self.held.values())


@dataclass(frozen=True, slots=True)
class Standing:
    """A correction that holds: what was set, on how many claims, by whom and when."""

    correction_id: str
    made_at: datetime
    made_by: str
    claims: int
    fields: tuple[tuple[str, str | None], ...]
    quote: str
    sentence: str


def correct_claims(
    warehouse: Warehouse, targets: Sequence[str], fields: Mapping[str, str | None], *, by: str, at: datetime
) -> Corrected:
    """Sets these columns of the claims named by `targets` (claims, their beginnings, groups of the view held).

    `fields` maps columns to their text, `fate` to "dropped" or "released". Raises UsageError for a name that names no
    claim, and where a claim cannot be released because something is missing that every series needs.
    """
    with translated(warehouse.path):
        _bring_up_to_date(warehouse.connection)
        claims = find_claims(warehouse.connection, targets)
        if fields.get("fate") == RELEASED:
            _require_releasable(warehouse.connection, claims, fields)
        rows = _build_rows(warehouse.connection, claims, fields, by, at)
        return _record(warehouse, rows[0].correction_id, claims, rows)


def undo_corrections(warehouse: Warehouse, targets: Sequence[str], *, by: str, at: datetime) -> Corrected:
    """Takes corrections back: those with these names ("fix-1a2b3c4d"), or all that stand on the claims that are named.

    Raises UsageError where there is nothing to take back.
    """
    connection = warehouse.connection
    with translated(warehouse.path):
        _bring_up_to_date(connection)
        made = [name for name in targets if name.startswith("fix-")]
        claims = find_claims(connection, [name for name in targets if not name.startswith("fix-")])
        met = connection.execute(_MET, {"made": made, "claims": claims}).fetchall()
        named = connection.execute(_NAMED, [made]).fetchall()
        unknown = set(made) - {correction for correction, _ in named}
        if unknown or not (met or named):
            raise UsageError(f"no correction stands on {', '.join(sorted(unknown) or targets)}: nothing to take back")
        taken_back = {*(f"{fix} {made_for}" for fix, made_for, _ in met), *(f"{fix} {claim}" for fix, claim in named)}
        anchors = connection.execute(_ANCHORS, [sorted(taken_back)]).fetchall()
        name = _name_correction(at, [f"{anchor[0]} {anchor[1]}" for anchor in anchors])
        rows = [CorrectionRow(*[name, _store(at), by, *place, "undo", correction]) for correction, *place in anchors]
        return _record(warehouse, name, sorted({claim for _, _, claim in met}), rows)


def list_corrections(connection: duckdb.DuckDBPyConnection) -> tuple[Standing, ...]:
    """The corrections that hold, the newest first."""
    rows = connection.execute(_STANDING).fetchall()
    return tuple(
        Standing(name, at, by, claims, tuple(fields.items()), quote, sentence)
        for name, at, by, claims, fields, quote, sentence in rows
    )


def name_fields(
    connection: duckdb.DuckDBPyConnection, metric: str | None, entity: str | None, place: str | None
) -> dict[str, str | None]:
    """The columns that a metric, an entity or a place is set by, from names in any language.

    Raises UsageError for names that nobody has.
    """
    fields: dict[str, str | None] = {}
    if metric is not None:
        fields["metric_id"] = find_metric(connection, metric)
        fields["metric"] = _read_name(connection, "metrics", "metric_id", fields["metric_id"])
    for what, asked in (("entity", entity), ("place", place)):
        if asked is not None:
            found = find_entity(connection, asked, "entity" if what == "entity" else "place")
            name = _read_name(connection, "entities", "entity_id", found)
            fields |= {f"{what}_id": None if name is None else found, what: name or found}
    return fields


def _read_name(connection: duckdb.DuckDBPyConnection, table: str, column: str, identifier: str | None) -> str | None:
    query = f"SELECT coalesce(name_en, name_zh, {column}) FROM {table} WHERE {column} = ?"
    rows = connection.execute(query, [identifier]).fetchall()
    return str(rows[0][0]) if rows else None


def find_claims(connection: duckdb.DuckDBPyConnection, targets: Sequence[str]) -> list[str]:
    """The claims that hold now and go by these names. Raises UsageError for a name of none, or of several."""
    found: list[str] = []
    for target in targets:
        if target.startswith("held-"):
            rows = connection.execute("SELECT claim_id FROM held WHERE group_id = ? ORDER BY 1", [target]).fetchall()
            if not rows:
                raise UsageError(f"there is no group {target!r} (`claimwatch held` lists them)")
            found += [claim for (claim,) in rows]
        else:
            found.append(find_claim(connection, target))
    return list(dict.fromkeys(found))


def find_claim(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    """The one claim that holds now and whose name begins so. Raises UsageError for none or several."""
    asked = name.lower()
    if len(asked) < SHORTEST or not set(asked) <= set("0123456789abcdef"):
        raise UsageError(f"{name!r} names no claim: write at least {SHORTEST} characters of its claim_id")
    rows = connection.execute("SELECT claim_id FROM claims WHERE starts_with(claim_id, ?) LIMIT 2", [asked]).fetchall()
    if len(rows) == 1:
        return str(rows[0][0])
    raise UsageError(
        f"{name!r} begins the names of several claims; write more of it" if rows else f"there is no claim {name!r}"
    )


def _bring_up_to_date(connection: duckdb.DuckDBPyConnection) -> None:
    """Claims that a killed run loaded but did not derive, or that an older program did, are there to be named too."""
    if needs_refresh(connection):
        refresh_series(connection)


def _require_releasable(
    connection: duckdb.DuckDBPyConnection, claims: Sequence[str], fields: Mapping[str, str | None]
) -> None:
    reasons = connection.execute(
        "SELECT DISTINCT held_reason FROM claims WHERE list_contains($1, claim_id) ORDER BY 1", [claims]
    ).fetchall()
    for (reason,) in reasons:
        if reason in MISSING and len(fields) == 1:
            raise UsageError(f"a claim with {reason!r} cannot be released as it is: {MISSING[reason]}")


def _build_rows(
    connection: duckdb.DuckDBPyConnection,
    claims: Sequence[str],
    fields: Mapping[str, str | None],
    by: str,
    at: datetime,
) -> list[CorrectionRow]:
    name = _name_correction(at, [*claims, *(f"{field}={value}" for field, value in fields.items())])
    places = connection.execute(_PLACES, [list(claims)]).fetchall()
    return [
        CorrectionRow(*[name, _store(at), by, *place, field, value])
        for place in places
        for field, value in fields.items()
    ]


def _name_correction(at: datetime, words: Sequence[str]) -> str:
    text = "\n".join([at.isoformat(), *words])
    return "fix-" + blake2b(text.encode(), digest_size=4).hexdigest()


def _store(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(tzinfo=None)


def _record(warehouse: Warehouse, name: str, claims: Sequence[str], rows: Sequence[CorrectionRow]) -> Corrected:
    """Writes the file first: what is in it comes into the table with the next opening, if not now."""
    correction_journal.append_to_journal(warehouse.data_dir, rows)
    correction_journal.save_rows(warehouse.connection, rows)
    refresh_series(warehouse.connection)
    held = warehouse.connection.execute(
        """
        SELECT held_reason, count(*) FROM claims
        WHERE list_contains($1, claim_id) AND held_reason IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1
        """,
        [list(claims)],
    ).fetchall()
    return Corrected(name, len(claims), dict(held))


# Where a claim stands, so that it is found again in whatever reads its text.
_PLACES = """
WITH wanted AS (
    SELECT claim_id, version_id, rulebook FROM classified_claims WHERE list_contains($1, claim_id)
),
placed AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY version_id, start, "end" ORDER BY number) AS place_in_span,
        row_number() OVER (PARTITION BY version_id, sentence, quote ORDER BY start, number) AS place_in_sentence
    FROM claim_readings
    WHERE (version_id, rulebook) IN (SELECT (version_id, rulebook) FROM wanted)
)
SELECT
    claim_id, doc_id, doc_date, version_id, start, "end", place_in_span, quote, sentence, place_in_sentence
FROM placed WHERE claim_id IN (SELECT claim_id FROM wanted) ORDER BY claim_id
"""

# Corrections, for whom they were made, and the claim of today that they are for.
_MET = """
SELECT DISTINCT m.correction_id, m.made_for, m.claim_id
FROM corrections_met_as_of(TIMESTAMP 'infinity') AS m
JOIN classified_claims AS c ON c.claim_id = m.claim_id AND c.rulebook = m.rulebook
WHERE list_contains($made, m.correction_id) OR list_contains($claims, m.claim_id)
ORDER BY ALL
"""

# Corrections by their names, also those of a text that the article does not have any more.
_NAMED = """
SELECT DISTINCT c.correction_id, c.claim_id FROM corrections AS c
WHERE list_contains($1, c.correction_id) AND c.field <> 'undo' AND NOT EXISTS (
    SELECT 1 FROM corrections AS u WHERE u.field = 'undo' AND u.value = c.correction_id AND u.claim_id = c.claim_id
)
ORDER BY ALL
"""

_ANCHORS = """
SELECT DISTINCT
    correction_id, claim_id, doc_id, doc_date, version_id, start, "end", place_in_span, quote, sentence,
    place_in_sentence
FROM corrections
WHERE field <> 'undo' AND list_contains($1, correction_id || ' ' || claim_id)
ORDER BY correction_id, claim_id
"""

_STANDING = """
SELECT
    c.correction_id, any_value(c.made_at), any_value(c.made_by), count(DISTINCT c.claim_id),
    map_from_entries(list(DISTINCT struct_pack(k := c.field, v := c.value))), min(c.quote), arg_min(c.sentence, c.quote)
FROM corrections AS c
WHERE c.field <> 'undo' AND NOT EXISTS (
    SELECT 1 FROM corrections AS u WHERE u.field = 'undo' AND u.value = c.correction_id AND u.claim_id = c.claim_id
)
GROUP BY c.correction_id
ORDER BY any_value(c.made_at) DESC, c.correction_id
"""
