-- Parts beside their whole on one period: provinces of a country, cities of a province, branches of a company, members of a
-- group, or the figures of one owner in the provinces of a country. Levels that can be added only; each part once.
DELETE FROM part_rows WHERE (metric_id, period_end) IN (SELECT (metric_id, period_end) FROM touched_periods);
INSERT INTO part_rows BY NAME
WITH standing AS MATERIALIZED (
    SELECT
        metric_id, metric_name_en, metric_name_zh, entity, entity_id, place, place_id, scope, unit, period_type,
        period_start, period_end, value, least_value, greatest_value, originator, quote, url, claim_id
    FROM observation_rows
    WHERE modality = 'actual' AND kind = 'level' AND nature NOT IN ('ratio', 'price') AND per IS NULL
        AND entity_id IS NOT NULL AND period_end IN (SELECT period_end FROM touched_periods)
        AND (metric_id, period_end) IN (SELECT (metric_id, period_end) FROM touched_periods)
),
belonging AS (  -- each figure with the entities that belonged to its owner, or to its place, for the whole period
    SELECT w.*, e.entity_id AS part_id, e.is_place AS part_is_place, g.relation, g.whole_id = w.entity_id AS of_owner,
        e.is_place AND g.whole_id = w.place_id AS of_place
    FROM standing AS w
    JOIN entity_edges AS g
        ON g.whole_id IN (w.entity_id, w.place_id) AND w.period_end <= coalesce(g.valid_to, DATE 'infinity')
        AND coalesce(w.period_start, w.period_end) >= coalesce(g.valid_from, DATE '-infinity')
    JOIN entities AS e ON e.entity_id = g.part_id AND coalesce(e.in_mainland_statistics, true)
),
pairs AS (
    SELECT w.claim_id AS whole, p.claim_id AS part, 'owner' AS parts_by, p.entity AS part_name, p.value, p.least_value
    FROM belonging AS w
    JOIN standing AS p
        ON p.entity_id = w.part_id AND p.metric_id = w.metric_id AND p.unit = w.unit AND p.period_type = w.period_type
        AND p.period_start IS NOT DISTINCT FROM w.period_start AND p.period_end = w.period_end
        AND CASE WHEN w.part_is_place THEN p.place_id IS NOT DISTINCT FROM p.entity_id
            ELSE w.relation = 'parent' OR p.place_id IS NOT DISTINCT FROM w.place_id END
    WHERE w.of_owner
    UNION ALL
    SELECT w.claim_id, p.claim_id, 'place', p.place, p.value, p.least_value
    FROM belonging AS w
    JOIN standing AS p
        ON p.entity_id = w.entity_id AND p.place_id = w.part_id AND p.metric_id = w.metric_id AND p.unit = w.unit
        AND p.period_type = w.period_type AND p.period_start IS NOT DISTINCT FROM w.period_start
        AND p.period_end = w.period_end
    WHERE w.of_place
),
added AS (
    SELECT
        whole, parts_by, count(*) AS parts, list(part_name ORDER BY value DESC, part) AS part_names,
        -- In one order: a sum of floating numbers depends on it.
        list_sum(list(value ORDER BY value DESC, part)) AS parts_sum,
        list_sum(list(least_value ORDER BY value DESC, part)) AS least_sum,
        list(part ORDER BY value DESC, part) AS part_claim_ids
    FROM pairs
    GROUP BY whole, parts_by
)
SELECT
    w.metric_id, w.metric_name_en, w.metric_name_zh, w.entity, w.entity_id, w.place, w.place_id, w.scope, w.unit,
    w.period_type, w.period_start, w.period_end, a.parts_by, w.value AS whole, a.parts_sum, a.parts, a.part_names,
    CASE WHEN w.value <> 0 THEN 100 * a.parts_sum / w.value END AS covered_percent,
    CASE WHEN a.least_sum > w.greatest_value THEN 'parts exceed the whole' ELSE 'within' END AS verdict,
    w.originator, w.quote, w.url, w.claim_id, a.part_claim_ids
FROM standing AS w
JOIN added AS a ON a.whole = w.claim_id
ORDER BY metric_id, entity_id, period_end, parts_by, claim_id;
