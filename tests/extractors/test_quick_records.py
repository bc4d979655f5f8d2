"""A quick record is a frozen dataclass in everything but the time that it takes to make."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, asdict, dataclass, field
from dataclasses import replace as plain_replace

import pytest

from extractors.quick_records import quick, replace


@quick
@dataclass(frozen=True, slots=True)
class Stock:
    """What a shop has of a thing."""

    thing: str
    count: int = 0
    tags: list[str] = field(default_factory=list)
    notes: dict[str, int] = field(init=False, repr=False, compare=False, default_factory=dict)


@quick
@dataclass(frozen=True, slots=True)
class Shelf:
    """A place in a shop."""

    row: int
    column: int = 1


def test_fields_are_given_by_place_and_by_name_and_fall_back_to_their_defaults() -> None:
    assert repr(Stock("pears", count=3)) == "Stock(thing='pears', count=3, tags=[])"
    assert Shelf(2) == Shelf(column=1, row=2) != Shelf(2, 2)
    assert {Shelf(2): "here"}[Shelf(2, 1)] == "here"
    with pytest.raises(TypeError):
        Shelf()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Shelf(1, depth=3)  # type: ignore[call-arg]


def test_what_a_factory_makes_is_of_one_record_alone() -> None:
    one, other = Stock("pears"), Stock("plums")
    one.tags.append("ripe")
    one.notes["sold"] = 2
    assert (other.tags, other.notes) == ([], {})
    assert Stock("figs", tags=one.tags).tags is one.tags


def test_a_record_stays_as_it_was_made() -> None:
    shelf = Shelf(2)
    with pytest.raises(FrozenInstanceError):
        shelf.row = 3  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        replace(shelf, row=3).row = 4  # type: ignore[misc]
    assert not hasattr(shelf, "__dict__")


def test_a_changed_record_is_another_one_of_the_same_class() -> None:
    stock = Stock("pears", 3)
    stock.notes["sold"] = 2
    fewer = replace(stock, count=2)
    assert (type(fewer), fewer.thing, fewer.count, fewer.tags is stock.tags) == (Stock, "pears", 2, True)
    assert (stock.count, fewer.notes) == (3, {})  # what no caller gives is made anew
    assert fewer == plain_replace(stock, count=2)
    with pytest.raises(AttributeError):
        replace(stock, weight=2)  # type: ignore[call-arg]


def test_records_travel_between_processes_and_into_plain_values() -> None:
    stock = Stock("pears", 3, ["ripe"])
    assert pickle.loads(pickle.dumps(stock)) == copy.deepcopy(stock) == copy.copy(stock) == stock  # noqa: S301 - our own
    assert asdict(Shelf(2)) == {"row": 2, "column": 1}


def test_a_class_that_asks_for_more_is_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Checked:
        row: int

        def __post_init__(self) -> None:
            assert self.row

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Named:
        row: int

    for cls in (Checked, Named):
        with pytest.raises(TypeError, match="no quick record"):
            quick(cls)
