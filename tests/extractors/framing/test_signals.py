"""Which patterns a sentence can hold is told by words that they need: never too few, and seldom too many."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from extractors.claims import extract_claims  # every rule, and with it every signal, is imported with the claims
from extractors.scenes import Scene
from extractors.text import signals
from extractors.text.sentences import Sentence
from extractors.text.signals import signal, signals_in, words_of

SENTENCES = (
    "crane sales fell 7 percent due to lower income from acer, missing its target of 1 million by 50,000.",
    "it cut its 2025 forecast to 1.1 million from 1.2 million, sending its shares down 11 percent.",
    "founded in 2016, the oslo-based firm later opened 30 stores, achieving its goal three years ahead of schedule.",
    "analysts at larch expect the overall market to grow 3 percent, while handset vendors shipped 373 million units.",
    "dell, acer and larkspur won 10, 20 and 30 percent, respectively, at the race in peru on saturday.",
    "larkspur will start at $799, and agreed to sell its unit for $2 billion; it is priced at 9,000 yuan.",
    "青禾机器人成立于2016年，完成年度目标的80%，高出上年12个百分点。",
    "公司将目标价由8港元上调至9港元，甲、乙产量分别增长35%、25%，较上年多出57.9万个。",
    "拟派发末期股息每股0.2元，售价9.9万元，股价下跌3%。",
    "it rained all day. 今天下雨。",
)


@pytest.fixture(autouse=True)
def only_the_signals_of_the_rules_remain() -> Iterator[None]:
    own = len(signals._questions)
    yield
    del signals._questions[own:]
    signals._finder.cache_clear()


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\b(?:miss(?:ed|es)|beats)\s\w+\sby", {"misse", "beats"}),
        (r"\bcompan(?:y|ies)\b", {"compan"}),
        (r"(?:very\s)?tall(?:er)?", {"tall"}),
        (r"(?<!no )\brow(?=s)", {"row"}),  # what only is looked at is no part of the match
        (r"[比较]上年", {"上年"}),
        (r"[比较]\d", {"比", "较"}),
        (r"(?:up|down)+\s(?:by\s)?\d+ percent", {" percent"}),
        (r"(?P<who>(?>analysts|brokers)) say", {"analysts", "brokers"}),
    ],
)
def test_the_words_of_a_pattern_are_the_rarest_that_every_match_holds(pattern: str, words: set[str]) -> None:
    assert words_of(re.compile(pattern)) == words


@pytest.mark.parametrize("pattern", [r"\d+%?", r"(?:plan)?s*", r"plan|\d", r"(?:plan){0,2}", r"[^,]\s", r"(?i)plan"])
def test_a_pattern_that_needs_no_word_has_none_and_is_always_tried(pattern: str) -> None:
    assert words_of(re.compile(pattern)) is None
    bit = signal(re.compile(pattern))
    assert signals_in("") & bit


def test_a_signal_is_seen_wherever_one_of_its_patterns_matches() -> None:
    assert extract_claims
    for place, patterns in enumerate(signals._questions):
        for sentence in SENTENCES:
            for begin in range(0, len(sentence), 9):
                matching = [one for one in patterns if one.search(sentence, 0, begin) or one.match(sentence, begin)]
                assert not matching or signals_in(sentence) >> place & 1, (matching, sentence)


def test_no_signal_of_the_rules_is_always_on_and_few_are_seen_in_a_sentence() -> None:
    assert signals_in("") == 0
    seen = [signals_in(sentence).bit_count() for sentence in SENTENCES]
    assert seen[-1] == 0
    assert sum(seen) < len(seen) * len(signals._questions) / 3


def test_a_scene_shows_what_its_own_sentence_holds() -> None:
    text = "shares fell. " + "the crane stood still all day " * 4 + "and a race was won."
    scenes = [
        Scene(text, text, "en", None, Sentence(start, end, 0), [start, end], (), (), (), (), ())
        for start, end in ((0, 12), (13, len(text)))
    ]
    race, shares = signal(re.compile(r"\brace\b")), signal(re.compile(r"\bshares?\b"))
    assert [scene.shows(shares) for scene in scenes] == [True, False]
    assert [scene.shows(race) for scene in scenes] == [False, True]
