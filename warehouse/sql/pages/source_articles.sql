-- The newest articles of each source with the claims that were read in them.
SELECT a.source_id, a.title, a.url, a.lang, a.published_day, r.claims
FROM current_readings AS r
JOIN articles AS a ON a.version_id = r.version_id
QUALIFY row_number() OVER (PARTITION BY a.source_id ORDER BY a.published_day DESC, a.doc_id) <= $most_rows
ORDER BY a.source_id, a.published_day DESC, a.doc_id;
