"""Which blocks of a page are its article.

Where a publisher marks the article's element (a class such as "article-body"), that is taken; elsewhere the tree is
descended as long as one element holds nearly all of the prose. What remains inside (links, captions, "read more", the
editor's name) is dropped line by line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.pages.furniture import ARTICLE_NAME, is_closing_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from extractors.pages.outline import Block, Container, Outline

NAMED_SHARE = 0.35  # prose of the page that an element named as article must hold
DOMINANT_SHARE = 0.85  # prose of the outer element that an inner one must hold to stand for it
CLOSING_AFTER = 0.7  # a closing line after this share of the prose ends the article, before it is only left out
CAPTION_LINES, TABLE_ROWS = 3, 3  # lines that may stand between the last paragraph and a closing table; its least rows
LEAVES = frozenset(("p", "li", "blockquote", "h1", "h2", "h3", "h4"))  # a long paragraph is not the whole article


@dataclass(frozen=True, slots=True)
class MainBody:
    """The lines of an article and where its first and last block stand. `named`: the publisher marked the element."""

    lines: tuple[str, ...]
    start: int
    end: int
    weight: int
    named: bool

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def find_main_body(outline: Outline) -> MainBody:
    """The article of a page; no lines where the page has no text at all."""
    named = _named_range(outline)
    start, end = named or (0, len(outline.blocks))
    start, end = _descend(outline, start, end)
    kept = _keep_article_lines(outline, start, end)
    return MainBody(
        lines=tuple(outline.blocks[at].text for at in kept),
        start=kept[0] if kept else start,
        end=kept[-1] + 1 if kept else end,
        weight=sum(outline.blocks[at].weight for at in kept),
        named=named is not None,
    )


def _named_range(outline: Outline) -> tuple[int, int] | None:
    """Where the element named as an article is, from the first to the last of its parts if it comes in several."""
    named = [box for box in outline.containers if outline.weight(box.start, box.end) and _is_named(box)]
    if not named:
        return None
    best = named[0]
    for box in named:  # of nested ones with the same prose the outermost stays
        if outline.weight(box.start, box.end) > 1.05 * outline.weight(best.start, best.end):
            best = box
    parts = [box for box in named if _names(box.element) == _names(best.element)]
    start, end = min(box.start for box in parts), max(box.end for box in parts)
    return (start, end) if outline.weight(start, end) > NAMED_SHARE * outline.sums[-1] else None


def _is_named(box: Container) -> bool:
    return ARTICLE_NAME.search(_names(box.element)) is not None


def _names(element: _Element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"[:500]


def _descend(outline: Outline, start: int, end: int) -> tuple[int, int]:
    """Go inwards while one element holds nearly all prose of what is left."""
    for box in outline.containers:
        if box.start < start or box.end > end or box.end - box.start < 2 or box.element.tag in LEAVES:
            continue
        if outline.weight(box.start, box.end) >= DOMINANT_SHARE * max(1, outline.weight(start, end)):
            start, end = box.start, box.end
    return start, end


def _keep_article_lines(outline: Outline, start: int, end: int) -> list[int]:
    """Positions of the blocks between the first and the last prose that are no links, furniture or closing lines."""
    blocks = outline.blocks
    prose = [at for at in range(start, end) if blocks[at].weight]
    if not prose:
        return [at for at in range(start, end) if not blocks[at].furniture and not blocks[at].is_link]
    total, seen = outline.weight(start, end), 0
    kept: list[int] = []
    for at in range(prose[0], _end_of_table(blocks, prose[-1] + 1, end)):
        block = blocks[at]
        seen += block.weight
        if is_closing_line(block.text):
            if seen > CLOSING_AFTER * total:
                break
        elif not _is_left_out(block):
            kept.append(at)
    return kept


def _end_of_table(blocks: Sequence[Block], at: int, end: int) -> int:
    """Where the article ends if a table of figures closes it: behind its last row, else at the offset."""
    first = next((place for place in range(at, min(end, at + CAPTION_LINES + 1)) if _is_figures(blocks[place])), None)
    if first is None:
        return at
    last = first
    while last < end and blocks[last].tag == "tr" and not blocks[last].is_link:
        last += 1
    return last if sum(_is_figures(block) for block in blocks[first:last]) >= TABLE_ROWS else at


def _is_figures(block: Block) -> bool:
    """Whether a block is a row of a table that is no menu."""
    return block.tag == "tr" and not block.furniture and not block.is_link and " | " in block.text


def _is_left_out(block: Block) -> bool:
    return bool(block.furniture) or (block.is_link and not block.weight)
