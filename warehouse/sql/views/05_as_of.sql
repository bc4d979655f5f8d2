-- For each series and period the value that stands: not superseded by its originator; the owner's own word; what most
-- independent originators share; the higher tier; the tighter wording; the newer. With `each_day` once for every day on
-- which an originator said something else than before (a vintage, which lasts until the next), else once for all of it.
CREATE MACRO ranked_statements_as_of(known, read, each_day) AS TABLE
WITH statements AS MATERIALIZED (FROM statements_as_of(known, read)),
spoken AS (
    SELECT
        cell, known_day, least_value, greatest_value,
        lag(least_value) OVER speech AS least_before, lag(greatest_value) OVER speech AS greatest_before
    FROM statements
    WINDOW speech AS (PARTITION BY cell, originator_key ORDER BY known_day, claim_id)
),
days AS (
    SELECT cell, vintage, lead(vintage) OVER (PARTITION BY cell ORDER BY vintage) AS until
    FROM (
        SELECT DISTINCT cell, CASE WHEN each_day THEN known_day ELSE DATE '-infinity' END AS vintage
        FROM spoken
        WHERE NOT each_day OR least_value IS DISTINCT FROM least_before OR greatest_value IS DISTINCT FROM greatest_before
    )
),
placed AS (
    SELECT s.*, d.vintage, d.until
    FROM statements AS s
    JOIN days AS d ON d.cell = s.cell AND (d.until IS NULL OR s.known_day < d.until)
),
said AS (  -- what each originator said, and on which day it said so last
    SELECT cell, vintage, originator_key, least_value, greatest_value, max(published_day) AS last_said
    FROM placed
    GROUP BY ALL
),
newest_said AS (  -- an originator that later says something that does not meet its earlier word has withdrawn that
    SELECT s.*
    FROM said AS s
    WHERE NOT EXISTS (
        SELECT 1 FROM said AS n
        WHERE n.cell = s.cell AND n.vintage = s.vintage AND n.originator_key = s.originator_key
            AND n.last_said > s.last_said
            AND (n.least_value > s.greatest_value OR n.greatest_value < s.least_value)
    )
),
support AS (
    SELECT
        s.cell, s.vintage, s.originator_key, s.least_value, s.greatest_value,
        count(DISTINCT o.originator_key) FILTER (o.least_value <= s.greatest_value AND o.greatest_value >= s.least_value)
            AS agreeing,
        bool_or(o.originator_key <> s.originator_key
            AND (o.least_value > s.greatest_value OR o.greatest_value < s.least_value)) AS contradicted
    FROM newest_said AS s
    JOIN newest_said AS o ON o.cell = s.cell AND o.vintage = s.vintage
    GROUP BY ALL
),
summed AS (
    SELECT
        cell, vintage, list(DISTINCT publisher ORDER BY publisher) AS publishers,
        count(DISTINCT originator_key) AS independent, count(*) AS claims, min(published_day) AS first_published
    FROM placed
    GROUP BY ALL
)
SELECT
    s.*, m.publishers, m.independent, m.claims, m.first_published, u.agreeing,
    coalesce(u.contradicted, false) AS contradicted, u.agreeing IS NULL AS withdrawn,
    bool_or(coalesce(u.contradicted, false)) OVER (PARTITION BY s.cell, s.vintage) AS disagreement,
    row_number() OVER (
        PARTITION BY s.cell, s.vintage
        ORDER BY u.agreeing IS NULL, s.own DESC, u.agreeing DESC, s.tier_rank, s.looseness,
            s.greatest_value - s.least_value, s.published_day DESC, s.claim_id
    ) AS place_in_line
FROM placed AS s
JOIN summed AS m ON m.cell = s.cell AND m.vintage = s.vintage
LEFT JOIN support AS u
    ON u.cell = s.cell AND u.vintage = s.vintage AND u.originator_key = s.originator_key
    AND u.least_value = s.least_value AND u.greatest_value = s.greatest_value;
COMMENT ON MACRO TABLE ranked_statements_as_of IS 'All statements of each series and period in the order in which they would stand, on each day on which that could change.';

CREATE MACRO observations_as_of(known, read) AS TABLE
SELECT
    series_id, metric_id, metric_name_en, metric_name_zh, topic, nature, entity, entity_id, place, place_id, scope, kind,
    basis, unit, per, period_type, period_start, period_end, period_origin, modality, value, low, high, comparator,
    originator, publishers, independent, claims, disagreement, published_day, first_published, quote, sentence, lang, url,
    title, claim_id, stretch
FROM ranked_statements_as_of(known, read, false)
WHERE place_in_line = 1;
COMMENT ON MACRO TABLE observations_as_of IS 'The view observations as it would have been: of what was public on the day `known`, as we had seen, read and corrected it by the instant `read`, with the catalogue of today. Hold one and move the other to tell news from rules: observations_as_of(DATE ''2025-01-31'', now()) is what the press had said by then, as we read it today.';
