-- Three steps, each over a table that is named to it, so that a refresh takes them for what was touched and
-- classified_claims_as_of for everything: what a claim shows by itself, what repeats old news, what is far from its line.

-- One row for each claim that holds now, with what the catalogue knows of its metric, entity and place, and the reason
-- that keeps it out of series, if there is one. What a person decided comes first: dropped is dropped, and what was
-- released is held only by what no series can do without. All that it looks at is in the article itself.
-- `of_metric` and `of_entity` narrow it to one metric and one owner (entity_id, or the name as written in lower case),
-- whose claims are judged by nobody else's.
CREATE MACRO judged_claims_as_of(
    known, read, docs, readings := 'claim_readings', of_metric := NULL, of_entity := NULL
) AS TABLE
WITH one_meaning AS (
    SELECT name, any_value(entity_id) AS entity_id FROM entity_names GROUP BY name HAVING count(DISTINCT entity_id) = 1
),
named AS (  -- a name as written that the catalogue knows by now is that entity
    SELECT
        c.* REPLACE (coalesce(c.entity_id, n.entity_id) AS entity_id, coalesce(f.metric_id, c.metric_id) AS metric_id),
        coalesce(c.fate = 'dropped', false) AS dropped, coalesce(c.fate = 'released', false) AS released
    FROM corrected_readings_as_of(read, docs, readings) AS c
    LEFT JOIN one_meaning AS n ON c.entity_id IS NULL AND n.name = lower(c.entity)
    LEFT JOIN metric_aliases AS f ON f.former_id = c.metric_id
),
sorted AS (  -- the sort of what is counted, where the metric tells sorts apart: 71 major classes are no 71 medium ones
    SELECT c.*, v.place AS sort, v.name_en AS sort_en, v.name_zh AS sort_zh
    FROM (
        FROM named
        WHERE (of_metric IS NULL OR metric_id = of_metric)
            AND (of_entity IS NULL OR coalesce(entity_id, lower(entity)) = of_entity)
    ) AS c
    LEFT JOIN metric_variants AS v
        ON v.metric_id = c.metric_id
        AND regexp_matches(lower(concat_ws(' ', c."of", c.metric_original)), v.pattern)
        AND (v.earlier IS NULL OR NOT regexp_matches(lower(concat_ws(' ', c."of", c.metric_original)), v.earlier))
),
splits AS (SELECT metric_id, list(b ORDER BY number) AS breaks FROM breaks AS b GROUP BY metric_id),
joined AS MATERIALIZED (
    SELECT
        c.*,
        find_stretch(
            k.breaks, c.entity_id, c.kind, m.kind, coalesce(c.low, c.high), c.period_end,
            coalesce(c.period_end, a.published_day, a.doc_date), coalesce(a.published_day, a.doc_date)
        ) AS stretch,
        a.source_id, coalesce(s.name_en, a.publisher) AS publisher, coalesce(s.name_zh, a.publisher) AS publisher_zh,
        coalesce(s.publisher_group, a.source_id) AS publisher_group, s.tier, coalesce(s.tier_rank, 5) AS tier_rank,
        a.url, a.title, a.lang, a.signature, coalesce(a.published_day, a.doc_date) AS published_day, a.first_seen,
        r.known_day,
        m.metric_id AS known_metric, coalesce(c.sort_en, m.name_en) AS metric_name_en,
        coalesce(c.sort_zh, m.name_zh) AS metric_name_zh, m.topic, m.nature,
        m.unit AS metric_unit, m.per AS metric_per, m.units, m.kind AS metric_kind, m.from_january, m.publisher_ids,
        -- A place is its own place, also where the text names a wider one beside it ("China, worldwide"); a company
        -- without a place stands at home.
        coalesce(c.entity_id, CASE WHEN c.entity IS NOT NULL THEN 'as written: ' || lower(c.entity) END) AS entity_key,
        CASE WHEN e.is_place AND p.is_place AND e.width > p.width THEN c.entity_id ELSE coalesce(
            c.place_id,
            CASE WHEN c.place IS NOT NULL THEN 'as written: ' || lower(c.place) END,
            CASE WHEN e.is_place THEN c.entity_id ELSE e.home END
        ) END AS place_key,
        CASE WHEN e.is_place AND p.width > e.width THEN p.scope ELSE coalesce(e.scope, p.scope) END AS scope,
        u.dimension, mu.dimension AS metric_dimension
    FROM sorted AS c
    JOIN current_readings_as_of(known, read, docs) AS r ON r.version_id = c.version_id AND r.rulebook = c.rulebook
    JOIN (FROM articles WHERE doc_date IN (SELECT doc_date FROM query_table(docs))) AS a ON a.version_id = c.version_id
    LEFT JOIN sources AS s ON s.source_id = a.source_id
    LEFT JOIN metrics AS m ON m.metric_id = c.metric_id
    LEFT JOIN splits AS k ON k.metric_id = c.metric_id
    LEFT JOIN entities AS e ON e.entity_id = c.entity_id
    LEFT JOIN entities AS p ON p.entity_id = coalesce(c.place_id, CASE WHEN e.is_place THEN c.entity_id END)
    LEFT JOIN units AS u ON u.unit_id = c.unit
    LEFT JOIN units AS mu ON mu.unit_id = m.unit
),
-- "4.8 million stations" above a text that gives the 4.8 million a date: one point, not a second a month later.
dated AS (
    SELECT DISTINCT version_id, metric_id, entity_key, kind, unit, low, high
    FROM joined
    WHERE period_end >= coalesce(period_start, period_end)
),
judged AS (  -- what one claim shows by itself
    SELECT
        j.*,
        CASE
            WHEN j.dropped THEN 'dropped by a person'
            WHEN j.metric_id IS NULL THEN 'no metric'
            WHEN j.known_metric IS NULL THEN 'unknown metric'
            WHEN NOT j.released AND j.same_as_claim IS NOT NULL THEN 'conversion of another claim'
            WHEN j.entity_key IS NULL THEN 'no entity'
            WHEN j.modality = 'hypothetical' THEN 'hypothetical'
            WHEN j.low IS NULL AND j.high IS NULL THEN 'no value'
            WHEN NOT j.released AND j.kind IN ('growth', 'share') AND j.unit NOT IN ('percent', 'pp', 'times') THEN 'unit clash'
            WHEN NOT j.released AND j.kind = 'level' AND NOT (
                list_contains(j.units, j.unit)
                OR (list_contains(j.units, 'money') AND regexp_full_match(j.unit, '[A-Z]{3}'))
                OR (j.unit = 'percent' AND j.metric_kind = 'share')
                OR coalesce(j.dimension = j.metric_dimension, false)
            ) THEN 'unit clash'
            WHEN j.period_start IS NULL AND j.period_end IS NULL AND (j.nature = 'flow' OR j.kind = 'change')
                THEN 'flow without a period'
            WHEN j.period_start IS NULL AND j.period_end IS NULL AND j.kind = 'growth' THEN 'growth without a period'
            WHEN NOT j.released AND j.period_start IS NULL AND j.period_end IS NULL AND e.version_id IS NOT NULL
                THEN 'dated elsewhere in its text'
            WHEN j.period_start > j.period_end THEN 'period ends before it starts'
            -- What is counted over a period is known when that is over; a day's grace for zones.
            WHEN NOT j.released AND j.modality = 'actual' AND NOT (j.nature = 'stock' AND j.kind IN ('level', 'share'))
                AND j.period_end > j.published_day + 1 THEN 'period was not over'
            -- A stock that is said to stand on a day to come is a plan that was read as a fact.
            WHEN NOT j.released AND j.modality = 'actual' AND j.period_start IS NULL AND j.period_end > j.published_day + 1
                THEN 'day has not come'
            WHEN NOT j.released AND g.metric_id IS NOT NULL AND j.kind = j.metric_kind
                AND (coalesce(j.high, j.low) < g.low OR coalesce(j.low, j.high) > g.high) THEN 'out of range'
        END AS held_reason
    FROM joined AS j
    LEFT JOIN metric_ranges AS g
        ON g.metric_id = j.metric_id AND g.scope = j.scope AND (j.unit = j.metric_unit OR j.metric_unit = 'money' AND j.unit = 'CNY')
    LEFT JOIN dated AS e
        ON j.period_end IS NULL AND e.version_id = j.version_id AND e.metric_id = j.metric_id AND e.kind = j.kind
        AND e.unit = j.unit AND e.entity_key IS NOT DISTINCT FROM j.entity_key AND e.low IS NOT DISTINCT FROM j.low
        AND e.high IS NOT DISTINCT FROM j.high
)
SELECT
    j.*,
    CASE WHEN coalesce(j.period_end, j.period_start) < j.published_day - 120 THEN 'period long past' END AS old_news,
    CASE WHEN j.metric_id IS NOT NULL THEN md5_number_lower(concat_ws(
        '|', j.metric_id, coalesce(j.entity_key, ''), coalesce(j.place_key, ''), j.kind, coalesce(j.basis, ''), j.unit,
        coalesce(j.per, ''), coalesce(j.low::VARCHAR, ''), coalesce(j.high::VARCHAR, ''), j.comparator, j.modality, j.quote,
        j.sentence,
        -- "Output came to 31,234 units in July" is told again whatever year its July is taken for; a figure of fewer
        -- digits may come again by chance.
        CASE WHEN length(rtrim(regexp_replace(j.quote, '[^0-9]', '', 'g'), '0')) < 4
            THEN concat_ws('|', coalesce(j.period_start::VARCHAR, ''), coalesce(j.period_end::VARCHAR, '')) END
    )) END AS wording,
    CASE WHEN j.nature = 'stock' AND j.kind = 'level' AND j.modality = 'actual' THEN md5_number_lower(concat_ws(
        '|', j.metric_id, coalesce(j.sort::VARCHAR, ''), j.stretch, j.entity_key, coalesce(j.place_key, ''), j.unit, coalesce(j.per, '')
    )) END AS stock_line
FROM judged AS j;
COMMENT ON MACRO TABLE judged_claims_as_of IS 'The claims of the articles in the table `docs` that held on a day, as they had been read and corrected by an instant, and why a claim cannot be used, as far as its own article shows.';

-- Old news: the very sentence, with the very figure, stood in the press more than 120 days before. It says nothing new,
-- whatever the day under which it is printed again.
CREATE MACRO repeats_among(claims) AS TABLE
SELECT claim_id, first_claim AS repeats
FROM (
    SELECT
        claim_id, published_day, released,
        first_value(claim_id) OVER telling AS first_claim, first_value(published_day) OVER telling AS first_day
    FROM query_table(claims)
    WHERE wording IS NOT NULL
    WINDOW telling AS (PARTITION BY wording ORDER BY published_day, claim_id)
)
WHERE first_day < published_day - 120;
COMMENT ON MACRO TABLE repeats_among IS 'Of the claims in a table those that repeat, more than 120 days later, what was said in the same words; and the first that said so.';

-- Stocks grow and shrink by the month, not to a quarter and back. The middle of what was said of each day is held against
-- the days before and behind it; the newest against the two before, since a young series may well start very low.
CREATE MACRO outliers_among(claims) AS TABLE
WITH dated AS (
    SELECT
        claim_id, stock_line, low, high, released,
        least(coalesce(period_end, published_day), published_day) AS day
    FROM query_table(claims)
    WHERE stock_line IS NOT NULL AND coalesce(held_reason, 'far below its neighbours') = 'far below its neighbours'
),
days AS (SELECT stock_line, day, median(coalesce(low, high)) AS usual FROM dated GROUP BY ALL),
neighbours AS (
    SELECT *, lag(usual) OVER line AS before, coalesce(lead(usual) OVER line, lag(usual, 2) OVER line) AS beside
    FROM days
    WINDOW line AS (PARTITION BY stock_line ORDER BY day)
)
SELECT d.claim_id
FROM dated AS d
JOIN neighbours AS n ON n.stock_line = d.stock_line AND n.day = d.day
WHERE NOT d.released AND n.before IS NOT NULL AND n.beside IS NOT NULL
    AND coalesce(d.high, d.low) < 0.25 * least(n.before, n.beside);
COMMENT ON MACRO TABLE outliers_among IS 'Of the claims in a table the stocks that lie far below the days beside them.';

CREATE MACRO readings_of_metric(of_metric) AS TABLE
WITH names AS (SELECT of_metric AS metric_id UNION SELECT former_id FROM metric_aliases WHERE metric_id = of_metric),
moved AS (
    SELECT DISTINCT a.doc_id, a.doc_date
    FROM corrections AS c
    JOIN articles AS a ON a.version_id = c.version_id
    WHERE c.field = 'metric_id' AND c.value = of_metric
)
FROM claim_readings WHERE of_metric IS NULL
UNION ALL
FROM claim_readings WHERE metric_id IN (FROM names)
UNION ALL
FROM claim_readings
WHERE doc_date IN (SELECT doc_date FROM moved) AND doc_id IN (SELECT doc_id FROM moved)
    AND (metric_id IS NULL OR metric_id NOT IN (FROM names));
COMMENT ON MACRO TABLE readings_of_metric IS 'The readings of claims that are of a metric, were so under its former ids, or stand in an article where a person has found it; of NULL all.';

CREATE MACRO classified_claims_as_of(known, read, metric := NULL, entity := NULL) AS TABLE
WITH readings_then AS NOT MATERIALIZED (FROM readings_of_metric(metric)),
docs_then AS MATERIALIZED (SELECT DISTINCT doc_id, doc_date FROM readings_then),
judged AS MATERIALIZED (FROM judged_claims_as_of(known, read, 'docs_then', 'readings_then', metric, entity)),
told AS MATERIALIZED (
    SELECT
        j.* REPLACE (
            CASE WHEN t.repeats IS NOT NULL AND j.held_reason IS NULL AND NOT j.released THEN 'stale' ELSE j.held_reason END
                AS held_reason,
            CASE WHEN t.repeats IS NOT NULL THEN 'said before' ELSE j.old_news END AS old_news
        ),
        t.repeats
    FROM judged AS j
    LEFT JOIN repeats_among('judged') AS t ON t.claim_id = j.claim_id
)
SELECT t.* REPLACE (CASE WHEN o.claim_id IS NOT NULL THEN 'far below its neighbours' ELSE t.held_reason END AS held_reason)
FROM told AS t
LEFT JOIN outliers_among('told') AS o ON o.claim_id = t.claim_id;
COMMENT ON MACRO TABLE classified_claims_as_of IS 'What classified_claims held: of what was known on a day, as it had been read and corrected by an instant, with the catalogue of today; of one metric and entity where they are named.';

CREATE VIEW classified_claims AS
SELECT
    c.claim_id, c.version_id, c.doc_id, c.doc_date, c.rulebook, c.read_at, c.number, c.start, c."end", c.quote,
    c.sentence, c.low, c.high, c.comparator, c.unit, c."of", c.per, c.metric, c.metric_original, c.metric_id, c.kind,
    c.basis, c.entity, c.entity_id, c.place, c.place_id, c.period_start, c.period_end, c.period_origin, c.modality,
    c.attributed_to, c.same_as_claim, c.precision, c.confidence, c.rule, c.run_id, c.batch_id, c.fate, c.corrected,
    c.note, c.source_id, c.publisher, c.publisher_zh, c.publisher_group, c.tier, c.tier_rank, c.url, c.title, c.lang,
    c.published_day, c.first_seen, c.known_day, c.metric_name_en, c.metric_name_zh, c.topic, c.nature, c.sort,
    c.stretch, c.entity_key, c.place_key, c.scope, c.held_reason, c.old_news, c.repeats, m.publisher_ids,
    coalesce(c.fate = 'dropped', false) AS dropped, c.released
FROM claim_rows AS c
LEFT JOIN metrics AS m ON m.metric_id = c.metric_id;
COMMENT ON VIEW classified_claims IS 'The claims that hold now with all that series need; the view claims is its readable part.';
COMMENT ON COLUMN classified_claims.dropped IS 'Whether a person dropped it';
