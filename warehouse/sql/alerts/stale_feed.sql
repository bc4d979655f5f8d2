-- title: Feed stale or empty
-- means: A source that used to bring something brings nothing new for longer than its `stale_after_days`, announces an
--   empty list, or has failed for three days. It ends by itself when the source answers again.
-- do: `claimwatch sources check SOURCE` says what it answers now. A feed that moved gets its new `url`, one that has
--   ended is disabled with its `disabled_reason`.
-- section: alerts
-- lasts: yes
WITH watched_since AS (
    SELECT
        source_id, min(checked_at) AS since, max(entries_seen) AS most,
        arg_max(entries_seen, checked_at) FILTER (state IN ('ok', 'unchanged', 'stale')) AS seen,
        min(checked_at) FILTER (state = 'failed') AS first_failure
    FROM source_checks GROUP BY source_id
),
judged AS (
    SELECT
        h.*, s.name_zh, w.most,
        CASE
            WHEN h.state = 'failed' AND h.last_checked - coalesce(h.last_ok, w.first_failure) >= INTERVAL 3 DAY
                THEN '自' || say_day_zh(coalesce(h.last_ok, w.first_failure)) || '起连续失败'
                    || coalesce('（' || h.reason || '）', '')
            WHEN h.stale AND h.newest_entry > w.since - to_days(s.stale_after_days)
                THEN '自' || say_day_zh(h.newest_entry) || '起没有新内容'
            WHEN h.state IN ('ok', 'stale') AND w.seen = 0 AND w.most > 0 THEN '列表已空'
        END AS trouble_zh,
        CASE
            WHEN h.state = 'failed' AND h.last_checked - coalesce(h.last_ok, w.first_failure) >= INTERVAL 3 DAY
                THEN 'has failed since ' || strftime(coalesce(h.last_ok, w.first_failure), '%-d %b %Y')
                    || coalesce(' (' || h.reason || ')', '')
            WHEN h.stale AND h.newest_entry > w.since - to_days(s.stale_after_days)
                THEN 'has brought nothing new since ' || strftime(h.newest_entry, '%-d %b %Y')
            WHEN h.state IN ('ok', 'stale') AND w.seen = 0 AND w.most > 0 THEN 'announces nothing any more'
        END AS trouble
    FROM source_health AS h
    JOIN sources AS s ON s.source_id = h.source_id
    JOIN watched_since AS w ON w.source_id = h.source_id
    WHERE h.enabled
)
SELECT
    source_id AS key,
    name || ' (' || source_id || ') ' || trouble AS reason,
    coalesce(name_zh, name) || '（' || source_id || '）' || trouble_zh AS reason_zh,
    MAP {'failures_in_a_row': failures_in_a_row::DOUBLE, 'articles': articles::DOUBLE} AS numbers,
    []::VARCHAR[] AS claim_ids
FROM judged
WHERE trouble IS NOT NULL
