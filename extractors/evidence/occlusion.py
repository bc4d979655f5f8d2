"""Pieces of a sentence that can be hidden, to see what a reading owes to them.

A piece is a thing that was found (a cue, a name, a phrase of a metric, a time) or one word or Chinese character that
nobody claims. Hiding puts letters without meaning over it, as many as it had, so that every offset stays true.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from extractors.metrics.metrics import Hit
from extractors.names.mentions import Mention
from extractors.scenes import Scene
from extractors.text.cues import Cue
from extractors.times.periods import PeriodMention

LATIN, HAN, BLANK = "q", "囗", " "  # no word, unit or name of either language is written with them alone
# Words are hidden whole, Chinese characters one by one, signs of money and percent by a blank.
WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*|[\u4e00-\u9fff]|[$€£¥￥%‰％+]")
RUN = 8  # pieces that are hidden together at first
NEAR_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Piece:
    """text[start:end] with the names of what was found there, none for plain words."""

    start: int
    end: int
    labels: tuple[str, ...] = ()


Effect = TypeVar("Effect", bound=Collection[object])
Item = TypeVar("Item", Cue, Mention, Hit, PeriodMention)


def found_pieces(scene: Scene) -> list[Piece]:
    """All that was found in a sentence, by place: `"plans to"` with `modality: target`, `"5G基站"` with its metric."""
    labels: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for cue in scene.cues:
        labels[cue.start, cue.end].append(f"{cue.section}: {cue.value}")
    for name in scene.names:
        labels[name.start, name.end].append(name_label(name))
    for hit in scene.hits:
        labels[hit.start, hit.end].append(hit_label(hit))
    for mention in scene.periods:
        labels[mention.start, mention.end].append(period_label(mention))
    return [Piece(start, end, tuple(dict.fromkeys(found))) for (start, end), found in sorted(labels.items())]


def word_pieces(text: str, start: int, end: int, taken: Sequence[Piece]) -> list[Piece]:
    """The words of text[start:end] that stand in none of the pieces `taken` and touch no digit ("5G" is a name)."""
    covered = {at for piece in taken for at in range(piece.start, piece.end)}
    return [
        Piece(match.start(), match.end())
        for match in WORD.finditer(text, start, end)
        if match.start() not in covered and not _touches_digit(text, match)
    ]


def narrow(pieces: Sequence[Piece], effect: Callable[[Sequence[Piece]], Effect]) -> Iterator[tuple[Piece, Effect]]:
    """The pieces that have an effect when hidden alone, with it; `effect` is empty for pieces without one.

    Pieces are hidden RUN at a time, and a run with an effect by halves: most words of a sentence decide nothing.
    """
    for start in range(0, len(pieces), RUN):
        yield from _halved(pieces[start : start + RUN], effect)


def _halved(pieces: Sequence[Piece], effect: Callable[[Sequence[Piece]], Effect]) -> Iterator[tuple[Piece, Effect]]:
    told = effect(pieces)
    if not told:
        return
    if len(pieces) == 1:
        yield pieces[0], told
        return
    middle = len(pieces) // 2
    yield from _halved(pieces[:middle], effect)
    yield from _halved(pieces[middle:], effect)


def hide_text(text: str, pieces: Iterable[Piece]) -> str:
    """The text with pieces made meaningless: `"rose 5%"` without "rose" is `"qqqq 5%"`."""
    for piece in pieces:
        text = text[: piece.start] + "".join(map(_filler, text[piece.start : piece.end])) + text[piece.end :]
    return text


def hide_pieces(scene: Scene, pieces: Sequence[Piece]) -> Scene:
    """The scene without pieces and without all that was found in them."""
    return replace(
        scene,
        text=hide_text(scene.text, pieces),
        folded=hide_text(scene.folded, pieces),
        cues=_outside(scene.cues, pieces),
        names=_outside(scene.names, pieces),
        hits=_outside(scene.hits, pieces),
        periods=_outside(scene.periods, pieces),
    )


def is_hidden(value: object) -> bool:
    """Whether a reading holds the letters that hiding puts: it has lost its own words and is no other reading."""
    return isinstance(value, str) and (HAN in value or LATIN * 2 in value)


def name_label(name: Mention) -> str:
    """`"name: China Mobile (company china_mobile)"`, or `"name: … (unlisted company)"`."""
    return (
        f"name: {name.name} ({name.kind} {name.known.id})"
        if name.known
        else f"name: {name.name} (unlisted {name.kind})"
    )


def hit_label(hit: Hit) -> str:
    """`"metric: 5g_base_stations"`, or `"measure: operating profit"` where no metric has it."""
    return f"metric: {hit.measure.id}" if hit.measure.id else f"measure: {hit.measure.words}"


def period_label(mention: PeriodMention) -> str:
    """`"time: first_quarters"` by the name of its rule, with what the words around made of it."""
    marks = [name for name in ("baseline", "since", "as_of", "spoken") if getattr(mention, name)]
    return f"time: {mention.rule}" + (f" ({', '.join(marks)})" if marks else "")


def _filler(char: str) -> str:
    if "\u4e00" <= char <= "\u9fff":
        return HAN
    return LATIN if char.isalnum() else char if char.isspace() or char in "'’-" else BLANK


def _touches_digit(text: str, match: re.Match[str]) -> bool:
    """Whether a Latin word is glued to a digit, as in "5G" or "Mate60"."""
    if not match.group()[0].isascii() or not match.group()[0].isalpha():
        return False
    return bool(NEAR_DIGIT.match(text, match.end()) or NEAR_DIGIT.match(text, max(0, match.start() - 1)))


def _outside(items: Iterable[Item], pieces: Sequence[Piece]) -> tuple[Item, ...]:
    return tuple(item for item in items if all(item.end <= piece.start or piece.end <= item.start for piece in pieces))
