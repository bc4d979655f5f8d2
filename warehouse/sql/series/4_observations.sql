-- For each series and period the value that stands: not superseded by its originator; the owner's own word; what most
-- independent originators share; the higher tier; the tighter wording; the newer.
INSERT INTO observation_rows
WITH said AS (  -- what each originator said, and on which day it said so last
    SELECT
        series_id, day_start, day_end, modality, line, originator_key, least_value, greatest_value,
        max(published_day) AS last_said
    FROM statements
    GROUP BY ALL
),
newest_said AS (  -- an originator that later says something that does not meet its earlier word has withdrawn that
    SELECT s.*
    FROM said AS s
    WHERE NOT EXISTS (
        SELECT 1 FROM said AS n
        WHERE n.series_id = s.series_id AND n.day_start IS NOT DISTINCT FROM s.day_start AND n.day_end = s.day_end
            AND n.modality = s.modality AND n.line = s.line AND n.originator_key = s.originator_key
            AND n.last_said > s.last_said
            AND (n.least_value > s.greatest_value OR n.greatest_value < s.least_value)
    )
),
support AS (
    SELECT
        s.series_id, s.day_start, s.day_end, s.modality, s.line, s.originator_key, s.least_value, s.greatest_value,
        count(DISTINCT o.originator_key) FILTER (o.least_value <= s.greatest_value AND o.greatest_value >= s.least_value)
            AS agreeing,
        bool_or(o.originator_key <> s.originator_key
            AND (o.least_value > s.greatest_value OR o.greatest_value < s.least_value)) AS contradicted
    FROM newest_said AS s
    JOIN newest_said AS o
        ON o.series_id = s.series_id AND o.day_start IS NOT DISTINCT FROM s.day_start AND o.day_end = s.day_end
        AND o.modality = s.modality AND o.line = s.line
    GROUP BY ALL
),
ranked AS (
    SELECT
        s.*, u.agreeing, coalesce(u.contradicted, false) AS contradicted, u.agreeing IS NULL AS withdrawn,
        row_number() OVER (
            PARTITION BY s.series_id, s.day_start, s.day_end, s.modality, s.line
            ORDER BY withdrawn, s.own DESC, u.agreeing DESC, s.tier_rank, s.looseness,
                s.greatest_value - s.least_value, s.published_day DESC, s.claim_id
        ) AS place_in_line
    FROM statements AS s
    LEFT JOIN support AS u
        ON u.series_id = s.series_id AND u.day_start IS NOT DISTINCT FROM s.day_start AND u.day_end = s.day_end
        AND u.modality = s.modality AND u.line = s.line AND u.originator_key = s.originator_key
        AND u.least_value = s.least_value AND u.greatest_value = s.greatest_value
),
summed AS (
    SELECT
        series_id, day_start, day_end, modality, line, list(DISTINCT publisher ORDER BY publisher) AS publishers,
        count(DISTINCT originator_key) AS independent, count(*) AS claims, bool_or(contradicted) AS disagreement,
        min(published_day) AS first_published
    FROM ranked
    GROUP BY ALL
)
SELECT
    r.series_id, r.metric_id, r.metric_name_en, r.metric_name_zh, r.topic, r.nature,
    coalesce(e.name_en, r.entity), r.entity_id, coalesce(p.name_en, r.place),
    CASE WHEN p.entity_id IS NOT NULL THEN r.place_key END, r.scope, r.kind, r.basis,
    r.unit, r.per, r.period_type, r.day_start, r.day_end, r.day_origin, r.modality,
    CASE WHEN r.low IS NULL THEN r.high WHEN r.high IS NULL THEN r.low ELSE r.low + (r.high - r.low) / 2 END,
    r.low, r.high, r.comparator, r.originator, s.publishers, s.independent, s.claims, s.disagreement, r.published_day,
    s.first_published, r.quote, r.sentence, r.lang, r.url, r.title, r.claim_id, r.line
FROM ranked AS r
JOIN summed AS s
    ON s.series_id = r.series_id AND s.day_start IS NOT DISTINCT FROM r.day_start AND s.day_end = r.day_end
    AND s.modality = r.modality AND s.line = r.line
LEFT JOIN entities AS e ON e.entity_id = r.entity_id
LEFT JOIN entities AS p ON p.entity_id = r.place_key
WHERE r.place_in_line = 1
ORDER BY r.series_id, r.day_end, r.day_start, r.modality, r.originator, r.claim_id;
