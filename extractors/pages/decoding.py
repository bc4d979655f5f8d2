"""Bytes to text: never a replacement character, never mojibake.

Publishers name wrong charsets, call gb18030 "gb2312", cut a character in half at the end of a headline, and send bytes
that several codecs accept. So a charset is a guess to be tested: strict decoding first, then a look at whether the
letters are those of a real text. Order: byte order mark, UTF-8, the header, the page's own declaration, gb18030, Big5,
UTF-16 without a mark, Shift-JIS, EUC-JP, EUC-KR, Windows-1252.
"""

from __future__ import annotations

import codecs
import re

from extractors.errors import ExtractionError

# The labels that the WHATWG Encoding Standard knows and that news pages carry, each with the Python codec that reads
# the bytes found under it. Anything else ("unicode_escape", "rot13", "zip") is no charset and is not looked up.
CHARSETS = {
    "utf-8": "utf-8", "utf8": "utf-8", "unicode-1-1-utf-8": "utf-8",
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030",
    "cp936": "gb18030", "euc-cn": "gb18030", "chinese": "gb18030", "hz-gb-2312": "hz",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "cn-big5": "big5hkscs", "x-x-big5": "big5hkscs", "cp950": "cp950",
    "utf-16": "utf-16", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be",
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "windows-31j": "cp932",
    "euc-jp": "euc_jp", "x-euc-jp": "euc_jp", "iso-2022-jp": "iso2022_jp",
    "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "ksc5601": "cp949", "windows-949": "cp949",
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "windows-1252": "cp1252", "cp1252": "cp1252", "iso-8859-15": "iso8859_15",
    "iso-8859-2": "iso8859_2", "windows-1250": "cp1250", "windows-1251": "cp1251", "koi8-r": "koi8_r",
    "iso-8859-5": "iso8859_5", "iso-8859-7": "iso8859_7", "windows-1253": "cp1253", "iso-8859-9": "cp1254",
    "windows-1254": "cp1254", "windows-1255": "cp1255", "windows-1256": "cp1256", "windows-1257": "cp1257",
    "windows-1258": "cp1258", "windows-874": "cp874", "tis-620": "cp874",
}  # fmt: skip

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its first two bytes are the UTF-16 mark
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
USUAL = ("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949", "cp1252")
SEVEN_BIT = {"iso2022_jp": b"\x1b$", "hz": b"~{"}  # codecs whose bytes are valid ASCII, and what gives them away

# Content-Type: text/html; charset="GB2312"  |  <meta charset=gbk>  |  <?xml version="1.0" encoding="big5"?>
HEADER_CHARSET = re.compile(r"""charset \s* = \s* ["']? \s* ([\w.:-]+)""", re.VERBOSE | re.IGNORECASE)
META_CHARSET = re.compile(rb"""<meta \b [^>]*? charset \s* = \s* ["']? \s* ([\w.:-]+)""", re.VERBOSE | re.IGNORECASE)
XML_ENCODING = re.compile(
    rb"""\A \s* <\?xml \b [^>]*? encoding \s* = \s* ["'] ([\w.:-]+)""", re.VERBOSE | re.IGNORECASE
)
DECLARED_WITHIN = 8192  # bytes; browsers look at 1024, real pages put scripts before the charset

SAMPLE = 5_000  # non-ASCII characters that are judged
# Characters and marks that make up more than a third of any Chinese text, in both scripts (public frequency counts).
FREQUENT = frozenset(
    "的一是不了在人有我他这这個个们們中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于於着著下自之年过過"
    "发發后後作里用道行所然家种種事成方多经經么麼去法学學如都同现現当當没沒动動面起看定天分还還进進好小部其些主样樣理心本前开開但"
    "因只从從想实實日军軍者意无無力它与與长長把机機十民第公此已工使情明性知全三又关關点點正业業外将將两兩高间間由问問很最重并"
    "物手应應战戰向头頭文体體政美相见見被利什二等产產或新己制身果加西斯月话話合回特代内內信表化老给給世位次度门門任常先海通"
    "教儿兒原东東声聲提立及比员員解水名真论論处處走义義各入几幾口认認条條平系系气氣题題活尔爾更别別打女变變四神总總何电電数數安少报報"
    "才结結反受目太量再感建务務做接必场場件计計管期市直德资資命山金指克许許统統区區保至队隊形社便空决決治展马馬科司五基眼书書非则則听聽白"
    "，。、：；？！“”《》（）·…—「」　"
)
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0002ffff]")
KANA = re.compile(r"[\u3041-\u30fa]")
HANGUL = re.compile(r"[\uac00-\ud7a3]")
NON_ASCII = re.compile(r"[^\x00-\x7f]")
RUNS = re.compile(r"[^\x00-\x7f]+")
# C1 controls, private use, half-width katakana and unassigned specials: what a wrong codec leaves behind.
DEBRIS = re.compile(r"[\x80-\x9f\ue000-\uf8ff\uff66-\uff9f\ufff0-\uffff\U000e0000-\U0010ffff]")
REPAIRABLE = 1 / 400  # share of broken bytes up to which a page is read and the broken bytes left out


def decode_page(body: bytes, content_type: str | None) -> str:
    """The text of a page, without byte order mark.

    >>> decode_page("中国移动5G基站".encode("gb18030"), "text/html; charset=gb2312")
    '中国移动5G基站'

    Raises ExtractionError `undecodable` when no charset gives a real text; its `where` is empty, the caller knows.
    """
    for mark, codec in MARKS:
        if body.startswith(mark):
            return _without_nul(_drop_broken(body[len(mark) :], codec))
    declared = _declared_codecs(body, content_type)
    wide = _wide_codec(body)
    if wide is not None:
        return _without_nul(_drop_broken(body, wide))
    utf8 = _strict(body, "utf-8")
    if utf8 is not None:
        return _without_nul(_seven_bit(body, declared) or utf8)
    for attempt in (_best_strict, _best_repaired):
        text = attempt(body, declared)
        if text is not None:
            return _without_nul(text)
    raise ExtractionError("undecodable", "")


def _declared_codecs(body: bytes, content_type: str | None) -> tuple[str, ...]:
    """Codecs that the header and the page name, in that order, without what is no charset."""
    head = body[:DECLARED_WITHIN]
    labels = [m.group(1) for m in [HEADER_CHARSET.search(content_type or "")] if m]
    labels += [
        m.group(1).decode("ascii", "ignore") for m in (META_CHARSET.search(head), XML_ENCODING.search(head)) if m
    ]
    known = (CHARSETS.get(label.lower()) for label in labels)
    return tuple(dict.fromkeys(codec for codec in known if codec))


def _wide_codec(body: bytes) -> str | None:
    """UTF-16 without a mark: markup leaves a NUL beside every ASCII letter."""
    head = body[:2048]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) < 4 or min(even, odd) * 3 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _seven_bit(body: bytes, declared: tuple[str, ...]) -> str | None:
    for codec in declared:
        if codec in SEVEN_BIT and SEVEN_BIT[codec] in body:
            return _strict(body, codec)
    return None


def _best_strict(body: bytes, declared: tuple[str, ...]) -> str | None:
    """The first declared or usual codec that reads every byte and gives a real text."""
    for codec in dict.fromkeys((*declared, *USUAL)):
        text = _strict(body, codec)
        if text is not None and _is_plausible(text):
            return text
    return None


def _best_repaired(body: bytes, declared: tuple[str, ...]) -> str | None:
    """The same with some broken bytes left out: headlines that were cut in the middle of a character."""
    best: tuple[int, str] | None = None
    for codec in dict.fromkeys(("utf-8", *declared, *USUAL)):
        marked = body.decode(codec, "replace")
        broken = marked.count("\ufffd")
        text = _drop_broken(body, codec)
        if broken > max(3, len(body) * REPAIRABLE) or not _is_plausible(text):
            continue
        if best is None or broken < best[0]:
            best = (broken, text)
    return best[1] if best else None


def _strict(body: bytes, codec: str) -> str | None:
    try:
        return body.decode(codec)
    except UnicodeDecodeError:
        return None


def _drop_broken(body: bytes, codec: str) -> str:
    return body.decode(codec, "ignore")


def _without_nul(text: str) -> str:
    """NUL ends a string inside libxml2; U+FFFD in the bytes themselves was somebody else's decoding error."""
    return text.replace("\x00", "").replace("\ufffd", "").removeprefix("\ufeff")


def _is_plausible(text: str) -> bool:
    """True when the non-ASCII characters are those of one written language, not of a wrong codec."""
    sample = "".join(NON_ASCII.findall(text[: SAMPLE * 20])[:SAMPLE])
    if not sample:
        return True
    size = len(sample)
    if len(DEBRIS.findall(sample)) > size / 50:
        return False
    han, kana, hangul = (len(script.findall(sample)) for script in (HAN, KANA, HANGUL))
    if kana * 5 > size:
        return True
    if hangul * 2 > size:
        return hangul > 9 * han  # Chinese bytes read as Korean give as many hanja as hangul
    if han * 4 > size:
        frequent = sum(character in FREQUENT for character in sample)
        return frequent * 4 > size  # a real text has 40 % and more; a wrong codec 5-12 %
    return _is_alphabetic(text, sample)


def _is_alphabetic(text: str, sample: str) -> bool:
    """European text: accents stand alone between ASCII letters, or whole words of one other alphabet."""
    lower = sum(character.islower() for character in sample)
    cyrillic_or_greek = sum("\u0370" <= character <= "\u04ff" for character in sample)
    if cyrillic_or_greek * 2 > len(sample):
        return lower * 3 > len(sample) * 2
    runs = RUNS.findall(text[: SAMPLE * 20])
    short = sum(len(run) <= 2 for run in runs)
    return short * 5 >= len(runs) * 4
