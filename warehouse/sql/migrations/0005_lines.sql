-- A target or forecast is told apart by who it belongs to, not by how that name is shown.
ALTER TABLE observation_rows ADD COLUMN line VARCHAR;
COMMENT ON COLUMN observation_rows.line IS 'Empty for an actual value; key of the originator for a target or forecast, each of which has a line of its own';
