-- On which side of the breaks of its metric a figure stands: the number of the last break that it is behind, else 0. A rate
-- of growth is stated by who knows both sides. A period that was published both ways is told by its value.
CREATE OR REPLACE MACRO find_stretch(breaks, entity, kind, metric_kind, value, period_end, day, printed) AS
CASE WHEN breaks IS NULL OR kind = 'growth' THEN 0 ELSE coalesce(list_max(list_transform(list_filter(breaks, lambda b:
    (b.entity_id IS NULL OR b.entity_id = entity)
    AND CASE
        WHEN b.both_day = period_end AND kind = metric_kind AND value IS NOT NULL
            THEN abs(value - b.new_value) < abs(value - b.old_value)
        ELSE day >= b.from_day AND (b.released IS NULL OR printed >= b.released)
    END
), lambda b: b.number)), 0) END;
