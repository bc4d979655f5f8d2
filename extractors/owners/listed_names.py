"""Names that only stand in a list of examples or members, or amid a list at all."""

from __future__ import annotations

import re

from extractors.names.mentions import Mention
from extractors.scenes import Scene

EXAMPLES_REACH = 160
NAMED = r"(?:the\s)?[A-Z][\w&.'’-]*(?:\s[A-Z][\w&.'’-]*){0,4}(?:,\s(?:and\s)?|\sand\s)"  # "Acer, " in a list
EXAMPLES = re.compile(rf"\b(?:including|such as|namely)\s(?:{NAMED}){{1,8}}$")  # "including Acer, Dell and "
MEMBERS = re.compile(rf"\s(?:are|is|was|were)\s(?:{NAMED}){{0,8}}$")  # "among its backers are Acer and "
LIST_GOES_ON = re.compile(r",\s(?:and\s|or\s)?|\s(?:and|or|&)\s")


def is_example(scene: Scene, mention: Mention) -> bool:
    """Whether a name is one of those listed behind "including": "firms including Acer, Dell and Larkspur"."""
    start = max(scene.sentence.start, mention.start - EXAMPLES_REACH)
    near = scene.folded[start : mention.start]
    if not ("including " in near or "such as " in near or "namely " in near):
        return False
    return EXAMPLES.search(scene.text, start, mention.start) is not None


def is_member(scene: Scene, mention: Mention) -> bool:
    """Whether a name is one of those that a sentence lists: "Among its backers are Acer and Dell"."""
    if not scene.folded.startswith(("among ", "joining "), scene.sentence.start):
        return False
    return (
        MEMBERS.search(scene.text, max(scene.sentence.start, mention.start - EXAMPLES_REACH), mention.start) is not None
    )


def goes_on(scene: Scene, index: int) -> bool:
    """Whether a list of names goes on behind one of them: "from Acer, Dell, Sony and Larch", but not "from Acer, Dell
    won".
    """
    if scene.lang == "zh" or index + 1 >= len(scene.names):
        return False
    name, following = scene.names[index], scene.names[index + 1]
    return LIST_GOES_ON.fullmatch(scene.folded, name.end, following.start) is not None
