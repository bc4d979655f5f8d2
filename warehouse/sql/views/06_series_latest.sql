CREATE VIEW series_latest AS
SELECT
    series_id, metric_id, metric_name_en, metric_name_zh, topic, nature, entity, entity_id, place, place_id, scope, kind,
    basis, unit, per, period_type, period_start, period_end, period_origin, modality, value, low, high, comparator,
    originator, publishers, independent, claims, disagreement, published_day, first_published, old_news, quote, sentence,
    lang, url, title, claim_id, stretch, previous_value, previous_period_start, previous_period_end,
    value - previous_value AS change,
    CASE WHEN previous_value <> 0 AND unit NOT IN ('percent', 'pp', 'times')
        THEN 100 * (value - previous_value) / abs(previous_value) END AS change_percent,
    (SELECT max(last_published) FROM series_rows) - published_day AS age_days
FROM latest_rows;
COMMENT ON VIEW series_latest IS 'The newest actual value of every series, beside the one before it. Columns as in observations, and:';
COMMENT ON COLUMN series_latest.previous_value IS 'Value of the period before in the same series; NULL across a break';
COMMENT ON COLUMN series_latest.previous_period_start IS 'First day of that period';
COMMENT ON COLUMN series_latest.previous_period_end IS 'Last day of that period';
COMMENT ON COLUMN series_latest.change IS 'value less previous_value, computed by us';
COMMENT ON COLUMN series_latest.change_percent IS 'The same in percent of previous_value; NULL for ratios';
COMMENT ON COLUMN series_latest.age_days IS 'Days from its publication to the newest publication in the warehouse';
