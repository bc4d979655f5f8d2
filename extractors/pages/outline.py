"""A page's tree as a flat list of text blocks, each with how much prose it holds, and the containers around them.

Block order is document order, so every container is a range of blocks and its amount of prose a difference of prefix
sums: choosing the article costs little on pages of any size.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from extractors.errors import ExtractionError
from extractors.pages.furniture import is_furniture_name
from extractors.pages.table_rows import cell_spans, lay_out, row_line

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_DEPTH = 254  # libxml2 and the libraries above it lose text from 255 levels on, silently

# Elements that hold no text of an article.
SKIPPED = frozenset((
    "script", "style", "noscript", "iframe", "object", "embed", "applet", "svg", "canvas", "audio", "video", "select",
    "option", "button", "textarea", "input", "nav", "footer", "template", "head", "map", "dialog", "menu",
    "figcaption", "rt", "rp", "datalist", "progress", "meter",
))  # fmt: skip
# Elements that do not end a line.
INLINE = frozenset((
    "a", "span", "font", "b", "strong", "i", "em", "u", "s", "sub", "sup", "small", "big", "mark", "abbr", "code",
    "cite", "q", "time", "label", "tt", "ins", "del", "kbd", "var", "bdi", "wbr", "img", "strike", "acronym", "nobr",
    "samp", "dfn", "data", "ruby", "picture", "source", "bdo", "blink",
))  # fmt: skip
UNJUDGED = frozenset(["html", "body", "main", "article", "p"])  # their names say nothing against their text
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

HAN = re.compile(r"[\u3400-\u9fff]")
PROSE_MARK_ZH = re.compile(r"[，。；！？：、…]")
PROSE_MARK_EN = re.compile(r"""[.,;!?:][\s"”’)] | [.!?]["”’)]*$""", re.VERBOSE)
SPACE = re.compile(r"[\s\u3000\u200b\ufeff]+")
# A line break inside a Chinese sentence is the page maker's; a browser shows a space, a reader wants none.
HARD_WRAP = re.compile(r"(?<=[\u3001-\u9fff\uff01-\uffef])[ \t]*[\r\n]+[ \t]*(?=[\u3001-\u9fff\uff01-\uffef])")
CELL_TAGS = frozenset(("br", "p", "div"))
SHORT_CELL = 60  # characters of a cell of figures or of a row's name
LOOK = 90  # characters that tell a Chinese line
HAN_WEIGHT = 3  # a Chinese character says about as much as three letters
MIN_PROSE_ZH, MIN_PROSE_EN = 8, 25
FURNITURE_SHARE = 0.4  # a "sidebar" with more of the page's prose than this is the article in a badly named element
TEASER_BLOCKS, TEASER_SHARE = 5, 0.3


@dataclass(slots=True)
class Block:
    """One line of a page. `weight` is its amount of prose: 0 for links, labels and furniture."""

    text: str
    linked: int  # characters inside links
    tag: str  # of the element that made the line; "tr" for a row of a table
    furniture: int  # number of the named furniture element around it, 0 for none
    weight: int

    @property
    def is_link(self) -> bool:
        return self.linked * 2 > len(self.text)


@dataclass(frozen=True, slots=True)
class Container:
    """An element and the blocks [start, end) inside it."""

    start: int
    end: int
    element: _Element


@dataclass(frozen=True, slots=True)
class Outline:
    """All blocks of a page; containers in document order, the outer before the inner."""

    blocks: tuple[Block, ...]
    containers: tuple[Container, ...]
    sums: tuple[int, ...]  # sums[i] is the weight of blocks before i

    def weight(self, start: int, end: int) -> int:
        return self.sums[end] - self.sums[start]


def build_outline(body: _Element) -> Outline:
    """Raises ExtractionError `too deep` for trees that the libraries cannot hold."""
    walk = _Walk()
    walk.enter(body, 1)
    walk.end_block()
    containers = tuple(c for c in walk.containers if c is not None)
    _discount_furniture(walk.blocks)
    _discount_teasers(walk.blocks, containers)
    return Outline(tuple(walk.blocks), containers, _sums(walk.blocks))


def _sums(blocks: list[Block]) -> tuple[int, ...]:
    return tuple(accumulate((block.weight for block in blocks), initial=0))


def _discount_furniture(blocks: list[Block]) -> None:
    """Furniture weighs nothing, unless it holds most of the page."""
    within: dict[int, int] = {}
    for block in blocks:
        within[block.furniture] = within.get(block.furniture, 0) + block.weight
    limit = FURNITURE_SHARE * (sum(within.values()) or 1)
    for block in blocks:
        if within[block.furniture] < limit and block.furniture:
            block.weight = 0
        else:
            block.furniture = 0


def _discount_teasers(blocks: list[Block], containers: tuple[Container, ...]) -> None:
    """A small element that opens with a linked headline announces another article."""
    sums = _sums(blocks)
    limit = TEASER_SHARE * sums[-1]
    for box in containers:
        if not 2 <= box.end - box.start <= TEASER_BLOCKS or sums[box.end] - sums[box.start] >= limit:
            continue
        inside = blocks[box.start : box.end]
        if any(block.linked >= 0.9 * len(block.text) > 10 for block in inside[:3]):
            for block in inside:
                block.weight = 0


def _prose_weight(text: str, linked: int) -> int:
    plain = len(text) - linked
    if linked > plain:
        return 0
    if not text.isascii() and len(HAN.findall(text[:LOOK])) * 3 > len(text[:LOOK]):
        return HAN_WEIGHT * plain if plain > MIN_PROSE_ZH and PROSE_MARK_ZH.search(text) else 0
    return plain if plain > MIN_PROSE_EN and PROSE_MARK_EN.search(text) else 0


class _Walk:
    """One pass over the tree. Text is gathered until a block element or <br> ends the line."""

    __slots__ = (
        "blocks", "containers", "furniture", "furniture_count", "hanging", "in_link", "linked", "parts", "tag",
    )  # fmt: skip

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.containers: list[Container | None] = []
        self.parts: list[str] = []
        self.linked = 0
        self.in_link = 0
        self.tag = "body"
        self.furniture = 0
        self.furniture_count = 0
        self.hanging: dict[int, int] = {}  # of the table at hand: columns that a cell of a row above still covers

    def enter(self, element: _Element, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise ExtractionError("too deep", "")
        self.add(element.text)
        for child in element:
            tag = child.tag
            if not isinstance(tag, str) or tag in SKIPPED:
                if tag in SKIPPED:
                    self.end_block()
            elif tag == "br":
                self.end_block()
            elif tag in INLINE:
                self.in_link += tag == "a"
                self.enter(child, depth + 1)
                self.in_link -= tag == "a"
            elif not _is_hidden(child):
                self.enter_block(child, tag, depth)
            self.add(child.tail)

    def enter_block(self, element: _Element, tag: str, depth: int) -> None:
        self.end_block()
        if tag == "tr" and _is_data_row(element):
            self.add_row(element)
            return
        if tag == "table":
            self.hanging.clear()
        outer_tag, outer_furniture = self.tag, self.furniture
        if not outer_furniture and tag not in UNJUDGED and _is_furniture(element, tag):
            self.furniture_count += 1
            self.furniture = self.furniture_count
        self.tag = tag
        place, start = len(self.containers), len(self.blocks)
        self.containers.append(None)  # keeps the outer element before the inner
        self.enter(element, depth + 1)
        self.end_block()
        self.containers[place] = Container(start, len(self.blocks), element)
        self.tag, self.furniture = outer_tag, outer_furniture

    def add(self, text: str | None) -> None:
        if text:
            self.parts.append(text)
            if self.in_link:
                self.linked += len(text)

    def add_row(self, row: _Element) -> None:
        """A row of a data table is one line, its cells divided by a bar."""
        cells = [(text_of(cell), *cell_spans(cell)) for cell in row if cell.tag in ("td", "th")]
        text = row_line(lay_out(cells, self.hanging))
        if text.strip("| "):
            linked = sum(len(text_of(link)) for link in row.iter("a"))
            self.blocks.append(Block(text, linked, "tr", self.furniture, _prose_weight(text, linked)))

    def end_block(self) -> None:
        if not self.parts:
            return
        text = SPACE.sub(" ", HARD_WRAP.sub("", "".join(self.parts))).strip()
        linked = min(self.linked, len(text))
        self.parts.clear()
        self.linked = 0
        if text:
            self.blocks.append(Block(text, linked, self.tag, self.furniture, _prose_weight(text, linked)))


def text_of(element: _Element) -> str:
    """All text inside an element as one line."""
    return SPACE.sub(" ", "".join(str(part) for part in element.itertext())).strip()


def _is_hidden(element: _Element) -> bool:
    style = element.get("style")
    return element.get("hidden") is not None or (style is not None and HIDDEN_STYLE.search(style[:2000]) is not None)


def _is_furniture(element: _Element, tag: str) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:500]
    return tag == "aside" or (len(names) > 1 and is_furniture_name(names))


def _is_data_row(row: _Element) -> bool:
    """True for a row of figures, not of a page laid out by tables: two or more cells without block elements, or short
    ones with a digit that an editor has wrapped in paragraphs.
    """
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    tags = {inner.tag for cell in cells for inner in cell.iter() if inner is not cell}
    if len(cells) < 2 or not all(isinstance(tag, str) and (tag in INLINE or tag in CELL_TAGS) for tag in tags):
        return False
    if not tags & {"p", "div"}:
        return True
    texts = [text_of(cell) for cell in cells]
    return all(len(text) <= SHORT_CELL for text in texts) and any(char.isdigit() for text in texts for char in text)
