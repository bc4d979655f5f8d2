-- Derived tables: rebuilt from the facts by every publish (sql/series/), read through the views of the same names.

CREATE TABLE stories (doc_id VARCHAR, story_id VARCHAR);
COMMENT ON TABLE stories IS 'Articles that carry one story: near-duplicates within 14 days. Articles without copies are not listed.';
COMMENT ON COLUMN stories.doc_id IS 'Article';
COMMENT ON COLUMN stories.story_id IS 'Its earliest copy';

CREATE TABLE originators (attributed_to VARCHAR, originator_id VARCHAR, originator VARCHAR);
COMMENT ON TABLE originators IS 'Who the attributions of the press mean.';
COMMENT ON COLUMN originators.attributed_to IS 'As written';
COMMENT ON COLUMN originators.originator_id IS 'Entity, where the catalogue knows one';
COMMENT ON COLUMN originators.originator IS 'Its English name, else as written';

CREATE TABLE observation_rows (
    series_id VARCHAR, metric_id VARCHAR, metric_name_en VARCHAR, metric_name_zh VARCHAR, topic VARCHAR,
    nature VARCHAR, entity VARCHAR, entity_id VARCHAR, place VARCHAR, place_id VARCHAR, scope VARCHAR, kind VARCHAR,
    basis VARCHAR, unit VARCHAR, per VARCHAR, period_type VARCHAR, period_start DATE, period_end DATE,
    period_origin VARCHAR, modality VARCHAR, value DOUBLE, low DOUBLE, high DOUBLE, comparator VARCHAR,
    originator VARCHAR, publishers VARCHAR[], independent BIGINT, claims BIGINT, disagreement BOOLEAN,
    published_day DATE, first_published DATE, quote VARCHAR, sentence VARCHAR, lang VARCHAR, url VARCHAR, title VARCHAR,
    claim_id VARCHAR
);
COMMENT ON TABLE observation_rows IS 'The rows of the view observations.';
