-- The breaks that the chosen series have run into.
SELECT series_id, stretch, from_day, reason, source
FROM series_breaks
WHERE list_contains($series_ids, series_id)
ORDER BY series_id, stretch;
