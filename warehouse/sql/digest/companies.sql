-- Figures of companies and their products, one for each series and period.
SELECT
    label || ', ' || say_period(series_start, series_end) || ': ' || figure
        || CASE modality WHEN 'target' THEN ' (target)' WHEN 'expected' THEN ' (forecast)' ELSE '' END AS gloss,
    label_zh || '，' || say_period_zh(series_start, series_end) || '：' || figure_zh || say_plan_zh(modality) AS gloss_zh,
    news_day AS day, series_id, [claim_id] AS claim_ids
FROM news
WHERE series_id IS NOT NULL AND scope IN ('company', 'group', 'product')
QUALIFY row_number() OVER (
    PARTITION BY news_day, series_id, series_start, series_end, modality ORDER BY place_in_line, confidence DESC, claim_id
) = 1
ORDER BY news_day, first_of_period DESC, label, series_end, series_id;
