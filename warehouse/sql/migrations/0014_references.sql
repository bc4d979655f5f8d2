-- Known history beside ours: official or bought series, imported from files. Never mixed into series of the press.
CREATE TABLE reference_rows (
    reference VARCHAR, metric_id VARCHAR, entity VARCHAR, entity_id VARCHAR, place VARCHAR, place_id VARCHAR, kind VARCHAR,
    basis VARCHAR, unit VARCHAR, per VARCHAR, period_type VARCHAR, period_start DATE, period_end DATE, modality VARCHAR,
    low DOUBLE, high DOUBLE, comparator VARCHAR, precision DOUBLE, source VARCHAR, released DATE, stated BOOLEAN,
    note VARCHAR, written VARCHAR, file VARCHAR, line BIGINT, imported_at TIMESTAMP, imported_by VARCHAR
);
COMMENT ON TABLE reference_rows IS 'Values of reference series as they were imported, each vintage a row; claimwatch import adds and removes them.';
COMMENT ON COLUMN reference_rows.reference IS 'Name of the reference: claimwatch import --remove takes it';
COMMENT ON COLUMN reference_rows.precision IS 'Half of what the last digit of the value stands for';
COMMENT ON COLUMN reference_rows.source IS 'Who published the value, as the file says';
COMMENT ON COLUMN reference_rows.released IS 'Day of its publication, of its import where the file names none';
COMMENT ON COLUMN reference_rows.stated IS 'Whether the file names that day';
COMMENT ON COLUMN reference_rows.note IS 'Remark of the file';
COMMENT ON COLUMN reference_rows.written IS 'The value as its cell has it';
COMMENT ON COLUMN reference_rows.file IS 'Name of the file';
COMMENT ON COLUMN reference_rows.line IS 'Line of the value in it';
COMMENT ON COLUMN reference_rows.imported_at IS 'When (UTC)';
COMMENT ON COLUMN reference_rows.imported_by IS 'By whom';
