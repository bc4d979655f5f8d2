"""Commands as processes of their own, forked from one that has the imports behind it.

Each is a process like any other: its own arguments, environment, folder, streams and exit code. Only the third of a
second that Python and the libraries take to start is paid once and not for each of some hundred commands. What a
test wants to show of that start itself (what is imported, signals while it runs) needs `Desk.command`.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryFile, mkdtemp

from warm_client import ask

SERVER = Path(__file__).with_name("warm_server.py")
LATE = 30.0  # seconds that a server may take until it listens

_STARTED: dict[Path, subprocess.Popen[bytes]] = {}


def run_warm(
    arguments: Sequence[str],
    environment: Mapping[str, str],
    *,
    folder: Path | None = None,
    given: str | bytes = b"",
    timeout: float = 120,
) -> subprocess.CompletedProcess[str]:
    """`claimwatch ARGUMENTS` with `given` on standard input, ended: `run_warm(["metrics"], os.environ).stdout`.

    Raises `subprocess.TimeoutExpired` after `timeout` seconds, when the command has been killed.
    """
    if sys.platform != "linux":  # elsewhere a fork after these imports is not safe
        return _run_cold(arguments, environment, folder, given, timeout)
    with TemporaryFile() as stdin, TemporaryFile() as stdout, TemporaryFile() as stderr:
        stdin.write(_encode(given))
        stdin.seek(0)
        code = _ask(arguments, environment, folder, [stdin.fileno(), stdout.fileno(), stderr.fileno()], timeout)
        said = [_read(stream.fileno()) for stream in (stdout, stderr)]
    return subprocess.CompletedProcess(list(arguments), code, *said)


def _run_cold(
    arguments: Sequence[str], environment: Mapping[str, str], folder: Path | None, given: str | bytes, timeout: float
) -> subprocess.CompletedProcess[str]:
    answer = subprocess.run(
        [sys.executable, "-m", "flows.cli", *arguments],
        env=dict(environment),
        cwd=folder,
        input=_encode(given),
        capture_output=True,
        timeout=timeout,
        check=False,
    )
    return subprocess.CompletedProcess(
        list(arguments), answer.returncode, answer.stdout.decode(), answer.stderr.decode()
    )


def _encode(given: str | bytes) -> bytes:
    return given if isinstance(given, bytes) else given.encode("utf-8", "surrogateescape")


def _read(stream: int) -> str:
    os.lseek(stream, 0, os.SEEK_SET)
    with os.fdopen(os.dup(stream), encoding="utf-8") as text:
        return text.read()


def _ask(
    arguments: Sequence[str],
    environment: Mapping[str, str],
    folder: Path | None,
    streams: list[int],
    timeout: float,
) -> int:
    with ask(str(warm_address()), arguments, environment, str(folder or Path.cwd()), streams) as peer:
        command = int(peer.recv(32))
        peer.settimeout(timeout)
        try:
            return int(peer.recv(32))
        except TimeoutError:
            os.kill(command, signal.SIGKILL)
            raise subprocess.TimeoutExpired(list(arguments), timeout) from None


def warm_program() -> str:
    """The same for a shell: what stands in a script for `claimwatch`, with the streams of whoever calls it."""
    if sys.platform != "linux":
        return f"{sys.executable} -m flows.cli"
    return f"{sys.executable} -S {Path(__file__).with_name('warm_client.py')} {warm_address()}"


@cache
def warm_address() -> Path:
    """The socket of this process's server, which is started when it is first asked for."""
    folder = Path(mkdtemp(prefix="claimwatch-warm-"))
    server = subprocess.Popen([sys.executable, str(SERVER), str(folder / "socket")], stdin=subprocess.PIPE)
    _STARTED[folder] = server
    until = time.monotonic() + LATE
    while not (folder / "socket").exists() and server.poll() is None and time.monotonic() < until:
        time.sleep(0.005)
    return folder / "socket"


def end_warm_server() -> None:
    """Ends the server, if one was started."""
    while _STARTED:
        folder, server = _STARTED.popitem()
        assert server.stdin is not None
        server.stdin.close()
        server.wait(timeout=20)
        rmtree(folder, ignore_errors=True)
    warm_address.cache_clear()
