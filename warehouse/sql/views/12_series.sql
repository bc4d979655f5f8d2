CREATE VIEW series AS
SELECT
    o.series_id, any_value(o.metric_id) AS metric_id, any_value(o.metric_name_en) AS metric_name_en,
    any_value(o.metric_name_zh) AS metric_name_zh, any_value(m.definition) AS definition, any_value(o.topic) AS topic,
    any_value(o.nature) AS nature, any_value(o.entity) AS entity, any_value(o.entity_id) AS entity_id,
    any_value(o.place) AS place, any_value(o.place_id) AS place_id, any_value(o.scope) AS scope, any_value(o.kind) AS kind,
    any_value(o.basis) AS basis, any_value(o.unit) AS unit, any_value(o.per) AS per, any_value(o.period_type) AS period_type,
    any_value(m.publisher) AS official_publisher, any_value(m.frequency) AS frequency,
    count(*) FILTER (o.modality = 'actual') AS actuals, count(*) FILTER (o.modality <> 'actual') AS ahead,
    min(o.period_end) AS first_period_end, max(o.period_end) FILTER (o.modality = 'actual') AS last_period_end,
    max(o.published_day) AS last_published
FROM observation_rows AS o
LEFT JOIN metrics AS m ON m.metric_id = o.metric_id
GROUP BY o.series_id;
COMMENT ON VIEW series IS 'Every series with what its values are: unit, definition, owner, period type, first and last period. Columns as in observations and metrics, and:';
COMMENT ON COLUMN series.official_publisher IS 'Who publishes the metric first';
COMMENT ON COLUMN series.actuals IS 'Periods with an actual value';
COMMENT ON COLUMN series.ahead IS 'Forecasts and targets';
COMMENT ON COLUMN series.first_period_end IS 'End of its earliest period';
COMMENT ON COLUMN series.last_period_end IS 'End of its newest period with an actual value';
COMMENT ON COLUMN series.last_published IS 'Day of its newest publication';
