-- The newest points of the chosen series, in the order of time.
SELECT
    series_id, period_start, period_end, day, modality, value, low, high, comparator, originator, publishers,
    independent, claims, disagreement, published_day, quote, sentence, lang, url, title, claim_id, stretch
FROM report_observations
WHERE value IS NOT NULL AND day IS NOT NULL AND list_contains($series_ids, series_id)
QUALIFY row_number() OVER (PARTITION BY series_id ORDER BY day DESC, published_day DESC, claim_id) <= $most_points
ORDER BY series_id, stretch, day, modality, published_day, claim_id;
