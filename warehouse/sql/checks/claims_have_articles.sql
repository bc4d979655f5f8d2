-- Every claim belongs to a version that is stored and to a reading of it.
SELECT c.claim_id, c.version_id, c.rulebook FROM claim_readings AS c
WHERE NOT EXISTS (SELECT 1 FROM articles AS a WHERE a.version_id = c.version_id)
    OR NOT EXISTS (SELECT 1 FROM readings AS r WHERE r.version_id = c.version_id AND r.rulebook = c.rulebook);
