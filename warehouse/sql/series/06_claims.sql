-- The claims of the touched articles anew; where their old ones stood and where the new ones stand is touched by that.
INSERT INTO touched_keys
SELECT DISTINCT wording, stock_line, cell FROM claim_rows
WHERE doc_date IN (SELECT doc_date FROM chunk) AND doc_id IN (SELECT doc_id FROM chunk) AND metric_id IS NOT NULL;
DELETE FROM claim_rows WHERE doc_date IN (SELECT doc_date FROM chunk) AND doc_id IN (SELECT doc_id FROM chunk);
CREATE OR REPLACE TEMP TABLE judged AS
FROM judged_claims_as_of(DATE 'infinity', TIMESTAMP 'infinity', 'chunk');
CREATE OR REPLACE TEMP TABLE classified AS
SELECT * FROM statements_among('judged')
UNION ALL BY NAME SELECT * FROM judged WHERE held_reason IS NOT NULL;
INSERT INTO touched_keys SELECT DISTINCT wording, stock_line, cell FROM classified WHERE metric_id IS NOT NULL;
DROP TABLE judged;
