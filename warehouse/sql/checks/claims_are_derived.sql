-- The claims that hold are those of the newest readings, each once.
WITH kept AS (SELECT version_id, rulebook, count(*) AS claims FROM claim_rows GROUP BY ALL)
SELECT c.doc_id, c.version_id, c.claims AS said, coalesce(k.claims, 0) AS kept
FROM current_rows AS c
LEFT JOIN kept AS k ON k.version_id = c.version_id AND k.rulebook = c.rulebook
WHERE coalesce(k.claims, 0) <> c.claims
UNION ALL
SELECT NULL, k.version_id, NULL, k.claims
FROM kept AS k ANTI JOIN current_rows AS c ON c.version_id = k.version_id AND c.rulebook = k.rulebook;
