-- Every series with the names that pages call it by; the newest stated value of each where there is one.
SELECT
    s.series_id, s.metric_id, s.metric_name_en AS name_en, s.metric_name_zh AS name_zh, s.topic,
    coalesce(t.name_en, s.topic) AS topic_en, coalesce(t.name_zh, s.topic) AS topic_zh, s.definition, m.definition_zh, s.nature,
    s.entity, s.entity_id, e.name_zh AS entity_zh,
    (SELECT list([f.written, f.valid_to::VARCHAR] ORDER BY f.valid_to DESC, f.written)
     FROM entity_names AS f WHERE f.entity_id = s.entity_id AND f.valid_to IS NOT NULL) AS entity_former, s.place, s.place_id, p.name_zh AS place_zh, p.scope AS place_scope, s.scope, s.kind, s.basis,
    s.unit, m."of", s.per, s.period_type, s.official_publisher, m.publisher_zh AS official_publisher_zh, s.actuals, s.ahead, s.last_period_end, s.last_published,
    coalesce(list_contains(m.publisher_ids, 'nbs') AND s.nature = 'flow' AND m.unit = 'count', false) AS recounted
FROM series AS s
LEFT JOIN topics AS t ON t.topic_id = s.topic
LEFT JOIN metrics AS m ON m.metric_id = s.metric_id
LEFT JOIN entities AS e ON e.entity_id = s.entity_id
LEFT JOIN entities AS p ON p.entity_id = s.place_id
WHERE s.series_id IN (SELECT series_id FROM page_points)
ORDER BY s.topic, s.metric_id, s.kind <> 'level', s.actuals DESC, s.entity, s.place, s.series_id;
