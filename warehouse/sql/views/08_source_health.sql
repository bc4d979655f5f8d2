CREATE VIEW source_health AS
WITH checks AS (
    SELECT
        source_id, max(checked_at) AS last_checked, arg_max(state, checked_at) AS state,
        max(checked_at) FILTER (state IN ('ok', 'unchanged')) AS last_ok, max(newest_entry) AS newest_entry
    FROM source_checks GROUP BY source_id
),
reasons AS (
    SELECT c.source_id, max(c.reason) AS reason
    FROM source_checks AS c JOIN checks AS k ON k.source_id = c.source_id AND k.last_checked = c.checked_at
    GROUP BY c.source_id
),
failures AS (
    SELECT c.source_id, count(*) AS failures_in_a_row
    FROM source_checks AS c JOIN checks AS k ON k.source_id = c.source_id
    WHERE c.state = 'failed' AND (k.last_ok IS NULL OR c.checked_at > k.last_ok)
    GROUP BY c.source_id
),
entry_counts AS (SELECT source_id, count(*) AS entries_total FROM entry_state_rows GROUP BY source_id),
article_counts AS (SELECT source_id, count(*) AS articles, sum(claims) AS claims FROM current_rows GROUP BY source_id),
newest AS (SELECT max(checked_at) AS today FROM source_checks)
SELECT
    s.source_id, s.name_en AS name, s.tier, s.enabled, k.last_checked, k.state,
    CASE WHEN s.enabled THEN r.reason ELSE coalesce(r.reason, s.disabled_reason) END AS reason, k.newest_entry,
    coalesce(e.entries_total, 0) AS entries_total, coalesce(a.articles, 0) AS articles,
    coalesce(a.claims, 0)::BIGINT AS claims, coalesce(f.failures_in_a_row, 0) AS failures_in_a_row, k.last_ok,
    coalesce(k.state = 'stale' OR k.newest_entry < newest.today - to_days(s.stale_after_days), false) AS stale
FROM sources AS s
CROSS JOIN newest
LEFT JOIN checks AS k ON k.source_id = s.source_id
LEFT JOIN reasons AS r ON r.source_id = s.source_id
LEFT JOIN failures AS f ON f.source_id = s.source_id
LEFT JOIN entry_counts AS e ON e.source_id = s.source_id
LEFT JOIN article_counts AS a ON a.source_id = s.source_id;
COMMENT ON VIEW source_health IS 'How every source does: last answer, what it brought, since when it is silent.';
COMMENT ON COLUMN source_health.source_id IS 'Source';
COMMENT ON COLUMN source_health.name IS 'Publisher, in English';
COMMENT ON COLUMN source_health.tier IS 'official, agency, trade, media or copy';
COMMENT ON COLUMN source_health.enabled IS 'Whether runs ask it';
COMMENT ON COLUMN source_health.last_checked IS 'When it was last asked (UTC)';
COMMENT ON COLUMN source_health.state IS 'How it answered: ok, unchanged, failed, disallowed or stale; NULL if never asked';
COMMENT ON COLUMN source_health.reason IS 'Why it is not ok, or why it is disabled';
COMMENT ON COLUMN source_health.newest_entry IS 'Time of the newest link that it ever announced (UTC)';
COMMENT ON COLUMN source_health.entries_total IS 'Links that it announced';
COMMENT ON COLUMN source_health.articles IS 'Articles that came from it first';
COMMENT ON COLUMN source_health.claims IS 'Claims in them that hold now';
COMMENT ON COLUMN source_health.failures_in_a_row IS 'Failed checks since the last good one';
COMMENT ON COLUMN source_health.last_ok IS 'When it last answered well (UTC)';
COMMENT ON COLUMN source_health.stale IS 'True if its newest link is older than stale_after_days';
