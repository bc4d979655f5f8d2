"""The shape of config/topics/*.yaml: what makes an article relevant."""

from __future__ import annotations

from typing import Literal

from flows.catalogue.bilingual import Id, Model, Name, Text, Words


class TopicExample(Model):
    """An article, and whether the topic holds for it."""

    lang: Literal["en", "zh"]
    title: Text | None = None
    text: Text
    relevant: bool


class Topic(Model):
    """One subject that sources may carry and articles are kept for."""

    id: Id
    name: Name
    strong: Words = Words()  # one of them is enough
    weak: Words = Words()  # count only beside context
    excludes: Words = Words()  # a word inside one of these does not count
    context: Words = Words()
    examples: tuple[TopicExample, ...] = ()
