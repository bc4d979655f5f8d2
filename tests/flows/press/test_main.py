"""The press started by hand, as a real process."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import httpx

from flows.press.server import PressServer

ROOT = Path(__file__).parents[3]


def _start(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "flows.press", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _read_addresses(process: subprocess.Popen[str], count: int) -> dict[str, str]:
    assert process.stdout is not None
    head = process.stdout.readline()
    assert "sample publishers" in head
    rows = [process.stdout.readline().split() for _ in range(count)]
    return {row[0]: row[2] for row in rows}


def test_it_prints_its_addresses_serves_and_ends_when_told(press: PressServer) -> None:
    process = _start("--revised")
    try:
        addresses = _read_addresses(process, len(press.publishers))
        assert httpx.get(addresses["sample_wire"], trust_env=False).status_code == 200
        assert "2026-01-26T10:30" in httpx.get(addresses["sample_robot_herald"], trust_env=False).text
    finally:
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=10)
    assert (process.returncode, errors) == (0, "")


def test_a_taken_port_is_one_line(press: PressServer) -> None:
    process = _start("--port-base", str(press.ports[press.publishers[0].id]))
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 1
    assert errors.startswith("sample press: cannot listen: ")
    assert errors.count("\n") == 1
