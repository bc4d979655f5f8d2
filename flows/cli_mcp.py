"""`claimwatch mcp`: the published copy for assistants."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

MCP_EXAMPLE = """\b
Example:
  claimwatch --data data/demo mcp
"""


@click.command(epilog=MCP_EXAMPLE)
@click.pass_obj
def mcp(paths: tuple[Any, Any]) -> int:
    """Serve the published copy to an assistant, read-only: Model Context Protocol on standard input and output.

    An assistant starts this command itself; docs/assistants.md says how to tell it so. It sees every new copy that a
    run publishes, and ends when its input does.
    """
    from flows.assistant.server import build_server
    from flows.settings import find_project_paths

    found = find_project_paths(*paths, os.environ)
    if sys.stdin.isatty():
        click.echo("claimwatch: waiting for an assistant on standard input (docs/assistants.md); Ctrl-C ends", err=True)
    build_server(found).run("stdio")
    return 0
