-- How near is near is said once, in extractors/pages/signatures.py.

COMMENT ON COLUMN articles.signature IS '64-bit near-duplicate signature: copies of one story differ in few bits';
