"""A running sample press for the tests: one that nobody changes, and a fresh one for each test that does."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from flows.press.server import PressServer


@pytest.fixture(scope="session")
def press() -> Iterator[PressServer]:
    """The press as shipped. Read only: tests that switch faults on use `fresh_press`."""
    with PressServer() as running:
        yield running


@pytest.fixture
def fresh_press(press: PressServer) -> Iterator[PressServer]:
    """A press of one's own, on its own ports."""
    with PressServer(articles=press.articles, publishers=press.publishers) as running:
        yield running


@pytest.fixture(scope="session")
def client() -> Iterator[httpx.Client]:
    """A client that ignores environment proxies and follows no redirect."""
    with httpx.Client(trust_env=False, follow_redirects=False, timeout=10) as session:
        yield session
