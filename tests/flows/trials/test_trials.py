"""A source and a metric that somebody writes, tried before they join config/: the README's, and broken ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from desks import open_press

from flows.cli import run_command
from flows.press.server import PressServer
from flows.settings import PROJECT

README = (PROJECT / "README.md").read_text(encoding="utf-8")
SECTION = README.partition("## Your own source and your own metric, in ten minutes")[2].partition("\n## ")[0]
PRESS = ("sample_telecom_daily", "sample_members")
Try = Callable[..., tuple[int, str, list[str]]]


@pytest.fixture(scope="module")
def press() -> Iterator[PressServer]:
    with open_press(PRESS) as running:
        yield running


@pytest.fixture
def attempt(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Try:
    """Writes a file and runs the README's command on it: exit code, standard output, lines of standard error."""
    monkeypatch.setenv("COLUMNS", "200")
    for name, value in {"CONTACT": "you@example.org", "RETRIES": "0", "PER_HOST_DELAY": "0"}.items():
        monkeypatch.setenv(f"CLAIMWATCH_{name}", value)

    def run(command: str, text: str, *more: str) -> tuple[int, str, list[str]]:
        _, part, verb, name = command.split()
        (tmp_path / name).write_text(text, encoding="utf-8")
        code = run_command(["--data", str(tmp_path), part, verb, str(tmp_path / name), *more])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        errors = [line.removeprefix(f"claimwatch: {tmp_path}/") for line in said.err.splitlines()]
        return code, said.out, errors

    return run


def the_block(language: str, beginning: str) -> str:
    (found,) = re.findall(rf"```{language}\n({re.escape(beginning)}.*?)```", SECTION, re.DOTALL)
    return str(found)


def the_command(part: str) -> str:
    (found,) = re.findall(rf"^\.venv/bin/(claimwatch {part} test \S+)$", SECTION, re.MULTILINE)
    return str(found)


def the_source(press: PressServer) -> str:
    """The README's file, with the port of this press in place of the one that its reader starts."""
    assert "-m flows.press --port-base 40000" in SECTION
    assert [one.id for one in PressServer().publishers].index("sample_telecom_daily") == 10
    return the_block("yaml", "id: my_paper").replace("http://127.0.0.1:40010", press.base_url("sample_telecom_daily"))


def test_the_source_of_the_readme_works_and_shows_what_the_readme_shows(press: PressServer, attempt: Try) -> None:
    code, shown, errors = attempt(the_command("sources"), the_source(press))
    assert (code, errors) == (0, [])
    promised = the_block("", "Discovered").replace("http://127.0.0.1:40010", press.base_url("sample_telecom_daily"))
    for line in promised.splitlines()[:-1]:
        assert re.sub(r"\d,\d+ bytes", "N bytes", line) in re.sub(r"\d,\d+ bytes", "N bytes", shown)
    assert shown.splitlines()[-1].startswith("It works: put it into ")


def test_what_is_wrong_with_a_source_is_named_with_its_line_and_what_to_change(
    press: PressServer, attempt: Try
) -> None:
    good, command = the_source(press), the_command("sources")
    base = press.base_url("sample_telecom_daily")
    feed = f"{base}/rss.xml"
    for text, expected in (
        (
            good.replace(feed, f"{base}/none.xml"),
            "5: url: status 404 (Not Found); there is no such page; correct the add",
        ),
        (
            good.replace(feed, f"{base}/"),
            "4: type: not a feed (a web page); look at the answer: is it this type, and this a",
        ),
        (
            good.replace(feed, press.feed_url("sample_members")),
            "5: url: disallowed by robots.txt; its robots.txt keeps",
        ),
        (
            good.replace("language: en", "language: zh"),
            "6: language: the article is in en; write language: en, or null",
        ),
        (
            good.replace("topics: [5g]", "topics: [robotics]"),
            "10: topics: the article is about 5g, not robotics; try an",
        ),
        (good.replace("[5g]", "[5G]"), "10: topics.0: '5G' must be lower-case words and digits joined by _"),
    ):
        code, _, errors = attempt(command, text)
        assert (code, len(errors)) == (4 if "5G" in text else 3, 1), errors
        assert errors[0].startswith(f"my_paper.yaml:{expected}"), errors
    code, _, errors = attempt(command, good, "--url", f"{base}/members/2025/06/30/capex-brief.html")
    assert code == 3
    assert "its article could not be fetched (disallowed by robots.txt" in errors[0]


def test_the_metric_of_the_readme_works_and_a_broken_one_says_what_to_change(attempt: Try) -> None:
    good, command = the_block("yaml", "id: smart_lamp_posts"), the_command("metrics")
    code, shown, errors = attempt(command, good)
    assert (code, errors) == (0, [])
    assert "smart_lamp_posts: 2 of 2 examples are read as promised" in shown
    assert "examples: 1 in zh; give 2" in shown  # a remark, and no fault
    wrong = good.replace("low: 12400", "low: 12500").replace("5G lamp posts", "5G-base stations")
    code, _, errors = attempt(command, wrong)
    assert code == 3
    assert [line.partition(";")[0] for line in errors] == [
        "smart_lamp_posts.yaml:15: examples.0: '12,400': low is 12400, not 12500",
        "smart_lamp_posts.yaml:20: examples.1: '1.24万根': low is 12400, not 12500",
        "smart_lamp_posts.yaml:12: phrases.en: '5G-base stations' is a phrase of 5g_base_stations too",
    ]
    code, _, errors = attempt(command, "".join(line for line in good.splitlines(True) if "definition" not in line))
    assert (code, errors) == (4, ["smart_lamp_posts.yaml:1: definition: is missing"])
    assert attempt("claimwatch metrics test lamp.yml", good)[0] == 2


def test_a_metric_that_takes_the_words_of_another_is_told_whose_example_it_breaks(attempt: Try) -> None:
    greedy = the_block("yaml", "id: smart_lamp_posts").replace("5G灯杆]", "年末5G基站总数, 我国5G基站总数]")
    code, _, errors = attempt(the_command("metrics"), greedy)
    assert code == 3
    said = "phrases: breaks an example of 5g_base_stations: '483.8万个': metric_id is sm"
    assert any(said in line for line in errors)
