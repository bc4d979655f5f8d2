-- What the rules raised of each day is kept for the digest of that day; and texts of ours in Chinese beside English.
CREATE TABLE alert_raisings (
    day DATE, rule VARCHAR, section VARCHAR, key VARCHAR, reason VARCHAR, reason_zh VARCHAR, claim_ids VARCHAR[],
    lasts BOOLEAN, raised_at TIMESTAMP, run_id VARCHAR
);
COMMENT ON TABLE alert_raisings IS 'What the rules raised of the news of each day, also what was quiet as an alert: the digest of that day tells it. A row for each day and key.';
COMMENT ON COLUMN alert_raisings.day IS 'Day whose news raised it; of a state that lasts, the day on which the rules were asked';
COMMENT ON COLUMN alert_raisings.section IS 'Section of the digest that its rule names';
COMMENT ON COLUMN alert_raisings.lasts IS 'Whether it tells a state that lasts';
COMMENT ON COLUMN alert_raisings.raised_at IS 'When the rules were asked (UTC)';

ALTER TABLE alerts ADD COLUMN reason_zh VARCHAR;
COMMENT ON COLUMN alerts.reason_zh IS 'The same in Chinese; NULL where the rule has no Chinese';
ALTER TABLE alert_checks ADD COLUMN asked_from DATE;
COMMENT ON COLUMN alert_checks.asked_from IS 'First day whose news the rules were asked about';
UPDATE alert_checks SET asked_from = today - 10;
INSERT INTO alert_raisings
SELECT
    last_raised::DATE, rule,
    CASE
        WHEN rule = 'watched' THEN 'watchlists' WHEN rule = 'new_high_or_low' THEN 'highs' WHEN rule = 'revision' THEN 'revisions'
        WHEN rule = 'contradiction' THEN 'contradictions' WHEN starts_with(rule, 'target_') THEN 'targets' ELSE 'alerts'
    END,
    key, reason, NULL, claim_ids, rule IN ('late_release', 'stale_feed'), last_raised, run_id
FROM alerts;

ALTER TABLE breaks ADD COLUMN reason_zh VARCHAR;
COMMENT ON COLUMN breaks.reason_zh IS 'The same in Chinese';
ALTER TABLE breaks ADD COLUMN source_zh VARCHAR;
COMMENT ON COLUMN breaks.source_zh IS 'The same in Chinese';
ALTER TABLE metrics ADD COLUMN definition_zh VARCHAR;
COMMENT ON COLUMN metrics.definition_zh IS 'The same in Chinese';
ALTER TABLE metrics ADD COLUMN publisher_zh VARCHAR;
COMMENT ON COLUMN metrics.publisher_zh IS 'The same in Chinese';
