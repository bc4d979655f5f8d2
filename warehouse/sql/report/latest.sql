-- The newest actual value of the chosen series beside the one before it.
-- Between bounds there is no difference to take: "more than 4 million" after "more than 3 million" may be any change.
WITH compared AS (
    SELECT
        n.*, p.low AS previous_low, p.high AS previous_high, p.comparator AS previous_comparator,
        n.low IS NOT NULL AND n.high IS NOT NULL AND p.low IS NOT NULL AND p.high IS NOT NULL AS comparable
    FROM series_latest AS n
    LEFT JOIN report_observations AS p
        ON p.series_id = n.series_id AND p.modality = 'actual' AND p.stretch = n.stretch
        AND p.period_end = n.previous_period_end
        AND p.period_start IS NOT DISTINCT FROM n.previous_period_start
    WHERE list_contains($series_ids, n.series_id)
)
SELECT
    series_id, value, low, high, comparator, unit, per, period_start, period_end, originator, publishers, published_day,
    previous_low, previous_high, previous_comparator, previous_period_start, previous_period_end,
    CASE WHEN comparable THEN change END AS change, CASE WHEN comparable THEN change_percent END AS change_percent,
    quote, sentence, lang, url, title
FROM compared;
