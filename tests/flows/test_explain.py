"""`claimwatch explain` as a process, and the page and terminal view that it writes."""

from __future__ import annotations

import json
import os
import subprocess
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from warm import run_warm

from extractors.evidence.explanation import explain_article
from extractors.records import Article
from extractors.rulebook import Rulebook
from flows.explain_terminal import print_explanation
from flows.explain_view import visible

TEXT = "Harbin plans to build more than 2,000 5G base stations by the end of 2026, the city said. The mayor is aged 58."
HOSTILE = "<script>alert(1)</script> \x1b[31mRobots\x1b[0m \u202e rose 5 percent in <b>Harbin</b>."


def call(*arguments: str, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return run_warm(["explain", *arguments], {**os.environ, **environment}, given=given)


@pytest.fixture(scope="module")
def shown() -> str:
    """What a pipe gets of the text, without a word in the environment about colours."""
    answer = call("-", "--published", "2025-05-02", given=TEXT)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def test_a_text_from_standard_input_is_shown_with_its_fields_and_reasons(shown: str) -> None:
    assert "build more than [1: 2,000]" in shown
    assert "aged {4: 58}" in shown
    assert "← “plans to” modality: target; without it: expected" in shown
    assert "1 claim, 3 numbers left out" in shown


def test_a_pipe_gets_no_colour_codes(shown: str) -> None:
    assert "\x1b" not in shown
    assert "\x1b" not in call("-", given=TEXT, NO_COLOR="1", FORCE_COLOR="").stdout


def test_a_terminal_gets_colours(rulebook: Rulebook) -> None:
    stream = _Terminal()
    print_explanation(explain_article(Article("a", None, None, None, None, "en", None, None, TEXT), rulebook), stream)
    assert "\x1b[" in stream.getvalue()
    assert Console(file=stream).is_terminal


class _Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_hostile_text_reaches_neither_terminal_nor_browser(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    shown = call("-", "--lang", "en", given=HOSTILE)
    assert shown.returncode == 0
    assert "\x1b" not in shown.stdout
    assert "\u202e" not in shown.stdout
    assert call("-", "--lang", "en", "--html", str(page), given=HOSTILE).returncode == 0
    html = page.read_text(encoding="utf-8")
    assert "<script" not in html
    assert "<b>" not in html
    assert "&lt;script&gt;" in html


def test_a_page_asks_for_nothing_from_outside_and_is_complete(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    answer = call("-", "--html", str(page), given=TEXT)
    assert answer.stdout == ""
    assert str(page) in answer.stderr
    html = page.read_text(encoding="utf-8")
    assert "default-src &#39;none&#39;" in html
    assert "http:" not in html
    assert "https:" not in html
    assert [entry.name for entry in tmp_path.iterdir()] == ["page.html"]


def test_json_gives_claims_with_evidence_and_what_was_left_out() -> None:
    told = json.loads(call("-", "--json", "--published", "2025-05-02", given=TEXT).stdout)
    (claim,) = told["claims"]
    assert claim["low"] == 2000
    (cue,) = [one for one in claim["evidence"] if (one["field"], one["quote"]) == ("modality", "plans to")]
    assert cue["rule"] == "modality: target"
    assert "age" in [item["reason"] for item in told["left_out"]]


def test_a_record_is_chosen_by_its_id(tmp_path: Path) -> None:
    path = tmp_path / "two.jsonl"
    lines = [json.dumps({"id": name, "text": f"{name} sold {count} robots."}) for name, count in (("A", 31), ("B", 47))]
    path.write_text("\n".join(lines))
    assert "[1: 31]" in call(str(path)).stdout
    assert "[1: 47]" in call(str(path), "--id", "B").stdout
    missing = call(str(path), "--id", "C")
    assert missing.returncode == 2
    assert "no record has the id 'C'" in missing.stderr


@pytest.mark.parametrize(("given", "said"), [("", "no text to explain"), ("7 " * 60_000, "up to 30,000")])
def test_nothing_and_too_much_are_one_line(given: str, said: str) -> None:
    answer = call("-", given=given)
    assert answer.returncode == 2
    assert said in answer.stderr
    assert len(answer.stderr.splitlines()) == 1


def test_a_page_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    answer = call("-", "--html", str(tmp_path / "no" / "page.html"), given=TEXT)
    assert answer.returncode == 5
    assert "page.html" in answer.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [("\x1b[31m", "␛[31m"), ("a\u202eb", "a\ufffdb"), ("\ud800", "\ufffd"), ("中　文\n", "中　文\n"), ("\u2003", " ")],
)
def test_strange_characters_are_made_visible_one_for_one(text: str, shown: str) -> None:
    assert visible(text) == shown
    assert len(visible(text)) == len(text)
