-- title: Release late
-- means: A release of the calendar (config/releases/) has not come by its last expected day and the days of grace:
--   no figure of its metrics and owner for its period was read. Asked only of releases that came before, until the next
--   one is late. It ends by itself when the figure comes.
-- do: Look at the publisher's page. If it is there, our source misses it: `claimwatch sources check`, and the line of
--   that source in `source_health`. If it comes later from now on, move its days in config/releases/.
-- section: alerts
-- lasts: yes
WITH known AS (
    SELECT
        r.release_id, r.period_end,
        -- A stock that is printed without a day stands at the day of its publication.
        bool_or(o.period_end = r.period_end
            OR o.period_origin = 'assumed' AND o.first_published BETWEEN r.expected_from - 10 AND r.late_after + 30) AS came,
        max(o.period_end) FILTER (o.period_end < r.period_end) AS newest,
        arg_max(o.claim_id, o.period_end) FILTER (o.period_end < r.period_end) AS newest_claim_id
    FROM expected_releases AS r
    JOIN observation_rows AS o
        ON list_contains(r.metric_ids, o.metric_id) AND coalesce(o.entity_id, lower(o.entity)) = r.entity_id
        AND o.modality = 'actual'
    GROUP BY r.release_id, r.period_end
)
SELECT
    concat_ws('|', r.release_id, r.period_end) AS key,
    r.name_en || ' for ' || say_period(r.period_start, r.period_end) || ' was expected from ' || r.publisher || ' by '
        || strftime(r.expected_by, '%-d %b %Y') || ' and has not come; the newest is of '
        || strftime(k.newest, '%-d %b %Y') AS reason,
    coalesce(r.name_zh, r.name_en) || '（' || say_period_zh(r.period_start, r.period_end) || '）应由' || say_name_zh(r.publisher)
        || '在' || say_day_zh(r.expected_by) || '前发布，至今未见；最近一期截至' || say_day_zh(k.newest) AS reason_zh,
    MAP {'days_late': (t.day - r.expected_by)::DOUBLE} AS numbers,
    [k.newest_claim_id] AS claim_ids
FROM expected_releases AS r
CROSS JOIN today AS t
JOIN known AS k ON k.release_id = r.release_id AND k.period_end = r.period_end
WHERE t.day > r.late_after AND NOT k.came AND k.newest > r.period_end - 400
    AND NOT EXISTS (  -- the next one is late as well: asking for that is enough
        SELECT 1 FROM expected_releases AS x
        WHERE x.release_id = r.release_id AND x.entity_id = r.entity_id AND x.period_end > r.period_end
            AND x.late_after < t.day
    )
