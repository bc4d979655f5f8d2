"""Charsets as publishers really send them."""

from __future__ import annotations

import pytest

from extractors.errors import ExtractionError
from extractors.pages.decoding import decode_page

ZH = "<p>工信部的数据显示，我国移动电话用户已经超过十八亿户，其中使用新一代网络的人比上年末增加了一成。</p>"
TW = "<p>這家公司表示，今年機器人的產量會比去年增加三成，主要是因為國內的工廠對自動化有更多的需要。</p>"
JA = "<p>このロボットは工場で使われています。日本の会社が開発しました。</p>"
KO = "<p>이 회사는 올해 로봇 생산을 두 배로 늘릴 계획이라고 밝혔다.</p>"
FR = "<p>Le fabricant a vendu près de 3 000 robots l’été dernier, a déclaré son président à Genève.</p>"
RU = "<p>Компания поставила три тысячи роботов за первое полугодие, сообщил её директор.</p>"


@pytest.mark.parametrize(
    ("text", "codec", "header"),
    [
        (ZH, "utf-8", None),
        (ZH, "utf-8", "text/html; charset=iso-8859-1"),
        (ZH, "utf-8", "text/html; charset=gbk"),
        (ZH, "gb18030", None),
        (ZH, "gb18030", 'text/html; charset="GB2312"'),
        (ZH, "gb18030", "text/html; charset=utf-8"),
        (ZH, "gb18030", "text/html; charset=ISO-8859-1"),
        (ZH, "gb18030", "text/html; charset=big5"),
        (ZH, "gb18030", "text/html; charset=unicode_escape"),
        (ZH, "gb18030", "text/html; charset=rot13"),
        (TW, "big5", None),
        (TW, "big5", "text/html; charset=Big5"),
        (TW, "big5", "text/html; charset=gb2312"),
        (ZH, "utf-16-le", None),
        (ZH, "utf-16-be", None),
        (ZH, "utf-16", "text/html; charset=gbk"),
        (ZH, "utf-8-sig", "text/html; charset=gbk"),
        (ZH, "utf-32", None),
        (JA, "cp932", "text/html; charset=Shift_JIS"),
        (JA, "cp932", None),
        (JA, "euc_jp", "text/html; charset=EUC-JP"),
        (JA, "iso2022_jp", "text/html; charset=iso-2022-jp"),
        (KO, "cp949", "text/html; charset=euc-kr"),
        (FR, "cp1252", "text/html; charset=iso-8859-1"),
        (FR, "cp1252", None),
        (RU, "cp1251", "text/html; charset=windows-1251"),
        (RU, "koi8_r", "text/html; charset=koi8-r"),
    ],
)
def test_the_right_text_whatever_the_header_says(text: str, codec: str, header: str | None) -> None:
    assert decode_page(text.encode(codec), header) == text


@pytest.mark.parametrize("label", ["gb2312", "GBK", "'gb18030'", '"GB2312"'])
def test_meta_declaration_is_read(label: str) -> None:
    page = f"<html><head><meta http-equiv=Content-Type content=text/html;charset={label}></head>{ZH}"
    assert decode_page(page.encode("gb18030"), None) == page


def test_xml_declaration_is_read() -> None:
    page = f'<?xml version="1.0" encoding="big5"?><html>{TW}</html>'
    assert decode_page(page.encode("big5"), "text/html") == page


def test_characters_beyond_gb2312_under_its_label() -> None:
    text = "<p>朱镕基、陶喆和网友𠮷野家都说：这是一个好的开始，我们会继续。</p>"
    assert decode_page(text.encode("gb18030"), "text/html; charset=gb2312") == text


def test_character_cut_in_half_is_left_out() -> None:
    body = ZH.encode() * 40 + "数".encode()[:2] + b"</p>"
    text = decode_page(body, "text/html; charset=utf-8")
    assert text == ZH * 40 + "</p>"


def test_half_a_gb_character_before_a_tag_is_left_out() -> None:
    body = ZH.encode("gb18030") * 40 + b"\xd6\xff" + ZH.encode("gb18030")
    text = decode_page(body, "text/html; charset=gb2312")
    assert "\ufffd" not in text
    assert text.count("工信部的数据显示") == 41


def test_replacement_characters_of_the_publisher_are_not_stored() -> None:
    assert decode_page("<p>近\ufffd日，工信部</p>".encode(), None) == "<p>近日，工信部</p>"


def test_nul_does_not_end_the_text() -> None:
    assert decode_page(b"<p>one\x00 two</p>", None) == "<p>one two</p>"


@pytest.mark.parametrize("body", [bytes(range(128, 256)) * 30, b"\x89PNG\r\n\x1a\n" + bytes(range(255, 127, -1)) * 20])
def test_what_is_no_text_is_refused(body: bytes) -> None:
    with pytest.raises(ExtractionError, match="undecodable"):
        decode_page(body, "text/html; charset=iso-8859-1")


def test_empty_body_is_empty_text() -> None:
    assert decode_page(b"", None) == ""
