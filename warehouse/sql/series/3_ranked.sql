-- Every statement with its place in line, on each day on which what stands could change. The last of these days holds now.
CREATE TEMP TABLE ranked AS
FROM ranked_statements_as_of(DATE 'infinity', TIMESTAMP 'infinity', true);
