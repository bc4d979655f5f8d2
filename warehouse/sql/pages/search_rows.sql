SELECT * EXCLUDE (attributed_to) FROM search_claims ORDER BY id;
