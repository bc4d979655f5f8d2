-- Reasons with their counts and newest examples. What names no metric is context, not trouble: it comes last.
WITH numbered AS (
    SELECT
        held_reason, publisher, published_day, low, high, comparator, unit, per, metric, metric_original, metric_id, quote, sentence,
        lang, url, title, claim_id,
        count(*) OVER (PARTITION BY held_reason) AS claims,
        row_number() OVER (
            PARTITION BY held_reason ORDER BY confidence DESC, published_day DESC, claim_id
        ) AS number
    FROM claims
    WHERE held_reason IS NOT NULL
)
SELECT
    held_reason AS reason, any_value(claims) AS claims,
    list(
        struct_pack(
            publisher := publisher, published_day := published_day, low := low, high := high, comparator := comparator,
            unit := unit, per := per, metric := metric, metric_original := metric_original, metric_id := metric_id,
            quote := quote, sentence := sentence, lang := lang, url := url, title := title
        )
        ORDER BY number
    ) AS examples
FROM numbered
WHERE number <= $most_examples
GROUP BY held_reason
ORDER BY held_reason = 'no metric', claims DESC, held_reason;
