-- The touched series, and the newest actual value of each beside the one before it.
DELETE FROM series_rows WHERE series_id IN (SELECT series_id FROM touched_series);
INSERT INTO series_rows BY NAME
SELECT
    series_id, any_value(metric_id) AS metric_id, arg_max(metric_name_en, cell) AS metric_name_en,
    arg_max(metric_name_zh, cell) AS metric_name_zh, any_value(topic) AS topic, any_value(nature) AS nature,
    arg_max(entity, cell) AS entity, any_value(entity_id) AS entity_id, arg_max(place, cell) AS place,
    any_value(place_id) AS place_id, arg_max(scope, cell) AS scope, any_value(kind) AS kind, any_value(basis) AS basis,
    any_value(unit) AS unit, any_value(per) AS per, any_value(period_type) AS period_type,
    count(*) FILTER (modality = 'actual') AS actuals, count(*) FILTER (modality <> 'actual') AS ahead,
    min(period_end) AS first_period_end, max(period_end) FILTER (modality = 'actual') AS last_period_end,
    max(published_day) AS last_published
FROM observation_rows
WHERE series_id IN (SELECT series_id FROM touched_series)
GROUP BY series_id
ORDER BY metric_id, entity_id, series_id;
DELETE FROM latest_rows WHERE series_id IN (SELECT series_id FROM touched_series);
INSERT INTO latest_rows BY NAME
WITH line AS (
    SELECT
        cell, row_number() OVER newest_first AS place_in_line,
        lead(value) OVER one_way AS previous_value,
        lead(period_start) OVER one_way AS previous_period_start,
        lead(period_end) OVER one_way AS previous_period_end
    FROM observation_rows
    WHERE modality = 'actual' AND series_id IN (SELECT series_id FROM touched_series)
    WINDOW
        newest_first AS (PARTITION BY series_id ORDER BY period_end DESC, stretch DESC, period_start DESC NULLS LAST),
        one_way AS (PARTITION BY series_id, stretch ORDER BY period_end DESC, period_start DESC NULLS LAST)
)
SELECT
    o.* EXCLUDE (line, releases, first_value, first_day, first_originator, first_quote, first_claim_id, newest_day),
    l.* EXCLUDE (cell, place_in_line)
FROM line AS l
JOIN observation_rows AS o ON o.cell = l.cell
WHERE l.place_in_line = 1
ORDER BY metric_id, entity_id, series_id;
