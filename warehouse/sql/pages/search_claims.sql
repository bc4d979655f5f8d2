-- Every claim that holds now, in the order of time, with what a search shows of it and the words that it is found by.
CREATE OR REPLACE TEMP TABLE search_claims AS
WITH placed AS (SELECT claim_id, any_value(series_id) AS series_id FROM statement_rows GROUP BY claim_id)
SELECT
    row_number() OVER (ORDER BY c.published_day, c.claim_id) - 1 AS id,
    c.claim_id, s.series_id, coalesce(c.metric_name_en, c.metric) AS name_en, coalesce(c.metric_name_zh, c.metric_original) AS name_zh,
    c.entity, e.name_zh AS entity_zh, c.place, p.name_zh AS place_zh, c.low, c.high, c.comparator, c.unit, c.per,
    c.period_start, c.period_end, c.modality, c.held_reason, c.publisher, c.attributed_to, c.published_day, c.quote, c.sentence,
    c.lang, c.url, c.title
FROM classified_claims AS c
LEFT JOIN placed AS s ON s.claim_id = c.claim_id
LEFT JOIN entities AS e ON e.entity_id = c.entity_id
LEFT JOIN entities AS p ON p.entity_id = c.place_id
WHERE NOT c.dropped;
