-- A target is set against actual values of the same metric, kind, basis, unit, denominator and owner. Comparable is, of
-- the same place: for what holds at a point in time the newest up to the due day; for a flow the same period or its first
-- part; else the very period. Where there is none, the nearest stands there, named as such: it decides nothing. Rows that
-- would come out as they are stay: those whose target and actual were not touched and are held against each other as before.
CREATE OR REPLACE TEMP TABLE aimed AS
WITH goals AS MATERIALIZED (
    SELECT
        cell, owner, metric_id, metric_name_en, kind, unit, basis, per, place, stretch, low, high, comparator,
        period_type, period_start, period_end,
        period_type = 'instant' AND kind IN ('level', 'share') AS at_a_point,
        nature = 'flow' AND kind = 'level' AS adds_up,
        low IS NULL OR coalesce(high < 0, false) AS upper,  -- at most so many; a fall by so much
        CASE WHEN low IS NULL OR high < 0 THEN high ELSE low END AS bound
    FROM owned
    WHERE modality IN ('target', 'expected')
),
beside AS (
    SELECT
        g.cell AS goal, o.cell AS actual,
        o.place IS NOT DISTINCT FROM g.place AS same_place, o.period_type = g.period_type AS same_type,
        o.stretch = g.stretch AS same_way, o.period_end,
        abs(o.period_end - g.period_end) AS days_off, o.claim_id,
        coalesce(same_place AND same_way AND CASE
            WHEN g.at_a_point THEN o.period_type = 'instant' AND o.period_end <= g.period_end
            WHEN g.adds_up THEN o.period_start = g.period_start AND o.period_end <= g.period_end
            ELSE o.period_start IS NOT DISTINCT FROM g.period_start AND o.period_end = g.period_end
        END, false) AS same,
        -- Only what the wording leaves no doubt about: "more than 3 million" neither meets 4 million nor misses it.
        CASE
            WHEN g.upper THEN o.high <= g.bound AND o.period_end = g.period_end
            WHEN g.comparator = 'gt' AND o.comparator IN ('eq', 'approx') THEN o.low > g.bound
            ELSE o.low >= g.bound
        END AS meets
    FROM goals AS g
    JOIN owned AS o
        ON o.modality = 'actual' AND o.metric_id = g.metric_id
        AND o.metric_name_en IS NOT DISTINCT FROM g.metric_name_en AND o.kind = g.kind AND o.unit = g.unit
        AND o.basis IS NOT DISTINCT FROM g.basis AND o.per IS NOT DISTINCT FROM g.per AND o.owner = g.owner
),
chosen AS (
    SELECT
        goal, min(period_end) FILTER (same AND meets) AS met_day, bool_or(same) AS same,
        arg_min(actual, (NOT same, NOT same_place, NOT same_way, NOT same_type, days_off, claim_id)) AS actual
    FROM beside
    GROUP BY goal
)
SELECT
    g.cell, g.owner, g.bound, o.cell AS actual, o.claim_id AS actual_claim_id, c.met_day,
    coalesce(c.same AND o.period_end >= g.period_end AND CASE
        WHEN g.upper THEN o.low > g.bound
        ELSE o.high < g.bound OR (g.comparator = 'gt' AND o.high <= g.bound)
    END, false) AS missed,
    CASE WHEN c.actual IS NULL THEN NULL WHEN c.same THEN 'same' ELSE 'nearest' END AS comparison,
    CASE
        WHEN c.same OR c.actual IS NULL THEN NULL
        WHEN o.place IS DISTINCT FROM g.place THEN 'another place'
        WHEN o.stretch <> g.stretch THEN 'counted another way'
        WHEN g.at_a_point AND o.period_type = g.period_type THEN 'after the due day'
        ELSE 'another period'
    END AS nearest_by
FROM goals AS g
LEFT JOIN chosen AS c ON c.goal = g.cell
LEFT JOIN owned AS o ON o.cell = c.actual;
CREATE OR REPLACE TEMP TABLE kept AS
SELECT a.cell
FROM aimed AS a
JOIN target_rows AS t
    ON t.cell = a.cell AND (t.missed, t.met_day, t.comparison, t.nearest_by, t.actual_claim_id)
        IS NOT DISTINCT FROM (a.missed, a.met_day, a.comparison, a.nearest_by, a.actual_claim_id)
WHERE a.cell NOT IN (SELECT cell FROM touched_keys WHERE cell IS NOT NULL)
    AND (a.actual IS NULL OR a.actual NOT IN (SELECT cell FROM touched_keys WHERE cell IS NOT NULL));
DELETE FROM target_rows
WHERE (metric_id, owner) IN (SELECT (metric_id, owner) FROM touched_owners) AND cell NOT IN (SELECT cell FROM kept);
INSERT INTO target_rows BY NAME
SELECT
    g.claim_id, g.cell, g.series_id, g.metric_id, g.metric_name_en, g.metric_name_zh, g.topic, g.nature, g.entity,
    g.entity_id, g.place, g.place_id, g.scope, g.kind, g.basis, g.unit, g.per, g.period_type, g.period_start,
    g.period_end AS due, g.modality, g.value, g.low, g.high, g.comparator, g.originator, g.publishers, g.independent,
    g.claims, g.published_day, g.first_published, g.quote, g.sentence, g.lang, g.url, g.title, g.stretch, a.owner,
    a.missed, a.met_day, a.comparison, a.nearest_by,
    o.value AS actual_value, o.low AS actual_low, o.high AS actual_high, o.comparator AS actual_comparator,
    o.period_start AS actual_period_start, o.period_end AS actual_period_end,
    CASE WHEN a.bound * o.value > 0 THEN o.value / a.bound END AS share_reached, a.bound - o.value AS gap,
    o.quote AS actual_quote, o.claim_id AS actual_claim_id
FROM (FROM aimed WHERE cell NOT IN (SELECT cell FROM kept)) AS a
JOIN observation_rows AS g ON g.cell = a.cell
LEFT JOIN observation_rows AS o ON o.cell = a.actual
ORDER BY g.metric_id, a.owner, due, g.claim_id;
DROP TABLE aimed;
DROP TABLE kept;
