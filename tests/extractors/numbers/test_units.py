"""The unit catalogue: every example beside its unit, dimensions, and what a bad entry says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from extractors.errors import ConfigurationError
from extractors.numbers.units import build_units, check_dimensions
from extractors.records import Lang, Quantity

Entries = Sequence[Mapping[str, Any]]


def test_every_unit_example_reads_as_written(
    unit_entries: Entries, read: Callable[[str, Lang], tuple[Quantity, ...]]
) -> None:
    wrong = []
    for entry in unit_entries:
        for example in entry.get("examples", ()):
            got = [(q.quote, q.low, q.high, q.unit) for q in read(example["text"], example["lang"])]
            want = [(str(q["quote"]), q["low"], q["high"], q["unit"]) for q in example["quantities"]]
            if got != want:
                wrong.append(f"{entry['id']}: {example['text']!r} gave {got}, not {want}")
    assert not wrong, "\n".join(wrong)


def test_units_of_one_dimension_agree(unit_entries: Entries) -> None:
    check_dimensions(unit_entries)


def test_factors_agree_with_the_units_library(unit_entries: Entries) -> None:
    import pint  # a quarter of a second, for this test alone

    registry: Any = pint.UnitRegistry()
    base = {"time": "second", "length": "meter", "mass": "gram"}
    for entry in unit_entries:
        if "factor" in entry and entry["pint"] is not None:
            size = registry.Quantity(1, entry["pint"]).to(base[entry["dimension"]]).magnitude
            assert float(entry["factor"]) == pytest.approx(size, rel=1e-3), entry["id"]


def test_symbols_are_unique(unit_entries: Entries) -> None:
    symbols = [entry["symbol"] for entry in unit_entries]
    assert len(symbols) == len(set(symbols))


def test_spelling_of_two_units_is_refused() -> None:
    entries = [
        {"id": "a", "symbol": "a", "dimension": "length", "en": ["foo"]},
        {"id": "b", "symbol": "b", "dimension": "time", "en": ["foo"]},
    ]
    with pytest.raises(ConfigurationError, match="'foo' belongs to both a and b"):
        build_units(entries, "en")


def test_wrong_dimension_is_refused() -> None:
    entries = [
        {"id": "metre", "symbol": "m", "dimension": "length", "pint": "meter"},
        {"id": "second", "symbol": "s", "dimension": "length", "pint": "second"},
    ]
    with pytest.raises(ConfigurationError, match="second and metre"):
        check_dimensions(entries)
