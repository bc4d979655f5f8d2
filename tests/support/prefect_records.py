"""Prefect's records, for tests in this process. Prefect makes a folder when it is imported: here, a passing one."""

from __future__ import annotations

import os
from tempfile import TemporaryDirectory

with TemporaryDirectory(prefix="claimwatch-prefect-") as home:
    before = os.environ.get("PREFECT_HOME")
    os.environ["PREFECT_HOME"] = home
    from prefect.client.schemas.objects import FlowRun, State, StateType

    if before is None:
        del os.environ["PREFECT_HOME"]
    else:
        os.environ["PREFECT_HOME"] = before

__all__ = ["FlowRun", "State", "StateType"]
