-- What stood from which day on, where it is not what stood the day before.
INSERT INTO vintage_rows BY NAME
WITH standing AS (
    SELECT
        *,
        row_number() OVER line = 1 OR (low, high, comparator) IS DISTINCT FROM (lag((low, high, comparator)) OVER line) AS new
    FROM ranked
    WHERE place_in_line = 1
    WINDOW line AS (PARTITION BY cell ORDER BY vintage)
)
SELECT
    series_id, period_start, period_end, modality, line, vintage,
    row_number() OVER (PARTITION BY cell ORDER BY vintage) AS release, value, low, high, comparator, least_value,
    greatest_value, originator_key, originator, publisher, independent, claim_id, quote, url
FROM standing
WHERE new
ORDER BY series_id, period_end, vintage;
