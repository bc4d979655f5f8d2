"""The services of docker-compose.yml as processes of this machine: their own commands, environments and health checks.

What a container would give them is put in its place: names of other services, ports, and paths of volumes and secrets.
Nothing else of what the file writes is changed.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from flows.settings import PROJECT

FILE = PROJECT / "docker-compose.yml"
DOCKERFILE = PROJECT / "Dockerfile"
# `$$`, `${NAME}`, `${NAME:-default}` and `${NAME:?what to say where it is missing}`
_VARIABLE = re.compile(r"\$(?:(?P<dollar>\$)|\{(?P<name>\w+)(?::(?P<kind>[-?])(?P<word>[^}]*))?\})")


class MissingVariableError(ValueError):
    """A variable that the file insists on was not given."""


def read_compose(variables: Mapping[str, str]) -> dict[str, Any]:
    """The file with its variables filled in, as the compose command would do it."""
    filled: dict[str, Any] = fill(yaml.safe_load(FILE.read_text("utf-8")), variables)
    return filled


def fill(value: Any, variables: Mapping[str, str]) -> Any:
    """A value of the file with the variables in all its texts filled in; "$$" is a dollar sign."""
    if isinstance(value, dict):
        return {key: fill(part, variables) for key, part in value.items()}
    if isinstance(value, list):
        return [fill(part, variables) for part in value]
    return _VARIABLE.sub(lambda found: _value_of(found, variables), value) if isinstance(value, str) else value


def _value_of(found: re.Match[str], variables: Mapping[str, str]) -> str:
    if found["dollar"]:
        return "$"
    given = variables.get(found["name"], "")
    if given or found["kind"] is None:
        return given
    if found["kind"] == "?":
        raise MissingVariableError(f"{found['name']}: {found['word']}")
    return found["word"]


@dataclass(frozen=True)
class Service:
    """One service of the file, and what stands for its container here."""

    name: str
    said: Mapping[str, Any]  # as in the file, filled in
    here: Mapping[str, str]  # what the container calls something -> what it is called on this machine
    environ: Mapping[str, str]  # what the image would set

    def start(self, log: Path, *, prefix: Sequence[str] = (), more: Sequence[str] = ()) -> subprocess.Popen[bytes]:
        """Its command, as it is written; `prefix` makes it another user's, `more` are arguments of this place."""
        command = [self._place(part) for part in self.said["command"]]
        with log.open("ab") as output:
            return subprocess.Popen(
                [*prefix, *command, *more],
                env=self.environment(),
                cwd=log.parent,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def check_health(self) -> subprocess.CompletedProcess[str]:
        """Its health check, as it is written, once."""
        kind, *test = [self._place(part) for part in self.said["healthcheck"]["test"]]
        command = test if kind == "CMD" else ["sh", "-c", *test]
        return subprocess.run(command, env=self.environment(), capture_output=True, text=True, timeout=30, check=False)

    def environment(self) -> dict[str, str]:
        """What its processes see: nothing of Prefect or of ours but what the file says."""
        bare = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT", "CLAIMWATCH"))}
        own = {name: self._place(value) for name, value in self.said.get("environment", {}).items()}
        return {**bare, **self.environ, **own}

    def _place(self, text: str) -> str:
        for there, here in self.here.items():
            text = text.replace(there, here)
        return text
