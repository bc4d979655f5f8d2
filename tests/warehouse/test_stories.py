"""Copies of one story: found by signature and a figure in common, named after the earliest, counted once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from stories import derive, load_at_once, of_owner

from extractors.pages.cleaning import clean_page
from extractors.pages.signatures import NEAR_DUPLICATE_BITS
from extractors.pages.topics import build_topic_rules
from extractors.records import Article, Page
from warehouse.stories import COPY_DAYS, find_copies, find_stories

SIGNATURE = 0xF0F0_F0F0_1234_5678
NEAR = (1 << NEAR_DUPLICATE_BITS) - 1
FAR = (1 << (NEAR_DUPLICATE_BITS + 1)) - 1

STORY = """\
The northern harbour city switched on its newest batch of radio masts this week, and the operator behind them says the
work is far from over. Engineers spent most of the winter pulling fibre through old tunnels beneath the docks.

By the end of December the country had 4.251 million stations for the new network, the ministry told a briefing in the
capital. A year earlier the figure had stood well below that, and rural counties had hardly any of them.

Crane drivers now steer from a heated office two kilometres away. They complain about the coffee, says their foreman,
but nobody has asked to go back up into the cabin since the cameras were mounted in March.

The next stage covers the container yard, the customs sheds and a stretch of coast where ferries lose their signal.
Bids are due in autumn, and three suppliers have shown interest without naming a price.

Not everybody is pleased. Fishermen say that the masts stand where they used to dry their nets, and a court will hear
their complaint after the summer recess. The port authority has offered them a new quay in return.

Economists at the local university doubt that the savings will show soon. Wages are a small part of what a container
costs to move, they argue, and the equipment must be replaced within eight years.
"""
OTHER = """\
A maker of walking machines has moved into a former textile mill on the edge of the old town, where it intends to
train apprentices beside the assembly line. The first course starts when the roof has been repaired.

Its founder learned the trade by repairing washing machines. She keeps the first gripper that she built on a shelf
above her desk, next to a jar of screws which nobody is allowed to touch.

The country had 4.251 million stations for the new network at the end of December, she remarks, so there is no lack of
coverage for machines that are guided from afar; there is a lack of people who can mend them.

Orders come from bakeries, hospitals and one circus. The circus wants a horse that can bow, which has turned out to be
harder than anything the hospitals have asked for so far.

Investors were slow to believe in it. Two of them left after a demonstration in which the machine walked through a
glass door; a third, who had brought a towel, stayed and doubled his stake.

What comes next depends on the price of motors. They are made in three places only, and the nearest has a waiting list
that reaches into the spring of the year after next.
"""


def _page(url: str, title: str, byline: str, text: str, notice: str) -> Article:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in (byline, *text.split("\n\n"), notice))
    html = (
        f"<html lang=en><head><title>{title}</title></head><body><nav><a href=/>Home</a></nav>"
        f"<article><h1>{title}</h1>{body}</article><footer>All rights reserved</footer></body></html>"
    )
    return clean_page(Page(url, url, html.encode(), "text/html; charset=utf-8"), build_topic_rules([]))


def _printed(
    desk: Any, owner: str, *stories: dict[str, Any], quote: str = "4.251 million", value: int = 4_251_000
) -> list[dict[str, Any]]:
    """These stories as articles that say how many stations the owner had at the end of 2024."""
    end = {"period_end": date(2024, 12, 31), "period_origin": "stated"}
    claim = desk.claim(quote, value, **of_owner(owner), **end)
    return [{"claims": [claim], **story} for story in stories]


def _syndicated(desk: Any) -> list[dict[str, Any]]:
    """A story, the same under another title, and a story of another's own."""
    first = _page("https://a.example/1", "Harbour masts go live", "By our harbour desk", STORY, "Write to the editor.")
    copy = _page(
        "https://b.example/9",
        "New network reaches the docks",
        "Agency report",
        STORY.rpartition("\n\n")[0],
        "Copyright B.",
    )
    other = _page("https://c.example/4", "The mill that walks", "By our town desk", OTHER, "Write to the editor.")
    pages = (("wire", first), ("gazette", copy), ("mirror", other))
    stories = [{"source": source, "text": page.text, "signature": page.signature} for source, page in pages]
    return _printed(desk, "syndicated", *stories)


def _near(desk: Any, difference: int, value: int) -> list[dict[str, Any]]:
    """Two articles that are so far from each other; their figure keeps them apart from other pairs."""
    wire = {"source": "wire", "signature": SIGNATURE}
    gazette = {"source": "gazette", "signature": SIGNATURE ^ difference}
    return _printed(desk, f"{difference:b}", wire, gazette, quote=f"{value:,}", value=value)


def _look_alikes(desk: Any) -> list[dict[str, Any]]:
    rounded = desk.claim(
        "4.25 million", 4_250_000, **of_owner("look-alikes"), period_end=date(2024, 12, 31), precision=5000.0
    )
    wire = {"source": "wire", "signature": SIGNATURE}
    gazette = {"source": "gazette", "claims": [rounded], "signature": SIGNATURE}
    return _printed(desk, "look-alikes", wire, gazette)


@pytest.fixture(scope="module")
def voices(new_desk: Callable[[], Any]) -> dict[str, tuple[int, int]]:
    """How many voices and claims there are on the stations of each owner."""
    desk = new_desk()
    near = [story for number, bits in enumerate((0, NEAR, FAR)) for story in _near(desk, bits, 4_300_000 + number)]
    with desk.open() as warehouse:
        load_at_once(warehouse, desk, *_syndicated(desk), *near, *_look_alikes(desk))
        rows = derive(warehouse, "SELECT entity, independent, claims FROM observations")
    return {owner: (independent, claims) for owner, independent, claims in rows}


def test_a_syndicated_story_counts_once_and_a_story_of_its_own_again(voices: dict[str, tuple[int, int]]) -> None:
    assert voices["syndicated"] == (2, 3)


@pytest.mark.parametrize(("difference", "independent"), [(0, 1), (NEAR, 1), (FAR, 2)])
def test_signatures_are_near_up_to_the_measured_distance(
    voices: dict[str, tuple[int, int]], difference: int, independent: int
) -> None:
    assert voices[f"{difference:b}"] == (independent, 2)


def test_look_alikes_without_a_figure_in_common_are_two_stories(voices: dict[str, tuple[int, int]]) -> None:
    assert voices["look-alikes"] == (2, 2)


def test_articles_are_compared_within_a_fortnight_whichever_block_they_fall_into() -> None:
    days = [date.fromordinal(738_000 + number // 10) for number in range(300)]
    docs = [f"d{number:03}" for number in range(300)]
    signatures = [pow(number + 1, 40, 2**61 - 1) << 3 for number in range(300)]
    signatures[0] = signatures[10 * COPY_DAYS + 9] = signatures[10 * COPY_DAYS + 10] = SIGNATURE
    found = {(doc, copy) for doc, copy, _, _ in find_copies(docs, signatures, days, [True] * len(docs))}
    expected = {
        (docs[first], docs[second])
        for first in range(300)
        for second in range(first + 1, 300)
        if (days[second] - days[first]).days <= COPY_DAYS
        and (signatures[first] ^ signatures[second]).bit_count() <= NEAR_DUPLICATE_BITS
    }
    assert found == expected
    assert {("d000", "d149"), ("d149", "d150")} <= found
    assert ("d000", "d150") not in found


def test_copies_of_copies_are_one_story_named_after_the_earliest() -> None:
    day = [date(2025, 1, number) for number in range(1, 9)]
    copies = [
        ("b", "c", day[2], day[3]),
        ("x", "y", day[0], day[1]),
        ("a", "b", day[1], day[2]),
        ("d", "c", day[2], day[3]),
    ]
    assert find_stories(copies) == {"a": "a", "b": "a", "c": "a", "d": "a", "x": "x", "y": "x"}
    assert find_stories([]) == {}
