"""Which of the watched subjects a text is about, told from a passing mention.

A topic is a set of words (config/topics/): `strong` words name the subject itself, `weak` words belong to its trade,
`excludes` are phrases in which a strong word means something else ("robots.txt", "5G WiFi") and are taken out before
anything is counted, `context` words tie a text to China or to world figures that include it.

The rule. A text is about a topic when it has a context word and one of these holds:
1. a strong word stands in the title, and one more (strong or weak) in the text;
2. a strong word stands in the lead, the text has at least two, and they are dense;
3. the text has at least four strong words and they are very dense.
Dense counts a weak word as half a strong one, for each 1,600 English or 500 Chinese characters; very dense asks three
times that. So a single "5G" in a hotel's list of comforts, or a robot in one sentence of a long interview, is no
topic. A story about a foreign company without any tie to China is none either, in either language: its numbers would
be read as figures of a market that we do not watch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

ROLES = ("strong", "weak", "excludes")
LEAD_HAN, LEAD_LATIN = 200, 600  # characters that count as the head of a text
STRETCH_HAN, STRETCH_LATIN = 500, 1600  # characters in which a text on the subject names it once
VERY_DENSE = 3.0
TITLE_TAIL = (" - ", " | ", " – ", "_", "|", "-", " — ")  # what publishers put before their own name


@dataclass(frozen=True, slots=True)
class Topic:
    """One subject with its words compiled. `roles[i]` says what pattern i is."""

    id: str
    words: AhoCorasick
    roles: tuple[str, ...]
    context: AhoCorasick | None  # None: no context is asked for


@dataclass(frozen=True, slots=True)
class TopicRules:
    """The topics in the order of the configuration."""

    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    role: str


def build_topic_rules(topics: Sequence[Mapping[str, Any]]) -> TopicRules:
    """Compile what config/topics/ holds. Both languages' words are looked for in every text: Chinese texts say "5G"."""
    return TopicRules(tuple(_build_topic(topic) for topic in topics))


def find_topics(title: str | None, text: str, rules: TopicRules) -> tuple[str, ...]:
    """The ids of the topics that hold, in the rules' order.

    >>> find_topics("中国5G基站达到500万个", "工信部数据显示,5G基站总数增长。", rules)
    ('5g',)
    """
    title = _without_site_name(title or "").lower()
    text = text.lower()
    return tuple(topic.id for topic in rules.topics if _is_about(topic, title, text))


def _build_topic(topic: Mapping[str, Any]) -> Topic:
    words = {word: role for role in ROLES for word in _both_languages(topic.get(role))}
    context = sorted(_both_languages(topic.get("context")))
    return Topic(
        id=str(topic["id"]),
        words=AhoCorasick(list(words), matchkind=MatchKind.LeftmostLongest),
        roles=tuple(words.values()),
        context=AhoCorasick(context, matchkind=MatchKind.LeftmostLongest) if context else None,
    )


def _both_languages(words: Mapping[str, Sequence[str]] | None) -> list[str]:
    return [str(word).lower() for listed in (words or {}).values() for word in listed]


def _without_site_name(title: str) -> str:
    """The title without the publisher's name at its end, as long as most of the title stays."""
    for mark in TITLE_TAIL:
        head, found, tail = title.rpartition(mark)
        if found and len(head) > 1.5 * len(tail) and len(tail) < 40:
            return head
    return title


def _is_about(topic: Topic, title: str, text: str) -> bool:
    in_title = _mentions(topic, title)
    in_text = _mentions(topic, text)
    if not any(m.role == "strong" for m in (*in_title, *in_text)) or not _has_context(topic, title, text):
        return False
    if any(m.role == "strong" for m in in_title) and (in_text or not text.strip()):
        return True
    return _fills_the_text(in_text, text)


def _mentions(topic: Topic, text: str) -> tuple[_Mention, ...]:
    found = (
        _Mention(start, topic.roles[index])
        for index, start, end in topic.words.find_matches_as_indexes(text)
        if _stands_alone(text, start, end)
    )
    return tuple(mention for mention in found if mention.role != "excludes")


def _stands_alone(text: str, start: int, end: int) -> bool:
    """False for a Latin word inside another ("5g" in "25g", "ifr" in "cifra"); a plural s is part of the word."""
    if start and _is_latin(text[start]) and _is_latin(text[start - 1]):
        return False
    if end < len(text) and text[end] == "s":
        end += 1
    return not (end < len(text) and _is_latin(text[end - 1]) and _is_latin(text[end]))


def _is_latin(character: str) -> bool:
    return character.isalnum() and character < "\u0250"


def _has_context(topic: Topic, title: str, text: str) -> bool:
    if topic.context is None:
        return True
    return any(
        _stands_alone(part, start, end)
        for part in (title, text)
        for _, start, end in topic.context.find_matches_as_indexes(part)
    )


def _fills_the_text(mentions: tuple[_Mention, ...], text: str) -> bool:
    chinese = _is_chinese(text)
    lead, stretch = (LEAD_HAN, STRETCH_HAN) if chinese else (LEAD_LATIN, STRETCH_LATIN)
    strong = [m.start for m in mentions if m.role == "strong"]
    weight = len(strong) + (len(mentions) - len(strong)) / 2
    density = weight / max(1.0, len(text) / stretch)
    if len(strong) >= 2 and strong[0] < lead and density >= 1:
        return True
    return len(strong) >= 4 and density >= VERY_DENSE


def _is_chinese(text: str) -> bool:
    head = text[:400]
    return sum("\u3400" <= character <= "\u9fff" for character in head) * 3 > len(head)
