"""The server that Prefect starts for a run that has none: where its state lies, and how a leftover one is ended.

A run without PREFECT_API_URL makes Prefect start a temporary API server on loopback. It ends with its run, but it
outlives a SIGKILL of its parent. So every run writes down the server it got, and the next run, which holds the lock of
the same data directory, ends what its predecessor left: only the very process that was written down (same pid, same
start time, same command).
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import MutableMapping
from pathlib import Path

import psutil

RECORD = "prefect-server.json"
MARK = "prefect.server.api.server"
GRACE_SECONDS = 5.0

_DEFAULTS = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    # 11 to 17 s measured on two cores, more when they are busy; Prefect's own default of 20 s is too near to that.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "true",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_SERVER_LOGGING_LEVEL": "ERROR",
}


def prepare_environment(data_dir: Path, environ: MutableMapping[str, str] | None = None) -> None:
    """Sets what Prefect reads at import, unless the operator has set it: call before the first `import prefect`."""
    environ = os.environ if environ is None else environ
    for name, value in _DEFAULTS.items():
        environ.setdefault(name, value)
    environ.setdefault("PREFECT_HOME", str(data_dir / "prefect"))


def remember_server(data_dir: Path) -> None:
    """Writes down the temporary server among this process's children, if there is one."""
    for child in psutil.Process().children(recursive=True):
        if _is_server(child):
            record = {"pid": child.pid, "started": child.create_time()}
            (data_dir / RECORD).write_text(json.dumps(record), encoding="utf-8")
            return


def end_leftover_server(data_dir: Path) -> int | None:
    """Ends the temporary server that a killed run left and returns its pid; None where there is none."""
    path = data_dir / RECORD
    record = _read_record(path)
    path.unlink(missing_ok=True)
    if record is None:
        return None
    try:
        server = psutil.Process(int(record["pid"]))
        if server.create_time() != record["started"] or not _is_server(server):
            return None
        server.terminate()
        try:
            server.wait(GRACE_SECONDS)
        except psutil.TimeoutExpired:
            server.kill()
    except psutil.NoSuchProcess:
        return None
    return int(record["pid"])


def forget_server(data_dir: Path) -> None:
    """The run ended in order: Prefect ends its server itself."""
    (data_dir / RECORD).unlink(missing_ok=True)


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
