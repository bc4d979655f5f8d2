-- Targets and forecasts: what is still open, the next due first; then what came due, the last first; then the rest.
-- What is only the nearest is left to those who ask for it: a table has no room to say why it decides nothing.
SELECT
    t.series_id, t.metric_name_en AS name_en, t.metric_name_zh AS name_zh, t.entity, e.name_zh AS entity_zh, t.place,
    p.name_zh AS place_zh, t.entity_id, t.place_id, t.kind, t.basis, t.unit, t.per, t.period_start, t.due, t.modality,
    t.low, t.high, t.comparator, t.originator, t.publishers, t.published_day, t.days_left,
    CASE WHEN t.comparison = 'same' THEN t.actual_value END AS actual_value, t.actual_period_start,
    t.actual_period_end, CASE WHEN t.comparison = 'same' THEN t.share_reached END AS share_reached, t.state, t.quote,
    t.sentence, t.lang, t.url, t.title, t.claim_id
FROM target_status AS t
LEFT JOIN entities AS e ON e.entity_id = t.entity_id
LEFT JOIN entities AS p ON p.entity_id = t.place_id
ORDER BY
    CASE t.state WHEN 'open' THEN 0 WHEN 'met' THEN 1 WHEN 'missed' THEN 1 ELSE 2 END,
    CASE WHEN t.state = 'open' THEN t.due END, t.due DESC, t.published_day DESC, t.claim_id;
