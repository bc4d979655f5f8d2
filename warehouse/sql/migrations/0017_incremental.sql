-- What is derived is kept as tables, and refreshed where a load or a correction touched it (sql/series/). All of it is
-- made anew where the program or the catalogue that made it is another one: see derived_from.
CREATE TABLE touched_docs (doc_id VARCHAR, doc_date DATE);
COMMENT ON TABLE touched_docs IS 'Articles that a load or a correction touched and whose series were not derived since; written in its transaction.';
COMMENT ON COLUMN touched_docs.doc_id IS 'Article';
COMMENT ON COLUMN touched_docs.doc_date IS 'Frozen day of the article';

CREATE TABLE derived_from (rules VARCHAR, catalogue VARCHAR);
COMMENT ON TABLE derived_from IS 'What the derived tables were made by. No row, or another one: the next publish makes them anew.';
COMMENT ON COLUMN derived_from.rules IS 'SHA-256 of the SQL that derives';
COMMENT ON COLUMN derived_from.catalogue IS 'Hash of the tables of the catalogue';

CREATE TABLE current_rows (
    doc_id VARCHAR, doc_date DATE, version_id VARCHAR, rulebook VARCHAR, read_at TIMESTAMP, claims BIGINT,
    known_day DATE, day DATE, signature UBIGINT, source_id VARCHAR, publisher VARCHAR
);
COMMENT ON TABLE current_rows IS 'For each article the reading whose claims hold; the view current_readings is its readable part.';
COMMENT ON COLUMN current_rows.version_id IS 'Newest version';
COMMENT ON COLUMN current_rows.rulebook IS 'Rulebook of the newest reading';
COMMENT ON COLUMN current_rows.read_at IS 'When it was read (UTC)';
COMMENT ON COLUMN current_rows.claims IS 'Claims that it found';
COMMENT ON COLUMN current_rows.known_day IS 'Day from which the version was public: its publication, or for a later version the day on which we saw the change';
COMMENT ON COLUMN current_rows.day IS 'Day that it carries';
COMMENT ON COLUMN current_rows.source_id IS 'Source of its first version';
COMMENT ON COLUMN current_rows.publisher IS 'Name of that source then';

CREATE TABLE copies (doc_id VARCHAR, copy_id VARCHAR, day DATE, copy_day DATE);
COMMENT ON TABLE copies IS 'Pairs of near-duplicates within 14 days that state a figure in common: what stories are made of.';
COMMENT ON COLUMN copies.doc_id IS 'Article';
COMMENT ON COLUMN copies.copy_id IS 'Near-duplicate of it that came later';
COMMENT ON COLUMN copies.day IS 'Day of the article';
COMMENT ON COLUMN copies.copy_day IS 'Day of the near-duplicate';

ALTER TABLE stories ADD COLUMN source_id VARCHAR;
ALTER TABLE stories ADD COLUMN publisher VARCHAR;
COMMENT ON COLUMN stories.source_id IS 'Source of that copy: for whose house the story speaks';
COMMENT ON COLUMN stories.publisher IS 'Name of that source then';

CREATE TABLE entry_state_rows (
    entry_id VARCHAR, source_id VARCHAR, url VARCHAR, canonical_url VARCHAR, doc_id VARCHAR, title VARCHAR,
    published TIMESTAMP, updated TIMESTAMP, fate VARCHAR, reason VARCHAR, attempts BIGINT, http_status BIGINT,
    etag VARCHAR, last_modified VARCHAR, segment VARCHAR, retry_after TIMESTAMP, seen_at TIMESTAMP, run_id VARCHAR,
    batch_id VARCHAR
);
COMMENT ON TABLE entry_state_rows IS 'The newest event of every entry, kept by the load itself; the rows of the view entry_states.';
INSERT INTO entry_state_rows
FROM entries
QUALIFY row_number() OVER (PARTITION BY entry_id ORDER BY seen_at DESC, attempts DESC, run_id DESC) = 1;

CREATE TABLE claim_rows (
    claim_id VARCHAR, version_id VARCHAR, doc_id VARCHAR, doc_date DATE, rulebook VARCHAR, read_at TIMESTAMP,
    number BIGINT, start BIGINT, "end" BIGINT, quote VARCHAR, sentence VARCHAR, low DOUBLE, high DOUBLE,
    comparator VARCHAR, unit VARCHAR, "of" VARCHAR, per VARCHAR, metric VARCHAR, metric_original VARCHAR,
    metric_id VARCHAR, kind VARCHAR, basis VARCHAR, entity VARCHAR, entity_id VARCHAR, place VARCHAR, place_id VARCHAR,
    period_start DATE, period_end DATE, period_origin VARCHAR, modality VARCHAR, attributed_to VARCHAR,
    same_as_claim VARCHAR, precision DOUBLE, confidence DOUBLE, rule VARCHAR, run_id VARCHAR, batch_id VARCHAR,
    fate VARCHAR, corrected VARCHAR[], note VARCHAR, released BOOLEAN, source_id VARCHAR, publisher VARCHAR,
    publisher_zh VARCHAR, publisher_group VARCHAR, tier VARCHAR, tier_rank INTEGER, url VARCHAR, title VARCHAR,
    lang VARCHAR, published_day DATE, first_seen TIMESTAMP, known_day DATE, metric_name_en VARCHAR,
    metric_name_zh VARCHAR, topic VARCHAR, nature VARCHAR, sort INTEGER, stretch INTEGER, entity_key VARCHAR, place_key VARCHAR,
    scope VARCHAR, held_reason VARCHAR, group_id VARCHAR, old_news VARCHAR, repeats VARCHAR, wording UBIGINT,
    stock_line UBIGINT, series_id VARCHAR, cell UBIGINT, day_start DATE, day_end DATE, day_origin VARCHAR,
    period_type VARCHAR, line VARCHAR, originator_key VARCHAR, originator VARCHAR, own BOOLEAN, looseness INTEGER,
    value DOUBLE, least_value DOUBLE, greatest_value DOUBLE, owner_name VARCHAR, spot_name VARCHAR, spot_id VARCHAR,
    series_per VARCHAR
);
COMMENT ON TABLE claim_rows IS 'The claims that hold now with all that series need; the views claims and classified_claims are its readable parts.';
COMMENT ON COLUMN claim_rows.publisher_zh IS 'Name of the source, in Chinese';
COMMENT ON COLUMN claim_rows.known_day IS 'Day from which it was public';
COMMENT ON COLUMN claim_rows.sort IS 'Sort of what the metric counts, where it tells sorts apart; NULL for none';
COMMENT ON COLUMN claim_rows.stretch IS 'Number of the break that it stands behind (table breaks); 0 where its metric has none before it';
COMMENT ON COLUMN claim_rows.entity_key IS 'entity_id, or the name as written where the catalogue knows none';
COMMENT ON COLUMN claim_rows.place_key IS 'The place that the series stands for: place_id, the entity if it is a place, or a company''s home';
COMMENT ON COLUMN claim_rows.fate IS 'What a person decided: dropped or released';
COMMENT ON COLUMN claim_rows.released IS 'Whether a person released it';
COMMENT ON COLUMN claim_rows.group_id IS 'Group of the view held that it belongs to';
COMMENT ON COLUMN claim_rows.wording IS 'Hash of what it says and in which sentence: the same for what is told again in the same words';
COMMENT ON COLUMN claim_rows.stock_line IS 'Hash of the stock that it tells of, whose days are held against each other';
COMMENT ON COLUMN claim_rows.cell IS 'Hash of series, period, modality and line: the place where its value could stand';
COMMENT ON COLUMN claim_rows.day_start IS 'First day of the period as the series keeps it';
COMMENT ON COLUMN claim_rows.day_end IS 'Last day of the period as the series keeps it';
COMMENT ON COLUMN claim_rows.day_origin IS 'stated, inherited, or assumed: a stock without a period stands at its publication day';
COMMENT ON COLUMN claim_rows.looseness IS 'How loosely it is worded: 0 a point, 1 about, 2 a range, 3 a bound';
COMMENT ON COLUMN claim_rows.owner_name IS 'English name of the entity, else as written';
COMMENT ON COLUMN claim_rows.series_per IS 'Denominator of the series: that of the metric in whatever words it was said';
COMMENT ON COLUMN claim_rows.spot_name IS 'English name of the place of the series, else as written';
COMMENT ON COLUMN claim_rows.spot_id IS 'Entity of the place of the series';

ALTER TABLE observation_rows ADD COLUMN cell UBIGINT;
ALTER TABLE observation_rows ADD COLUMN old_news VARCHAR;
ALTER TABLE observation_rows ADD COLUMN least_value DOUBLE;
ALTER TABLE observation_rows ADD COLUMN greatest_value DOUBLE;
ALTER TABLE observation_rows ADD COLUMN releases BIGINT;
ALTER TABLE observation_rows ADD COLUMN first_value DOUBLE;
ALTER TABLE observation_rows ADD COLUMN first_day DATE;
ALTER TABLE observation_rows ADD COLUMN first_originator VARCHAR;
ALTER TABLE observation_rows ADD COLUMN first_quote VARCHAR;
ALTER TABLE observation_rows ADD COLUMN first_claim_id VARCHAR;
ALTER TABLE observation_rows ADD COLUMN newest_day DATE;
ALTER TABLE statement_rows ADD COLUMN cell UBIGINT;
ALTER TABLE statement_rows ADD COLUMN echo BOOLEAN;
COMMENT ON COLUMN statement_rows.echo IS 'Whether it only tells, more than 120 days later, what had been said of the period: no new word and no further witness';
ALTER TABLE vintage_rows ADD COLUMN cell UBIGINT;
ALTER TABLE vintage_rows ADD COLUMN metric_id VARCHAR;
ALTER TABLE vintage_rows ADD COLUMN entity VARCHAR;
ALTER TABLE vintage_rows ADD COLUMN place VARCHAR;
ALTER TABLE vintage_rows ADD COLUMN kind VARCHAR;
ALTER TABLE vintage_rows ADD COLUMN unit VARCHAR;
ALTER TABLE vintage_rows ADD COLUMN old_value DOUBLE;
ALTER TABLE vintage_rows ADD COLUMN old_low DOUBLE;
ALTER TABLE vintage_rows ADD COLUMN old_high DOUBLE;
ALTER TABLE vintage_rows ADD COLUMN old_comparator VARCHAR;
ALTER TABLE vintage_rows ADD COLUMN old_quote VARCHAR;
ALTER TABLE vintage_rows ADD COLUMN old_claim_id VARCHAR;
ALTER TABLE vintage_rows ADD COLUMN old_originator_key VARCHAR;
ALTER TABLE vintage_rows ADD COLUMN meets BOOLEAN;
COMMENT ON COLUMN vintage_rows.old_originator_key IS 'Who spoke before';
ALTER TABLE contradiction_rows ADD COLUMN cell UBIGINT;
-- What an earlier program derived is made anew by the next publish, which sets it beside what readers saw before.
UPDATE observation_rows SET cell = md5_number_lower(
    concat_ws('|', series_id, coalesce(period_start::VARCHAR, ''), period_end, modality, line)
);

CREATE TABLE series_rows (
    series_id VARCHAR, metric_id VARCHAR, metric_name_en VARCHAR, metric_name_zh VARCHAR, topic VARCHAR, nature VARCHAR,
    entity VARCHAR, entity_id VARCHAR, place VARCHAR, place_id VARCHAR, scope VARCHAR, kind VARCHAR, basis VARCHAR,
    unit VARCHAR, per VARCHAR, period_type VARCHAR, actuals BIGINT, ahead BIGINT, first_period_end DATE,
    last_period_end DATE, last_published DATE
);
COMMENT ON TABLE series_rows IS 'The rows of the view series, without what the catalogue says of their metrics.';

CREATE TABLE latest_rows AS
SELECT
    * EXCLUDE (line, releases, first_value, first_day, first_originator, first_quote, first_claim_id, newest_day),
    NULL::DOUBLE AS previous_value, NULL::DATE AS previous_period_start, NULL::DATE AS previous_period_end
FROM observation_rows LIMIT 0;
COMMENT ON TABLE latest_rows IS 'The rows of the view series_latest.';

CREATE TABLE target_rows AS
SELECT
    claim_id, cell, series_id, metric_id, metric_name_en, metric_name_zh, topic, nature, entity, entity_id, place, place_id,
    scope, kind, basis, unit, per, period_type, period_start, period_end AS due, modality, value, low, high, comparator,
    originator, publishers, independent, claims, published_day, first_published, quote, sentence, lang, url, title, stretch,
    NULL::VARCHAR AS owner, NULL::BOOLEAN AS missed, NULL::DATE AS met_day, NULL::VARCHAR AS comparison,
    NULL::VARCHAR AS nearest_by, NULL::DOUBLE AS actual_value, NULL::DOUBLE AS actual_low, NULL::DOUBLE AS actual_high,
    NULL::VARCHAR AS actual_comparator, NULL::DATE AS actual_period_start, NULL::DATE AS actual_period_end,
    NULL::DOUBLE AS share_reached, NULL::DOUBLE AS gap, NULL::VARCHAR AS actual_quote, NULL::VARCHAR AS actual_claim_id
FROM observation_rows LIMIT 0;
COMMENT ON TABLE target_rows IS 'The rows of the view target_status, which adds what depends on the day.';
COMMENT ON COLUMN target_rows.owner IS 'Whose it is: entity_id, or the name as written in lower case';
COMMENT ON COLUMN target_rows.missed IS 'Whether a comparable actual of the due day does not reach it';

CREATE TABLE growth_rows (
    cell UBIGINT, owner VARCHAR, metric_id VARCHAR, metric_name_en VARCHAR, metric_name_zh VARCHAR, entity VARCHAR,
    entity_id VARCHAR, place VARCHAR, place_id VARCHAR, scope VARCHAR, basis VARCHAR, period_type VARCHAR,
    period_start DATE, period_end DATE, printed DOUBLE, computed DOUBLE, computed_least DOUBLE, computed_greatest DOUBLE,
    difference DOUBLE, verdict VARCHAR, reason VARCHAR, level DOUBLE, level_before DOUBLE, level_unit VARCHAR,
    period_before DATE, originator VARCHAR, quote VARCHAR, url VARCHAR, claim_id VARCHAR, level_claim_id VARCHAR,
    before_claim_id VARCHAR
);
COMMENT ON TABLE growth_rows IS 'The rows of the view growth_check.';

CREATE TABLE part_rows (
    metric_id VARCHAR, metric_name_en VARCHAR, metric_name_zh VARCHAR, entity VARCHAR, entity_id VARCHAR, place VARCHAR,
    place_id VARCHAR, scope VARCHAR, unit VARCHAR, period_type VARCHAR, period_start DATE, period_end DATE,
    parts_by VARCHAR, whole DOUBLE, parts_sum DOUBLE, parts BIGINT, part_names VARCHAR[], covered_percent DOUBLE,
    verdict VARCHAR, originator VARCHAR, quote VARCHAR, url VARCHAR, claim_id VARCHAR, part_claim_ids VARCHAR[]
);
COMMENT ON TABLE part_rows IS 'The rows of the view parts_and_wholes.';
