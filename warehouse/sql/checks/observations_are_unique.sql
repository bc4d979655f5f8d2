-- A series has one actual value for a period, and one target or forecast for a period and originator.
SELECT series_id, period_start, period_end, modality, line, count(*) AS rows
FROM observation_rows GROUP BY ALL HAVING count(*) > 1;
