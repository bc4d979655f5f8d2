"""Ctrl-C where it would do harm: it waits until a short block is through."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from typing import Any


@contextlib.contextmanager
def interrupts_held() -> Iterator[None]:
    """Ctrl-C waits until the block is through. Signal handlers run in the main thread only: no other is cut off."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    held: list[tuple[int, Any]] = []
    handler = signal.signal(signal.SIGINT, lambda number, frame: held.append((number, frame)))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
    if held and callable(handler):
        handler(*held[0])


@contextlib.contextmanager
def interrupts_blocked() -> Iterator[None]:
    """Processes started in the block never get Ctrl-C, which a terminal sends to all of them: the parent ends them.

    A signal mask is inherited by children (sigprocmask(2)); a handler would not be.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
