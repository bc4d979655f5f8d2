-- What the view news_versions says of a version, kept beside it: finding it again took a look at all articles, twice.
ALTER TABLE current_rows ADD COLUMN found_in VARCHAR;
ALTER TABLE current_rows ADD COLUMN loaded_at TIMESTAMP;
ALTER TABLE current_rows ADD COLUMN backfilled BOOLEAN;
COMMENT ON COLUMN current_rows.found_in IS 'Source of this version';
COMMENT ON COLUMN current_rows.loaded_at IS 'When the fetch that it is of was loaded first (UTC)';
COMMENT ON COLUMN current_rows.backfilled IS 'Whether that was a backfill';
DELETE FROM derived_from;

-- What single rows are looked up by stands uncompressed: of random letters compression saves a half, and every look at
-- them has to undo it (ten million names: 130 ms against 30, for 180 MB more).
ALTER TABLE articles RENAME COLUMN doc_id TO former;
ALTER TABLE articles ADD COLUMN doc_id VARCHAR USING COMPRESSION uncompressed;
UPDATE articles SET doc_id = former;
ALTER TABLE articles DROP COLUMN former;
COMMENT ON COLUMN articles.doc_id IS 'Hash of the source''s document id or the canonical url: the article through all its versions';
ALTER TABLE current_rows RENAME COLUMN doc_id TO former;
ALTER TABLE current_rows ADD COLUMN doc_id VARCHAR USING COMPRESSION uncompressed;
UPDATE current_rows SET doc_id = former;
ALTER TABLE current_rows DROP COLUMN former;
ALTER TABLE claim_rows RENAME COLUMN claim_id TO former;
ALTER TABLE claim_rows ADD COLUMN claim_id VARCHAR USING COMPRESSION uncompressed;
UPDATE claim_rows SET claim_id = former;
ALTER TABLE claim_rows DROP COLUMN former;
