CREATE VIEW entry_states AS
SELECT * EXCLUDE (place_in_line)
FROM (
    SELECT *, row_number() OVER (PARTITION BY entry_id ORDER BY seen_at DESC, attempts DESC, run_id DESC) AS place_in_line
    FROM entries
)
WHERE place_in_line = 1;
COMMENT ON VIEW entry_states IS 'The newest event of every entry: what became of each announced link.';
