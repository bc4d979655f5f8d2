CREATE VIEW held AS
SELECT
    group_id, held_reason AS reason, claim_id, metric_id, metric, entity_id, entity, place, low, high, comparator, unit, per,
    kind, modality, period_start, period_end, quote, sentence, lang, publisher, published_day, title, url, note
FROM claim_rows
WHERE group_id IS NOT NULL;
COMMENT ON VIEW held IS 'Claims that are kept out of series, in groups of one reason, metric and owner that a person can clear at once. Where the reason is "no metric" they are context. Columns as in claims, and:';
COMMENT ON COLUMN held.group_id IS 'Name of the group, the same as long as reason, metric and owner are: claimwatch correct takes it';
COMMENT ON COLUMN held.reason IS 'Why it is held';
