-- A later word of another body is a change of whose word stands; one of the same body is its revision. Where both meet
-- within their rounding the figure was only said more exactly.
CREATE VIEW revisions AS
WITH steps AS (
    SELECT
        *,
        lag(value) OVER releases AS old_value, lag(low) OVER releases AS old_low, lag(high) OVER releases AS old_high,
        lag(comparator) OVER releases AS old_comparator, lag(claim_id) OVER releases AS old_claim_id,
        lag(quote) OVER releases AS old_quote, lag(originator_key) OVER releases AS old_key,
        least_value <= lag(greatest_value) OVER releases AND greatest_value >= lag(least_value) OVER releases AS meets
    FROM vintage_rows
    WINDOW releases AS (PARTITION BY series_id, period_start, period_end, modality, line ORDER BY vintage)
),
changes AS (
    SELECT
        s.vintage AS changed_on, CASE WHEN s.originator_key = s.old_key THEN 'originator' ELSE 'another originator' END AS cause,
        s.originator AS who, s.series_id, o.metric_id, o.entity, o.place, o.kind, o.unit, s.period_start, s.period_end,
        s.modality, s.old_value, s.old_low, s.old_high, s.old_comparator, s.value AS new_value, s.low AS new_low,
        s.high AS new_high, s.comparator AS new_comparator, s.meets, s.old_quote, s.quote AS new_quote, s.old_claim_id,
        s.claim_id AS new_claim_id
    FROM steps AS s
    JOIN observation_rows AS o
        ON o.series_id = s.series_id AND o.period_start IS NOT DISTINCT FROM s.period_start
        AND o.period_end = s.period_end AND o.modality = s.modality AND o.line = s.line
    WHERE s.release > 1
    UNION ALL BY NAME
    SELECT * EXCLUDE (changed_at, line), changed_at::DATE AS changed_on FROM copy_changes
)
SELECT
    *, new_value - old_value AS difference,
    CASE WHEN old_value <> 0 AND unit NOT IN ('percent', 'pp') THEN 100 * (new_value - old_value) / abs(old_value) END
        AS difference_percent
FROM changes;
COMMENT ON VIEW revisions IS 'Every change of a value that had stood: who changed what, when, by how much, and why. Columns as in observations and copy_changes, and:';
COMMENT ON COLUMN revisions.changed_on IS 'Day on which the new word was published; for causes of ours the day on which our copy changed (UTC)';
COMMENT ON COLUMN revisions.cause IS 'originator (the same body says otherwise), another originator, late find, page changed, rules (read otherwise), or person (corrected)';
COMMENT ON COLUMN revisions.who IS 'The body, the publisher of the page, the rulebook or the person';
COMMENT ON COLUMN revisions.meets IS 'Of words of the press: whether both agree within their rounding, so that it was said more exactly, not otherwise';
COMMENT ON COLUMN revisions.difference IS 'New value less old value';
COMMENT ON COLUMN revisions.difference_percent IS 'The same in percent of the old value; NULL for percentages';

CREATE VIEW releases AS
WITH counted AS (
    SELECT
        series_id, period_start, period_end, modality, line, max(release) AS releases,
        arg_min(value, release) AS first_value, min(vintage) AS first_day, arg_min(originator, release) AS first_originator,
        arg_min(quote, release) AS first_quote, arg_min(claim_id, release) AS first_claim_id,
        max(vintage) AS newest_day
    FROM vintage_rows
    GROUP BY ALL
)
SELECT
    o.series_id, o.metric_id, o.entity, o.place, o.kind, o.basis, o.unit, o.per, o.period_type, o.period_start,
    o.period_end, o.modality, c.first_value, c.first_day, c.first_originator, c.first_quote, c.first_claim_id,
    o.value AS newest_value, c.newest_day, o.originator AS newest_originator, o.quote AS newest_quote,
    o.claim_id AS newest_claim_id, c.releases, o.value - c.first_value AS difference
FROM observation_rows AS o
JOIN counted AS c
    ON c.series_id = o.series_id AND c.period_start IS NOT DISTINCT FROM o.period_start AND c.period_end = o.period_end
    AND c.modality = o.modality AND c.line = o.line;
COMMENT ON VIEW releases IS 'The first value of every period beside the newest. Columns as in observations, and:';
COMMENT ON COLUMN releases.first_value IS 'The value that stood first';
COMMENT ON COLUMN releases.first_day IS 'Day from which it stood';
COMMENT ON COLUMN releases.first_originator IS 'Who stated it';
COMMENT ON COLUMN releases.first_quote IS 'In which words';
COMMENT ON COLUMN releases.first_claim_id IS 'Its claim';
COMMENT ON COLUMN releases.newest_value IS 'The value that stands now';
COMMENT ON COLUMN releases.newest_day IS 'Day from which it stands';
COMMENT ON COLUMN releases.newest_originator IS 'Who states it';
COMMENT ON COLUMN releases.newest_quote IS 'In which words';
COMMENT ON COLUMN releases.newest_claim_id IS 'Its claim';
COMMENT ON COLUMN releases.releases IS 'Values that have stood for the period';
COMMENT ON COLUMN releases.difference IS 'Newest less first value';
