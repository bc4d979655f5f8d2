-- title: Slip of scale or unit
-- means: A figure looks like another one of the same times 10, 1,000, 10,000 (万) or 100,000,000 (亿), or with the sign
--   turned: misprinted, or misread.
-- do: Read the sentence in its language. A misprint is dropped (`claimwatch correct CLAIM --drop`), a misreading
--   corrected (`--value`); tell us of it with the sentence, so that the rule is mended.
-- section: alerts
SELECT
    concat_ws('|', metric_id, coalesce(entity_id, lower(entity)), place_id, figure) AS key,
    label || ': ' || figure || ' against ' || say_number(usual_value, unit) || ', a factor of about '
        || format('{:,d}', slip_factor::BIGINT) AS reason,
    MAP {'value': coalesce(low, high), 'usual': usual_value, 'factor': slip_factor} AS numbers,
    [claim_id, usual_claim_id] AS claim_ids
FROM news
WHERE slip_factor IS NOT NULL
UNION ALL
SELECT
    concat_ws('|', series_id, period_start, period_end, least(claim_id, other_claim_id)),
    say_series(metric_name_en, kind, basis, entity, place) || ', ' || say_period(period_start, period_end) || ': '
        || originator || ' says ' || say_value(low, high, comparator, unit) || ', ' || other_originator || ' '
        || say_value(other_low, other_high, other_comparator, unit) || ', which looks like a slip (' || suspicion || ')',
    MAP {'value': value, 'other': other_value},
    [claim_id, other_claim_id]
FROM contradictions
WHERE suspicion IS NOT NULL
    AND (claim_id IN (SELECT claim_id FROM news) OR other_claim_id IN (SELECT claim_id FROM news))
