CREATE TABLE saved_catalogue (digest VARCHAR);
COMMENT ON TABLE saved_catalogue IS 'What the tables of the catalogue were filled from, so that they are left alone while config/ and program stay as they are.';
COMMENT ON COLUMN saved_catalogue.digest IS 'SHA-256 of the items of config/ and of the program that makes rows of them';
