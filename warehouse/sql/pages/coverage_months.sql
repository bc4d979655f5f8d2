-- Claims a month and source, over the last twelve months of each.
SELECT a.source_id, date_trunc('month', a.published_day)::DATE AS month, sum(r.claims)::BIGINT AS claims
FROM current_readings AS r
JOIN articles AS a ON a.version_id = r.version_id
WHERE date_trunc('month', a.published_day) > (SELECT date_trunc('month', max(published_day)) - INTERVAL 12 MONTH FROM articles)
GROUP BY a.source_id, date_trunc('month', a.published_day)
ORDER BY a.source_id, month;
