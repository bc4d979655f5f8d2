"""One text in several ways of writing gives the same claims: traditional characters, marks of half the width."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

import pytest

from extractors.claims import extract_claims
from extractors.records import Article
from extractors.rulebook import Rulebook

AS_WRITTEN = {"quote", "metric_original", "attributed_to", "of", "per", "metric"}  # fields that keep the characters
SIMPLIFIED = (
    "截至5月底，全省累计建成5G基站8.1万个，占移动基站总数的24%；预计年底，基站总数将超过9万个。其中，深圳、广州、东莞三市分别达到2.1万个、1.9万个和1.2万个，"
    "由去年7月的1.8万个、1.6万个和0.9万个提升而来。据了解，目前机器人企业超7300家，去年注册量为1.3万家，同比增长4.6%。"
)
TRADITIONAL = (
    "截至5月底，全省累計建成5G基站8.1萬個，佔移動基站總數的24%；預計年底，基站總數將超過9萬個。其中，深圳、廣州、東莞三市分別達到2.1萬個、1.9萬個和1.2萬個，"
    "由去年7月的1.8萬個、1.6萬個和0.9萬個提升而來。據了解，目前機器人企業超7300家，去年註冊量為1.3萬家，同比增長4.6%。"
)


def claims_of(text: str, rulebook: Rulebook) -> list[dict[str, Any]]:
    article = Article("a", None, None, "广东5G发展提速", None, "zh", date(2025, 8, 20), None, text)
    return [
        {name: value for name, value in asdict(claim).items() if name not in AS_WRITTEN}
        for claim in extract_claims(article, rulebook)
    ]


@pytest.mark.parametrize("written", [TRADITIONAL, SIMPLIFIED.translate(str.maketrans("，；：", ",;:"))])
def test_another_way_of_writing_gives_the_same_claims(rulebook: Rulebook, written: str) -> None:
    expected = claims_of(SIMPLIFIED, rulebook)
    assert len(expected) > 10
    assert claims_of(written, rulebook) == expected
