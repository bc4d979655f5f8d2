-- All versions of an article, their readings and their claims carry the day of its first sight.
SELECT doc_id, min(doc_date) AS earliest, max(doc_date) AS latest
FROM (
    SELECT doc_id, doc_date FROM articles UNION ALL SELECT doc_id, doc_date FROM readings
    UNION ALL SELECT doc_id, doc_date FROM claim_readings
)
GROUP BY doc_id HAVING min(doc_date) <> max(doc_date);
