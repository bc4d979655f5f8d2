-- title: Revision
-- means: The body that had given a figure gives another one for the same period, and both do not meet within their
--   rounding; or a page that we had read says otherwise now.
-- do: Nothing to mend: the series shows the new value and keeps the old one (docs/vintages.md). Look whether text of
--   yours quotes the old one: `claimwatch check DRAFT` calls it outdated.
-- section: revisions
SELECT
    concat_ws('|', r.series_id, r.period_start, r.period_end) AS key,
    n.label || ', ' || say_period(r.period_start, r.period_end) || ': ' || r.who || ' now says ' || n.figure
        || ', before ' || say_value(r.old_low, r.old_high, r.old_comparator, r.unit)
        || coalesce(' (' || format('{:+.1f}', r.difference_percent) || '%)', '') AS reason,
    n.label_zh || '，' || say_period_zh(r.period_start, r.period_end) || '：' || say_name_zh(r.who) || '现称' || n.figure_zh
        || '，此前为' || say_value_zh(r.old_low, r.old_high, r.old_comparator, r.unit)
        || coalesce('（' || format('{:+.1f}', r.difference_percent) || '%）', '') AS reason_zh,
    MAP {'new': r.new_value, 'old': r.old_value} AS numbers,
    [r.new_claim_id, r.old_claim_id] AS claim_ids
FROM revisions AS r
JOIN news AS n ON n.claim_id = r.new_claim_id
WHERE r.modality = 'actual' AND r.cause IN ('originator', 'page changed') AND NOT coalesce(r.meets, false)
