"""What the press says in a test, written above the test as `@told(...)` and loaded with what its neighbours are told.

Stories that do not meet need one warehouse and not one each: every figure is of an owner that goes by the name of its
test, unless it names another, and a test asks only of what came of its own stories.
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from stories import END_2024, load_at_once, of_owner

told = pytest.mark.told
Ask = Callable[[str], list[tuple[Any, ...]]]
# How rows are known to be of the articles of one test, in what a test may ask for.
_OF_ARTICLE = "starts_with(url, '{address}')"
_OF_CLAIM = f"IN (SELECT claim_id FROM main.claims WHERE {_OF_ARTICLE})"
_OWN = {
    "claims": _OF_ARTICLE,
    "contradictions": _OF_ARTICLE,
    "held": _OF_ARTICLE,
    "observations": _OF_ARTICLE,
    "revisions": f"new_claim_id {_OF_CLAIM}",
    "series_latest": _OF_ARTICLE,
    "statement_rows": f"claim_id {_OF_CLAIM}",
}


def figure(quote: str, value: float | None, **fields: Any) -> dict[str, Any]:
    """A claim to be: what it is to be called with once there is a desk."""
    return {"quote": quote, "low": value, **fields}


def counted(quote: str, value: float, **fields: Any) -> dict[str, Any]:
    """As `figure`, of the base stations at the end of 2024; see `stories.stations`."""
    return figure(quote, value, **{**END_2024, "precision": 500.0, **fields})


def said(source: str, *figures: dict[str, Any], **article: Any) -> dict[str, Any]:
    """A story of one source; `article` is its day, or what else it has."""
    return {"source": source, "claims": figures, **article}


def load_told(warehouse: Any, desk: Any, module: ModuleType) -> None:
    """Loads what the tests of a module are told, whether they are to run or not."""
    load_at_once(warehouse, desk, *(story for name in vars(module) for story in _build_stories(desk, module, name)))


def ask_of(warehouse: Any, test: str, sql: str) -> list[tuple[Any, ...]]:
    """The rows of a query that sees nothing but what came of the stories of this test."""
    views = [
        f"{view} AS (FROM main.{view} WHERE {own.format(address=_address(test))})"
        for view, own in _OWN.items()
        if view in sql
    ]
    rows: list[tuple[Any, ...]] = warehouse.connection.execute(f"WITH {', '.join(views)} {sql}").fetchall()
    return rows


def _build_stories(desk: Any, module: ModuleType, test: str) -> list[dict[str, Any]]:
    marks = getattr(getattr(module, test), "pytestmark", [])
    stories = [story for mark in marks if mark.name == "told" for story in mark.args]
    return [
        {
            **story,
            "url": f"{_address(test)}{number}",
            "claims": [desk.claim(**{**of_owner(test), **fields}) for fields in story["claims"]],
        }
        for number, story in enumerate(stories)
    ]


def _address(test: str) -> str:
    return f"https://x.example/{test}/"
