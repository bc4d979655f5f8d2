-- Facts: append-only, no key, no index, no enum, no sequence, no generated column (they cost 650 MB and half a second a
-- load at ten million claims, and do not stand on DuckLake). What is unique is kept so by the load and by sql/checks/.
-- Instants are UTC; days are those of the source's zone.

CREATE TABLE runs (
    run_id VARCHAR, command VARCHAR, started TIMESTAMP, finished TIMESTAMP, state VARCHAR, exit_code INTEGER,
    config_version VARCHAR, rulebook VARCHAR, counts MAP(VARCHAR, BIGINT),
    holder_pid BIGINT, holder_started DOUBLE, holder_host VARCHAR
);
COMMENT ON TABLE runs IS 'Every run of the line, also those that failed or crashed. The only table whose rows change.';
COMMENT ON COLUMN runs.run_id IS 'Name of the run';
COMMENT ON COLUMN runs.command IS 'Command that was given, such as "claimwatch run"';
COMMENT ON COLUMN runs.started IS 'When it started (UTC)';
COMMENT ON COLUMN runs.finished IS 'When it ended (UTC); for a crashed run when the crash was noticed';
COMMENT ON COLUMN runs.state IS 'running, done, failed, crashed or interrupted';
COMMENT ON COLUMN runs.exit_code IS 'What the command ended with; NULL while running and after a crash';
COMMENT ON COLUMN runs.config_version IS 'Version of the configuration';
COMMENT ON COLUMN runs.rulebook IS 'Version of the rulebook that read the articles';
COMMENT ON COLUMN runs.counts IS 'What came in, by name';
COMMENT ON COLUMN runs.holder_pid IS 'Process that runs it';
COMMENT ON COLUMN runs.holder_started IS 'Start of that process (seconds since 1970), to tell it from a later one with its number';
COMMENT ON COLUMN runs.holder_host IS 'Machine of that process';

CREATE TABLE batches (
    batch_id VARCHAR, run_id VARCHAR, source_id VARCHAR, stage_hash VARCHAR, loaded_at TIMESTAMP,
    staged MAP(VARCHAR, BIGINT), added MAP(VARCHAR, BIGINT)
);
COMMENT ON TABLE batches IS 'The ledger: one row for each batch (one source in one run) that was loaded, written in its transaction.';
COMMENT ON COLUMN batches.batch_id IS 'Name of the batch; a batch in the ledger is never loaded again';
COMMENT ON COLUMN batches.run_id IS 'Run that staged it';
COMMENT ON COLUMN batches.source_id IS 'Source that it holds';
COMMENT ON COLUMN batches.stage_hash IS 'SHA-256 over the staged files';
COMMENT ON COLUMN batches.loaded_at IS 'When it was loaded (UTC)';
COMMENT ON COLUMN batches.staged IS 'Rows in the stage by table';
COMMENT ON COLUMN batches.added IS 'Rows that the load added by table: what was known already is not added';

CREATE TABLE segments (
    segment VARCHAR, source_id VARCHAR, sha256 VARCHAR, bytes BIGINT, records BIGINT, run_id VARCHAR, batch_id VARCHAR
);
COMMENT ON TABLE segments IS 'Archive segments that were read to their end.';
COMMENT ON COLUMN segments.segment IS 'File name under archive/';
COMMENT ON COLUMN segments.source_id IS 'Source whose pages it holds';
COMMENT ON COLUMN segments.sha256 IS 'Hash of the file';
COMMENT ON COLUMN segments.bytes IS 'Size of the file';
COMMENT ON COLUMN segments.records IS 'Pages in it';
COMMENT ON COLUMN segments.run_id IS 'Run that read it';
COMMENT ON COLUMN segments.batch_id IS 'Batch that read it';

CREATE TABLE source_checks (
    source_id VARCHAR, checked_at TIMESTAMP, state VARCHAR, reason VARCHAR, entries_seen BIGINT, entries_new BIGINT,
    newest_entry TIMESTAMP, run_id VARCHAR, batch_id VARCHAR
);
COMMENT ON TABLE source_checks IS 'How each source answered, run by run.';
COMMENT ON COLUMN source_checks.source_id IS 'Source';
COMMENT ON COLUMN source_checks.checked_at IS 'When it was asked (UTC)';
COMMENT ON COLUMN source_checks.state IS 'ok, unchanged, failed, disallowed or stale';
COMMENT ON COLUMN source_checks.reason IS 'Why it is not ok, in one line';
COMMENT ON COLUMN source_checks.entries_seen IS 'Links that it announced';
COMMENT ON COLUMN source_checks.entries_new IS 'Those of them that were not known';
COMMENT ON COLUMN source_checks.newest_entry IS 'Time of the newest link (UTC)';
COMMENT ON COLUMN source_checks.run_id IS 'Run';
COMMENT ON COLUMN source_checks.batch_id IS 'Batch';

CREATE TABLE feed_states (
    source_id VARCHAR, url VARCHAR, etag VARCHAR, last_modified VARCHAR, checked_at TIMESTAMP, run_id VARCHAR,
    batch_id VARCHAR
);
COMMENT ON TABLE feed_states IS 'Validators of feeds, sitemaps and listings for conditional requests; the newest row of a url holds.';
COMMENT ON COLUMN feed_states.source_id IS 'Source';
COMMENT ON COLUMN feed_states.url IS 'Feed, sitemap or listing page';
COMMENT ON COLUMN feed_states.etag IS 'ETag as received';
COMMENT ON COLUMN feed_states.last_modified IS 'Last-Modified as received';
COMMENT ON COLUMN feed_states.checked_at IS 'When (UTC)';
COMMENT ON COLUMN feed_states.run_id IS 'Run';
COMMENT ON COLUMN feed_states.batch_id IS 'Batch';

CREATE TABLE entries (
    entry_id VARCHAR, source_id VARCHAR, url VARCHAR, canonical_url VARCHAR, doc_id VARCHAR, title VARCHAR,
    published TIMESTAMP, updated TIMESTAMP, fate VARCHAR, reason VARCHAR, attempts BIGINT, http_status BIGINT,
    etag VARCHAR, last_modified VARCHAR, segment VARCHAR, retry_after TIMESTAMP, seen_at TIMESTAMP, run_id VARCHAR,
    batch_id VARCHAR
);
COMMENT ON TABLE entries IS 'What became of each announced link, event by event; entry_states has the newest of each.';
COMMENT ON COLUMN entries.entry_id IS 'Hash of source and canonical url';
COMMENT ON COLUMN entries.source_id IS 'Source that announced it';
COMMENT ON COLUMN entries.url IS 'Link as announced';
COMMENT ON COLUMN entries.canonical_url IS 'The link without tracking and spelling variants';
COMMENT ON COLUMN entries.doc_id IS 'Article that it led to';
COMMENT ON COLUMN entries.title IS 'Title as announced';
COMMENT ON COLUMN entries.published IS 'Publication as announced (UTC)';
COMMENT ON COLUMN entries.updated IS 'Last change as announced (UTC)';
COMMENT ON COLUMN entries.fate IS 'loaded, off_topic, not_modified, failed, disallowed, deferred, quarantined, unchanged or unreadable';
COMMENT ON COLUMN entries.reason IS 'Why it did not load, in one line';
COMMENT ON COLUMN entries.attempts IS 'Tries so far';
COMMENT ON COLUMN entries.http_status IS 'Status of the last answer';
COMMENT ON COLUMN entries.etag IS 'ETag of the page';
COMMENT ON COLUMN entries.last_modified IS 'Last-Modified of the page';
COMMENT ON COLUMN entries.segment IS 'Archive segment that holds the page';
COMMENT ON COLUMN entries.retry_after IS 'Not to be tried again before (UTC)';
COMMENT ON COLUMN entries.seen_at IS 'When this happened (UTC)';
COMMENT ON COLUMN entries.run_id IS 'Run';
COMMENT ON COLUMN entries.batch_id IS 'Batch';

CREATE TABLE articles (
    version_id VARCHAR, doc_id VARCHAR, doc_date DATE, first_seen TIMESTAMP, source_id VARCHAR, publisher VARCHAR,
    url VARCHAR, canonical_url VARCHAR, title VARCHAR, author VARCHAR, lang VARCHAR, published_at TIMESTAMP,
    published_day DATE, published_origin VARCHAR, text VARCHAR, signature UBIGINT, topics VARCHAR[], characters BIGINT,
    segment VARCHAR, fetched TIMESTAMP, run_id VARCHAR, batch_id VARCHAR
);
COMMENT ON TABLE articles IS 'Cleaned articles, one row for each version of their text.';
COMMENT ON COLUMN articles.version_id IS 'Hash of article, title and text';
COMMENT ON COLUMN articles.doc_id IS 'Hash of the source''s document id or the canonical url: the article through all its versions';
COMMENT ON COLUMN articles.doc_date IS 'Day of publication, or of first sight, frozen at first sight; prunes loads';
COMMENT ON COLUMN articles.first_seen IS 'When this version was first seen (UTC)';
COMMENT ON COLUMN articles.source_id IS 'Source that it came from first';
COMMENT ON COLUMN articles.publisher IS 'Name of that source then';
COMMENT ON COLUMN articles.url IS 'Link as announced';
COMMENT ON COLUMN articles.canonical_url IS 'The page''s own canonical url, or the link without tracking';
COMMENT ON COLUMN articles.title IS 'Title';
COMMENT ON COLUMN articles.author IS 'Author as printed';
COMMENT ON COLUMN articles.lang IS 'en, zh or NULL for another language';
COMMENT ON COLUMN articles.published_at IS 'Instant of publication (UTC), where one is given';
COMMENT ON COLUMN articles.published_day IS 'Day of publication in the source''s zone';
COMMENT ON COLUMN articles.published_origin IS 'Where that comes from: feed, page or url';
COMMENT ON COLUMN articles.text IS 'Cleaned text; offsets of claims count its code points from 0';
COMMENT ON COLUMN articles.signature IS '64-bit near-duplicate signature: copies differ in at most 3 bits';
COMMENT ON COLUMN articles.topics IS 'Topics that it is about';
COMMENT ON COLUMN articles.characters IS 'Length of the text';
COMMENT ON COLUMN articles.segment IS 'Archive segment that holds the page';
COMMENT ON COLUMN articles.fetched IS 'When the page was fetched (UTC)';
COMMENT ON COLUMN articles.run_id IS 'Run that loaded it';
COMMENT ON COLUMN articles.batch_id IS 'Batch that loaded it';

CREATE TABLE readings (
    version_id VARCHAR, doc_id VARCHAR, doc_date DATE, rulebook VARCHAR, read_at TIMESTAMP, claims BIGINT,
    run_id VARCHAR, batch_id VARCHAR
);
COMMENT ON TABLE readings IS 'Which rulebook has read which version; a reading without claims counts too. The newest reading of a version holds.';
COMMENT ON COLUMN readings.version_id IS 'Version of an article';
COMMENT ON COLUMN readings.doc_id IS 'Article';
COMMENT ON COLUMN readings.doc_date IS 'Frozen day of the article';
COMMENT ON COLUMN readings.rulebook IS 'Version of the rulebook';
COMMENT ON COLUMN readings.read_at IS 'When (UTC)';
COMMENT ON COLUMN readings.claims IS 'Claims that it found';
COMMENT ON COLUMN readings.run_id IS 'Run';
COMMENT ON COLUMN readings.batch_id IS 'Batch';

CREATE TABLE claim_readings (
    claim_id VARCHAR, version_id VARCHAR, doc_id VARCHAR, doc_date DATE, rulebook VARCHAR, read_at TIMESTAMP,
    number BIGINT, start BIGINT, "end" BIGINT, quote VARCHAR, sentence VARCHAR, low DOUBLE, high DOUBLE,
    comparator VARCHAR, unit VARCHAR, "of" VARCHAR, per VARCHAR, metric VARCHAR, metric_original VARCHAR,
    metric_id VARCHAR, kind VARCHAR, basis VARCHAR, entity VARCHAR, entity_id VARCHAR, place VARCHAR, place_id VARCHAR,
    period_start DATE, period_end DATE, period_origin VARCHAR, modality VARCHAR, attributed_to VARCHAR,
    same_as_claim VARCHAR, precision DOUBLE, confidence DOUBLE, rule VARCHAR, run_id VARCHAR, batch_id VARCHAR
);
COMMENT ON TABLE claim_readings IS 'All claims of all readings, append-only: nothing is deleted or changed. The view claims has those that hold now.';
COMMENT ON COLUMN claim_readings.claim_id IS 'Hash of version, span and number';
COMMENT ON COLUMN claim_readings.version_id IS 'Version of the article that says so';
COMMENT ON COLUMN claim_readings.doc_id IS 'Article';
COMMENT ON COLUMN claim_readings.doc_date IS 'Frozen day of the article';
COMMENT ON COLUMN claim_readings.rulebook IS 'Rulebook that read it';
COMMENT ON COLUMN claim_readings.read_at IS 'When it was read (UTC)';
COMMENT ON COLUMN claim_readings.number IS 'Index of the claim in its version, from 0';
COMMENT ON COLUMN claim_readings.start IS 'First code point of the number in the text';
COMMENT ON COLUMN claim_readings."end" IS 'First code point after it';
COMMENT ON COLUMN claim_readings.quote IS 'The number as written';
COMMENT ON COLUMN claim_readings.sentence IS 'The sentence around it, at most 300 characters';
COMMENT ON COLUMN claim_readings.low IS 'Lower end of the value; NULL is open. Percent as the percent figure, magnitudes multiplied out';
COMMENT ON COLUMN claim_readings.high IS 'Upper end of the value; NULL is open';
COMMENT ON COLUMN claim_readings.comparator IS 'As worded: eq, approx, gt, ge, lt, le or range';
COMMENT ON COLUMN claim_readings.unit IS 'ISO 4217 code, percent, pp, times, count or a unit symbol';
COMMENT ON COLUMN claim_readings."of" IS 'For count: the counted noun as written';
COMMENT ON COLUMN claim_readings.per IS 'Written denominator, in English';
COMMENT ON COLUMN claim_readings.metric IS 'What is measured, as an English noun phrase';
COMMENT ON COLUMN claim_readings.metric_original IS 'The phrase in the language of the text';
COMMENT ON COLUMN claim_readings.metric_id IS 'Metric of the catalogue; NULL for context';
COMMENT ON COLUMN claim_readings.kind IS 'level, change, growth or share';
COMMENT ON COLUMN claim_readings.basis IS 'Of a change or growth: yoy, qoq, mom, cagr, since or ytd_yoy';
COMMENT ON COLUMN claim_readings.entity IS 'Whose figure it is, in English or as written';
COMMENT ON COLUMN claim_readings.entity_id IS 'The same in the catalogue';
COMMENT ON COLUMN claim_readings.place IS 'Where it holds, in English';
COMMENT ON COLUMN claim_readings.place_id IS 'The same in the catalogue';
COMMENT ON COLUMN claim_readings.period_start IS 'First day that the figure refers to, as said';
COMMENT ON COLUMN claim_readings.period_end IS 'Last day that the figure refers to, as said';
COMMENT ON COLUMN claim_readings.period_origin IS 'stated, inherited from the text, or assumed';
COMMENT ON COLUMN claim_readings.modality IS 'actual, expected, target or hypothetical';
COMMENT ON COLUMN claim_readings.attributed_to IS 'Who says so, as written';
COMMENT ON COLUMN claim_readings.same_as_claim IS 'Claim that this one converts into another unit';
COMMENT ON COLUMN claim_readings.precision IS 'Half-width that the writing implies: 3.38 million gives 5000';
COMMENT ON COLUMN claim_readings.confidence IS 'From 0 to 1';
COMMENT ON COLUMN claim_readings.rule IS 'Rule that read it';
COMMENT ON COLUMN claim_readings.run_id IS 'Run';
COMMENT ON COLUMN claim_readings.batch_id IS 'Batch';

CREATE TABLE quarantine (
    item VARCHAR, url VARCHAR, source_id VARCHAR, stage VARCHAR, reason VARCHAR, detail VARCHAR, refused_at TIMESTAMP,
    run_id VARCHAR, batch_id VARCHAR
);
COMMENT ON TABLE quarantine IS 'What was kept out of the warehouse, and why.';
COMMENT ON COLUMN quarantine.item IS 'Kind of thing: entry, page, record or article';
COMMENT ON COLUMN quarantine.url IS 'Its url, where it has one';
COMMENT ON COLUMN quarantine.source_id IS 'Source that it came from';
COMMENT ON COLUMN quarantine.stage IS 'Stage that refused it: discover, fetch, clean, extract or load';
COMMENT ON COLUMN quarantine.reason IS 'Why, in a few words';
COMMENT ON COLUMN quarantine.detail IS 'More, where there is more';
COMMENT ON COLUMN quarantine.refused_at IS 'When (UTC)';
COMMENT ON COLUMN quarantine.run_id IS 'Run';
COMMENT ON COLUMN quarantine.batch_id IS 'Batch';
