"""Documents broken at random: a parser gives links or a FeedError, nothing else, and does so fast."""

from __future__ import annotations

import json
import random
import time

import pytest

from flows.crawl.announcements import AnnouncementList
from flows.crawl.errors import FeedError
from flows.crawl.feeds import parse_feed, parse_json_feed
from flows.crawl.json_endpoints import parse_endpoint
from flows.crawl.listings import parse_listing
from flows.crawl.sitemaps import parse_sitemap
from flows.crawl.xml_documents import decode_text

RSS = """<?xml version="1.0" encoding="gb2312"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>镕基</title><item><title><![CDATA[5G <b>基站</b>]]></title><link>/1?a=1&amp;b=2</link>
<dc:date>2026-11-20</dc:date><description>&#20013;</description></item><!-- a note --></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://a.cn/"><title>P</title><entry><title type="html">
A &lt;b&gt;B&lt;/b&gt;</title><link href="/1"/><updated>2026-11-20T00:00:00Z</updated></entry></feed>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>http://a.cn/1</loc>
<lastmod>2026-11-20</lastmod></url><sitemap><loc>http://a.cn/s.xml</loc></sitemap></urlset>"""
JSON = json.dumps({"items": [{"id": "1", "url": "/1", "title": "T", "date_published": "2026-11-20"}]})
HTML = """<meta charset=gbk><ul><li><a href="/1" title="题">题</a><time datetime="2026-11-20">20</time></ul>"""
PATHS = {"items": "items", "url": "url", "title": "title", "date": "date_published"}
SELECTORS = {"item": "li", "link": "a", "date": "time"}

PARSERS = {
    "rss": (RSS, lambda body: parse_feed(body, "text/xml; charset=gbk", 10)),
    "atom": (ATOM, lambda body: parse_feed(body, None, 10)),
    "sitemap": (SITEMAP, lambda body: parse_sitemap(body, None)),
    "json_feed": (JSON, lambda body: parse_json_feed(body, "application/json; charset=unicode_escape", 10)),
    "json": (JSON, lambda body: parse_endpoint(body, None, PATHS, 10)),
    "listing": (HTML, lambda body: parse_listing(body, "text/html", SELECTORS, 10)),
}


def read(parse, body):
    """True where a document gives links or is refused in one line."""
    try:
        return isinstance(parse(body), AnnouncementList)
    except FeedError as error:
        return "\n" not in str(error)


@pytest.mark.parametrize("kind", PARSERS)
def test_the_whole_document_is_read(kind):
    text, parse = PARSERS[kind]
    assert parse(text.encode("gb18030")).items[0].link.endswith(("/1", "/1?a=1&b=2"))


@pytest.mark.parametrize("kind", PARSERS)
def test_a_broken_document_gives_links_or_a_feed_error(kind):
    text, parse = PARSERS[kind]
    whole = text.encode("gb18030")
    dice = random.Random(kind)
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(dice.randint(1, 6)):
            place = dice.randrange(len(data))
            change = dice.choice((0, 1, 2))
            if change == 0:
                data[place] = dice.randrange(256)
            elif change == 1:
                del data[place : place + dice.randint(1, 20)]
            else:
                data[place:place] = dice.choice(
                    (b"<", b"&", b"]]>", b"<!--", b"\x00", b"\xff\xfe", b"null", b"[[", b'"')
                )
            data = data or bytearray(b" ")
        assert read(parse, bytes(data))


@pytest.mark.parametrize(
    "items",
    ['{"items": [null, 7, [], {"url": 7}, {"url": null, "id": 3}, {"url": ""}]}', '{"items": [[[]]]}', '{"items": []}'],
)
def test_items_of_odd_kinds_are_passed_over(items):
    assert parse_json_feed(items.encode(), None, 10).items == ()
    assert parse_endpoint(items.encode(), None, PATHS | {"url": "http://a.cn/{id.x}"}, 10).items == ()


@pytest.mark.parametrize("kind", ["rss", "sitemap", "listing"])
@pytest.mark.parametrize(
    "unit", ["<!--", "<![CDATA[", "<!DOCTYPE html ", "&", "<a ", "<?xml ", "<meta ", "<b>", "]]>", " "]
)
def test_repetition_costs_no_more_than_its_length(kind, unit):
    text, parse = PARSERS[kind]
    body = (text[:60] + unit * (1_000_000 // len(unit)) + text[60:]).encode("gb18030")
    started = time.process_time()
    assert read(parse, body)
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        ("中".encode(), "text/xml; charset=gbk", "中"),
        ("中".encode("gb18030"), "text/xml; charset=gb2312", "中"),
        ("镕".encode("gb18030"), 'text/xml; charset="GB2312"', "镕"),
        ("中".encode("gb18030"), None, "中"),
        ("香港".encode("big5hkscs"), "text/html; charset=big5", "香港"),
        ("<a>中</a>".encode("utf-16"), None, "<a>中</a>"),
        ("<a>中</a>".encode("utf-16-le"), None, "<a>中</a>"),
        ("<a>中</a>".encode("utf-16-be"), None, "<a>中</a>"),
        (b"\xef\xbb\xbf\xe4\xb8\xad", None, "中"),
        ('<?xml version="1.0" encoding="big5"?>香港'.encode("big5"), None, '<?xml version="1.0" encoding="big5"?>香港'),
        ("<meta charset=shift_jis>日本".encode("shift_jis"), None, "<meta charset=shift_jis>日本"),
        (b"caf\xe9", "text/html; charset=iso-8859-1", "café"),
        (b"\\u4e2d\xff", "text/html; charset=unicode_escape", "\\u4e2d\ufffd"),
        (b"\xe4\xb8\xad", "text/html; charset=no-such-thing", "中"),
        (b"eA==\xff\xff", "text/html; charset=base64", "eA==\ufffd\ufffd"),
    ],
)
def test_text_is_decoded_by_mark_utf8_label_and_gb18030(body, content_type, text):
    assert decode_text(body, content_type) == text
