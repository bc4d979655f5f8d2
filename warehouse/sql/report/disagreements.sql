-- The newest observations whose originators contradict each other, each with one statement per value and publisher.
-- A claim belongs to an observation by what it measures and by its period, as sql/series/2_statements.sql places it.
WITH cases AS (
    SELECT * FROM report_observations
    WHERE disagreement
    ORDER BY published_day DESC, series_id, day
    LIMIT $most_rows
),
statements AS (
    SELECT
        o.series_id, o.day, o.modality, c.publisher, c.published_day, c.low, c.high, c.comparator, c.attributed_to, c.quote,
        c.sentence, c.lang, c.url, c.title, c.claim_id = o.claim_id AS stands
    FROM cases AS o
    JOIN claims AS c
        ON c.metric_id = o.metric_id AND c.kind = o.kind AND c.unit = o.unit
        AND o.day IN (coalesce(c.period_end, c.published_day), least(c.period_end, c.published_day))
    WHERE c.claim_id = o.claim_id OR (
        c.held_reason IS NULL
        AND c.modality = o.modality
        AND c.basis IS NOT DISTINCT FROM o.basis
        AND c.per IS NOT DISTINCT FROM o.per
        AND (c.entity_id = o.entity_id OR lower(c.entity) = lower(o.entity))
        AND (c.place_id IS NULL OR o.place_id IS NULL OR c.place_id = o.place_id)
        AND (o.period_type = 'instant' OR c.period_start IS NULL OR c.period_start = o.period_start)
    )
    QUALIFY row_number() OVER (
        PARTITION BY o.series_id, o.day, o.modality, c.publisher, c.low, c.high
        ORDER BY c.claim_id = o.claim_id DESC, c.published_day DESC, c.claim_id
    ) = 1
)
SELECT
    o.series_id, any_value(o.metric_name_en) AS name_en, any_value(o.metric_name_zh) AS name_zh, any_value(o.entity) AS entity,
    any_value(o.place) AS place, any_value(o.unit) AS unit, any_value(o.per) AS per,
    any_value(o.period_start) AS period_start, any_value(o.period_end) AS period_end,
    list(
        struct_pack(
            publisher := s.publisher, published_day := s.published_day, low := s.low, high := s.high,
            comparator := s.comparator, attributed_to := s.attributed_to, quote := s.quote, sentence := s.sentence,
            lang := s.lang, url := s.url, title := s.title, stands := s.stands
        )
        ORDER BY s.stands DESC, s.published_day DESC, s.publisher, s.low
    ) AS statements
FROM cases AS o
JOIN statements AS s ON s.series_id = o.series_id AND s.day = o.day AND s.modality = o.modality
GROUP BY o.series_id, o.day, o.modality
ORDER BY max(o.published_day) DESC, o.series_id, o.day;
