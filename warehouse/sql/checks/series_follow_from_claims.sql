-- Every claim that is used stands in the line of its period, and the first of each line is the observation.
WITH lines AS (
    SELECT cell, count(*) AS statements, bit_xor(hash(claim_id)) AS claims, count(*) FILTER (place_in_line = 1) AS firsts,
        min(claim_id) FILTER (place_in_line = 1) AS first_claim
    FROM statement_rows GROUP BY cell
),
used AS (
    SELECT cell, count(*) AS statements, bit_xor(hash(claim_id)) AS claims
    FROM claim_rows WHERE held_reason IS NULL GROUP BY cell
)
SELECT
    o.series_id, o.period_end, o.claim_id, l.first_claim, u.statements AS used, l.statements AS in_line
FROM used AS u
FULL JOIN lines AS l ON l.cell = u.cell
FULL JOIN observation_rows AS o ON o.cell = coalesce(l.cell, u.cell)
WHERE u.claims IS DISTINCT FROM l.claims OR l.firsts IS DISTINCT FROM 1 OR o.claim_id IS DISTINCT FROM l.first_claim;
