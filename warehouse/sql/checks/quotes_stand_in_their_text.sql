-- The characters of every claim are those of its article: the proof holds.
SELECT c.claim_id, c.quote, substring(a.text, c.start + 1, c."end" - c.start) AS text_there
FROM claim_readings AS c JOIN articles AS a ON a.version_id = c.version_id
WHERE substring(a.text, c.start + 1, c."end" - c.start) <> c.quote;
