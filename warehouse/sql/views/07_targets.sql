CREATE VIEW targets AS
SELECT
    claim_id, series_id, metric_id, metric_name_en, metric_name_zh, topic, nature, entity, entity_id, place, place_id,
    scope, kind, basis, unit, per, period_type, period_start, period_end AS due, modality, value, low, high, comparator,
    originator, publishers, independent, claims, published_day, first_published, quote, sentence, lang, url, title, stretch
FROM observations
WHERE modality IN ('target', 'expected');
COMMENT ON VIEW targets IS 'Every target and forecast, one row for each originator and period; target_status has what came of them. Columns as in observations, and:';
COMMENT ON COLUMN targets.due IS 'Last day of the period that the target is for';

-- How they are set against what came is said in sql/series/16_targets.sql.
CREATE VIEW target_status AS
SELECT
    claim_id, series_id, metric_id, metric_name_en, metric_name_zh, topic, nature, entity, entity_id, place, place_id,
    scope, kind, basis, unit, per, period_type, period_start, due, modality, value, low, high, comparator, originator,
    publishers, independent, claims, published_day, first_published, quote, sentence, lang, url, title, stretch,
    due - today AS days_left,
    CASE WHEN met_day IS NOT NULL THEN 'met' WHEN missed THEN 'missed' WHEN due >= today THEN 'open' ELSE 'unknown' END
        AS state,
    met_day, comparison, nearest_by, actual_value, actual_low, actual_high, actual_comparator, actual_period_start,
    actual_period_end, share_reached, gap, actual_quote, actual_claim_id
FROM target_rows
CROSS JOIN (SELECT max(last_published) AS today FROM series_rows);
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
