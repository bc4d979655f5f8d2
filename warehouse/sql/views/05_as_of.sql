-- For each series and period the value that stands: not superseded by its originator; the owner's own word; what most
-- independent originators share; what is no echo; the higher tier; the tighter wording; the newer. With `each_day` once
-- for every day on which an originator said something else than before (a vintage, which lasts until the next), else once
-- for all of it. Only what decides is carried along: the rest of a statement is found again by its claim.
--
-- An echo tells, more than 120 days later, what had been said of the period in other words: it counts as a claim, but
-- as nobody's newest word and as no further witness. A body that says so of its own figure does confirm it.
CREATE MACRO ranked_among(statements, each_day) AS TABLE
WITH statements AS MATERIALIZED (
    SELECT
        claim_id, cell, originator_key, publisher, known_day, published_day, least_value, greatest_value, own, tier_rank,
        looseness,
        published_day - 120 > CASE WHEN own THEN min(published_day) OVER by_it ELSE min(published_day) OVER by_anyone END
            AS echo
    FROM query_table(statements)
    WINDOW by_anyone AS (PARTITION BY cell, least_value, greatest_value),
        by_it AS (PARTITION BY cell, least_value, greatest_value, originator_key)
),
spoken AS (
    SELECT
        cell, known_day, least_value, greatest_value,
        lag(least_value) OVER speech AS least_before, lag(greatest_value) OVER speech AS greatest_before
    FROM statements
    WHERE NOT echo
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
    WHERE NOT echo
    GROUP BY ALL
),
newest_said AS (  -- an originator that later says something that does not meet its earlier word has withdrawn that
    SELECT cell, vintage, originator_key, least_value, greatest_value
    FROM said
    WINDOW later AS (
        PARTITION BY cell, vintage, originator_key ORDER BY last_said - DATE '1970-01-01' DESC
        RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    )
    QUALIFY NOT coalesce(
        max(least_value) OVER later > greatest_value OR min(greatest_value) OVER later < least_value, false
    )
),
-- No word is held against each other one: of a thousand bodies the two that say most and the two that say least tell for
-- each whether another one contradicts it, and agreement is asked for once for each interval.
extremes AS (
    SELECT
        cell, vintage, count(*) AS voices,
        arg_max(struct_pack(key := originator_key, bound := most), most, 2) AS highest,
        arg_min(struct_pack(key := originator_key, bound := fewest), fewest, 2) AS lowest
    FROM (
        SELECT cell, vintage, originator_key, max(least_value) AS most, min(greatest_value) AS fewest
        FROM newest_said GROUP BY ALL
    )
    GROUP BY cell, vintage
),
agreements AS (
    SELECT i.cell, i.vintage, i.least_value, i.greatest_value, count(DISTINCT o.originator_key) AS agreeing
    FROM (
        SELECT DISTINCT n.cell, n.vintage, n.least_value, n.greatest_value
        FROM newest_said AS n
        JOIN extremes AS e ON e.cell = n.cell AND e.vintage = n.vintage AND e.voices > 1
    ) AS i
    JOIN newest_said AS o
        ON o.cell = i.cell AND o.vintage = i.vintage
        AND o.least_value <= i.greatest_value AND o.greatest_value >= i.least_value
    GROUP BY ALL
),
support AS (  -- where one originator speaks alone there is nobody to ask
    SELECT
        s.*, coalesce(a.agreeing, 1) AS agreeing,
        coalesce(CASE WHEN e.highest[1].key <> s.originator_key THEN e.highest[1].bound ELSE e.highest[2].bound END
            > s.greatest_value, false)
        OR coalesce(CASE WHEN e.lowest[1].key <> s.originator_key THEN e.lowest[1].bound ELSE e.lowest[2].bound END
            < s.least_value, false) AS contradicted
    FROM newest_said AS s
    JOIN extremes AS e ON e.cell = s.cell AND e.vintage = s.vintage
    LEFT JOIN agreements AS a
        ON a.cell = s.cell AND a.vintage = s.vintage AND a.least_value = s.least_value
        AND a.greatest_value = s.greatest_value
),
summed AS (
    SELECT
        cell, vintage, list(DISTINCT publisher ORDER BY publisher) AS publishers,
        count(DISTINCT originator_key) FILTER (NOT echo) AS independent, count(*) AS claims,
        min(published_day) AS first_published
    FROM placed
    GROUP BY ALL
)
SELECT
    s.claim_id, s.cell, s.vintage, s.until, s.echo, m.publishers, m.independent, m.claims, m.first_published, u.agreeing,
    coalesce(u.contradicted, false) AS contradicted, u.agreeing IS NULL AND NOT s.echo AS withdrawn,
    bool_or(coalesce(u.contradicted, false)) OVER (PARTITION BY s.cell, s.vintage) AS disagreement,
    row_number() OVER (
        PARTITION BY s.cell, s.vintage
        ORDER BY u.agreeing IS NULL, s.own DESC, u.agreeing DESC, s.echo, s.tier_rank, s.looseness,
            s.greatest_value - s.least_value, s.published_day DESC, s.claim_id
    ) AS place_in_line
FROM placed AS s
JOIN summed AS m ON m.cell = s.cell AND m.vintage = s.vintage
LEFT JOIN support AS u
    ON u.cell = s.cell AND u.vintage = s.vintage AND u.originator_key = s.originator_key
    AND u.least_value = s.least_value AND u.greatest_value = s.greatest_value;
COMMENT ON MACRO TABLE ranked_among IS 'The statements in a table, for each series and period in the order in which they would stand, on each day on which that could change.';

CREATE MACRO observations_as_of(known, read, metric := NULL, entity := NULL) AS TABLE
WITH claims_then AS MATERIALIZED (FROM classified_claims_as_of(known, read, metric, entity)),
statements_then AS MATERIALIZED (FROM statements_among('claims_then') WHERE held_reason IS NULL)
SELECT
    s.series_id, s.metric_id, s.metric_name_en, s.metric_name_zh, s.topic, s.nature, s.owner_name AS entity, s.entity_id,
    s.spot_name AS place, s.spot_id AS place_id, s.scope, s.kind, s.basis, s.unit, s.series_per AS per, s.period_type,
    s.day_start AS period_start, s.day_end AS period_end, s.day_origin AS period_origin, s.modality, s.value, s.low, s.high,
    s.comparator, s.originator, r.publishers, r.independent, r.claims, r.disagreement, s.published_day, r.first_published,
    s.old_news, s.quote, s.sentence, s.lang, s.url, s.title, s.claim_id, s.stretch
FROM ranked_among('statements_then', false) AS r
JOIN statements_then AS s ON s.claim_id = r.claim_id
WHERE r.place_in_line = 1;
COMMENT ON MACRO TABLE observations_as_of IS 'The view observations as it would have been: of what was public on the day `known`, as we had seen, read and corrected it by the instant `read`, with the catalogue of today. Hold one and move the other to tell news from rules: observations_as_of(DATE ''2025-01-31'', now()) is what the press had said by then, as we read it today. With metric := ''...'' and entity := ''...'' (entity_id, or the name as written in lower case) only the claims of that series are read, which takes a fraction of the time.';
