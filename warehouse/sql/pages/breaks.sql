-- The breaks that series have run into: what stands behind one counts otherwise.
SELECT series_id, stretch, from_day, reason, reason_zh, source, source_zh
FROM series_breaks
ORDER BY series_id, stretch;
