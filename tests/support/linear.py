"""Whether work takes time in proportion to its size."""

from __future__ import annotations

import time
from collections.abc import Callable

TRIES = 3  # what takes linear time can look otherwise while the machine is busy; what does not looks so each time


def require_linear(work: Callable[[int], object], size: int) -> None:
    """`work(size)` takes about four times what a quarter of it takes: `require_linear(lambda n: read("a " * n), 900)`.

    Quadratic work would take sixteen times as long.
    """
    for _ in range(TRIES):
        short, long = _seconds(work, size // 4), _seconds(work, size)
        if long < 8 * short + 0.05:
            return
    raise AssertionError(f"{short:.3f} s, then {long:.3f} s for four times as much")


def _seconds(work: Callable[[int], object], size: int) -> float:
    start = time.process_time()
    work(size)
    return time.process_time() - start
