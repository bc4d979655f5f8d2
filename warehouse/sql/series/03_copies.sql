-- Of the pairs that look alike those that state a figure in common. Among many thousand articles a few strangers look
-- alike by chance (one of 300,000 pairs of random signatures); they do not count the same thing as well.
DELETE FROM copies WHERE doc_id IN (SELECT doc_id FROM touched) OR copy_id IN (SELECT doc_id FROM touched);
INSERT INTO copies BY NAME
WITH alike AS (SELECT doc_id FROM near_pairs UNION SELECT copy_id FROM near_pairs),
figures AS MATERIALIZED (
    SELECT DISTINCT c.doc_id, c.metric_id, c.unit, c.low, c.high
    FROM claim_readings AS c
    JOIN current_rows AS r ON r.version_id = c.version_id AND r.rulebook = c.rulebook
    WHERE c.metric_id IS NOT NULL
        AND c.doc_date IN (SELECT doc_date FROM current_rows WHERE doc_id IN (FROM alike))
        AND c.doc_id IN (FROM alike)
),
told AS MATERIALIZED (  -- pair by pair: figures joined with figures are as many as articles share a figure by chance
    SELECT p.*, f.metric_id, f.unit, f.low, f.high FROM near_pairs AS p JOIN figures AS f ON f.doc_id = p.doc_id
)
SELECT DISTINCT t.doc_id, t.copy_id, t.day, t.copy_day
FROM told AS t
JOIN figures AS g
    ON g.doc_id = t.copy_id AND g.metric_id = t.metric_id AND g.unit = t.unit
    AND g.low IS NOT DISTINCT FROM t.low AND g.high IS NOT DISTINCT FROM t.high
ORDER BY ALL;
