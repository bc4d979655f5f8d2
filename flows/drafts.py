"""Drafts to check: plain text, Markdown and Word files as one text with their lines."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from extractors.errors import UsageError
from extractors.records import Article, Claim, Lang

if TYPE_CHECKING:
    from extractors.rulebook import Rulebook

MOST_BYTES = 20_000_000  # of a document, unpacked: a book has a tenth of that
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKUP = re.compile(
    r"[*_`#>]+|\]\([^)\s]*\)|\["
)  # Markdown; each sign becomes a blank, so that lines stay what they are


def read_draft(path: Path) -> str:
    """The text of a draft. Raises UsageError for a file that is none: no such file, no text, a damaged document."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error
    return decode_draft(data, path.suffix.lower(), str(path))


def decode_draft(data: bytes, suffix: str, name: str) -> str:
    """`(b"# Up\\n**3%**", ".md", "a.md")` is "  Up\\n  3%  "; a .docx gives a line for each paragraph."""
    if suffix == ".docx":
        return _read_word(data, name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{name}: not UTF-8 text (byte {error.start}); save it as UTF-8, or as .docx") from error
    return _MARKUP.sub(lambda found: " " * len(found[0]), text) if suffix in {".md", ".markdown"} else text


def read_claims(text: str, day: date, rulebook: Rulebook) -> list[Claim]:
    """The claims of a draft that speaks from this day, in the order of the text, whose offsets they have."""
    from extractors.claims import extract_claims  # noqa: PLC0415 - the engine takes a moment to import

    claims = []
    for start, part, lang in split_by_language(text):
        article = Article("draft", None, None, None, None, lang, day, None, part)
        found = extract_claims(article, rulebook)
        claims += [replace(claim, start=claim.start + start, end=claim.end + start) for claim in found]
    return claims


def split_by_language(text: str) -> list[tuple[int, str, Lang]]:
    """Stretches of lines in one language with their offsets: a draft may quote Chinese, which has a grammar of its own.

    `"Up 3%.\\n增长3%。"` gives `[(0, "Up 3%.\\n", "en"), (7, "增长3%。", "zh")]`; a line without words belongs to the
    one before.
    """
    stretches: list[tuple[int, str, Lang]] = []
    at = 0
    for line in text.splitlines(keepends=True):
        lang = _find_language(line) or (stretches[-1][2] if stretches else "en")
        if stretches and stretches[-1][2] == lang:
            start, before, _ = stretches[-1]
            stretches[-1] = (start, before + line, lang)
        else:
            stretches.append((at, line, lang))
        at += len(line)
    return stretches


def _find_language(line: str) -> Lang | None:
    """Chinese where a fifth of the letters is: "中国移动 China Mobile"; None for a line without letters."""
    letters = [sign for sign in line if sign.isalpha()]
    if not letters:
        return None
    return "zh" if 5 * sum("\u4e00" <= sign <= "\u9fff" for sign in letters) >= len(letters) else "en"


def _read_word(data: bytes, name: str) -> str:
    """The paragraphs of a Word document (ECMA-376, part 1, 17.3), tables cell by cell."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            info = package.getinfo("word/document.xml")
            if info.file_size > MOST_BYTES:
                raise UsageError(f"{name}: is larger than {MOST_BYTES:,} bytes")
            xml = package.read(info)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        root = etree.fromstring(xml, parser)
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, NotImplementedError, RuntimeError) as error:
        raise UsageError(f"{name}: not a Word document (.docx)") from error
    paragraphs = (
        "".join(
            "\t" if node.tag == f"{_WORD}tab" else node.text or ""
            for node in paragraph.iter(f"{_WORD}t", f"{_WORD}tab")
        )
        for paragraph in root.iter(f"{_WORD}p")
    )
    return "\n".join(paragraphs)
