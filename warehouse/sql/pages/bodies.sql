-- Chinese names of those who speak and publish, by the English ones that rows carry.
SELECT name_en, name_zh FROM chinese_names ORDER BY name_en;
