-- title: Slip of scale or unit
-- means: A figure looks like another one of the same times 10, 1,000, 10,000 (万) or 100,000,000 (亿), or with the sign
--   turned: misprinted, or misread.
-- do: Read the sentence in its language. A misprint is dropped (`claimwatch correct CLAIM --drop`), a misreading
--   corrected (`--value`); tell us of it with the sentence, so that the rule is mended.
-- section: alerts
WITH found AS MATERIALIZED (  -- names are looked up for these few, and once
    SELECT *, say_name_zh(originator) AS originator_zh, say_name_zh(other_originator) AS other_zh FROM contradictions
    WHERE suspicion IS NOT NULL
        AND (claim_id IN (SELECT claim_id FROM news) OR other_claim_id IN (SELECT claim_id FROM news))
)
SELECT
    concat_ws('|', metric_id, coalesce(entity_id, lower(entity)), place_id, figure) AS key,
    label || ': ' || figure || ' against ' || say_number(usual_value, unit) || ', a factor of about '
        || format('{:,d}', slip_factor::BIGINT) AS reason,
    label_zh || '：' || figure_zh || '，而通常为' || say_number_zh(usual_value, unit) || '，相差约'
        || format('{:,d}', slip_factor::BIGINT) || '倍' AS reason_zh,
    MAP {'value': coalesce(low, high), 'usual': usual_value, 'factor': slip_factor} AS numbers,
    [claim_id, usual_claim_id] AS claim_ids
FROM news
WHERE slip_factor IS NOT NULL
UNION ALL
SELECT
    concat_ws('|', series_id, period_start, period_end, least(claim_id, other_claim_id)),
    say_series(metric_name_en, c.kind, basis, entity, place) || ', ' || say_period(period_start, period_end) || ': '
        || originator || ' says ' || say_value(low, high, comparator, unit) || ', ' || other_originator || ' '
        || say_value(other_low, other_high, other_comparator, unit) || ', which looks like a slip (' || suspicion || ')',
    say_series_zh(metric_name_zh, c.kind, basis, coalesce(e.name_zh, c.entity), coalesce(p.name_zh, c.place)) || '，'
        || say_period_zh(period_start, period_end) || '：' || originator_zh || '称'
        || say_value_zh(low, high, comparator, unit) || '，' || other_zh || '称'
        || say_value_zh(other_low, other_high, other_comparator, unit) || '，疑似笔误（' || say_suspicion_zh(suspicion) || '）',
    MAP {'value': value, 'other': other_value},
    [claim_id, other_claim_id]
FROM found AS c
LEFT JOIN entities AS e ON e.entity_id = c.entity_id
LEFT JOIN entities AS p ON p.entity_id = c.place_id
