-- What is expected in the ten days behind each day.
SELECT
    CASE WHEN expected_from = expected_by THEN strftime(expected_by, '%-d %b')
        ELSE strftime(expected_from, '%-d %b') || ' to ' || strftime(expected_by, '%-d %b') END
        || ': ' || publisher || ', ' || name_en || ', ' || say_period(period_start, period_end) AS gloss,
    CASE WHEN expected_from = expected_by THEN strftime(expected_by, '%-m月%-d日')
        ELSE strftime(expected_from, '%-m月%-d日') || '至' || strftime(expected_by, '%-m月%-d日') END
        || '：' || say_name_zh(publisher) || '，' || coalesce(name_zh, name_en) || '，' || say_period_zh(period_start, period_end)
        AS gloss_zh,
    d.day,
    url
FROM digest_days AS d
JOIN expected_releases ON expected_by >= d.day AND expected_from <= d.day + 10
ORDER BY d.day, expected_by, name_en;
