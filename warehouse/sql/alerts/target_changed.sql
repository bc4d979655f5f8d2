-- title: Target changed
-- means: A body announces another figure for a day for which it had announced one, and both do not meet.
-- do: Read both sentences: a stretch target beside a floor is no change. `claimwatch targets METRIC` shows all of them.
-- section: targets
SELECT
    concat_ws('|', r.series_id, r.period_end, r.who) AS key,
    n.label || ': ' || r.who || ' now aims at ' || n.figure || ' for ' || say_period(r.period_start, r.period_end)
        || ', before at ' || say_value(r.old_low, r.old_high, r.old_comparator, r.unit) AS reason,
    n.label_zh || '：' || say_name_zh(r.who) || '将' || say_period_zh(r.period_start, r.period_end) || '的目标定为' || n.figure_zh
        || '，此前为' || say_value_zh(r.old_low, r.old_high, r.old_comparator, r.unit) AS reason_zh,
    MAP {'new': r.new_value, 'old': r.old_value} AS numbers,
    [r.new_claim_id, r.old_claim_id] AS claim_ids
FROM revisions AS r
JOIN news AS n ON n.claim_id = r.new_claim_id
WHERE r.modality = 'target' AND r.cause = 'originator' AND NOT r.meets
