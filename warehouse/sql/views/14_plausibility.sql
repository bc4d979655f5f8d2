-- Printed growth beside growth from the levels of the same series, each as an interval of what rounding hides. The
-- statistics office (nbs) compares volumes with a year before that it has counted anew: there the two are not the same.
CREATE VIEW growth_check AS
WITH standing AS NOT MATERIALIZED (  -- see target_status
    SELECT o.*, s.least_value, s.greatest_value
    FROM observation_rows AS o
    JOIN statement_rows AS s ON s.claim_id = o.claim_id AND s.place_in_line = 1
    WHERE o.modality = 'actual'
),
printed AS (
    SELECT
        g.*, coalesce(g.entity_id, lower(g.entity)) AS owner,
        CASE g.basis WHEN 'mom' THEN INTERVAL 1 MONTH WHEN 'qoq' THEN INTERVAL 3 MONTH ELSE INTERVAL 1 YEAR END AS back,
        CASE WHEN g.period_end = last_day(g.period_end) THEN last_day((g.period_end - back)::DATE)
            ELSE (g.period_end - back)::DATE END AS end_before,
        coalesce(list_contains(m.publisher_ids, 'nbs') AND g.nature = 'flow' AND m.unit = 'count', false) AS recounted
    FROM standing AS g
    LEFT JOIN metrics AS m ON m.metric_id = g.metric_id
    WHERE g.kind = 'growth' AND g.unit = 'percent' AND g.basis IN ('yoy', 'ytd_yoy', 'mom', 'qoq')
),
compared AS (
    SELECT
        g.*, n.value AS level, b.value AS level_before, n.unit AS level_unit, n.claim_id AS level_claim_id,
        b.claim_id AS before_claim_id, b.period_end AS period_before,
        CASE WHEN n.stretch <> b.stretch THEN (
            SELECT k.reason FROM breaks AS k WHERE k.metric_id = n.metric_id AND k.number = greatest(n.stretch, b.stretch)
        ) END AS broken_by,
        100 * (n.value / b.value - 1) AS computed,
        100 * (n.least_value / b.greatest_value - 1) AS computed_least,
        100 * (n.greatest_value / b.least_value - 1) AS computed_greatest
    FROM printed AS g
    JOIN standing AS n
        ON n.kind = 'level' AND n.metric_id = g.metric_id AND coalesce(n.entity_id, lower(n.entity)) = g.owner
        AND n.place IS NOT DISTINCT FROM g.place AND n.per IS NOT DISTINCT FROM g.per AND n.period_end = g.period_end
        AND (n.period_type = 'instant' OR n.period_start = g.period_start)
    JOIN standing AS b
        ON b.series_id = n.series_id AND b.period_end = g.end_before
        AND (n.period_type = 'instant' OR b.period_start = (g.period_start - g.back)::DATE)
    WHERE n.least_value > 0 AND b.least_value > 0
    QUALIFY broken_by IS NULL OR bool_and(broken_by IS NOT NULL) OVER (PARTITION BY g.claim_id)
)
SELECT
    metric_id, metric_name_en, metric_name_zh, entity, entity_id, place, place_id, scope, basis, period_type, period_start,
    period_end, value AS printed, computed, computed_least, computed_greatest, computed - value AS difference,
    CASE
        WHEN recounted OR broken_by IS NOT NULL THEN 'refused'
        WHEN greatest_value >= computed_least AND least_value <= computed_greatest THEN 'agrees'
        ELSE 'differs'
    END AS verdict,
    CASE WHEN recounted THEN 'the office counts the year before anew: compare its printed growth only'
        ELSE 'a break lies between the two: ' || broken_by END AS reason,
    level, level_before, level_unit, period_before, originator, quote, url, claim_id, level_claim_id, before_claim_id
FROM compared;
COMMENT ON VIEW growth_check IS 'Printed growth beside growth computed from levels of one series, where both are known. Columns as in observations, and:';
COMMENT ON COLUMN growth_check.printed IS 'Growth as printed, in percent';
COMMENT ON COLUMN growth_check.computed IS 'Growth computed by us from the two levels, in percent';
COMMENT ON COLUMN growth_check.computed_least IS 'The least that it can be, as the levels are rounded';
COMMENT ON COLUMN growth_check.computed_greatest IS 'The most that it can be';
COMMENT ON COLUMN growth_check.difference IS 'Computed less printed, in percentage points';
COMMENT ON COLUMN growth_check.verdict IS 'agrees, differs, or refused: the levels are not comparable';
COMMENT ON COLUMN growth_check.reason IS 'Why it is refused';
COMMENT ON COLUMN growth_check.level IS 'Level of the period';
COMMENT ON COLUMN growth_check.level_before IS 'Level of the period that it is compared with';
COMMENT ON COLUMN growth_check.level_unit IS 'Unit of both';
COMMENT ON COLUMN growth_check.period_before IS 'Last day of that period';
COMMENT ON COLUMN growth_check.level_claim_id IS 'Claim of the level';
COMMENT ON COLUMN growth_check.before_claim_id IS 'Claim of the level before';

-- Parts beside their whole on one period: provinces of a country, cities of a province, branches of a company, members of a
-- group, or the figures of one owner in the provinces of a country. Levels that can be added only; each part once.
CREATE VIEW parts_and_wholes AS
WITH standing AS NOT MATERIALIZED (  -- see target_status
    SELECT o.*, s.least_value, s.greatest_value
    FROM observation_rows AS o
    JOIN statement_rows AS s ON s.claim_id = o.claim_id AND s.place_in_line = 1
    WHERE o.modality = 'actual' AND o.kind = 'level' AND o.nature NOT IN ('ratio', 'price') AND o.per IS NULL
        AND o.entity_id IS NOT NULL
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
        whole, parts_by, count(*) AS parts, list(part_name ORDER BY value DESC) AS part_names, sum(value) AS parts_sum,
        sum(least_value) AS least_sum, list(part ORDER BY value DESC) AS part_claim_ids
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
JOIN added AS a ON a.whole = w.claim_id;
COMMENT ON VIEW parts_and_wholes IS 'What is known of the parts of a figure beside the whole, on one period. Columns as in observations, and:';
COMMENT ON COLUMN parts_and_wholes.parts_by IS 'owner: entities that belonged to the owner of the whole then (entity_edges); place: the same owner in places that belong to the place of the whole';
COMMENT ON COLUMN parts_and_wholes.whole IS 'Value of the whole';
COMMENT ON COLUMN parts_and_wholes.parts_sum IS 'Sum of the parts that are known';
COMMENT ON COLUMN parts_and_wholes.parts IS 'How many those are';
COMMENT ON COLUMN parts_and_wholes.part_names IS 'Which, the largest first';
COMMENT ON COLUMN parts_and_wholes.covered_percent IS 'Their sum in percent of the whole';
COMMENT ON COLUMN parts_and_wholes.verdict IS 'parts exceed the whole, where rounding does not explain it, or within';
COMMENT ON COLUMN parts_and_wholes.part_claim_ids IS 'Claims of the parts';
