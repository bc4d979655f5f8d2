-- Which claims hold a token: words and numbers in lower case, pairs of Chinese characters, and ~en, ~zh, ~series to
-- narrow by. Places are told as steps from the one before: "4,1,1" is 4, 5 and 6.
WITH texts AS (
    SELECT
        id, lang, series_id,
        lower(concat_ws(' ', sentence, title, name_en, name_zh, entity, entity_zh, place, place_zh, publisher, attributed_to)) AS text
    FROM search_claims
),
tokens AS (
    SELECT
        id,
        unnest(list_distinct(
            regexp_extract_all(text, '[a-z0-9]+')
            || flatten(list_transform(
                regexp_extract_all(text, '[㐀-鿿]+'),
                lambda run: list_transform(range(1, greatest(length(run), 2)), lambda nth: substring(run, nth, 2))
            ))
            || [CASE WHEN lang IS NULL THEN '~other' ELSE '~' || lang END]
            || [CASE WHEN series_id IS NULL THEN '~held' ELSE '~series' END]
        )) AS token
    FROM texts
),
steps AS (
    SELECT token, id, id - coalesce(lag(id) OVER (PARTITION BY token ORDER BY id), 0) AS step
    FROM tokens
    WHERE length(token) <= 40
)
SELECT token, string_agg(step, ',' ORDER BY id) AS places
FROM steps
GROUP BY token
ORDER BY token;
