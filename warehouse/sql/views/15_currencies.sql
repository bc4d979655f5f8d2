CREATE MACRO rates_in(target) AS TABLE
SELECT c.currency, c.day, least(c.until, t.until) AS until, t.per_euro / c.per_euro AS rate, c.source, c.package
FROM currency_rates AS c
JOIN currency_rates AS t ON t.currency = target AND t.day = c.day;
COMMENT ON MACRO TABLE rates_in IS 'What one unit of each currency was worth in the target one: by day of fixing, and until which day it holds.';

-- A stock is worth what it is worth at the end of its period; what adds up over a period, what it is worth on the way.
CREATE OR REPLACE MACRO first_day_of_worth(nature, kind, period_start, last_day) AS
    CASE WHEN nature = 'stock' AND kind = 'level' THEN last_day ELSE coalesce(period_start, last_day) END;

-- What adds up over a period is converted at the mean of its fixings, what holds on a day at that day's, which is the one
-- before on weekends and holidays. A period that the rates do not cover to its last day is not converted at all.
CREATE MACRO in_currency(relation, target) AS TABLE
WITH dated AS NOT MATERIALIZED (  -- see target_status
    SELECT
        r.*,
        CASE WHEN regexp_full_match(r.unit, '[A-Z]{3}') THEN r.unit END AS money,
        coalesce(r.period_end, r.published_day) AS worth_until,
        first_day_of_worth(m.nature, r.kind, r.period_start, worth_until) AS worth_from
    FROM query_table(relation) AS r
    LEFT JOIN metrics AS m ON m.metric_id = r.metric_id
),
spans AS (SELECT DISTINCT money, worth_from, worth_until FROM dated WHERE money IS NOT NULL),
rates AS (SELECT currency AS money, * FROM rates_in(target) WHERE currency IN (SELECT money FROM spans)),
known AS (SELECT money, min(day) AS first_day, max(until) AS last_day FROM rates GROUP BY money),
worth AS (
    SELECT
        s.money, s.worth_from, s.worth_until, count(*) FILTER (r.day >= s.worth_from) AS inside,
        CASE WHEN inside > 0 THEN avg(r.rate) FILTER (r.day >= s.worth_from) ELSE max(r.rate) END AS rate,
        CASE WHEN inside > 0 THEN min(r.day) FILTER (r.day >= s.worth_from) ELSE max(r.day) END AS rate_from,
        max(r.day) AS rate_until, max(r.source || ' (' || r.package || ')') AS rate_source,
        sum(least(r.until, s.worth_until) - greatest(r.day, s.worth_from) + 1) AS days
    FROM spans AS s
    JOIN rates AS r ON r.money = s.money AND r.day <= s.worth_until AND r.until >= s.worth_from
    GROUP BY ALL
),
judged AS (
    SELECT
        d.* EXCLUDE (money, worth_from, worth_until),
        CASE WHEN d.money IS NOT NULL THEN target END AS currency,
        CASE
            WHEN d.money IS NULL OR d.money = target THEN NULL
            WHEN k.money IS NULL THEN 'no rate of ' || d.money || ' in ' || target || ' is known'
            WHEN d.worth_until > k.last_day THEN 'rates of ' || d.money || ' end on ' || k.last_day
            WHEN d.worth_from < k.first_day THEN 'rates of ' || d.money || ' begin on ' || k.first_day
            WHEN w.days IS DISTINCT FROM d.worth_until - d.worth_from + 1 THEN 'rates of ' || d.money || ' are missing'
        END AS unconverted,
        CASE WHEN d.money = target THEN 1 WHEN unconverted IS NULL THEN w.rate END AS rate,
        CASE WHEN unconverted IS NULL THEN w.rate_from END AS rate_from,
        CASE WHEN unconverted IS NULL THEN w.rate_until END AS rate_until,
        CASE WHEN unconverted IS NULL THEN w.rate_source END AS rate_source
    FROM dated AS d
    LEFT JOIN known AS k ON k.money = d.money
    LEFT JOIN worth AS w ON w.money = d.money AND w.worth_from = d.worth_from AND w.worth_until = d.worth_until
)
SELECT *, COLUMNS('^(value|low|high)$') * rate AS 'converted_\1' FROM judged;
COMMENT ON MACRO TABLE in_currency IS 'The rows of a relation with unit, kind, metric_id, period and published_day, and beside them their money in a currency: in_currency(''observations'', ''USD''). Adds currency, rate, the days rate_from to rate_until of its fixings, rate_source, converted_value, converted_low and converted_high; unconverted says why an amount could not be converted.';

CREATE VIEW converted AS
SELECT
    o.*, r.currency, r.unconverted, r.rate, r.rate_from, r.rate_until, r.rate_source, o.value * r.rate AS converted_value,
    o.low * r.rate AS converted_low, o.high * r.rate AS converted_high
FROM observations AS o
JOIN period_rates AS r
    ON r.unit = o.unit AND r.last_day = o.period_end
    AND r.first_day = first_day_of_worth(o.nature, o.kind, o.period_start, o.period_end);
COMMENT ON VIEW converted IS 'Money of observations in US dollars, yuan and euro, a row for each; in_currency has any other. Columns as in observations, and:';
COMMENT ON COLUMN converted.currency IS 'ISO 4217 code of the currency that it is converted to';
COMMENT ON COLUMN converted.unconverted IS 'Why it could not be converted; NULL where it was';
COMMENT ON COLUMN converted.rate IS 'Its worth of one unit: the mean over the reference period, or that of its last day for what holds on a day';
COMMENT ON COLUMN converted.rate_from IS 'Day of the first fixing that is in the rate';
COMMENT ON COLUMN converted.rate_until IS 'Day of the last';
COMMENT ON COLUMN converted.rate_source IS 'Who fixed them, and the package that brought them';
COMMENT ON COLUMN converted.converted_value IS 'The value that stands, converted';
COMMENT ON COLUMN converted.converted_low IS 'Lower end, converted';
COMMENT ON COLUMN converted.converted_high IS 'Upper end, converted';
