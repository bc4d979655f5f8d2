"""The demo as a newcomer meets it: the whole sample press through the whole line, and what can be asked afterwards."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shlex
import subprocess
import sys
from datetime import date
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from warm import run_warm

from flows.press.articles import read_articles
from flows.press.publishers import read_publishers
from flows.settings import PROJECT
from warehouse.cookbook import fill_page, read_recipes, run_recipe
from warehouse.database import connect

COMMAND = [sys.executable, "-m", "flows.cli"]
ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "COLUMNS"}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The data folder of a demo, in a place with a name of its own kind, and all that it printed in order."""
    data = tmp_path_factory.mktemp("demo") / "my data 数据"
    answer = call("--data", str(data), "demo", "--plain")
    assert answer.returncode == 0, answer.stdout
    return data / "demo", answer.stdout


def call(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Both streams through one pipe, as `claimwatch … 2>&1 | less` shows them."""
    return subprocess.run(
        [*COMMAND, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=ENVIRONMENT,
        text=True,
        timeout=240,
        check=False,
    )


def test_it_says_what_it_is_before_anything_moves(demo: tuple[Path, str]) -> None:
    first, second = demo[1].splitlines()[:2]
    assert first.startswith("Sample press: ")
    assert second == "asking sources …"


def test_it_loads_a_folder_inside_the_data_folder_and_says_how_to_ask_it(demo: tuple[Path, str]) -> None:
    data, printed = demo
    assert [path.name for path in data.parent.iterdir()] == ["demo"]
    program, *arguments = shlex.split(printed.splitlines()[-1].removeprefix("Ask it:"))
    assert program == "claimwatch"
    answer = run_warm(arguments, ENVIRONMENT)
    assert answer.returncode == 0, answer.stderr
    assert "4,838,000" in answer.stdout


def test_through_a_pipe_every_source_is_one_line(demo: tuple[Path, str]) -> None:
    table = demo[1].partition("\nSources\n")[2].partition("\n\n")[0].splitlines()
    assert [line.split()[0] for line in table[1:]] == sorted(publisher.id for publisher in read_publishers())


def ask(data: Path, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with connect(data / "claimwatch.duckdb", read_only=True) as connection:
        return connection.execute(sql, list(values)).fetchall()


def test_the_broken_source_is_named_as_broken_by_design_and_fails_nothing(demo: tuple[Path, str]) -> None:
    _, printed = demo
    broken = [publisher.id for publisher in read_publishers() if publisher.broken_by_design]
    assert broken
    for name in broken:
        assert any(name in line and "broken by design" in line for line in printed.splitlines())


README = (PROJECT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("line", [line for line in README.splitlines() if "claimwatch --data data/demo" in line])
def test_the_commands_of_the_readme_work_as_written(demo: tuple[Path, str], line: str) -> None:
    program, *arguments = shlex.split(line.removeprefix("Ask it:"))
    assert program == ".venv/bin/claimwatch"
    answer = run_warm([str(demo[0]) if part == "data/demo" else part for part in arguments], ENVIRONMENT)
    assert (answer.returncode, len(answer.stdout.splitlines()) > 5) == (0, True), answer.stdout + answer.stderr


def test_the_readme_shows_what_the_demo_prints(demo: tuple[Path, str]) -> None:
    """But for ports, and for the number of claims, which moves with the grammar."""

    def without_numbers_of_the_day(line: str) -> str:
        return re.sub(r"\d+ claims", "N claims", re.sub(r":\d+/", ":PORT/", line))

    shown = README.partition("Sample press: ")[2].partition("Report: ")[0].splitlines()
    printed = [without_numbers_of_the_day(line) for line in demo[1].splitlines()]
    for line in shown[1:]:
        known = without_numbers_of_the_day(line).rstrip("…")
        assert any(one.startswith(known) for one in printed), line


def test_every_article_on_topic_is_loaded_and_nothing_else(demo: tuple[Path, str]) -> None:
    data, _ = demo
    reachable = {publisher.id: publisher for publisher in read_publishers() if publisher.reachable}
    expected = {
        article.title
        for article in read_articles()
        if article.on_topic and article.publisher in reachable and reachable[article.publisher].allows(article.path)
    }
    assert {title for (title,) in ask(data, "SELECT title FROM articles")} == expected
    assert ask(data, "SELECT count(*) FROM quarantine") == [(0,)]


def test_days_are_those_of_the_source(demo: tuple[Path, str]) -> None:
    data, _ = demo
    printed = {(article.publisher, article.title): article.published.date() for article in read_articles()}
    for source, title, day in ask(data, "SELECT source_id, title, published_day FROM articles"):
        assert day == printed[(source, title)], title


def test_both_languages_and_all_years_are_there(demo: tuple[Path, str]) -> None:
    data, _ = demo
    assert ask(data, "SELECT lang, count(*) > 30 FROM articles GROUP BY 1 ORDER BY 1") == [("en", True), ("zh", True)]
    assert ask(data, "SELECT min(year(published_day)), max(year(published_day)) FROM articles") == [(2019, 2026)]


@pytest.mark.parametrize(
    ("metric", "day", "value"),
    [
        ("5g_base_stations", date(2024, 2, 29), 3_509_000),
        ("5g_base_stations", date(2025, 3, 31), 4_395_000),
        ("5g_subscribers", date(2025, 12, 31), 1_204_000_000),
    ],
)
def test_a_published_figure_is_the_value_of_its_period(
    demo: tuple[Path, str], metric: str, day: date, value: float
) -> None:
    data, _ = demo
    found = ask(
        data,
        "SELECT value FROM observations WHERE metric_id = ? AND entity_id = 'CN' AND kind = 'level' "
        "AND modality = 'actual' AND period_type = 'instant' AND period_end = ?",
        metric,
        day,
    )
    assert found == [(value,)]


def test_the_tables_lie_beside_the_copy_as_files(demo: tuple[Path, str]) -> None:
    data, _ = demo
    count = "SELECT count(*) FROM observations"
    assert pq.read_metadata(data / "tables" / "observations.parquet").num_rows == ask(data, count)[0][0] > 200


def test_the_copy_says_that_it_holds_the_sample_press(demo: tuple[Path, str]) -> None:
    data, _ = demo
    assert "sample press" in (data / "report" / "index.html").read_text(encoding="utf-8").lower()


def test_the_queries_of_the_cookbook_run_on_the_demo_and_show_the_columns_of_the_page(demo: tuple[Path, str]) -> None:
    """The rows move with the grammar; that of twenty questions most have an answer does not."""
    page = (PROJECT / "docs" / "cookbook.md").read_text(encoding="utf-8")
    recipes = read_recipes(page)
    with connect(demo[0] / "claimwatch.duckdb", read_only=True) as connection:
        answers = {title: run_recipe(connection, query) for title, query in recipes.items()}
    assert len(answers) == 20
    filled = fill_page(page, answers)
    assert [line for line in filled.splitlines() if line.startswith("## ")] == [f"## {title}" for title in recipes]
    for title, rows in answers.items():
        shown = page.partition(f"## {title}\n")[2].partition("```text\n")[2].splitlines()[0]
        assert rows.splitlines()[0].split() == shown.split(), title
    assert sum("(0 rows)" not in rows for rows in answers.values()) >= 15
    (funding,) = [rows for title, rows in answers.items() if title.startswith("17.")]
    # July 2025: 700 million and 1.1 billion yuan at 0.1394, 122 million dollars; 45 of 48 rounds without an amount.
    assert "2025-07-01          3  372,952,709            0           45" in funding


def test_the_notebook_answers_five_questions_with_a_picture_each(
    demo: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMWATCH_DATA", str(demo[0]))
    spec = spec_from_file_location("notebook", PROJECT / "docs" / "notebook.py")
    assert spec is not None
    assert spec.loader is not None
    notebook = module_from_spec(spec)
    spec.loader.exec_module(notebook)
    _, defined = notebook.app.run()
    least = {"stations": 20, "contradictions": 3, "targets": 3, "growth": 8, "makers": 4}
    for name, rows in least.items():
        drawn = defined[f"{name}_chart"].to_dict()  # validated against Vega-Lite's schema
        (data,) = drawn["datasets"].values()
        assert len(data) == defined[name].num_rows >= rows, name
        assert all(row["url"].startswith("http://") and row["quote"] for row in data)
    questions = re.findall(r"^    ## (\d+)\. ", (PROJECT / "docs" / "notebook.py").read_text("utf-8"), re.MULTILINE)
    asked = [title.partition(".")[0] for title in read_recipes((PROJECT / "docs" / "cookbook.md").read_text("utf-8"))]
    assert len(set(questions) & set(asked)) == 5
    most = defined["ask"]("SELECT max(value) AS most FROM observations WHERE metric_id = '5g_base_stations'")
    assert most.to_pylist() == [{"most": 4_838_000}]
    defined["warehouse"].close()


def test_an_assistant_is_answered_with_claims_quotes_and_links(demo: tuple[Path, str]) -> None:
    """By the protocol's own client over standard input and output, as docs/assistants.md has it started."""
    page = (PROJECT / "docs" / "assistants.md").read_text(encoding="utf-8")
    (server,) = json.loads(page.partition("```json\n")[2].partition("```")[0])["mcpServers"].values()
    told = [str(demo[0]) if part.endswith("data/demo") else part for part in server["args"]]
    assert server["command"].endswith("/claimwatch")
    answers = asyncio.run(ask_as_assistant(told))
    assert set(answers["tools"]) == set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))
    (newest,) = answers["series"]["values"]
    assert (newest["value"], newest["quote"], newest["period_end"]) == (4_838_000, "4.838 million", "2025-12-31")
    for told in (
        newest,
        answers["search_claims"]["claims"][0],
        answers["find_number"]["figures"][0],
        answers["check_text"]["numbers"][0]["evidence"],
        answers["trace_claim"],
        answers["list_metrics"]["metrics"][0]["newest"],
        answers["sql"]["proof"][0],
    ):
        assert told["claim_id"]
        assert told["quote"]
        assert told["url"].startswith("http://127.0.0.1:")
    assert answers["check_text"]["numbers"][0]["state"] == "contradicted"
    assert (answers["sql"]["count"], answers["sql"]["more"]) == (2, True)
    assert answers["refused"] == [
        "the query failed: only queries run here, not DELETE",
        "there is no metric 'nosuch' (`claimwatch metrics` lists them)",
        "there is no claim 'none'",
    ]


async def ask_as_assistant(told: list[str]) -> dict[str, Any]:
    """One answer of each tool, and what is said to wrong questions, by the server that is started with `told`."""
    from mcp import Client, StdioServerParameters  # half a second, for this test alone

    server = StdioServerParameters(command=COMMAND[0], args=[*COMMAND[1:], *told])
    draft = "China had 4.2 million 5G base stations at the end of 2025."
    async with Client(server) as client:
        answers: dict[str, Any] = {"tools": [tool.name for tool in (await client.list_tools()).tools]}
        for tool, arguments in (
            ("series", {"metric": "5G基站数", "entity": "中国", "rows": 1, "since": "2025-12-31"}),
            ("search_claims", {"words": "base stations", "entity": "China", "since": "2026-01-01", "rows": 1}),
            ("find_number", {"number": "483.8万个", "rows": 1}),
            ("check_text", {"text": draft, "published": "2026-02-01"}),
            ("list_metrics", {"words": "5g base stations", "rows": 1}),
            ("sql", {"query": "SELECT claim_id, value FROM series_latest", "rows": 2}),
        ):
            answers[tool] = (await client.call_tool(tool, arguments)).structured_content
        named = {"claim_id": answers["series"]["values"][0]["claim_id"][:12]}
        answers["trace_claim"] = (await client.call_tool("trace_claim", named)).structured_content
        wrong = [
            await client.call_tool("sql", {"query": "DELETE FROM claims"}),
            await client.call_tool("series", {"metric": "nosuch"}),
            await client.call_tool("trace_claim", {"claim_id": "none"}),
        ]
    answers["refused"] = [answer.content[0].text.partition(": ")[2] for answer in wrong if answer.is_error]
    return answers


def test_a_second_demo_that_keeps_the_first_adds_no_second_copy(demo: tuple[Path, str]) -> None:
    data, _ = demo
    before = ask(data, "SELECT count(*) FROM articles")
    without_files = {**ENVIRONMENT, "CLAIMWATCH_PUBLISH_TABLES": "false"}
    answer = run_warm(["--data", str(data.parent), "demo", "--plain", "--keep"], without_files)
    assert answer.returncode == 0, answer.stderr
    assert ask(data, "SELECT count(DISTINCT doc_id) FROM articles") == before
