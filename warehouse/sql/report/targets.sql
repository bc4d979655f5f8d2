-- Targets and forecasts: what is still open, the next due first; then what came due, the last first; then the rest.
-- What is only the nearest is left to those who ask for it: a table has no room to say why it decides nothing.
SELECT
    series_id, metric_name_en AS name_en, metric_name_zh AS name_zh, entity, place, kind, basis, unit, per, period_start, due,
    modality, low, high, comparator, originator, publishers, published_day,
    CASE WHEN comparison = 'same' THEN actual_value END AS actual_value, actual_period_start, actual_period_end,
    actual_quote, CASE WHEN comparison = 'same' THEN share_reached END AS share_reached, state, quote, sentence, lang, url,
    title
FROM target_status
ORDER BY
    CASE state WHEN 'open' THEN 0 WHEN 'met' THEN 1 WHEN 'missed' THEN 1 ELSE 2 END,
    CASE WHEN state = 'open' THEN due END, due DESC, published_day DESC, claim_id
LIMIT $most_rows;
