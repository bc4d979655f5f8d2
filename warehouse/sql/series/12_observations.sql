-- What stands now, beside what stood first.
CREATE OR REPLACE TEMP TABLE replaced AS
SELECT
    series_id, metric_id, entity, coalesce(entity_id, lower(entity)) AS owner, place, kind, unit, period_start, period_end,
    modality, line, cell, value, low, high, comparator, claim_id, quote, published_day, stretch
FROM observation_rows
WHERE cell IN (SELECT cell FROM cells);
DELETE FROM observation_rows WHERE cell IN (SELECT cell FROM cells);
INSERT INTO observation_rows BY NAME
WITH counted AS (
    SELECT
        cell, max(release) AS releases, arg_min(value, release) AS first_value, min(vintage) AS first_day,
        arg_min(originator, release) AS first_originator, arg_min(quote, release) AS first_quote,
        arg_min(claim_id, release) AS first_claim_id, max(vintage) AS newest_day
    FROM vintage_rows
    WHERE cell IN (SELECT cell FROM cells)
    GROUP BY cell
)
SELECT
    s.cell, s.series_id, s.metric_id, s.metric_name_en, s.metric_name_zh, s.topic, s.nature, s.entity, s.entity_id, s.place,
    s.place_id, s.scope, s.kind, s.basis, s.unit, s.per, s.period_type, s.period_start, s.period_end,
    s.day_origin AS period_origin, s.modality, s.line, s.value, s.low, s.high, s.comparator, s.least_value, s.greatest_value,
    s.originator, r.publishers, r.independent, r.claims, r.disagreement, s.published_day, r.first_published, s.old_news,
    s.quote, s.sentence, s.lang, s.url, s.title, s.claim_id, s.stretch, c.* EXCLUDE (cell)
FROM ranked AS r
JOIN shown AS s ON s.claim_id = r.claim_id
JOIN counted AS c ON c.cell = r.cell
WHERE r.until IS NULL AND r.place_in_line = 1
ORDER BY s.series_id, s.period_end, s.period_start, s.modality, s.originator, s.claim_id;
