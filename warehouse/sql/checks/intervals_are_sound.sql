-- The ends of a value are in order and finite, and its words are those of the guide.
SELECT claim_id, low, high, comparator, kind, modality FROM claim_readings
WHERE low > high OR isinf(low) OR isinf(high) OR isnan(low) OR isnan(high)
    OR comparator NOT IN ('eq', 'approx', 'gt', 'ge', 'lt', 'le', 'range')
    OR kind NOT IN ('level', 'change', 'growth', 'share')
    OR modality NOT IN ('actual', 'expected', 'target', 'hypothetical');
