-- Targets that are announced for the first time.
SELECT
    'new: ' || label || ': ' || originator || ' aims at ' || figure || ' for ' || say_period(series_start, series_end)
        AS gloss,
    series_id, [claim_id] AS claim_ids
FROM news
WHERE modality = 'target' AND first_of_period AND place_in_line = 1
ORDER BY series_end, label, series_id;
