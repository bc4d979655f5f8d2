-- Printed growth beside growth from the levels of the same series, each as an interval of what rounding hides. The
-- statistics office (nbs) compares volumes with a year before that it has counted anew: there the two are not the same.
-- Anew are those of a touched day, and those that look back at one.
DELETE FROM growth_rows WHERE cell IN (
    SELECT cell FROM growth_rows WHERE (metric_id, owner, period_end) IN (FROM touched_points)
    UNION SELECT cell FROM growth_rows WHERE (metric_id, owner, period_before) IN (FROM touched_points)
);
INSERT INTO growth_rows BY NAME
WITH standing AS MATERIALIZED (
    SELECT
        cell, series_id, owner, metric_id, place, kind, basis, unit, per, nature, period_type, period_start, period_end,
        stretch, value, least_value, greatest_value, claim_id
    FROM owned
    WHERE modality = 'actual' AND (kind = 'level' OR kind = 'growth' AND unit = 'percent')
),
printed AS (
    SELECT
        g.*,
        CASE g.basis WHEN 'mom' THEN INTERVAL 1 MONTH WHEN 'qoq' THEN INTERVAL 3 MONTH ELSE INTERVAL 1 YEAR END AS back,
        CASE WHEN g.period_end = last_day(g.period_end) THEN last_day((g.period_end - back)::DATE)
            ELSE (g.period_end - back)::DATE END AS end_before,
        coalesce(list_contains(m.publisher_ids, 'nbs') AND g.nature = 'flow' AND m.unit = 'count', false) AS recounted
    FROM standing AS g
    LEFT JOIN metrics AS m ON m.metric_id = g.metric_id
    WHERE g.kind = 'growth' AND g.unit = 'percent' AND g.basis IN ('yoy', 'ytd_yoy', 'mom', 'qoq')
),
asked AS (
    SELECT cell FROM printed WHERE (metric_id, owner, period_end) IN (FROM touched_points)
    UNION SELECT cell FROM printed WHERE (metric_id, owner, end_before) IN (FROM touched_points)
),
compared AS (
    SELECT
        g.*, n.value AS level, b.value AS level_before, n.unit AS level_unit, n.claim_id AS level_claim_id,
        b.claim_id AS before_claim_id, b.period_end AS period_before,
        CASE WHEN n.stretch <> b.stretch THEN (
            SELECT k.reason FROM breaks AS k WHERE k.metric_id = n.metric_id AND k.number = greatest(n.stretch, b.stretch)
        ) END AS broken_by,
        100 * (n.value / b.value - 1) AS computed,
        100 * (n.least_value / b.greatest_value - 1) AS computed_least,
        100 * (n.greatest_value / b.least_value - 1) AS computed_greatest
    FROM printed AS g
    SEMI JOIN asked AS a ON a.cell = g.cell
    JOIN standing AS n
        ON n.kind = 'level' AND n.metric_id = g.metric_id AND n.owner = g.owner
        AND n.place IS NOT DISTINCT FROM g.place AND n.per IS NOT DISTINCT FROM g.per AND n.period_end = g.period_end
        AND (n.period_type = 'instant' OR n.period_start = g.period_start)
    JOIN standing AS b
        ON b.series_id = n.series_id AND b.period_end = g.end_before
        AND (n.period_type = 'instant' OR b.period_start = (g.period_start - g.back)::DATE)
    WHERE n.least_value > 0 AND b.least_value > 0
    QUALIFY broken_by IS NULL OR bool_and(broken_by IS NOT NULL) OVER (PARTITION BY g.claim_id)
)
SELECT
    c.cell, c.owner, o.metric_id, o.metric_name_en, o.metric_name_zh, o.entity, o.entity_id, o.place, o.place_id, o.scope,
    o.basis, o.period_type, o.period_start, o.period_end, o.value AS printed, c.computed, c.computed_least,
    c.computed_greatest, c.computed - o.value AS difference,
    CASE
        WHEN c.recounted OR c.broken_by IS NOT NULL THEN 'refused'
        WHEN o.greatest_value >= c.computed_least AND o.least_value <= c.computed_greatest THEN 'agrees'
        ELSE 'differs'
    END AS verdict,
    CASE WHEN c.recounted THEN 'the office counts the year before anew: compare its printed growth only'
        ELSE 'a break lies between the two: ' || c.broken_by END AS reason,
    c.level, c.level_before, c.level_unit, c.period_before, o.originator, o.quote, o.url, o.claim_id, c.level_claim_id,
    c.before_claim_id
FROM compared AS c
JOIN observation_rows AS o ON o.cell = c.cell
ORDER BY c.metric_id, c.owner, c.period_end, c.claim_id;
