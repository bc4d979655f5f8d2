"""From claims to series: what stands, what is kept apart, what is held."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from extractors.errors import UsageError
from warehouse.checks import require_checks
from warehouse.derivation import refresh_series, resolve_originator
from warehouse.publishing import publish
from warehouse.series import read_series, row_of

END_2024 = {"period_end": date(2024, 12, 31), "period_origin": "stated"}


def _load(desk: Any, *stories: dict[str, Any]) -> None:
    """Loads one article per story: source, day, claims, and what else an article takes."""
    with desk.open() as warehouse:
        for number, story in enumerate(stories):
            spec = {"url": f"https://x.example/{number}", **story}
            desk.load(warehouse, desk.batch(f"b{number}", [spec], source=story.get("source", "wire")))


def _query(desk: Any, sql: str) -> list[tuple[Any, ...]]:
    with desk.open() as warehouse:
        refresh_series(warehouse.connection)
        require_checks(warehouse.connection)
        rows: list[tuple[Any, ...]] = warehouse.connection.execute(sql).fetchall()
    return rows


def _stations(desk: Any, quote: str, value: float, **fields: Any) -> Any:
    return desk.claim(quote, value, **{**END_2024, "precision": 500.0, **fields})


OBSERVED = "SELECT value, independent, claims, disagreement FROM observations ORDER BY value"


def test_one_period_is_one_observation_whoever_carries_it(desk: Any) -> None:
    _load(
        desk,
        {"source": "wire", "claims": [_stations(desk, "4.251 million", 4_251_000)]},
        {"source": "gazette", "claims": [_stations(desk, "4.25 million", 4_250_000, precision=5000.0)]},
    )
    rows = _query(desk, "SELECT value, publishers, independent, claims, disagreement, quote FROM observations")
    assert rows == [(4_251_000, ["The Gazette", "The Wire"], 2, 2, False, "4.251 million")]


def test_the_word_of_the_body_whose_statistic_it_is_outranks_what_many_say(desk: Any) -> None:
    _load(
        desk,
        {"source": "mirror", "claims": [_stations(desk, "4.251 million", 4_251_000, attributed_to="工信部")]},
        {"source": "wire", "claims": [_stations(desk, "4.4 million", 4_400_000)]},
        {"source": "gazette", "claims": [_stations(desk, "4.40 million", 4_400_000)]},
    )
    rows = _query(desk, "SELECT value, originator, independent, disagreement FROM observations")
    assert rows == [(4_251_000, "Ministry of Industry and Information Technology", 3, True)]


def test_an_official_source_speaks_for_itself_but_not_for_others(desk: Any) -> None:
    quoting = _stations(desk, "4.5 million", 4_500_000, attributed_to="Research House")
    _load(
        desk,
        {"source": "ministry", "claims": [quoting]},
        {"source": "wire", "claims": [_stations(desk, "4.25 million", 4_250_000)]},
        {"source": "gazette", "claims": [_stations(desk, "4.251 million", 4_251_000, precision=5000.0)]},
    )
    assert [row[0] for row in _query(desk, OBSERVED)] == [4_250_000]


def test_an_originator_that_corrects_itself_is_believed(desk: Any) -> None:
    _load(
        desk,
        {"source": "ministry", "day": date(2025, 1, 10), "claims": [_stations(desk, "4.2 million", 4_200_000)]},
        {"source": "ministry", "day": date(2025, 2, 10), "claims": [_stations(desk, "4.251 million", 4_251_000)]},
    )
    rows = _query(desk, "SELECT value, disagreement, published_day, first_published, claims FROM observations")
    assert rows == [(4_251_000, False, date(2025, 2, 10), date(2025, 1, 10), 2)]


def test_rounding_later_does_not_replace_the_exact_figure(desk: Any) -> None:
    _load(
        desk,
        {"source": "ministry", "day": date(2025, 1, 10), "claims": [_stations(desk, "4.251 million", 4_251_000)]},
        {
            "source": "ministry",
            "day": date(2025, 2, 10),
            "claims": [_stations(desk, "4.25 million", 4_250_000, comparator="approx", precision=5000.0)],
        },
    )
    assert [row[0] for row in _query(desk, OBSERVED)] == [4_251_000]


def test_without_an_owner_what_most_originators_share_stands_then_the_higher_tier(desk: Any) -> None:
    _load(
        desk,
        {"source": "wire", "claims": [_stations(desk, "4.3 million", 4_300_000)]},
        {"source": "gazette", "claims": [_stations(desk, "4.251 million", 4_251_000)]},
        {"source": "mirror", "claims": [_stations(desk, "4.2511 million", 4_251_100)]},
    )
    assert _query(desk, "SELECT value, originator, disagreement FROM observations") == [
        (4_251_000, "The Gazette", True)
    ]


def test_papers_of_one_house_are_one_originator(desk: Any) -> None:
    _load(
        desk,
        {"source": "gazette", "claims": [_stations(desk, "4.251 million", 4_251_000)]},
        {"source": "gazette_en", "claims": [_stations(desk, "4.2 million", 4_200_000, precision=5000.0)]},
    )
    assert [row[1] for row in _query(desk, OBSERVED)] == [1]


def test_a_body_speaks_once_whether_in_its_own_feed_or_quoted_by_others(desk: Any) -> None:
    _load(
        desk,
        {"source": "bulletin", "claims": [_stations(desk, "4.251 million", 4_251_000)]},
        {"source": "wire", "claims": [_stations(desk, "4.25 million", 4_250_000, attributed_to="the MIIT")]},
    )
    rows = _query(desk, "SELECT value, originator, independent, publishers FROM observations")
    ministry = "Ministry of Industry and Information Technology"
    assert rows == [(4_251_000, ministry, 1, ["The Bulletin", "The Wire"])]


def test_a_company_that_runs_the_source_speaks_for_itself(desk: Any) -> None:
    own = {"entity": "Acme Robots", "entity_id": "acme", "place": None, "place_id": None, "precision": 5.0}
    _load(
        desk,
        {"source": "acme_news", "claims": [_stations(desk, "4,100", 4_100, **own)]},
        {"source": "wire", "claims": [_stations(desk, "4,900", 4_900, **own)]},
        {"source": "gazette", "claims": [_stations(desk, "4,901", 4_901, **own)]},
    )
    assert _query(desk, "SELECT value, originator, disagreement FROM observations") == [(4_100, "Acme Robots", True)]


def test_bounds_agree_with_what_they_bound_and_stay_bounds(desk: Any) -> None:
    more = desk.claim("4.2 million", 4_200_000, comparator="gt", precision=50_000.0, **END_2024)
    _load(
        desk,
        {"source": "gazette", "claims": [more]},
        {"source": "wire", "claims": [_stations(desk, "4.251 million", 4_251_000)]},
    )
    rows = _query(desk, "SELECT value, low, high, comparator, independent, disagreement FROM observations")
    assert rows == [(4_251_000, 4_251_000, 4_251_000, "eq", 2, False)]


def test_a_bound_alone_is_the_value_and_says_so(desk: Any) -> None:
    fell = desk.claim(
        "6 percent", None, high=-6, comparator="gt", unit="percent", kind="growth", basis="yoy", **END_2024
    )
    _load(desk, {"claims": [desk.claim("4.2 million", 4_200_000, comparator="gt", **END_2024), fell]})
    rows = _query(desk, "SELECT kind, value, low, high, comparator FROM observations ORDER BY kind")
    assert rows == [("growth", -6, None, -6, "gt"), ("level", 4_200_000, 4_200_000, None, "gt")]


def test_a_bound_that_is_far_from_the_figure_contradicts_it(desk: Any) -> None:
    _load(
        desk,
        {"source": "wire", "claims": [desk.claim("3 million", 3_000_000, comparator="gt", **END_2024)]},
        {"source": "gazette", "claims": [_stations(desk, "4.251 million", 4_251_000)]},
    )
    assert [row[3] for row in _query(desk, OBSERVED)] == [True]


def test_provinces_cities_and_companies_never_enter_the_national_figure(desk: Any) -> None:
    _load(
        desk,
        {
            "claims": [
                _stations(desk, "4,251,000", 4_251_000),
                _stations(
                    desk, "400,001", 400_001, entity="Guangdong", entity_id="CN-GD", place="Guangdong", place_id="CN-GD"
                ),
                _stations(desk, "90,001", 90_001, entity="Guangzhou", entity_id="CN-GZ", place=None, place_id=None),
                _stations(
                    desk, "1,200,000", 1_200_000, entity="Acme Robots", entity_id="acme", place=None, place_id=None
                ),
                _stations(
                    desk, "5,000,000", 5_000_000, entity="World", entity_id="WORLD", place="World", place_id="WORLD"
                ),
                _stations(desk, "300,000", 300_000, place="Guangdong", place_id="CN-GD"),
            ]
        },
    )
    rows = _query(desk, "SELECT scope, entity_id, place_id, value, independent FROM observations ORDER BY value DESC")
    assert rows == [
        ("world", "WORLD", "WORLD", 5_000_000, 1),
        ("country", "CN", "CN", 4_251_000, 1),
        ("company", "acme", "CN", 1_200_000, 1),
        ("province", "CN-GD", "CN-GD", 400_001, 1),
        ("province", "CN", "CN-GD", 300_000, 1),
        ("city", "CN-GZ", "CN-GZ", 90_001, 1),
    ]


def test_a_country_beside_the_world_is_that_country(desk: Any) -> None:
    _load(desk, {"claims": [_stations(desk, "4,251,000", 4_251_000, place="World", place_id="WORLD")]})
    assert _query(desk, "SELECT scope, place_id FROM observations") == [("country", "CN")]


# Test articles are published on 2026-02-20.
PERIODS = """
base_stations actual  -          2021-12-31 > instant   2021-12-31 2021-12-31 stated
base_stations actual  -          -          > instant   2026-02-20 2026-02-20 assumed
base_stations actual  2026-01-01 2026-12-31 > instant   2026-02-20 2026-02-20 stated
base_stations target  -          2027-12-31 > instant   2027-12-31 2027-12-31 stated
robot_output  actual  -          2021-12-31 > year      2021-01-01 2021-12-31 stated
robot_output  actual  2025-01-01 2025-12-31 > year      2025-01-01 2025-12-31 stated
robot_output  actual  2025-07-01 2025-12-31 > half      2025-07-01 2025-12-31 stated
robot_output  actual  2025-04-01 2025-06-30 > quarter   2025-04-01 2025-06-30 stated
robot_output  actual  2024-02-01 2024-02-29 > month     2024-02-01 2024-02-29 stated
robot_output  actual  2025-01-01 2025-05-31 > ytd       2025-01-01 2025-05-31 stated
robot_output  actual  2025-03-01 2025-06-30 > window    2025-03-01 2025-06-30 stated
robot_output  actual  2024-03-01 -          > window    2024-03-01 2026-02-20 stated
robot_output  actual  -          2025-05-31 > inception -          2025-05-31 stated
robot_output  target  2026-02-20 2031-02-20 > window    2026-02-20 2031-02-20 stated
robot_output  target  -          2030-06-30 > window    2026-02-20 2030-06-30 stated
new_robots    actual  -          2025-05-31 > ytd       2025-01-01 2025-05-31 stated
penetration   actual  -          2025-12-31 > instant   2025-12-31 2025-12-31 stated
penetration   actual  2025-01-01 2025-12-31 > year      2025-01-01 2025-12-31 stated
penetration   actual  -          -          > instant   2026-02-20 2026-02-20 assumed
"""


def _day(text: str) -> date | None:
    return None if text == "-" else date.fromisoformat(text)


def test_periods_follow_the_nature_of_the_metric(desk: Any) -> None:
    claims, expected = [], {}
    for number, line in enumerate(PERIODS.strip().splitlines()):
        said, kept = (part.split() for part in line.split(">"))
        share = {"kind": "share", "unit": "percent"} if said[0] == "penetration" else {}
        period = {"period_start": _day(said[2]), "period_end": _day(said[3])}
        owner = {"entity": f"Owner {number}", "entity_id": None, "place": None, "place_id": None}
        claims.append(desk.claim("some", 50, metric_id=said[0], modality=said[1], **period, **share, **owner))
        expected[f"Owner {number}"] = (line, kept[0], _day(kept[1]), _day(kept[2]), kept[3])
    _load(desk, {"claims": claims, "text": "some " * len(claims)})
    rows = _query(desk, "SELECT entity, period_type, period_start, period_end, period_origin FROM observations")
    assert {row[0]: (expected[row[0]][0], *row[1:]) for row in rows} == expected


HELD: list[tuple[dict[str, Any], str | None]] = [
    ({"metric_id": None}, "no metric"),
    ({"metric_id": "unheard_of"}, "unknown metric"),
    ({"entity": None, "entity_id": None}, "no entity"),
    ({"modality": "hypothetical"}, "hypothetical"),
    ({"low": None, "high": None}, "no value"),
    ({"unit": "kWh"}, "unit clash"),
    ({"kind": "growth", "unit": "count"}, "unit clash"),
    ({"metric_id": "robot_output"}, "flow without a period"),
    ({"kind": "change"}, "flow without a period"),
    ({"kind": "growth", "unit": "percent"}, "growth without a period"),
    ({"low": 50.0, "high": 50.0}, "out of range"),
    ({"low": 9e6, "high": None, "comparator": "gt"}, "out of range"),
    ({"period_start": date(2025, 2, 1), "period_end": date(2025, 1, 1)}, "period ends before it starts"),
    ({"low": 50.0, "high": 50.0, "kind": "change", "period_end": date(2025, 1, 1)}, None),
    (
        {"low": 150.0, "high": 150.0, "entity": "Guangzhou", "entity_id": "CN-GZ", "place": None, "place_id": None},
        None,
    ),
    ({"metric_id": "revenue", "unit": "EUR", "period_end": date(2025, 12, 31)}, None),
    ({}, None),
]


def test_a_claim_is_held_with_its_reason(desk: Any) -> None:
    claims = []
    for fields, _ in HELD:
        values = {"low": 400_000.0, "high": 400_000.0, **fields}
        claims.append(desk.claim("some", values.pop("low"), values.pop("high"), **values))
    _load(desk, {"claims": claims, "text": "some " * len(claims)})
    rows = _query(desk, "SELECT held_reason FROM classified_claims ORDER BY number")
    assert list(zip([fields for fields, _ in HELD], [reason for (reason,) in rows], strict=True)) == HELD
    kept = sum(reason is None for _, reason in HELD)
    assert _query(desk, "SELECT count(*), sum(claims) FROM observations") == [(kept, kept)]


@pytest.mark.parametrize(
    ("metric", "kind", "end", "reason"),
    [
        ("robot_output", "level", date(2026, 2, 28), "period was not over"),
        ("robot_output", "level", date(2026, 2, 21), None),
        ("base_stations", "growth", date(2026, 12, 31), "period was not over"),
        ("base_stations", "level", date(2026, 12, 31), None),
    ],
)
def test_what_is_counted_over_a_period_is_known_when_that_is_over(
    desk: Any, metric: str, kind: str, end: date, reason: str | None
) -> None:
    unit = "count" if kind == "level" else "percent"
    made = desk.claim("400,000", 400_000, metric_id=metric, kind=kind, unit=unit, period_end=end)
    planned = desk.claim("400,000", 400_000, metric_id=metric, kind=kind, unit=unit, period_end=end, modality="target")
    _load(desk, {"day": date(2026, 2, 20), "claims": [made, planned]})
    assert _query(desk, "SELECT held_reason FROM claims ORDER BY start") == [(reason,), (None,)]


def test_a_name_as_written_is_the_entity_that_the_catalogue_knows_by_it(desk: Any) -> None:
    written = {"entity": "我国", "entity_id": None, "place": None, "place_id": None}
    _load(
        desk,
        {"source": "wire", "claims": [_stations(desk, "4.251 million", 4_251_000)]},
        {"source": "gazette", "claims": [_stations(desk, "4.25 million", 4_250_000, precision=5000.0, **written)]},
        {"source": "mirror", "claims": [_stations(desk, "4,000", 4_000, **{**written, "entity": "A Stranger"})]},
    )
    rows = _query(desk, "SELECT entity, entity_id, claims FROM observations ORDER BY value DESC")
    assert rows == [("China", "CN", 2), ("A Stranger", None, 1)]


def test_a_conversion_of_a_claim_makes_no_series_of_its_own(desk: Any) -> None:
    yuan = desk.claim("100 yuan", 100, unit="CNY", metric_id="revenue", period_end=date(2025, 12, 31))
    dollars = desk.claim("14 dollars", 14, unit="USD", metric_id="revenue", period_end=date(2025, 12, 31), same_as=0)
    _load(desk, {"claims": [yuan, dollars]})
    assert _query(desk, "SELECT unit FROM observations") == [("CNY",)]


def test_forecasts_and_targets_hang_beside_the_line_each_with_its_originator(desk: Any) -> None:
    def ahead(quote: str, value: float, modality: str, by: str | None = None) -> list[Any]:
        return [desk.claim(quote, value, modality=modality, attributed_to=by, period_end=date(2026, 12, 31))]

    _load(
        desk,
        {"source": "wire", "claims": ahead("4.5 million", 4_500_000, "target", "MIIT")},
        {"source": "gazette", "claims": ahead("4.8 million", 4_800_000, "expected", "Research House")},
        {"source": "gazette", "claims": ahead("4.6 million", 4_600_000, "expected")},
    )
    rows = _query(desk, "SELECT modality, originator, value, disagreement FROM observations ORDER BY value")
    assert rows == [
        ("target", "Ministry of Industry and Information Technology", 4_500_000, False),
        ("expected", "The Gazette", 4_600_000, False),
        ("expected", "Research House", 4_800_000, False),
    ]


def test_originators_that_are_shown_alike_do_not_stop_the_copy(desk: Any) -> None:
    """A source called The Wire, and a wire that somebody quotes and the catalogue does not know: two that speak."""

    def ahead(quote: str, value: float, by: str | None) -> list[Any]:
        return [desk.claim(quote, value, modality="target", attributed_to=by, period_end=date(2026, 12, 31))]

    _load(
        desk,
        {"source": "wire", "claims": ahead("4.5 million", 4_500_000, None)},
        {"source": "gazette", "claims": ahead("4.6 million", 4_600_000, "The Wire")},
    )
    rows = _query(desk, "SELECT originator, value FROM observations ORDER BY value")
    assert rows == [("The Wire", 4_500_000), ("The Wire", 4_600_000)]


def test_the_newest_value_stands_beside_the_one_before(desk: Any) -> None:
    def at(day: date, quote: str, value: float) -> dict[str, Any]:
        return {"day": day, "claims": [desk.claim(quote, value, period_end=day, period_origin="stated")]}

    _load(
        desk,
        at(date(2025, 1, 31), "4,270,000", 4_270_000),
        at(date(2025, 2, 28), "4,300,000", 4_300_000),
        {
            "day": date(2025, 3, 10),
            "claims": [desk.claim("12", 12, metric_id="robot_output", period_end=date(2024, 12, 31))],
        },
    )
    rows = _query(
        desk,
        "SELECT value, previous_value, previous_period_end, change, round(change_percent, 3), age_days "
        "FROM series_latest ORDER BY value DESC",
    )
    assert rows == [
        (4_300_000, 4_270_000, date(2025, 1, 31), 30_000, 0.703, 10),
        (12, None, None, None, None, 0),
    ]


@pytest.mark.parametrize(
    ("comparator", "due", "actual", "followed"),
    [
        ("ge", date(2025, 12, 31), (date(2025, 6, 30), 4_100_000), ("met", 1.025)),
        ("ge", date(2025, 12, 31), (date(2025, 12, 31), 3_900_000), ("missed", 0.975)),
        ("ge", date(2027, 12, 31), (date(2025, 12, 31), 3_900_000), ("open", 0.975)),
        ("ge", date(2027, 12, 31), None, ("unknown", None)),
        ("le", date(2025, 12, 31), (date(2025, 12, 31), 3_900_000), ("met", 0.975)),
        ("ge", date(2025, 12, 31), (date(2026, 1, 31), 3_900_000), ("unknown", None)),
    ],
)
def test_a_target_is_followed(
    desk: Any, comparator: str, due: date, actual: tuple[date, float] | None, followed: tuple[str, float | None]
) -> None:
    low, high = (4_000_000, None) if comparator == "ge" else (None, 4_000_000)
    aim = desk.claim("so many", low, high, comparator=comparator, modality="target", period_end=due)
    actuals = [] if actual is None else [actual]
    known = [{"claims": [desk.claim(f"{value:,}", value, period_end=day)]} for day, value in actuals]
    _load(desk, {"claims": [aim], "text": "There will be so many of them."}, *known)
    assert _query(desk, "SELECT state, share_reached FROM targets") == [followed]


def test_a_series_is_read_by_id_or_name_in_either_language(desk: Any) -> None:
    provincial = {"entity": "Guangdong", "entity_id": "CN-GD", "place": "Guangdong", "place_id": "CN-GD"}
    _load(
        desk,
        {"claims": [_stations(desk, "4,251,000", 4_251_000), _stations(desk, "400,000", 400_000, **provincial)]},
        {"claims": [_stations(desk, "777,777", 777_777, entity="Newcomer", entity_id=None, place=None, place_id=None)]},
    )
    publish(desk.data_dir)
    for name in ("CN", "China", "china", "中国", "我国"):
        assert [row.value for row in read_series(desk.data_dir, "base_stations", name)] == [4_251_000]
    assert [row.entity for row in read_series(desk.data_dir, "base_stations", "newcomer")] == ["Newcomer"]
    assert len(read_series(desk.data_dir, "base_stations")) == 3
    assert [row.scope for row in read_series(desk.data_dir, "base_stations", place="广东")] == ["province"]
    assert read_series(desk.data_dir, "base_stations", since=date(2025, 1, 1)) == ()
    only = read_series(desk.data_dir, "base_stations", "CN", kind="level", modality="actual")[0]
    assert (only.publishers, row_of(only)["quote"]) == (("The Wire",), "4,251,000")


@pytest.mark.parametrize(
    ("metric", "entity", "message"),
    [
        ("base_station", None, "there is no metric 'base_station'; did you mean base_stations?"),
        ("stations", None, "there is no metric 'stations'; did you mean base_stations?"),
        ("zzz", None, "there is no metric 'zzz'"),
        ("base_stations", "Guangdon", "there is no entity 'Guangdon'; did you mean guangdong"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(desk: Any, metric: str, entity: str | None, message: str) -> None:
    with desk.open():
        pass
    publish(desk.data_dir)
    with pytest.raises(UsageError) as caught:
        read_series(desk.data_dir, metric, entity)
    assert str(caught.value).startswith(message)


def test_nothing_published_yet_says_what_to_do(desk: Any) -> None:
    with pytest.raises(UsageError, match="nothing loaded yet"):
        read_series(desk.data_dir, "base_stations")


NAMES = {"miit": "miit", "工信部": "miit", "research house": "house", "house": "casa"}


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("MIIT", "miit"),
        ("the MIIT", "miit"),
        ("工信部总工程师", "miit"),
        ("an analyst at Research House", "house"),
        ("warehouse operators", None),
        ("summiits", None),
        ("experts", None),
        ("", None),
    ],
)
def test_attributions_name_their_body(text: str, entity: str | None) -> None:
    assert resolve_originator(text, NAMES) == entity
