-- Where places stand on the report's map of equal squares.
ALTER TABLE entities ADD COLUMN tile_row INTEGER;
COMMENT ON COLUMN entities.tile_row IS 'Row on the map of equal squares, from 0 at the top; NULL for none';
ALTER TABLE entities ADD COLUMN tile_column INTEGER;
COMMENT ON COLUMN entities.tile_column IS 'Column on that map, from 0 at the left';
