-- What belongs to what, from when until when: a subsidiary that was sold is no part of the figures after.
CREATE TABLE entity_edges (part_id VARCHAR, whole_id VARCHAR, relation VARCHAR, valid_from DATE, valid_to DATE);
COMMENT ON TABLE entity_edges IS 'What entities are parts of: provinces of a country, subsidiaries of a group, with the days for which that holds.';
COMMENT ON COLUMN entity_edges.part_id IS 'Entity';
COMMENT ON COLUMN entity_edges.whole_id IS 'Entity that it belongs to';
COMMENT ON COLUMN entity_edges.relation IS 'parent (of a place, a branch, a product), or member (of a group or region that is named as one)';
COMMENT ON COLUMN entity_edges.valid_from IS 'First day; NULL from the beginning';
COMMENT ON COLUMN entity_edges.valid_to IS 'Last day; NULL until today';
INSERT INTO entity_edges SELECT entity_id, parent, 'parent', NULL, NULL FROM entities WHERE parent IS NOT NULL;
