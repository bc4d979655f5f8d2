"""What a currency costs is no claim; a sum that is converted at a rate, and a currency that moves, are."""

from __future__ import annotations

from collections.abc import Callable

from extractors.numbers.exchange_rates import REASON
from extractors.numbers.quantities import QuantityRules, find_numbers
from extractors.records import Lang, Quantity

Read = Callable[[str, Lang], tuple[Quantity, ...]]

RATES: list[tuple[Lang, str]] = [
    ("en", "Converted at the day's rate ($1 = 6.93 yuan)."),
    ("en", "(US$1=RMB7.24)"),
    ("en", "One euro equals 1.12 U.S. dollars."),
    ("en", "One euro was worth 7.8 yuan, and 1 dollar bought 148 yen."),
    ("en", "It traded at 7.18 yuan to the dollar."),
    ("en", "7.05 yuan per U.S. dollar"),
    ("en", "The yuan slid to 7.3 against the dollar."),
    ("zh", "按1美元兑7.12元计算"),
    ("zh", "1欧元约等于7.8元人民币"),
    ("zh", "（1美元=7.1元）"),
    ("zh", "人民币兑美元中间价报7.0956元"),
    ("zh", "美元兑人民币汇率升至7.25"),
]
SUMS: list[tuple[Lang, str, list[tuple[float | None, str]]]] = [
    ("en", "It paid 7 billion yuan ($1 billion).", [(7e9, "CNY"), (1e9, "USD")]),
    ("en", "The yuan rose 0.4 percent against the dollar.", [(0.4, "percent")]),
    ("en", "Prices rose from $1 to $3.", [(1, "USD"), (3, "USD")]),
    ("en", "It will send 200 robots to the yuan clearing hall.", [(200, "count")]),
    ("zh", "按当前汇率折算约合3亿元", [(3e8, "CNY")]),
    ("zh", "售价1美元的套餐有7款", [(1, "USD"), (7, "count")]),
    ("zh", "人民币兑美元汇率年内升值2.1%", [(2.1, "percent")]),
]


def test_the_price_of_a_currency_is_no_claim(rules: QuantityRules) -> None:
    for lang, text in RATES:
        found = [number for number in find_numbers(text, lang, rules) if number.excluded not in {"name", "pronoun"}]
        assert found, text
        assert {number.excluded for number in found} == {REASON}, (text, found)


def test_sums_and_moves_of_currencies_are_claims(read: Read) -> None:
    for lang, text, want in SUMS:
        assert [(number.low, number.unit) for number in read(text, lang)] == want, text
