-- What the rules raised of each day when it was news.
SELECT r.day, r.rule, r.section, r.reason AS gloss, coalesce(r.reason_zh, r.reason) AS gloss_zh, r.claim_ids
FROM alert_raisings AS r
JOIN digest_days AS d ON d.day = r.day
ORDER BY r.day, r.lasts, r.rule, r.reason, r.key;
