-- Companies that were renamed: what they were called, and until when.
ALTER TABLE entity_names ADD COLUMN written VARCHAR;
COMMENT ON COLUMN entity_names.written IS 'The name as it is written';
ALTER TABLE entity_names ADD COLUMN valid_to DATE;
COMMENT ON COLUMN entity_names.valid_to IS 'Last day on which a former name was its own; NULL for those that it goes by';
