-- Claims a day over the last 53 weeks that have any, by the day of publication.
WITH days AS (
    SELECT a.published_day AS day, sum(r.claims)::BIGINT AS claims, count(*) AS articles
    FROM current_readings AS r
    JOIN articles AS a ON a.version_id = r.version_id
    WHERE a.published_day IS NOT NULL
    GROUP BY a.published_day
)
SELECT day, claims, articles
FROM days
WHERE day > (SELECT max(day) FROM days) - 371
ORDER BY day;
