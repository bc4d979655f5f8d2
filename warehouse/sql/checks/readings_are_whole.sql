-- A reading has as many claims as it said it found.
SELECT r.version_id, r.rulebook, r.claims AS said, count(c.claim_id) AS stored
FROM readings AS r
LEFT JOIN claim_readings AS c ON c.version_id = r.version_id AND c.rulebook = r.rulebook
GROUP BY ALL HAVING count(c.claim_id) <> r.claims;
