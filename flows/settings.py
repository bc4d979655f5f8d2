"""Where configuration and data lie, and how this installation runs: paths first, settings on demand.

Finding the paths imports nothing heavy: `extract` and `sql` need no more. `read_settings` brings in pydantic.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.errors import ConfigurationError

if TYPE_CHECKING:
    from flows.settings_model import Settings

__all__ = ["PROJECT", "Paths", "Settings", "find_project_paths", "read_settings"]

PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Paths:
    """The two folders that everything else hangs on."""

    config: Path  # exists
    data: Path  # may not exist yet

    @property
    def cache(self) -> Path:
        """What can be built again at any time."""
        return self.data / "cache"


def find_project_paths(config: Path | None, data: Path | None, environ: Mapping[str, str]) -> Paths:
    """The folders by command-line option, else by CLAIMWATCH_CONFIG and CLAIMWATCH_DATA, else the project's own.

    They are absolute, so that they hold in other processes too. ConfigurationError names who gave a wrong folder.
    """
    return Paths(
        config=_existing(*_choose(config, "--config", environ, "CLAIMWATCH_CONFIG", PROJECT / "config")),
        data=_folder(*_choose(data, "--data", environ, "CLAIMWATCH_DATA", PROJECT / "data")),
    )


def _choose(
    given: Path | None, option: str, environ: Mapping[str, str], variable: str, own: Path
) -> tuple[Path, str | None]:
    """The path, absolute, and who asked for it; None where nobody did."""
    if given is not None:
        return given.expanduser().absolute(), option
    if environ.get(variable):
        return Path(environ[variable]).expanduser().absolute(), variable
    return own, None


def _folder(path: Path, origin: str | None) -> Path:
    if path.exists() and not path.is_dir():
        raise ConfigurationError(f"{_named(path, origin)}: is not a folder; name a folder, or nothing")
    return path


def _existing(path: Path, origin: str | None) -> Path:
    if not path.is_dir():
        fix = f"correct {origin}" if origin else "give one with --config or CLAIMWATCH_CONFIG"
        raise ConfigurationError(f"{_named(path, origin)}: there is no such configuration folder; {fix}")
    return path


def _named(path: Path, origin: str | None) -> str:
    return f"{origin} {path}" if origin else str(path)


def read_settings(paths: Paths) -> Settings:
    """The settings in force: CLAIMWATCH_ variables over config/settings.yaml over what the model assumes.

    ConfigurationError in one line for each wrong value, with the variable or the file's line.
    """
    from flows.settings_model import read_settings_of  # noqa: PLC0415 - pydantic-settings alone takes 0.2 s

    return read_settings_of(paths.config, paths.data)


def __getattr__(name: str) -> Any:  # PEP 562: only `from flows.settings import Settings` loads pydantic
    if name == "Settings":
        from flows.settings_model import Settings  # noqa: PLC0415 - as above

        return Settings
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
