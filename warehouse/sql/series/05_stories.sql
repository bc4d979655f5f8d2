-- The stories of those articles anew; an article whose story is another one, or is another house's, is touched by that.
CREATE OR REPLACE TEMP TABLE retold AS
FROM stories
WHERE doc_id IN (SELECT doc_id FROM touched) OR doc_id IN (SELECT doc_id FROM found_stories)
    OR story_id IN (SELECT story_id FROM stories WHERE doc_id IN (SELECT doc_id FROM touched));
DELETE FROM stories WHERE doc_id IN (SELECT doc_id FROM retold);
INSERT INTO stories BY NAME
SELECT f.doc_id, f.story_id, c.source_id, c.publisher
FROM found_stories AS f
JOIN current_rows AS c ON c.doc_id = f.story_id
ORDER BY f.doc_id;
INSERT INTO touched
SELECT c.doc_id, c.doc_date
FROM current_rows AS c
WHERE c.doc_id NOT IN (SELECT doc_id FROM touched) AND c.doc_id IN (
    SELECT doc_id FROM (FROM retold EXCEPT FROM stories)
    UNION SELECT doc_id FROM (
        (SELECT s.* FROM stories AS s WHERE s.doc_id IN (SELECT doc_id FROM found_stories)) EXCEPT FROM retold
    )
);
DROP TABLE retold;
