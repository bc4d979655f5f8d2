"""What Prefect needs on this machine for a run without a server of its own: settings, a folder, and a database.

Prefect keeps the state of such runs in `<PREFECT_HOME>/prefect.db`. Over a file that is damaged, or that a newer
Prefect wrote, no server starts, or one that answers nothing. So the file is looked at before. It holds no news and no
claims: setting it aside costs nothing but the list of earlier runs in Prefect's UI.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import MutableMapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

from extractors.errors import ConfigurationError, DiskError
from warehouse.damaged import set_aside

_DATABASE = "prefect.db"
_LOOPBACK = "127.0.0.1"
_MIGRATIONS = "server/database/_migrations/versions/sqlite"
_DEFAULTS = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_SERVER_LOGGING_LEVEL": "ERROR",
    # What a run has to say on the terminal it says itself, in one line; Prefect would add tracebacks to it.
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
}


@dataclass(frozen=True, slots=True)
class PrefectSettings:
    """What Prefect's settings say about where a run reports to."""

    api_url: str | None  # None: there is no server, and the run needs a temporary one
    database: Path | None  # the SQLite file that such a server would use; None for another database


def prepare_environment(data_dir: Path, environ: MutableMapping[str, str] | None = None) -> None:
    """Sets what Prefect reads at import, unless the operator has set it: call before the first `import prefect`."""
    environ = os.environ if environ is None else environ
    for name, value in _DEFAULTS.items():
        environ.setdefault(name, value)
    environ.setdefault("PREFECT_HOME", str(own_home(data_dir)))
    spared = environ.get("no_proxy") or environ.get("NO_PROXY")
    environ["no_proxy"] = f"{spared},{_LOOPBACK}" if spared else _LOOPBACK  # the temporary server is behind no proxy


def own_home(data_dir: Path) -> Path:
    """Prefect's folder where the operator named none."""
    return data_dir / "prefect"


def require_home() -> None:
    """Makes Prefect's folder. Raises DiskError where that cannot be, or where nothing can be written into it."""
    home = Path(os.environ["PREFECT_HOME"]).expanduser()
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DiskError(f"{home}: Prefect keeps its state here: {error.strerror}") from error
    if not os.access(home, os.R_OK | os.W_OK | os.X_OK):
        raise DiskError(f"{home}: Prefect keeps its state here, and the folder cannot be written")


def read_prefect_settings() -> PrefectSettings:
    """Where a run reports to, by everything that Prefect looks at: environment, profile, files.

    Imports Prefect's settings, so the environment must be as it shall be. Raises ConfigurationError where one is wrong.
    """
    try:
        from prefect.settings import get_current_settings  # noqa: PLC0415 - reads the environment when it is imported

        settings = get_current_settings()
    except ValueError as error:  # pydantic's
        raise ConfigurationError(f"Prefect's settings: {_first_fault(error)}") from error
    url = settings.server.database.connection_url
    path = settings.home / _DATABASE
    is_own = url is not None and url.get_secret_value() == f"sqlite+aiosqlite:///{path}"
    return PrefectSettings(settings.api.url, path if is_own else None)


def mend_database(database: Path, data_dir: Path, moment: datetime) -> str | None:
    """Sets a database aside that Prefect could not work with, so that it begins a new one; returns what to tell, if so.

    Raises ConfigurationError where it lies in a folder of the operator's: that is not ours to tidy.
    """
    fault = find_fault(database)
    if fault is None:
        return None
    if database.parent.resolve() != own_home(data_dir).resolve():
        raise ConfigurationError(f"{database}: Prefect cannot use it ({fault}); remove it, or set another PREFECT_HOME")
    parts = [database, *(database.with_name(database.name + suffix) for suffix in ("-wal", "-shm", "-journal"))]
    place = set_aside(data_dir, [part for part in parts if os.path.lexists(part)], moment)
    return f"{database}: Prefect cannot use it ({fault}); it now lies in {place}, and the run begins a new one"


def find_fault(database: Path) -> str | None:
    """Why Prefect could not work with its database, `"file is not a database"`; None where it can, or there is none.

    One that is in use is no fault: its user looks after it.
    """
    if not os.path.lexists(database):
        return None
    if database.is_file() and not _has_header(database):  # SQLite itself would remove the -wal of such a file
        return "file is not a database"
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=rw", uri=True, timeout=1.0)) as connection:
            return _find_fault_inside(connection)
    except sqlite3.Error as error:
        return None if error.sqlite_errorcode in _NOT_DAMAGE else str(error)


def _has_header(database: Path) -> bool:
    """Whether the file begins as SQLite's do (https://sqlite.org/fileformat.html, 1.3.1) or is empty, which will do."""
    with database.open("rb") as file:
        return file.read(16) in {b"SQLite format 3\0", b""}


_NOT_DAMAGE = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_FULL}


def _find_fault_inside(connection: sqlite3.Connection) -> str | None:
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        return str(verdict).splitlines()[-1]
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if tables and "alembic_version" not in tables:
        return "not a database of Prefect"
    versions = [name for (name,) in connection.execute("SELECT version_num FROM alembic_version")] if tables else []
    unknown = sorted(set(versions) - _known_versions())
    return f"written by another version of Prefect (schema {unknown[0]})" if unknown else None


def _known_versions() -> set[str]:
    """The schema versions that the installed Prefect can bring up to date: one for each of its migrations."""
    package = find_spec("prefect")
    folders = package.submodule_search_locations if package else None
    files = [path for folder in folders or () for path in (Path(folder) / _MIGRATIONS).glob("*.py")]
    return {match[1] for path in files if (match := _REVISION.search(path.read_text("utf-8")))}


_REVISION = re.compile(r"""^revision (?:: str )?= ["'](\w+)["']""", re.MULTILINE)  # revision = "9725c1cbee35"


def _first_fault(error: ValueError) -> str:
    """`"level: Input should be 'DEBUG', …"`: where and what, of pydantic's many lines."""
    lines = [line.strip() for line in str(error).splitlines()]
    return re.sub(r" \[type=.*", "", ": ".join(lines[1:3]) or lines[0])
