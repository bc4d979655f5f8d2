"""The pool against items that hang, crash, eat memory or never end. The items are names of what a worker shall do."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import pytest

from flows.workers import IDLE, Outcome, Task, answer_chunk, describe_failure, run_in_workers

if TYPE_CHECKING:
    from collections.abc import Iterator

# Workers import their function by name. Test modules have none, so the tasks live in a module of their own on sys.path.
TASKS = """
import os, signal, time

_prefix = ""

def set_prefix(text):
    global _prefix
    _prefix = text

def fail_to_start():
    raise ValueError("no words")

def do(item):
    if item == "raise":
        raise ValueError("two\\nlines")
    if item == "hang":
        time.sleep(60)
    if item == "spin":
        while True:
            pass
    if item == "exit":
        os._exit(3)
    if item == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if item == "allocate":
        return len(bytearray(2**31))
    if item == "grow":
        kept = []
        while True:
            kept.append(os.urandom(2**22))
            time.sleep(0.005)
    if item == "unpicklable":
        return lambda: None
    if item == "slow":
        time.sleep(0.4)
    return f"{_prefix}{item}"

def double(number):
    return 2 * number

def pid(_):
    return os.getpid()
"""


@pytest.fixture(scope="module")
def tasks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("tasks")
    (folder / "pool_tasks.py").write_text(TASKS, encoding="utf-8")
    sys.path.insert(0, str(folder))
    try:
        yield __import__("pool_tasks")
    finally:
        sys.path.remove(str(folder))


def _run(tasks: Any, items: list[str], **limits: Any) -> list[Outcome[str]]:
    settings: dict[str, Any] = {"jobs": 2, "timeout_seconds": 5, "memory_mb": None, **limits}
    return list(run_in_workers(tasks.do, items, **settings))


@pytest.mark.parametrize(
    ("item", "limits", "reason"),
    [
        ("raise", {}, "ValueError: two lines"),
        ("hang", {"timeout_seconds": 0.5}, "timeout after 0.5 s"),
        ("spin", {"timeout_seconds": 0.5}, "timeout after 0.5 s"),
        ("exit", {}, "worker ended with exit code 3"),
        ("crash", {}, "worker killed by SIGSEGV"),
        ("grow", {"memory_mb": 150}, "memory"),
        ("unpicklable", {}, "pickle"),
        pytest.param(
            "allocate",
            {"memory_mb": 300},
            "out of memory",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="macOS ignores address space limits"),
        ),
    ],
)
def test_one_bad_item_is_one_bad_outcome(tasks: Any, item: str, limits: dict[str, object], reason: str) -> None:
    outcomes = _run(tasks, ["a", "b", item, "c", "d", "e"], **limits)
    assert [outcome.value for outcome in outcomes] == ["a", "b", None, "c", "d", "e"]
    assert [outcome.ok for outcome in outcomes] == [True, True, False, True, True, True]
    error = outcomes[2].error
    assert error is not None
    assert reason in error
    assert "\n" not in error


def test_every_item_bad_still_ends(tasks: Any) -> None:
    outcomes = _run(tasks, ["exit", "crash", "raise", "exit"])
    assert [outcome.index for outcome in outcomes if not outcome.ok] == [0, 1, 2, 3]


def test_order_is_that_of_the_items(tasks: Any) -> None:
    outcomes = _run(tasks, ["slow", "a", "b", "slow", "c"])
    assert [outcome.value for outcome in outcomes] == ["slow", "a", "b", "slow", "c"]
    assert [outcome.index for outcome in outcomes] == [0, 1, 2, 3, 4]


def test_endless_input_is_taken_only_a_little_ahead(tasks: Any) -> None:
    taken: list[int] = []
    numbers = (taken.append(number) or number for number in itertools.count(1))  # type: ignore[func-returns-value]
    outcomes = run_in_workers(tasks.double, numbers, jobs=2, timeout_seconds=5, memory_mb=None)
    assert [next(outcomes).value for _ in range(3000)] == [2 * number for number in range(1, 3001)]
    assert len(taken) < 3000 + 2 * 4 * 256 + 256
    outcomes.close()


def test_small_items_are_cheap(tasks: Any) -> None:
    started = time.monotonic()
    outcomes = run_in_workers(tasks.double, range(20_000), jobs=2, timeout_seconds=5, memory_mb=None)
    assert sum(1 for outcome in outcomes if outcome.ok) == 20_000
    assert time.monotonic() - started < 10


def test_closing_early_leaves_no_process(tasks: Any) -> None:
    outcomes = run_in_workers(tasks.pid, itertools.repeat(0), jobs=2, timeout_seconds=5, memory_mb=None)
    workers: set[Any] = {next(outcomes).value for _ in range(200)}
    outcomes.close()
    assert not any(psutil.pid_exists(worker) for worker in workers)


def test_initializer_runs_in_every_worker(tasks: Any) -> None:
    outcomes = _run(tasks, ["a", "exit", "b"], initializer=tasks.set_prefix, initargs=("x-",))
    assert [outcome.value for outcome in outcomes] == ["x-a", None, "x-b"]


def test_initializer_that_fails_gives_every_item_its_reason(tasks: Any) -> None:
    outcomes = _run(tasks, ["a", "b"], initializer=tasks.fail_to_start)
    assert [outcome.error for outcome in outcomes] == ["worker did not start: ValueError: no words"] * 2


START_AHEAD = """
import time
import slow_to_import
from flows.workers import start_fork_server
started = time.monotonic()
start_fork_server(slow_to_import.do)
print(time.monotonic() - started < 1, flush=True)
try:
    time.sleep(60)
except KeyboardInterrupt:
    print("the parent was interrupted")
"""


def _wait_for_fork_server(parent: int) -> list[psutil.Process]:
    """All children, once one is the fork server: between fork and exec it still bears its parent's command line."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        children = psutil.Process(parent).children(recursive=True)
        if any("forkserver" in part for child in children for part in child.cmdline()):
            return children
        time.sleep(0.01)
    raise AssertionError("no fork server within 10 s")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a fork server")
def test_a_fork_server_that_still_imports_hears_no_interrupt_and_ends_with_its_parent(tmp_path: Path) -> None:
    (tmp_path / "slow_to_import.py").write_text("import time\ntime.sleep(1.5)\ndef do(item): return item\n")
    parent = subprocess.Popen(
        [sys.executable, "-c", START_AHEAD],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), *sys.path))},
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == "True\n"  # it was not waited for
    children = _wait_for_fork_server(parent.pid)
    time.sleep(0.3)
    os.killpg(parent.pid, signal.SIGINT)
    output, errors = parent.communicate(timeout=20)
    assert (output, errors) == ("the parent was interrupted\n", "")
    assert psutil.wait_procs(children, timeout=10)[1] == []


def test_one_job_without_limits_stays_in_this_process(tasks: Any) -> None:
    outcomes = run_in_workers(tasks.pid, [0], jobs=1, timeout_seconds=None, memory_mb=None)
    assert next(outcomes).value == os.getpid()


def test_in_this_process_errors_are_outcomes_too(tasks: Any) -> None:
    outcomes = _run(
        tasks,
        ["a", "raise", "b"],
        jobs=1,
        timeout_seconds=None,
        initializer=tasks.set_prefix,
        initargs=("y-",),
    )
    assert [outcome.value for outcome in outcomes] == ["y-a", None, "y-b"]
    tasks.set_prefix("")


def test_no_items_no_outcomes(tasks: Any) -> None:
    assert _run(tasks, []) == []


def test_threads_in_the_parent_do_no_harm(tasks: Any) -> None:
    lock = threading.Lock()
    stop = threading.Event()

    def contend() -> None:
        while not stop.is_set():
            with lock:
                time.sleep(0.001)

    thread = threading.Thread(target=contend)
    thread.start()
    try:
        assert [outcome.value for outcome in _run(tasks, ["a", "exit", "b"])] == ["a", None, "b"]
    finally:
        stop.set()
        thread.join()


def test_interrupt_ends_parent_and_workers(tmp_path: Path) -> None:
    (tmp_path / "pool_tasks.py").write_text(TASKS, encoding="utf-8")
    script = tmp_path / "script.py"
    script.write_text(
        "import itertools\nfrom pool_tasks import do\nfrom flows.workers import run_in_workers\n"
        "if __name__ == '__main__':\n"
        "    items = itertools.chain(['a'], itertools.repeat('hang'))\n"
        "    for outcome in run_in_workers(do, items, jobs=2, timeout_seconds=50, memory_mb=None):\n"
        "        print(outcome.value, flush=True)\n",
        encoding="utf-8",
    )
    environment = {**os.environ, "PYTHONPATH": f"{Path.cwd()}{os.pathsep}{tmp_path}"}
    parent = subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, text=True
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == "a\n"
    time.sleep(0.3)
    children = psutil.Process(parent.pid).children(recursive=True)
    parent.send_signal(signal.SIGINT)
    parent.communicate(timeout=10)
    gone, alive = psutil.wait_procs(children, timeout=10)
    assert (len(gone) >= 2, alive) == (True, [])


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (ValueError("a\n b"), "ValueError: a b"),
        (KeyError(), "KeyError"),
        (MemoryError(), "out of memory"),
    ],
)
def test_failures_are_one_line(error: Exception, line: str) -> None:
    assert describe_failure(error) == line


def test_our_own_errors_speak_for_themselves() -> None:
    from extractors.errors import ExtractionError

    assert describe_failure(ExtractionError("no text", "https://news.example/a")) == "https://news.example/a: no text"


def test_a_worker_sends_early_what_is_done_and_ends_idle(tasks: Any) -> None:
    parent, child = multiprocessing.Pipe()
    clock = multiprocessing.RawArray("d", [IDLE, 0.0])
    answer_chunk(child, clock, Task(tasks.do, 30, None, None, ()), [(7, "slow"), (8, "raise"), (9, "unpicklable")])
    first, seconds = parent.recv()
    assert [outcome.value for outcome in first] == ["slow"]
    assert seconds >= 0.4
    rest, _ = parent.recv()
    assert [(outcome.index, outcome.ok) for outcome in rest] == [(8, False), (9, False)]
    assert clock[0] == IDLE
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0
