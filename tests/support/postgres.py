"""A real PostgreSQL cluster for one test. As root it is given to another user: initdb and postgres refuse root."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
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


def as_postgres() -> list[str]:
    """What makes a command that of a user whom PostgreSQL accepts: nothing, unless we are root."""
    return [shutil.which("runuser", path=SYSTEM_PATH) or "runuser", "-u", USER, "--"] if os.geteuid() == 0 else []


def create_cluster(folder: Path, binaries: Path, *, owner: str, password: str, database: str) -> Path:
    """A new cluster with one role and one database, as the official image makes it; returns its data folder."""
    data, secret = folder / "pg", folder / "pg-password"
    data.mkdir(mode=0o700)
    secret.write_text(password)
    if os.geteuid() == 0:
        shutil.chown(data, USER)
        shutil.chown(secret, USER)
        for parent in (folder, *folder.parents):
            if parent.stat().st_uid == 0 and str(parent).startswith(str(Path(os.environ.get("TMPDIR", "/tmp")))):
                parent.chmod(parent.stat().st_mode | 0o011)
    role = ["-U", owner, f"--pwfile={secret}", "-A", "scram-sha-256", "--no-sync"]
    call([*as_postgres(), str(binaries / "initdb"), "-D", str(data), *role])
    single = [*as_postgres(), str(binaries / "postgres"), "--single", "-D", str(data), "postgres"]
    call(single, said=f"CREATE DATABASE {database};\n")
    return data


def call(command: list[str], said: str = "") -> None:
    answer = subprocess.run(command, cwd="/", input=said, capture_output=True, text=True, timeout=60, check=False)
    assert answer.returncode == 0, answer.stderr + answer.stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
