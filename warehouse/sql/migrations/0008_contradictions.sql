-- Words of independent bodies on one period that cannot both be right, pair by pair.
CREATE TABLE contradiction_rows (
    series_id VARCHAR, metric_id VARCHAR, metric_name_en VARCHAR, metric_name_zh VARCHAR, entity VARCHAR,
    entity_id VARCHAR, place VARCHAR, place_id VARCHAR, scope VARCHAR, kind VARCHAR, basis VARCHAR, unit VARCHAR,
    per VARCHAR, period_type VARCHAR, period_start DATE, period_end DATE, stands BOOLEAN,
    value DOUBLE, low DOUBLE, high DOUBLE, comparator VARCHAR, originator VARCHAR, publisher VARCHAR, published_day DATE,
    quote VARCHAR, sentence VARCHAR, url VARCHAR, claim_id VARCHAR,
    other_value DOUBLE, other_low DOUBLE, other_high DOUBLE, other_comparator VARCHAR, other_originator VARCHAR,
    other_publisher VARCHAR, other_published_day DATE, other_quote VARCHAR, other_sentence VARCHAR, other_url VARCHAR,
    other_claim_id VARCHAR, gap DOUBLE, gap_percent DOUBLE, soft BOOLEAN, suspicion VARCHAR
);
COMMENT ON TABLE contradiction_rows IS 'The rows of the view contradictions; rebuilt with the series.';
