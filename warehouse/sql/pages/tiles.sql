-- Places on the map of equal squares.
SELECT entity_id, name_en, name_zh, tile_row, tile_column
FROM entities
WHERE tile_row IS NOT NULL
ORDER BY tile_row, tile_column, entity_id;
