-- The breaks that series have run into: what stands behind one counts otherwise.
SELECT series_id, stretch, from_day, reason, source
FROM series_breaks
ORDER BY series_id, stretch;
