-- What money was worth, as the installed package of rates has it. What a later version of it states otherwise replaces the
-- rate and leaves a row of what was changed.
CREATE TABLE currency_rates (
    currency VARCHAR, day DATE, until DATE, per_euro DOUBLE, source VARCHAR, package VARCHAR, loaded_at TIMESTAMP
);
COMMENT ON TABLE currency_rates IS 'Reference rates of the European Central Bank against the euro: one row for each currency and day of a fixing.';
COMMENT ON COLUMN currency_rates.currency IS 'ISO 4217 code';
COMMENT ON COLUMN currency_rates.day IS 'Day of the fixing; there is none on weekends and holidays';
COMMENT ON COLUMN currency_rates.until IS 'Last day that it holds for: the one before the next fixing; of the newest only the weekend behind it, for what comes later is not known';
COMMENT ON COLUMN currency_rates.per_euro IS 'Units of the currency for one euro';
COMMENT ON COLUMN currency_rates.source IS 'Who fixes it';
COMMENT ON COLUMN currency_rates.package IS 'Package that brought it, with its version';
COMMENT ON COLUMN currency_rates.loaded_at IS 'When we loaded it (UTC)';

CREATE TABLE rate_changes (
    currency VARCHAR, day DATE, old_per_euro DOUBLE, new_per_euro DOUBLE, old_package VARCHAR, new_package VARCHAR,
    changed_at TIMESTAMP
);
COMMENT ON TABLE rate_changes IS 'Rates that a later version of the package states otherwise, so that converted values changed with it. Append-only.';
COMMENT ON COLUMN rate_changes.old_per_euro IS 'Rate that held before';
COMMENT ON COLUMN rate_changes.new_per_euro IS 'Rate that holds since';
COMMENT ON COLUMN rate_changes.old_package IS 'Package that had the one';
COMMENT ON COLUMN rate_changes.new_package IS 'Package that has the other';
COMMENT ON COLUMN rate_changes.changed_at IS 'When it was loaded (UTC)';

CREATE TABLE currency_loads (package VARCHAR, loaded_at TIMESTAMP, added BIGINT, changed BIGINT, last_day DATE);
COMMENT ON TABLE currency_loads IS 'Each version of the package whose rates were loaded, the newest last.';
COMMENT ON COLUMN currency_loads.added IS 'Rates of days that were not known before';
COMMENT ON COLUMN currency_loads.changed IS 'Rates that it states otherwise than the one before: see rate_changes';
COMMENT ON COLUMN currency_loads.last_day IS 'Newest day that it has';
