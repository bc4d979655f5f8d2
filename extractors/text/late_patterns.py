"""Patterns of the configuration that are compiled when a text first asks for one: of thousands it meets a few."""

from __future__ import annotations

import re
from functools import cache


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, compiled once. Only for those that are sure to compile: a mistake would show amid a run."""
    return re.compile(pattern)
