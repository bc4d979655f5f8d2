"""Drafts as one text, and what is printed of their numbers."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from extractors.claims import extract_claims
from extractors.errors import UsageError
from extractors.records import Article, Claim
from extractors.rulebook import Rulebook
from flows.check_output import build_checked, print_checked
from flows.drafts import decode_draft, read_draft, split_by_language
from warehouse.checking import Evidence, Verdict, judge

WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
END = date(2024, 12, 31)


def word_file(body: str, name: str = "word/document.xml") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr(name, f'<w:document xmlns:w="{WORDS}"><w:body>{body}</w:body></w:document>')
    return packed.getvalue()


def test_markdown_loses_its_signs_but_no_line_and_no_character() -> None:
    draft = "# Up\n\n**4.2 million** stations, see [the note](https://x.example/5).\n"
    read = decode_draft(draft.encode(), ".md", "a.md")
    assert len(read) == len(draft)
    assert read.splitlines()[2].split() == ["4.2", "million", "stations,", "see", "the", "note", "."]
    assert decode_draft(b"2 * 3", ".txt", "a.txt") == "2 * 3"


def test_a_word_file_is_its_paragraphs() -> None:
    first = "<w:p><w:r><w:t>Output rose </w:t></w:r><w:r><w:t>3 percent.</w:t></w:r></w:p>"
    runs = f"{first}<w:p><w:r><w:t>增长</w:t></w:r></w:p>"
    assert decode_draft(word_file(runs), ".docx", "a.docx") == "Output rose 3 percent.\n增长"


@pytest.mark.parametrize("data", [b"PK nothing", word_file("<w:p/>", "other.xml"), word_file("<w:p>")])
def test_what_is_no_word_file_is_told(data: bytes) -> None:
    with pytest.raises(UsageError, match=r"a.docx: not a Word document"):
        decode_draft(data, ".docx", "a.docx")


def test_an_entity_of_a_word_file_reads_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("4711")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        head = f'<!DOCTYPE d [<!ENTITY e SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
        body = (
            f'<w:document xmlns:w="{WORDS}"><w:body><w:p><w:r><w:t>It is &e;.</w:t></w:r></w:p></w:body></w:document>'
        )
        package.writestr("word/document.xml", head + body)
    assert "4711" not in decode_draft(packed.getvalue(), ".docx", "a.docx")


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No such file"):
        read_draft(tmp_path / "none.md")
    (tmp_path / "a.txt").write_bytes("增长".encode("gb18030"))
    with pytest.raises(UsageError, match=r"not UTF-8 text \(byte 0\)"):
        read_draft(tmp_path / "a.txt")


def test_each_language_of_a_draft_is_read_by_its_own_grammar() -> None:
    draft = "Output rose.\n\n产量增长。\n12\nMore of it, 产量, followed here.\n"
    assert split_by_language(draft) == [
        (0, "Output rose.\n\n", "en"),
        (14, "产量增长。\n12\n", "zh"),
        (23, "More of it, 产量, followed here.\n", "en"),
    ]


def read(rulebook: Rulebook, text: str) -> Claim:
    return extract_claims(Article("d", None, None, None, None, "en", date(2026, 1, 5), None, text), rulebook)[0]


def known(value: float, half: float, *, newest: bool = True, end: date = END) -> Evidence:
    ends = (value, value, "eq", value - half, value + half)
    return Evidence(
        *ends, end, end, date(2025, 1, 20), newest, "The Ministry", f"{value:,.0f}", "https://x.example/1", "c" * 32
    )


def test_a_number_is_judged_by_what_stands_and_what_stood(
    rulebook: Rulebook, capsys: pytest.CaptureFixture[str]
) -> None:
    claim = read(rulebook, "China had 4.25 million 5G base stations at the end of 2024.")
    stands, stood = known(4_251_000, 500), known(4_250_000, 5000, newest=False)
    assert judge(claim, []).state == "unknown"
    assert judge(claim, [known(4_250_000, 5000)]).state == "confirmed"
    assert judge(claim, [stands]) == Verdict("rounded", stands)
    wrong = known(4_302_000, 500)
    assert judge(claim, [wrong]) == Verdict("contradicted", wrong)
    assert judge(claim, [wrong, stood]) == Verdict("outdated", wrong)
    newer = known(4_549_000, 500, end=date(2025, 6, 30))
    assert judge(claim, [newer, stands]) == Verdict("outdated", newer)  # as a number without a time is judged
    about = read(rulebook, "China had more than 4.2 million 5G base stations at the end of 2024.")
    assert judge(about, [stands]).state == "rounded"

    text = "A head.\nChina had 4.25 million 5G base stations at the end of 2024."
    placed = read(rulebook, text)
    assert build_checked(text, placed, Verdict("contradicted", wrong), None) == [
        "contradicted · line 2 · “4.25 million” · 5G base stations · China · end of 2024",
        "    4,302,000, end of 2024 – The Ministry, 2025-01-20: “4,302,000” https://x.example/1 (claim cccccccccccc)",
    ]
    print_checked(text, [(placed, Verdict("unknown", reason="it gives no number"))], everything=False)
    assert capsys.readouterr().out == "1 unknown (--all shows these too).\n"
