-- The newest actual value of the chosen series beside the one before it.
SELECT
    series_id, value, low, high, comparator, unit, per, period_start, period_end, originator, publishers, published_day,
    previous_value, previous_period_start, previous_period_end, change, change_percent, quote, sentence, lang, url, title
FROM series_latest
WHERE list_contains($series_ids, series_id);
