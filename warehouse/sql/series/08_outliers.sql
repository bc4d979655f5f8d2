-- Stocks far below the days beside them; a new day may hold an old claim back or let it go.
CREATE OR REPLACE TEMP TABLE line_claims AS
SELECT rowid AS claim_id, stock_line, low, high, released, period_end, published_day, held_reason, cell  -- a million: by number
FROM claim_rows
WHERE stock_line IN (SELECT DISTINCT stock_line FROM touched_keys WHERE stock_line IS NOT NULL)
    AND coalesce(held_reason, 'far below its neighbours') = 'far below its neighbours';
CREATE OR REPLACE TEMP TABLE changed AS
SELECT c.claim_id, c.cell, CASE WHEN o.claim_id IS NOT NULL THEN 'far below its neighbours' END AS new_reason
FROM line_claims AS c
LEFT JOIN outliers_among('line_claims') AS o ON o.claim_id = c.claim_id
WHERE c.held_reason IS DISTINCT FROM new_reason;
UPDATE claim_rows AS c
SET held_reason = n.new_reason, group_id = held_group(n.new_reason, c.metric_id, c.metric, c.entity_id, c.entity)
FROM changed AS n WHERE c.rowid = n.claim_id;
INSERT INTO touched_keys SELECT DISTINCT NULL, NULL, cell FROM changed;
DROP TABLE line_claims;
DROP TABLE changed;
