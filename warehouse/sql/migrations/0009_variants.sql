-- What one metric counts in several sorts is several lines: major and medium classes, grades of factories.
CREATE TABLE metric_variants (metric_id VARCHAR, place INTEGER, pattern VARCHAR, earlier VARCHAR, name_en VARCHAR, name_zh VARCHAR);
COMMENT ON TABLE metric_variants IS 'Sorts of what a metric counts; each has series of its own.';
COMMENT ON COLUMN metric_variants.metric_id IS 'Metric';
COMMENT ON COLUMN metric_variants.place IS 'The first that fits holds';
COMMENT ON COLUMN metric_variants.pattern IS 'Words of the counted noun or of the phrase that name the sort, as a regular expression in lower case';
COMMENT ON COLUMN metric_variants.earlier IS 'The patterns of the sorts before it, which come first; NULL for the first';
COMMENT ON COLUMN metric_variants.name_en IS 'What the series is called, in English';
COMMENT ON COLUMN metric_variants.name_zh IS 'In Chinese';
