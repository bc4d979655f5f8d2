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
        ("在苏州举行的产业大会上，主管部门介绍，2021年我国机器人行业收入为1300亿元。", "1300亿元", "China"),
        ("省管局负责人在广州召开的发布会上说，广东已建成基站40万个。", "40万个", "Guangdong"),
        ("Tesla delivered 70,000 cars from its Shanghai plant in June.", "70,000", "Shanghai"),
        ("特斯拉上海超级工厂6月交付7.16万辆。", "7.16万辆", "Shanghai"),
        ("Huawei earned 204 billion yuan from Europe last year.", "204 billion yuan", "Europe"),
        ("Verizon served 115 million customers.", "115 million", "United States"),
        ("Larkspur Dynamics plans to open two plants in Texas.", "two", "Texas"),
        ("Larkspur Dynamics had orders for 40 robots, a manager said in Brussels.", "40", None),
        ("ZTE has shipped 50,000 base stations, mainly in China.", "50,000", "China"),
        ("CK Larkspur's Italian operations added 200,000 users.", "200,000", "Italy"),
        ("Nokia's Hong Kong business lost 3 percent of its customers.", "3 percent", "Hong Kong"),
        ("BYD is setting up 6,000 sites outside China.", "6,000", "outside China"),
        ("The firm has 9 percent of the market in the EU+EFTA+UK.", "9 percent", "EU+EFTA+UK"),
        ("In China, Huawei shipped 13 million phones. Vivo shipped 9 million.", "9 million", "China"),
        ("Tesla sold 78,000 China-made cars.", "78,000", "China"),
        ("HONG KONG/PERU (Reuters) - Tesla sold 78,000 cars.", "78,000", None),
        ("The Hang Seng Index rose 0.7 percent.", "0.7 percent", "Hong Kong"),
        ("Sales fell amid weak global demand, Larch Corp said. Its orders fell 9 percent.", "9 percent", None),
        ("Larch Corp is hurt by slower worldwide demand for cars. It sold 900 cars.", "900", None),
        ("Larch Corp's sales fell as it wants to be a global brand. It sold 900 cars.", "900", None),
        ("Larch Corp is now a global brand amid rising scooter demand. It sold 900 scooters.", "900", None),
        ("Phone sales fell worldwide in May. Larch Corp sold 900 phones.", "900", "world"),
        ("Worldwide demand for phones fell. Larch Corp sold 900 phones.", "900", "world"),
        ("Larch is the third-best seller worldwide, behind Acer (26.4% of sales) and Dell (25.4%).", "25.4%", "world"),
    ],
)
def test_place_of_a_figure(read: Read, text: str, quote: str, place: str | None) -> None:
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


def test_a_tender_of_an_operator_named_for_its_country_plays_there(read: Read) -> None:
    claims = read(
        "Huawei was awarded 57 percent of the masts, ZTE 29 percent.", title="Vendors share China Mobile tender"
    )
    assert {claim.place for claim in claims.values()} == {"China"}


def test_profits_are_not_of_the_place_where_the_text_plays(read: Read) -> None:
    text = "Ford sold 9,000 cars. Its profit margin was 5 percent."
    claims = read(text, title="Car market shrinks in Europe")
    assert (claims["9,000"].place, claims["5 percent"].place) == ("Europe", None)


def test_what_happens_at_a_race_happens_at_its_place(read: Read) -> None:
    text = (
        "Robots ran a half marathon in Beijing on Saturday. The winner, Tiangong Ultra, needed 2 hours and 40 minutes."
    )
    assert read(text, "2025-04-20")["2 hours and 40 minutes"].place == "Beijing"


def test_the_ministry_of_a_country_sets_the_stage(read: Read) -> None:
    text = "Norway’s Ministry of Trade, Industry and Energy unveiled a plan. Nordlys Solar had 3 GW of output."
    assert read(text, "2025-04-20")["3 GW"].place == "Norway"


def test_who_takes_part_is_counted_by_the_event(read: Read) -> None:
    text = (
        "BEIJING (Larkspur) - Twenty-one robots joined runners at the Yizhuang half-marathon. Some stood 120 cm tall."
    )
    claims = read(text, "2025-04-20")
    assert claims["Twenty-one"].entity == "Beijing E-Town Robot Half Marathon"
    assert (claims["120 cm"].entity, claims["120 cm"].place) == (None, "Beijing")


def test_a_country_that_owns_a_market_sets_the_stage(read: Read) -> None:
    text = "India's smartphone shipments fell 5 percent. Larkspur doubled its output."
    assert read(text, "2026-04-28")["doubled"].place == "India"


def test_an_event_is_at_its_city_and_not_all_over_its_country(read: Read) -> None:
    text = "Some 20 robots ran the humanoid half-marathon in China on Saturday. The race in Beijing drew crowds."
    assert read(text, "2025-04-20")["20"].place == "Beijing"
