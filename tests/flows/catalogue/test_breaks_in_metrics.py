"""Breaks, former ids and former parents in config/: what is read, and what cannot be meant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from extractors.errors import ConfigurationError
from flows.catalogue import read_catalogue

BREAK = """breaks:
  - from_day: 2024-01-01
    entity: CN
    reason: toys are counted
    both_ways: {day: 2024-12-31, old: 500, new: 900}
    source: the office
formerly: [robots_made]
traps: [not sales]
"""
SOLD = "earlier_parents: [{entity: CN, until: 2024-03-31}]\n  home: CN"
MISTAKES = {
    ("entity: CN", "entity: CM"): "robot_output.yaml:16: breaks.0.entity: there is no entity 'CM'",
    ("old: 500", "old: 900"): "robot_output.yaml:18: breaks.0.both_ways: old and new are the same figure",
    ("source: the office", "sources: x"): "robot_output.yaml:15: breaks.0.source: is missing",
    ("[robots_made]", "[robot_output]"): "robot_output.yaml:20: formerly.0: 'robot_output' leads to the metric",
}


def test_breaks_and_former_ids_are_read_and_are_no_matter_of_the_engine(
    config: Path, change: Callable[[str, str, str], None]
) -> None:
    before = read_catalogue(config)
    change("metrics/robot_output.yaml", "traps: [not sales]\n", BREAK)
    change("entities/places.yaml", "home: CN", SOLD)
    after = read_catalogue(config)
    (found,) = after.metrics[0].breaks
    assert (found.entity, found.both_ways and found.both_ways.new, after.metrics[0].formerly) == (
        "CN",
        900,
        ("robots_made",),
    )
    assert str(after.entities[2].earlier_parents[0].until) == "2024-03-31"
    assert after.rulebook_data() == before.rulebook_data()


@pytest.mark.parametrize("mistake", MISTAKES, ids=[new for _, new in MISTAKES])
def test_a_mistake_in_them_is_named(
    config: Path, change: Callable[[str, str, str], None], mistake: tuple[str, str]
) -> None:
    change("metrics/robot_output.yaml", "traps: [not sales]\n", BREAK)
    change("metrics/robot_output.yaml", *mistake)
    with pytest.raises(ConfigurationError) as caught:
        read_catalogue(config)
    assert MISTAKES[mistake] in str(caught.value)
