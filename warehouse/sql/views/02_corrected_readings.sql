-- What persons corrected, by reading of a claim. A correction holds for every reading of the version that was looked at
-- (the claim nearest to the span), and for other versions of the article where the sentence stands unchanged.
CREATE MACRO corrections_met_as_of(read) AS TABLE
WITH standing AS (
    SELECT c.*
    FROM corrections AS c
    WHERE c.field <> 'undo' AND c.made_at <= read
        AND NOT EXISTS (
            SELECT 1 FROM corrections AS u
            WHERE u.field = 'undo' AND u.value = c.correction_id AND u.claim_id = c.claim_id AND u.made_at <= read
        )
),
placed AS (
    SELECT
        claim_id, rulebook, doc_id, version_id, start, "end", quote, sentence,
        row_number() OVER (PARTITION BY version_id, rulebook, start, "end" ORDER BY number) AS place_in_span,
        row_number() OVER (PARTITION BY version_id, rulebook, sentence, quote ORDER BY start, number) AS place_in_sentence
    FROM claim_readings
    WHERE doc_date IN (SELECT doc_date FROM standing) AND doc_id IN (SELECT doc_id FROM standing)
)
SELECT p.claim_id, p.rulebook, s.correction_id, s.claim_id AS made_for, s.field, s.value, s.made_at
FROM standing AS s
JOIN placed AS p
    ON p.doc_id = s.doc_id AND CASE
        WHEN p.version_id = s.version_id
            THEN p.start < s."end" AND p."end" > s.start AND p.place_in_span = s.place_in_span
        ELSE p.sentence = s.sentence AND p.quote = s.quote AND p.place_in_sentence = s.place_in_sentence
    END
QUALIFY row_number() OVER (
    PARTITION BY s.correction_id, s.claim_id, s.field, p.version_id, p.rulebook
    ORDER BY abs(p.start - s.start) + abs(p."end" - s."end"), p.claim_id
) = 1;
COMMENT ON MACRO TABLE corrections_met_as_of IS 'Corrections that stood at an instant beside the readings of claims that they are for, whatever those are called by now.';

CREATE MACRO corrections_as_of(read) AS TABLE
WITH newest AS (
    SELECT * FROM corrections_met_as_of(read)
    QUALIFY row_number() OVER (PARTITION BY claim_id, rulebook, field ORDER BY made_at DESC, correction_id DESC) = 1
)
SELECT claim_id, rulebook, map_from_entries(list(struct_pack(k := field, v := value) ORDER BY field)) AS fields
FROM newest GROUP BY claim_id, rulebook;
COMMENT ON MACRO TABLE corrections_as_of IS 'What persons had corrected by an instant, by claim and rulebook, as a map of fields.';

-- `docs` names a table of articles (doc_id, doc_date): 'articles' for all of them; `readings` one of readings of claims.
CREATE MACRO corrected_readings_as_of(read, docs, readings := 'claim_readings') AS TABLE
SELECT
    c.* REPLACE (
        CASE WHEN map_contains(x.fields, 'metric') THEN x.fields['metric'] ELSE c.metric END AS metric,
        CASE WHEN map_contains(x.fields, 'metric_id') THEN x.fields['metric_id'] ELSE c.metric_id END AS metric_id,
        CASE WHEN map_contains(x.fields, 'entity') THEN x.fields['entity'] ELSE c.entity END AS entity,
        CASE WHEN map_contains(x.fields, 'entity_id') THEN x.fields['entity_id'] ELSE c.entity_id END AS entity_id,
        CASE WHEN map_contains(x.fields, 'place') THEN x.fields['place'] ELSE c.place END AS place,
        CASE WHEN map_contains(x.fields, 'place_id') THEN x.fields['place_id'] ELSE c.place_id END AS place_id,
        CASE WHEN map_contains(x.fields, 'period_start') THEN x.fields['period_start']::DATE ELSE c.period_start END
            AS period_start,
        CASE WHEN map_contains(x.fields, 'period_end') THEN x.fields['period_end']::DATE ELSE c.period_end END AS period_end,
        CASE WHEN map_contains(x.fields, 'period_end') THEN 'stated' ELSE c.period_origin END AS period_origin,
        CASE WHEN map_contains(x.fields, 'low') THEN x.fields['low']::DOUBLE ELSE c.low END AS low,
        CASE WHEN map_contains(x.fields, 'high') THEN x.fields['high']::DOUBLE ELSE c.high END AS high,
        CASE WHEN map_contains(x.fields, 'comparator') THEN x.fields['comparator'] ELSE c.comparator END AS comparator,
        CASE WHEN map_contains(x.fields, 'low') THEN x.fields['precision']::DOUBLE ELSE c.precision END AS precision,
        CASE WHEN map_contains(x.fields, 'unit') THEN x.fields['unit'] ELSE c.unit END AS unit,
        CASE WHEN map_contains(x.fields, 'kind') THEN x.fields['kind'] ELSE c.kind END AS kind,
        CASE WHEN x.fields['kind'] IN ('level', 'share') THEN NULL ELSE c.basis END AS basis,
        CASE WHEN map_contains(x.fields, 'modality') THEN x.fields['modality'] ELSE c.modality END AS modality
    ),
    x.fields['fate'] AS fate, map_keys(x.fields) AS corrected, x.fields['note'] AS note
FROM query_table(readings) AS c
LEFT JOIN corrections_as_of(read) AS x ON x.claim_id = c.claim_id AND x.rulebook = c.rulebook
WHERE c.doc_date IN (SELECT doc_date FROM query_table(docs)) AND c.doc_id IN (SELECT doc_id FROM query_table(docs));
COMMENT ON MACRO TABLE corrected_readings_as_of IS 'All readings of all claims of the articles in the table `docs`, or those of them in the table `readings`, with what persons had corrected by an instant laid over them.';
