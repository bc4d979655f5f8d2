"""XML from strangers: decoded by us, without document types, entities or depth, before any library reads it."""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterator
from functools import lru_cache
from xml.sax.saxutils import escape as xml_escape

from lxml import etree

from flows.crawl.errors import FeedError

_DECLARED = re.compile(
    rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]+)["']"""
)  # <?xml … encoding="gb2312"?>
_META = re.compile(rb"""<meta[^>]{0,200}?charset=["']?([\w.:-]+)""", re.IGNORECASE)  # <meta charset="gbk">
_CHARSET = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9._:-]+)""", re.IGNORECASE)  # text/xml; charset=gbk
_DECLARATION = re.compile(r"^\s*<\?xml.{0,300}?\?>", re.DOTALL)  # <?xml version="1.0"?>
_DOCUMENT_TYPE = re.compile(
    r"<!\s*(?:DOCTYPE|ENTITY)\b(?=(?P<rest>[^>]{0,40}))", re.IGNORECASE
)  # <!DOCTYPE rss [<!ENTITY
# Labels of subsets stand for the whole family: pages marked gb2312 hold gb18030 characters all the time.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs"}
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML 1.0 §2.2 has no place for them
_BARE_AMPERSAND = re.compile(r"&(?!#?\w{1,31};)")  # "R & D", "?a=1&b=2"
_HTML_REFERENCE = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos|\#\d{1,7}|\#x[0-9A-Fa-f]{1,6});) \#?\w{1,31};", re.VERBOSE
)  # "&nbsp;", "&eacute;", but not "&amp;" or "&#8212;"
_OPENINGS = re.compile(r"<!\[CDATA\[|<!--")
_CLOSINGS = {"<![CDATA[": "]]>", "<!--": "-->"}
_LIMIT = "ERR_RESOURCE_LIMIT"  # how libxml2 calls its bounds: 256 levels, 10 MB in one text
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Python codecs that are no character sets; a label must not run them.
_NO_CHARSETS = frozenset(
    {"unicode_escape", "raw_unicode_escape", "idna", "punycode", "undefined", "utf_7", "mbcs", "oem"}
)


def decode_text(body: bytes, content_type: str | None) -> str:
    """The text of an XML, JSON or HTML listing: byte order mark, then UTF-8, then what is declared, then gb18030.

    A body in gb18030 that is labelled gb2312 comes out right, and so does UTF-8 under a wrong label.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    if body[:2] in {b"<\0", b"\0<"}:  # UTF-16 without a mark (XML 1.0 appendix F)
        return body.decode("utf-16-le" if body[:1] == b"<" else "utf-16-be", "replace")
    declared = _find_declared(body, content_type)
    for name in ("utf-8", *declared, "gb18030"):
        try:
            return body.decode(name)
        except UnicodeDecodeError:
            continue
    return body.decode(declared[0] if declared else "utf-8", "replace")


def _find_declared(body: bytes, content_type: str | None) -> list[str]:
    in_header = _CHARSET.search(content_type or "")
    in_body = _DECLARED.match(body) or re.search(
        rb"""<meta[^>]{0,200}?charset=["']?([A-Za-z0-9_-]+)""", body[:4096], re.IGNORECASE
    )
    labels = [in_header[1] if in_header else "", in_body[1].decode("ascii") if in_body else ""]
    names = [_WIDER.get(label.lower(), label.lower()) for label in labels if label]
    return [name for name in dict.fromkeys(names) if _is_charset(name)]


def _is_charset(name: str) -> bool:
    try:
        info = codecs.lookup(name)
    except LookupError:
        return False
    return info.name.replace("-", "_") not in _NO_CHARSETS and getattr(info, "_is_text_encoding", True)


def parse_xml(body: bytes, content_type: str | None) -> tuple[etree._Element, bool]:
    """The root of a document and whether it had to be repaired (a stray `&`, an end that is missing).

    Raises FeedError: `entities` for any document type or entity declaration (bombs, external files; no feed needs one),
    `too deep` past 255 levels, `not a feed` where there is no XML.
    """
    text = decode_text(body, content_type)
    refuse_document_type(text)
    data = strip_declaration(text).encode("utf-8", "replace")
    parser = _build_parser(recover=False)
    try:
        return etree.fromstring(data, parser), False
    except etree.XMLSyntaxError as error:
        _refuse_depth(parser)
        if not data.strip():
            raise FeedError("not a feed", "empty") from error
    return _parse_leniently(repair_text(strip_declaration(text))), True


def _refuse_depth(parser: etree.XMLParser) -> None:
    """Asks the parser's own log: that of an error also holds what earlier documents of the thread did wrong."""
    if _LIMIT in str(parser.error_log):
        raise FeedError("too deep", "past the parser's limits")


def refuse_document_type(text: str) -> None:
    """Raises FeedError for a document type or an entity declaration outside of quoted text: `not a feed` where it is a
    web page's, else `entities`."""
    for quoted, piece in _split_quoted(text):
        for found in () if quoted else _DOCUMENT_TYPE.finditer(piece):
            if re.fullmatch(r"\s+html\b[^\[]*", found["rest"], re.IGNORECASE):
                raise FeedError("not a feed", "a web page")
            raise FeedError("entities", "document type declarations are refused")


def _split_quoted(text: str) -> Iterator[tuple[bool, str]]:
    """The text in pieces, those in CDATA sections and comments marked True: articles quote declarations there.

    By plain searches from left to right, because a pattern would start over at each opening that is never closed.
    """
    position = 0
    for opening in _OPENINGS.finditer(text):
        if opening.start() < position:
            continue
        closing = _CLOSINGS[opening.group()]
        end = text.find(closing, opening.end())
        if end == -1:
            break
        yield False, text[position : opening.start()]
        position = end + len(closing)
        yield True, text[opening.start() : position]
    yield False, text[position:]


def strip_declaration(text: str) -> str:
    """The document without its XML declaration, whose encoding no longer holds once we have decoded it."""
    return _DECLARATION.sub("", text.lstrip("\ufeff \t\r\n"), count=1)


def repair_text(text: str) -> str:
    """What feeds get wrong most, put right: bare ampersands, HTML entities, control characters. CDATA keeps its own."""
    pieces = (
        piece if quoted else _HTML_REFERENCE.sub(_spell_out, _BARE_AMPERSAND.sub("&amp;", piece))
        for quoted, piece in _split_quoted(_CONTROLS.sub(" ", text))
    )
    return "".join(pieces)


def _spell_out(reference: re.Match[str]) -> str:
    """The character of an HTML entity that XML does not know; a name that nobody knows stays, as text."""
    return xml_escape(html.unescape(reference.group()))


def _parse_leniently(text: str) -> etree._Element:
    parser = _build_parser(recover=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise FeedError("not a feed", "no XML") from error
    if root is None:
        raise FeedError("not a feed", "no XML")
    _refuse_depth(parser)
    return root


def _build_parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
    )


def local_name(element: etree._Element) -> str:
    """The name without its namespace, in lower case: `"pubdate"`; empty for comments and instructions."""
    tag = element.tag
    return _strip_namespace(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=1024)
def _strip_namespace(tag: str) -> str:
    return tag.rpartition("}")[2].lower()
