-- title: New high or low
-- means: The newest value of a series lies above, or below, every earlier one, beyond what rounding explains. Asked of
--   series with at least three earlier periods, when a period gets its first value.
-- do: Read the sentence. A series that climbs every month is raised every month: where that is no news, name the rule
--   under `unsent` in config/alerts.yaml; it stays in the digest.
-- section: highs
WITH fresh AS (
    SELECT * FROM news
    WHERE first_of_period AND modality = 'actual' AND place_in_line = 1 AND kind <> 'change'
),
earlier AS (
    SELECT
        f.claim_id, count(*) AS periods, bool_or(o.period_end > f.series_end) AS newer_is_known,
        max(s.greatest_value) AS greatest, min(s.least_value) AS least,
        arg_max(o.value, s.greatest_value) AS high, arg_max(o.claim_id, s.greatest_value) AS high_claim_id,
        arg_max(say_period(o.period_start, o.period_end), s.greatest_value) AS high_period,
        arg_max(say_period_zh(o.period_start, o.period_end), s.greatest_value) AS high_period_zh,
        arg_min(o.value, s.least_value) AS low, arg_min(o.claim_id, s.least_value) AS low_claim_id,
        arg_min(say_period(o.period_start, o.period_end), s.least_value) AS low_period,
        arg_min(say_period_zh(o.period_start, o.period_end), s.least_value) AS low_period_zh
    FROM fresh AS f
    JOIN observation_rows AS o
        ON o.series_id = f.series_id AND o.stretch = f.stretch AND o.modality = 'actual' AND o.period_type NOT IN ('window', 'inception')
        AND o.period_end <> f.series_end
    JOIN statement_rows AS s ON s.claim_id = o.claim_id AND s.place_in_line = 1
    GROUP BY f.claim_id
)
SELECT
    concat_ws('|', CASE WHEN f.least_value > e.greatest THEN 'high' ELSE 'low' END, f.series_id) AS key,
    f.label || ': ' || f.figure || ' (' || say_period(f.series_start, f.series_end) || ') is '
        || CASE WHEN f.least_value > e.greatest THEN 'above all ' || e.periods || ' earlier periods; highest before: '
            || say_number(e.high, f.unit) || ' (' || e.high_period || ')'
        ELSE 'below all ' || e.periods || ' earlier periods; lowest before: '
            || say_number(e.low, f.unit) || ' (' || e.low_period || ')' END AS reason,
    f.label_zh || '：' || f.figure_zh || '（' || say_period_zh(f.series_start, f.series_end) || '）'
        || CASE WHEN f.least_value > e.greatest THEN '高于此前全部' || e.periods || '期；此前最高：'
            || say_number_zh(e.high, f.unit) || '（' || e.high_period_zh || '）'
        ELSE '低于此前全部' || e.periods || '期；此前最低：'
            || say_number_zh(e.low, f.unit) || '（' || e.low_period_zh || '）' END AS reason_zh,
    MAP {'value': f.value, 'before': CASE WHEN f.least_value > e.greatest THEN e.high ELSE e.low END} AS numbers,
    [f.claim_id, CASE WHEN f.least_value > e.greatest THEN e.high_claim_id ELSE e.low_claim_id END] AS claim_ids
FROM fresh AS f
JOIN earlier AS e ON e.claim_id = f.claim_id
WHERE e.periods >= 3 AND NOT e.newer_is_known AND (f.least_value > e.greatest OR f.greatest_value < e.least)
