-- What is expected in the next ten days.
SELECT
    CASE WHEN expected_from = expected_by THEN strftime(expected_by, '%-d %b')
        ELSE strftime(expected_from, '%-d %b') || ' to ' || strftime(expected_by, '%-d %b') END
        || ': ' || publisher || ', ' || name_en || ', ' || say_period(period_start, period_end) AS gloss,
    url
FROM expected_releases
WHERE expected_by >= $day AND expected_from <= $day + 10
ORDER BY expected_by, name_en;
