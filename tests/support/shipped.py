"""The project's own configuration and its compiled rules, made once for each test process."""

from __future__ import annotations

from functools import cache

from extractors.rulebook import Rulebook
from flows.catalogue.compiling import compile_rulebook
from flows.catalogue.reading import Catalogue, read_catalogue
from flows.settings import PROJECT


@cache
def shipped_catalogue() -> Catalogue:
    return read_catalogue(PROJECT / "config")


@cache
def shipped_rulebook() -> Rulebook:
    return compile_rulebook(shipped_catalogue().rulebook_data())
