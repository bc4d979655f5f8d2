-- Alerts that tell a state and were open on the day: they are of no article.
SELECT reason AS gloss, rule, claim_ids
FROM alerts
WHERE list_contains($rules, rule) AND first_raised::DATE <= $day
    AND (state <> 'over' AND last_raised::DATE >= $day OR last_raised::DATE = $day)
ORDER BY rule, first_raised DESC, key;
