-- OR REPLACE: a scalar macro is not dropped with the views. Both values are intervals, widened by their rounding.
CREATE OR REPLACE MACRO name_slip(unit, least, greatest, other_least, other_greatest) AS
    CASE
        WHEN -least >= other_least AND -greatest <= other_greatest THEN 'sign'
        WHEN unit IN ('percent', 'pp', 'times') THEN NULL
        ELSE (
            SELECT 'factor ' || format('{:,d}', factor::BIGINT)
            FROM (VALUES (10.0), (1e3), (1e4), (1e8)) AS slips (factor)
            WHERE (factor * least <= other_greatest AND factor * greatest >= other_least)
                OR (factor * other_least <= greatest AND factor * other_greatest >= least)
            ORDER BY factor LIMIT 1
        )
    END;
COMMENT ON MACRO name_slip IS 'What would make two values that differ one: "sign", or "factor 10,000" of a misread unit; null where neither does.';
