-- How far backfills have come: written with the entries of those days, in one transaction.
CREATE TABLE backfills (
    source_id VARCHAR, archive VARCHAR, first_day DATE, last_day DATE, entries_seen BIGINT, entries_new BIGINT,
    covered_at TIMESTAMP, run_id VARCHAR, batch_id VARCHAR
);
COMMENT ON TABLE backfills IS 'Days of each source''s archive that a backfill has read to their end; they are not asked for again.';
COMMENT ON COLUMN backfills.source_id IS 'Source';
COMMENT ON COLUMN backfills.archive IS 'Pattern of the archive''s address; another pattern begins anew';
COMMENT ON COLUMN backfills.first_day IS 'First day';
COMMENT ON COLUMN backfills.last_day IS 'Last day';
COMMENT ON COLUMN backfills.entries_seen IS 'Links of these days that the archive shows';
COMMENT ON COLUMN backfills.entries_new IS 'Those of them that were not known';
COMMENT ON COLUMN backfills.covered_at IS 'When the backfill began that read them (UTC)';
COMMENT ON COLUMN backfills.run_id IS 'Run';
COMMENT ON COLUMN backfills.batch_id IS 'Batch';
