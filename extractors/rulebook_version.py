"""The version of the rules, for whoever must name them without compiling them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

ENGINE = "9"  # part of the version: goes up when grammar in Python changes what is read


def find_version(data: Mapping[str, Any]) -> str:
    """The version that `build_rulebook(data)` bears: `'3f0c6f8a1b2d'`."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.blake2b(f"{ENGINE}\n{text}".encode(), digest_size=6).hexdigest()
