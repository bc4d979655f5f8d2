-- Of the claims in a table those that could be used, each with its interval as it may be compared, the period as its
-- series keeps it, and who said it. What only other claims could hold against it (stale, far from its line) comes later.
CREATE MACRO statements_among(claims) AS TABLE
WITH usable AS (
    SELECT
        c.*,
        -- The denominator of the metric in whatever words: "10,000 employees", "10,000 manufacturing workers".
        CASE
            WHEN c.kind = 'level' AND regexp_extract(coalesce(c.per, c.metric_per), '^[\d,]+') = regexp_extract(c.metric_per, '^[\d,]+')
                THEN c.metric_per
            ELSE c.per
        END AS series_per,
        c.kind IN ('level', 'share') AND c.nature = 'stock' AS at_an_instant,
        coalesce(
            o.originator_id, lower(o.originator),
            -- Without an attribution the story speaks for the house that printed it first, under the same key as where
            -- others name that house as their source.
            h.entity_id, 'publisher: ' || coalesce(p.publisher_group, s.source_id, c.publisher_group)
        ) AS originator_key,
        coalesce(o.originator, h.name_en, p.name_en, s.publisher, c.publisher) AS originator,
        o.originator_id, h.entity_id AS house_id
    FROM query_table(claims) AS c
    LEFT JOIN originators AS o ON o.attributed_to = c.attributed_to
    LEFT JOIN stories AS s ON s.doc_id = c.doc_id
    LEFT JOIN sources AS p ON p.source_id = s.source_id
    LEFT JOIN entities AS h
        ON c.attributed_to IS NULL AND h.entity_id = coalesce(p.publisher_group, s.source_id, c.publisher_group)
    WHERE coalesce(c.held_reason, '') IN ('', 'stale', 'far below its neighbours')
),
dated AS (
    SELECT
        *,
        CASE
            -- A stock holds on one day: the stated one, for an actual no later than it was printed; else the day of print.
            WHEN at_an_instant AND modality = 'actual' THEN least(coalesce(period_end, published_day), published_day)
            -- With no end told it is until the day of print; what will hold from a later day on is kept under that day.
            ELSE coalesce(period_end, greatest(published_day, period_start))
        END AS day_end,
        CASE
            WHEN at_an_instant THEN NULL
            WHEN period_start IS NOT NULL THEN period_start
            WHEN period_end IS NULL OR nature <> 'flow' THEN NULL
            WHEN from_january AND period_end = last_day(period_end) THEN date_trunc('year', period_end)::DATE
            -- "by 2021" of a yearly flow is the year 2021; a plan that runs up to a day is a window from its printing.
            WHEN kind = 'level' AND month(period_end) = 12 AND day(period_end) = 31 THEN date_trunc('year', period_end)::DATE
            WHEN modality <> 'actual' THEN least(published_day, period_end)
        END AS day_start,
        CASE WHEN period_start IS NULL AND period_end IS NULL THEN 'assumed' ELSE coalesce(period_origin, 'stated') END
            AS day_origin
    FROM usable
),
typed AS (
    SELECT
        * EXCLUDE (day_start),
        CASE WHEN day_start IS NULL AND (nature <> 'flow' OR at_an_instant) THEN day_end ELSE day_start END AS day_start,
        CASE
            WHEN day_start IS NULL AND nature = 'flow' THEN 'inception'
            WHEN day_start IS NULL OR day_start = day_end THEN 'instant'
            WHEN day_end <> last_day(day_end) OR day(day_start) <> 1 OR year(day_start) <> year(day_end) THEN 'window'
            WHEN month(day_start) = 1 AND month(day_end) = 12 THEN 'year'
            WHEN month(day_start) IN (1, 7) AND month(day_end) - month(day_start) = 5 THEN 'half'
            WHEN month(day_start) IN (1, 4, 7, 10) AND month(day_end) - month(day_start) = 2 THEN 'quarter'
            WHEN month(day_start) = month(day_end) THEN 'month'
            WHEN month(day_start) = 1 THEN 'ytd'
            ELSE 'window'
        END AS period_type
    FROM dated
),
-- What the wording leaves open. Rounding widens a point by its implied precision, "about" by twice that or 2 percent;
-- an open end is closed 10 percent away (our soft bound, only for comparing: it is never shown as a value).
bounded AS (
    SELECT
        *,
        CASE
            WHEN low IS NULL THEN high - 0.1 * abs(high)
            WHEN high IS NULL THEN low
            WHEN comparator = 'approx' THEN low - greatest(2 * coalesce(precision, 0), 0.02 * abs(low))
            ELSE low - coalesce(precision, 0)
        END AS least_value,
        CASE
            WHEN high IS NULL THEN low + 0.1 * abs(low)
            WHEN low IS NULL THEN high
            WHEN comparator = 'approx' THEN high + greatest(2 * coalesce(precision, 0), 0.02 * abs(high))
            ELSE high + coalesce(precision, 0)
        END AS greatest_value
    FROM typed
)
SELECT
    b.* EXCLUDE (at_an_instant, originator_id, house_id),
    coalesce(e.name_en, b.entity) AS owner_name, coalesce(p.name_en, b.place) AS spot_name, p.entity_id AS spot_id,
    left(md5(concat_ws(
        '|', b.metric_id, b.entity_key, coalesce(b.place_key, ''), b.kind, coalesce(b.basis, ''), b.unit,
        coalesce(b.series_per, ''), b.period_type, b.sort_en
    )), 16) AS series_id,
    concat_ws(
        ' ', CASE WHEN b.modality <> 'actual' THEN b.originator_key END,
        CASE WHEN b.stretch > 0 THEN 'behind break ' || b.stretch END
    ) AS line,
    -- One period of one series; a forecast or target of one originator has cells of its own, and so has what stands
    -- behind a break of the series.
    md5_number_lower(concat_ws('|', series_id, coalesce(b.day_start::VARCHAR, ''), b.day_end, b.modality, line)) AS cell,
    CASE WHEN b.low IS NULL THEN b.high WHEN b.high IS NULL THEN b.low ELSE b.low + (b.high - b.low) / 2 END AS value,
    -- The owner's own word: an official source that quotes nobody else, the body whose statistic it is, or the entity
    -- speaking of itself.
    (coalesce(b.tier, '') = 'official' AND b.originator_id IS NULL)
        OR coalesce(coalesce(b.originator_id, b.house_id) = b.entity_id, false)
        OR coalesce(list_contains(b.publisher_ids, coalesce(b.originator_id, b.house_id)), false) AS own,
    CASE WHEN b.low IS NULL OR b.high IS NULL THEN 3 WHEN b.comparator = 'range' THEN 2 WHEN b.comparator = 'approx' THEN 1
        ELSE 0 END AS looseness
FROM bounded AS b
LEFT JOIN entities AS e ON e.entity_id = b.entity_id
LEFT JOIN entities AS p ON p.entity_id = b.place_key;
COMMENT ON MACRO TABLE statements_among IS 'Of the claims in a table those that could stand in series: period, interval and originator as they are compared.';
