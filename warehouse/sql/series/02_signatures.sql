-- The articles that make statements within a fortnight of a touched one, with what tells their copies: warehouse/stories.py
-- finds the pairs.
WITH days AS (
    SELECT DISTINCT c.day FROM current_rows AS c WHERE c.doc_id IN (SELECT doc_id FROM touched)
),
near_days AS (
    SELECT DISTINCT day + offs::INTEGER AS day FROM days CROSS JOIN range(-14, 15) AS r (offs)
)
SELECT doc_id, signature, day, doc_id IN (SELECT doc_id FROM touched) AS fresh
FROM current_rows
WHERE signature <> 0 AND claims > 0 AND day IN (SELECT day FROM near_days)
ORDER BY day, doc_id;
