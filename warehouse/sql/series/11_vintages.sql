-- What stood from which day on, where it is not what stood the day before, beside what it took the place of.
DELETE FROM vintage_rows WHERE cell IN (SELECT cell FROM cells);
INSERT INTO vintage_rows BY NAME
WITH standing AS (
    SELECT s.*, r.vintage, r.independent
    FROM ranked AS r
    JOIN shown AS s ON s.claim_id = r.claim_id
    WHERE r.place_in_line = 1
),
stood AS (
    SELECT *
    FROM standing
    WINDOW line AS (PARTITION BY cell ORDER BY vintage)
    QUALIFY row_number() OVER line = 1 OR (low, high, comparator) IS DISTINCT FROM (lag((low, high, comparator)) OVER line)
)
SELECT
    cell, series_id, period_start, period_end, modality, line, vintage, row_number() OVER releases AS release, value, low,
    high, comparator, least_value, greatest_value, originator_key, originator, publisher, independent, claim_id, quote, url,
    metric_id, entity, place, kind, unit,
    lag(value) OVER releases AS old_value, lag(low) OVER releases AS old_low, lag(high) OVER releases AS old_high,
    lag(comparator) OVER releases AS old_comparator, lag(quote) OVER releases AS old_quote,
    lag(claim_id) OVER releases AS old_claim_id, lag(originator_key) OVER releases AS old_originator_key,
    least_value <= lag(greatest_value) OVER releases AND greatest_value >= lag(least_value) OVER releases AS meets
FROM stood
WINDOW releases AS (PARTITION BY cell ORDER BY vintage)
ORDER BY series_id, period_end, cell, vintage;
