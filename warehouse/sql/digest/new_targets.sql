-- Targets that are announced for the first time.
SELECT
    'new: ' || label || ': ' || originator || ' aims at ' || figure || ' for ' || say_period(series_start, series_end)
        AS gloss,
    '新目标：' || label_zh || '：' || say_name_zh(originator) || '将' || say_period_zh(series_start, series_end) || '的目标定为'
        || figure_zh AS gloss_zh,
    news_day AS day,
    series_id, [claim_id] AS claim_ids
FROM news
WHERE modality = 'target' AND first_of_period AND place_in_line = 1
ORDER BY news_day, series_end, label, series_id;
