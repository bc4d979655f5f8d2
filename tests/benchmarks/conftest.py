"""Benchmarks are scripts beside each other: their folder is on the path while they are tested."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2] / "benchmarks"))
