"""A team's set-up, for real: every service of docker-compose.yml by its own command, with PostgreSQL on loopback.

The services are started once for this module. A schedule fires by the clock, so the tests wait for the next minute.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest
from compose import Service, read_compose
from desks import UP_TO_THE_LOAD, Desk, make_desk, open_press
from postgres import as_postgres, create_cluster, find_binaries, free_port

PATIENCE = 120.0
ZONE = "Asia/Shanghai"
PASSWORD = "not-a-secret"

pytestmark = [pytest.mark.slow, pytest.mark.postgres]


@dataclass(frozen=True)
class Team:
    """The running services, the desk that they work at, and where they answer."""

    services: dict[str, Service]
    desk: Desk
    api: str
    site: str
    log: Path

    def ask(self, what: str) -> list[dict[str, Any]]:
        """What the Prefect server knows: "flow_runs", "task_runs", "artifacts", "deployments"."""
        with httpx.Client(trust_env=False, timeout=20) as client:
            found: list[dict[str, Any]] = client.post(f"{self.api}/{what}/filter", json={}).raise_for_status().json()
        return found

    def runs(self, state: str) -> list[dict[str, Any]]:
        """The runs in this state."""
        return [run for run in self.ask("flow_runs") if run["state_type"] == state]


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    binaries = find_binaries()
    if binaries is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no PostgreSQL on this machine, and CI=true asks for it: install postgresql")
        pytest.skip("no PostgreSQL on this machine (initdb was not found)")
    folder = tmp_path_factory.mktemp("team")
    with open_press(["sample_wire"], newest=2) as press, ExitStack() as stack:
        desk = make_desk(folder / "desk", press)
        services = describe(folder, binaries, desk)
        team = Team(services, desk, services["worker"].environment()["PREFECT_API_URL"], site_of(services), folder)
        cluster = create_cluster(folder, binaries, owner="prefect", password=PASSWORD, database="prefect")
        sockets = ["-c", f"unix_socket_directories={cluster}"]
        stack.enter_context(running(team, "postgres", prefix=as_postgres(), more=sockets))
        stack.enter_context(running(team, "prefect"))
        stack.enter_context(running(team, "report"))
        yield team


def describe(folder: Path, binaries: Path, desk: Desk) -> dict[str, Service]:
    """The services of the file, with the ports and folders of this machine in place of a container's."""
    file = read_compose({"CLAIMWATCH_CONTACT": "team@example.org"})
    database, prefect, worker, report = (free_port() for _ in range(4))
    secret = folder / "password"
    secret.write_text(PASSWORD)
    everywhere = {"/run/secrets/postgres_password": str(secret), "0.0.0.0": "127.0.0.1"}
    own = {
        "postgres": {},
        "prefect": {"4200": str(prefect), "5432": str(database)},
        "worker": {"http://prefect:4200": f"http://127.0.0.1:{prefect}", "8080": str(worker)},
        "report": {"8080": str(report)},
    }
    environ = {
        "CLAIMWATCH_CONFIG": str(desk.config),
        "CLAIMWATCH_DATA": str(desk.data),
        "PGDATA": str(folder / "pg"),
        "PGPORT": str(database),
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), str(binaries), os.environ["PATH"]]),
        "PREFECT_UI_STATIC_DIRECTORY": str(folder / "ui"),
    }
    quick = {"CLAIMWATCH_PER_HOST_DELAY": "0", "CLAIMWATCH_RETRIES": "1", "CLAIMWATCH_JOBS": "1"}
    polling = {"PREFECT_RUNNER_POLL_FREQUENCY": "2", "PREFECT_API_BLOCKS_REGISTER_ON_START": "false"}
    return {
        name: Service(
            name,
            localise(said, name),
            {**everywhere, **own[name]},
            {**environ, **quick, **polling, "PREFECT_HOME": str(folder / name)},
        )
        for name, said in file["services"].items()
    }


def localise(said: dict[str, Any], name: str) -> dict[str, Any]:
    """The Prefect server finds the database by the name of its container."""
    if name != "prefect":
        return said
    return {**said, "environment": {**said["environment"], "PREFECT_SERVER_DATABASE_HOST": "127.0.0.1"}}


def site_of(services: dict[str, Service]) -> str:
    return f"http://127.0.0.1:{services['report'].here['8080']}/"


@contextmanager
def running(team: Team, name: str, **how: Any) -> Iterator[subprocess.Popen[bytes]]:
    """The service, healthy by its own check, until the block ends; then it is told to stop, as a container is."""
    log = team.log / f"{name}.log"
    process = team.services[name].start(log, **how)
    try:
        wait_for(lambda: team.services[name].check_health().returncode == 0, process, log)
        yield process
    finally:
        stop(process)


def stop(process: subprocess.Popen[bytes]) -> int:
    """Its exit code after SIGTERM; whatever it left of its session is killed then."""
    process.terminate()
    try:
        code = process.wait(timeout=60)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    return code


def wait_for(reached: Callable[[], bool], process: subprocess.Popen[bytes], log: Path, pause: float = 2.0) -> None:
    ends = time.monotonic() + PATIENCE
    while not reached():
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < ends, log.read_text()[-2000:]
        time.sleep(pause)


def plan_next_minutes(team: Team) -> list[str]:
    """Writes a schedule for each of the next minutes, since nobody knows in which the worker is ready; returns them."""
    now = datetime.now(ZoneInfo(ZONE))
    times = [f"{now + timedelta(minutes=minutes):%H:%M}" for minutes in range(1, 6)]
    (team.desk.config / "schedule.yaml").write_text(f"zone: {ZONE}\nothers: {times}\n")
    return times


def test_a_schedule_fires_by_the_clock_and_its_run_is_there_to_be_looked_at(team: Team) -> None:
    assert team.desk.run(UP_TO_THE_LOAD).exit_code == 0  # or the worker would begin with a run of its own
    before = httpx.get(team.site, trust_env=False)
    planned = plan_next_minutes(team)
    with running(team, "worker") as worker:
        wait_for(lambda: team.runs("COMPLETED") != [], worker, team.log / "worker.log")
        assert stop(worker) == 0
    fired = min(team.runs("COMPLETED"), key=lambda run: str(run["expected_start_time"]))
    expected = datetime.fromisoformat(fired["expected_start_time"]).astimezone(ZoneInfo(ZONE))
    assert f"{expected:%H:%M:%S}" in [f"{time}:00" for time in planned]
    assert (fired["auto_scheduled"], fired["parameters"]) == (True, {"group": "sample"})
    assert fired["name"] == f"daily sample {fired['expected_start_time'][:16]}"
    tasks = {task["name"].rsplit("-", 1)[0] for task in team.ask("task_runs")}
    assert tasks == {
        *("wait for the warehouse", "prepare", "discover", "fetch", "read", "load", "publish", "report"),
    }
    artifacts = {artifact["key"]: artifact["data"] for artifact in team.ask("artifacts")}
    assert "| sample_wire | unchanged |" in artifacts["daily-run"]
    assert artifacts["digest"].startswith("# Digest of ")
    log = team.desk.ask("SELECT command, state FROM run_log ORDER BY started")
    assert log[:2] == [("run", "done"), ("serve", "done")]
    page = httpx.get(team.site, trust_env=False)
    assert (before.status_code, "No report yet" in before.text) == (503, True)
    assert (page.status_code, page.headers["x-content-type-options"]) == (200, "nosniff")
    assert "sample" in page.text


def test_deployments_describe_and_check_their_parameters_and_run_one_at_a_time(team: Team) -> None:
    deployments = team.ask("deployments")
    assert {one["name"] for one in deployments} == {"daily", "backfill", "reextract", "report"}
    assert {one["entrypoint"] for one in deployments} == {
        f"flows.deployed.{name}" for name in ("daily", "backfill", "reextract", "report")
    }
    (daily,) = [one for one in deployments if one["entrypoint"].endswith("daily")]
    asked = daily["parameter_openapi_schema"]["properties"]
    assert {name: bool(said["description"]) for name, said in asked.items()} == {
        "group": True,
        "sources": True,
        "retry_failed": True,
    }
    assert daily["global_concurrency_limit"]["limit"] == 1
    assert daily["parameters"] == {}  # nothing of the day it was deployed
    with httpx.Client(trust_env=False, timeout=20) as client:
        wrong = client.post(
            f"{team.api}/deployments/{daily['id']}/create_flow_run", json={"parameters": {"group": "A b"}}
        )
        (backfill,) = [one for one in deployments if one["name"] == "backfill"]
        days = [
            client.post(f"{team.api}/deployments/{backfill['id']}/create_flow_run", json={"parameters": given})
            for given in ({"first_day": "2024-13-01", "last_day": "2024-01-02"}, {"first_day": "2024-01-01"})
        ]
    assert wrong.status_code == 409
    assert [answer.status_code for answer in days] == [409, 409]
