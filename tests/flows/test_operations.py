"""docs/operations.md against what is there: commands, units, services, variables and exit codes."""

from __future__ import annotations

import configparser
import re
import shlex
from typing import Any

import click
import pytest
from compose import FILE, read_compose

from extractors import errors
from flows.cli import cli
from flows.settings import PROJECT

PAGE = (PROJECT / "docs" / "operations.md").read_text("utf-8")
COMMANDS = re.findall(r"(?:claimwatch/\.venv/bin/|\.venv/bin/|worker |`)(claimwatch [^`\n#]*[^`\n# ])", PAGE)


def parse(command: str) -> None:
    """Raises what click says of a command line that cannot be meant; runs nothing."""
    _, *rest = shlex.split(command)
    while rest[0] in {"--data", "--config"}:
        rest = rest[2:]
    group: click.Command = cli
    while isinstance(group, click.Group):
        _, found, rest = group.resolve_command(click.Context(group), rest)
        assert found is not None, command
        group = found
    group.make_context(command, rest)


ALERTS_PAGE = (PROJECT / "docs" / "alerts.md").read_text("utf-8")
OF_ALERTS = re.findall(r"(?:^|`)(claimwatch [^`\n#]*[^`\n# ])", ALERTS_PAGE, re.MULTILINE)


def test_the_commands_of_the_page_on_alerts_can_be_meant() -> None:
    assert len(set(OF_ALERTS)) >= 7
    for command in OF_ALERTS:
        parse(command)


@pytest.mark.parametrize("command", sorted(set(COMMANDS)))
def test_a_command_of_the_page_can_be_meant(command: str) -> None:
    parse(command)


def test_the_page_shows_commands_and_a_wrong_one_would_be_found() -> None:
    assert len(set(COMMANDS)) >= 8
    with pytest.raises(click.UsageError):
        parse("claimwatch serve --sight-port 1")


def test_the_unit_is_one_and_starts_what_is_installed() -> None:
    (text,) = re.findall(r"```ini\n(.+?)```", PAGE, re.DOTALL)
    unit = configparser.ConfigParser(interpolation=None)
    unit.optionxform = str
    unit.read_string(text)
    assert unit.sections() == ["Unit", "Service", "Install"]
    service = unit["Service"]
    assert service["ExecStart"].startswith("/opt/claimwatch/.venv/bin/claimwatch --data /var/lib/claimwatch serve")
    assert service["ReadWritePaths"] == "/var/lib/claimwatch"
    never_mended_by_a_restart = {errors.UsageError, errors.ConfigurationError, errors.LockedError}
    assert {int(code) for code in service["RestartPreventExitStatus"].split()} == {
        error.exit_code for error in never_mended_by_a_restart
    }


def test_every_service_and_variable_of_the_compose_file_is_explained() -> None:
    said: dict[str, Any] = read_compose({"CLAIMWATCH_CONTACT": "team@example.org"})
    for service in said["services"]:
        assert f"| `{service}` |" in PAGE
    for variable in re.findall(r"\$\{(\w+)", FILE.read_text()):
        assert f"`{variable}`" in PAGE, variable


def test_every_exit_code_above_usage_has_its_line() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and hasattr(kind, "exit_code")]
    codes = {kind.exit_code for kind in kinds if kind.exit_code > 2} | {3, 130}
    assert codes == {int(code) for code in re.findall(r"^\| (\d+) \|", PAGE, re.MULTILINE)}
