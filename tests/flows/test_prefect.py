"""The daily run as a Prefect flow: without any server, killed in the middle, and under a server with PostgreSQL."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil
import pytest
from desks import Desk
from postgres import find_binaries, free_port, run_postgres

from flows.temporary_server import RECORD
from warehouse.ledger import read_acknowledged

PATIENCE = 90.0


@pytest.mark.slow
def test_a_killed_flow_leaves_a_server_that_the_next_run_ends(desk: Desk) -> None:
    child = subprocess.Popen(
        desk.command("run"),
        env=desk.unmeasured(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_until(lambda: bool(read_acknowledged(desk.data)), child)
    finally:
        child.kill()  # the parent alone: its server and workers are orphans now
        child.wait()
    left = json.loads((desk.data / RECORD).read_text())
    assert psutil.pid_exists(left["pid"])
    answer = desk.call("run", measured=False)  # its server would be measured too: the next test measures the flow
    assert answer.returncode == 0, answer.stderr
    assert not psutil.pid_exists(left["pid"]) or psutil.Process(left["pid"]).status() == psutil.STATUS_ZOMBIE
    assert not (desk.data / RECORD).exists()
    assert (desk.data / "prefect").is_dir()
    assert desk.ask("SELECT state FROM run_log ORDER BY started") == [("crashed",), ("done",)]
    assert servers_of(desk) == []


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
