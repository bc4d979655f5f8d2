-- Whom each source quotes most, by the claims that it carries in series.
SELECT a.source_id, s.originator, count(*) AS claims, count(DISTINCT s.series_id) AS series
FROM statement_rows AS s
JOIN claim_readings AS r ON r.claim_id = s.claim_id
JOIN articles AS a ON a.version_id = r.version_id
WHERE s.originator IS NOT NULL
GROUP BY a.source_id, s.originator
QUALIFY row_number() OVER (PARTITION BY a.source_id ORDER BY count(*) DESC, s.originator) <= $most_rows
ORDER BY a.source_id, claims DESC, s.originator;
