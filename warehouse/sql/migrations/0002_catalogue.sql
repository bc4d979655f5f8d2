-- The catalogue: config/ as of the last run, replaced as a whole.

CREATE TABLE sources (
    source_id VARCHAR, name_en VARCHAR, name_zh VARCHAR, homepage VARCHAR, type VARCHAR, url VARCHAR, language VARCHAR,
    zone VARCHAR, tier VARCHAR, tier_rank INTEGER, publisher_group VARCHAR, topics VARCHAR[], enabled BOOLEAN,
    disabled_reason VARCHAR, stale_after_days INTEGER
);
COMMENT ON TABLE sources IS 'Sources of the catalogue.';
COMMENT ON COLUMN sources.source_id IS 'Name of the source in config/sources/';
COMMENT ON COLUMN sources.name_en IS 'Publisher, in English';
COMMENT ON COLUMN sources.name_zh IS 'Publisher, in Chinese';
COMMENT ON COLUMN sources.homepage IS 'Home page';
COMMENT ON COLUMN sources.type IS 'rss, atom, json feed, sitemap, news sitemap, listing page or JSON endpoint';
COMMENT ON COLUMN sources.url IS 'What is watched';
COMMENT ON COLUMN sources.language IS 'en or zh';
COMMENT ON COLUMN sources.zone IS 'IANA time zone of its days';
COMMENT ON COLUMN sources.tier IS 'official, agency, trade, media or copy';
COMMENT ON COLUMN sources.tier_rank IS '1 official to 5 copy: the lower stands first';
COMMENT ON COLUMN sources.publisher_group IS 'House that it belongs to: sources of one house are not independent';
COMMENT ON COLUMN sources.topics IS 'Topics that it is watched for';
COMMENT ON COLUMN sources.enabled IS 'Whether runs ask it';
COMMENT ON COLUMN sources.disabled_reason IS 'Why not';
COMMENT ON COLUMN sources.stale_after_days IS 'Silent for longer means stale';

CREATE TABLE topics (topic_id VARCHAR, name_en VARCHAR, name_zh VARCHAR);
COMMENT ON TABLE topics IS 'Topics of the catalogue.';
COMMENT ON COLUMN topics.topic_id IS 'Name of the topic in config/topics/';
COMMENT ON COLUMN topics.name_en IS 'In English';
COMMENT ON COLUMN topics.name_zh IS 'In Chinese';

CREATE TABLE metrics (
    metric_id VARCHAR, name_en VARCHAR, name_zh VARCHAR, topic VARCHAR, definition VARCHAR, unit VARCHAR,
    units VARCHAR[], "of" VARCHAR, per VARCHAR, kind VARCHAR, nature VARCHAR, publisher VARCHAR, frequency VARCHAR,
    publisher_ids VARCHAR[], from_january BOOLEAN
);
COMMENT ON TABLE metrics IS 'Metrics of the catalogue: what is measured, free of place and owner.';
COMMENT ON COLUMN metrics.metric_id IS 'Name of the metric in config/metrics/';
COMMENT ON COLUMN metrics.name_en IS 'In English';
COMMENT ON COLUMN metrics.name_zh IS 'In Chinese';
COMMENT ON COLUMN metrics.topic IS 'Topic';
COMMENT ON COLUMN metrics.definition IS 'What is counted and what is not';
COMMENT ON COLUMN metrics.unit IS 'Its unit';
COMMENT ON COLUMN metrics.units IS 'Units that a level of it may be stated in; money stands for any currency';
COMMENT ON COLUMN metrics."of" IS 'For count: what is counted';
COMMENT ON COLUMN metrics.per IS 'Denominator';
COMMENT ON COLUMN metrics.kind IS 'level or share: the kind that its ranges hold for';
COMMENT ON COLUMN metrics.nature IS 'stock (at an instant), flow (over a period), cumulative (since a start), ratio or price';
COMMENT ON COLUMN metrics.publisher IS 'Who publishes it first';
COMMENT ON COLUMN metrics.frequency IS 'How often';
COMMENT ON COLUMN metrics.publisher_ids IS 'Entities named in publisher: their own statement of the metric stands first';
COMMENT ON COLUMN metrics.from_january IS 'A flow that is published as the sum since January';

CREATE TABLE metric_ranges (metric_id VARCHAR, scope VARCHAR, low DOUBLE, high DOUBLE);
COMMENT ON TABLE metric_ranges IS 'Plausible values of a metric by scope; a claim outside is held, not dropped.';
COMMENT ON COLUMN metric_ranges.metric_id IS 'Metric';
COMMENT ON COLUMN metric_ranges.scope IS 'world, country, region, province, city, company or product';
COMMENT ON COLUMN metric_ranges.low IS 'Least plausible value in the unit of the metric';
COMMENT ON COLUMN metric_ranges.high IS 'Greatest plausible value';

CREATE TABLE entities (
    entity_id VARCHAR, name_en VARCHAR, name_zh VARCHAR, kind VARCHAR, scope VARCHAR, is_place BOOLEAN, width INTEGER, parent VARCHAR,
    home VARCHAR, in_mainland_statistics BOOLEAN
);
COMMENT ON TABLE entities IS 'Places, companies, agencies and products of the catalogue.';
COMMENT ON COLUMN entities.entity_id IS 'Name of the entity in config/entities/';
COMMENT ON COLUMN entities.name_en IS 'In English';
COMMENT ON COLUMN entities.name_zh IS 'In Chinese';
COMMENT ON COLUMN entities.kind IS 'Kind as the catalogue has it: country, province, company, agency ...';
COMMENT ON COLUMN entities.scope IS 'What its figures are figures of: world, country, region, province, city, company or product';
COMMENT ON COLUMN entities.is_place IS 'Whether it is a place';
COMMENT ON COLUMN entities.width IS 'Of a place: 0 world, 1 country, 2 region, 3 province, 4 city, 5 district: the greater is the narrower';
COMMENT ON COLUMN entities.parent IS 'Entity that it belongs to';
COMMENT ON COLUMN entities.home IS 'Home country of a company';
COMMENT ON COLUMN entities.in_mainland_statistics IS 'Whether national figures of mainland China include it';

CREATE TABLE entity_names (name VARCHAR, lang VARCHAR, entity_id VARCHAR);
COMMENT ON TABLE entity_names IS 'Every name that an entity goes by.';
COMMENT ON COLUMN entity_names.name IS 'Name or alias, in lower case';
COMMENT ON COLUMN entity_names.lang IS 'en or zh';
COMMENT ON COLUMN entity_names.entity_id IS 'Entity';

CREATE TABLE units (unit_id VARCHAR, dimension VARCHAR, name_en VARCHAR, name_zh VARCHAR);
COMMENT ON TABLE units IS 'Units of the catalogue.';
COMMENT ON COLUMN units.unit_id IS 'Symbol as claims write it';
COMMENT ON COLUMN units.dimension IS 'What it measures: money, mass, length ...; units of one dimension do not clash';
COMMENT ON COLUMN units.name_en IS 'In English';
COMMENT ON COLUMN units.name_zh IS 'In Chinese';
