-- title: First claim of a metric or entity
-- means: A metric of the catalogue, or a company or body in it, has its first figure in a series.
-- do: Read the sentence, since a new metric is also where phrases are tried for the first time; then watch it, if it
--   matters (config/watchlists/).
-- section: alerts
WITH first_metrics AS (
    SELECT metric_id AS subject, min(first_published) AS day FROM observation_rows GROUP BY metric_id
),
first_entities AS (
    SELECT entity_id AS subject, min(first_published) AS day FROM observation_rows
    WHERE entity_id IS NOT NULL GROUP BY entity_id
),
firsts AS (
    SELECT 'metric' AS what, n.metric_id AS subject, n.* FROM news AS n
    JOIN first_metrics AS f ON f.subject = n.metric_id AND n.published_day <= f.day
    UNION ALL BY NAME
    SELECT 'entity' AS what, n.entity_id AS subject, n.* FROM news AS n
    JOIN first_entities AS f ON f.subject = n.entity_id AND n.published_day <= f.day
)
SELECT
    concat_ws('|', what, subject) AS key,
    'first figure of the ' || what || ' ' || subject || ': ' || label || ', ' || say_period(series_start, series_end)
        || ': ' || figure AS reason,
    CASE what WHEN 'metric' THEN '该指标的首个数值：' ELSE '该主体的首个数值：' END || label_zh || '，'
        || say_period_zh(series_start, series_end) || '：' || figure_zh AS reason_zh,
    MAP {'value': value} AS numbers,
    [claim_id] AS claim_ids
FROM firsts
WHERE series_id IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY what, subject ORDER BY confidence DESC, claim_id) = 1
