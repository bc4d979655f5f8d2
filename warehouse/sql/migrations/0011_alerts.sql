-- What was raised of the news of each run, to whom it was sent, what persons decided of it; and what they watch.
CREATE TABLE alerts (
    alert_id VARCHAR, key VARCHAR, rule VARCHAR, reason VARCHAR, numbers MAP(VARCHAR, DOUBLE), claim_ids VARCHAR[],
    quotes STRUCT(
        quote VARCHAR, sentence VARCHAR, lang VARCHAR, publisher VARCHAR, published_day DATE, title VARCHAR, url VARCHAR,
        claim_id VARCHAR
    )[],
    query VARCHAR, first_raised TIMESTAMP, last_raised TIMESTAMP, due_since TIMESTAMP, times BIGINT, last_sent TIMESTAMP,
    state VARCHAR, muted_until TIMESTAMP, decided_by VARCHAR, decided_at TIMESTAMP, run_id VARCHAR
);
COMMENT ON TABLE alerts IS 'One row for each thing that a rule of sql/alerts/ or config/alerts/ raised, by its key. Its rows change.';
COMMENT ON COLUMN alerts.alert_id IS 'Name of the alert, the same whenever its key is raised: claimwatch alerts takes it';
COMMENT ON COLUMN alerts.key IS 'The rule and what it was raised of: the same key is sent once in seven days';
COMMENT ON COLUMN alerts.rule IS 'Name of the rule';
COMMENT ON COLUMN alerts.reason IS 'What happened, in English';
COMMENT ON COLUMN alerts.numbers IS 'The numbers that it is about, by name';
COMMENT ON COLUMN alerts.claim_ids IS 'The claims behind it';
COMMENT ON COLUMN alerts.quotes IS 'Their words in the original language, with publisher and link';
COMMENT ON COLUMN alerts.query IS 'The query that raised it, ready for claimwatch sql';
COMMENT ON COLUMN alerts.first_raised IS 'When it was raised first (UTC)';
COMMENT ON COLUMN alerts.last_raised IS 'When it was raised last (UTC)';
COMMENT ON COLUMN alerts.due_since IS 'Since when it is to be sent (UTC): raised within seven days of this it is not sent again';
COMMENT ON COLUMN alerts.times IS 'How often it was raised';
COMMENT ON COLUMN alerts.last_sent IS 'When a channel last took it (UTC); NULL for never';
COMMENT ON COLUMN alerts.state IS 'open, acknowledged, muted, or over: what it is about has ended by itself';
COMMENT ON COLUMN alerts.muted_until IS 'Until when it is muted (UTC)';
COMMENT ON COLUMN alerts.decided_by IS 'Who acknowledged or muted it';
COMMENT ON COLUMN alerts.decided_at IS 'When (UTC)';
COMMENT ON COLUMN alerts.run_id IS 'Run that raised it last';

CREATE TABLE alert_checks (
    checked_at TIMESTAMP, today DATE, news BIGINT, raised BIGINT, faults VARCHAR[], run_id VARCHAR
);
COMMENT ON TABLE alert_checks IS 'When the rules were asked: each time about what was loaded since the time before. The first time is quiet.';
COMMENT ON COLUMN alert_checks.checked_at IS 'When (UTC)';
COMMENT ON COLUMN alert_checks.today IS 'Which day it was where the schedule is kept';
COMMENT ON COLUMN alert_checks.news IS 'Claims that were news';
COMMENT ON COLUMN alert_checks.raised IS 'Alerts that were due';
COMMENT ON COLUMN alert_checks.faults IS 'Rules that could not be asked, and why';
COMMENT ON COLUMN alert_checks.run_id IS 'Run';

CREATE TABLE alert_deliveries (alert_id VARCHAR, channel VARCHAR, tried_at TIMESTAMP, sent BOOLEAN, fault VARCHAR);
COMMENT ON TABLE alert_deliveries IS 'Every try to send an alert through a channel. Append-only.';
COMMENT ON COLUMN alert_deliveries.channel IS 'Kind of channel and a hash of its address, which is nobody''s to read';
COMMENT ON COLUMN alert_deliveries.tried_at IS 'When (UTC)';
COMMENT ON COLUMN alert_deliveries.sent IS 'Whether the channel took it';
COMMENT ON COLUMN alert_deliveries.fault IS 'Why it did not';

CREATE TABLE watched (
    watchlist_id VARCHAR, name_en VARCHAR, name_zh VARCHAR, watches VARCHAR, metric_id VARCHAR, entity_id VARCHAR,
    place_id VARCHAR, kind VARCHAR, word VARCHAR
);
COMMENT ON TABLE watched IS 'Watchlists of config/watchlists/ as of the last run, a row for each series, entity and word.';
COMMENT ON COLUMN watched.watchlist_id IS 'Watchlist';
COMMENT ON COLUMN watched.watches IS 'series, entity or word';
COMMENT ON COLUMN watched.word IS 'Word that a title or sentence holds, in lower case';

CREATE TABLE expected_releases (
    release_id VARCHAR, name_en VARCHAR, name_zh VARCHAR, publisher VARCHAR, url VARCHAR, metric_ids VARCHAR[],
    entity_id VARCHAR, period_start DATE, period_end DATE, expected_from DATE, expected_by DATE, late_after DATE
);
COMMENT ON TABLE expected_releases IS 'The release calendar of config/releases/ as of the last run, a row for each release.';
COMMENT ON COLUMN expected_releases.release_id IS 'Kind of release';
COMMENT ON COLUMN expected_releases.publisher IS 'Who publishes it';
COMMENT ON COLUMN expected_releases.url IS 'Where it is published';
COMMENT ON COLUMN expected_releases.metric_ids IS 'Metrics that it brings: any of them shows that it came';
COMMENT ON COLUMN expected_releases.entity_id IS 'Whose figures they are';
COMMENT ON COLUMN expected_releases.expected_from IS 'Earliest day on which it is expected';
COMMENT ON COLUMN expected_releases.expected_by IS 'Last day on which it is expected';
COMMENT ON COLUMN expected_releases.late_after IS 'After this day it is late';
