-- The head: the last run that began on the day, and what is news of it.
WITH last_run AS (SELECT * FROM run_log WHERE started::DATE = $day ORDER BY started DESC LIMIT 1)
SELECT
    (SELECT started FROM last_run) AS run_started,
    coalesce((SELECT sources_ok FROM last_run), 0) AS sources_ok,
    coalesce((SELECT sources_failed FROM last_run), 0) AS sources_failed,
    coalesce((SELECT sources_stale FROM last_run), 0) AS sources_stale,
    (SELECT count(DISTINCT doc_id) FROM news_versions WHERE news_day = $day) AS articles,
    (SELECT count(*) FROM news) AS claims;
