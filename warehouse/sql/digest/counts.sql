-- The heads: of each day the last run that began on it, and what is news of it.
SELECT
    d.day, r.started AS run_started, coalesce(r.sources_ok, 0) AS sources_ok, coalesce(r.sources_failed, 0) AS sources_failed,
    coalesce(r.sources_stale, 0) AS sources_stale,
    (SELECT count(DISTINCT v.doc_id) FROM news_versions AS v WHERE v.news_day = d.day) AS articles,
    (SELECT count(*) FROM news AS n WHERE n.news_day = d.day) AS claims
FROM digest_days AS d
LEFT JOIN (
    SELECT * FROM run_log QUALIFY row_number() OVER (PARTITION BY started::DATE ORDER BY started DESC) = 1
) AS r ON r.started::DATE = d.day
ORDER BY d.day;
