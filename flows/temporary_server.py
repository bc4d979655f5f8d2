"""The Prefect server of a run that has none, or of `claimwatch serve`: started, watched and ended here.

Prefect would start one by itself, but it starts it again for ever where it cannot run, leaves it to a Ctrl-C that is
meant for the run, and needs the whole server in the run's own process. Ours is the same program as a process of its
own. It outlives a SIGKILL of its parent; so everyone writes down the server that he has, and the next of his kind,
which holds the lock of the same data folder, ends what its predecessor left: only the very process that was written
down (same pid, same start time, same command).
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil

from extractors.errors import ClaimwatchError
from flows.interrupts import interrupts_held

MARK = "prefect.server.api.server"
GRACE_SECONDS = 5.0
START_SECONDS = 120.0  # 8 to 17 s measured on two cores, more when they are busy
_HOST = "127.0.0.1"
_POLL_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class ServerKind:
    """What a server is for: how it is called, where it is written down, and what it does without."""

    name: str  # of its record and its log in the data folder
    title: str
    environment: Mapping[str, str]
    advice: str = ""

    @property
    def record(self) -> str:
        return f"{self.name}.json"

    @property
    def log(self) -> str:
        return f"{self.name}.log"


OF_A_RUN = ServerKind(
    "prefect-server",
    "Prefect's temporary server",
    {
        "PREFECT__SERVER_EPHEMERAL": "1",  # as Prefect starts it itself: no UI, no scheduler
        "PREFECT__SERVER_FINAL": "1",
        "PREFECT_UI_ENABLED": "0",
        "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",  # nobody asks it for blocks; saves 3 s of its first start
    },
    advice="; `--plain` runs without Prefect",
)
OF_A_SCHEDULE = ServerKind(
    "serve-server",
    "the Prefect server",
    {
        "PREFECT__SERVER_FINAL": "1",
        "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
        "PREFECT_UI_API_URL": "/api",  # the UI asks the server that it came from, by whatever name and port
    },
)
RECORD = OF_A_RUN.record
LOG = OF_A_RUN.log


@dataclass(frozen=True, slots=True)
class OwnServer:
    """A server that was started, and may not answer yet."""

    process: subprocess.Popen[bytes]
    api_url: str
    log: Path
    kind: ServerKind = OF_A_RUN

    def wait_until_ready(self, seconds: float = START_SECONDS) -> None:
        """Returns once it answers. Raises ClaimwatchError where it ends before that, or takes longer."""
        ends = time.monotonic() + seconds
        with httpx.Client(trust_env=False, timeout=5.0) as client:
            while time.monotonic() < ends:
                if self.process.poll() is not None:
                    raise ClaimwatchError(self._explain(f"ended with exit code {self.process.returncode}"))
                with contextlib.suppress(httpx.HTTPError):
                    if client.get(f"{self.api_url}/health").status_code == httpx.codes.OK:
                        return
                time.sleep(_POLL_SECONDS)
        raise ClaimwatchError(self._explain(f"did not answer within {seconds:g} s"))

    def _explain(self, what: str) -> str:
        said = self.log.read_text("utf-8", errors="replace").strip().splitlines()
        last = f": {said[-1][:200]}" if said else ""
        return f"{self.kind.title} {what}{last} (see {self.log}{self.kind.advice})"


@contextlib.contextmanager
def run_server(data_dir: Path, kind: ServerKind = OF_A_RUN, port: int | None = None) -> Iterator[OwnServer]:
    """Starts a server on loopback, at a free port where none is given, writes it down, and ends it with the block."""
    port = port or _find_port()
    api_url = f"http://{_HOST}:{port}/api"
    process: subprocess.Popen[bytes] | None = None
    try:
        with (data_dir / kind.log).open("wb") as log, interrupts_held():
            process = subprocess.Popen(
                _build_command(port),
                env={**os.environ, **kind.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for the run, which then still has something to report
            )
            remember_server(data_dir, process.pid, kind, api_url)
        yield OwnServer(process, api_url, data_dir / kind.log, kind)
    finally:
        if process is not None:
            with interrupts_held():
                if process.poll() is None:  # one that ended by itself is gone, and somebody says so already
                    _end(psutil.Process(process.pid))
                process.wait()
                forget_server(data_dir, kind)


def _build_command(port: int) -> list[str]:
    app = ("--factory", f"{MARK}:create_app", "--lifespan", "on", "--log-level", "error")
    return [sys.executable, "-m", "uvicorn", *app, "--host", _HOST, "--port", str(port)]


def _find_port() -> int:
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        port: int = probe.getsockname()[1]
    return port


def remember_server(data_dir: Path, pid: int, kind: ServerKind = OF_A_RUN, api_url: str = "") -> None:
    """Writes down a server, so that the next run can end it if this one cannot."""
    record = {"pid": pid, "started": psutil.Process(pid).create_time(), "api_url": api_url}
    (data_dir / kind.record).write_text(json.dumps(record), encoding="utf-8")


def forget_server(data_dir: Path, kind: ServerKind = OF_A_RUN) -> None:
    """The server was ended."""
    (data_dir / kind.record).unlink(missing_ok=True)


def end_leftover_server(data_dir: Path, kind: ServerKind = OF_A_RUN) -> int | None:
    """Ends the server that a killed run left and returns its pid; None where there is none."""
    record = _read_record(data_dir / kind.record)
    forget_server(data_dir, kind)
    server = _find_process(record)
    if server is None:
        return None
    _end(server)
    return server.pid


def find_server(data_dir: Path, kind: ServerKind) -> str | None:
    """The address of a server of this kind that is written down and lives; None where there is none."""
    record = _read_record(data_dir / kind.record)
    return str(record["api_url"]) if record and record.get("api_url") and _find_process(record) else None


def _find_process(record: Mapping[str, Any] | None) -> psutil.Process | None:
    """The very process that was written down, if it still lives."""
    if record is None:
        return None
    try:
        server = psutil.Process(int(record["pid"]))
        return server if server.create_time() == record["started"] and _is_server(server) else None
    except psutil.NoSuchProcess:
        return None


def _end(server: psutil.Process) -> None:
    with contextlib.suppress(psutil.NoSuchProcess):
        server.terminate()
        try:
            server.wait(GRACE_SECONDS)
        except psutil.TimeoutExpired:
            server.kill()


def _is_server(process: psutil.Process) -> bool:
    with contextlib.suppress(psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
        return any(MARK in part for part in process.cmdline())
    return False


def _read_record(path: Path) -> dict[str, Any] | None:
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return record if isinstance(record, dict) and {"pid", "started"} <= record.keys() else None
