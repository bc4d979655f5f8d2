"""Words of independent bodies that cannot both be right, and what that looks like."""

from __future__ import annotations

from datetime import date
from typing import Any

from stories import ask, derive, load_at_once, load_into

PAIRS = "SELECT entity, value, other_value, gap, soft, suspicion FROM contradictions ORDER BY entity"


def said(desk: Any, source: str, owner: str, quote: str, *ends: float | None, **fields: Any) -> Any:
    whose = {"entity": owner, "entity_id": None, "place": None, "place_id": None, "period_end": date(2024, 12, 31)}
    claim = desk.claim(quote, *ends, **{**whose, "period_origin": "stated", **fields})
    return {"source": source, "claims": [claim], "text": f"{owner} has {quote} of them, as {source} says."}


def test_words_contradict_where_their_intervals_do_not_meet(desk: Any) -> None:
    exact, rounded = {"precision": 500.0}, {"precision": 50_000.0}
    stories = [
        said(desk, "wire", "a rounded one", "4.251 million", 4_251_000, 4_251_000, **exact),
        said(desk, "gazette", "a rounded one", "4.3 million", 4_300_000, 4_300_000, **rounded),
        said(desk, "wire", "b apart", "4.251 million", 4_251_000, 4_251_000, **exact),
        said(desk, "gazette", "b apart", "4.5 million", 4_500_000, 4_500_000, **rounded),
        said(desk, "wire", "c ten times", "425,100", 425_100, 425_100, precision=50.0),
        said(desk, "gazette", "c ten times", "4.25 million", 4_250_000, 4_250_000, precision=5000.0),
        said(desk, "wire", "d without wan", "425", 425, 425, precision=0.5),
        said(desk, "gazette", "d without wan", "4.25 million", 4_250_000, 4_250_000, precision=5000.0),
        said(desk, "wire", "e beyond a bound", "more than 4 million", 4_000_000, None, comparator="gt"),
        said(desk, "gazette", "e beyond a bound", "5 million", 5_000_000, 5_000_000),
        said(desk, "wire", "f within a bound", "more than 4 million", 4_000_000, None, comparator="gt"),
        said(desk, "gazette", "f within a bound", "4.3 million", 4_300_000, 4_300_000),
        said(desk, "wire", "g one house", "3 million", 3_000_000, 3_000_000, precision=1.0),
        said(desk, "gazette", "g one house", "2 million", 2_000_000, 2_000_000, precision=1.0),
        said(desk, "gazette_en", "g one house", "2 million", 2_000_000, 2_000_000, precision=1.0),
    ]
    with desk.open() as warehouse:
        load_at_once(warehouse, desk, *stories)
        rows = derive(warehouse, PAIRS)
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
        assert ask(warehouse, pair) == [(True, "The Wire", "The Gazette", "4.5 million")]


def test_what_was_withdrawn_or_only_copied_contradicts_nobody(desk: Any) -> None:
    def story(source: str, day: date, quote: str, value: float, **more: Any) -> Any:
        return {**said(desk, source, "Newcomer", quote, value, value, precision=500.0), "day": day, **more}

    text = "Newcomer has 4.1 million of them, as somebody says."
    copied = {"text": text, "signature": 0xABCD}
    with desk.open() as warehouse:
        load_into(
            warehouse,
            desk,
            story("wire", date(2025, 1, 10), "4.2 million", 4_200_000),
            story("wire", date(2025, 2, 10), "4.251 million", 4_251_000),
            story("gazette", date(2025, 2, 11), "4.251 million", 4_251_000),
        )
        assert derive(warehouse, "SELECT count(*) FROM contradictions") == [(0,)]
        load_into(
            warehouse,
            desk,
            story("mirror", date(2025, 2, 12), "4.1 million", 4_100_000, **copied),
            story("bulletin", date(2025, 2, 13), "4.1 million", 4_100_000, **copied),
            first=3,
        )
        rows = derive(warehouse, "SELECT originator, other_originator FROM contradictions ORDER BY 1, 2")
        assert {name for row in rows for name in row} == {"The Wire", "The Gazette", "The Mirror"}
        assert len(rows) == 2


def test_a_rate_of_the_other_sign_is_suspected(desk: Any) -> None:
    rate = {"kind": "growth", "basis": "yoy", "unit": "percent", "period_start": date(2024, 1, 1), "precision": 0.05}
    with desk.open() as warehouse:
        load_into(
            warehouse,
            desk,
            said(desk, "wire", "Acme", "3.4 percent", 3.4, 3.4, **rate),
            said(desk, "gazette", "Acme", "minus 3.4 percent", -3.4, -3.4, **rate),
        )
        assert derive(warehouse, "SELECT suspicion FROM contradictions") == [("sign",)]
