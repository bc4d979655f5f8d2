-- One row for each claim that holds now, with what the catalogue knows of its metric, entity and place, and the reason
-- that keeps it out of series, if there is one. What a person decided comes first: dropped is dropped, and what was
-- released is held only by what no series can do without.
CREATE MACRO classified_claims_as_of(known, read) AS TABLE
WITH one_meaning AS (
    SELECT name, any_value(entity_id) AS entity_id FROM entity_names GROUP BY name HAVING count(DISTINCT entity_id) = 1
),
named AS (  -- a name as written that the catalogue knows by now is that entity
    SELECT
        c.* REPLACE (coalesce(c.entity_id, n.entity_id) AS entity_id, coalesce(f.metric_id, c.metric_id) AS metric_id),
        coalesce(c.fate = 'dropped', false) AS dropped, coalesce(c.fate = 'released', false) AS released
    FROM corrected_readings_as_of(read) AS c
    LEFT JOIN one_meaning AS n ON c.entity_id IS NULL AND n.name = lower(c.entity)
    LEFT JOIN metric_aliases AS f ON f.former_id = c.metric_id
),
sorted AS (  -- the sort of what is counted, where the metric tells sorts apart: 71 major classes are no 71 medium ones
    SELECT c.*, v.place AS sort, v.name_en AS sort_en, v.name_zh AS sort_zh
    FROM named AS c
    LEFT JOIN metric_variants AS v
        ON v.metric_id = c.metric_id
        AND regexp_matches(lower(concat_ws(' ', c."of", c.metric_original)), v.pattern)
        AND (v.earlier IS NULL OR NOT regexp_matches(lower(concat_ws(' ', c."of", c.metric_original)), v.earlier))
),
splits AS (SELECT metric_id, list(b ORDER BY number) AS breaks FROM breaks AS b GROUP BY metric_id),
joined AS (
    SELECT
        c.*,
        find_stretch(
            k.breaks, c.entity_id, c.kind, m.kind, coalesce(c.low, c.high), c.period_end,
            coalesce(c.period_end, a.published_day, a.doc_date), coalesce(a.published_day, a.doc_date)
        ) AS stretch,
        a.source_id, coalesce(s.name_en, a.publisher) AS publisher, coalesce(s.name_zh, a.publisher) AS publisher_zh,
        coalesce(s.publisher_group, a.source_id) AS publisher_group, s.tier, coalesce(s.tier_rank, 5) AS tier_rank,
        a.url, a.title, a.lang, coalesce(a.published_day, a.doc_date) AS published_day, a.first_seen,
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
    JOIN current_readings_as_of(known, read) AS r ON r.version_id = c.version_id AND r.rulebook = c.rulebook
    JOIN articles AS a ON a.version_id = c.version_id
    LEFT JOIN sources AS s ON s.source_id = a.source_id
    LEFT JOIN metrics AS m ON m.metric_id = c.metric_id
    LEFT JOIN splits AS k ON k.metric_id = c.metric_id
    LEFT JOIN entities AS e ON e.entity_id = c.entity_id
    LEFT JOIN entities AS p ON p.entity_id = coalesce(c.place_id, CASE WHEN e.is_place THEN c.entity_id END)
    LEFT JOIN units AS u ON u.unit_id = c.unit
    LEFT JOIN units AS mu ON mu.unit_id = m.unit
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
            -- "4.8 million stations" above a text that gives the 4.8 million a date: one point, not a second a month later.
            WHEN NOT j.released AND j.period_start IS NULL AND j.period_end IS NULL AND bool_or(j.period_end >= coalesce(j.period_start, j.period_end)) OVER (
                PARTITION BY j.version_id, j.metric_id, j.entity_key, j.kind, j.unit, j.low, j.high
            ) THEN 'dated elsewhere in its text'
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
),
-- Stocks grow and shrink by the month, not to a quarter and back. The middle of what was said of each day is held against
-- the days before and behind it; the newest against the two before, since a young series may well start very low.
days AS (
    SELECT
        metric_id, sort, stretch, entity_key, place_key, unit, per, least(coalesce(period_end, published_day), published_day) AS day,
        median(coalesce(low, high)) AS usual
    FROM judged
    WHERE held_reason IS NULL AND nature = 'stock' AND kind = 'level' AND modality = 'actual'
    GROUP BY ALL
),
neighbours AS (
    SELECT *, lag(usual) OVER line AS before, coalesce(lead(usual) OVER line, lag(usual, 2) OVER line) AS beside
    FROM days
    WINDOW line AS (PARTITION BY metric_id, sort, stretch, entity_key, place_key, unit, per ORDER BY day)
)
SELECT
    j.* REPLACE (CASE
        WHEN j.held_reason IS NOT NULL THEN j.held_reason
        WHEN NOT j.released AND coalesce(j.high, j.low) < 0.25 * least(n.before, n.beside) THEN 'far below its neighbours'
    END AS held_reason)
FROM judged AS j
LEFT JOIN neighbours AS n
    ON j.held_reason IS NULL AND j.nature = 'stock' AND j.kind = 'level' AND j.modality = 'actual'
    AND n.metric_id = j.metric_id AND n.sort IS NOT DISTINCT FROM j.sort AND n.stretch = j.stretch
    AND n.entity_key = j.entity_key AND n.place_key IS NOT DISTINCT FROM j.place_key
    AND n.unit = j.unit AND n.per IS NOT DISTINCT FROM j.per
    AND n.day = least(coalesce(j.period_end, j.published_day), j.published_day)
    AND n.before IS NOT NULL AND n.beside IS NOT NULL;
COMMENT ON MACRO TABLE classified_claims_as_of IS 'What classified_claims held: of what was known on a day, as it had been read and corrected by an instant, with the catalogue of today.';

CREATE VIEW classified_claims AS FROM classified_claims_as_of(DATE 'infinity', TIMESTAMP 'infinity');
COMMENT ON VIEW classified_claims IS 'The claims that hold now with all that series need; the view claims is its readable part.';
COMMENT ON COLUMN classified_claims.publisher_zh IS 'Name of the source, in Chinese';
COMMENT ON COLUMN classified_claims.known_metric IS 'metric_id, if the catalogue has it';
COMMENT ON COLUMN classified_claims.metric_unit IS 'Unit of the metric';
COMMENT ON COLUMN classified_claims.metric_per IS 'Denominator that belongs to the metric';
COMMENT ON COLUMN classified_claims.metric_kind IS 'Kind of the metric: level or share';
COMMENT ON COLUMN classified_claims.sort IS 'Sort of what the metric counts, where it tells sorts apart; NULL for none';
COMMENT ON COLUMN classified_claims.sort_en IS 'Name of its series, in English';
COMMENT ON COLUMN classified_claims.sort_zh IS 'In Chinese';
COMMENT ON COLUMN classified_claims.stretch IS 'Number of the break that it stands behind (table breaks); 0 where its metric has none before it';
COMMENT ON COLUMN classified_claims.entity_key IS 'entity_id, or the name as written where the catalogue knows none';
COMMENT ON COLUMN classified_claims.place_key IS 'The place that the series stands for: place_id, the entity if it is a place, or a company''s home';
COMMENT ON COLUMN classified_claims.metric_dimension IS 'Dimension of the unit of the metric';
COMMENT ON COLUMN classified_claims.fate IS 'What a person decided: dropped or released';
COMMENT ON COLUMN classified_claims.dropped IS 'Whether a person dropped it';
COMMENT ON COLUMN classified_claims.released IS 'Whether a person released it';
