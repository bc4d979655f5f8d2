"""What claims call the things they measure: always English, beside the words of the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.metrics.lexicon import NO_WORDS, build_lexicon, translate
from extractors.records import Claim

Read = Callable[..., dict[str, Claim]]
LEXICON = build_lexicon({"industrial robot": ["工业机器人"], "robot": ["机器人"], "output": ["产量"], "city": ["城市"]})


@pytest.mark.parametrize(
    ("phrase", "counted", "english"),
    [
        ("工业机器人产量", False, "industrial robot output"),
        ("工業機器人", True, "industrial robots"),
        ("5G工业机器人", True, "5G industrial robots"),
        ("城市", True, "cities"),
        ("某某机器人", False, "robot"),
        ("机器人某某", False, None),
        ("", False, None),
    ],
)
def test_a_phrase_is_translated_word_by_word_up_to_its_head(phrase: str, counted: bool, english: str | None) -> None:
    assert translate(phrase, LEXICON, counted=counted) == english


def test_without_words_nothing_is_translated() -> None:
    assert translate("机器人", NO_WORDS) is None


@pytest.mark.parametrize(
    ("text", "quote", "metric"),
    [
        ("Average daily ridership rose 14 percent last month.", "14 percent", "daily ridership"),
        ("The rail line's annual freight volume reached 15 million tonnes.", "15 million tonnes", "freight volume"),
        ("Exports made up 40 percent of total sales.", "40 percent", "share of total sales"),
        ("The city opened 12 research parks.", "12", "research parks"),
        ("北京有65个机器人产业园。", "65个", "robot industrial parks"),
        ("这款机器人身高为1.3米。", "1.3米", "robot height"),
        ("该产品占全球出货量的80%。", "80%", "share of global shipments"),
        ("该国企业占全球的80%。", "80%", "share of global total"),
        ("The maker's equipment sales rose 17 percent.", "17 percent", "equipment sales"),
        ("Acer had a good month and sold 13,503 units.", "13,503", "sales"),
        ("The robot weighs about 52 kilograms.", "52 kilograms", "weight"),
        ("It stands 1.68 meters tall.", "1.68 meters", "height"),
        ("The chain will invest some 280 million yuan by 2030.", "280 million yuan", "investment"),
        ("The motors have up to 1,000Nm of torque.", "1,000Nm", "torque"),
        ("Oppo's ICT revenue grew 26 percent.", "26 percent", "ICT revenue"),
        ("It came second with a 19 percent share.", "19 percent", "market share"),
        (
            "Terminals made up 54 percent of the number of mobile network terminal connections.",
            "54 percent",
            "share of number of mobile network terminal connections",
        ),
        (
            "It takes 43 percent of telecom fixed investment plans.",
            "43 percent",
            "share of telecom fixed investment plans",
        ),
        ("Fees took 30 percent of its user base of 990 million.", "30 percent", "share of user base"),
    ],
)
def test_a_number_without_a_metric_is_called_by_its_noun(read: Read, text: str, quote: str, metric: str) -> None:
    assert read(text, "2025-03-01")[quote].metric == metric


def test_the_words_of_the_text_stay_beside_the_english_ones(read: Read) -> None:
    claim = read("北京有65个机器人产业园。", "2025-03-01")["65个"]
    assert claim.metric_original == "机器人产业园"


@pytest.mark.parametrize(
    ("text", "quote", "metric"),
    [
        ("嗯嗯嗯12公里。", "12公里", "length"),
        ("哦哦哦3亿元。", "3亿元", "amount of money"),
        ("It was 12 kg.", "12 kg", "weight"),
    ],
)
def test_where_nothing_is_named_the_unit_speaks(read: Read, text: str, quote: str, metric: str) -> None:
    assert read(text, "2025-03-01")[quote].metric == metric
