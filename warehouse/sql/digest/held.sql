-- What is kept out of series and names a metric: the surest first.
SELECT
    held_reason || ': ' || label || ', ' || figure AS gloss, NULL AS series_id, [claim_id] AS claim_ids
FROM news
WHERE held_reason IS NOT NULL AND metric_id IS NOT NULL
    AND held_reason NOT IN ('dropped by a person', 'conversion of another claim', 'dated elsewhere in its text')
QUALIFY row_number() OVER (PARTITION BY held_reason, label, figure ORDER BY confidence DESC, claim_id) = 1
ORDER BY confidence DESC, claim_id;
