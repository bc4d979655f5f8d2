-- What readers saw before beside what they see now. A change that a newer publication explains is a vintage; the others
-- have a cause of ours: a person, a page that changed its text, a text found late, or the rules.
INSERT INTO copy_changes BY NAME
WITH previous AS (SELECT max(derived_at) AS derived_at FROM derivations HAVING count(*) > 0),
changed AS MATERIALIZED (
    SELECT b.* EXCLUDE (owner, cell), n.value AS new_value, n.low AS new_low, n.high AS new_high, n.comparator AS new_comparator,
        n.claim_id AS new_claim_id, n.quote AS new_quote
    FROM replaced AS b
    LEFT JOIN observation_rows AS n ON n.cell = b.cell
    WHERE (b.low, b.high, b.comparator) IS DISTINCT FROM (n.low, n.high, n.comparator)
        AND NOT EXISTS (  -- a break that we learnt of puts values on another line of their series and changes none
            SELECT 1 FROM observation_rows AS m
            WHERE m.claim_id = b.claim_id AND m.series_id = b.series_id AND m.stretch <> b.stretch
        )
),
concerned AS (SELECT claim_id FROM changed UNION SELECT new_claim_id FROM changed),
days AS MATERIALIZED (  -- a claim that does not hold any more is of an article that was touched
    SELECT doc_date FROM touched
    UNION SELECT doc_date FROM claim_rows WHERE claim_id IN (FROM concerned)
),
origin AS (  -- the text behind each claim, and whether it is new to us
    SELECT c.claim_id, a.version_id, a.doc_id, a.publisher, l.loaded_at > p.derived_at AS new_to_us
    FROM (SELECT DISTINCT claim_id, version_id FROM claim_readings
        WHERE doc_date IN (FROM days) AND claim_id IN (FROM concerned)) AS c
    CROSS JOIN previous AS p
    JOIN (FROM articles WHERE doc_date IN (FROM days)) AS a ON a.version_id = c.version_id
    LEFT JOIN batches AS l ON l.batch_id = a.batch_id
),
judged AS (
    SELECT
        c.*, o.publisher AS page, n.publisher AS finder, n.new_to_us, r.version_id IS NULL AS replaced,
        s.known_day <= c.published_day AS known_before,
        (SELECT arg_max(x.made_by, x.made_at) FROM corrections AS x
            WHERE x.made_at > p.derived_at AND x.doc_id IN (o.doc_id, n.doc_id)) AS person,
        (SELECT arg_max(q.rulebook, q.read_at) FROM readings AS q WHERE q.version_id = o.version_id) AS rulebook
    FROM changed AS c
    CROSS JOIN previous AS p
    JOIN origin AS o ON o.claim_id = c.claim_id
    LEFT JOIN origin AS n ON n.claim_id = c.new_claim_id
    LEFT JOIN current_rows AS r ON r.version_id = o.version_id
    LEFT JOIN spoken AS s ON s.claim_id = c.new_claim_id
),
caused AS (
    SELECT
        *,
        CASE
            WHEN person IS NOT NULL THEN 'person'
            WHEN replaced THEN 'page changed'
            WHEN new_to_us AND known_before THEN 'late find'
            WHEN NOT coalesce(new_to_us, false) THEN 'rules'
        END AS cause
    FROM judged
)
SELECT
    now()::TIMESTAMP AS changed_at, cause,
    CASE cause WHEN 'person' THEN person WHEN 'rules' THEN rulebook WHEN 'page changed' THEN page ELSE finder END AS who,
    series_id, metric_id, entity, place, kind, unit, period_start, period_end, modality, line, value AS old_value,
    low AS old_low, high AS old_high, comparator AS old_comparator, claim_id AS old_claim_id, quote AS old_quote, new_value,
    new_low, new_high, new_comparator, new_claim_id, new_quote
FROM caused
WHERE cause IS NOT NULL
ORDER BY series_id, period_end;
