-- What persons decided. Append-only too: what is taken back is a row that says so. A claim is found again by where its
-- number stands, because a later reading of the text may number its claims otherwise.
CREATE TABLE corrections (
    correction_id VARCHAR, made_at TIMESTAMP, made_by VARCHAR, claim_id VARCHAR, doc_id VARCHAR, doc_date DATE,
    version_id VARCHAR, start BIGINT, "end" BIGINT, place_in_span BIGINT, quote VARCHAR, sentence VARCHAR,
    place_in_sentence BIGINT, field VARCHAR, value VARCHAR
);
COMMENT ON TABLE corrections IS 'What persons corrected, one row for each claim and field; the newest row of a field holds. Kept in corrections.jsonl too.';
COMMENT ON COLUMN corrections.correction_id IS 'Name of what was done at once: claimwatch correct takes it to undo it';
COMMENT ON COLUMN corrections.made_at IS 'When (UTC)';
COMMENT ON COLUMN corrections.made_by IS 'By whom';
COMMENT ON COLUMN corrections.claim_id IS 'Claim as it was called then';
COMMENT ON COLUMN corrections.doc_id IS 'Its article';
COMMENT ON COLUMN corrections.doc_date IS 'Frozen day of the article';
COMMENT ON COLUMN corrections.version_id IS 'Version of the article that was looked at';
COMMENT ON COLUMN corrections.start IS 'First code point of the number in that version';
COMMENT ON COLUMN corrections."end" IS 'First code point after it';
COMMENT ON COLUMN corrections.place_in_span IS 'Which of the claims of that very span it is, from 1';
COMMENT ON COLUMN corrections.quote IS 'The number as written: with the sentence it finds the claim in another version of the article';
COMMENT ON COLUMN corrections.sentence IS 'The sentence around it';
COMMENT ON COLUMN corrections.place_in_sentence IS 'Which of the equal numbers of that sentence it is, from 1';
COMMENT ON COLUMN corrections.field IS 'Column that is set; fate (dropped, released), note, or undo';
COMMENT ON COLUMN corrections.value IS 'What it is set to, as text; for undo the correction that is taken back';
