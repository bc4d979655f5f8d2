"""The calibration benchmark: its judge, its interval and its fit."""

from __future__ import annotations

from typing import Any

import pytest
from calibration import Judged, fit_costs, print_buckets, wilson
from judging import is_right, known_metrics, pair_claims

from extractors.doubts import COSTS, FLOOR

GOLD: dict[str, Any] = {
    "start": 10, "end": 14, "low": 5, "high": None, "comparator": "gt", "unit": "count", "per": None, "kind": "level",
    "basis": None, "entity": "ZTE Corporation", "place": "China", "period_start": None, "period_end": "2024-12-31",
    "modality": "actual", "metric_id": None,
}  # fmt: skip
KNOWN = known_metrics([{"claims": [GOLD | {"metric_id": "revenue"}]}])


@pytest.mark.parametrize(
    ("change", "right"),
    [
        ({}, True),
        ({"entity": "the ZTE Corp."}, True),
        ({"comparator": "ge"}, True),
        ({"comparator": "eq"}, False),
        ({"low": 6}, False),
        ({"entity": None}, False),
        ({"period_end": None}, False),
        ({"metric_id": "revenue"}, False),
        ({"metric_id": "learnt_since"}, True),
        ({"entity": "ZTE Technology"}, True),
        ({"entity": "ZTE Kangxun"}, False),
    ],
)
def test_one_wrong_field_makes_a_row_wrong(change: dict[str, Any], right: bool) -> None:
    assert is_right(GOLD, GOLD | change, KNOWN) is right


def test_what_is_equally_right_is_right() -> None:
    assert is_right(GOLD | {"place_also": [None]}, GOLD | {"place": None}, KNOWN)
    assert is_right(GOLD | {"metric_id_also": ["revenue"]}, GOLD | {"metric_id": "revenue"}, KNOWN)


def test_claims_are_paired_by_their_spans_and_others_are_wrong() -> None:
    other = GOLD | {"start": 40, "end": 44}
    pairs = list(pair_claims([GOLD], [GOLD | {"start": 9}, other]))
    assert [gold is not None for gold, _ in pairs] == [True, False]
    assert is_right(*pairs[0], KNOWN)
    assert not is_right(*pairs[1], KNOWN)


def test_wilson_agrees_with_its_tables() -> None:
    assert wilson(9, 10) == pytest.approx((0.596, 0.982), abs=0.001)
    assert wilson(0, 0) == (0.0, 1.0)
    assert wilson(20, 20)[1] == pytest.approx(1)


def test_a_fit_charges_the_doubt_that_goes_with_wrong_rows() -> None:
    bad, harmless = "no place", "unit guessed"
    judged = [Judged(0.5, (bad,), right=False)] * 30 + [Judged(0.5, (harmless,), right=True)] * 30
    judged += [Judged(0.5, (), right=True)] * 30
    _, costs = fit_costs(judged)
    assert costs.keys() == COSTS.keys()
    assert costs[bad] > 1.2
    assert FLOOR <= costs[harmless] < 1


def test_the_verdict_is_about_claims_above_nine_in_ten(capsys: pytest.CaptureFixture[str]) -> None:
    print_buckets([Judged(0.95, (), right=True)] * 40 + [Judged(0.5, ("no place",), right=False)] * 3)
    assert "above 0.9: 40 of 40 right, 0.91 – 1.00; 0.95 holds" in capsys.readouterr().out
    print_buckets([Judged(0.95, (), right=False)] * 10 + [Judged(0.95, (), right=True)] * 10)
    assert "does not hold" in capsys.readouterr().out
