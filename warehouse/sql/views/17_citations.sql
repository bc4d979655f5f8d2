-- OR REPLACE: a scalar macro is not dropped with the views.
CREATE OR REPLACE MACRO cite(publisher, title, published_day, url, period_start, period_end, read_day) AS
    concat_ws(
        ', ', publisher, '“' || nullif(trim(title), '') || '”', strftime(published_day, '%-d %B %Y'), url,
        CASE
            WHEN period_end IS NULL THEN NULL
            WHEN period_start IS NULL OR period_start = period_end THEN 'for ' || period_end
            ELSE 'for ' || period_start || ' to ' || period_end
        END,
        'read on ' || read_day
    );
COMMENT ON MACRO cite IS 'A source as one string: publisher, title, day, address, the period that the figure is for, and the day on which the page was read.';
