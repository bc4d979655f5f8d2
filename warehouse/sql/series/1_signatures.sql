-- The articles that make statements, with what tells their copies: warehouse/stories.py finds the pairs.
SELECT a.doc_id, a.signature, coalesce(a.published_day, a.doc_date) AS day
FROM articles AS a
JOIN current_readings AS r ON r.version_id = a.version_id
WHERE a.signature <> 0 AND r.claims > 0
ORDER BY day, a.doc_id;
