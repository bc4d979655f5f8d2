-- A national figure is that of the country: no claim of a province, city or company stands in it.
SELECT o.series_id, o.metric_id, o.entity, o.place, o.scope, c.entity_id AS claim_entity, c.place_id AS claim_place
FROM observations AS o
JOIN classified_claims AS c ON c.claim_id = o.claim_id
WHERE o.scope = 'country' AND (c.scope <> 'country' OR c.entity_id IS DISTINCT FROM o.entity_id);
