-- What is news of which day. A text stands at the day on which it was public; one that we found within ten days after,
-- at the day on which we found it, so that no morning misses what came out in the evening. What a source had when it was
-- first asked, and what was fetched by going back in time, is the past, not news: it stands at its own days.
CREATE VIEW news_versions AS
WITH openings AS (
    SELECT source_id, min(loaded_at) AS opened FROM batches WHERE added['articles'] > 0 GROUP BY source_id
),
found AS (
    SELECT
        r.version_id, r.doc_id, r.found_in AS source_id, r.claims, r.loaded_at,
        coalesce(r.loaded_at = o.opened, true) OR r.backfilled AS initial,
        r.known_day, timezone(coalesce(s.zone, 'UTC'), timezone('UTC', r.loaded_at))::DATE AS found_day
    FROM current_rows AS r
    LEFT JOIN openings AS o ON o.source_id = r.found_in
    LEFT JOIN sources AS s ON s.source_id = r.found_in
)
SELECT
    *, CASE WHEN NOT initial AND found_day - known_day BETWEEN 0 AND 10 THEN found_day ELSE known_day END AS news_day
FROM found;
COMMENT ON VIEW news_versions IS 'For each article its newest version and the day whose news it is.';
COMMENT ON COLUMN news_versions.initial IS 'Whether it is of what its source had when it was first asked, or of a backfill: the past, not news';
COMMENT ON COLUMN news_versions.found_day IS 'Day on which we loaded it, in the zone of its source';
COMMENT ON COLUMN news_versions.news_day IS 'Day whose news it is: of its publication, or on which we found it, if that was within ten days';

CREATE MACRO news_between(first_day, last_day) AS TABLE
WITH fresh AS (
    SELECT
        c.* EXCLUDE (read_at, doc_date, run_id, batch_id), f.loaded_at, f.initial, f.news_day,
        coalesce(t.story_id, c.doc_id) AS story_id
    FROM classified_claims AS c
    JOIN news_versions AS f ON f.version_id = c.version_id
    LEFT JOIN stories AS t ON t.doc_id = c.doc_id
    WHERE f.news_day BETWEEN first_day AND last_day
),
cells AS (
    SELECT series_id, period_start, period_end, modality, line, min(known_day) AS first_known
    FROM statement_rows GROUP BY ALL
),
-- What a figure out of range is beside the newest one of the same: a slip of scale has a factor.
usual AS (
    SELECT metric_id, coalesce(entity_id, lower(entity)) AS owner, place_id, unit, kind,
        arg_max(value, period_end) AS usual_value, arg_max(claim_id, period_end) AS usual_claim_id
    FROM observation_rows
    WHERE modality = 'actual' AND nature <> 'flow'
    GROUP BY ALL
)
SELECT
    f.*, s.series_id, s.period_start AS series_start, s.period_end AS series_end, s.value, s.least_value,
    s.greatest_value, s.originator_key, s.originator, s.own, s.known_day AS stated_day, s.withdrawn, s.place_in_line,
    coalesce(s.known_day <= k.first_known, false) AS first_of_period,
    say_series(
        coalesce(f.metric_name_en, f.metric), f.kind, f.basis, coalesce(e.name_en, f.entity), coalesce(p.name_en, f.place)
    ) AS label,
    say_series_zh(
        coalesce(f.metric_name_zh, f.metric_name_en, f.metric), f.kind, f.basis, coalesce(e.name_zh, e.name_en, f.entity),
        coalesce(p.name_zh, p.name_en, f.place)
    ) AS label_zh,
    say_value(f.low, f.high, f.comparator, f.unit) AS figure,
    say_value_zh(f.low, f.high, f.comparator, f.unit) AS figure_zh,
    u.usual_value, u.usual_claim_id,
    (
        SELECT factor FROM (VALUES (10.0), (1e3), (1e4), (1e8)) AS slips (factor)
        WHERE coalesce(f.low, f.high) / u.usual_value BETWEEN 0.8 * factor AND 1.25 * factor
            OR u.usual_value / coalesce(f.low, f.high) BETWEEN 0.8 * factor AND 1.25 * factor
        LIMIT 1
    ) AS slip_factor
FROM fresh AS f
LEFT JOIN statement_rows AS s ON s.claim_id = f.claim_id
LEFT JOIN cells AS k
    ON k.series_id = s.series_id AND k.period_start IS NOT DISTINCT FROM s.period_start AND k.period_end = s.period_end
    AND k.modality = s.modality AND k.line = s.line
LEFT JOIN entities AS e ON e.entity_id = f.entity_id
LEFT JOIN entities AS p ON p.entity_id = f.place_key
LEFT JOIN usual AS u
    ON f.held_reason IN ('out of range', 'far below its neighbours') AND f.modality = 'actual'
    AND u.metric_id = f.metric_id AND u.owner = coalesce(f.entity_id, lower(f.entity))
    AND u.place_id IS NOT DISTINCT FROM f.place_key AND u.unit = f.unit AND u.kind = f.kind
    AND u.usual_value <> 0 AND coalesce(f.low, f.high) <> 0;
COMMENT ON MACRO TABLE news_between IS 'Claims that are news of these days, as the rules for alerts and the digest see them: the columns of classified_claims, with the series and period that each stands in (series_start, series_end), whether it was the first word on that period, what to call it (label, figure; in Chinese label_zh, figure_zh), and for one out of range the newest of its kind and the factor between both.';
