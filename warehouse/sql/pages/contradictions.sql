-- Pairs of words that cannot both be right, the widest apart first; what only our closing of an open end makes stays out.
SELECT
    c.series_id, c.metric_name_en AS name_en, c.metric_name_zh AS name_zh, c.entity, e.name_zh AS entity_zh, c.place,
    p.name_zh AS place_zh, c.entity_id, c.place_id, c.kind, c.unit, c.per, c.period_start, c.period_end, c.stands,
    c.value, c.low, c.high, c.comparator, c.originator, c.publisher, c.published_day, c.quote, c.sentence, c.url,
    c.other_value, c.other_low, c.other_high, c.other_comparator, c.other_originator, c.other_publisher,
    c.other_published_day, c.other_quote, c.other_sentence, c.other_url, c.gap_percent, c.suspicion,
    greatest(c.published_day, c.other_published_day) AS newest_day
FROM contradictions AS c
LEFT JOIN entities AS e ON e.entity_id = c.entity_id
LEFT JOIN entities AS p ON p.entity_id = c.place_id
WHERE NOT c.soft
ORDER BY newest_day DESC, c.gap_percent DESC, c.claim_id, c.other_claim_id;
