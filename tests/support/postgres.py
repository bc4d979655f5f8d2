"""A real PostgreSQL server on loopback for one test. As root it is given to another user: initdb refuses root."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "postgres"
SYSTEM_PATH = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])  # root's tools are not on every PATH


def find_binaries() -> Path | None:
    """The folder of initdb and pg_ctl: on the PATH, or where Debian keeps its versions."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return versions[-1].parent if versions else None


@contextmanager
def run_postgres(folder: Path, binaries: Path) -> Iterator[str]:
    """Yields the server's SQLAlchemy address (asyncpg); the server ends with the block."""
    data, port = folder / "pg", free_port()
    as_user = [shutil.which("runuser", path=SYSTEM_PATH) or "runuser", "-u", USER, "--"] if os.geteuid() == 0 else []
    data.mkdir(mode=0o700)
    if as_user:
        shutil.chown(data, USER)
        for parent in (folder, *folder.parents):
            if parent.stat().st_uid == 0 and str(parent).startswith(str(Path(os.environ.get("TMPDIR", "/tmp")))):
                parent.chmod(parent.stat().st_mode | 0o011)
    call([*as_user, str(binaries / "initdb"), "-D", str(data), "-U", USER, "-A", "trust", "--no-sync"])
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={data} -c fsync=off"
    control = [*as_user, str(binaries / "pg_ctl"), "-D", str(data), "-w"]
    call([*control, "-o", options, "-l", str(data / "log"), "start"])
    try:
        yield f"postgresql+asyncpg://{USER}@127.0.0.1:{port}/{USER}"
    finally:
        call([*control, "-m", "immediate", "stop"])


def call(command: list[str]) -> None:
    answer = subprocess.run(command, cwd="/", capture_output=True, text=True, timeout=60, check=False)
    assert answer.returncode == 0, answer.stderr + answer.stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
