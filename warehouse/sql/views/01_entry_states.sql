CREATE VIEW entry_states AS FROM entry_state_rows;
COMMENT ON VIEW entry_states IS 'The newest event of every entry: what became of each announced link.';
