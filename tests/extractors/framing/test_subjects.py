"""Whose figure, and where."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.records import Claim

Read = Callable[..., dict[str, Claim]]


@pytest.mark.parametrize(
    ("text", "quote", "entity"),
    [
        ("China Unicom's revenue rose 3 percent.", "3 percent", "China Unicom"),
        ("Unlike Tesla, Orchid Robotics sold 300 robots.", "300", "Orchid Robotics"),
        ("Shares in ZTE rose 3 percent.", "3 percent", "ZTE"),
        ("Huawei won half of the masts, with ZTE taking 29 percent.", "29 percent", "ZTE"),
        ("Huawei signed with ZTE for 300 masts.", "300", "Huawei"),
        ("Shenzhen Larch Investment held 10 percent of the maker.", "10 percent", "Shenzhen Larch Investment"),
        ("中国电信净利润增长3%。", "3%", "China Telecom"),
        ("广东工业机器人产量增长3%。", "3%", "Guangdong"),
    ],
)
def test_subject_of_the_sentence(read: Read, text: str, quote: str, entity: str) -> None:
    claim = read(text, "2025-03-01")[quote]
    assert claim.entity is not None
    assert claim.entity.startswith(entity)


def test_respectively_gives_row_by_row(read: Read) -> None:
    claims = read(
        "China Mobile, China Telecom and China Unicom added 5 million, 3 million and 2 million users respectively.",
        "2025-03-01",
    )
    assert [claims[quote].entity for quote in ("5 million", "3 million", "2 million")] == [
        "China Mobile",
        "China Telecom",
        "China Unicom",
    ]


def test_fenbie_gives_row_by_row(read: Read) -> None:
    claims = read("中国移动、中国电信、中国联通净利润分别增长5%、3%、2%。", "2025-03-01")
    assert [claims[quote].entity for quote in ("5%", "3%", "2%")] == ["China Mobile", "China Telecom", "China Unicom"]


def test_the_company_is_the_last_company(read: Read) -> None:
    claims = read("Orchid Robotics opened a plant. The company sold 300 robots.", "2025-03-01")
    assert claims["300"].entity == "Orchid Robotics"


def test_the_city_is_the_last_city(read: Read) -> None:
    claims = read("Shenzhen published its plan. The city has 300 robot makers.", "2025-03-01")
    assert claims["300"].entity == "Shenzhen"
    assert claims["300"].place == "Shenzhen"


def test_company_never_named_stays_open(read: Read) -> None:
    assert read("公司上半年实现营业收入15亿元。", "2025-08-01")["15亿元"].entity is None


def test_place_of_a_company_figure_is_where_it_says(read: Read) -> None:
    claim = read("Orchid Robotics sold 300 robots in Germany.", "2025-03-01")["300"]
    assert claim.place == "Germany"


def test_operator_named_for_its_country_is_at_home_there(read: Read) -> None:
    assert read("China Mobile's profit rose 3 percent.", "2025-03-01")["3 percent"].place == "China"


def test_region_carries_its_id(read: Read) -> None:
    claim = read("全国工业机器人产量增长3%。", "2025-03-01")["3%"]
    assert (claim.entity_id, claim.place_id) == ("CN", "CN")


def test_an_owner_in_passing_is_not_what_the_text_goes_on_about(read: Callable[..., dict[str, Claim]]) -> None:
    claims = read(
        "China had 889 million mobile subscribers at the end of April.\n"
        "From this year on, the customers of China Broadnet are part of the count.\n"
        "There were 3.7 million base stations on that day.",
        "2024-05-22",
    )
    assert claims["3.7 million"].entity == "China"
