CREATE MACRO held_group(reason, metric_id, metric, entity_id, entity) AS
    CASE WHEN reason IS NOT NULL AND reason <> 'dropped by a person' THEN 'held-' || left(md5(concat_ws(
        '|', reason, coalesce(metric_id, lower(metric), ''), coalesce(entity_id, lower(entity), '')
    )), 8) END;
COMMENT ON MACRO held_group IS 'Name of the group of held claims that a claim belongs to; NULL where it is not held, or was dropped by a person.';
