"""`claimwatch serve`: a Prefect server, the schedules, and the report site, until Ctrl-C or SIGTERM.

Where PREFECT_API_URL names a server, that one is used, and this process is the worker of a team. One of its kind for
each data folder; it starts one run at a time, each as a process of its own.
"""

from __future__ import annotations

import contextlib
import os
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import uvicorn

from extractors.errors import DiskError, LockedError, UsageError
from flows.assembly import list_groups
from flows.catalogue.reading import read_catalogue
from flows.line import Warn
from flows.orphans import end_orphans
from flows.prefect_home import mend_database, prepare_environment, read_prefect_settings, require_home
from flows.report_site import build_site
from flows.schedule import Schedule, read_schedule
from flows.settings import Paths, Settings
from flows.temporary_server import OF_A_SCHEDULE, OwnServer, end_leftover_server, run_server
from warehouse.database import PUBLISHED_NAME, lock_warehouse
from warehouse.locking import WriterLock

LOCK = "serve.lock"
HOST = "127.0.0.1"
WAIT_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Ports:
    """Ports on loopback; `site` is None where the report is served by somebody else."""

    prefect: int
    site: int | None


def serve(paths: Paths, settings: Settings, ports: Ports, tell: Warn) -> None:
    """Serves until it is told to stop. `tell` gets one line for each thing that a person should know.

    Raises LockedError where the data folder is served already, ConfigurationError, UsageError for a port that is taken.
    """
    settings.agent()  # without a contact no run would start: say so now
    groups = list_groups(read_catalogue(paths.config, cache_dir=paths.cache))
    schedule = read_schedule(paths.config, groups)
    _export(paths)
    with contextlib.ExitStack() as stack:
        stack.enter_context(lock_serving(paths))
        wait_for_writer(paths, tell)
        if ports.site:
            stack.enter_context(_run_site(paths, ports.site))
        server, api_url = _require_server(stack, paths, ports.prefect, tell)
        from flows.working import Work, work  # noqa: PLC0415 - Prefect reads its settings when it is imported

        if server is not None:
            server.wait_until_ready()
        work(
            Work(
                api_url=api_url,
                schedule=schedule,
                groups=groups,
                is_first=not (paths.data / PUBLISHED_NAME).exists(),
                server=server,
                introduction=_introduce(schedule, groups, api_url, ports.site),
                tell=tell,
            )
        )


def lock_serving(paths: Paths) -> WriterLock:
    """Taken: this process alone serves the data folder. LockedError names the other, DiskError the folder."""
    try:
        paths.data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DiskError(f"{paths.data}: {error.strerror}") from error
    return WriterLock(paths.data, "claimwatch serve", file_name=LOCK, what="process serves this folder").acquire()


def wait_for_writer(paths: Paths, tell: Warn, pause: float = WAIT_SECONDS) -> None:
    """Returns when nothing writes: runs of a `serve` that was killed are ended, a run by hand is waited for.

    Either may use Prefect's database, and what is under way there is taken for cut off.
    """
    if ended := end_orphans(paths.data):
        tell(f"ended what an earlier serve had left running: process {', '.join(map(str, ended))}")
    told = False
    while True:
        try:
            lock_warehouse(paths.data, command="claimwatch serve").release()
        except LockedError as error:
            if not told:
                tell(f"{error}: serve begins then")
            told = True
            time.sleep(pause)
        else:
            return


def _export(paths: Paths) -> None:
    """Runs are processes of their own, which find the folders here."""
    os.environ["CLAIMWATCH_CONFIG"] = str(paths.config)
    os.environ["CLAIMWATCH_DATA"] = str(paths.data)


@contextlib.contextmanager
def _run_site(paths: Paths, port: int) -> Iterator[None]:
    """The report site in a thread of its own, answering when the block begins."""
    listening = _listen(port, "--site-port")
    server = uvicorn.Server(
        uvicorn.Config(build_site(paths.data), log_level="error", access_log=False, server_header=False)
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, name="report site", daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(timeout=5)
        listening.close()


def _listen(port: int, option: str) -> socket.socket:
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
    except OSError as error:
        listening.close()
        raise UsageError(f"{HOST}:{port}: {error.strerror}; choose another with {option}") from error
    return listening


def _require_server(stack: contextlib.ExitStack, paths: Paths, port: int, tell: Warn) -> tuple[OwnServer | None, str]:
    """The address of the server that the environment names, else that of one which is started here and ends with the
    stack; it may not answer yet.
    """
    prepare_environment(paths.data)
    require_home()
    end_leftover_server(paths.data, OF_A_SCHEDULE)
    named = read_prefect_settings()
    if named.api_url is not None:
        return None, named.api_url
    _listen(port, "--port").close()
    if named.database and (told := mend_database(named.database, paths.data, datetime.now(UTC))):
        tell(told)
    os.environ.setdefault("PREFECT_UI_STATIC_DIRECTORY", str(paths.data / "prefect" / "ui"))
    server = stack.enter_context(run_server(paths.data, OF_A_SCHEDULE, port))
    return server, server.api_url


def _introduce(schedule: Schedule, groups: Sequence[str], api_url: str, site_port: int | None) -> list[str]:
    """What stands on the screen while it serves: where to look, and what happens when."""
    times = " · ".join(f"{group} {', '.join(schedule.times_of(group))}" for group in groups)
    again = f"{schedule.recheck.day.capitalize()} {schedule.recheck.time}"
    return [
        f"Prefect UI:   {api_url.removesuffix('/').removesuffix('/api')}",
        *([f"Report:       http://{HOST}:{site_port}/"] if site_port else []),
        f"Daily runs:   {times} ({schedule.zone})",
        f"Failed pages: once more on {again}",
        "Ctrl-C stops.",
    ]
