CREATE VIEW current_readings AS
SELECT version_id, doc_id, rulebook, read_at, claims
FROM (
    SELECT r.version_id, r.doc_id, r.rulebook, r.read_at, r.claims,
        row_number() OVER (
            PARTITION BY r.doc_id ORDER BY a.fetched DESC, a.version_id DESC, r.read_at DESC, r.rulebook DESC
        ) AS place_in_line
    FROM readings AS r
    JOIN articles AS a ON a.version_id = r.version_id
)
WHERE place_in_line = 1;
COMMENT ON VIEW current_readings IS 'For each article the newest reading of its newest version: the one whose claims hold.';
COMMENT ON COLUMN current_readings.version_id IS 'Newest version';
COMMENT ON COLUMN current_readings.doc_id IS 'Article';
COMMENT ON COLUMN current_readings.rulebook IS 'Rulebook of the newest reading';
COMMENT ON COLUMN current_readings.read_at IS 'When it was read (UTC)';
COMMENT ON COLUMN current_readings.claims IS 'Claims that it found';
