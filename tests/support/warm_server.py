"""A process with the command line's imports behind it, from which commands are forked: what `warm.py` starts.

It listens on a Unix socket. A request is one JSON object (`arguments`, `environment`, `folder`) with three file
descriptors; the answers are the command's process id and, once it has ended, its exit code, a line each.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import json
import os
import select
import socket
import sys
import threading
import time
import traceback
from importlib import import_module
from pathlib import Path

import click

from extractors.pages.languages import detect_language
from flows.cli import cli, main

# Beside the modules of the commands themselves, what these import when they run.
MODULES = (
    *("flows.assembly", "flows.daily", "flows.reading", "flows.extract_files"),
    *("warehouse.report", "warehouse.publishing"),
)
LONGEST = 1 << 20  # bytes of a request


def serve(path: str) -> None:
    """Answers until standard input ends, which it does with the process that started this one."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
        listener.bind(f"{path}.new")
        listener.listen(16)  # who asks while the imports run waits here
        Path(f"{path}.new").rename(path)
        _import_all()
        gc.collect()
        gc.freeze()
        running: dict[int, tuple[int, socket.socket]] = {}  # by a descriptor that is readable at the end of a process
        while 0 not in (ready := select.select([0, listener, *running], [], [])[0]):
            for ended in running.keys() & set(ready):
                _tell_end(ended, *running.pop(ended))
            if listener in ready:
                command, peer = _start(listener)
                running[os.pidfd_open(command)] = command, peer


def _import_all() -> None:
    """What a command would import, and the model that tells languages apart, which is read once for a process."""
    for module in MODULES:
        import_module(module)
    with click.Context(cli) as context:
        for command in cli.list_commands(context):
            cli.get_command(context, command)
    detect_language("Its model is read here.")


def _start(listener: socket.socket) -> tuple[int, socket.socket]:
    """Takes a request and starts its command; gives the command's process id, and who asked and has been told it."""
    peer, _ = listener.accept()
    data, streams, _, _ = socket.recv_fds(peer, LONGEST, 3)
    command = os.fork()
    if command == 0:
        listener.close()
        peer.close()
        _become(json.loads(data), streams)
    for stream in streams:
        os.close(stream)
    _tell(peer, command)
    return command, peer


def _tell_end(descriptor: int, command: int, peer: socket.socket) -> None:
    os.close(descriptor)
    _, status = os.waitpid(command, 0)
    _tell(peer, os.waitstatus_to_exitcode(status))
    peer.close()


def _tell(peer: socket.socket, number: int) -> None:
    with contextlib.suppress(OSError):  # who no longer listens
        peer.send(str(number).encode())


def _become(request: dict[str, object], streams: list[int]) -> None:
    """Is `claimwatch` from here on: its streams, folder, environment and arguments; ends with its exit code."""
    for own, given in enumerate(streams):
        os.dup2(given, own)
        os.close(given)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115 - open to the end, as Python's own
    sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", buffering=1, closefd=False)  # noqa: SIM115
    os.chdir(str(request["folder"]))
    os.environ.clear()
    os.environ.update(request["environment"])
    time.tzset()
    sys.argv = ["claimwatch", *request["arguments"]]
    code: object = 1
    try:
        main()
    except SystemExit as leave:
        code = leave.code
    except BaseException:  # noqa: BLE001 - the edge of a process: what nobody caught is shown, and is an exit code
        traceback.print_exc()
    finally:
        _leave(code if isinstance(code, int) else 0 if code is None else 1)


def _leave(code: int) -> None:
    """Ends as Python does, but leaves what the imports made to the system: taking it down costs more than they."""
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join()
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError):
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    serve(sys.argv[1])
    _leave(0)
