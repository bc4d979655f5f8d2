-- A rulebook reads a claim once.
SELECT claim_id, rulebook, count(*) AS rows FROM claim_readings GROUP BY ALL HAVING count(*) > 1;
