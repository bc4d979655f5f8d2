CREATE VIEW run_log AS
WITH loads AS (
    SELECT run_id, count(*) AS batches, sum(coalesce(added['articles'], 0))::BIGINT AS articles_added,
        sum(coalesce(added['claim_readings'], 0))::BIGINT AS claims_added,
        sum(coalesce(added['quarantine'], 0))::BIGINT AS quarantined
    FROM batches GROUP BY run_id
),
checks AS (
    SELECT run_id, count(*) FILTER (state IN ('ok', 'unchanged')) AS sources_ok,
        count(*) FILTER (state = 'failed') AS sources_failed, count(*) FILTER (state = 'stale') AS sources_stale,
        string_agg(source_id || ': ' || reason, '; ' ORDER BY source_id) FILTER (state = 'failed') AS failures
    FROM source_checks GROUP BY run_id
)
SELECT
    r.run_id, r.command, r.started, r.finished, r.state, r.exit_code, r.config_version, r.rulebook,
    coalesce(l.batches, 0) AS batches, coalesce(l.articles_added, 0) AS articles_added,
    coalesce(l.claims_added, 0) AS claims_added, coalesce(l.quarantined, 0) AS quarantined,
    coalesce(r.counts['recovered_articles'], 0) AS articles_recovered,
    coalesce(r.counts['recovered_claims'], 0) AS claims_recovered,
    coalesce(r.counts['unreadable_batches'], 0) AS unreadable_batches,
    coalesce(r.counts['segments_gone'], 0) AS segments_gone,
    coalesce(k.sources_ok, 0) AS sources_ok, coalesce(k.sources_failed, 0) AS sources_failed,
    coalesce(k.sources_stale, 0) AS sources_stale, k.failures
FROM runs AS r
LEFT JOIN loads AS l ON l.run_id = r.run_id
LEFT JOIN checks AS k ON k.run_id = r.run_id;
COMMENT ON VIEW run_log IS 'Every run with what it brought and which sources failed it.';
COMMENT ON COLUMN run_log.run_id IS 'Name of the run';
COMMENT ON COLUMN run_log.command IS 'Command that was given';
COMMENT ON COLUMN run_log.started IS 'When it started (UTC)';
COMMENT ON COLUMN run_log.finished IS 'When it ended (UTC)';
COMMENT ON COLUMN run_log.state IS 'running, done, failed, crashed or interrupted';
COMMENT ON COLUMN run_log.exit_code IS 'What the command ended with';
COMMENT ON COLUMN run_log.config_version IS 'Version of the configuration';
COMMENT ON COLUMN run_log.rulebook IS 'Version of the rulebook';
COMMENT ON COLUMN run_log.batches IS 'Batches that it loaded';
COMMENT ON COLUMN run_log.articles_added IS 'Article versions that were new';
COMMENT ON COLUMN run_log.claims_added IS 'Readings of claims that were new';
COMMENT ON COLUMN run_log.quarantined IS 'Items that were kept out';
COMMENT ON COLUMN run_log.articles_recovered IS 'Article versions that an earlier run had fetched or staged, and this one loaded';
COMMENT ON COLUMN run_log.claims_recovered IS 'Readings of claims in them';
COMMENT ON COLUMN run_log.unreadable_batches IS 'Batches that an earlier run had staged and that cannot be read any more; they lie in damaged/';
COMMENT ON COLUMN run_log.segments_gone IS 'Archive segments that were loaded once and that it missed on disk';
COMMENT ON COLUMN run_log.sources_ok IS 'Sources that answered well';
COMMENT ON COLUMN run_log.sources_failed IS 'Sources that failed';
COMMENT ON COLUMN run_log.sources_stale IS 'Sources that have nothing new for long';
COMMENT ON COLUMN run_log.failures IS 'The failed ones with their reasons';
