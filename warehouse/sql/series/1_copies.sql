-- Pairs of articles that carry one story: signatures that differ in at most 3 of 64 bits, published within 14 days.
-- Two such signatures share at least one of their four 16-bit bands (four bands, three bits), so bands find all pairs.
WITH current_articles AS (
    SELECT a.doc_id, a.signature, coalesce(a.published_day, a.doc_date) AS day
    FROM articles AS a
    JOIN current_readings AS r ON r.version_id = a.version_id
    WHERE a.signature <> 0
),
bands AS (
    SELECT doc_id, signature, day, band, (signature >> (16 * band)) & 65535 AS bits
    FROM current_articles, range(4) AS t(band)
)
SELECT DISTINCT l.doc_id, r.doc_id AS copy_id, l.day, r.day AS copy_day
FROM bands AS l
JOIN bands AS r ON l.band = r.band AND l.bits = r.bits AND (l.day, l.doc_id) < (r.day, r.doc_id)
WHERE r.day - l.day <= 14 AND bit_count(xor(l.signature, r.signature)) <= 3
ORDER BY ALL;
