"""`claimwatch serve`: everything on schedule, with one command."""

from __future__ import annotations

import os
from typing import Any

import click

SERVE_EXAMPLE = """\b
Example:
  CLAIMWATCH_CONTACT=you@example.org claimwatch serve
"""
_PORT = click.IntRange(1, 65535)


@click.command(epilog=SERVE_EXAMPLE)
@click.option("--port", type=_PORT, default=4200, show_default=True, help="Port of the Prefect server and its UI.")
@click.option("--site-port", type=_PORT, default=4280, show_default=True, help="Port of the report site.")
@click.option("--no-site", is_flag=True, help="Serve no report site; a web server of your own does.")
@click.pass_obj
def serve(paths: tuple[Any, Any], port: int, site_port: int, no_site: bool) -> int:
    """Run on schedule until Ctrl-C: a Prefect server, the daily runs of config/schedule.yaml, and the report site.

    Everything listens on 127.0.0.1. After a downtime what was missed is made up for once. A warehouse that has nothing
    to show yet gets its first run at once. Where PREFECT_API_URL names a server, that one is used, and none is started.
    """
    from flows.serving import Ports, serve
    from flows.settings import find_project_paths, read_settings

    found = find_project_paths(*paths, os.environ)
    serve(found, read_settings(found), Ports(port, None if no_site else site_port), _tell)
    return 0


def _tell(line: str) -> None:
    print(line, flush=True)
