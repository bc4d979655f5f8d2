"""Whose a figure is where wire news puts it shortly: ventures, "they", markets as a whole, currencies."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.records import Claim

Read = Callable[..., dict[str, Claim]]


@pytest.mark.parametrize(
    ("text", "quote", "entity"),
    [
        ("Beijing Larch sold 410,000 cars last year.", "410,000", "Beijing Larch"),
        ("The new line is for the Wuhan Larch venture. Wuhan Larch makes 300 cars a day.", "300", "Wuhan Larch"),
        ("In Shanghai Tesla employs 20,000 people.", "20,000", "Tesla"),
        (
            "Micron , the chipmaker, fears the fate of fellow chipmaker Elpida.\nThe chipmaker will get 2 billion yen.",
            "2 billion yen",
            "Micron",
        ),
        ("Foundry UMC had 8 percent, behind Global Foundries with 9 percent.", "9 percent", "GlobalFoundries"),
        ("Xiaomi's sales rose 4% and Dell's fell 3%. They held 15% and 11% respectively.", "15%", "Xiaomi"),
        ("Xiaomi's sales rose 4% and Dell's fell 3%. They held 15% and 11% respectively.", "11%", "Dell"),
        (
            "Xiaomi and Dell cut prices. The two companies sold 40 and 30 million phones respectively.",
            "30 million",
            "Dell",
        ),
        ("Xiaomi, Dell and Vivo cut prices. They held 15% and 11% respectively in May and June.", "11%", "Xiaomi"),
        ("Shares in Nokia rose 1 percent, versus a 3 percent drop in the wider market.", "3 percent", None),
        ("Nokia shares rose 2 percent, beating the broader market's 1 percent gain.", "1 percent", None),
        ("Nokia lost 5 percent of its share in the wider market.", "5 percent", "Nokia"),
        (
            "China Unicom's profit was 4 billion yuan, or 0.13 yuan (1.9 U.S. cents) per share.",
            "0.13 yuan",
            "China Unicom",
        ),
        ("China's factories slowed. The HSBC Purchasing Managers' Index fell to 49.7 in July.", "49.7", "China"),
        (
            "Larch makes robots. Larch sold 40 cranes. The Larch Valley startup raised $30 million.",
            "$30 million",
            "Larch",
        ),
        (
            "Samsung and HTC cut prices. HTC sold less. The South Korean giant spent $11 billion.",
            "$11 billion",
            "Samsung Electronics",
        ),
        ("Tiangong Ultra, which weighs 55 kg, won the race ahead of Tiangong.", "55 kg", "Tiangong Ultra"),
        ("Nokia cut prices. The New York-headquartered maker sold 300 masts.", "300", "Nokia"),
        (
            "The China Machinery Industry Federation published a report. Industry revenue reached 9 billion yuan.",
            "9 billion yuan",
            "China",
        ),
        (
            "The Larch Federation published a report. Industry revenue reached 9 billion yuan.",
            "9 billion yuan",
            "world",
        ),
    ],
)
def test_whose_figure_it_is_in_wire_news(read: Read, text: str, quote: str, entity: str | None) -> None:
    assert read(text, "2025-03-01")[quote].entity == entity


@pytest.mark.parametrize(
    ("text", "quote", "place"),
    [
        ("SEOUL, May 4 Larkspur Robots lost sales amid growing competition from Dell. It sold 40 robots.", "40", None),
        ("SEOUL, May 4 Larkspur Robots told a conference call of its plans. It sold 40 robots.", "40", None),
        ("SEOUL, May 4 Larkspur Robots won a robot competition. It sold 40 robots.", "40", "Seoul"),
        ("SEOUL, May 4 Runners met at a robot conference. Larkspur Robots showed 40 robots.", "40", "Seoul"),
    ],
)
def test_a_dateline_is_the_place_of_an_event_and_of_no_rivalry(
    read: Read, text: str, quote: str, place: str | None
) -> None:
    assert read(text, "2025-05-05")[quote].place == place
