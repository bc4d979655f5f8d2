"""Who says so, in forms beyond "X said"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.records import Claim

Read = Callable[..., dict[str, Claim]]


@pytest.mark.parametrize(
    ("text", "quote", "source"),
    [
        ("Orchid Robotics wins $2 billion of contracts: sources", "$2 billion", "sources"),
        ("The firm won about 25 percent of the contracts, the sources said.", "25 percent", "the sources"),
        ("Verizon added 455,000 subscribers.", "455,000", None),
        ("Analysts at Lakeside Securities expect revenue of 5 billion yuan.", "5 billion yuan", "Lakeside Securities"),
        ("业内人士表示，核心零部件成本占比约为70%。", "70%", "业内人士"),
        ("华为常务董事汪海透露，公司5G合同超过200个。", "200个", "汪海"),
        ("数据显示，我国机器人企业达45万家。", "45万家", None),
        ("天眼查数据显示，我国机器人企业超98万家。", "98万家", "天眼查"),
    ],
)
def test_source(read: Read, text: str, quote: str, source: str | None) -> None:
    found = read(text, "2025-03-01")[quote].attributed_to
    assert found == source or (source is not None and found is not None and source in found)


def test_a_person_is_done_with_the_paragraph(read: Read) -> None:
    claims = read("李明教授表示，效率提升20%。\n园区去年新增企业120家。", "2025-03-01")
    assert claims["20%"].attributed_to == "李明教授" or "李明" in str(claims["20%"].attributed_to)
    assert claims["120家"].attributed_to is None
