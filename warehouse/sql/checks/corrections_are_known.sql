-- Every correction sets a field that corrections may set, and what is taken back was made.
SELECT c.correction_id, c.claim_id, c.field, c.value FROM corrections AS c
WHERE c.field NOT IN (
        'fate', 'note', 'undo', 'metric', 'metric_id', 'entity', 'entity_id', 'place', 'place_id', 'period_start',
        'period_end', 'low', 'high', 'comparator', 'precision', 'unit', 'kind', 'modality'
    )
    OR (c.field = 'fate' AND c.value NOT IN ('dropped', 'released'))
    OR (c.field = 'undo' AND NOT EXISTS (
        SELECT 1 FROM corrections AS u WHERE u.correction_id = c.value AND u.claim_id = c.claim_id
    ));
