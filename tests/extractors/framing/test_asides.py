"""What stands in an aside of a sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.records import Claim
from extractors.text.asides import find_asides, is_aside


@pytest.mark.parametrize(
    ("text", "word", "number", "aside"),
    [
        ("sales of lamps – used in hotels – rose 5 percent", "hotels", "5", True),
        ("sales of lamps – used in hotels – rose 5 percent", "lamps", "5", False),
        ("the group (a maker of cranes) sold 40 units", "cranes", "40", True),
        ("output (of 40 cranes) rose", "cranes", "40", False),
        ("公司——一家机床企业——售出40台", "机床", "40", True),
        ("产量（含出口）达40万台", "出口", "40", True),
        ("a state-of-the-art plant - built in May - made 40 cars", "plant", "40", False),
        ("sales rose - and output fell 5 percent", "output", "5", False),
    ],
)
def test_what_stands_aside_of_a_number(text: str, word: str, number: str, aside: bool) -> None:
    assert is_aside(find_asides(text, 0, len(text)), text.index(word), of=text.index(number)) is aside


@pytest.mark.parametrize(
    ("text", "quote", "year"),
    [
        ("Acme, which bought a rival in 2020, sold 40 cranes in 2024.", "40", 2024),
        ("Acme, which bought a rival in 2020, held 40 percent of the market.", "40 percent", None),
        ("The plant (opened in 2019) made 400 cranes in 2024.", "400", 2024),
        ("Output (in 2024) was 400 cranes.", "400", 2024),
        ("Output, which rose 5 percent in 2024, reached 900 cranes.", "900", 2024),
        ("公司（2016年成立）售出40台起重机。", "40台", None),
        ("产量（2024年）为400台。", "400台", 2024),
    ],
)
def test_the_time_of_a_remark_is_no_time_of_the_numbers_around_it(
    read: Callable[..., dict[str, Claim]], text: str, quote: str, year: int | None
) -> None:
    end = read(text, "2025-07-29")[quote].period_end
    assert (end.year if end else None) == year


def test_a_measure_in_an_aside_is_not_the_numbers(read: Callable[..., dict[str, Claim]]) -> None:
    claims = read(
        "The output of service robots in the country – built for tasks like delivery – grew 21.5 percent in 2024.",
        "2025-03-18",
    )
    assert claims["21.5 percent"].metric_id == "service_robot_output"
