-- How each source answered when it was asked last, the newest first.
SELECT source_id, checked_at, state, reason, entries_seen, entries_new, newest_entry::DATE AS newest_entry
FROM source_checks
QUALIFY row_number() OVER (PARTITION BY source_id ORDER BY checked_at DESC) <= $most_rows
ORDER BY source_id, checked_at DESC;
