-- What the currencies of observations were worth in their periods, so that the view converted need not average it each time.
CREATE TABLE period_rates (
    unit VARCHAR, currency VARCHAR, first_day DATE, last_day DATE, rate DOUBLE, rate_from DATE, rate_until DATE,
    rate_source VARCHAR, unconverted VARCHAR
);
COMMENT ON TABLE period_rates IS 'Worth of each currency that observations are in, in US dollars, yuan and euro, for each of their periods; rebuilt with every copy.';
COMMENT ON COLUMN period_rates.unit IS 'Currency that is converted';
COMMENT ON COLUMN period_rates.first_day IS 'First day of the period; its last where the rate of that day counts';
COMMENT ON COLUMN period_rates.last_day IS 'Last day of the period';
