"""The newest event of every entry, kept as a table by the load itself: the next run asks for it before any publish."""

from __future__ import annotations

import duckdb

NEWEST = "QUALIFY row_number() OVER (PARTITION BY entry_id ORDER BY seen_at DESC, attempts DESC, run_id DESC) = 1"


def save_entry_states(connection: duckdb.DuckDBPyConnection) -> None:
    """Puts the newest event of each entry of the batch in `staged_entries` in the place of the one before."""
    connection.execute(_SAVE)


def rebuild_entry_states(connection: duckdb.DuckDBPyConnection) -> None:
    """The same for all entries, from all events."""
    connection.execute(f"DELETE FROM entry_state_rows; INSERT INTO entry_state_rows FROM entries {NEWEST}")


_SAVE = f"""
CREATE OR REPLACE TEMP TABLE newest_events AS
SELECT * FROM (
    SELECT * FROM entry_state_rows WHERE entry_id IN (SELECT entry_id FROM staged_entries)
    UNION ALL SELECT * FROM entries WHERE batch_id IN (SELECT DISTINCT batch_id FROM staged_entries)
)
{NEWEST};
DELETE FROM entry_state_rows WHERE entry_id IN (SELECT entry_id FROM newest_events);
INSERT INTO entry_state_rows FROM newest_events;
DROP TABLE newest_events;
"""
