-- Values whose sentence we saw first within a day of the newest one: what the last run brought, the newest news first.
WITH seen AS (
    SELECT r.claim_id, a.first_seen
    FROM claim_readings AS r
    JOIN articles AS a ON a.version_id = r.version_id
    WHERE a.first_seen > (SELECT max(first_seen) - INTERVAL 1 DAY FROM articles)
)
SELECT DISTINCT ON (p.claim_id, p.series_id, p.modality)
    p.series_id, p.metric_name_en AS name_en, p.metric_name_zh AS name_zh, p.entity, e.name_zh AS entity_zh, p.place,
    l.name_zh AS place_zh, p.kind, p.basis, p.unit, p.per, m."of", p.period_type, p.period_start, p.period_end, p.modality,
    p.value, p.low, p.high, p.comparator, p.originator, p.publishers, p.published_day, p.quote, p.sentence, p.lang,
    p.url, p.title, p.claim_id, p.change, p.growth, p.disagreement
FROM page_points AS p
JOIN seen AS s ON s.claim_id = p.claim_id
LEFT JOIN entities AS e ON e.entity_id = p.entity_id
LEFT JOIN entities AS l ON l.entity_id = p.place_id
LEFT JOIN metrics AS m ON m.metric_id = p.metric_id
ORDER BY p.published_day DESC, p.independent DESC, p.claims DESC, p.claim_id, p.series_id, p.modality
LIMIT $most_rows;
