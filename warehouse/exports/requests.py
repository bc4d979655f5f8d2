"""What is to be exported, and the query that brings it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

import duckdb

from extractors.errors import UsageError
from warehouse.known_names import find_asked, require_currency
from warehouse.sealed import find_objection

MEANT = {"targets": "target_status"}  # what came of them stands beside them
CLAIM_COLUMNS = ("claim_id", "new_claim_id", "newest_claim_id")  # whose source a row is cited by: the first it has
SOURCE_COLUMNS = {"publisher", "title", "published_day", "url", "first_seen", "period_start", "period_end"}
CONVERTIBLE = {"unit", "kind", "metric_id", "period_start", "period_end", "published_day"}
# In this order as far as a relation has them, so that two exports of one copy are the same.
ORDER = (
    "metric_id", "entity", "place", "kind", "basis", "unit", "series_id", "period_end", "due", "period_start",
    "modality", "published_day", "claim_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """A table or view of the published copy, or a query, and what to keep of it."""

    what: str = "observations"
    query: str | None = None  # in place of `what`
    metric: str | None = None
    entity: str | None = None
    place: str | None = None
    period: tuple[date, date] | None = None  # rows whose reference period ends in these days
    kind: str | None = None
    modality: str | None = None
    currency: str | None = None  # that money is shown in too
    as_of: date | None = None  # observations as they stood by what was public on this day

    @property
    def relation(self) -> str:
        """The table or view that is read."""
        return MEANT.get(self.what, self.what)

    def filters(self) -> dict[str, str]:
        """What was asked for, as the command line has it: `{"--metric": "5g_base_stations"}`."""
        period = None if self.period is None else f"{self.period[0]}..{self.period[1]}"
        given = {
            "--metric": self.metric,
            "--entity": self.entity,
            "--place": self.place,
            "--period": period,
            "--kind": self.kind,
            "--modality": self.modality,
            "--in": self.currency,
            "--as-of": None if self.as_of is None else str(self.as_of),
        }
        return {option: value for option, value in given.items() if value is not None}


def build_query(connection: duckdb.DuckDBPyConnection, request: ExportRequest) -> str:
    """The query, with a citation for every row that stands for a claim, in an order that is always the same.

    Raises UsageError for a relation or name that is not known, and for a filter that the relation has no column for.
    """
    if request.query is not None:
        return _take_query(connection, request)
    relation = _require_relation(connection, request.relation)
    if request.as_of is not None:
        relation = _go_back(connection, relation, request, request.as_of)
    columns = set(read_columns(connection, f"FROM {relation}"))
    if request.currency is not None:
        relation, columns = _convert(connection, relation, columns, request.currency)
    return select_cited(relation, columns, list(_build_conditions(connection, request, columns)))


def select_cited(relation: str, columns: Collection[str], conditions: Sequence[str] = ()) -> str:
    """The rows of a relation with these columns: cited where they stand for claims, always in the same order."""
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    order = ", ".join(column for column in ORDER if column in columns)
    ordered = f" ORDER BY {order}" if order else ""
    return _add_citation(f"SELECT * FROM {relation}{where}", columns) + ordered


def read_columns(connection: duckdb.DuckDBPyConnection, query: str) -> dict[str, str]:
    """Columns of a query with their types, in its order."""
    rows = connection.execute(f"DESCRIBE FROM ({query})").fetchall()
    return {str(row[0]): str(row[1]) for row in rows}


def _take_query(connection: duckdb.DuckDBPyConnection, request: ExportRequest) -> str:
    """The query as it was given, if it only reads."""
    query = request.query or ""
    given = ", ".join(request.filters())
    if given:
        raise UsageError(f"{given}: a query says itself what it selects; leave this out, or the query")
    try:
        objection = find_objection(connection, query)
        if objection is None:
            read_columns(connection, query.strip().removesuffix(";"))
    except duckdb.Error as error:
        objection = str(error).splitlines()[0]
    if objection:
        raise UsageError(f"the query failed: {objection}")
    return query.strip().removesuffix(";")


def _require_relation(connection: duckdb.DuckDBPyConnection, asked: str) -> str:
    known = [name for (name,) in connection.execute(_RELATIONS).fetchall()]
    if asked in known:
        return asked
    near = get_close_matches(asked.lower(), known, 3, 0.5)
    proposal = f"; did you mean {' or '.join(near)}?" if near else ""
    raise UsageError(f"there is no table or view {asked!r}{proposal} (docs/warehouse.md has all)")


_RELATIONS = """
SELECT view_name FROM duckdb_views() WHERE NOT internal UNION SELECT table_name FROM duckdb_tables() ORDER BY 1
"""


def _go_back(connection: duckdb.DuckDBPyConnection, relation: str, request: ExportRequest, day: date) -> str:
    """A table of the observations as they stood on that day, of the metric and entity that are asked for."""
    if relation != "observations":
        raise UsageError(f"--as-of: only observations are kept for every day, not {relation}; leave it out")
    asked = find_asked(connection, request.metric, request.entity, request.place)
    connection.execute(_THAT_DAY, {"day": day, "metric": asked["metric_id"], "entity": asked["entity"]})
    return "observations_that_day"


_THAT_DAY = """
CREATE TEMP TABLE observations_that_day AS
FROM observations_as_of($day, TIMESTAMP 'infinity', $metric, $entity)
"""


def _convert(
    connection: duckdb.DuckDBPyConnection, relation: str, columns: set[str], currency: str
) -> tuple[str, set[str]]:
    """The relation with its money in another currency beside it, and its columns."""
    code = require_currency(connection, currency)
    if "due" in columns and "period_end" not in columns:  # a target is worth what money is worth when it is due
        connection.execute(f"CREATE TEMP VIEW due_targets AS SELECT *, due AS period_end FROM {relation}")
        relation, columns = "due_targets", columns | {"period_end"}
    if not columns >= CONVERTIBLE:
        raise UsageError(f"--in: {relation} has no money that could be converted; leave it out")
    converted = f"in_currency('{relation}', '{code}')"
    return converted, set(read_columns(connection, f"FROM {converted}"))


def _build_conditions(
    connection: duckdb.DuckDBPyConnection, request: ExportRequest, columns: set[str]
) -> Iterator[str]:
    asked = find_asked(connection, request.metric, request.entity, request.place)
    if asked["metric_id"] is not None:
        _require_columns(request, columns, "--metric", ("metric_id",))
        yield f"metric_id = {quote(asked['metric_id'])}"
    for name in ("entity", "place"):
        if asked[name] is not None:
            _require_columns(request, columns, f"--{name}", (name,))
            yield _match_entity(connection, name, asked[name], columns)
    for name, value in (("kind", request.kind), ("modality", request.modality)):
        if value is not None:
            _require_columns(request, columns, f"--{name}", (name,))
            yield f"{name} = {quote(value)}"
    if request.period is not None:
        end = _require_columns(request, columns, "--period", ("period_end", "due"))
        yield f"{end} BETWEEN DATE '{request.period[0]}' AND DATE '{request.period[1]}'"


def _match_entity(connection: duckdb.DuckDBPyConnection, name: str, key: str, columns: set[str]) -> str:
    """By the id where the relation has it, else by the name that the id goes by in series."""
    if f"{name}_id" in columns:
        return f"coalesce({name}_id, lower({name})) = {quote(key)}"
    shown = connection.execute("SELECT lower(name_en) FROM entities WHERE entity_id = ?", [key]).fetchall()
    return f"lower({name}) = {quote(shown[0][0] if shown else key)}"


def _require_columns(request: ExportRequest, columns: set[str], option: str, wanted: tuple[str, ...]) -> str:
    for column in wanted:
        if column in columns:
            return column
    raise UsageError(f"{option}: {request.what} has no column {wanted[0]}; leave it out")


def _add_citation(query: str, columns: Collection[str]) -> str:
    """The query with a column more, where its rows stand for claims."""
    claim = next((column for column in CLAIM_COLUMNS if column in columns), None)
    if claim is None or "citation" in columns:
        return query
    if set(columns) >= SOURCE_COLUMNS:
        return _CITED_HERE.format(query=query)
    period = {
        "start": "r.period_start" if "period_start" in columns else "NULL",
        "end": "r.period_end" if "period_end" in columns else "r.due" if "due" in columns else "NULL",
    }
    return _CITED.format(query=query, claim=claim, **period)


_CITED_HERE = """
SELECT *, cite(publisher, title, published_day, url, period_start, period_end, first_seen::DATE) AS citation
FROM ({query})
"""
# A page is cited with the day on which it was read first.
_CITED = """
WITH asked AS NOT MATERIALIZED ({query}),
sources AS (
    SELECT c.claim_id, any_value(a.publisher) AS publisher, any_value(a.title) AS title,
        any_value(coalesce(a.published_day, a.doc_date)) AS day, any_value(a.url) AS url,
        min(a.first_seen)::DATE AS read_day
    FROM claim_readings AS c
    JOIN articles AS a ON a.version_id = c.version_id
    WHERE c.claim_id IN (SELECT {claim} FROM asked)
    GROUP BY c.claim_id
)
SELECT r.*, CASE WHEN s.claim_id IS NOT NULL
    THEN cite(s.publisher, s.title, s.day, s.url, {start}, {end}, s.read_day) END AS citation
FROM asked AS r
LEFT JOIN sources AS s ON s.claim_id = r.{claim}
"""


def quote(text: str) -> str:
    """A text as SQL writes it: `"it's"` is `"'it''s'"`. Queries with bound values do not hand rows on as they come."""
    return "'" + text.replace("'", "''") + "'"
