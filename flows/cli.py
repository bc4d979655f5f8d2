"""The command line. Commands live in `cli_*.py` and import what they need when they run: `sql` stays quick."""

from __future__ import annotations

import errno
import importlib
import os
import sys
import traceback
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

import click

from extractors.errors import ClaimwatchError
from flows.cli_options import Place

INTERRUPTED = 130
DISK = 5

_COMMANDS = {
    "run": ("flows.cli_run", "run", "Fetch what is new, load it, publish the copy and the report."),
    "demo": (
        "flows.cli_run",
        "demo",
        "The daily run against the embedded sample press, into demo/ of the data folder.",
    ),
    "reextract": ("flows.cli_run", "reextract", "Read the pages of the archive again by the rules of today."),
    "backfill": ("flows.cli_backfill", "backfill", "Go back in time: read dated archives and sitemaps of sources."),
    "serve": ("flows.cli_serve", "serve", "Run on schedule: a Prefect server, the daily runs, the report site."),
    "mcp": ("flows.cli_mcp", "mcp", "Serve the published copy to an assistant (Model Context Protocol)."),
    "report": ("flows.cli_run", "report", "Build the report from the published copy."),
    "sql": ("flows.cli_query", "sql", "Run a query on the published copy, read-only."),
    "series": ("flows.cli_query", "series", "Show one series: period, value, who said so, and where."),
    "find": ("flows.cli_trace", "find", "Look a number up: who said it first, in which words, what came later."),
    "check": ("flows.cli_check", "check", "Hold the numbers of a draft against the series."),
    "trace": ("flows.cli_trace", "trace", "Follow a number to its claims, characters, article, archive and run."),
    "targets": ("flows.cli_targets", "targets", "Follow targets and forecasts: due, reached, met or missed."),
    "digest": ("flows.cli_digest", "digest", "What a day brought, each line with its sentence and link."),
    "alerts": ("flows.cli_alerts", "alerts", "What was raised of the news; acknowledge, mute, test the channels."),
    "calendar": ("flows.cli_digest", "calendar", "Who publishes what next, and when it is expected."),
    "held": ("flows.cli_correct", "held", "Claims that are kept out of series, by reason, in groups."),
    "correct": (
        "flows.cli_correct",
        "correct",
        "Drop, release or correct claims, a group at once; or undo that.",
    ),
    "export": (
        "flows.cli_export",
        "export",
        "Write series, claims, targets or a query to CSV, Parquet, Excel or JSON.",
    ),
    "import": ("flows.cli_reference", "import_reference", "Take known history from a file (CSV) as a reference."),
    "reconcile": ("flows.cli_reference", "reconcile", "Hold the references against the series of the press."),
    "extract": ("flows.cli_text", "extract", "Numeric claims of articles (JSON lines or .txt), as JSON lines."),
    "quantities": ("flows.cli_text", "quantities", "Numbers, units and comparators of a text, as JSON lines."),
    "explain": (
        "flows.cli_explain",
        "explain",
        "Why each number of a text was read as it was, in colour or as a page.",
    ),
    "clean": ("flows.cli_text", "clean", "Article text, title, date and language of HTML files, as JSON lines."),
    "doctor": ("flows.cli_doctor", "doctor", "Look for what is missing or damaged, and bring it back."),
    "backup": ("flows.cli_backup", "backup", "Copy all that cannot be made again, while nobody writes."),
    "restore": ("flows.cli_backup", "restore", "Put a backup back, after every file of it was checked."),
    "sources": ("flows.cli_catalogue", "sources", "List the sources, or probe them."),
    "metrics": ("flows.cli_catalogue", "metrics", "List the metrics, or show one."),
}


class _Commands(click.Group):
    """Loads a command's module when it is called for; the list of commands needs none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, but a mistyped name is answered with the nearest."""
        name = args[0]
        if name not in _COMMANDS and not name.startswith("-"):
            near = get_close_matches(name.lower(), _COMMANDS, 1)
            ctx.fail(f"there is no command {name!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        if cmd_name not in _COMMANDS:
            return None
        module, name, _ = _COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, _, text) in _COMMANDS.items()])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--config", type=Place(), help="Folder with sources/, metrics/, … [CLAIMWATCH_CONFIG]")
@click.option("--data", type=Place(), help="Folder of the warehouse and archive. [CLAIMWATCH_DATA]")
@click.version_option(package_name="claimwatch")
@click.pass_context
def cli(ctx: click.Context, config: Path | None, data: Path | None) -> None:
    """Watches the press for numbers: every numeric claim about Chinese robotics and 5G, with its sentence.

    Exit codes: 0 done, 2 usage, 3 some sources or items failed, 4 configuration, 5 disk, 6 locked, 7 warehouse damaged,
    8 a data check failed and nothing was published, 130 interrupted.

    \b
    Example:
      claimwatch demo
      claimwatch --data data/demo series 5g_base_stations --entity China
    """
    ctx.obj = (config, data)


def run_command(arguments: list[str] | None = None) -> int:
    """Runs one command and returns its exit code; whatever goes wrong is one line on standard error."""
    _prepare_streams()
    try:
        # Not `cli.main`: it turns a broken pipe into exit code 1 on its own.
        with cli.make_context("claimwatch", sys.argv[1:] if arguments is None else list(arguments)) as context:
            result = cli.invoke(context)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        print(error.format_message(), file=sys.stderr)
        return error.exit_code
    except click.UsageError as error:
        return _fail(error.format_message().removesuffix(".") + _point_at_help(error), 2)
    except click.ClickException as error:
        return _fail(error.format_message(), max(error.exit_code, 2))
    except (click.Abort, KeyboardInterrupt):
        return _fail("interrupted", INTERRUPTED)
    except BrokenPipeError:
        return _leave_quietly()
    except ClaimwatchError as error:
        return _fail(str(error), error.exit_code)
    except OSError as error:
        return _fail_with_os_error(error)
    except Exception as error:  # noqa: BLE001 - the outermost edge: a user never sees a traceback
        return _fail_unexpectedly(error)
    return result if isinstance(result, int) else 0


def _prepare_streams() -> None:
    """Text is UTF-8 whatever the locale says; what the caller closed is empty, or goes nowhere."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123 - open to the end
    elif hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123 - open to the end
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def main() -> NoReturn:
    """Entry point of the console script."""
    try:
        code = run_command()
        sys.stdout.flush()  # what is still held back meets its reader here, not while the interpreter ends
    except BrokenPipeError:
        code = _leave_quietly()
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.exit(code)


def _fail(message: str, code: int) -> int:
    with suppress(OSError):  # what was said before stands before; who reads it may have gone
        sys.stdout.flush()
    for line in message.splitlines() or [""]:
        print(f"claimwatch: {line}", file=sys.stderr)
    return code


def _point_at_help(error: click.UsageError) -> str:
    """Where the right form stands: `(see `claimwatch sql --help`)`."""
    return f" (see `{error.ctx.command_path} --help`)" if error.ctx else ""


def _fail_with_os_error(error: OSError) -> int:
    where = f"{error.filename}: " if error.filename else ""
    return _fail(f"{where}{error.strerror or error}", DISK if error.errno in _DISK_ERRORS else 1)


_DISK_ERRORS = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.ENOENT, errno.ENOTDIR, errno.EACCES, errno.EFBIG}


def _fail_unexpectedly(error: Exception) -> int:
    if os.environ.get("CLAIMWATCH_TRACEBACK"):
        traceback.print_exception(error)
    text = " ".join(str(error).split())[:300]
    hint = "set CLAIMWATCH_TRACEBACK=1 to see where"
    return _fail(f"internal error: {type(error).__name__}: {text} ({hint})", 1)


def _leave_quietly() -> int:
    """The reader of our output has gone (`… | head`): nothing is wrong, and nothing more can be said."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - stays open until the process ends
    return 0


if __name__ == "__main__":
    main()
