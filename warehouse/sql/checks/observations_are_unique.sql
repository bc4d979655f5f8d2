-- A series has one actual value for a period, and one target or forecast for a period and originator.
SELECT series_id, period_start, period_end, modality, CASE WHEN modality <> 'actual' THEN originator END AS originator,
    count(*) AS rows
FROM observations GROUP BY ALL HAVING count(*) > 1;
