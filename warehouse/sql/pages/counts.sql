-- One row with everything the head of the page counts.
SELECT
    (SELECT max(checked_at)::DATE FROM source_checks) AS checked_day,
    (SELECT max(first_seen)::DATE FROM articles) AS seen_day,
    (SELECT count(*) FROM source_health WHERE enabled AND state IN ('ok', 'unchanged', 'stale')) AS sources_ok,
    (SELECT count(*) FROM source_health WHERE enabled AND state = 'failed') AS sources_failed,
    (SELECT count(*) FROM source_health WHERE enabled AND stale) AS sources_stale,
    (SELECT count(DISTINCT doc_id) FROM articles) AS articles,
    (SELECT count(DISTINCT doc_id) FROM articles WHERE lang = 'en') AS articles_en,
    (SELECT count(DISTINCT doc_id) FROM articles WHERE lang = 'zh') AS articles_zh,
    (SELECT coalesce(sum(claims), 0)::BIGINT FROM current_readings) AS claims,
    (SELECT count(*) FROM page_points) AS observations,
    (SELECT count(DISTINCT series_id) FROM page_points) AS series,
    (SELECT count(*) FROM page_points WHERE disagreement) AS disagreements,
    (SELECT count(*) FROM page_points WHERE modality IN ('target', 'expected')) AS targets;
