-- All pairs of the stories that touched articles belong to, or belonged to: a story may have grown, split or ended.
WITH mine AS (
    SELECT doc_id FROM touched
    UNION SELECT doc_id FROM copies WHERE copy_id IN (SELECT doc_id FROM touched)
    UNION SELECT copy_id FROM copies WHERE doc_id IN (SELECT doc_id FROM touched)
),
theirs AS (
    SELECT doc_id FROM stories
    WHERE story_id IN (SELECT story_id FROM stories WHERE doc_id IN (FROM mine))
    UNION FROM mine
)
SELECT doc_id, copy_id, day, copy_day FROM copies
WHERE doc_id IN (FROM theirs) OR copy_id IN (FROM theirs)
ORDER BY ALL;
