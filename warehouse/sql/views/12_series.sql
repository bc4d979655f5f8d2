CREATE VIEW series AS
SELECT
    s.series_id, s.metric_id, s.metric_name_en, s.metric_name_zh, m.definition, s.topic, s.nature, s.entity, s.entity_id,
    s.place, s.place_id, s.scope, s.kind, s.basis, s.unit, s.per, s.period_type, m.publisher AS official_publisher,
    m.frequency, s.actuals, s.ahead, s.first_period_end, s.last_period_end, s.last_published
FROM series_rows AS s
LEFT JOIN metrics AS m ON m.metric_id = s.metric_id;
COMMENT ON VIEW series IS 'Every series with what its values are: unit, definition, owner, period type, first and last period. Columns as in observations and metrics, and:';
COMMENT ON COLUMN series.official_publisher IS 'Who publishes the metric first';
COMMENT ON COLUMN series.actuals IS 'Periods with an actual value';
COMMENT ON COLUMN series.ahead IS 'Forecasts and targets';
COMMENT ON COLUMN series.first_period_end IS 'End of its earliest period';
COMMENT ON COLUMN series.last_period_end IS 'End of its newest period with an actual value';
COMMENT ON COLUMN series.last_published IS 'Day of its newest publication';
