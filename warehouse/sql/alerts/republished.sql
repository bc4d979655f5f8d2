-- title: Old news republished
-- means: An article that was published now only states figures of periods that ended more than 120 days before, all of
--   them known: an old text that goes round again. Its figures change nothing, for they stand in their own periods.
-- do: Do not quote it as news. A source that does this often belongs to the tier `copy`.
-- section: alerts
SELECT
    story_id AS key,
    any_value(publisher) || ' prints figures of ' || strftime(max(coalesce(series_end, period_end)), '%-d %b %Y')
        || ' or earlier as news of ' || strftime(min(published_day), '%-d %b %Y') || ': ' || any_value(title) AS reason,
    say_name_zh(any_value(publisher)) || '在' || say_day_zh(min(published_day)) || '将'
        || say_day_zh(max(coalesce(series_end, period_end))) || '或更早的数值当作新闻刊出：' || any_value(title) AS reason_zh,
    MAP {'days_old': min(published_day - coalesce(series_end, period_end))::DOUBLE} AS numbers,
    list(claim_id ORDER BY place_in_line, claim_id) FILTER (series_id IS NOT NULL)[:3] AS claim_ids
FROM news
WHERE coalesce(series_end, period_end) IS NOT NULL
GROUP BY story_id
HAVING max(coalesce(series_end, period_end)) < min(published_day) - 120 AND count(series_id) > 0
    AND NOT bool_or(first_of_period)
