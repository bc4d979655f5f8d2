-- Every source with how it does, the troubled first, those that are not asked last.
SELECT
    h.source_id, h.name AS name_en, s.name_zh, h.tier, h.enabled, h.state, h.reason, h.newest_entry::DATE AS newest_entry,
    h.last_ok::DATE AS last_ok, h.last_checked::DATE AS last_checked, h.entries_total, h.articles, h.claims,
    h.failures_in_a_row, h.stale, s.homepage, s.type, s.language, s.zone, s.topics, s.stale_after_days
FROM source_health AS h
JOIN sources AS s ON s.source_id = h.source_id
ORDER BY
    NOT h.enabled, CASE WHEN h.state = 'failed' THEN 0 WHEN h.stale THEN 1 WHEN h.state IS NULL THEN 3 ELSE 2 END,
    h.articles DESC, h.name;
