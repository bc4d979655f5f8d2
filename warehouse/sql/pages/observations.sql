-- Observations once, with what pages say beside each: the value before it, the year before, and growth as printed.
-- Between bounds there is no difference to take: "more than 4 million" after "more than 3 million" may be any change.
-- The statistics office (nbs) counts the year before anew: growth from its volumes would be ours, not its own.
CREATE OR REPLACE TEMP TABLE page_points AS
WITH points AS (
    SELECT
        o.*, coalesce(o.period_end, o.published_day) AS day,
        o.low IS NOT NULL AND o.high IS NOT NULL AND o.modality = 'actual' AS closed,
        coalesce(list_contains(m.publisher_ids, 'nbs') AND o.nature = 'flow' AND m.unit = 'count', false) AS recounted
    FROM observations AS o
    LEFT JOIN metrics AS m ON m.metric_id = o.metric_id
    WHERE o.value IS NOT NULL AND coalesce(o.period_end, o.published_day) IS NOT NULL
),
lines AS (
    SELECT
        *,
        lag(value) OVER newest AS previous_value, lag(closed) OVER newest AS previous_closed,
        CASE WHEN day = last_day(day) THEN last_day((day - INTERVAL 1 YEAR)::DATE) ELSE (day - INTERVAL 1 YEAR)::DATE END
            AS day_before
    FROM points
    WINDOW newest AS (PARTITION BY series_id, stretch, modality ORDER BY day, published_day, claim_id)
),
printed AS (
    SELECT
        level_claim_id, any_value(printed) AS printed,
        bool_or(verdict = 'differs' AND abs(difference) > 1) AS suspected  -- by more than a point
    FROM growth_check
    WHERE basis IN ('yoy', 'ytd_yoy')
    GROUP BY level_claim_id
)
SELECT
    l.* EXCLUDE (previous_value, previous_closed, day_before),
    CASE WHEN l.closed AND l.previous_closed THEN l.value - l.previous_value END AS change,
    CASE WHEN l.closed AND b.closed AND b.value > 0 AND NOT l.recounted THEN 100 * (l.value / b.value - 1) END AS growth,
    g.printed AS growth_printed,
    coalesce(g.suspected, false) AS break_suspected
FROM lines AS l
LEFT JOIN points AS b
    ON b.series_id = l.series_id AND b.stretch = l.stretch AND b.modality = 'actual' AND l.modality = 'actual' AND b.day = l.day_before
    AND l.kind = 'level' AND l.period_type NOT IN ('window', 'inception') AND l.unit NOT IN ('percent', 'pp', 'times')
LEFT JOIN printed AS g ON g.level_claim_id = l.claim_id
QUALIFY row_number() OVER (PARTITION BY l.claim_id, l.series_id, l.modality ORDER BY b.published_day DESC) = 1;
