"""`claimwatch serve`: everything on schedule, with one command."""

from __future__ import annotations

from typing import Any

import click

from flows.cli_options import log_option

SERVE_EXAMPLE = """\b
Example:
  CLAIMWATCH_CONTACT=you@example.org claimwatch serve
"""
_PORT = click.IntRange(1, 65535)


@click.command(epilog=SERVE_EXAMPLE)
@click.option("--port", type=_PORT, default=4200, show_default=True, help="Port of the Prefect server and its UI.")
@click.option("--site-port", type=_PORT, default=4280, show_default=True, help="Port of the report site.")
@click.option("--no-site", is_flag=True, help="Serve no report site; a web server of your own does.")
@log_option
@click.pass_obj
def serve(paths: tuple[Any, Any], port: int, site_port: int, no_site: bool, log_format: Any) -> int:
    """Run on schedule until Ctrl-C: a Prefect server, the daily runs of config/schedule.yaml, and the report site.

    Everything listens on 127.0.0.1. After a downtime what was missed is made up for once. A warehouse that has nothing
    to show yet gets its first run at once. Where PREFECT_API_URL names a server, that one is used, and none is started.
    """
    from flows.cli_reporting import reporting
    from flows.serving import Ports, serve

    with reporting(paths, log_format, bars=False) as reporter:
        serve(reporter.paths, reporter.settings, Ports(port, None if no_site else site_port), reporter.tell)
    return 0
