-- What is kept out of series and names a metric: the surest first.
SELECT
    held_reason, label || ', ' || figure AS gloss, label_zh || '，' || figure_zh AS gloss_zh, news_day AS day, [claim_id] AS claim_ids
FROM news
WHERE held_reason IS NOT NULL AND metric_id IS NOT NULL
    AND held_reason NOT IN ('dropped by a person', 'conversion of another claim', 'dated elsewhere in its text')
QUALIFY row_number() OVER (PARTITION BY news_day, held_reason, label, figure ORDER BY confidence DESC, claim_id) = 1
ORDER BY news_day, confidence DESC, claim_id;
