"""Whose figure it is where a text names several, or none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.records import Claim

Read = Callable[..., dict[str, Claim]]


@pytest.mark.parametrize(
    ("text", "quote", "entity"),
    [
        ("South Korea's SK Telecom said it had 15 million 5G subscribers.", "15 million", "SK Telecom"),
        ("Japan has 440 robots, ahead of Peru, whose installations fell 9 percent.", "9 percent", "Peru"),
        ("Oslo-listed Larkspur Dynamics sold 300 robots.", "300", "Larkspur Dynamics"),
        ("Nokia sold 300 robots, and its share of the domestic market rose to 4 percent.", "4 percent", "Nokia"),
        ("BEIJING, March 3 (Xinhua) -- The country has 4 million 5G base stations.", "4 million", "China"),
        ("TOKYO (Reuters) - Mobile subscribers with 5G plans rose to 4 million.", "4 million", "Japan"),
        ("TOKYO, May 4 (Reuters) - The city has 700 buses.", "700", "Tokyo"),
        ("LARKDALE (Reuters) - Nokia sold 300 robots.", "300", "Nokia"),
        ("In Guangdong, the country's largest maker of robots, output reached 240 units.", "240", "Guangdong"),
        (
            "Nokia sold phones. The company, put on a U.S. blacklist, sold its brand Larkspur. Revenue fell 9 percent.",
            "9 percent",
            "Nokia",
        ),
        (
            "Japan sold licences. UBS forecasts 600 masts, while Citi sees spending of 9 billion yen.",
            "9 billion yen",
            "Japan",
        ),
        ("UBS cut its 2026 forecast for humanoid sales in Japan to 900 units.", "900", "Japan"),
        ("There were 41,000 robotics companies registered in Norway as of June.", "41,000", "Norway"),
        ("Germany is Europe's largest market with 27,000 installations.", "27,000", "Germany"),
        ("Sweden has 3,000 robots, ahead of Italy with 2,800.", "2,800", "Italy"),
        ("Verizon added 455,000 subscribers, more than Vodafone's 300,000.", "300,000", "Vodafone"),
        ("Beijing-based Orchid Robotics raised $300 million.", "$300 million", "Orchid Robotics"),
        ("The U.S. market shrank 9 percent. The country installed 34,000 robots.", "34,000", "United States"),
        ("Ericsson's sales in Asia fell 12 percent. In Europe they grew 2 percent.", "2 percent", "Ericsson"),
        ("China Unicom, together with rival telco China Telecom, deployed 150,000 masts.", "150,000", "China Unicom"),
        ("Chinese companies like Unitree and Agibot make 80 percent of them.", "80 percent", "China"),
        ("Chinese vendors Huawei and ZTE employ 200,000 people.", "200,000", "Huawei"),
        ("Finland's Nokia and Sweden's Ericsson won 43 and 22 contracts respectively.", "22", "Ericsson"),
        ("The best seller was Tesla, but it lost 5 percent.", "5 percent", "Tesla"),
        ("Around 5,200 robots were shipped by the Oslo-based Larkspur Dynamics.", "5,200", "Larkspur Dynamics"),
        ("Japan makes robots. Exports to China fell 12 percent.", "12 percent", "Japan"),
        ("Oslo is among the first four pilot cities in Norway.", "four", "Norway"),
        ("Tesla lost 9 percent in Germany while the overall market grew 3 percent.", "3 percent", "Germany"),
        ("The humanoid robot market is projected to reach $38 billion by 2035.", "$38 billion", "world"),
        (
            "Larkspur Dynamics raised money. Dana Wills, its founder, spoke. Wills said it had 80 staff.",
            "80",
            "Larkspur Dynamics",
        ),
        ("Three carriers, China Mobile, China Telecom and China Unicom, sell 5G plans.", "Three", "China"),
        ("Nokia shrinks. The UK unit has 9 million users.", "9 million", "Nokia"),
        ("Tesla and BYD grow. The U.S. automaker employs 125,000 people.", "125,000", "Tesla"),
        ("BYD and Tesla grow. The Chinese carmaker employs 900,000 people.", "900,000", "BYD"),
        ("Tesla grows. Deliveries of China-made cars rose 157 percent.", "157 percent", "Tesla"),
        ("Robots sell. Larkspur delivered 37,000 of them.", "37,000", "Larkspur"),
        ("Vodafone shrinks. Peru, its largest market, lost 3 percent of revenue.", "3 percent", "Vodafone"),
        ("Vodafone shrinks. In Peru revenue fell 8 percent.", "8 percent", "Vodafone"),
        ("Vodafone shrinks. Rival Larkspur said it had 8 million users.", "8 million", "Larkspur"),
        ("Vodafone shrinks. Broker Larkspur said it expects 8 million users.", "8 million", "Vodafone"),
        ("Peru builds a hall. The campus will be three times the size of Larkspur Hall.", "three times", "Peru"),
        ("Acer's share was 5 percent while Larkspur Dynamics had 3 percent.", "3 percent", "Larkspur Dynamics"),
        ("Tesla said on Monday global handset sales would rise 10 percent.", "10 percent", "world"),
        ("Tesla expects the market to grow 6 percent.", "6 percent", "world"),
        ("Peru has 4 million 5G users. Nokia estimates this number will grow to 9 million.", "9 million", "Peru"),
        ("Peru has 4 million users. Nokia said that figure was set to reach 9 million.", "9 million", "Peru"),
        ("Nokia had 900 staff. Nokia said the number would fall to 400.", "400", "Nokia"),
        (
            "Three carriers -- China Mobile, China Telecom and China Unicom -- saw their profit rise 9 percent.",
            "9 percent",
            "China",
        ),
        (
            "Three carriers, China Mobile, China Telecom and China Unicom, posted a total profit of 9 billion yuan.",
            "9 billion yuan",
            "China",
        ),
        (
            "The board cleared plants by Kaynes (Rs 40 crore) and Larkspur Lamps India (Rs 200 crore).",
            "Rs 200 crore",
            "Larkspur Lamps India",
        ),
        ("Exports went to Peru ($4 billion) and Northern Japan ($3 million).", "$3 million", "Japan"),
        ("Peru builds masts. The Cabinet cleared 13 new sites.", "13", "Peru"),
        ("Trucks dig coal in the Larkmoor mining area. A total of 12 trucks are in use there.", "12", "Larkmoor"),
        ("Tesla grows. Oslo Centre of Robotics has 40 staff.", "40", "Oslo Centre of Robotics"),
        ("Tesla grows. Oslo Centre of Robotics said sales rose 4 percent.", "4 percent", "Tesla"),
        ("Nordlys Trade-led talks failed. Peru sold 20 ships to Larkspur-owned yards.", "20", "Peru"),
        (
            "Peru builds ships.\nThe five firms — Acer, Dell and Larkspur Dynamics — employ 300 people in Peru.",
            "300",
            "Peru",
        ),
        ("广东累计建成5G基站23万个；江苏、浙江、山东分别为18.7万个、17.1万个和16.2万个。", "17.1万个", "Zhejiang"),
        ("广东、山东、江苏三地机器人企业最多。", "三地", "China"),
        ("工信部数据显示，5G基站总数达到432.5万个。", "432.5万个", "China"),
        ("At the end of April 5G base stations reached 4.3 million, MIIT said.", "4.3 million", "China"),
    ],
)
def test_one_name_among_several(read: Read, text: str, quote: str, entity: str) -> None:
    assert read(text, "2025-03-01")[quote].entity == entity


def test_words_that_open_a_paragraph_are_no_names(read: Read) -> None:
    text = (
        "China Mobile published its results.\n"
        "Capital expenditure fell to 180 billion yuan last year.\n"
        "Operating revenue slipped 0.5 percent.\n"
        "Mobile ARPU stood at 49 yuan a month."
    )
    assert {claim.entity for claim in read(text, "2025-03-01").values()} == {"China Mobile"}


def test_what_only_countries_have_is_not_of_the_company_before(read: Read) -> None:
    claims = read("宇树科技完成C轮融资7亿元，上半年机器人领域融资额达232亿元。", "2025-07-21")
    assert claims["232亿元"].metric_id == "robotics_financing"
    assert claims["232亿元"].entity_id != "unitree"


def test_the_world_in_a_comparison_is_not_what_follows(read: Read) -> None:
    text = "我国5G用户达5.6亿户，是全球平均水平的2.75倍。千兆用户达9175万户。"
    assert read(text, "2023-01-20")["9175万户"].entity == "China"


def test_the_carrier_is_the_company_introduced_as_one(read: Read) -> None:
    text = (
        "China Mobile, the country's largest carrier, gave contracts to Huawei and ZTE. Huawei got 60 percent. "
        "The carrier plans to build 200,000 base stations this year."
    )
    claims = read(text, "2025-03-01")
    assert claims["60 percent"].entity == "Huawei"
    assert claims["200,000"].entity == "China Mobile"


def test_what_a_bank_expects_is_not_the_banks(read: Read) -> None:
    text = "Xpeng sold 38,000 cars. Analysts at Citigroup expect revenue of 18 billion yuan."
    assert read(text, "2025-08-14")["18 billion yuan"].entity == "XPeng"


def test_the_carrier_is_the_operator_named_last(read: Read) -> None:
    text = "Huawei and ZTE won contracts from China Mobile. Huawei got 57 percent. The carrier serves 1 billion people."
    assert read(text, "2025-03-01")["1 billion"].entity == "China Mobile"


def test_the_province_of_a_city_is_the_one_above_it(read: Read) -> None:
    assert read("深圳机器人企业超过300家。我省工业机器人产量24.7万套。", "2025-05-12")["24.7万套"].entity == "Guangdong"


def test_a_heading_leaves_behind_what_stood_before_it(read: Read) -> None:
    text = (
        "Global smartphone shipments fell 4 percent.\nXiaomi sold less in India.\n### Chips get dearer\n"
        "DRAM prices rose 60 percent."
    )
    assert read(text, "2026-04-18", title="Global smartphone sales fall")["60 percent"].entity == "world"
