CREATE VIEW claims AS
SELECT
    claim_id, doc_id, version_id, source_id, publisher, tier, url, title, lang, published_day, first_seen, start, "end",
    quote, sentence, low, high, comparator, unit, "of", per, metric, metric_original, metric_id, kind, basis, entity,
    entity_id, place, place_id, period_start, period_end, period_origin, modality, attributed_to, confidence,
    held_reason, old_news, repeats, corrected, note
FROM claim_rows;
COMMENT ON VIEW claims IS 'Every numeric claim that holds now: the newest reading of the newest version of each article.';
COMMENT ON COLUMN claims.claim_id IS 'Hash of version, span and number: what claimwatch trace takes';
COMMENT ON COLUMN claims.doc_id IS 'Article';
COMMENT ON COLUMN claims.version_id IS 'Version of the article';
COMMENT ON COLUMN claims.source_id IS 'Source that carried it first';
COMMENT ON COLUMN claims.publisher IS 'Name of that source';
COMMENT ON COLUMN claims.tier IS 'official, agency, trade, media or copy';
COMMENT ON COLUMN claims.url IS 'Link to the article';
COMMENT ON COLUMN claims.title IS 'Title of the article';
COMMENT ON COLUMN claims.lang IS 'Language of the article';
COMMENT ON COLUMN claims.published_day IS 'Day of publication in the source''s zone; of first sight where none is known';
COMMENT ON COLUMN claims.first_seen IS 'When we first saw the version (UTC)';
COMMENT ON COLUMN claims.start IS 'First code point of the number in the text';
COMMENT ON COLUMN claims."end" IS 'First code point after it';
COMMENT ON COLUMN claims.quote IS 'The number as written';
COMMENT ON COLUMN claims.sentence IS 'The sentence around it, at most 300 characters';
COMMENT ON COLUMN claims.low IS 'Lower end of the value; NULL is open. Percent as the percent figure, magnitudes multiplied out';
COMMENT ON COLUMN claims.high IS 'Upper end of the value; NULL is open';
COMMENT ON COLUMN claims.comparator IS 'As worded: eq, approx, gt, ge, lt, le or range';
COMMENT ON COLUMN claims.unit IS 'ISO 4217 code, percent, pp, times, count or a unit symbol';
COMMENT ON COLUMN claims."of" IS 'For count: the counted noun as written';
COMMENT ON COLUMN claims.per IS 'Written denominator, in English';
COMMENT ON COLUMN claims.metric IS 'What is measured, as an English noun phrase';
COMMENT ON COLUMN claims.metric_original IS 'The phrase in the language of the text';
COMMENT ON COLUMN claims.metric_id IS 'Metric of the catalogue; NULL for context';
COMMENT ON COLUMN claims.kind IS 'level, change, growth or share';
COMMENT ON COLUMN claims.basis IS 'Of a change or growth: yoy, qoq, mom, cagr, since or ytd_yoy';
COMMENT ON COLUMN claims.entity IS 'Whose figure it is, in English or as written';
COMMENT ON COLUMN claims.entity_id IS 'The same in the catalogue';
COMMENT ON COLUMN claims.place IS 'Where it holds, in English';
COMMENT ON COLUMN claims.place_id IS 'The same in the catalogue';
COMMENT ON COLUMN claims.period_start IS 'First day that the figure refers to, as said';
COMMENT ON COLUMN claims.period_end IS 'Last day that the figure refers to, as said';
COMMENT ON COLUMN claims.period_origin IS 'stated, inherited from the text, or assumed';
COMMENT ON COLUMN claims.modality IS 'actual, expected, target or hypothetical';
COMMENT ON COLUMN claims.attributed_to IS 'Who says so, as written';
COMMENT ON COLUMN claims.confidence IS 'From 0 to 1';
COMMENT ON COLUMN claims.held_reason IS 'Why the claim is kept out of series: out of range, unit clash, flow without a period ...; NULL if it is used';
COMMENT ON COLUMN claims.old_news IS 'NULL, or why it is no news: "period long past" (it ended more than 120 days before publication) or "said before" (the same sentence stood in the press more than 120 days before)';
COMMENT ON COLUMN claims.repeats IS 'Of what was said before: the claim that said so first';
COMMENT ON COLUMN claims.corrected IS 'Columns that a person set; NULL where none did. claim_readings has what was read';
COMMENT ON COLUMN claims.note IS 'What a person noted of it';
