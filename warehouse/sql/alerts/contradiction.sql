-- title: Contradiction
-- means: Two independent bodies give figures for one period of one series that are more than 2 percent apart beyond
--   what rounding explains. Where one looks like the other times 10, 1,000 … the rule scale_slip raises it instead.
-- do: Compare both sentences: often one counts something else (orders, not shipments), or one was misread; set that
--   right with `claimwatch correct`.
-- section: contradictions
WITH found AS MATERIALIZED (  -- names are looked up for these few, and once
    SELECT *, say_name_zh(originator) AS originator_zh, say_name_zh(other_originator) AS other_zh FROM contradictions
    WHERE (claim_id IN (SELECT claim_id FROM news) OR other_claim_id IN (SELECT claim_id FROM news))
        AND gap_percent > 2 AND NOT soft AND suspicion IS NULL
)
SELECT
    concat_ws(
        '|', c.series_id, c.period_start, c.period_end, least(c.originator, c.other_originator),
        greatest(c.originator, c.other_originator)
    ) AS key,
    say_series(c.metric_name_en, c.kind, c.basis, c.entity, c.place) || ', ' || say_period(c.period_start, c.period_end)
        || ': ' || c.originator || ' says ' || say_value(c.low, c.high, c.comparator, c.unit) || ', '
        || c.other_originator || ' ' || say_value(c.other_low, c.other_high, c.other_comparator, c.unit) AS reason,
    say_series_zh(c.metric_name_zh, c.kind, c.basis, coalesce(e.name_zh, c.entity), coalesce(p.name_zh, c.place)) || '，'
        || say_period_zh(c.period_start, c.period_end) || '：' || c.originator_zh || '称'
        || say_value_zh(c.low, c.high, c.comparator, c.unit) || '，' || c.other_zh || '称'
        || say_value_zh(c.other_low, c.other_high, c.other_comparator, c.unit) AS reason_zh,
    MAP {'value': c.value, 'other': c.other_value, 'gap_percent': c.gap_percent} AS numbers,
    [c.claim_id, c.other_claim_id] AS claim_ids
FROM found AS c
LEFT JOIN entities AS e ON e.entity_id = c.entity_id
LEFT JOIN entities AS p ON p.entity_id = c.place_id
