-- What was said of each period, what stood on which day, and what our own copies have changed.
CREATE TABLE statement_rows (
    claim_id VARCHAR, series_id VARCHAR, period_start DATE, period_end DATE, modality VARCHAR, line VARCHAR,
    originator_key VARCHAR, originator VARCHAR, publisher VARCHAR, tier VARCHAR, known_day DATE, value DOUBLE, low DOUBLE,
    high DOUBLE, comparator VARCHAR, least_value DOUBLE, greatest_value DOUBLE, own BOOLEAN, withdrawn BOOLEAN,
    contradicted BOOLEAN, agreeing BIGINT, place_in_line BIGINT
);
COMMENT ON TABLE statement_rows IS 'The claims of each series and period in the order in which they would stand; rebuilt with the series.';
COMMENT ON COLUMN statement_rows.originator_key IS 'Who speaks, whatever that name is shown as: what counts as independent';
COMMENT ON COLUMN statement_rows.known_day IS 'Day from which it was public';
COMMENT ON COLUMN statement_rows.least_value IS 'Lower end as it is compared: widened by rounding, an open end closed 10 percent away';
COMMENT ON COLUMN statement_rows.greatest_value IS 'Upper end as it is compared';
COMMENT ON COLUMN statement_rows.own IS 'Whether the body speaks whose figure or statistic it is';
COMMENT ON COLUMN statement_rows.withdrawn IS 'Whether its originator later said something that does not meet it';
COMMENT ON COLUMN statement_rows.contradicted IS 'Whether another originator says something that does not meet it';
COMMENT ON COLUMN statement_rows.agreeing IS 'Originators whose newest words meet it, itself included; NULL where it is withdrawn';
COMMENT ON COLUMN statement_rows.place_in_line IS '1 for the one that stands';

CREATE TABLE vintage_rows (
    series_id VARCHAR, period_start DATE, period_end DATE, modality VARCHAR, line VARCHAR, vintage DATE, release BIGINT,
    value DOUBLE, low DOUBLE, high DOUBLE, comparator VARCHAR, least_value DOUBLE, greatest_value DOUBLE,
    originator_key VARCHAR, originator VARCHAR, publisher VARCHAR, independent BIGINT, claim_id VARCHAR, quote VARCHAR,
    url VARCHAR
);
COMMENT ON TABLE vintage_rows IS 'Each value that has stood for a period, from the day on which it was public; rebuilt with the series.';
COMMENT ON COLUMN vintage_rows.vintage IS 'Day from which it stood';
COMMENT ON COLUMN vintage_rows.release IS '1 for the first value of the period, 2 for the next ...';

CREATE TABLE derivations (derived_at TIMESTAMP, observations BIGINT);
COMMENT ON TABLE derivations IS 'When series were derived, which is what readers saw from then on.';
COMMENT ON COLUMN derivations.derived_at IS 'When (UTC)';
COMMENT ON COLUMN derivations.observations IS 'Observations that came of it';

CREATE TABLE copy_changes (
    changed_at TIMESTAMP, cause VARCHAR, who VARCHAR, series_id VARCHAR, metric_id VARCHAR, entity VARCHAR, place VARCHAR,
    kind VARCHAR, unit VARCHAR, period_start DATE, period_end DATE, modality VARCHAR, line VARCHAR, old_value DOUBLE,
    old_low DOUBLE, old_high DOUBLE, old_comparator VARCHAR, old_claim_id VARCHAR, old_quote VARCHAR, new_value DOUBLE,
    new_low DOUBLE, new_high DOUBLE, new_comparator VARCHAR, new_claim_id VARCHAR, new_quote VARCHAR
);
COMMENT ON TABLE copy_changes IS 'Values that changed from one copy to the next though no newer word was published. Append-only; the view revisions has them beside those that the press made.';
COMMENT ON COLUMN copy_changes.changed_at IS 'When the new value was derived (UTC)';
COMMENT ON COLUMN copy_changes.cause IS 'person (corrected), rules (read otherwise), page changed, or late find';
COMMENT ON COLUMN copy_changes.who IS 'The person, the rulebook, or the publisher of the page';
COMMENT ON COLUMN copy_changes.old_value IS 'Value that stood before';
COMMENT ON COLUMN copy_changes.old_low IS 'Its lower end';
COMMENT ON COLUMN copy_changes.old_high IS 'Its upper end';
COMMENT ON COLUMN copy_changes.old_comparator IS 'Its comparator';
COMMENT ON COLUMN copy_changes.old_claim_id IS 'Its claim';
COMMENT ON COLUMN copy_changes.old_quote IS 'Its words';
COMMENT ON COLUMN copy_changes.new_value IS 'Value that stands since; NULL where nothing does';
COMMENT ON COLUMN copy_changes.new_low IS 'Its lower end';
COMMENT ON COLUMN copy_changes.new_high IS 'Its upper end';
COMMENT ON COLUMN copy_changes.new_comparator IS 'Its comparator';
COMMENT ON COLUMN copy_changes.new_claim_id IS 'Its claim';
COMMENT ON COLUMN copy_changes.new_quote IS 'Its words';
