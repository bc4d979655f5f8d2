-- Reasons with their counts and newest examples. What names no metric is context, not trouble: it comes last.
WITH numbered AS (
    SELECT
        c.held_reason, c.publisher, c.published_day, c.low, c.high, c.comparator, c.unit, c.per, c.metric, c.metric_original,
        c.metric_id, m.name_en, m.name_zh, c.quote, c.sentence, c.lang, c.url, c.title, c.claim_id,
        count(*) OVER (PARTITION BY c.held_reason) AS claims,
        row_number() OVER (
            PARTITION BY c.held_reason ORDER BY c.confidence DESC, c.published_day DESC, c.claim_id
        ) AS number
    FROM claims AS c
    LEFT JOIN metrics AS m ON m.metric_id = c.metric_id
    WHERE c.held_reason IS NOT NULL
)
SELECT
    held_reason AS reason, any_value(claims) AS claims,
    list(
        struct_pack(
            publisher := publisher, published_day := published_day, low := low, high := high, comparator := comparator,
            unit := unit, per := per, metric := metric, metric_original := metric_original, metric_id := metric_id,
            name_en := name_en, name_zh := name_zh,
            quote := quote, sentence := sentence, lang := lang, url := url, title := title
        )
        ORDER BY number
    ) AS examples
FROM numbered
WHERE number <= $most_examples
GROUP BY held_reason
ORDER BY held_reason = 'no metric', claims DESC, held_reason;
