-- Observations once, as the report needs them: the view is evaluated a single time, every other query reads this table.
CREATE OR REPLACE TEMP TABLE report_observations AS
SELECT
    series_id, metric_id, metric_name_en, metric_name_zh, topic, nature, entity, entity_id, place, place_id, kind,
    basis, unit, per, period_type, period_start, period_end, modality, value, low, high, comparator, originator,
    publishers, independent, claims, disagreement, published_day, quote, sentence, lang, url, title, claim_id,
    stretch,
    coalesce(period_end, published_day) AS day
FROM observations;
