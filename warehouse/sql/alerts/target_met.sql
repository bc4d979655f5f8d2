-- title: Target met
-- means: A figure that came in reaches what was announced, on or before its day.
--   Only what is comparable decides: same metric, owner, place and, of flows, period (see `target_status`).
-- do: Write it up: both sentences are below.
-- section: targets
SELECT
    concat_ws('|', t.series_id, t.due, t.originator) AS key,
    n.label || ': ' || n.figure || ' (' || say_period(n.series_start, n.series_end) || ') '
        || 'meets the target of ' || t.originator || ', '
        || say_value(t.low, t.high, t.comparator, t.unit) || ' for ' || say_period(t.period_start, t.due) AS reason,
    n.label_zh || '：' || n.figure_zh || '（' || say_period_zh(n.series_start, n.series_end) || '）达到' || say_name_zh(t.originator)
        || '的目标：' || say_period_zh(t.period_start, t.due) || say_value_zh(t.low, t.high, t.comparator, t.unit) AS reason_zh,
    MAP {'target': t.value, 'actual': n.value} AS numbers,
    [n.claim_id, t.claim_id] AS claim_ids
FROM target_status AS t
JOIN news AS n ON n.claim_id = t.actual_claim_id AND n.first_of_period
WHERE t.modality = 'target' AND t.state = 'met' AND t.met_day = n.series_end
