"""Hostile text: spans always quote the text, nothing raises, time grows with the length and not faster."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linear import require_linear

from extractors.numbers.measured_numbers import find_measures
from extractors.numbers.quantities import QuantityRules, find_numbers
from extractors.records import Lang

PIECES = [
    "1",
    "1,",
    "1,234,",
    "万",
    "亿",
    "一百零",
    "one hundred and ",
    "half a ",
    "1 234 ",
    "1-",
    "-",
    "三分之",
    "3至",
    "5% and ",
    "\n1",
    "$",
    "per ",
    "from ",
    "2小时3分",
    "http://",
    "约",
    "(",
    "(1,",
    "下降",
    "每",
    "5千瓦时、",
    "\u202e1",
    "\ud800",
    "İ",
    "½",
    "个",
    "10^9",
    "1^-",
    "1 over ",
    "one in ",
    "twenty twenty ",
    "hundreds of ",
    "tens of tens of ",
    "more than 1 and less than 2 ",
    "1元2角3分",
    "12 ft 2 in ",
    "five-and-a-half-",
    "from 1 to 2 to ",
    "1以上，2以下",
    "1-1",
    "5M",
    "sub-",
]
ALPHABET = (
    "0123456789.,%$-–~/() \n\u3000，。、万亿千百十一二两三半几余多个元成倍约超第"
    "年月日GgmMbkK年percntofaduh\u202e\ud800İ½"
)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("piece", PIECES)
def test_time_is_linear_in_repeated_pieces(piece: str, lang: Lang, rules: QuantityRules) -> None:
    require_linear(lambda size: find_measures((piece * size)[:size], lang, rules), 3_000)


@settings(max_examples=100, deadline=None)
@given(text=st.text(alphabet=ALPHABET, max_size=80), lang=st.sampled_from(["en", "zh"]))
def test_every_span_quotes_the_text(text: str, lang: Lang, rules: QuantityRules) -> None:
    found = find_numbers(text, lang, rules)
    assert all(text[q.start : q.end] == q.quote and q.quote for q in found)
    assert [q.start for q in found] == sorted(q.start for q in found)
    assert all(q.low is None or q.high is None or q.low <= q.high for q in found)
    assert all(math.isfinite(bound) for q in found for bound in (q.low, q.high) if bound is not None)
    assert found == find_numbers(text, lang, rules)
