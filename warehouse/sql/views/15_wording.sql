-- Numbers, periods and series in words, for the reasons of alerts. The report has wording of its own, in Python.
CREATE OR REPLACE MACRO say_digits(value) AS rtrim(rtrim(format('{:,.4f}', value), '0'), '.');
CREATE OR REPLACE MACRO say_number(value, unit) AS
    CASE
        WHEN value IS NULL THEN '–'
        WHEN abs(value) >= 1e12 THEN say_digits(value / 1e12) || ' trillion'
        WHEN abs(value) >= 1e9 THEN say_digits(value / 1e9) || ' billion'
        ELSE say_digits(value)
    END || CASE unit WHEN 'count' THEN '' WHEN 'percent' THEN '%' WHEN 'pp' THEN ' percentage points' ELSE ' ' || unit END;
CREATE OR REPLACE MACRO say_value(low, high, comparator, unit) AS
    CASE
        WHEN comparator = 'range' AND low <> high THEN say_digits(low) || ' to ' || say_number(high, unit)
        WHEN coalesce(low, high) < 0 THEN say_number(coalesce(low, high), unit)
        ELSE CASE comparator WHEN 'approx' THEN 'about ' WHEN 'gt' THEN 'more than ' WHEN 'ge' THEN 'at least '
            WHEN 'lt' THEN 'less than ' WHEN 'le' THEN 'at most ' ELSE '' END
            || say_number(CASE WHEN comparator IN ('lt', 'le') THEN coalesce(high, low) ELSE coalesce(low, high) END, unit)
    END;
CREATE OR REPLACE MACRO say_period(period_start, period_end) AS
    CASE
        WHEN period_end IS NULL THEN 'no period'
        WHEN period_start IS NULL OR period_start = period_end THEN
            CASE WHEN period_end = last_day(period_end) THEN 'end of ' || strftime(period_end, '%b %Y')
                ELSE strftime(period_end, '%-d %b %Y') END
        WHEN day(period_start) <> 1 OR period_end <> last_day(period_end) OR year(period_start) <> year(period_end)
            THEN strftime(period_start, '%-d %b %Y') || ' to ' || strftime(period_end, '%-d %b %Y')
        WHEN month(period_start) = month(period_end) THEN strftime(period_end, '%b %Y')
        WHEN month(period_start) = 1 AND month(period_end) = 12 THEN strftime(period_end, '%Y')
        ELSE strftime(period_start, '%b') || ' to ' || strftime(period_end, '%b %Y')
    END;
-- "5G base stations · China", "Revenue, growth yoy · Acme, Guangdong".
CREATE OR REPLACE MACRO say_series(metric, kind, basis, entity, place) AS concat_ws(
    ' · ',
    concat_ws(', ', metric, CASE WHEN kind IN ('growth', 'change') THEN concat_ws(' ', kind, basis) END),
    nullif(concat_ws(', ', entity, CASE WHEN place IS DISTINCT FROM entity THEN place END), '')
);
