-- Numbers, periods and series in words, for the reasons of alerts. The report has wording of its own, in Python.
CREATE OR REPLACE MACRO say_digits(value) AS rtrim(rtrim(format('{:,.4f}', value), '0'), '.');
CREATE OR REPLACE MACRO say_number(value, unit) AS
    CASE
        WHEN value IS NULL THEN '–'
        WHEN abs(value) >= 1e12 THEN say_digits(value / 1e12) || ' trillion'
        WHEN abs(value) >= 1e9 THEN say_digits(value / 1e9) || ' billion'
        ELSE say_digits(value)
    END || CASE unit WHEN 'count' THEN '' WHEN 'percent' THEN '%' WHEN 'pp' THEN ' percentage points' ELSE coalesce(' ' || unit, '') END;
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

-- The same in Chinese, as the report's Chinese pages write it.
CREATE VIEW chinese_names AS
SELECT name_en, any_value(name_zh) AS name_zh
FROM (SELECT name_en, name_zh FROM sources UNION SELECT name_en, name_zh FROM entities)
WHERE name_en IS NOT NULL AND name_zh IS NOT NULL AND name_zh <> name_en
GROUP BY name_en
HAVING count(DISTINCT name_zh) = 1;
COMMENT ON VIEW chinese_names IS 'Chinese names of those who speak, publish or have figures, by their English ones; a name of two bodies is none.';
CREATE OR REPLACE MACRO say_name_zh(name) AS
    coalesce((SELECT any_value(z.name_zh) FROM chinese_names AS z WHERE z.name_en = name), name);
CREATE OR REPLACE MACRO say_digits_zh(value) AS rtrim(rtrim(format('{:.4f}', value), '0'), '.');
-- A list of one, so that the value, itself an expression of any length, is computed and planned once.
CREATE OR REPLACE MACRO say_scaled_zh(value) AS list_transform([value], lambda v:
    CASE
        WHEN abs(v) >= 1e12 THEN say_digits_zh(v / 1e12) || '万亿'
        WHEN abs(v) >= 1e8 THEN say_digits_zh(v / 1e8) || '亿'
        WHEN abs(v) >= 1e4 THEN say_digits_zh(v / 1e4) || '万'
        ELSE say_digits_zh(v)
    END
)[1];
CREATE OR REPLACE MACRO say_unit_zh(unit) AS
    CASE unit
        WHEN 'count' THEN '' WHEN 'percent' THEN '%' WHEN 'pp' THEN '个百分点' WHEN 'times' THEN '倍' WHEN 'CNY' THEN '元'
        WHEN 'USD' THEN '美元' WHEN 'EUR' THEN '欧元' WHEN 'HKD' THEN '港元' WHEN 'JPY' THEN '日元' ELSE coalesce(' ' || unit, '')
    END;
CREATE OR REPLACE MACRO say_number_zh(value, unit) AS
    CASE WHEN value IS NULL THEN '–' ELSE say_scaled_zh(value) || say_unit_zh(unit) END;
CREATE OR REPLACE MACRO say_value_zh(low, high, comparator, unit) AS
    CASE
        WHEN comparator = 'range' AND low <> high THEN say_scaled_zh(low) || '至' || say_number_zh(high, unit)
        WHEN coalesce(low, high) < 0 THEN say_number_zh(coalesce(low, high), unit)
        ELSE CASE comparator WHEN 'approx' THEN '约' WHEN 'gt' THEN '超' WHEN 'ge' THEN '至少'
            WHEN 'lt' THEN '不足' WHEN 'le' THEN '至多' ELSE '' END
            || say_number_zh(CASE WHEN comparator IN ('lt', 'le') THEN coalesce(high, low) ELSE coalesce(low, high) END, unit)
    END;
CREATE OR REPLACE MACRO say_day_zh(day) AS strftime(day, '%Y年%-m月%-d日');
CREATE OR REPLACE MACRO say_months_zh(period_start, period_end) AS
    CASE
        WHEN year(period_start) <> year(period_end) THEN
            CASE WHEN month(period_start) = 1 AND month(period_end) = 12
                THEN year(period_start) || '—' || year(period_end) || '年'
                ELSE strftime(period_start, '%Y年%-m月') || '—' || strftime(period_end, '%Y年%-m月') END
        WHEN month(period_start) = month(period_end) THEN strftime(period_end, '%Y年%-m月')
        WHEN month(period_start) = 1 AND month(period_end) = 12 THEN year(period_end) || '年'
        WHEN month(period_start) IN (1, 7) AND month(period_end) - month(period_start) = 5
            THEN year(period_end) || '年' || CASE month(period_start) WHEN 1 THEN '上半年' ELSE '下半年' END
        WHEN month(period_start) IN (1, 4, 7, 10) AND month(period_end) - month(period_start) = 2
            THEN year(period_end) || '年' || ['一', '二', '三', '四'][(month(period_end) / 3)::INTEGER] || '季度'
        ELSE year(period_end) || '年' || month(period_start) || '—' || month(period_end) || '月'
    END;
CREATE OR REPLACE MACRO say_period_zh(period_start, period_end) AS
    CASE
        WHEN period_end IS NULL THEN '未说明时期'
        WHEN period_start IS NULL OR period_start = period_end THEN
            CASE WHEN period_end <> last_day(period_end) THEN say_day_zh(period_end)
                WHEN month(period_end) = 12 THEN year(period_end) || '年底'
                ELSE strftime(period_end, '%Y年%-m月底') END
        WHEN day(period_start) <> 1 OR period_end <> last_day(period_end)
            THEN say_day_zh(period_start) || '—' || say_day_zh(period_end)
        ELSE say_months_zh(period_start, period_end)
    END;
CREATE OR REPLACE MACRO say_basis_zh(basis) AS
    CASE basis WHEN 'yoy' THEN '同比' WHEN 'qoq' THEN '季环比' WHEN 'mom' THEN '月环比' WHEN 'cagr' THEN '年均'
        WHEN 'since' THEN '较此前时点' WHEN 'ytd_yoy' THEN '累计同比' ELSE coalesce(basis, '') END;
-- "5G基站 · 中国", "营业收入，同比增速 · Acme，广东".
CREATE OR REPLACE MACRO say_series_zh(metric, kind, basis, entity, place) AS concat_ws(
    ' · ',
    concat_ws('，', metric, CASE kind WHEN 'growth' THEN say_basis_zh(basis) || '增速' WHEN 'change' THEN say_basis_zh(basis) || '变动' END),
    nullif(concat_ws('，', entity, CASE WHEN place IS DISTINCT FROM entity THEN place END), '')
);
CREATE OR REPLACE MACRO say_plan_zh(modality) AS
    CASE modality WHEN 'target' THEN '（目标）' WHEN 'expected' THEN '（预测）' ELSE '' END;
CREATE OR REPLACE MACRO say_suspicion_zh(suspicion) AS
    CASE WHEN suspicion = 'sign' THEN '正负号' ELSE replace(suspicion, 'factor ', '相差') || '倍' END;
COMMENT ON COLUMN chinese_names.name_en IS 'English name, as claims and sources carry it';
COMMENT ON COLUMN chinese_names.name_zh IS 'Chinese name';
