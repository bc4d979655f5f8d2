-- For each touched article the reading whose claims hold, and whose article it was first.
DELETE FROM current_rows WHERE doc_id IN (SELECT doc_id FROM touched);
INSERT INTO current_rows BY NAME
WITH held AS (
    SELECT version_id, published_day, doc_date AS frozen, signature, doc_id, source_id, publisher, fetched, batch_id
    FROM articles
    WHERE doc_date IN (SELECT doc_date FROM touched) AND doc_id IN (SELECT doc_id FROM touched)
),
first_seen AS (
    SELECT doc_id, arg_min(struct_pack(source_id, publisher), (fetched, version_id)) AS home FROM held GROUP BY doc_id
),
loads AS (  -- one fetch that was read again by better rules is no news, also where its text is cut otherwise now
    SELECT h.doc_id, h.fetched, min(b.loaded_at) AS loaded_at, arg_min(r.command, b.loaded_at) AS command
    FROM held AS h
    JOIN batches AS b ON b.batch_id = h.batch_id
    LEFT JOIN runs AS r ON r.run_id = b.run_id
    GROUP BY h.doc_id, h.fetched
)
SELECT
    r.doc_id, r.doc_date, r.version_id, r.rulebook, r.read_at, r.claims, r.known_day,
    coalesce(a.published_day, a.frozen) AS day, a.signature, f.home.source_id, f.home.publisher,
    a.source_id AS found_in, l.loaded_at, coalesce(l.command = 'backfill', false) AS backfilled
FROM current_readings_as_of(DATE 'infinity', TIMESTAMP 'infinity', 'touched') AS r
JOIN held AS a ON a.version_id = r.version_id
JOIN first_seen AS f ON f.doc_id = r.doc_id
LEFT JOIN loads AS l ON l.doc_id = a.doc_id AND l.fetched = a.fetched
ORDER BY r.doc_date, r.doc_id;
