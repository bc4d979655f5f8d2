-- title: On a watchlist
-- means: A series of a watchlist got a new period, a watched entity has a figure in a new article, or a watched word
--   stands in a title or beside a number. Copies of one story count once.
-- do: Read it. What comes too often is taken off the list in config/watchlists/.
-- section: watchlists
WITH hits AS (
    SELECT
        w.watchlist_id, w.name_en AS watchlist, coalesce(w.name_zh, w.name_en) AS watchlist_zh, w.watches, n.*,
        CASE w.watches WHEN 'word' THEN w.word WHEN 'entity' THEN w.entity_id ELSE n.series_id || '|' || n.series_end END AS item,
        CASE w.watches WHEN 'series' THEN n.series_id || '|' || n.series_end ELSE n.story_id END AS once
    FROM watched AS w
    JOIN news AS n ON CASE w.watches
        WHEN 'series' THEN n.first_of_period AND n.metric_id = w.metric_id
            AND (w.entity_id IS NULL OR n.entity_id = w.entity_id)
            AND (w.place_id IS NULL OR n.place_key = w.place_id) AND (w.kind IS NULL OR n.kind = w.kind)
        WHEN 'entity' THEN n.series_id IS NOT NULL AND (n.entity_id = w.entity_id OR n.place_key = w.entity_id)
        ELSE contains(lower(n.title), w.word) OR contains(lower(n.sentence), w.word)
    END
)
SELECT
    concat_ws('|', watchlist_id, watches, item, once) AS key,
    watchlist || ': ' || CASE WHEN watches = 'word' THEN '“' || item || '”, ' ELSE '' END
        || CASE WHEN series_id IS NULL THEN coalesce(title, publisher)
            ELSE label || ', ' || say_period(series_start, series_end) || ': ' || figure
                || CASE modality WHEN 'target' THEN ' (target)' WHEN 'expected' THEN ' (forecast)' ELSE '' END END AS reason,
    watchlist_zh || '：' || CASE WHEN watches = 'word' THEN '“' || item || '”，' ELSE '' END
        || CASE WHEN series_id IS NULL THEN coalesce(title, publisher)
            ELSE label_zh || '，' || say_period_zh(series_start, series_end) || '：' || figure_zh || say_plan_zh(modality) END
        AS reason_zh,
    MAP {'value': coalesce(value, low, high)} AS numbers,
    [claim_id] AS claim_ids
FROM hits
QUALIFY row_number() OVER (
    PARTITION BY watchlist_id, watches, item, once
    ORDER BY series_id IS NULL, modality <> 'actual', place_in_line, kind <> 'level', confidence DESC, claim_id
) = 1
