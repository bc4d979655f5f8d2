-- The breaks that series have run into: with what stood last before each, and first behind it.
CREATE VIEW series_breaks AS
WITH line AS (
    SELECT
        series_id, metric_id, metric_name_en, entity, entity_id, place, unit, period_start, period_end, value, stretch,
        lag(stretch) OVER in_time AS stretch_before, lag(period_end) OVER in_time AS period_before,
        lag(value) OVER in_time AS value_before
    FROM observations
    WHERE modality = 'actual' AND metric_id IN (SELECT metric_id FROM breaks)
    WINDOW in_time AS (PARTITION BY series_id ORDER BY stretch, period_end, period_start)
)
SELECT
    l.series_id, l.metric_id, l.metric_name_en, l.entity, l.place, l.unit, l.stretch, b.from_day, b.released,
    l.period_before, l.value_before, l.period_start, l.period_end, l.value, b.reason, b.until_then, b.source, b.reason_zh, b.source_zh
FROM line AS l
JOIN breaks AS b ON b.metric_id = l.metric_id AND b.number = l.stretch
WHERE l.stretch <> l.stretch_before;
COMMENT ON VIEW series_breaks IS 'Where series are split: the last actual value before each break and the first behind it, which are not comparable, and why. Columns as in breaks and observations, and:';
COMMENT ON COLUMN series_breaks.period_before IS 'Last day of the last period before the break';
COMMENT ON COLUMN series_breaks.value_before IS 'Its value';
COMMENT ON COLUMN series_breaks.period_end IS 'Last day of the first period behind it';
COMMENT ON COLUMN series_breaks.value IS 'Its value';

-- What a metric counts, from when until when: definitions that a break ended, and the one of today.
CREATE VIEW metric_definitions AS
WITH owners AS (SELECT DISTINCT metric_id, entity_id FROM breaks),
ended AS (
    SELECT
        b.metric_id, o.entity_id, b.until_then AS definition, b.source,
        lag(b.from_day) OVER (PARTITION BY b.metric_id, o.entity_id ORDER BY b.number) AS valid_from,
        b.from_day - 1 AS valid_to
    FROM breaks AS b
    JOIN owners AS o ON o.metric_id = b.metric_id AND (b.entity_id IS NULL OR b.entity_id = o.entity_id)
)
SELECT metric_id, entity_id, valid_from, valid_to, definition, source FROM ended WHERE definition IS NOT NULL
UNION ALL
SELECT m.metric_id, o.entity_id, max(e.valid_to) + 1, NULL, any_value(m.definition), any_value(m.publisher)
FROM metrics AS m
LEFT JOIN owners AS o ON o.metric_id = m.metric_id
LEFT JOIN ended AS e ON e.metric_id = o.metric_id AND e.entity_id IS NOT DISTINCT FROM o.entity_id
GROUP BY m.metric_id, o.entity_id
UNION ALL  -- where only some owners have a break, all others go by the definition of today
SELECT m.metric_id, NULL, NULL, NULL, m.definition, m.publisher
FROM metrics AS m
WHERE m.metric_id IN (SELECT metric_id FROM owners) AND m.metric_id NOT IN (SELECT metric_id FROM owners WHERE entity_id IS NULL);
COMMENT ON VIEW metric_definitions IS 'What a metric counts, with the days for which that holds: where a break says what was counted until then, that too. Columns as in breaks, and:';
COMMENT ON COLUMN metric_definitions.entity_id IS 'Whose figures count so; NULL for all, or all others';
COMMENT ON COLUMN metric_definitions.valid_from IS 'First day that it holds for; NULL from the beginning';
COMMENT ON COLUMN metric_definitions.valid_to IS 'Last day that it holds for; NULL until today';
COMMENT ON COLUMN metric_definitions.definition IS 'What is counted';
COMMENT ON COLUMN metric_definitions.source IS 'Where that is known from';
