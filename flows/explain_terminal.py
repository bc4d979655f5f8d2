"""An explanation at the terminal: the text with its numbers marked, then each number with its fields and their reasons.

Colours only where a terminal reads them and NO_COLOR is not set; a pipe gets the same words without them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO

from rich.console import Console
from rich.text import Text

from extractors.evidence.explanation import Explanation
from flows.explain_view import Card, Reason, Row, Segment, build_cards, cut_sentence, cut_text
from flows.screen import USUAL_WIDTH, find_width

CLAIM, LEFT_OUT, FOUND, BASIS, QUIET = "bold black on yellow", "red strike", "cyan", "bold magenta", "dim"
FIELD_WIDTH = 14


def print_explanation(explanation: Explanation, stream: IO[str]) -> None:
    """The whole explanation on a stream."""
    console = Console(file=stream, highlight=False, soft_wrap=True, width=find_width(stream) or USUAL_WIDTH)
    cards = build_cards(explanation)
    console.print(_marked(cut_text(explanation, cards)))
    console.print()
    console.print(Text(summarise(cards), style="bold"))
    for card in cards:
        console.print()
        _print_card(console, card, explanation.text)


def summarise(cards: Sequence[Card]) -> str:
    """`"12 claims, 3 numbers left out"`."""
    left_out = sum(card.left_out is not None for card in cards)
    claims = len(cards) - left_out
    numbers = f"{left_out} number{'' if left_out == 1 else 's'} left out"
    return f"{claims} claim{'' if claims == 1 else 's'}, {numbers}"


def _marked(segments: Sequence[Segment]) -> Text:
    """The text with claims and left-out numbers numbered as their cards are: `[3: 21,400]`, `{4: 2024}`."""
    line = Text()
    opened: int | None = None
    for segment in segments:
        if segment.card is None:
            line.append(segment.text, style=FOUND if segment.found else "")
            continue
        style = LEFT_OUT if segment.left_out else CLAIM
        marks = "{}" if segment.left_out else "[]"
        head = f"{marks[0]}{segment.card}: " if segment.card != opened else ""
        opened = segment.card
        line.append(head, style=QUIET).append(segment.text, style=style).append(marks[1], style=QUIET)
    return line


def _print_card(console: Console, card: Card, text: str) -> None:
    head = Text(f"{card.number} ", style=QUIET)
    head.append(card.quote, style=LEFT_OUT if card.left_out else CLAIM)
    if card.confidence is not None:
        doubts = f" ({', '.join(card.doubts)})" if card.doubts else ""
        head.append(f"  confidence {card.confidence:.2f}{doubts}", style=QUIET)
    console.print(head)
    if not card.left_out:
        console.print(Text("  ").append_text(_sentence(cut_sentence(text, card))))
    for row in card.rows:
        console.print(_row(row))


def _sentence(segments: Sequence[Segment]) -> Text:
    line = Text(style=QUIET)
    for segment in segments:
        style = CLAIM if segment.card else BASIS if segment.fields else ""
        line.append(segment.text, style=style)
    return line


def _row(row: Row) -> Text:
    line = Text("  ").append(row.field.ljust(FIELD_WIDTH), style="bold")
    line.append(row.value)
    for reason in row.reasons:
        line.append("\n" + " " * (FIELD_WIDTH + 4)).append(say_reason(reason))
    if not row.reasons:
        line.append(f"   · {row.home}", style=QUIET)
    return line


def say_reason(reason: Reason) -> str:
    """`"← “plans to” modality: target; without it: expected"`."""
    quote = f"“{reason.quote}” " if reason.quote else ""
    rule = f"{reason.rule}; " if reason.rule else ""
    return f"← {quote}{rule}without it: {reason.otherwise}"
