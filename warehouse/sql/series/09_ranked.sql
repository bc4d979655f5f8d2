-- Every statement of the touched places with its place in line, on each day on which what stands could change. The last
-- of these days holds now. The whole of a claim is kept at hand where it stood, or where it may contradict.
CREATE OR REPLACE TEMP TABLE spoken AS
SELECT
    claim_id, cell, series_id, day_start, day_end, modality, line, originator_key, originator, publisher, tier, tier_rank,
    known_day, published_day, value, low, high, comparator, least_value, greatest_value, own, looseness
FROM claim_rows
WHERE held_reason IS NULL AND cell IN (SELECT cell FROM cells);
CREATE OR REPLACE TEMP TABLE ranked AS FROM ranked_among('spoken', true);
CREATE OR REPLACE TEMP TABLE shown AS
SELECT * EXCLUDE (period_start, period_end, per, entity, place, place_id), series_per AS per,
    day_start AS period_start, day_end AS period_end, owner_name AS entity, spot_name AS place, spot_id AS place_id
FROM claim_rows
WHERE held_reason IS NULL AND cell IN (SELECT cell FROM cells)
    AND claim_id IN (SELECT claim_id FROM ranked WHERE place_in_line = 1 OR disagreement);
