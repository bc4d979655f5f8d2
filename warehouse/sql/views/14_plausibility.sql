-- How both are made is said in sql/series/17_growth.sql and 18_parts.sql.
CREATE VIEW growth_check AS SELECT * EXCLUDE (cell, owner) FROM growth_rows;
COMMENT ON VIEW growth_check IS 'Printed growth beside growth computed from levels of one series, where both are known. Columns as in observations, and:';
COMMENT ON COLUMN growth_check.printed IS 'Growth as printed, in percent';
COMMENT ON COLUMN growth_check.computed IS 'Growth computed by us from the two levels, in percent';
COMMENT ON COLUMN growth_check.computed_least IS 'The least that it can be, as the levels are rounded';
COMMENT ON COLUMN growth_check.computed_greatest IS 'The most that it can be';
COMMENT ON COLUMN growth_check.difference IS 'Computed less printed, in percentage points';
COMMENT ON COLUMN growth_check.verdict IS 'agrees, differs, or refused: the levels are not comparable';
COMMENT ON COLUMN growth_check.reason IS 'Why it is refused';
COMMENT ON COLUMN growth_check.level IS 'Level of the period';
COMMENT ON COLUMN growth_check.level_before IS 'Level of the period that it is compared with';
COMMENT ON COLUMN growth_check.level_unit IS 'Unit of both';
COMMENT ON COLUMN growth_check.period_before IS 'Last day of that period';
COMMENT ON COLUMN growth_check.level_claim_id IS 'Claim of the level';
COMMENT ON COLUMN growth_check.before_claim_id IS 'Claim of the level before';

CREATE VIEW parts_and_wholes AS FROM part_rows;
COMMENT ON VIEW parts_and_wholes IS 'What is known of the parts of a figure beside the whole, on one period. Columns as in observations, and:';
COMMENT ON COLUMN parts_and_wholes.parts_by IS 'owner: entities that belonged to the owner of the whole then (entity_edges); place: the same owner in places that belong to the place of the whole';
COMMENT ON COLUMN parts_and_wholes.whole IS 'Value of the whole';
COMMENT ON COLUMN parts_and_wholes.parts_sum IS 'Sum of the parts that are known';
COMMENT ON COLUMN parts_and_wholes.parts IS 'How many those are';
COMMENT ON COLUMN parts_and_wholes.part_names IS 'Which, the largest first';
COMMENT ON COLUMN parts_and_wholes.covered_percent IS 'Their sum in percent of the whole';
COMMENT ON COLUMN parts_and_wholes.verdict IS 'parts exceed the whole, where rounding does not explain it, or within';
COMMENT ON COLUMN parts_and_wholes.part_claim_ids IS 'Claims of the parts';
