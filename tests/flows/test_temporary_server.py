"""The server of a run ends with it; what a killed run leaves behind is ended by the next one, and nothing else is."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from extractors.errors import ClaimwatchError
from flows.temporary_server import (
    LOG,
    MARK,
    RECORD,
    OwnServer,
    end_leftover_server,
    forget_server,
    remember_server,
    run_server,
)


@pytest.fixture
def server() -> Iterator[subprocess.Popen[bytes]]:
    """A child whose command line looks like that of Prefect's server."""
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)", MARK])
    yield child
    child.kill()
    child.wait()


def test_a_remembered_server_is_ended_by_the_next_run(tmp_path: Path, server: subprocess.Popen[bytes]) -> None:
    remember_server(tmp_path, server.pid)
    assert end_leftover_server(tmp_path) == server.pid
    assert not psutil.pid_exists(server.pid)
    assert not (tmp_path / RECORD).exists()


def test_a_process_that_took_over_the_pid_is_left_alone(tmp_path: Path, server: subprocess.Popen[bytes]) -> None:
    record = {"pid": server.pid, "started": psutil.Process(server.pid).create_time() - 60}
    (tmp_path / RECORD).write_text(json.dumps(record))
    assert end_leftover_server(tmp_path) is None
    assert server.poll() is None


def test_another_program_under_the_same_pid_and_time_is_left_alone(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as child:
        remember_server(tmp_path, child.pid)
        assert end_leftover_server(tmp_path) is None
        assert child.poll() is None
        child.kill()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": 1}'])
def test_an_unreadable_record_ends_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / RECORD).write_text(text)
    assert end_leftover_server(tmp_path) is None


def test_a_server_that_is_gone_is_no_error(tmp_path: Path, server: subprocess.Popen[bytes]) -> None:
    remember_server(tmp_path, server.pid)
    server.kill()
    server.wait()
    assert end_leftover_server(tmp_path) is None


def test_an_orderly_end_forgets_the_server(tmp_path: Path, server: subprocess.Popen[bytes]) -> None:
    remember_server(tmp_path, server.pid)
    forget_server(tmp_path)
    assert end_leftover_server(tmp_path) is None
    assert server.poll() is None


def test_a_server_that_ends_at_once_is_told_in_one_line_with_its_last_word(tmp_path: Path) -> None:
    (tmp_path / LOG).write_text("Traceback (most recent call last):\n  …\nOSError: no room on the device\n")
    with subprocess.Popen([sys.executable, "-c", "raise SystemExit(3)"]) as process:
        server = OwnServer(process, "http://127.0.0.1:9/api", tmp_path / LOG)
        with pytest.raises(ClaimwatchError) as caught:
            server.wait_until_ready()
    assert str(caught.value) == (
        "Prefect's temporary server ended with exit code 3: OSError: no room on the device "
        f"(see {tmp_path / LOG}; `--plain` runs without Prefect)"
    )


def test_a_server_that_says_nothing_is_not_waited_for_for_ever(tmp_path: Path, server: subprocess.Popen[bytes]) -> None:
    (tmp_path / LOG).touch()
    with pytest.raises(ClaimwatchError, match=r"did not answer within 0\.2 s \(see "):
        OwnServer(server, "http://127.0.0.1:9/api", tmp_path / LOG).wait_until_ready(0.2)


def test_the_server_of_a_run_is_written_down_and_ended_with_it(tmp_path: Path) -> None:
    written = []

    def interrupt() -> None:
        with run_server(tmp_path) as running:
            written.append((running.process, json.loads((tmp_path / RECORD).read_text())["pid"]))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupt()
    process, pid = written[0]
    assert process.pid == pid
    assert process.returncode is not None
    assert not (tmp_path / RECORD).exists()


def test_a_server_that_ended_by_itself_leaves_the_word_to_who_saw_it(tmp_path: Path) -> None:
    def watch() -> None:
        with run_server(tmp_path) as running:
            running.process.kill()
            code = running.process.wait()  # and so its process is gone for psutil
            raise ClaimwatchError(f"ended with exit code {code}")

    with pytest.raises(ClaimwatchError, match="ended with exit code -9"):
        watch()
    assert not (tmp_path / RECORD).exists()
