-- A later word of another body is a change of whose word stands; one of the same body is its revision. Where both meet
-- within their rounding the figure was only said more exactly.
CREATE VIEW revisions AS
WITH changes AS (
    SELECT
        vintage AS changed_on,
        CASE WHEN originator_key = old_originator_key THEN 'originator' ELSE 'another originator' END AS cause,
        originator AS who, series_id, metric_id, entity, place, kind, unit, period_start, period_end, modality, old_value,
        old_low, old_high, old_comparator, value AS new_value, low AS new_low, high AS new_high,
        comparator AS new_comparator, meets, old_quote, quote AS new_quote, old_claim_id, claim_id AS new_claim_id
    FROM vintage_rows
    WHERE release > 1
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
SELECT
    series_id, metric_id, entity, place, kind, basis, unit, per, period_type, period_start, period_end, modality,
    first_value, first_day, first_originator, first_quote, first_claim_id, value AS newest_value, newest_day,
    originator AS newest_originator, quote AS newest_quote, claim_id AS newest_claim_id, releases,
    value - first_value AS difference
FROM observation_rows;
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
