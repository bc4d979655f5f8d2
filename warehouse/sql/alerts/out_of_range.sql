-- title: Out of range
-- means: A figure lies outside what the catalogue holds plausible for its metric and scope, or far below its neighbours
--   in time. It is held: no series shows it.
-- do: `claimwatch held` shows it among its like. Release it if it is right (and widen `ranges` of the metric), correct
--   it if it was misread, drop it if it is something else.
-- section: alerts
SELECT
    concat_ws('|', metric_id, coalesce(entity_id, lower(entity)), place_id, figure) AS key,
    any_value(label) || ': ' || figure || ' is held, ' || any_value(held_reason) AS reason,
    any_value(label_zh) || '：' || any_value(figure_zh) || '被搁置，'
        || CASE any_value(held_reason) WHEN 'out of range' THEN '超出合理范围' ELSE '远低于相邻数值' END AS reason_zh,
    MAP {'value': any_value(coalesce(low, high))} AS numbers,
    list(claim_id ORDER BY claim_id)[:3] AS claim_ids
FROM news
WHERE held_reason IN ('out of range', 'far below its neighbours') AND slip_factor IS NULL
GROUP BY metric_id, coalesce(entity_id, lower(entity)), place_id, figure
