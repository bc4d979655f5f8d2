"""Text made uniform for the number grammar, character for character: offsets stay those of the original.

Full-width digits and signs become ASCII, traditional number and unit characters become simplified, English is
lower-cased. `fold_widths("３.５萬")` is `"3.5万"`.
"""

from __future__ import annotations

import re

from extractors.records import Lang
from extractors.text.han_forms import SIMPLIFIED, TRADITIONAL

_WIDE = "０１２３４５６７８９．％＋－～／＄￥￡（）：" + "".join(chr(c) for c in range(0xFF21, 0xFF3B))
_WIDE += "".join(chr(c) for c in range(0xFF41, 0xFF5B))
_NARROW = "0123456789.%+-~/$¥£():" + "".join(chr(c - 0xFEE0) for c in range(0xFF21, 0xFF3B))
_NARROW += "".join(chr(c - 0xFEE0) for c in range(0xFF41, 0xFF5B))
_FORMS = dict(zip(_WIDE + TRADITIONAL, _NARROW + SIMPLIFIED, strict=True))
# Few characters of a text have another form: looking for those takes a tenth of the time of `str.translate`.
_FOLDED = re.compile(f"[{re.escape(_WIDE + TRADITIONAL)}]")
_FOLDED_HAN = re.compile(f"[{TRADITIONAL}]")
_WIDE_COMMA = re.compile(r"，(?<=[０-９]，)(?=[０-９]{3}(?![０-９]))")
_FULL = dict(zip(",;:?!()", "，；：？！（）", strict=True))
_MARKS = re.compile(r"[,;:?!()](?:(?<!\d.)|(?!\d))")
_CAPITALS = re.compile("[A-Z]")


def fold_widths(text: str) -> str:
    """The text with full-width and traditional characters folded, same length; case is kept."""
    if text.isascii():
        return text
    if "，" in text:
        text = _WIDE_COMMA.sub(",", text)
    return _FOLDED.sub(_form_of, text)


def fold_han(text: str) -> str:
    """The text in simplified characters, same length: `"較上年末淨增"` is `"较上年末净增"`."""
    return text if text.isascii() else _FOLDED_HAN.sub(_form_of, text)


def fold_marks(text: str) -> str:
    """Chinese text with the marks between clauses in full width, same length, as the rules have them: many pages print
    `"产量5万台,增长3%;"`. Marks between digits stay: they group a number or tell a time.
    """
    return _MARKS.sub(lambda match: _FULL[match[0]], text)


def _form_of(match: re.Match[str]) -> str:
    return _FORMS[match[0]]


def fold_case(text: str, lang: Lang) -> str:
    """The text in lower case, same length (`str.lower` lengthens a few letters such as İ)."""
    low = text.lower() if lang == "en" else ""
    return low if len(low) == len(text) else _CAPITALS.sub(lambda one: one[0].lower(), text)
