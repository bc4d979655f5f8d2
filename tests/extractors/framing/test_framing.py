"""Kind, basis, modality and attribution, each rule with sentences of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.records import Claim

Read = Callable[..., dict[str, Claim]]


@pytest.mark.parametrize(
    ("text", "quote", "kind"),
    [
        ("Sales rose 12 percent.", "12 percent", "growth"),
        ("Its market share reached 12 percent.", "12 percent", "share"),
        ("France (+12%) led.", "+12%", "growth"),
        ("The robot's positioning accuracy is 95 percent.", "95 percent", "level"),
        ("The city plans to build 1,000 new stations.", "1,000", "change"),
        ("Output doubled.", "doubled", "growth"),
        ("产量同比增长12%。", "12%", "growth"),
        ("占比提高2.3个百分点。", "2.3个百分点", "change"),
        ("净增用户120万户。", "120万户", "change"),
        ("市场占有率达58%。", "58%", "share"),
        ("增速达8.5%。", "8.5%", "growth"),
    ],
)
def test_kind(read: Read, text: str, quote: str, kind: str) -> None:
    assert read(text, "2025-03-01")[quote].kind == kind


@pytest.mark.parametrize(
    ("text", "quote", "basis"),
    [
        ("Sales rose 12 percent year-on-year.", "12 percent", "yoy"),
        ("Sales rose 12 percent from the previous quarter.", "12 percent", "qoq"),
        ("Sales rose 12 percent from a month earlier.", "12 percent", "mom"),
        ("Sales grew at a compound annual rate of 12 percent.", "12 percent", "cagr"),
        ("In the first five months of 2025, output rose 12 percent year on year.", "12 percent", "ytd_yoy"),
        ("Its market share was 12 percent.", "12 percent", None),
        ("产量同比增长12%。", "12%", "yoy"),
        ("2025年1-5月，产量同比增长12%。", "12%", "ytd_yoy"),
        ("用户比上年末净增120万户。", "120万户", "since"),
        ("年均增长12%。", "12%", "cagr"),
        ("产量环比下降3%。", "3%", "qoq"),
    ],
)
def test_basis(read: Read, text: str, quote: str, basis: str | None) -> None:
    assert read(text, "2025-06-20")[quote].basis == basis


@pytest.mark.parametrize(
    ("text", "quote", "modality"),
    [
        ("Sales are expected to reach 12 billion yuan.", "12 billion yuan", "expected"),
        ("The company plans to build 300 stores.", "300", "target"),
        ("The company will build 300 stores.", "300", "target"),
        ("Sales will reach 12 billion yuan.", "12 billion yuan", "expected"),
        ("It kept its 30 percent growth target.", "30 percent", "target"),
        ("If 3 million users join, costs fall.", "3 million", "hypothetical"),
        ("It posted a better-than-expected profit of 3 million yuan.", "3 million yuan", "actual"),
        ("It plans to open more than 300 stores.", "300", "target"),
        ("预计市场规模将达300亿元。", "300亿元", "expected"),
        ("到2027年，力争建成300个站点。", "300个", "target"),
        ("已建成300个站点。", "300个", "actual"),
        ("如果新增300万用户，成本会下降。", "300万", "hypothetical"),
    ],
)
def test_modality(read: Read, text: str, quote: str, modality: str) -> None:
    assert read(text, "2025-06-20")[quote].modality == modality


def test_a_baseline_is_not_expected(read: Read) -> None:
    claims = read("Sales are expected to reach 12 billion yuan, up from 9 billion yuan in 2024.", "2025-03-01")
    assert claims["12 billion yuan"].modality == "expected"
    assert claims["9 billion yuan"].modality == "actual"


@pytest.mark.parametrize(
    ("text", "quote", "source"),
    [
        ("Sales rose 12 percent, according to Harbour Research.", "12 percent", "Harbour Research"),
        ("Sales rose 12 percent, the company said.", "12 percent", "the company"),
        ("Wei Chen, director of the Harbour Institute, said sales rose 12 percent.", "12 percent", "Wei Chen"),
        ("Sales rose 12 percent.", "12 percent", None),
        ("Data showed sales rose 12 percent.", "12 percent", None),
        ("国家统计局数据显示，产量增长12%。", "12%", "国家统计局"),
        ("工信部副部长王青山表示，产量增长12%。", "12%", "王青山"),
        ("据不完全统计，产量增长12%。", "12%", None),
        ("数据显示，产量增长12%。", "12%", None),
    ],
)
def test_attribution(read: Read, text: str, quote: str, source: str | None) -> None:
    assert read(text, "2025-06-20")[quote].attributed_to == source


def test_a_chinese_source_speaks_until_another_takes_over(read: Read) -> None:
    claims = read("国家统计局数据显示，产量增长12%。销量增长15%。中国电信表示，用户增长18%。", "2025-06-20")
    assert claims["15%"].attributed_to == "国家统计局"
    assert claims["18%"].attributed_to == "中国电信"


def test_those_asked_are_nobodys_figure(read: Read) -> None:
    claim = read("China Mobile's profit beat the average forecast of nine analysts.", "2025-06-20")["nine"]
    assert claim.entity is None
    assert claim.modality == "actual"
