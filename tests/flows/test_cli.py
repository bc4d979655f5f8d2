"""The command line as a process: one-line errors, exit codes, output that other programs can read."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from desks import SMALL, UP_TO_THE_LOAD, Desk, make_desk, open_press
from warm import run_warm

from flows.settings import PROJECT
from warehouse.database import open_warehouse


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk whose data was loaded by the command itself."""
    with open_press(SMALL, newest=6) as press:
        desk = make_desk(tmp_path_factory.mktemp("loaded") / "desk", press)
        done = desk.call("run", "--plain")
        assert done.returncode == 0, done.stderr
        yield desk


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


def test_run_prints_sources_counts_values_with_quotes_and_the_report(loaded: Desk) -> None:
    again = loaded.call("run", "--plain")
    assert again.returncode == 0
    for name in SMALL:
        assert name in again.stdout
    assert "0 pages fetched · 0 articles and 0 claims new" in again.stdout
    assert "Newest values of the main series" in again.stdout
    assert "“" in again.stdout
    assert str(loaded.data / "report" / "index.html") in again.stdout


def test_sql_prints_what_other_programs_read(loaded: Desk, tmp_path: Path) -> None:
    query = "SELECT claim_id, quote FROM claims ORDER BY 1 LIMIT 3"
    table = loaded.call("sql", query)
    assert (table.returncode, "claim_id" in table.stdout, "(3 rows)" in table.stdout) == (0, True, True)
    rows = list(csv.reader(io.StringIO(loaded.call("sql", query, "--format", "csv").stdout)))
    assert (rows[0], len(rows)) == (["claim_id", "quote"], 4)
    assert len(json.loads(loaded.call("sql", query, "--format", "json").stdout)) == 3
    out = tmp_path / "claims.parquet"
    assert loaded.call("sql", query, "--format", "parquet", "--output", str(out)).returncode == 0
    assert pq.read_table(out).num_rows == 3


def test_series_shows_value_words_and_address(loaded: Desk) -> None:
    metric = loaded.ask("SELECT metric_id, entity FROM observations WHERE modality = 'actual' LIMIT 1")[0]
    shown = loaded.call("series", metric[0], "--entity", metric[1])
    assert shown.returncode == 0
    assert "http://" in shown.stdout
    data = json.loads(loaded.call("series", metric[0], "--entity", metric[1], "--format", "json").stdout)
    assert {"value", "quote", "period_end", "originator"} <= data[0].keys()
    head = loaded.call("series", metric[0], "--format", "csv").stdout.splitlines()[0]
    assert head.startswith("series_id,metric_id,entity")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["sql", "SELECT nothing"], 2, "nothing"),
        *((["sql", "SELECT 1", "--seconds", seconds], 2, "--seconds") for seconds in ("inf", "nan", "-1", "0", "soon")),
        (["sql", "SELECT 1", "--memory-mb", "9" * 20], 2, "--memory-mb"),
        (["sql", "SELECT '\udcff'"], 2, "character 9 is the byte 0xff"),
        (["series", "robot_density", "--entity", "\udcff\udcfe"], 2, "not a name"),
        (["series", "5g_base_stations", "--since", "2024-13-01"], 2, "2024-13-01"),
        (["sql", "COPY claims TO 'x.csv'"], 2, "COPY"),
        (["series", "6g_base_stations"], 2, "did you mean 5g_base_stations"),
        (["series", "5g_share"], 2, "may be 5g_share_of_base_stations, "),
        (["series", "5g_base_stations", "--entity", "Atlantis"], 2, "Atlantis"),
        (["metrics", "robot_intensity"], 2, "did you mean robot_density"),
        (["run", "--source", "sample_wir"], 2, "did you mean 'sample_wire'"),
        (["run", "--nonsense"], 2, "--nonsense"),
        (["frobnicate"], 2, "there is no command 'frobnicate' (see `claimwatch --help`)"),
        (["serie"], 2, "did you mean 'series'?"),
        (["series"], 2, "Missing argument 'METRIC' (see `claimwatch series --help`)"),
        (["--data", "", "sources"], 2, "'--data': it is empty"),
        (["sql", "SELECT 1", "--output", ""], 2, "'--output': it is empty"),
        (["sql", "SELECT 1", "--output", "/"], 5, "/: is a folder; name a file"),
        (["extract", "--published", "2024"], 2, "'2024' is not a day; write it as 2024-06-30"),
        (["extract", "no-such-file.jsonl"], 2, "no-such-file.jsonl"),
    ],
)
def test_what_cannot_be_is_one_line_and_an_exit_code(loaded: Desk, arguments: list[str], code: int, words: str) -> None:
    answer = loaded.call(*arguments)
    assert answer.returncode == code
    assert words in answer.stderr
    assert len(lines(answer.stderr)) == 1
    assert "Traceback" not in answer.stdout + answer.stderr


@pytest.mark.parametrize("width", ["0", "60"])
def test_a_strange_width_does_not_silence_a_table(loaded: Desk, width: str) -> None:
    asked = ["metrics"], ["sources"], ["sql", "FROM source_health"], ["series", "robot_density"], ["explain"]
    for arguments in asked:
        given = "Harbin had built 21,400 5G base stations by the end of June 2024."
        answer = loaded.call(*arguments, given=given, COLUMNS=width)
        assert answer.returncode == 0, answer.stderr
        assert len(answer.stdout.splitlines()) >= 3


def test_a_series_that_has_no_figure_names_what_stands_in_the_way(loaded: Desk) -> None:
    answer = loaded.call("series", "robot_density", "--since", "2199-01-01", "--format", "json")
    assert (answer.returncode, json.loads(answer.stdout)) == (0, [])
    assert answer.stderr == "claimwatch: no figure of robot_density fits --since 2199-01-01; leave it out to see more\n"


@pytest.mark.parametrize("arguments", [["sql", "SELECT 1"], ["series", "robot_density"], ["report"]])
def test_with_nothing_loaded_yet_a_command_says_what_to_do(desk: Desk, arguments: list[str]) -> None:
    answer = desk.call(*arguments)
    assert answer.returncode == 2
    assert "nothing" in answer.stderr
    assert "claimwatch run" in answer.stderr
    assert len(lines(answer.stderr)) == 1


def test_with_only_the_demo_loaded_its_folder_is_named_as_the_shell_takes_it(loaded: Desk, tmp_path: Path) -> None:
    demo = tmp_path / "my data 数据" / "demo"
    demo.mkdir(parents=True)
    (demo / "claimwatch.duckdb").symlink_to(loaded.data / "claimwatch.duckdb")
    answer = Desk(loaded.config, demo.parent).call("sql", "SELECT 1")
    assert answer.returncode == 2
    assert f"look at the demo with --data '{demo}'" in answer.stderr


def test_a_live_run_without_a_contact_is_refused(desk: Desk) -> None:
    environment = {key: value for key, value in desk.environment().items() if key != "CLAIMWATCH_CONTACT"}
    answer = run_warm(["--config", str(desk.config), "--data", str(desk.data), "run"], environment)
    assert answer.returncode == 4
    assert "CLAIMWATCH_CONTACT" in answer.stderr
    assert len(lines(answer.stderr)) == 1


def test_a_wrong_configuration_names_file_line_and_fix(desk: Desk) -> None:
    source = desk.config / "sources" / "sample_wire.yaml"
    source.write_text(source.read_text().replace("tier: agency", "tier: agncy"))
    answer = desk.call("run", "--plain")
    assert answer.returncode == 4
    assert "sources/sample_wire.yaml:" in answer.stderr
    assert "did you mean 'agency'" in answer.stderr


def test_a_missing_configuration_folder_is_named(tmp_path: Path) -> None:
    answer = Desk(tmp_path / "nowhere", tmp_path / "data").call("sources")
    assert answer.returncode == 4
    assert "nowhere" in answer.stderr


@pytest.mark.parametrize(("part", "arguments"), [("sources", ["sources"]), ("metrics", ["metrics", "--json"])])
@pytest.mark.parametrize("empty", [True, False])
def test_a_configuration_without_what_is_asked_for_is_named(
    tmp_path: Path, part: str, arguments: list[str], empty: bool
) -> None:
    config = tmp_path / "config"
    (config / "topics").mkdir(parents=True)
    (config / "topics" / "5g.yaml").symlink_to(PROJECT / "config" / "topics" / "5g.yaml")
    if empty:
        (config / part).mkdir()
    answer = Desk(config, tmp_path / "data").call(*arguments)
    assert (answer.returncode, answer.stdout) == (4, "")
    lack = "is empty" if empty else "does not exist"
    assert lines(answer.stderr) == [
        f"claimwatch: {config / part}: {lack}; add a file there, or give another folder with --config"
    ]


def test_a_data_folder_that_cannot_be_made_is_named(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    answer = Desk(desk.config, tmp_path / "file" / "data").call("run", "--plain")
    assert answer.returncode in {4, 5}
    assert "file" in answer.stderr
    assert len(lines(answer.stderr)) == 1


def test_a_locked_warehouse_names_the_holder(desk: Desk) -> None:
    with open_warehouse(desk.data, command="the holder"):
        answer = desk.call("run", "--plain")
    assert answer.returncode == 6
    assert "the holder" in answer.stderr
    assert str(os.getpid()) in answer.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="ulimit -f counts in other units elsewhere")
def test_a_full_disk_is_exit_code_5_and_costs_nothing(desk: Desk) -> None:
    limit = ["bash", "-c", 'ulimit -f 200; exec "$@"', "run", *desk.command("run", "--plain")]  # files end at 200 KiB
    answer = subprocess.run(limit, env=desk.environment(), capture_output=True, text=True, check=False, timeout=120)
    assert answer.returncode == 5, answer.stderr
    assert sum(line.startswith("claimwatch:") for line in answer.stderr.splitlines()) == 1
    assert "Traceback" not in answer.stderr
    assert desk.run(UP_TO_THE_LOAD).exit_code == 0


@pytest.mark.parametrize("arguments", [["sql", "SELECT 1"], ["series", "robot_density"], ["extract", "-"]])
def test_reading_commands_import_neither_prefect_nor_trafilatura(loaded: Desk, arguments: list[str]) -> None:
    program = (
        "import sys; from flows.cli import run_command; code = run_command(sys.argv[1:]);"
        "print(sorted({'prefect', 'trafilatura', 'pydantic'} & set(sys.modules)), file=sys.stderr)"
    )
    here = ["--config", str(loaded.config), "--data", str(loaded.data)]
    answer = subprocess.run(
        [sys.executable, "-c", program, *here, *arguments], input="", capture_output=True, text=True, check=False
    )
    assert lines(answer.stderr)[-1] == "[]"


@pytest.mark.parametrize(
    "arguments",
    [["metrics", "--json"], ["sql", "FROM range(100000)"], ["series", "robot_density", "--format", "csv"], ["--help"]],
)
def test_output_that_nobody_reads_is_no_error(loaded: Desk, arguments: list[str]) -> None:
    reader = subprocess.Popen(
        loaded.command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=loaded.environment()
    )
    assert reader.stdout is not None
    reader.stdout.close()
    assert reader.wait(timeout=60) == 0
    assert reader.stderr is not None
    assert reader.stderr.read() == b""


def test_sources_and_metrics_are_listed_and_described(loaded: Desk) -> None:
    listed = json.loads(loaded.call("sources", "list", "--json").stdout)
    assert {source["id"] for source in listed} == set(SMALL)
    assert "robot_density" in loaded.call("metrics").stdout
    assert json.loads(loaded.call("metrics", "robot_density", "--json").stdout)["nature"] == "ratio"


def test_sources_check_probes_and_stores_nothing(loaded: Desk) -> None:
    before = loaded.digest()
    answer = loaded.call("sources", "check", "--json")
    assert answer.returncode == 0, answer.stderr
    probes = {probe["source_id"]: probe for probe in json.loads(answer.stdout)}
    assert probes["sample_wire"]["items"] > 3
    assert {probe["robots"] for probe in probes.values()} == {"allowed"}
    assert loaded.digest() == before
