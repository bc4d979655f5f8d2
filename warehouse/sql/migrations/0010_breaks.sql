-- Where the definition of a metric changed, figures before and after are two lines. And what metrics were called before.
CREATE TABLE breaks (
    metric_id VARCHAR, number INTEGER, entity_id VARCHAR, from_day DATE, released DATE, both_day DATE, old_value DOUBLE,
    new_value DOUBLE, reason VARCHAR, until_then VARCHAR, source VARCHAR
);
COMMENT ON TABLE breaks IS 'Where a series is split: figures on the two sides of a break count differently and are never set against each other.';
COMMENT ON COLUMN breaks.metric_id IS 'Metric';
COMMENT ON COLUMN breaks.number IS 'Which of the breaks of the metric, from 1 in the order of time: the stretch that it begins';
COMMENT ON COLUMN breaks.entity_id IS 'Whose series it splits; NULL for all';
COMMENT ON COLUMN breaks.from_day IS 'First day whose figures count the new way';
COMMENT ON COLUMN breaks.released IS 'Day from which figures of the new way are published; NULL where nobody published such days the old way';
COMMENT ON COLUMN breaks.both_day IS 'Last day of a period that was published both ways; NULL for none';
COMMENT ON COLUMN breaks.old_value IS 'Its figure the old way: what is nearer to it counts the old way, whenever it is printed';
COMMENT ON COLUMN breaks.new_value IS 'Its figure the new way';
COMMENT ON COLUMN breaks.reason IS 'What changed';
COMMENT ON COLUMN breaks.until_then IS 'What was counted until then';
COMMENT ON COLUMN breaks.source IS 'Where that is known from';

CREATE TABLE metric_aliases (former_id VARCHAR, metric_id VARCHAR);
COMMENT ON TABLE metric_aliases IS 'What metrics were called before: claims that were read under such a name are of the metric.';
COMMENT ON COLUMN metric_aliases.former_id IS 'Id that the metric had';
COMMENT ON COLUMN metric_aliases.metric_id IS 'Id that it has now';

ALTER TABLE observation_rows ADD COLUMN stretch INTEGER;
UPDATE observation_rows SET stretch = 0;
COMMENT ON COLUMN observation_rows.line IS 'Tells values of one series and period that do not compete: who made a forecast or target, and the stretch behind a break';
