"""What a match can begin with, told from the pattern."""

import re

import pytest

from extractors.text.openings import OpeningIndex, opening_guard


@pytest.mark.parametrize(
    ("pattern", "guard"),
    [
        (r"(?:march|may) 1|2", "(?=[2m])"),
        (r"(?P<m>jan(?:uary)?)\.?", "(?=[j])"),
        (r"(?:the\s)?(?:end|close)", "(?=[cet])"),
        (r"(?<=in the )(?P<q>second|third)", "(?=[st])"),
        (r"(?!19)\d\d年", r"(?=[\d])"),
        (r"[-a-c七]x", r"(?=[\-a-c七])"),
        (r"(?>ab|c)d", "(?=[ac])"),
        (r"x{2,3}y", "(?=[x])"),
        (r"\s*a", ""),
        (r"[^a]b", ""),
        (r"a?", ""),
        (r".b", ""),
    ],
)
def test_a_guard_holds_the_characters_that_a_match_can_begin_with(pattern: str, guard: str) -> None:
    assert opening_guard(pattern) == guard


def test_a_guarded_pattern_finds_what_the_bare_one_finds() -> None:
    text = "in the second half, by 2024, march past; may 3 – the end of 去年 and 十二月"
    for pattern in (r"(?:the\s)?(?:end|second)", r"ma(?:y|rch)(?:\s\d)?", r"[去前]年", r"十[一二]?月|\d+", r"by\s"):
        bare, guarded = re.compile(pattern), re.compile(opening_guard(pattern) + f"(?:{pattern})")
        assert [match.span() for match in guarded.finditer(text)] == [match.span() for match in bare.finditer(text)]


def test_what_is_no_pattern_is_told() -> None:
    with pytest.raises(re.error):
        opening_guard("(?:a")


PATTERNS = (r"march|may", r"m\d", r"(?:the\s)?year", r"\d{2}年", r"[^a]b", r"q?", r"[a-z]{2}\s", r"[\u4e00-\u9fff]月")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("may 3", (0, 4, 5, 6)),
        ("mar", (0, 4, 5, 6)),
        ("the y", (2, 4, 5, 6)),
        ("20年底", (3, 4, 5)),
        ("٢٠年", (3, 4, 5)),
        ("m", (0, 1, 4, 5, 6, 7)),
        ("五月", (3, 4, 5, 7)),
        ("", tuple(range(8))),
    ],
)
def test_an_index_leaves_the_patterns_that_can_match(text: str, left: tuple[int, ...]) -> None:
    index = OpeningIndex(PATTERNS, 4)
    assert index.matching(text[:4]) == index.matching(text[:4]) == left
    assert {place for place, pattern in enumerate(PATTERNS) if re.match(pattern, text)} <= set(left)
