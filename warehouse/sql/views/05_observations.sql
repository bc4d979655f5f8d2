CREATE VIEW observations AS
SELECT
    series_id, metric_id, metric_name_en, metric_name_zh, topic, nature, entity, entity_id, place, place_id, scope, kind,
    basis, unit, per, period_type, period_start, period_end, period_origin, modality, value, low, high, comparator,
    originator, publishers, independent, claims, disagreement, published_day, first_published, old_news, quote, sentence,
    lang, url, title, claim_id, stretch
FROM observation_rows;
COMMENT ON VIEW observations IS 'One row for each series and reference period: all claims on it and the value that stands. Forecasts and targets have rows of their own, one for each originator.';
COMMENT ON COLUMN observations.series_id IS 'Hash of metric, entity, place, kind, basis, unit, per, period type and the sort that is counted';
COMMENT ON COLUMN observations.metric_id IS 'Metric';
COMMENT ON COLUMN observations.metric_name_en IS 'Metric, in English';
COMMENT ON COLUMN observations.metric_name_zh IS 'Metric, in Chinese';
COMMENT ON COLUMN observations.topic IS 'Topic of the metric';
COMMENT ON COLUMN observations.nature IS 'stock, flow, ratio or price';
COMMENT ON COLUMN observations.entity IS 'Whose figure it is';
COMMENT ON COLUMN observations.entity_id IS 'The same in the catalogue; NULL for a name as written';
COMMENT ON COLUMN observations.place IS 'Where it holds; a company''s figures without a place stand at its home';
COMMENT ON COLUMN observations.place_id IS 'The same in the catalogue';
COMMENT ON COLUMN observations.scope IS 'world, country, region, province, city, company or product: figures of different scope never share a series';
COMMENT ON COLUMN observations.kind IS 'level, change, growth or share';
COMMENT ON COLUMN observations.basis IS 'Of a change or growth: yoy, qoq, mom, cagr, since or ytd_yoy';
COMMENT ON COLUMN observations.unit IS 'ISO 4217 code, percent, pp, times, count or a unit symbol';
COMMENT ON COLUMN observations.per IS 'Denominator';
COMMENT ON COLUMN observations.period_type IS 'instant, month, quarter, half, year, ytd (since January), window or inception (since the start)';
COMMENT ON COLUMN observations.period_start IS 'First day of the reference period; equals period_end for an instant, NULL since inception';
COMMENT ON COLUMN observations.period_end IS 'Last day of the reference period';
COMMENT ON COLUMN observations.period_origin IS 'stated, inherited, or assumed: a stock without a period stands at its publication day';
COMMENT ON COLUMN observations.stretch IS 'Number of the break that it stands behind (table breaks), 0 before the first: values of different stretches are not comparable';
COMMENT ON COLUMN observations.modality IS 'actual (the line), expected or target';
COMMENT ON COLUMN observations.value IS 'The value that stands: a point, the middle of a range, or the bound of an open interval';
COMMENT ON COLUMN observations.low IS 'Lower end as stated; NULL is open';
COMMENT ON COLUMN observations.high IS 'Upper end as stated; NULL is open';
COMMENT ON COLUMN observations.comparator IS 'As worded: eq, approx, gt, ge, lt, le or range';
COMMENT ON COLUMN observations.originator IS 'Who stated the standing value first: the attributed body, else the publisher';
COMMENT ON COLUMN observations.publishers IS 'All publishers that carry a value for the period';
COMMENT ON COLUMN observations.independent IS 'Originators that state a value; copies of one story count once';
COMMENT ON COLUMN observations.claims IS 'Claims on it';
COMMENT ON COLUMN observations.disagreement IS 'True if the newest values of two originators, widened by their rounding, do not meet';
COMMENT ON COLUMN observations.published_day IS 'Day on which the standing value was published';
COMMENT ON COLUMN observations.first_published IS 'Day on which a value for the period was first published';
COMMENT ON COLUMN observations.old_news IS 'Why the standing value was no news when it was published: "period long past" (it had ended more than 120 days before); else NULL';
COMMENT ON COLUMN observations.quote IS 'The standing value as written';
COMMENT ON COLUMN observations.sentence IS 'The sentence around it';
COMMENT ON COLUMN observations.lang IS 'Its language';
COMMENT ON COLUMN observations.url IS 'Link to the article';
COMMENT ON COLUMN observations.title IS 'Title of the article';
COMMENT ON COLUMN observations.claim_id IS 'The claim that stands';
