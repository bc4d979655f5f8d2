-- Of each point of a reference the newest vintage; a period that a break had published both ways has one on each side.
CREATE VIEW reference_points AS
WITH splits AS (SELECT metric_id, list(b ORDER BY number) AS breaks FROM breaks AS b GROUP BY metric_id),
placed AS (
    SELECT
        r.* REPLACE (coalesce(f.metric_id, r.metric_id) AS metric_id),
        find_stretch(k.breaks, r.entity_id, r.kind, m.kind, coalesce(r.low, r.high), r.period_end, r.period_end, r.released)
            AS stretch
    FROM reference_rows AS r
    LEFT JOIN metric_aliases AS f ON f.former_id = r.metric_id
    LEFT JOIN metrics AS m ON m.metric_id = coalesce(f.metric_id, r.metric_id)
    LEFT JOIN splits AS k ON k.metric_id = m.metric_id
),
ranked AS (
    SELECT
        *, count(*) OVER point AS vintages,
        row_number() OVER (point ORDER BY released DESC, imported_at DESC, line DESC) AS place_in_line
    FROM placed
    WINDOW point AS (
        PARTITION BY reference, metric_id, entity_id, place_id, kind, basis, unit, per, period_type, period_start,
            period_end, modality, source, stretch
    )
)
SELECT
    * EXCLUDE (place_in_line),
    CASE WHEN low IS NULL THEN high WHEN high IS NULL THEN low ELSE low + (high - low) / 2 END AS value,
    -- As words of the press are compared, see statements_among.
    CASE WHEN low IS NULL THEN high - 0.1 * abs(high) WHEN high IS NULL THEN low
        WHEN comparator = 'approx' THEN low - greatest(2 * precision, 0.02 * abs(low)) ELSE low - precision END AS least_value,
    CASE WHEN high IS NULL THEN low + 0.1 * abs(low) WHEN low IS NULL THEN high
        WHEN comparator = 'approx' THEN high + greatest(2 * precision, 0.02 * abs(high)) ELSE high + precision END
        AS greatest_value
FROM ranked
WHERE place_in_line = 1;
COMMENT ON VIEW reference_points IS 'The newest value of every point of the reference series (official or bought history that was imported). Columns as in reference_rows and observations, and:';
COMMENT ON COLUMN reference_points.stretch IS 'Number of the break that it stands behind (table breaks), 0 before the first';
COMMENT ON COLUMN reference_points.vintages IS 'Values that it has had';

-- A point agrees with the press where both intervals meet. Of a value whose day of publication is not known it is open on
-- which side of a break it stands. Of several observations that could be meant: the very period
-- before one that only ends on its day (a ratio "of 2023" and one "at the end of 2023"), the owner of a forecast first.
CREATE VIEW reconciliation AS
WITH ours AS NOT MATERIALIZED (FROM observation_rows),
paired AS (
    SELECT
        r.*, o.series_id, o.value AS press_value, o.low AS press_low, o.high AS press_high,
        o.comparator AS press_comparator, o.originator, o.published_day, o.quote, o.sentence, o.url, o.claim_id,
        o.least_value AS press_least, o.greatest_value AS press_greatest,
        row_number() OVER (
            PARTITION BY r.reference, r.file, r.line, r.metric_id, r.entity_id, r.place_id, r.kind, r.basis, r.unit,
                r.period_type, r.period_start, r.period_end, r.modality, r.source, r.stretch
            ORDER BY
                o.period_start IS NOT DISTINCT FROM r.period_start DESC, o.basis IS NOT DISTINCT FROM r.basis DESC,
                o.originator = r.source DESC, abs(o.value - r.value), o.claim_id
        ) AS place_in_line
    FROM reference_points AS r
    LEFT JOIN ours AS o
        ON o.metric_id = r.metric_id AND o.entity_id = r.entity_id AND o.place_id IS NOT DISTINCT FROM r.place_id
        AND o.kind = r.kind AND o.unit = r.unit AND o.per IS NOT DISTINCT FROM r.per AND o.modality = r.modality
        AND (o.stretch = r.stretch OR NOT r.stated) AND o.period_end = r.period_end
        AND (o.period_start IS NOT DISTINCT FROM r.period_start OR o.nature IN ('ratio', 'price') AND o.kind IN ('level', 'share'))
        AND (o.basis IS NOT DISTINCT FROM r.basis OR r.basis IS NULL)
),
met AS (
    SELECT
        reference, metric_id, entity, entity_id, place, kind, basis, unit, per, period_type, period_start, period_end,
        modality, stretch, value, low, high, comparator, source, released, vintages, press_value, press_low, press_high,
        press_comparator, originator, published_day, quote, sentence, url, claim_id,
        CASE
            WHEN claim_id IS NULL THEN 'not in press'
            WHEN press_least <= greatest_value AND press_greatest >= least_value THEN 'agrees'
            ELSE 'differs'
        END AS state,
        least_value, greatest_value, press_least, press_greatest
    FROM paired
    WHERE place_in_line = 1
),
alone AS (  -- what the press has of a series that a reference covers, for periods that the reference leaves out
    SELECT
        c.reference, o.metric_id, o.entity, o.entity_id, o.place, o.kind, o.basis, o.unit, o.per, o.period_type,
        o.period_start, o.period_end, o.modality, o.stretch, o.value AS press_value, o.low AS press_low,
        o.high AS press_high, o.comparator AS press_comparator, o.originator, o.published_day, o.quote, o.sentence, o.url,
        o.claim_id, 'not in reference' AS state,
        CASE WHEN o.period_end < c.first_end THEN 'before its first' WHEN o.period_end > c.last_end THEN 'after its last'
            ELSE 'between its periods' END AS beside
    FROM ours AS o
    JOIN (
        SELECT reference, metric_id, entity_id, place_id, kind, unit, per, period_type, min(period_end) AS first_end,
            max(period_end) AS last_end
        FROM reference_points
        WHERE modality = 'actual'
        GROUP BY ALL
    ) AS c
        ON c.metric_id = o.metric_id AND c.entity_id = o.entity_id AND c.place_id IS NOT DISTINCT FROM o.place_id
        AND c.kind = o.kind AND c.unit = o.unit AND c.per IS NOT DISTINCT FROM o.per AND c.period_type = o.period_type
    WHERE o.modality = 'actual'
        AND NOT EXISTS (FROM met AS m WHERE m.reference = c.reference AND m.claim_id = o.claim_id)
)
SELECT
    m.* EXCLUDE (least_value, greatest_value, press_least, press_greatest),
    CASE WHEN state = 'differs' THEN press_value - value END AS difference,
    CASE WHEN state = 'differs' AND value <> 0 THEN 100 * (press_value - value) / abs(value) END AS difference_percent,
    CASE WHEN state = 'differs' THEN name_slip(unit, press_least, press_greatest, least_value, greatest_value) END AS suspicion
FROM met AS m
UNION ALL BY NAME
SELECT * FROM alone;
COMMENT ON VIEW reconciliation IS 'Reference series beside those of the press, period by period: agrees within rounding, differs, or a hole on either side. Columns as in reference_points and observations, and:';
COMMENT ON COLUMN reconciliation.state IS 'agrees, differs, not in press (no observation of that period), or not in reference';
COMMENT ON COLUMN reconciliation.press_value IS 'The value that stands in the series of the press';
COMMENT ON COLUMN reconciliation.press_low IS 'Its lower end as stated';
COMMENT ON COLUMN reconciliation.press_high IS 'Its upper end as stated';
COMMENT ON COLUMN reconciliation.press_comparator IS 'As worded';
COMMENT ON COLUMN reconciliation.difference IS 'Value of the press less that of the reference, where they differ';
COMMENT ON COLUMN reconciliation.difference_percent IS 'The same in percent of the reference';
COMMENT ON COLUMN reconciliation.beside IS 'Where a period that the reference lacks lies: before its first, after its last, or between its periods';
COMMENT ON COLUMN reconciliation.suspicion IS 'What the difference looks like: factor 10, 1,000, 10,000 or 100,000,000, or sign';
