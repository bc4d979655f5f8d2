INSERT INTO statement_rows BY NAME
SELECT
    claim_id, series_id, period_start, period_end, modality, line, originator_key, originator, publisher, tier, known_day,
    value, low, high, comparator, least_value, greatest_value, own, withdrawn, contradicted, agreeing, place_in_line
FROM ranked
WHERE until IS NULL
ORDER BY series_id, period_end, place_in_line;
