-- Each pair of originators whose newest words on a period do not meet, widened by their rounding; each with its best
-- statement. What looks like a slip of scale or sign is named, for then one of the two was misprinted or misread.
DELETE FROM contradiction_rows WHERE cell IN (SELECT cell FROM cells);
INSERT INTO contradiction_rows BY NAME
WITH words AS (
    SELECT s.*, r.place_in_line
    FROM ranked AS r
    JOIN shown AS s ON s.claim_id = r.claim_id
    WHERE r.until IS NULL AND r.disagreement AND NOT r.withdrawn AND NOT r.echo AND s.modality = 'actual'
    QUALIFY row_number() OVER (
        PARTITION BY s.cell, s.originator_key, s.least_value, s.greatest_value ORDER BY r.place_in_line
    ) = 1
),
heard AS (  -- the best of them: pairs of thousands are no disagreement but a series that is too coarse, and a million rows
    FROM words
    QUALIFY row_number() OVER (PARTITION BY cell ORDER BY place_in_line) <= 40
),
pairs AS (
    SELECT
        a.*, b.value AS other_value, b.low AS other_low, b.high AS other_high,
        b.comparator AS other_comparator, b.originator AS other_originator, b.publisher AS other_publisher,
        b.published_day AS other_published_day, b.quote AS other_quote, b.sentence AS other_sentence, b.url AS other_url,
        b.claim_id AS other_claim_id, b.least_value AS other_least, b.greatest_value AS other_greatest,
        greatest(b.least_value - a.greatest_value, a.least_value - b.greatest_value) AS gap
    FROM heard AS a
    JOIN heard AS b
        ON b.cell = a.cell AND b.originator_key <> a.originator_key AND b.place_in_line > a.place_in_line
        AND (b.least_value > a.greatest_value OR b.greatest_value < a.least_value)
)
SELECT
    cell, series_id, metric_id, metric_name_en, metric_name_zh, entity, entity_id, place, place_id, scope, kind, basis, unit, per,
    period_type, period_start, period_end, place_in_line = 1 AS stands, value, low, high, comparator, originator, publisher,
    published_day, quote, sentence, url, claim_id, other_value, other_low, other_high, other_comparator, other_originator,
    other_publisher, other_published_day, other_quote, other_sentence, other_url, other_claim_id, gap,
    CASE WHEN value <> 0 AND other_value <> 0 THEN 100 * gap / least(abs(value), abs(other_value)) END AS gap_percent,
    CASE WHEN other_value > value THEN high IS NULL OR other_low IS NULL ELSE low IS NULL OR other_high IS NULL END AS soft,
    name_slip(unit, least_value, greatest_value, other_least, other_greatest) AS suspicion
FROM pairs
ORDER BY series_id, period_end, place_in_line, other_claim_id;
