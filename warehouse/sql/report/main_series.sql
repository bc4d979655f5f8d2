-- The main series of each topic: those with most actual points, because plans alone are no series. It takes two points
-- to be a line; where a topic has no such series, its best single values still show that the topic is there.
WITH counted AS (
    SELECT
        series_id, any_value(metric_id) AS metric_id, any_value(metric_name_en) AS name_en,
        any_value(metric_name_zh) AS name_zh, any_value(topic) AS topic, any_value(nature) AS nature,
        any_value(entity) AS entity, any_value(place) AS place, any_value(kind) AS kind, any_value(basis) AS basis,
        any_value(unit) AS unit, any_value(per) AS per, any_value(period_type) AS period_type,
        count(*) AS total, count(*) FILTER (modality = 'actual') AS actuals, sum(claims) AS claims, max(day) AS newest
    FROM report_observations
    WHERE value IS NOT NULL AND day IS NOT NULL
    GROUP BY series_id
),
ranked AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY topic
            ORDER BY actuals DESC, total DESC, kind = 'level' DESC, claims DESC, newest DESC, series_id
        ) AS place_in_topic,
        max(actuals) OVER (PARTITION BY topic) AS most_actuals,
        sum(actuals) OVER (PARTITION BY topic) AS actuals_of_topic
    FROM counted
)
SELECT
    r.series_id, r.metric_id, r.name_en, r.name_zh, coalesce(t.name_en, upper(r.topic[1]) || r.topic[2:], 'Other') AS topic, r.nature, r.entity, r.place,
    r.kind, r.basis, r.unit, m."of", r.per, r.period_type, m.definition, r.total
FROM ranked AS r
LEFT JOIN topics AS t ON t.topic_id = r.topic
LEFT JOIN metrics AS m ON m.metric_id = r.metric_id
WHERE r.place_in_topic <= $most_series AND (r.actuals > 1 OR r.most_actuals < 2)
ORDER BY r.actuals_of_topic DESC, r.topic, r.place_in_topic;
