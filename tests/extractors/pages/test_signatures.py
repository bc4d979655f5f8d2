"""Copies are near, other stories are far, in both languages."""

from __future__ import annotations

import random

import pytest

from extractors.pages.signatures import NEAR_DUPLICATE_BITS, build_signature, signature_distance

SUBJECTS_EN = (
    "The ministry",
    "A maker in Suzhou",
    "The operator",
    "Its rival",
    "The port authority",
    "A bank",
    "The union",
)
VERBS_EN = ("said on", "reported in", "announced before", "confirmed after", "denied until", "expected by", "warned of")
OBJECTS_EN = ("orders for welding arms", "new masts along the coast", "lower tariffs", "a second plant", "rising wages")
SUBJECTS_ZH = ("工信部", "苏州一家企业", "运营商", "竞争对手", "港口管理方", "银行", "行业协会", "地方政府")
VERBS_ZH = ("昨日公布了", "上月确认了", "此前否认了", "预计将推出", "正在研究", "已经完成", "再次提高了")
OBJECTS_ZH = ("焊接机械臂的订单", "沿海新建基站的计划", "更低的资费", "第二座工厂", "员工薪酬方案", "海外销售目标")


def _story(seed: int, chinese: bool) -> list[str]:
    chance = random.Random(seed)
    parts = (SUBJECTS_ZH, VERBS_ZH, OBJECTS_ZH) if chinese else (SUBJECTS_EN, VERBS_EN, OBJECTS_EN)
    ending, join, count = ("。", "", 30) if chinese else (". ", " ", 36)
    sentences = [
        join.join([chance.choice(part) for part in parts] + [str(chance.randrange(10_000))]) + ending
        for _ in range(count)
    ]
    return ["".join(sentences[at : at + 5]) for at in range(0, count, 5)]


@pytest.mark.parametrize("chinese", [True, False])
@pytest.mark.parametrize("seed", range(10))
def test_a_copy_with_other_head_and_cut_tail_is_near(seed: int, chinese: bool) -> None:
    story = _story(seed, chinese)
    head = "本报记者 李某 上海报道" if chinese else "By Jane Roe, staff writer"
    copy = "\n".join([head, *story[:-1]])
    assert signature_distance(build_signature("\n".join(story)), build_signature(copy)) <= NEAR_DUPLICATE_BITS


@pytest.mark.parametrize("chinese", [True, False])
def test_other_stories_with_the_same_notice_are_far(chinese: bool) -> None:
    notice = (
        "以上内容仅供参考，不构成投资建议。未经授权不得转载。"
        if chinese
        else "This is not investment advice. All rights reserved."
    )
    signatures = [build_signature("\n".join([*_story(seed, chinese), notice])) for seed in range(100, 112)]
    distances = [signature_distance(a, b) for at, a in enumerate(signatures) for b in signatures[:at]]
    assert min(distances) > NEAR_DUPLICATE_BITS


def test_spacing_case_and_punctuation_do_not_matter() -> None:
    assert build_signature("The Robot, made in China.") == build_signature("the robot made  in china")


def test_it_fits_into_an_unsigned_64_bit_column() -> None:
    assert all(0 <= build_signature("\n".join(_story(seed, True))) < 2**64 for seed in range(20))


def test_the_same_in_every_process() -> None:
    assert build_signature("工业机器人产量增长三成") == 0xA52C2B1202B1EA56


@pytest.mark.parametrize("text", ["", " \n", "……"])
def test_no_words_give_zero(text: str) -> None:
    assert build_signature(text) == 0


def test_one_word_has_a_signature() -> None:
    assert build_signature("robot") != 0
