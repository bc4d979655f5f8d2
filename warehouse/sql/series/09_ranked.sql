-- Every statement of the touched places with its place in line, on each day on which what stands could change. The last
-- of these days holds now. The whole of a claim is kept at hand where it stood, or where it may contradict. What is said of
-- a period lies in the days behind it: by the days of the articles all but a few row groups are passed over.
CREATE OR REPLACE TEMP TABLE spoken_days AS
SELECT DISTINCT doc_date FROM claim_rows WHERE held_reason IS NULL AND cell IN (SELECT cell FROM cells);
CREATE OR REPLACE TEMP TABLE spoken AS
SELECT
    claim_id, cell, series_id, day_start, day_end, modality, line, originator_key, originator, publisher, tier, tier_rank,
    known_day, published_day, value, low, high, comparator, least_value, greatest_value, own, looseness
FROM claim_rows
WHERE held_reason IS NULL AND doc_date IN (SELECT doc_date FROM spoken_days) AND cell IN (SELECT cell FROM cells);
CREATE OR REPLACE TEMP TABLE ranked AS FROM ranked_among('spoken', true);
CREATE OR REPLACE TEMP TABLE shown AS
SELECT
    claim_id, cell, series_id, metric_id, metric_name_en, metric_name_zh, topic, nature, owner_name AS entity, entity_id,
    spot_name AS place, spot_id AS place_id, scope, kind, basis, unit, series_per AS per, period_type,
    day_start AS period_start, day_end AS period_end, day_origin, modality, line, value, low, high, comparator,
    least_value, greatest_value, originator_key, originator, publisher, published_day, old_news, quote, sentence, lang,
    url, title, stretch
FROM claim_rows
WHERE held_reason IS NULL AND doc_date IN (SELECT doc_date FROM spoken_days) AND cell IN (SELECT cell FROM cells)
    AND claim_id IN (SELECT claim_id FROM ranked WHERE place_in_line = 1 OR disagreement);
