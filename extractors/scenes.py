"""A sentence with everything found in it: what the framing rules look at. Built once a sentence, only where a number
stands.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from extractors.metrics.metrics import Hit
from extractors.names.mentions import Mention
from extractors.quick_records import quick
from extractors.records import Quantity
from extractors.text.cues import Cue
from extractors.text.sentences import Sentence, clause_at
from extractors.text.signals import signals_in
from extractors.times.periods import PeriodMention

SIGNALS, STARTS = (
    "signals",
    "starts",
)  # the places of the sentence's own, and of where its names begin, among the answers
AHEAD = 64  # characters behind a sentence that a pattern may look at
BULLETS = ("* ", "• ", "- ", "-- ", "· ")  # what an item of a list begins with
NAMES_AHEAD, NAMES_BEHIND = 16, 8  # names before and behind a number that can matter to it


class Placed(Protocol):
    """Anything that stands at an offset."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


Item = TypeVar("Item", bound=Placed)
Rest = ParamSpec("Rest")
Answer = TypeVar("Answer")


@quick
@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence of an article. Offsets are those of the article's text; `folded` is the text in lower case."""

    text: str
    folded: str
    lang: str
    published: date | None
    sentence: Sentence
    bounds: list[int]  # where clauses begin, then the sentence's end
    quantities: tuple[Quantity, ...]
    cues: tuple[Cue, ...]
    names: tuple[Mention, ...]
    hits: tuple[Hit, ...]
    periods: tuple[PeriodMention, ...]
    answers: dict[Any, Any] = field(init=False, repr=False, compare=False, default_factory=dict)  # of `once_a_scene`

    @property
    def is_headline(self) -> bool:
        """Whether it is a headline or subhead, and no item of a list: "* Exports to Norway +14 pct"."""
        return self.sentence.heading and not self.folded.startswith(BULLETS, self.sentence.start)

    def clause(self, position: int) -> tuple[int, int]:
        """The clause that holds the position."""
        return clause_at(self.bounds, position)

    def clause_text(self, position: int) -> str:
        """The lower-cased clause that holds the position."""
        start, end = self.clause(position)
        return self.folded[start:end]

    def names_near(self, quantity: Quantity) -> tuple[Mention, ...]:
        """The names around a number: all of them but in lists that no person would read to the end."""
        if len(self.names) <= NAMES_BEHIND:
            return self.names
        at = self.first_name(quantity.start)
        return self.names[max(0, at - NAMES_AHEAD) : at + NAMES_BEHIND]

    def first_name(self, offset: int) -> int:
        """The place among the names of the first that begins at an offset or behind it, or their number."""
        starts: list[int] | None = self.answers.get(STARTS)
        if starts is None:
            starts = self.answers[STARTS] = [name.start for name in self.names]
        return bisect_left(starts, offset)

    def section(self, name: str) -> Iterable[Cue]:
        """The cues of one section, in the text's order."""
        cues: tuple[Cue, ...] | None = self.answers.get(name)
        if cues is None:
            cues = self.answers[name] = tuple([cue for cue in self.cues if cue.section == name])
        return cues

    def shows(self, signal: int) -> bool:
        """Whether the sentence holds a word of the patterns of a `signal`: without one none of them matches in it."""
        held = self.answers.get(SIGNALS)
        if held is None:
            held = self.answers[SIGNALS] = signals_in(self.folded[self.sentence.start : self.sentence.end + AHEAD])
        return held & signal != 0

    def before(self, quantity: Quantity) -> str:
        """The lower-cased sentence up to the number."""
        return self.folded[self.sentence.start : quantity.start]

    def after(self, quantity: Quantity) -> str:
        """The lower-cased sentence behind the number."""
        return self.folded[quantity.end : self.sentence.end]

    def number_between(self, left: int, right: int) -> bool:
        """Whether another number stands between two offsets."""
        return any(left <= other.start and other.end <= right for other in self.quantities)


def once_a_sentence(find: Callable[[Scene], Answer]) -> Callable[[Scene], Answer]:
    """A pure function of a scene alone, worked out once for it, whatever is asked about its numbers."""

    def recall(scene: Scene) -> Answer:
        if find not in scene.answers:
            scene.answers[find] = find(scene)
        answer: Answer = scene.answers[find]
        return answer

    update_wrapper(recall, find)
    return recall


def once_a_scene(
    find: Callable[Concatenate[Scene, Item, Rest], Answer],
) -> Callable[Concatenate[Scene, Item, Rest], Answer]:
    """A pure function of a scene and of something that stands in it, worked out once for each of them.

    Several rules ask for the role of a name, or whether a number is a base: half of the calls are asked again. What
    else the function takes, the rules of the language, is the same for all of a scene.
    """

    def recall(scene: Scene, item: Item, /, *rest: Rest.args, **named: Rest.kwargs) -> Answer:
        key = (find, item.start, item.end)
        if key not in scene.answers:
            scene.answers[key] = find(scene, item, *rest, **named)
        answer: Answer = scene.answers[key]
        return answer

    update_wrapper(recall, find)
    return recall
