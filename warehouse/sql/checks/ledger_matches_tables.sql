-- Every batch of the ledger is whole in every table, and no row is there without its batch.
WITH stored AS (
    SELECT 'articles' AS name, batch_id, count(*) AS rows FROM articles GROUP BY ALL
    UNION ALL SELECT 'claim_readings', batch_id, count(*) FROM claim_readings GROUP BY ALL
    UNION ALL SELECT 'readings', batch_id, count(*) FROM readings GROUP BY ALL
    UNION ALL SELECT 'entries', batch_id, count(*) FROM entries GROUP BY ALL
    UNION ALL SELECT 'quarantine', batch_id, count(*) FROM quarantine GROUP BY ALL
    UNION ALL SELECT 'segments', batch_id, count(*) FROM segments GROUP BY ALL
    UNION ALL SELECT 'source_checks', batch_id, count(*) FROM source_checks GROUP BY ALL
    UNION ALL SELECT 'feed_states', batch_id, count(*) FROM feed_states GROUP BY ALL
    UNION ALL SELECT 'backfills', batch_id, count(*) FROM backfills GROUP BY ALL
),
acknowledged AS (
    SELECT batch_id, unnest(map_keys(added)) AS name, unnest(map_values(added)) AS rows FROM batches
)
SELECT
    coalesce(s.batch_id, a.batch_id) AS batch_id, coalesce(s.name, a.name) AS table_name,
    coalesce(a.rows, 0) AS acknowledged, coalesce(s.rows, 0) AS stored
FROM stored AS s FULL JOIN acknowledged AS a ON a.batch_id = s.batch_id AND a.name = s.name
WHERE coalesce(a.rows, 0) <> coalesce(s.rows, 0)
ORDER BY ALL;
