"""Runs the sample press by hand: `python -m flows.press --port-base 40000`."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Sequence

import click

from flows.press.publishers import read_publishers
from flows.press.server import PressServer


@click.command(epilog="Example: python -m flows.press --port-base 40000")
@click.option("--port-base", type=click.IntRange(1024, 65000), help="First port; the publishers take the next ones.")
@click.option("--revised", is_flag=True, help="Print the revised texts.")
def main(port_base: int | None, revised: bool) -> None:
    """Serve the sample press on loopback and print its addresses, until interrupted."""
    publishers = read_publishers()
    ports = {p.id: port_base + number for number, p in enumerate(publishers)} if port_base else {}
    stopped = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopped.set())
    try:
        with PressServer(publishers=publishers, ports=ports) as press:
            if revised:
                press.revise()
            print("\n".join(_describe(press)), flush=True)
            stopped.wait()
    except OSError as error:
        sys.exit(f"sample press: cannot listen: {error}")


def _describe(press: PressServer) -> Sequence[str]:
    lines = [f"{len(press.publishers)} sample publishers, {len(press.articles)} articles; Ctrl-C ends"]
    for publisher in press.publishers:
        note = f"  (broken by design: {publisher.broken_by_design})" if publisher.broken_by_design else ""
        lines.append(f"  {publisher.id:<22} {publisher.type:<13} {press.feed_url(publisher.id)}{note}")
    return lines


if __name__ == "__main__":
    main()
