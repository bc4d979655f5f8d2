"""What the rules raise of the news of a run, and what stays quiet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from stories import ask, derive, stations

from extractors.errors import UsageError
from warehouse.alerts.deciding import acknowledge, mute
from warehouse.alerts.raising import Raised, raise_alerts
from warehouse.alerts.rules import read_rules
from warehouse.alerts.sending import find_unsent, note_delivery
from warehouse.watching import save_watching

PAST, DAY, TODAY = date(2026, 1, 10), date(2026, 2, 20), date(2026, 2, 25)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
JANUARY = {"period_end": date(2026, 1, 31), "attributed_to": "MIIT"}
YEAR = {"period_start": date(2025, 1, 1), "period_end": date(2025, 12, 31)}
PLAN = {"period_start": date(2026, 1, 1), "period_end": date(2026, 12, 31), "modality": "target"}
SHARE = {"metric_id": "penetration", "unit": "percent", "kind": "share", "attributed_to": "Research House"}
ACME = {
    "metric_id": "revenue",
    "unit": "CNY",
    "entity": "Acme Robots",
    "entity_id": "acme",
    "attributed_to": "Acme Robots",
}
OUTPUT = {"metric_id": "robot_output", **YEAR}


def load(
    warehouse: Any,
    desk: Any,
    name: str,
    stories: list[tuple[str, date, list[Any]]],
    *,
    days: float = 0,
    run: str = "run-1",
) -> None:
    """A run that brings these articles: source, day of publication, claims."""
    by_source: dict[str, list[dict[str, Any]]] = {}
    for number, (source, day, claims) in enumerate(stories):
        spec = {"url": f"https://{source}.example/{name}/{number}", "day": day, "claims": claims}
        by_source.setdefault(source, []).append(spec)
    for source, specs in by_source.items():
        desk.load(
            warehouse, desk.batch(f"{name}-{source}", specs, source=source, run=run, at=NOON + timedelta(days=days))
        )
    derive(warehouse, "SELECT 1")


def past(desk: Any) -> list[tuple[str, date, list[Any]]]:
    """Everything that is known before: months of stations, targets, a company, a doubtful yearly figure."""
    ends = [date(2025, 9, 30), date(2025, 10, 31), date(2025, 11, 30), date(2025, 12, 31)]
    months = [stations(desk, f"4.{n} million", 4e6 + n * 1e5, period_end=end) for n, end in enumerate(ends, 1)]
    return [
        ("ministry", PAST, [*months, stations(desk, "3.6 million", 3_600_000, period_end=date(2025, 1, 31))]),
        ("wire", PAST, [stations(desk, "4.45 million", 4_450_000, **{**JANUARY, "modality": "target"})]),
        ("gazette", PAST, [desk.claim("70 percent", 70, **{**SHARE, **JANUARY, "modality": "target"})]),
        (
            "acme_news",
            PAST,
            [desk.claim("3 million", 3e6, **ACME, **YEAR), desk.claim("5 million", 5e6, **ACME, **PLAN)],
        ),
        ("mirror", PAST, [desk.claim("512,340", 512_340, **OUTPUT, attributed_to="Research House")]),
        (
            "bulletin",
            PAST,
            [desk.claim("321", 321, metric_id="new_robots", period_start=date(2025, 11, 1), period_end=ends[2])],
        ),
    ]


def fresh(desk: Any) -> list[tuple[str, date, list[Any]]]:
    """What the next run brings: something for each rule, and old news that is to raise nothing."""
    growth = {"kind": "growth", "basis": "yoy", "unit": "percent", **JANUARY}
    sorts = {
        "metric_id": "classes",
        "of": "major classes",
        "attributed_to": None,
        "place": "Guangzhou",
        "place_id": "CN-GZ",
    }
    return [
        ("ministry", DAY, [stations(desk, "450万个", 4_500_000, **JANUARY), desk.claim("40 percent", 40, **growth)]),
        ("gazette", DAY, [stations(desk, "4.8 million", 4_800_000, **{**JANUARY, "attributed_to": "Research House"})]),
        (
            "gazette",
            DAY,
            [stations(desk, "45 million", 45_000_000, **JANUARY), stations(desk, "45,000", 45_000, **JANUARY)],
        ),
        ("wire", DAY, [desk.claim("60 percent", 60, **{**SHARE, **JANUARY}), desk.claim("71", 71, **sorts, **YEAR)]),
        (
            "acme_news",
            DAY,
            [desk.claim("3.5 million", 3.5e6, **ACME, **YEAR), desk.claim("6 million", 6e6, **ACME, **PLAN)],
        ),
        ("wire", DAY, [desk.claim("51,234", 51_234, **OUTPUT)]),
        ("mirror", DAY, [stations(desk, "4.1 million", 4_100_000, period_end=date(2025, 9, 30))]),
        ("mirror", date(2025, 3, 1), [stations(desk, "9 stations", 3_700_000, period_end=date(2025, 2, 28))]),
    ]


WATCHED = [
    {"watchlist_id": "mine", "name_en": "Mine", "watches": "series", "metric_id": "base_stations", "entity_id": "CN"},
    {"watchlist_id": "mine", "name_en": "Mine", "watches": "entity", "entity_id": "acme"},
    {"watchlist_id": "mine", "name_en": "Mine", "watches": "word", "word": "60 percent"},
]
RELEASE = {
    "release_id": "robots", "name_en": "New robots", "publisher": "The Ministry", "metric_ids": ["new_robots"],
    "entity_id": "CN", "period_start": date(2025, 12, 1), "period_end": date(2025, 12, 31),
    "expected_from": date(2026, 1, 15), "expected_by": date(2026, 1, 20), "late_after": date(2026, 1, 25),
}  # fmt: skip


@pytest.fixture(scope="module")
def raised(new_desk: Any) -> Iterator[tuple[Any, Any, Raised, Raised]]:
    """A desk whose second run brings something for every rule: its warehouse, and what both runs raised."""
    desk = new_desk()
    with desk.open() as warehouse:
        watched = [{name: row.get(name) for name in (*WATCHED[0], "word")} for row in WATCHED]
        save_watching(warehouse.connection, watched=watched, releases=[RELEASE])
        load(warehouse, desk, "past", past(desk))
        first = raise_alerts(warehouse.connection, read_rules(), today=TODAY, at=datetime.now(UTC))
        load(warehouse, desk, "fresh", fresh(desk), days=20)
        second = raise_alerts(warehouse.connection, read_rules(), today=TODAY, at=datetime.now(UTC), run_id="run-2")
        yield desk, warehouse, first, second


REASONS = {
    "new_high_or_low": "5G base stations · China: 4,500,000 (end of Jan 2026) is above all 6 earlier periods; "
    "highest before: 4,400,000 (end of Dec 2025)",
    "target_met": "5G base stations · China: 4,500,000 (end of Jan 2026) meets the target of Ministry of Industry and "
    "Information Technology, 4,450,000 for end of Jan 2026",
    "target_missed": "Penetration · China: 60% (end of Jan 2026) misses the target of Ministry of Industry and "
    "Information Technology, 70% for end of Jan 2026",
    "target_changed": "Revenue · Acme Robots, China: Acme Robots now aims at 6,000,000 CNY for 2026, before at "
    "5,000,000 CNY",
    "contradiction": "5G base stations · China, end of Jan 2026: Ministry of Industry and Information Technology says "
    "4,500,000, Research House 4,800,000",
    "revision": "Revenue · Acme Robots, China, 2025: Acme Robots now says 3,500,000 CNY, before 3,000,000 CNY (+16.7%)",
    "break_suspected": "5G base stations · China, end of Jan 2026: printed growth 40%, growth of the levels 25% (yoy)",
    "out_of_range": "5G base stations · China: 45,000 is held, out of range",
    "late_release": "New robots for Dec 2025 was expected from The Ministry by 20 Jan 2026 and has not come; the "
    "newest is of 30 Nov 2025",
    "stale_feed": "The Bulletin (bulletin) has brought nothing new since 1 Mar 2026",
    "republished": "The Mirror prints figures of 30 Sep 2025 or earlier as news of 20 Feb 2026: A title",
}


IN_CHINESE = {
    "new_high_or_low": "5G基站 · 中国：450万（2026年1月底）高于此前全部6期；此前最高：440万（2025年底）",
    "target_met": "5G基站 · 中国：450万（2026年1月底）达到工业和信息化部的目标：2026年1月底445万",
    "target_missed": "普及率 · 中国：60%（2026年1月底）未达到工业和信息化部的目标：2026年1月底70%",
    "target_changed": "收入 · 顶峰，中国：顶峰将2026年的目标定为600万元，此前为500万元",
    "contradiction": "5G基站 · 中国，2026年1月底：工业和信息化部称450万，研究社称480万",
    "revision": "收入 · 顶峰，中国，2025年：顶峰现称350万元，此前为300万元（+16.7%）",
    "break_suspected": "5G基站 · 中国，2026年1月底：公布增速40%，由数值计算为25%（同比）",
    "out_of_range": "5G基站 · 中国：4.5万被搁置，超出合理范围",
    "late_release": "New robots（2025年12月）应由The Ministry在2026年1月20日前发布，至今未见；"
    "最近一期截至2025年11月30日",
    "stale_feed": "The Bulletin（bulletin）自2026年3月1日起没有新内容",
    "republished": "The Mirror在2026年2月20日将2025年9月30日或更早的数值当作新闻刊出：A title",
}


@pytest.mark.parametrize("rule", sorted(REASONS))
def test_a_rule_raises_what_it_is_for_with_its_numbers_in_the_reason(raised: Any, rule: str) -> None:
    asked = f"SELECT reason, reason_zh FROM alerts WHERE rule = '{rule}'"
    assert ask(raised[1], asked) == [(REASONS[rule], IN_CHINESE[rule])]


def test_what_was_raised_is_kept_under_its_day_also_where_it_was_quiet(raised: Any) -> None:
    kept = dict(ask(raised[1], "SELECT day, list(DISTINCT rule ORDER BY rule) FROM alert_raisings GROUP BY day"))
    assert kept == {
        PAST: [
            "first_claim",
            "new_high_or_low",
            "watched",
        ],  # known when the rules were asked first: no alert came of it
        DAY: sorted({*REASONS, "first_claim", "scale_slip", "watched"} - {"late_release", "stale_feed"}),
        TODAY: ["late_release", "stale_feed"],
    }
    assert ask(raised[1], "SELECT asked_from FROM alert_checks ORDER BY checked_at") == [
        (date(2025, 12, 31),),
        (date(2026, 2, 15),),
    ]


def test_slips_first_claims_and_watched_things_are_raised_too(raised: Any) -> None:
    found = ask(raised[1], "SELECT rule, list(reason ORDER BY reason) FROM alerts GROUP BY 1")
    by_rule = dict(found)
    assert [reason.partition(":")[2] for reason in by_rule["scale_slip"]] == [
        " 45,000,000 against 4,500,000, a factor of about 10",
        " The Wire says 51,234, Research House 512,340, which looks like a slip (factor 10)",
    ]
    slips = ask(raised[1], "SELECT reason_zh FROM alerts WHERE rule = 'scale_slip' ORDER BY reason")
    assert [reason for (reason,) in slips] == [
        "5G基站 · 中国：4500万，而通常为450万，相差约10倍",
        "机器人产量 · 中国，2025年：The Wire称5.1234万，研究社称51.234万，疑似笔误（相差10倍）",
    ]
    assert by_rule["first_claim"] == [
        "first figure of the metric classes: Major classes · China, Guangzhou, end of Dec 2025: 71"
    ]
    assert by_rule["watched"] == [
        "Mine: 5G base stations · China, end of Jan 2026: 4,500,000",
        "Mine: 5G base stations, growth yoy · China, end of Jan 2026: 40%",
        "Mine: Revenue · Acme Robots, China, 2025: 3,500,000 CNY",
        "Mine: “60 percent”, Penetration · China, end of Jan 2026: 60%",
    ]


def test_an_alert_has_the_words_their_links_and_a_query_that_finds_it_again(raised: Any) -> None:
    _, warehouse, _, second = raised
    assert second.faults == ()
    (row,) = ask(warehouse, "SELECT key, quotes, claim_ids, query, run_id FROM alerts WHERE rule = 'new_high_or_low'")
    key, quotes, claims, query, run = row
    assert [(one["quote"], one["sentence"], one["lang"]) for one in quotes] == [
        ("450万个", "Officials counted 450万个 of them.", "en"),
        ("4.4 million", "Officials counted 4.4 million of them.", "en"),
    ]
    assert [one["claim_id"] for one in quotes] == claims
    assert quotes[0]["url"].startswith("https://ministry.example/")
    assert run == "run-2"
    found = ask(warehouse, query)
    assert [f"new_high_or_low|{one[0]}" for one in found] == [key]


def test_the_first_time_is_quiet_and_old_texts_that_come_late_raise_nothing(raised: Any) -> None:
    _, warehouse, first, second = raised
    assert (first.first, first.alert_ids, second.first) == (True, (), False)
    assert ask(warehouse, "SELECT count(*) FROM alerts WHERE reason LIKE '%3,700,000%'") == [(0,)]
    assert second.news == 11
    assert ask(warehouse, "SELECT news, raised FROM alert_checks ORDER BY checked_at") == [
        (0, 0),
        (11, len(second.alert_ids)),
    ]


def test_a_text_of_a_backfill_is_the_past_however_young_it_is(raised: Any) -> None:
    desk, warehouse, _, _ = raised
    warehouse.start_run("back", NOON, "backfill", "config", "rules")
    claim = stations(desk, "9,999 more", 4_900_000, **{**JANUARY, "period_end": date(2026, 2, 10)})
    load(warehouse, desk, "back", [("ministry", DAY, [claim])], run="back")
    found = raise_alerts(warehouse.connection, read_rules(), today=TODAY, at=datetime.now(UTC))
    assert (found.news, found.alert_ids) == (0, ())
    assert ask(warehouse, "SELECT initial, news_day FROM news_versions ORDER BY loaded_at DESC LIMIT 1") == [
        (True, DAY)
    ]


def test_lows_slips_of_wan_and_first_figures_of_a_company_are_raised_as_well(raised: Any) -> None:
    desk, warehouse, _, _ = raised
    february = {"period_end": date(2026, 2, 23), "attributed_to": "MIIT"}
    low = stations(desk, "3 million", 3_000_000, **february)
    slip = stations(desk, "300", 300, **{**february, "attributed_to": "Research House"})
    firm = desk.claim("7 million", 7e6, **{**ACME, **YEAR, "entity": "House", "entity_id": "house"})
    load(warehouse, desk, "lows", [("ministry", date(2026, 2, 24), [low, slip, firm])], days=21)
    raise_alerts(warehouse.connection, read_rules(), today=TODAY, at=datetime.now(UTC))
    found = ask(
        warehouse, "SELECT reason, reason_zh FROM alerts WHERE times = 1 ORDER BY first_raised DESC, reason LIMIT 9"
    )
    english = (
        "5G base stations · China: 3,000,000 (23 Feb 2026) is below all 8 earlier periods; lowest before: 3,600,000 "
        "(end of Jan 2025)"
    )
    chinese = "5G基站 · 中国：300万（2026年2月23日）低于此前全部8期；此前最低：360万（2025年1月底）"
    assert (english, chinese) in found
    reasons = [reason for reason, _ in found]
    assert any(reason.endswith("300 against 3,000,000, a factor of about 10,000") for reason in reasons), reasons
    assert any(reason.startswith("first figure of the entity house: Revenue · ") for reason in reasons), reasons


def test_a_channel_gets_each_alert_once_and_what_it_did_not_take_again(raised: Any) -> None:
    _, warehouse, _, _ = raised
    connection = warehouse.connection
    at = ask(warehouse, "SELECT min(first_raised) FROM alerts")[0][0].replace(tzinfo=UTC)
    due = find_unsent(connection, "mail", at=at, unsent_rules=["first_claim"])
    assert {alert.rule for alert in due} >= {"watched", "contradiction"}
    assert "first_claim" not in {alert.rule for alert in due}
    note_delivery(connection, due[:2], "mail", at=at, fault="refused")
    assert find_unsent(connection, "mail", at=at, unsent_rules=["first_claim"]) == due
    note_delivery(connection, due[:2], "mail", at=at, fault=None)
    assert find_unsent(connection, "mail", at=at, unsent_rules=["first_claim"]) == due[2:]
    assert len(find_unsent(connection, "chat", at=at)) > len(due)
    assert find_unsent(connection, "mail", at=at + timedelta(days=4)) == ()
    assert ask(warehouse, "SELECT count(*) FROM alerts WHERE last_sent IS NOT NULL") == [(2,)]


ANSWERS_AGAIN = """
INSERT INTO source_checks
SELECT * REPLACE (TIMESTAMP '2026-03-21' AS checked_at, TIMESTAMP '2026-03-21' AS newest_entry)
FROM source_checks WHERE source_id = 'bulletin'
"""


def test_within_the_quiet_days_nothing_is_due_again_and_after_them_it_is(raised: Any) -> None:
    """Told by the stale feed, which is raised as long as it lasts."""
    _, warehouse, _, _ = raised
    connection, start = warehouse.connection, datetime.now(UTC)

    def ask_again(days: float) -> tuple[int, str]:
        due = raise_alerts(connection, read_rules(), today=TODAY, at=start + timedelta(days=days)).alert_ids
        ((name, state),) = ask(warehouse, "SELECT alert_id, state FROM alerts WHERE rule = 'stale_feed'")
        return due.count(name), state

    ((name,),) = ask(warehouse, "SELECT alert_id FROM alerts WHERE rule = 'stale_feed'")
    assert ask_again(1) == (0, "open")
    assert ask_again(8) == (1, "open")
    acknowledge(warehouse, [name], by="me", at=start)
    assert ask_again(16) == (0, "acknowledged")
    assert mute(warehouse, [name[:12]], days=30, by="me", at=start) == 1
    assert ask_again(24) == (0, "muted")
    assert ask_again(33) == (1, "open")
    assert mute(warehouse, [name], days=5, by="me", at=start) == mute(warehouse, [name], days=0, by="me", at=start) == 1
    connection.execute("UPDATE source_checks SET newest_entry = checked_at")
    connection.execute(ANSWERS_AGAIN)
    assert ask_again(34) == (0, "over")
    with pytest.raises(UsageError, match="there is no alert 'alert-zzzz'"):
        acknowledge(warehouse, ["alert-zzzz"], by="me", at=start)
    with pytest.raises(UsageError, match="write at least 4 characters"):
        mute(warehouse, ["al"], days=1, by="me", at=start)


FAILS = """
INSERT INTO source_checks BY NAME
SELECT 'mirror' AS source_id, unnest([TIMESTAMP '2026-04-20', TIMESTAMP '2026-04-24']) AS checked_at,
    unnest(['ok', 'failed']) AS state, unnest([NULL, 'timeout']) AS reason,
    4 AS entries_seen, checked_at AS newest_entry
UNION ALL BY NAME
SELECT 'gazette' AS source_id, unnest([TIMESTAMP '2026-04-20', TIMESTAMP '2026-04-24']) AS checked_at, 'ok' AS state,
    unnest([4, 0]) AS entries_seen, checked_at AS newest_entry
"""


def test_a_feed_that_fails_for_days_or_lists_nothing_any_more_is_told_until_it_is_well(raised: Any) -> None:
    _, warehouse, _, _ = raised
    connection, later = warehouse.connection, datetime.now(UTC) + timedelta(days=50)
    connection.execute(FAILS)
    raise_alerts(connection, read_rules(), today=TODAY, at=later)
    asked = (
        "SELECT reason, reason_zh FROM alerts WHERE state = 'open' AND key SIMILAR TO '.*(mirror|gazette)' ORDER BY 1"
    )
    assert ask(warehouse, asked) == [
        ("The Gazette (gazette) announces nothing any more", "The Gazette（gazette）列表已空"),
        (
            "The Mirror (mirror) has failed since 20 Apr 2026 (timeout)",
            "The Mirror（mirror）自2026年4月20日起连续失败（timeout）",
        ),
    ]
    connection.execute("DELETE FROM source_checks WHERE checked_at = TIMESTAMP '2026-04-24'")
    raise_alerts(connection, read_rules(), today=TODAY, at=later + timedelta(days=1))
    assert ask(warehouse, asked) == []
