"""What a killed run leaves behind is ended by the next one, and nothing else is."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from flows.temporary_server import (
    MARK,
    RECORD,
    end_leftover_server,
    forget_server,
    prepare_environment,
    remember_server,
)


@pytest.fixture
def server():
    """A child whose command line looks like Prefect's temporary server."""
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)", MARK])
    yield child
    child.kill()
    child.wait()


def test_a_remembered_server_is_ended_by_the_next_run(tmp_path: Path, server: subprocess.Popen[bytes]) -> None:
    remember_server(tmp_path)
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
        record = {"pid": child.pid, "started": psutil.Process(child.pid).create_time()}
        (tmp_path / RECORD).write_text(json.dumps(record))
        assert end_leftover_server(tmp_path) is None
        assert child.poll() is None
        child.kill()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": 1}'])
def test_an_unreadable_record_ends_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / RECORD).write_text(text)
    assert end_leftover_server(tmp_path) is None


def test_a_server_that_is_gone_is_no_error(tmp_path: Path, server: subprocess.Popen[bytes]) -> None:
    remember_server(tmp_path)
    server.kill()
    server.wait()
    assert end_leftover_server(tmp_path) is None


def test_an_orderly_end_forgets_the_server(tmp_path: Path, server: subprocess.Popen[bytes]) -> None:
    remember_server(tmp_path)
    forget_server(tmp_path)
    assert end_leftover_server(tmp_path) is None
    assert server.poll() is None


def test_the_operators_own_settings_win(tmp_path: Path) -> None:
    environ = {"PREFECT_LOGGING_LEVEL": "DEBUG"}
    prepare_environment(tmp_path, environ)
    assert environ["PREFECT_LOGGING_LEVEL"] == "DEBUG"
    assert environ["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert environ["PREFECT_HOME"] == str(tmp_path / "prefect")
