-- title: Break suspected
-- means: A level jumps by another rate than the growth that is printed beside it, by more than one point beyond what
--   rounding explains: what is counted may have been defined anew, or one of the two was misread.
-- do: Look for a note on scope in the release. If the definition changed, add it to the metric's `breaks`, which splits
--   the series; if one was misread, `claimwatch correct` it.
-- section: alerts
SELECT
    concat_ws('|', g.metric_id, g.entity, g.place, g.basis, g.period_end) AS key,
    say_series(g.metric_name_en, 'level', NULL, g.entity, g.place) || ', ' || say_period(g.period_start, g.period_end)
        || ': printed growth ' || say_number(g.printed, 'percent') || ', growth of the levels '
        || say_number(round(g.computed, 1), 'percent') || ' (' || g.basis || ')' AS reason,
    say_series_zh(g.metric_name_zh, 'level', NULL, coalesce(e.name_zh, g.entity), coalesce(p.name_zh, g.place)) || '，'
        || say_period_zh(g.period_start, g.period_end) || '：公布增速' || say_number_zh(g.printed, 'percent')
        || '，由数值计算为' || say_number_zh(round(g.computed, 1), 'percent') || '（' || say_basis_zh(g.basis) || '）' AS reason_zh,
    MAP {'printed': g.printed, 'computed': g.computed, 'level': g.level, 'level_before': g.level_before} AS numbers,
    [g.claim_id, g.level_claim_id, g.before_claim_id] AS claim_ids
FROM growth_check AS g
LEFT JOIN entities AS e ON e.entity_id = g.entity_id
LEFT JOIN entities AS p ON p.entity_id = g.place_id
WHERE g.verdict = 'differs' AND abs(g.difference) > 1
    AND (g.claim_id IN (SELECT claim_id FROM news) OR g.level_claim_id IN (SELECT claim_id FROM news))
