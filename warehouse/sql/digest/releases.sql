-- Figures of the day that are of official statistics, from the body itself or, where they are the first word on their
-- period, from whoever carries them: beside the period before, a year before, and the growth
-- that was printed with them. Growth printed without its level stands for itself.
WITH figures AS (
    SELECT *
    FROM news
    WHERE modality = 'actual' AND place_in_line = 1 AND coalesce(scope, '') NOT IN ('company', 'group', 'product')
        AND (own OR first_of_period AND len(publisher_ids) > 0 AND scope = 'country')
    QUALIFY row_number() OVER (PARTITION BY news_day, series_id ORDER BY series_end DESC, series_start DESC NULLS LAST) = 1
),
levels AS (
    SELECT *, (series_end - INTERVAL 1 YEAR)::DATE AS year_before, series_end = last_day(series_end) AS whole_months
    FROM figures WHERE kind IN ('level', 'share')
),
beside AS (
    SELECT
        f.claim_id,
        arg_max(o.value, o.period_end) FILTER (o.period_end < f.series_end) AS previous,
        arg_max(say_period(o.period_start, o.period_end), o.period_end) FILTER (o.period_end < f.series_end)
            AS previous_period,
        arg_max(say_period_zh(o.period_start, o.period_end), o.period_end) FILTER (o.period_end < f.series_end)
            AS previous_period_zh,
        any_value(o.value) FILTER (
            o.period_end = CASE WHEN f.whole_months THEN last_day(f.year_before) ELSE f.year_before END
        ) AS before_a_year
    FROM levels AS f
    JOIN observation_rows AS o ON o.series_id = f.series_id AND o.stretch = f.stretch AND o.modality = 'actual'
    GROUP BY f.claim_id
),
growths AS (
    SELECT f.claim_id, arg_min(g.figure || ' ' || g.basis, g.basis <> 'yoy') AS printed,
        arg_min(say_basis_zh(g.basis) || g.figure_zh, g.basis <> 'yoy') AS printed_zh, list(g.claim_id) AS growth_claims
    FROM levels AS f
    JOIN figures AS g
        ON g.kind = 'growth' AND g.metric_id = f.metric_id AND g.entity_key = f.entity_key
        AND g.place_key IS NOT DISTINCT FROM f.place_key AND g.series_end = f.series_end AND g.news_day = f.news_day
        AND (g.series_start IS NOT DISTINCT FROM f.series_start OR f.series_start = f.series_end)
    GROUP BY f.claim_id
)
SELECT
    f.label || ', ' || say_period(f.series_start, f.series_end) || ': ' || f.figure AS gloss,
    f.label_zh || '，' || say_period_zh(f.series_start, f.series_end) || '：' || f.figure_zh AS gloss_zh,
    f.news_day AS day, f.label, f.label_zh, f.figure, f.figure_zh, say_period(f.series_start, f.series_end) AS period,
    say_period_zh(f.series_start, f.series_end) AS period_zh, f.unit, f.series_id,
    CASE WHEN f.low IS NOT NULL AND f.high IS NOT NULL THEN f.value - b.previous END AS change,
    b.previous_period, b.previous_period_zh,
    CASE WHEN b.before_a_year <> 0 AND f.low IS NOT NULL AND f.high IS NOT NULL
        THEN 100 * (f.value / b.before_a_year - 1) END AS change_of_year,
    f.value - b.before_a_year AS difference_of_year,
    g.printed, g.printed_zh, f.originator, say_name_zh(f.originator) AS originator_zh, [f.claim_id] AS claim_ids
FROM figures AS f
LEFT JOIN beside AS b ON b.claim_id = f.claim_id
LEFT JOIN growths AS g ON g.claim_id = f.claim_id
WHERE f.claim_id NOT IN (SELECT unnest(growth_claims) FROM growths)
ORDER BY f.news_day, f.tier <> 'official', f.topic, f.scope <> 'country', f.label, f.series_id;
