-- A version of an article is stored once.
SELECT version_id, count(*) AS rows FROM articles GROUP BY version_id HAVING count(*) > 1;
