"""The Prefect server of a run that has none: started, watched and ended here; a leftover one is ended by the next run.

Prefect would start one by itself, but it starts it again for ever where it cannot run, leaves it to a Ctrl-C that is
meant for the run, and needs the whole server in the run's own process. Ours is the same program as a process of its
own. It outlives a SIGKILL of its parent; so every run writes down the server that it has, and the next run, which holds
the lock of the same data folder, ends what its predecessor left: only the very process that was written down (same
pid, same start time, same command).
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

from extractors.errors import ClaimwatchError
from flows.interrupts import interrupts_held

RECORD = "prefect-server.json"
LOG = "prefect-server.log"
MARK = "prefect.server.api.server"
GRACE_SECONDS = 5.0
START_SECONDS = 120.0  # 8 to 17 s measured on two cores, more when they are busy
_HOST = "127.0.0.1"
_POLL_SECONDS = 0.05
_ENVIRONMENT = {
    "PREFECT__SERVER_EPHEMERAL": "1",  # as Prefect starts it itself: no UI, no scheduler
    "PREFECT__SERVER_FINAL": "1",
    "PREFECT_UI_ENABLED": "0",
    "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",  # nobody asks it for blocks; saves 3 s of its first start
}


@dataclass(frozen=True, slots=True)
class TemporaryServer:
    """A server that was started, and may not answer yet."""

    process: subprocess.Popen[bytes]
    api_url: str
    log: Path

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
        return f"Prefect's temporary server {what}{last} (see {self.log}; `--plain` runs without Prefect)"


@contextlib.contextmanager
def run_server(data_dir: Path) -> Iterator[TemporaryServer]:
    """Starts a server on loopback, writes it down, and ends it with the block."""
    port = _find_port()
    process: subprocess.Popen[bytes] | None = None
    try:
        with (data_dir / LOG).open("wb") as log, interrupts_held():
            process = subprocess.Popen(
                _build_command(port),
                env={**os.environ, **_ENVIRONMENT},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for the run, which then still has something to report
            )
            remember_server(data_dir, process.pid)
        yield TemporaryServer(process, f"http://{_HOST}:{port}/api", data_dir / LOG)
    finally:
        if process is not None:
            with interrupts_held():
                _end(psutil.Process(process.pid))
                process.wait()
                forget_server(data_dir)


def _build_command(port: int) -> list[str]:
    app = ("--factory", f"{MARK}:create_app", "--lifespan", "on", "--log-level", "error")
    return [sys.executable, "-m", "uvicorn", *app, "--host", _HOST, "--port", str(port)]


def _find_port() -> int:
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        port: int = probe.getsockname()[1]
    return port


def remember_server(data_dir: Path, pid: int) -> None:
    """Writes down a server, so that the next run can end it if this one cannot."""
    record = {"pid": pid, "started": psutil.Process(pid).create_time()}
    (data_dir / RECORD).write_text(json.dumps(record), encoding="utf-8")


def forget_server(data_dir: Path) -> None:
    """The server was ended."""
    (data_dir / RECORD).unlink(missing_ok=True)


def end_leftover_server(data_dir: Path) -> int | None:
    """Ends the server that a killed run left and returns its pid; None where there is none."""
    record = _read_record(data_dir / RECORD)
    forget_server(data_dir)
    if record is None:
        return None
    try:
        server = psutil.Process(int(record["pid"]))
        if server.create_time() != record["started"] or not _is_server(server):
            return None
    except psutil.NoSuchProcess:
        return None
    _end(server)
    return server.pid


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


def _read_record(path: Path) -> dict[str, float] | None:
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return record if isinstance(record, dict) and {"pid", "started"} <= record.keys() else None
