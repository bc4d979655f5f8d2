-- Values that have stood for a period, where more than one has.
SELECT series_id, period_start, period_end, modality, vintage, release, value, low, high, comparator, originator, publisher, quote, url
FROM vintage_rows
QUALIFY count(*) OVER (PARTITION BY series_id, period_start, period_end, modality, line) > 1
ORDER BY series_id, period_end DESC, period_start DESC, modality, release DESC;
