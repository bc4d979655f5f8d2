"""The daily run as a Prefect flow: interrupted, killed, and under a server with PostgreSQL."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil
import pytest
from desks import Desk, make_desk, open_press
from postgres import find_binaries, free_port, run_postgres

from flows.temporary_server import RECORD
from warehouse.database import connect
from warehouse.ledger import read_acknowledged

PATIENCE = 120.0


@pytest.fixture(scope="module")
def disturbed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk whose Prefect database is garbage; Prefect makes its next one in eight seconds, so one is for all."""
    with open_press(("sample_wire", "sample_gongye_ribao")) as press:
        desk = make_desk(tmp_path_factory.mktemp("disturbed") / "desk", press)
        (desk.data / "prefect").mkdir()
        (desk.data / "prefect" / "prefect.db").write_bytes(b"garbage " * 4096)
        yield desk


@pytest.mark.slow
def test_an_interrupted_flow_over_a_damaged_prefect_database_says_just_that(disturbed: Desk) -> None:
    returncode, said, left = interrupt_at(disturbed, lambda: any(disturbed.data.glob("archive/*")), "run")
    place = next(disturbed.data.glob("damaged/*"))
    told = "Prefect cannot use it (file is not a database); it now lies in"
    assert said == [
        f"claimwatch: {disturbed.data}/prefect/prefect.db: {told} {place}, and the run begins a new one",
        "asking sources …",
        "fetching pages …",
        "claimwatch: interrupted",
    ]
    assert returncode == 130
    assert (place / "prefect.db").read_bytes().startswith(b"garbage")
    assert left == []
    assert not (disturbed.data / RECORD).exists()
    with connect(disturbed.data / "warehouse.duckdb", read_only=True) as connection:
        log = connection.execute("SELECT state, exit_code FROM runs").fetchall()
    assert log == [("interrupted", 130)]


def interrupt_at(desk: Desk, reached: Callable[[], bool], *arguments: str) -> tuple[int, list[str], list[str]]:
    """Exit code and standard error of a run that got Ctrl-C as from a terminal, and its processes that still live."""
    run = subprocess.Popen(
        desk.command(*arguments),
        env=desk.unmeasured() | {"COLUMNS": "500"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    ends = time.monotonic() + PATIENCE
    try:
        while not reached():
            assert run.poll() is None, "the run ended too early"
            assert time.monotonic() < ends, "the run never came so far"
            time.sleep(0.002)
        children = psutil.Process(run.pid).children(recursive=True)
        os.killpg(run.pid, signal.SIGINT)
        _, errors = run.communicate(timeout=60)
    finally:
        run.kill()
    _, alive = psutil.wait_procs(children, timeout=5)
    return run.returncode, [line for line in errors.splitlines() if line], [process.name() for process in alive]


@pytest.mark.slow
def test_a_killed_flow_leaves_a_server_that_the_next_run_ends(disturbed: Desk) -> None:
    child = subprocess.Popen(
        disturbed.command("run"),
        env=disturbed.unmeasured(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_until(lambda: bool(read_acknowledged(disturbed.data)), child)
    finally:
        child.kill()  # the parent alone: its server and workers are orphans now
        child.wait()
    left = json.loads((disturbed.data / RECORD).read_text())
    assert psutil.pid_exists(left["pid"])
    answer = disturbed.call("run", measured=False)  # its server would be measured too: the next test measures the flow
    assert answer.returncode == 0, answer.stderr
    assert not psutil.pid_exists(left["pid"]) or psutil.Process(left["pid"]).status() == psutil.STATUS_ZOMBIE
    assert not (disturbed.data / RECORD).exists()
    assert (disturbed.data / "prefect").is_dir()
    states = [state for (state,) in disturbed.ask("SELECT state FROM run_log ORDER BY started")]
    assert states[-2:] == ["crashed", "done"]
    assert servers_of(disturbed) == []


def wait_until(reached: object, child: subprocess.Popen[bytes]) -> None:
    ends = time.monotonic() + PATIENCE
    assert callable(reached)
    while not reached():
        assert child.poll() is None, "the run ended too early"
        assert time.monotonic() < ends, "the run never came so far"
        time.sleep(0.005)


def servers_of(desk: Desk) -> list[psutil.Process]:
    """Prefect servers that still run for this desk's data folder."""
    found = []
    for process in psutil.process_iter():
        try:
            if "prefect.server" in " ".join(process.cmdline()) and str(desk.data) in str(process.environ()):
                found.append(process)
        except psutil.Error:
            continue
    return found


@pytest.mark.slow
@pytest.mark.postgres
def test_the_same_flow_reports_to_a_server_with_postgresql(desk: Desk, tmp_path: Path) -> None:
    binaries = find_binaries()
    if binaries is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no PostgreSQL on this machine, and CI=true asks for it: install postgresql")
        pytest.skip("no PostgreSQL on this machine (initdb was not found)")
    with run_postgres(tmp_path, binaries) as database, run_server(tmp_path, database, desk.unmeasured()) as api:
        environment = desk.environment() | {"PREFECT_API_URL": api}
        answer = subprocess.run(
            desk.command("run"), env=environment, capture_output=True, text=True, timeout=120, check=False
        )
        assert answer.returncode == 0, answer.stderr
        with httpx.Client(base_url=api, trust_env=False, timeout=20) as client:
            runs = client.post("/flow_runs/filter", json={}).raise_for_status().json()
            tasks = client.post("/task_runs/filter", json={}).raise_for_status().json()
            artifacts = client.post("/artifacts/filter", json={}).raise_for_status().json()
    assert [(run["state_type"], run["parameters"]["sample"]) for run in runs] == [("COMPLETED", False)]
    stages = {task["name"].rsplit("-", 1)[0] for task in tasks}
    assert stages == {"prepare", "discover", "fetch", "read", "load", "publish", "report"}
    assert artifacts[0]["key"] == "daily-run"
    assert "| sample_wire | ok |" in artifacts[0]["data"]
    assert not (desk.data / RECORD).exists()


@pytest.mark.slow
def test_a_server_that_does_not_answer_is_one_line_and_starts_no_run(desk: Desk) -> None:
    api = f"http://127.0.0.1:{free_port()}/api"
    answer = subprocess.run(
        desk.command("run"),
        env=desk.environment() | {"PREFECT_API_URL": api},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert answer.returncode == 4
    (line,) = answer.stderr.splitlines()
    assert line.startswith(f"claimwatch: PREFECT_API_URL: no Prefect server answers at {api}/ (")
    assert not (desk.data / "warehouse.duckdb").exists()


@contextmanager
def run_server(folder: Path, database: str, environ: Mapping[str, str]) -> Iterator[str]:
    """A Prefect API server of its own, with its state in PostgreSQL; yields its address."""
    port = free_port()
    api = f"http://127.0.0.1:{port}/api"
    environment = {
        **environ,
        "PREFECT_HOME": str(folder / "server"),
        "PREFECT_API_DATABASE_CONNECTION_URL": database,
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
    }
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
    try:
        wait_for_health(api, server, folder / "server.log")
        yield api
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(timeout=15)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def wait_for_health(api: str, server: subprocess.Popen[bytes], log: Path) -> None:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        assert server.poll() is None, log.read_text()
        try:
            if httpx.get(f"{api}/health", trust_env=False, timeout=2).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.2)
    pytest.fail(f"the Prefect server did not come up: {log.read_text()[-500:]}")
