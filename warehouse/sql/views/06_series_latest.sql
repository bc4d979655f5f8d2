CREATE VIEW series_latest AS
WITH line AS (
    SELECT
        *,
        row_number() OVER newest_first AS place_in_line,
        lead(value) OVER one_way AS previous_value,
        lead(period_start) OVER one_way AS previous_period_start,
        lead(period_end) OVER one_way AS previous_period_end
    FROM observations
    WHERE modality = 'actual'
    WINDOW
        newest_first AS (PARTITION BY series_id ORDER BY period_end DESC, stretch DESC, period_start DESC NULLS LAST),
        one_way AS (PARTITION BY series_id, stretch ORDER BY period_end DESC, period_start DESC NULLS LAST)
)
SELECT
    * EXCLUDE (place_in_line, previous_value, previous_period_start, previous_period_end),
    previous_value, previous_period_start, previous_period_end, value - previous_value AS change,
    CASE WHEN previous_value <> 0 AND unit NOT IN ('percent', 'pp', 'times')
        THEN 100 * (value - previous_value) / abs(previous_value) END AS change_percent,
    (SELECT max(published_day) FROM observations) - published_day AS age_days
FROM line
WHERE place_in_line = 1;
COMMENT ON VIEW series_latest IS 'The newest actual value of every series, beside the one before it. Columns as in observations, and:';
COMMENT ON COLUMN series_latest.previous_value IS 'Value of the period before in the same series; NULL across a break';
COMMENT ON COLUMN series_latest.previous_period_start IS 'First day of that period';
COMMENT ON COLUMN series_latest.previous_period_end IS 'Last day of that period';
COMMENT ON COLUMN series_latest.change IS 'value less previous_value, computed by us';
COMMENT ON COLUMN series_latest.change_percent IS 'The same in percent of previous_value; NULL for ratios';
COMMENT ON COLUMN series_latest.age_days IS 'Days from its publication to the newest publication in the warehouse';
