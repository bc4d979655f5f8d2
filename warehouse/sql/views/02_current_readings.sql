-- A later version of an article became known when we saw it change, whatever day it carries. Two versions of one fetch are
-- one page read by two rulebooks: the newer reading holds, and neither is a change of the page.
CREATE MACRO current_readings_as_of(known, read, docs) AS TABLE
WITH versions AS (
    SELECT
        version_id, fetched, first_seen,
        CASE WHEN rank() OVER (PARTITION BY doc_id ORDER BY fetched) = 1
            THEN coalesce(published_day, doc_date)
            ELSE greatest(coalesce(published_day, doc_date), first_seen::DATE)
        END AS known_day
    FROM articles
    WHERE doc_date IN (SELECT doc_date FROM query_table(docs)) AND doc_id IN (SELECT doc_id FROM query_table(docs))
),
ranked AS (
    SELECT
        r.version_id, r.doc_id, r.doc_date, r.rulebook, r.read_at, r.claims, v.known_day,
        row_number() OVER (
            PARTITION BY r.doc_id ORDER BY v.fetched DESC, r.read_at DESC, v.version_id DESC, r.rulebook DESC
        ) AS place_in_line
    FROM readings AS r
    JOIN versions AS v ON v.version_id = r.version_id
    WHERE r.doc_date IN (SELECT doc_date FROM query_table(docs))
        AND v.known_day <= known AND v.first_seen <= read AND r.read_at <= read
)
SELECT version_id, doc_id, doc_date, rulebook, read_at, claims, known_day FROM ranked WHERE place_in_line = 1;
COMMENT ON MACRO TABLE current_readings_as_of IS 'For each article of the table `docs` the reading that held: of the newest version that was known on a day, as it had been read by an instant.';

CREATE VIEW current_readings AS SELECT version_id, doc_id, rulebook, read_at, claims, known_day FROM current_rows;
COMMENT ON VIEW current_readings IS 'For each article the newest reading of its newest version: the one whose claims hold.';
