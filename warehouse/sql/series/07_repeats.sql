-- What is told again in the same words, long after, is held as stale; where it no longer is, that ends.
CREATE OR REPLACE TEMP TABLE told AS
SELECT rowid AS place, claim_id, wording, published_day, released, held_reason, repeats, coalesce(period_end, period_start) AS day,
    stock_line, cell
FROM claim_rows
WHERE wording IN (SELECT DISTINCT wording FROM touched_keys WHERE wording IS NOT NULL);
CREATE OR REPLACE TEMP TABLE changed AS
SELECT
    t.place, t.stock_line, t.cell, r.repeats,
    CASE
        WHEN r.repeats IS NOT NULL THEN 'said before'
        WHEN t.day < t.published_day - 120 THEN 'period long past'
    END AS old_news,
    CASE
        WHEN coalesce(t.held_reason, 'stale') NOT IN ('stale', 'far below its neighbours') THEN t.held_reason
        WHEN r.repeats IS NOT NULL AND NOT t.released THEN 'stale'
        WHEN t.held_reason = 'stale' THEN NULL
        ELSE t.held_reason
    END AS new_reason
FROM told AS t
LEFT JOIN repeats_among('told') AS r ON r.claim_id = t.claim_id
WHERE t.repeats IS DISTINCT FROM r.repeats OR t.held_reason IS DISTINCT FROM new_reason;
UPDATE claim_rows AS c
SET held_reason = n.new_reason, old_news = n.old_news, repeats = n.repeats,
    group_id = held_group(n.new_reason, c.metric_id, c.metric, c.entity_id, c.entity)
FROM changed AS n WHERE c.rowid = n.place;
INSERT INTO touched_keys SELECT DISTINCT NULL, stock_line, cell FROM changed;
DROP TABLE told;
DROP TABLE changed;
