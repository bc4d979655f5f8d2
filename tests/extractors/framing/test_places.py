"""Where a figure holds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.records import Claim

Read = Callable[..., dict[str, Claim]]


@pytest.mark.parametrize(
    ("text", "quote", "place"),
    [
        ("Orchid Robotics sold 60,000 robots worldwide.", "60,000", "world"),
        ("Huawei supplied 60 percent of the masts in Thailand and 30 percent in Malaysia.", "60 percent", "Thailand"),
        ("Huawei supplied 60 percent of the masts in Thailand and 30 percent in Malaysia.", "30 percent", "Malaysia"),
        ("Ericsson's sales in North America fell 12 percent.", "12 percent", "North America"),
        ("优必选上半年营业收入6.2亿元。", "6.2亿元", "China"),
        ("北京亦庄新增机器人企业80家。", "80家", "Beijing"),
    ],
)
def test_place_of_a_figure(read: Read, text: str, quote: str, place: str) -> None:
    assert read(text, "2025-03-01")[quote].place == place


def test_a_specification_holds_nowhere(read: Read) -> None:
    text = "Tesla opened a plant in Berlin. Its robot Optimus weighs 57 kg."
    assert read(text, "2025-03-01")["57 kg"].place is None


def test_a_headline_sets_the_stage_for_companies(read: Read) -> None:
    claims = read(
        "Registrations fell sharply.\nTesla sold 8,000 cars, Ford 9,000.", title="Car market shrinks in Europe"
    )
    assert {claim.place for claim in claims.values()} == {"Europe"}


def test_a_dateline_is_not_what_a_report_is_about(read: Read) -> None:
    claims = read("HONG KONG - China Mobile's net profit rose 5 percent.", "2025-08-07")
    assert (claims["5 percent"].entity_id, claims["5 percent"].place_id) == ("china_mobile", "CN")


def test_known_places_carry_their_id(read: Read) -> None:
    claims = read("China had 4.2 million 5G base stations, the industry ministry said.", "2025-03-01")
    assert (claims["4.2 million"].entity_id, claims["4.2 million"].place_id) == ("CN", "CN")
