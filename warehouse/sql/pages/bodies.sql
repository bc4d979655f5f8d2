-- Chinese names of those who speak and publish, by the English ones that rows carry; a name of two bodies is none.
SELECT name_en, any_value(name_zh) AS name_zh
FROM (
    SELECT name_en, name_zh FROM sources
    UNION
    SELECT name_en, name_zh FROM entities
)
WHERE name_en IS NOT NULL AND name_zh IS NOT NULL AND name_zh <> name_en
GROUP BY name_en
HAVING count(DISTINCT name_zh) = 1
ORDER BY name_en;
