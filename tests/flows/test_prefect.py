"""The daily run as a Prefect flow, interrupted and killed, and `claimwatch serve`; for a team see test_team.py."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator

import httpx
import psutil
import pytest
from desks import WITHOUT_REPORT, Desk, make_desk, open_press
from postgres import free_port

from flows.temporary_server import OF_A_SCHEDULE, RECORD, find_server
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
    answer = disturbed.call("run")
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
def test_serve_shows_where_to_look_refuses_a_second_one_and_stops_on_ctrl_c(disturbed: Desk) -> None:
    if not (disturbed.data / "claimwatch.duckdb").exists():
        disturbed.run(WITHOUT_REPORT)  # or it would begin with a run
    prefect, site = free_port(), free_port()
    command = disturbed.command("serve", "--port", str(prefect), "--site-port", str(site))
    with subprocess.Popen(
        command,
        env=disturbed.unmeasured(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as serving:
        try:
            assert serving.stdout is not None
            shown = [serving.stdout.readline().rstrip() for _ in range(5)]
            second = disturbed.call("serve", "--port", str(free_port()), "--no-site")
            urls = [f"http://127.0.0.1:{prefect}/", f"http://127.0.0.1:{site}/health"]
            answers = [httpx.get(url, trust_env=False).status_code for url in urls]
            known = find_server(disturbed.data, OF_A_SCHEDULE)
            family = psutil.Process(serving.pid).children(recursive=True)
            serving.send_signal(signal.SIGINT)
            code = serving.wait(timeout=PATIENCE)
        finally:
            serving.kill()
    assert shown == [
        f"Prefect UI:   http://127.0.0.1:{prefect}",
        f"Report:       http://127.0.0.1:{site}/",
        "Daily runs:   sample 07:30 (Asia/Shanghai)",
        "Failed pages: once more on Sunday 03:30",
        "Ctrl-C stops.",
    ]
    assert answers == [200, 200]
    assert known == f"http://127.0.0.1:{prefect}/api"  # where a `claimwatch run` by hand reports to
    assert second.returncode == 6
    assert f"another process serves this folder (process {serving.pid}, claimwatch serve, since " in second.stderr
    assert code == 0
    assert family != []
    assert not any(process.is_running() for process in family)
    assert find_server(disturbed.data, OF_A_SCHEDULE) is None


@pytest.mark.slow
def test_a_server_that_does_not_answer_is_one_line_and_starts_no_run(desk: Desk) -> None:
    api = f"http://127.0.0.1:{free_port()}/api"
    answer = desk.call("run", PREFECT_API_URL=api)
    assert answer.returncode == 4
    (line,) = answer.stderr.splitlines()
    assert line.startswith(f"claimwatch: PREFECT_API_URL: no Prefect server answers at {api}/ (")
    assert not (desk.data / "warehouse.duckdb").exists()
