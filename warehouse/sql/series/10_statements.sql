DELETE FROM statement_rows WHERE cell IN (SELECT cell FROM cells);
INSERT INTO statement_rows BY NAME
SELECT
    s.claim_id, s.cell, s.series_id, s.day_start AS period_start, s.day_end AS period_end, s.modality, s.line,
    s.originator_key, s.originator, s.publisher, s.tier, s.known_day, s.value, s.low, s.high, s.comparator, s.least_value,
    s.greatest_value, s.own, r.echo, r.withdrawn, r.contradicted, r.agreeing, r.place_in_line
FROM spoken AS s
JOIN ranked AS r ON r.claim_id = s.claim_id AND r.until IS NULL
ORDER BY s.series_id, s.day_end, s.cell, r.place_in_line;
