"""Commands that a message proposes, so that they can be copied and run as they stand."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path

NAME = "claimwatch"


def write_program() -> str:
    """The program as it was called here: "claimwatch" where the shell finds it, else ".venv/bin/claimwatch"."""
    called = Path(sys.argv[0])
    if called.name != NAME or shutil.which(NAME):
        return NAME
    return write_path(called)


def write_path(path: Path) -> str:
    """The path for a shell, quoted where it must be; from where we stand if it lies below: "data/demo"."""
    try:
        short = path.absolute().relative_to(Path.cwd())
    except (ValueError, OSError):  # OSError: the folder where we stand was removed
        short = path
    return shlex.quote(str(short))
