"""What `claimwatch series` shows of an observation."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

from flows.series_output import build_block, name_series, say_converted
from warehouse.screen import display_width
from warehouse.series import ConvertedObservation, Observation

JUNE = Observation(
    series_id="s",
    metric_id="5g_base_stations",
    entity="China",
    place="China",
    scope="country",
    kind="level",
    basis=None,
    unit="count",
    per=None,
    period_type="instant",
    period_start=date(2025, 6, 30),
    period_end=date(2025, 6, 30),
    period_origin="stated",
    modality="actual",
    value=4_549_000.0,
    low=4_549_000.0,
    high=4_549_000.0,
    comparator="eq",
    originator="The Wire",
    publishers=("The Wire",),
    independent=1,
    claims=1,
    disagreement=False,
    published_day=date(2025, 7, 22),
    first_published=date(2025, 7, 22),
    quote="454.9万个",
    sentence="到6月末，我国5G基站总数为454.9万个，\n半年净增近30万个；",
    lang="zh",
    url="https://wire.example/2025/07/22/a-rather-long-address-of-an-article.html",
    title="A title",
    claim_id="c",
    metric_name_en="5G base stations",
    metric_name_zh="5G基站数",
)
END = date(2025, 9, 30)
LATER = replace(JUNE, period_start=END, period_end=END, low=None, high=12e9, comparator="lt", period_origin="assumed")


def lines(*series: Observation, width: int | None = None) -> list[str]:
    return [line for line, _ in build_block(series, width)]


def test_values_stand_one_under_the_other_with_who_says_so() -> None:
    shown = lines(JUNE, replace(LATER, disagreement=True, modality="target"))
    assert shown[0] == "5G base stations (5g_base_stations) · China · level · at a point in time"
    assert shown[1] == "  end of Jun 2025             4,549,000  The Wire"
    assert shown[2] == "      “到6月末，我国5G基站总数为454.9万个， 半年净增近30万个；”"
    assert shown[3] == f"      2025-07-22 {JUNE.url}"
    assert shown[4] == "  end of Sep 2025  less than 12 billion  target, The Wire, day of publication, disputed"


def test_a_series_is_named_with_its_place_denominator_and_basis() -> None:
    grown = replace(JUNE, place="Guangdong", kind="growth", basis="yoy", period_type="month", per="month")
    assert name_series(grown) == (
        "5G base stations (5g_base_stations) · China in Guangdong · growth, year on year · monthly · per month"
    )
    assert name_series(replace(JUNE, metric_name_en=None)).startswith("5G基站数 (5g_base_stations)")


def test_nothing_but_an_address_is_wider_than_the_screen() -> None:
    for width in (40, 60, 80):
        shown = lines(JUNE, LATER, width=width)
        assert all(display_width(line) <= width for line in shown if "http" not in line)
        assert any(line.endswith(JUNE.url) for line in shown)


def test_what_a_page_says_does_not_steer_the_terminal() -> None:
    assert "\x1b" not in "".join(
        lines(replace(JUNE, sentence="a \x1b[2J b", originator="x\x1b]0;y", url="http://a/\x1b"))
    )


def test_converted_money_is_said_with_its_rate_and_what_was_not_converted_with_the_reason() -> None:
    columns = {field.name: getattr(LATER, field.name) for field in fields(LATER)}
    nothing: dict[str, Any] = dict.fromkeys(
        ("converted_value", "converted_low", "converted_high", "rate", "rate_source")
    )
    days = {"rate_from": date(2025, 1, 2), "rate_until": END}
    money = ConvertedObservation(
        **{**columns, **nothing, **days, "unit": "CNY", "currency": "USD", "unconverted": None}
    )
    converted = replace(money, rate=0.138522798, converted_high=1662273576.6)
    assert say_converted(converted) == "≈ less than 1.662 billion USD, at 0.138523 (mean of 2025-01-02 to 2025-09-30)"
    on_one_day = replace(converted, rate_from=END)
    assert f"      {say_converted(on_one_day)}" in lines(on_one_day)
    assert say_converted(on_one_day).endswith("(2025-09-30)")
    assert say_converted(replace(money, unconverted="rates of CNY end")) == "not converted: rates of CNY end"
    assert say_converted(replace(converted, unit="USD")) == ""
    assert say_converted(replace(money, currency=None)) == ""
