"""The project's own configuration and its compiled rules, made once for each test process."""

from __future__ import annotations

from functools import cache

from extractors.rulebook import Rulebook
from flows import reading
from flows.catalogue.reading import Catalogue, read_catalogue
from flows.settings import PROJECT


@cache
def shipped_catalogue() -> Catalogue:
    return read_catalogue(PROJECT / "config")


@cache
def shipped_rulebook() -> Rulebook:
    """Compiled as by whoever reads pages, so that lines which read them in this process find it."""
    catalogue = shipped_catalogue()
    reading.start_worker(catalogue.rulebook_data(), catalogue.data["topics"])
    assert reading._rules is not None
    return reading._rules.rulebook
