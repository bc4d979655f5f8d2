-- Every point of every series, in the order of time; what stands behind a break comes after all before it.
SELECT
    series_id, period_start, period_end, day, modality, value, low, high, comparator, originator, publishers, independent,
    claims, disagreement, published_day, quote, sentence, lang, url, title, claim_id, change, growth, growth_printed,
    break_suspected, stretch
FROM page_points
ORDER BY series_id, stretch, day, modality, published_day, claim_id;
