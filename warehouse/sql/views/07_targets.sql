-- A target or forecast beside the newest actual of its series: the same metric, entity, place, kind, unit and period type.
CREATE VIEW targets AS
WITH newest AS (SELECT max(published_day) AS today FROM observations),
compared AS (
    SELECT
        t.*, a.value AS actual_value, a.period_start AS actual_period_start, a.period_end AS actual_period_end,
        a.claim_id AS actual_claim_id, a.quote AS actual_quote, newest.today
    FROM observations AS t
    CROSS JOIN newest
    LEFT JOIN LATERAL (
        SELECT o.value, o.period_start, o.period_end, o.claim_id, o.quote
        FROM observations AS o
        WHERE o.modality = 'actual' AND o.series_id = t.series_id AND o.period_end <= t.period_end
        ORDER BY o.period_end DESC LIMIT 1
    ) AS a ON true
    WHERE t.modality IN ('target', 'expected')
)
SELECT
    series_id, metric_id, metric_name_en, metric_name_zh, topic, nature, entity, entity_id, place, place_id, scope,
    kind, basis, unit, per, period_type, period_start, period_end AS due, modality, value, low, high, comparator,
    originator, publishers, published_day, first_published, actual_value, actual_period_start, actual_period_end,
    CASE WHEN value <> 0 THEN actual_value / value END AS share_reached,
    CASE
        WHEN actual_value IS NULL THEN 'unknown'
        WHEN coalesce(low, high) >= 0 AND low IS NOT NULL AND actual_value >= low
            AND (nature <> 'flow' OR actual_period_start >= period_start) THEN 'met'
        WHEN low IS NULL AND actual_period_end >= period_end AND actual_value <= high THEN 'met'
        WHEN actual_period_end >= period_end THEN 'missed'
        WHEN period_end < today THEN 'unknown'
        ELSE 'open'
    END AS state,
    quote, sentence, lang, url, title, claim_id, actual_quote, actual_claim_id
FROM compared;
COMMENT ON VIEW targets IS 'Targets and forecasts beside what came of them. Columns as in observations, and:';
COMMENT ON COLUMN targets.due IS 'Last day of the period that the target is for';
COMMENT ON COLUMN targets.actual_value IS 'Newest actual value of the same series up to the due day';
COMMENT ON COLUMN targets.actual_period_start IS 'First day of its period';
COMMENT ON COLUMN targets.actual_period_end IS 'Last day of its period';
COMMENT ON COLUMN targets.share_reached IS 'Actual value over target';
COMMENT ON COLUMN targets.state IS 'met, missed, open, or unknown where no comparable actual is known';
COMMENT ON COLUMN targets.actual_quote IS 'The actual value as written';
COMMENT ON COLUMN targets.actual_claim_id IS 'Its claim';
