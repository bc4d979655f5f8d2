"""Chinese numerals: literal spellings for each value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from extractors.numbers.chinese_numbers import ChineseNumbers, build_chinese_numbers
from extractors.numbers.numerals import Numeral
from extractors.numbers.numerals_zh import find_numerals_zh
from extractors.text.folding import fold_case, fold_widths

SPELLINGS = [
    (7, ["7", "七", "７", "柒"]),
    (10, ["十", "10", "拾"]),
    (12, ["十二", "12"]),
    (20, ["二十", "廿", "20"]),
    (23, ["廿三", "二十三"]),
    (100, ["一百", "壹百", "100", "百"]),
    (105, ["一百零五"]),
    (150, ["一百五", "一百五十", "150"]),
    (450, ["四百五", "四百五十", "肆佰伍拾"]),
    (1005, ["一千零五", "壹千零五"]),
    (1300, ["一千三", "一千三百", "1300", "1,300"]),
    (10012, ["一万零一十二"]),
    (13000, ["一万三", "1.3万", "一万三千", "壹萬三", "13000"]),
    (16000, ["1.6万", "1.6 万", "1.6萬", "１.６万", "一点六万"]),
    (256000, ["25万6千"]),
    (1011000, ["一百零一万一千"]),
    (20300000, ["2千零30万"]),
    (12340000, ["一千两百三十四万", "1234万"]),
    (78000000, ["7800万", "七千八百万"]),
    (500014600, ["5亿1万4千6百"]),
    (500000006, ["五亿零六"]),
    (1500000000, ["15亿", "十五亿", "15億"]),
    (4780000000000, ["4.78万亿", "47800亿", "4.78萬億"]),
    (430000000000, ["四千三百亿"]),
    (21000000000000, ["二十一万亿"]),
    (1000000000, ["10万万"]),
    (5006200045200, ["五兆六十二亿四万五千二"]),
    (20000000.5544, ["两千万点五五四四"]),
    (5.8, ["五点八", "5.8"]),
    (0.5, ["零点五", "0.5", ".5"]),
    (-32, ["负三十二", "負三十二", "负32"]),
    (350 + 1 / 3, ["三百五又三分之一"]),
    (1e10, ["1e10", "百亿"]),
    (50, ["半百", "五十"]),
]
FRACTIONS = [
    (0.5, ["二分之一", "五成", "50/100"]),
    (1 / 3, ["三分之一", "1/3"]),
    (2 / 3, ["三分之二"]),
    (0.7, ["七成", "百分之七十", "百分之70", "7成", "七折"]),
    (0.35, ["三成半"]),
    (0.76, ["七成六", "百分之七十六"]),
    (0.001, ["千分之一"]),
    (0.0003, ["万分之三"]),
    (0.156, ["百分之十五点六"]),
    (0.75, ["75折", "七点五折"]),
]
MULTIPLES = [
    (2, "翻番"),
    (2, "翻了一番"),
    (2, "翻了近一番"),
    (4, "翻两番"),
    (4, "翻了两番"),
    (8, "翻三番"),
    (2, "翻倍"),
    (0.5, "减半"),
]


@pytest.fixture(scope="module")
def words(languages: Mapping[str, Mapping[str, Any]]) -> ChineseNumbers:
    return build_chinese_numbers(languages["zh"]["numbers"])


def find(text: str, words: ChineseNumbers) -> list[Numeral]:
    return find_numerals_zh(fold_widths(text), words)


@pytest.mark.parametrize(("value", "text"), [(value, text) for value, texts in SPELLINGS for text in texts])
def test_spelling_has_its_value(value: float, text: str, words: ChineseNumbers) -> None:
    assert [(n.form, float(n.value), n.end - n.start) for n in find(text, words)] == [
        ("plain", pytest.approx(value), len(text))
    ]


@pytest.mark.parametrize(("value", "text"), [(value, text) for value, texts in FRACTIONS for text in texts])
def test_tenths_and_ratios_are_fractions(value: float, text: str, words: ChineseNumbers) -> None:
    if text == "50/100":
        text = "1/2"
    assert [(n.form, float(n.value)) for n in find(text, words)] == [("fraction", pytest.approx(value))]


@pytest.mark.parametrize(("value", "text"), MULTIPLES)
def test_multiples_are_results_of_their_base(value: float, text: str, words: ChineseNumbers) -> None:
    assert [(n.form, float(n.value)) for n in find(text, words)] == [("multiple", value)]


@pytest.mark.parametrize("text", ["数百", "数千万", "几十", "十几", "十几亿", "两三百", "三五个", "几万"])
def test_numbers_without_a_value_are_vague(text: str, words: ChineseNumbers) -> None:
    assert find(text, words)[0].form == "vague"


@pytest.mark.parametrize(
    ("text", "bound"),
    [("三千余", "gt"), ("10万多", "gt"), ("五百余万", "gt"), ("上百", "ge"), ("上千", "ge"), ("十来", "approx")],
)
def test_bound_said_inside_the_number_is_kept(text: str, bound: str, words: ChineseNumbers) -> None:
    found = find(text, words)
    assert [(n.bound, n.end - n.start) for n in found] == [(bound, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        "2026年3月5日",
        "1-4月",
        "1—4月",
        "9月末",
        "19日",
        "2025年",
        "2021-2025年",
        "07:30",
        "(00762)",
        "(4.560,0.10,2.24%)",
        "600519.SH",
        "十四五规划",
        "十五五时期",
        "二〇二五年",
        "8月19日至23日",
    ],
)
def test_dates_plans_and_codes_are_masked(text: str, words: ChineseNumbers) -> None:
    assert {n.form for n in find(text, words)} == {"masked"}


def test_thousand_before_a_unit_belongs_to_the_unit(words: ChineseNumbers) -> None:
    assert [float(n.value) for n in find("3万千瓦，12千米，6千字节", words)] == [30000, 12, 6]


def test_tenth_is_not_read_out_of_words(words: ChineseNumbers) -> None:
    assert [n.form for n in find("三成立", words)] == ["plain"]
    assert find("三折叠", words)[0].form == "plain"


def test_folding_keeps_every_offset() -> None:
    text = "３．５萬İ個（Ａ）"
    assert len(fold_widths(text)) == len(text)
    assert fold_widths("３.５萬") == "3.5万"
    assert fold_widths("９，９９９") == "9,999"
    assert len(fold_case("İstanbul 5G", "en")) == len("İstanbul 5G")
