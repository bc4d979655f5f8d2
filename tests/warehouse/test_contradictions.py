"""Words of independent bodies that cannot both be right, and what that looks like."""

from __future__ import annotations

from datetime import date
from typing import Any

from stories import END_2024
from told import Ask, figure, said, told

PAIRS = "SELECT entity, value, other_value, gap, soft, suspicion FROM contradictions ORDER BY entity"


def words(source: str, owner: str, quote: str, *ends: float | None, **fields: Any) -> dict[str, Any]:
    low, high = ends if len(ends) == 2 else (*ends, *ends)
    claim = figure(quote, low, high=high, **{"entity": owner, **END_2024, **fields})
    return said(source, claim, text=f"{owner} has {quote} of them, as {source} says.")


EXACT, ROUNDED = {"precision": 500.0}, {"precision": 50_000.0}


@told(
    words("wire", "a rounded one", "4.251 million", 4_251_000, **EXACT),
    words("gazette", "a rounded one", "4.3 million", 4_300_000, **ROUNDED),
    words("wire", "b apart", "4.251 million", 4_251_000, **EXACT),
    words("gazette", "b apart", "4.5 million", 4_500_000, **ROUNDED),
    words("wire", "c ten times", "425,100", 425_100, precision=50.0),
    words("gazette", "c ten times", "4.25 million", 4_250_000, precision=5000.0),
    words("wire", "d without wan", "425", 425, precision=0.5),
    words("gazette", "d without wan", "4.25 million", 4_250_000, precision=5000.0),
    words("wire", "e beyond a bound", "more than 4 million", 4_000_000, None, comparator="gt"),
    words("gazette", "e beyond a bound", "5 million", 5_000_000),
    words("wire", "f within a bound", "more than 4 million", 4_000_000, None, comparator="gt"),
    words("gazette", "f within a bound", "4.3 million", 4_300_000),
    words("wire", "g one house", "3 million", 3_000_000, precision=1.0),
    words("gazette", "g one house", "2 million", 2_000_000, precision=1.0),
    words("gazette_en", "g one house", "2 million", 2_000_000, precision=1.0),
)
def test_words_contradict_where_their_intervals_do_not_meet(query: Ask) -> None:
    rows = query(PAIRS)
    assert [(row[0], row[5]) for row in rows] == [
        ("b apart", None),
        ("c ten times", "factor 10"),
        ("d without wan", "factor 10,000"),
        ("e beyond a bound", None),
        ("g one house", None),
    ]
    assert rows[0][1:5] == (4_251_000, 4_500_000, 4_450_000 - 4_251_500, False)
    assert rows[3][3:5] == (600_000, True)  # an open end is closed 10 percent away, and said to be ours
    pair = "SELECT stands, originator, other_originator, other_quote FROM contradictions WHERE entity = 'b apart'"
    assert query(pair) == [(True, "The Wire", "The Gazette", "4.5 million")]


def newcomer(name: str, source: str, day: date, quote: str, value: float, **article: Any) -> dict[str, Any]:
    return {**words(source, name, quote, value, **EXACT), "day": day, **article}


def corrected_by_the_wire(name: str) -> list[dict[str, Any]]:
    return [
        newcomer(name, "wire", date(2025, 1, 10), "4.2 million", 4_200_000),
        newcomer(name, "wire", date(2025, 2, 10), "4.251 million", 4_251_000),
        newcomer(name, "gazette", date(2025, 2, 11), "4.251 million", 4_251_000),
    ]


COPIED = {"text": "Newcomer has 4.1 million of them, as somebody says.", "signature": 0xABCD}


@told(
    *corrected_by_the_wire("a newcomer"),
    *corrected_by_the_wire("one who is copied"),
    newcomer("one who is copied", "mirror", date(2025, 2, 12), "4.1 million", 4_100_000, **COPIED),
    newcomer("one who is copied", "bulletin", date(2025, 2, 13), "4.1 million", 4_100_000, **COPIED),
)
def test_what_was_withdrawn_or_only_copied_contradicts_nobody(query: Ask) -> None:
    rows = query("SELECT originator, other_originator FROM contradictions WHERE entity = 'one who is copied'")
    assert {name for row in rows for name in row} == {"The Wire", "The Gazette", "The Mirror"}
    assert len(rows) == 2
    assert query("SELECT count(*) FROM contradictions WHERE entity = 'a newcomer'") == [(0,)]


YEAR_2024 = {"period_start": date(2024, 1, 1), "precision": 0.05}
RATE = {"kind": "growth", "basis": "yoy", "unit": "percent", **YEAR_2024}


@told(
    words("wire", "Acme", "3.4 percent", 3.4, **RATE),
    words("gazette", "Acme", "minus 3.4 percent", -3.4, **RATE),
)
def test_a_rate_of_the_other_sign_is_suspected(query: Ask) -> None:
    assert query("SELECT suspicion FROM contradictions") == [("sign",)]
