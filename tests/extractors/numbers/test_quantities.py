"""Quantities as a whole: denominators, conversions, directions, currencies, precision and reasons."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.numbers.quantities import QuantityRules, find_numbers, find_quantities
from extractors.records import Lang, Quantity

Read = Callable[[str, Lang], tuple[Quantity, ...]]


@pytest.mark.parametrize(
    ("text", "lang", "per"),
    [
        ("26 base stations per 10,000 people", "en", "10,000 people"),
        ("His monthly income, after tax, is 1,972 yuan.", "en", "month"),
        ("a bid of $31 per share", "en", "share"),
        ("$0.25/W", "en", "W"), ("470 yuan a month", "en", "month"),
        ("2 million units annually", "en", "year"), ("70 yuan a year earlier", "en", None),
        ("170 million handsets sold per year", "en", "year"), ("ARPU per month was 48 yuan", "en", "month"),
        ("每万人拥有基站32.3个", "zh", "10,000 people"), ("人均支出3000元", "zh", "person"),
        ("日均客流5万人次", "zh", "day"), ("回购价45元/股", "zh", "share"), ("每吨3200元", "zh", "t"),
        ("户均流量20GB", "zh", "household"), ("每秒走1.5米,共43个自由度", "zh", "s"),
        ("同比增长5%", "zh", None), ("每百户拥有汽车52辆", "zh", "100 households"),
    ],
)  # fmt: skip
def test_written_denominator_is_given_in_english(text: str, lang: Lang, per: str | None, read: Read) -> None:
    assert read(text, lang)[0].per == per


def test_a_denominator_reaches_the_end_of_a_move_and_of_a_list_in_brackets(read: Read) -> None:
    wage = read("The monthly minimum wage rate rose by 13 percent to 960 yuan.", "en")
    assert [quantity.per for quantity in wage] == [None, "month"]
    robots = read("Peru (12 robots per 10,000 workers) and Chile (9 units) lead Cuba (6 plants).", "en")
    assert [quantity.per for quantity in robots] == ["10,000 workers", "10,000 workers", None]


def test_a_denominator_holds_for_the_number_behind_it_alone(read: Read) -> None:
    priced = read("拟以每股6.8元的价格增发2.3亿股,募资15亿元", "zh")
    assert [quantity.per for quantity in priced] == ["share", None, None]


def test_the_other_end_of_a_move_has_the_same_denominator(read: Read) -> None:
    assert [q.per for q in read("costs fell from $0.25/W to $0.10 by 2030", "en")] == ["W", "W"]


@pytest.mark.parametrize(
    ("text", "lang", "noun"),
    [
        ("350 welding cobots in Wuhan", "en", "welding cobots"),
        ("2,400 5G small cells this year", "en", "5G small cells"),
        ("展出80款协作机器人", "zh", "协作机器人"),
        ("全国5G基站总数达455万个", "zh", "5G基站"),
    ],
)
def test_counted_noun_is_as_written(text: str, lang: Lang, noun: str, read: Read) -> None:
    assert read(text, lang)[0].noun == noun


def test_conversion_names_what_it_converts_and_shares_its_comparator(read: Read) -> None:
    first, second = read("around 36 billion yuan ($5 billion)", "en")
    assert (first.same_as, second.same_as, second.comparator) == (None, 0, "approx")


def test_direction_and_relative_tell_growth_from_level(read: Read) -> None:
    grown, level, down = read("Sales rose 5 percent to 8 billion yuan; cost dropped by 200 yuan.", "en")
    assert (grown.direction, grown.relative) == ("up", True)
    assert (level.direction, level.relative) == (None, False)
    assert (down.direction, down.relative, down.low) == ("down", False, -200)


def test_home_currency_reads_money_without_a_currency(rules: QuantityRules) -> None:
    text = "Net income reached 3.2 billion."
    assert [find_quantities(text, "en", rules, home_currency=code)[0].unit for code in ("CNY", "TWD")] == ["CNY", "TWD"]


def test_home_dollar_decides_a_bare_dollar_sign(rules: QuantityRules) -> None:
    units = [
        find_quantities("It paid $5 million.", "en", rules, home_currency=code)[0].unit
        for code in ("CNY", "HKD", "SGD")
    ]
    assert units == ["USD", "HKD", "SGD"]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Orwell lost ¥754 billion. A weak yen helped exporters.", "JPY"),
        ("Tokyo-listed Orwell lost ¥754 billion, among the worst losses in Japan.", "JPY"),
        ("Orwell lost ¥754 billion, Chinese data showed.", "CNY"),
        ("Orwell lost ¥754 billion (105 million yuan in China, 2 billion yen).", "CNY"),
        ("Orwell lost ¥754 billion.", "CNY"),
        ("Orwell lost CN¥754 billion. A weak yen helped exporters.", "CNY"),
    ],
)
def test_the_yen_sign_is_of_the_money_that_the_text_tells_of(rules: QuantityRules, text: str, unit: str) -> None:
    assert find_quantities(text, "en", rules)[0].unit == unit


@pytest.mark.parametrize(
    ("text", "precision"), [("3.38 million units", 5000), ("29.5 percent", 0.05), ("8,075 cars", 0.5)]
)
def test_precision_is_half_of_the_last_place(text: str, precision: float, read: Read) -> None:
    assert read(text, "en")[0].precision == pytest.approx(precision)


@pytest.mark.parametrize(
    ("text", "lang", "reason"),
    [
        ("In 2018", "en", "year"),
        ("aged 45", "en", "age"),
        ("in five years", "en", "period"),
        ("dozens of", "en", "vague"),
        ("第3名", "zh", "ordinal"),
        ("35岁", "zh", "age"),
        ("连续10年", "zh", "period"),
        ("产值超10亿元企业", "zh", "threshold"),
    ],
)
def test_numbers_that_are_no_claims_keep_their_reason(text: str, lang: Lang, reason: str, rules: QuantityRules) -> None:
    assert [q.excluded for q in find_numbers(text, lang, rules)] == [reason]
