CREATE VIEW targets AS
SELECT
    claim_id, series_id, metric_id, metric_name_en, metric_name_zh, topic, nature, entity, entity_id, place, place_id,
    scope, kind, basis, unit, per, period_type, period_start, period_end AS due, modality, value, low, high, comparator,
    originator, publishers, independent, claims, published_day, first_published, quote, sentence, lang, url, title, stretch
FROM observations
WHERE modality IN ('target', 'expected');
COMMENT ON VIEW targets IS 'Every target and forecast, one row for each originator and period; target_status has what came of them. Columns as in observations, and:';
COMMENT ON COLUMN targets.due IS 'Last day of the period that the target is for';

-- A target is set against actual values of the same metric, kind, basis, unit, denominator and owner. Comparable is, of
-- the same place: for what holds at a point in time the newest up to the due day; for a flow the same period or its first
-- part; else the very period. Where there is none, the nearest stands there, named as such: it decides nothing.
CREATE VIEW target_status AS
WITH newest AS (SELECT max(published_day) AS today FROM observations),
goals AS NOT MATERIALIZED (  -- kept aside for both sides of a join, DuckDB 2.0 waits for ever under a LIMIT
    SELECT
        *,
        period_type = 'instant' AND kind IN ('level', 'share') AS at_a_point,
        nature = 'flow' AND kind = 'level' AS adds_up,
        low IS NULL OR coalesce(high < 0, false) AS upper,  -- at most so many; a fall by so much
        CASE WHEN low IS NULL OR high < 0 THEN high ELSE low END AS bound,
        coalesce(entity_id, lower(entity)) AS owner, coalesce(place_id, lower(place)) AS spot
    FROM targets
),
beside AS (
    SELECT
        g.claim_id AS goal, o.claim_id, o.value, o.low, o.high, o.comparator, o.period_start, o.period_end, o.quote,
        o.place IS NOT DISTINCT FROM g.place AS same_place, o.period_type = g.period_type AS same_type,
        o.stretch = g.stretch AS same_way,
        abs(o.period_end - g.due) AS days_off,
        o.period_end >= g.due AS at_the_end,
        same_place AND same_way AND CASE
            WHEN g.at_a_point THEN o.period_type = 'instant' AND o.period_end <= g.due
            WHEN g.adds_up THEN o.period_start = g.period_start AND o.period_end <= g.due
            ELSE o.period_start IS NOT DISTINCT FROM g.period_start AND o.period_end = g.due
        END AS same,
        -- Only what the wording leaves no doubt about: "more than 3 million" neither meets 4 million nor misses it.
        CASE
            WHEN g.upper THEN o.high <= g.bound AND o.period_end = g.due
            WHEN g.comparator = 'gt' AND o.comparator IN ('eq', 'approx') THEN o.low > g.bound
            ELSE o.low >= g.bound
        END AS meets,
        CASE WHEN g.upper THEN o.low > g.bound ELSE o.high < g.bound OR (g.comparator = 'gt' AND o.high <= g.bound) END AS misses
    FROM goals AS g
    JOIN observations AS o
        ON o.modality = 'actual' AND o.metric_id = g.metric_id
        AND o.metric_name_en IS NOT DISTINCT FROM g.metric_name_en AND o.kind = g.kind AND o.unit = g.unit
        AND o.basis IS NOT DISTINCT FROM g.basis AND o.per IS NOT DISTINCT FROM g.per
        AND coalesce(o.entity_id, lower(o.entity)) = g.owner
),
ranked AS (
    SELECT
        *,
        min(CASE WHEN same AND meets THEN period_end END) OVER (PARTITION BY goal) AS met_day,
        row_number() OVER (
            PARTITION BY goal
            ORDER BY coalesce(same, false) DESC, same_place DESC, same_way DESC, same_type DESC, days_off, claim_id
        ) AS place_in_line
    FROM beside
)
SELECT
    g.* EXCLUDE (at_a_point, adds_up, upper, bound, owner, spot),
    g.due - n.today AS days_left,
    CASE
        WHEN r.met_day IS NOT NULL THEN 'met'
        WHEN r.same AND r.at_the_end AND r.misses THEN 'missed'
        WHEN g.due >= n.today THEN 'open'
        ELSE 'unknown'
    END AS state,
    r.met_day,
    CASE WHEN r.claim_id IS NULL THEN NULL WHEN r.same THEN 'same' ELSE 'nearest' END AS comparison,
    CASE
        WHEN r.same OR r.claim_id IS NULL THEN NULL
        WHEN NOT r.same_place THEN 'another place'
        WHEN NOT r.same_way THEN 'counted another way'
        WHEN g.at_a_point AND r.same_type THEN 'after the due day'
        ELSE 'another period'
    END AS nearest_by,
    r.value AS actual_value, r.low AS actual_low, r.high AS actual_high, r.comparator AS actual_comparator,
    r.period_start AS actual_period_start, r.period_end AS actual_period_end,
    CASE WHEN g.bound * r.value > 0 THEN r.value / g.bound END AS share_reached, g.bound - r.value AS gap,
    r.quote AS actual_quote, r.claim_id AS actual_claim_id
FROM goals AS g
CROSS JOIN newest AS n
LEFT JOIN ranked AS r ON r.goal = g.claim_id AND r.place_in_line = 1;
COMMENT ON VIEW target_status IS 'Targets and forecasts beside what came of them. Columns as in targets, and:';
COMMENT ON COLUMN target_status.days_left IS 'Days from the newest publication in the warehouse to the due day; negative when it has passed';
COMMENT ON COLUMN target_status.state IS 'met, missed, open (the due day is to come), or unknown: the day has passed and no comparable actual decides it';
COMMENT ON COLUMN target_status.met_day IS 'End of the first period that met it: before due it was met early';
COMMENT ON COLUMN target_status.comparison IS 'same: the actual is comparable; nearest: it is not, and decides nothing; NULL where there is none';
COMMENT ON COLUMN target_status.nearest_by IS 'Why the nearest is not comparable: another place, counted another way (see breaks), another period, after the due day';
COMMENT ON COLUMN target_status.actual_value IS 'Newest comparable actual value, else the nearest';
COMMENT ON COLUMN target_status.actual_low IS 'Its lower end as stated';
COMMENT ON COLUMN target_status.actual_high IS 'Its upper end as stated';
COMMENT ON COLUMN target_status.actual_comparator IS 'Its comparator as worded';
COMMENT ON COLUMN target_status.actual_period_start IS 'First day of its period';
COMMENT ON COLUMN target_status.actual_period_end IS 'Last day of its period';
COMMENT ON COLUMN target_status.share_reached IS 'Actual value over target; NULL where one is zero or their signs differ';
COMMENT ON COLUMN target_status.gap IS 'Target less actual value';
COMMENT ON COLUMN target_status.actual_quote IS 'The actual value as written';
COMMENT ON COLUMN target_status.actual_claim_id IS 'Its claim';
