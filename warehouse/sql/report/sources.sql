-- Every source that is asked, the troubled first.
SELECT
    source_id, name, tier, state, reason, newest_entry::DATE AS newest_entry, last_ok::DATE AS last_ok, articles, claims,
    failures_in_a_row, stale
FROM source_health
WHERE enabled
ORDER BY
    CASE WHEN state = 'failed' THEN 0 WHEN stale THEN 1 WHEN state IS NULL THEN 3 ELSE 2 END, articles DESC, name;
