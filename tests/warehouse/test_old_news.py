"""Old news printed again is told as such, and changes nothing: no new statement, no revision, no new value."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from stories import ask, load_into
from told import Ask, counted, figure, said, told

from warehouse.corrections import correct_claims

MAY, JULY, NEXT_YEAR = date(2025, 5, 10), date(2025, 7, 1), date(2026, 2, 20)
HELD = "SELECT published_day, held_reason, old_news, repeats IS NOT NULL FROM claims ORDER BY published_day"


def _said(desk: Any, quote: str, value: float, day: date, **fields: Any) -> dict[str, Any]:
    """An article with one claim; its sentence is made of the quote, so the same quote makes the same sentence."""
    end = {"period_end": fields.pop("end"), "period_origin": "stated"} if "end" in fields else {}
    source = fields.pop("source", "wire")
    return {"day": day, "source": source, "claims": [desk.claim(quote, value, precision=500.0, **end, **fields)]}


def test_the_same_sentence_long_after_is_stale_also_where_the_first_is_found_late(desk: Any) -> None:
    with desk.open() as warehouse:
        load_into(warehouse, desk, _said(desk, "4,251,000", 4_251_000, NEXT_YEAR, source="mirror"))
        assert ask(warehouse, HELD) == [(NEXT_YEAR, None, None, False)]
        first = [_said(desk, "4,251,000", 4_251_000, day) for day in (MAY, JULY)]
        load_into(warehouse, desk, *first, first=1)
        assert ask(warehouse, HELD) == [
            (MAY, None, None, False),
            (JULY, None, None, False),  # some weeks later it may well still be so
            (NEXT_YEAR, "stale", "said before", True),
        ]
        assert ask(warehouse, "SELECT period_end FROM observations ORDER BY 1") == [(MAY,), (JULY,)]
        assert ask(warehouse, "SELECT max(published_day) FROM series_latest") == [(JULY,)]
        name = ask(warehouse, "SELECT claim_id FROM held WHERE reason = 'stale'")[0][0]
        at = datetime(2026, 3, 1, tzinfo=UTC)
        assert correct_claims(warehouse, [name], {"fate": "released"}, by="Ann", at=at).used == 1


def of_january(quote: str, year: int) -> dict[str, Any]:
    """The same sentence on a January and on the next one's."""
    output = {"metric_id": "robot_output", "period_start": date(year, 1, 1), "period_end": date(year, 1, 31)}
    words = figure(quote, float(quote.replace(",", "")), precision=500.0, period_origin="stated", **output)
    return said("wire", words, day=date(year, 2, 3))


@told(*(of_january(quote, year) for quote in ("31,234", "300") for year in (2025, 2026)))
def test_a_figure_of_many_digits_is_known_again_under_another_period(query: Ask) -> None:
    rows = query("SELECT quote, period_end, held_reason FROM claims ORDER BY quote, period_end")
    assert [reason for _, _, reason in rows] == [None, None, None, "stale"]


MINISTRY = {"attributed_to": "MIIT"}


@told(
    said("wire", counted("4.20 million", 4_200_000, **MINISTRY), day=date(2025, 1, 20)),
    said("wire", counted("4.30 million", 4_300_000, **MINISTRY), day=date(2025, 3, 20)),
    said("wire", counted("4,200,000 in use", 4_200_000, **MINISTRY), day=date(2025, 12, 1)),
    said("gazette", counted("4,300,000 or so", 4_300_000), day=date(2025, 12, 2)),
)
def test_an_old_figure_in_other_words_is_no_witness_and_revises_nothing(query: Ask) -> None:
    seen = query("SELECT value, published_day, independent, claims, old_news FROM observations")
    assert seen == [(4_300_000, date(2025, 3, 20), 1, 4, None)]
    assert query("SELECT old_value, new_value FROM revisions") == [(4_200_000, 4_300_000)]
    assert query("SELECT count(*) FROM contradictions") == [(0,)]
    assert query("SELECT count(*) FROM statement_rows WHERE echo") == [(2,)]
    marked = query("SELECT published_day FROM claims WHERE old_news = 'period long past' ORDER BY 1")
    assert marked == [(date(2025, 12, 1),), (date(2025, 12, 2),)]


@told(said("wire", counted("718,000", 718_000, period_end=date(2020, 12, 31)), day=NEXT_YEAR))
def test_what_only_an_old_period_marks_is_still_all_that_is_known_of_it(query: Ask) -> None:
    assert query("SELECT value, old_news FROM observations") == [(718_000, "period long past")]


MANY = 2_000


def of_many() -> list[dict[str, Any]]:
    end = {"period_end": date(2025, 12, 31), "precision": 0.5}
    return [
        counted(f"{1_000_000 + number}", 1_000_000.0 + number, attributed_to=f"body {number}", **end)
        for number in range(MANY)
    ]


@told(said("wire", *of_many(), day=date(2026, 1, 5)))
def test_thousands_of_words_on_one_day_of_one_series_are_derived_at_once(query: Ask) -> None:
    """Every originator says something else: pairs of all with all would be millions of rows."""
    assert query("SELECT independent, claims FROM observations") == [(MANY, MANY)]
    assert 0 < query("SELECT count(*) FROM contradictions")[0][0] < 1_000
