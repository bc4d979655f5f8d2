"""Text on a screen: widths, line breaks, and tables that fit at any width."""

from __future__ import annotations

import pytest

from warehouse.screen import Column, display_width, lay_out, make_harmless, pad, shorten, wrap


@pytest.mark.parametrize(
    ("text", "width"),
    [("robots", 6), ("5G基站", 6), ("“近1.6万”", 9), ("ｆｕｌｌ", 8), ("e\u0301te\u0301", 3), ("", 0)],
)
def test_chinese_takes_two_columns_and_an_accent_none(text: str, width: int) -> None:
    assert display_width(text) == width


@pytest.mark.parametrize(
    ("text", "most", "kept"),
    [
        ("short", 60, "short"),
        ("a" * 70, 60, "a" * 59 + "…"),
        ("基" * 40, 60, "基" * 29 + "…"),
        ("5G基站总数", 7, "5G基站…"),
    ],
)
def test_long_text_is_cut_with_an_ellipsis(text: str, most: int, kept: str) -> None:
    assert shorten(text, most) == kept
    assert display_width(kept) <= most


def test_padding_counts_columns() -> None:
    assert pad("基站", 6) == "基站  "
    assert pad("基站", 6, right=True) == "  基站"
    assert pad("too long", 3) == "too long"


def test_what_a_terminal_would_obey_is_a_space() -> None:
    assert make_harmless("red \x1b[31m\u202etext\ntwo\u2028lines") == "red  [31m text two lines"
    assert make_harmless("全国 5G") == "全国 5G"


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", None, ["one two three"]),
        ("one two three", 8, ["one two", "three"]),
        ("one  two", 5, ["one", "two"]),
        ("国内基站总数", 5, ["国内", "基站", "总数"]),
        ("基站总数，户数。", 8, ["基站总", "数，户", "数。"]),  # nothing begins a line that closes the one before
        ("有5G基站", 4, ["有5G", "基站"]),
        ("unbreakable", 4, ["unbr", "eaka", "ble"]),
        ("at http://127.0.0.1:8000/a/long/path end", 10, ["at", "http://127.0.0.1:8000/a/long/path", "end"]),
        ("", 10, [""]),
        ("     ", 3, []),
    ],
)
def test_lines_break_between_words_and_between_chinese_characters(
    text: str, width: int | None, lines: list[str]
) -> None:
    assert wrap(text, width) == lines


COLUMNS = (Column("source"), Column("new", right=True), Column("reason"))
ROWS = [
    ("one", "1,200", ""),
    ("another", "3", "refuses every connection, as dead sources do"),
    ("基站报", "0", "newest entry 2020-04-28"),
]


def test_a_table_without_an_edge_has_a_line_for_each_row() -> None:
    assert lay_out(COLUMNS, ROWS, None) == [
        "source     new  reason",
        "one      1,200",
        "another      3  refuses every connection, as dead sources do",
        "基站报       0  newest entry 2020-04-28",
    ]


def test_long_last_cells_are_broken_under_their_heading() -> None:
    assert lay_out(COLUMNS, ROWS, 48) == [
        "source     new  reason",
        "one      1,200",
        "another      3  refuses every connection, as",
        "                dead sources do",
        "基站报       0  newest entry 2020-04-28",
    ]


def test_without_room_beside_them_last_cells_stand_beneath_their_rows() -> None:
    assert lay_out(COLUMNS, ROWS, 40) == [
        "source     new",
        "one      1,200",
        "another      3",
        "    refuses every connection, as dead",
        "    sources do",
        "基站报       0",
        "    newest entry 2020-04-28",
    ]


def test_on_the_narrowest_screen_each_row_is_a_paragraph() -> None:
    assert lay_out(COLUMNS, ROWS[:2], 13) == [
        "one",
        "    new 1,200",
        "another",
        "    new 3 ·",
        "    reason",
        "    refuses",
        "    every",
        "    connectio",
        "    n, as",
        "    dead",
        "    sources",
        "    do",
    ]


@pytest.mark.parametrize("width", range(20, 120, 7))
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    assert all(display_width(line) <= width for line in lay_out(COLUMNS, ROWS, width))


def test_a_table_without_rows_is_its_heading() -> None:
    assert lay_out(COLUMNS, [], 80) == ["source  new  reason"]


def test_colours_do_not_move_the_columns() -> None:
    plain = lay_out(COLUMNS, ROWS, None)
    painted = lay_out(COLUMNS, ROWS, None, lambda column, cell: f"<{cell}>" if column == 1 else cell)
    assert [line.replace("<", "").replace(">", "").rstrip() for line in painted] == plain
    assert painted[2].startswith("another  <    3>  refuses")
