"""The digest of a day: its sections, and the words behind each line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from stories import ask, derive, load_at_once, stations

from extractors.errors import ClaimwatchError
from warehouse.alerts.raising import raise_alerts
from warehouse.alerts.rules import read_rules
from warehouse.daily_digest.reading import build_digest, build_digests, find_newest_day, list_days, read_digest
from warehouse.daily_digest.records import Digest

DAY = date(2026, 2, 20)


def month(desk: Any, end: date, quote: str, value: float, **fields: Any) -> Any:
    return stations(desk, quote, value, **{"period_end": end, "attributed_to": "MIIT", **fields})


@pytest.fixture(scope="module")
def day(new_desk: Any) -> Iterator[tuple[Digest, Any]]:
    """One day on which the ministry's figure, a doubtful one, a target and a company's and a city's figure came out."""
    desk = new_desk()
    ends = [date(2025, 9, 30), date(2025, 10, 31), date(2025, 11, 30), date(2025, 12, 31)]
    past = [month(desk, end, f"4.{number} million", 4e6 + number * 1e5) for number, end in enumerate(ends, 1)]
    old = month(desk, date(2025, 1, 31), "3.6 million", 3_600_000)
    new = month(desk, date(2026, 1, 31), "450万个", 4_500_000)
    growth = month(desk, date(2026, 1, 31), "25 percent", 25, kind="growth", basis="yoy", unit="percent")
    other = month(desk, date(2026, 1, 31), "4.8 million", 4_800_000, attributed_to="Research House")
    aim = month(desk, date(2026, 12, 31), "5 million", 5_000_000, modality="target")
    odd = month(desk, date(2026, 1, 31), "45,000", 45_000)
    sold = {"metric_id": "revenue", "unit": "CNY", "period_start": date(2025, 1, 1), "period_end": date(2025, 12, 31)}
    firm = desk.claim("3 million yuan", 3e6, **sold, entity="Acme Robots", entity_id="acme", place=None, place_id=None)
    city = month(desk, date(2026, 1, 31), "90,000", 90_000, entity_id="CN-GZ", entity="Guangzhou", place_id="CN-GZ")
    with desk.open() as warehouse:
        load_at_once(
            warehouse,
            desk,
            {"source": "wire", "claims": [old], "day": date(2025, 2, 20)},
            *({"source": "wire", "claims": [claim], "day": date(2026, 1, 20)} for claim in past),
            {"source": "ministry", "claims": [new, growth, aim, city], "day": DAY},
            {"source": "gazette", "claims": [other, odd], "day": DAY},
            {"source": "acme_news", "claims": [firm], "day": DAY},
        )
        derive(warehouse, "SELECT 1")
        yield build_digest(warehouse.connection, DAY, read_rules()), warehouse


def glosses(digest: Digest, section: str) -> list[str]:
    return [line.gloss for line in digest.section(section).lines]


def test_an_official_release_stands_beside_the_period_before_the_year_before_and_the_printed_growth(day: Any) -> None:
    found = {line.cells for line in day[0].section("releases").lines}
    ministry = "Ministry of Industry and Information Technology"
    assert (
        "5G base stations · China",
        "4,500,000",
        "end of Jan 2026",
        "+100,000 since Dec 2025",
        "+25.0%",
        "25% yoy",
        ministry,
    ) in found
    assert not any("Acme" in gloss for gloss in glosses(day[0], "releases"))


def test_what_is_remarkable_stands_in_its_section(day: Any) -> None:
    digest, _ = day
    assert digest.faults == ()
    assert glosses(digest, "highs") == [
        (
            "5G base stations · China: 4,500,000 (end of Jan 2026) is above all 5 earlier periods; "
            "highest before: 4,400,000 (end of Dec 2025)"
        )
    ]
    assert glosses(digest, "contradictions") == [
        (
            "5G base stations · China, end of Jan 2026: Ministry of Industry and Information Technology says "
            "4,500,000, Research House 4,800,000"
        )
    ]
    assert glosses(digest, "targets") == [
        (
            "new: 5G base stations · China: Ministry of Industry and Information Technology aims at 5,000,000 for "
            "end of Dec 2026"
        )
    ]
    assert glosses(digest, "companies") == ["Revenue · Acme Robots, China, 2025: 3,000,000 CNY"]
    assert glosses(digest, "places") == ["5G base stations · Guangzhou, end of Jan 2026: 90,000"]
    assert glosses(digest, "held") == ["out of range: 5G base stations · China, 45,000"]
    rules = [line.rule for line in digest.section("alerts").lines]
    assert (rules.count("out_of_range"), rules.count("scale_slip")) == (1, 0)  # a factor of 100 is no slip
    assert (digest.counts.articles, digest.counts.claims, digest.empty) == (3, 7, False)


def test_the_same_is_said_in_chinese(day: Any) -> None:
    digest, _ = day
    said = {section.id: [line.gloss_zh for line in section.lines] for section in digest.sections}
    assert said["highs"] == ["5G基站 · 中国：450万（2026年1月底）高于此前全部5期；此前最高：440万（2025年底）"]
    assert said["targets"] == ["新目标：5G基站 · 中国：工业和信息化部将2026年底的目标定为500万"]
    assert said["companies"] == ["收入 · 顶峰，中国，2025年：300万元"]
    assert said["held"] == ["超出合理范围：5G基站 · 中国，4.5万"]
    cells = {line.cells_zh for line in digest.section("releases").lines}
    assert ("5G基站 · 中国", "450万", "2026年1月底", "较2025年底+10万", "+25.0%", "同比25%", "工业和信息化部") in cells


def test_a_day_gone_by_tells_what_was_raised_when_it_was_news(day: Any) -> None:
    """By the rules of then, of which an installation may turn one off; where nobody asked then they are asked now."""
    digest, warehouse = day
    rules = [rule for rule in read_rules() if rule.name != "contradiction"]
    at = datetime(2026, 2, 21, tzinfo=UTC)
    raise_alerts(warehouse.connection, rules, today=date(2026, 2, 21), at=at)
    (kept,) = build_digests(warehouse.connection, [DAY])
    assert kept.section("contradictions").lines == ()
    told = [section for section in digest.sections if section.id != "contradictions"]
    assert [section for section in kept.sections if section.id != "contradictions"] == told
    warehouse.connection.execute("UPDATE alert_raisings SET reason = 'as said then' WHERE rule = 'new_high_or_low'")
    assert glosses(build_digest(warehouse.connection, DAY, read_rules()), "highs") == ["as said then"]
    before = build_digest(warehouse.connection, date(2025, 2, 20), read_rules())
    assert glosses(before, "alerts")[1].startswith("first figure of the metric base_stations: 5G base stations · China")
    assert list_days(warehouse.connection, 2, date(2026, 3, 1)) == [DAY, date(2026, 1, 20)]
    newest, older = build_digests(warehouse.connection, [DAY, date(2026, 1, 20)])
    assert (newest.counts, len(older.section("releases").lines)) == (digest.counts, 1)
    assert (older.day, older.counts.articles, older.counts.claims) == (date(2026, 1, 20), 4, 4)


def test_every_line_has_the_words_of_the_press_with_their_link(day: Any) -> None:
    lines = [line for section in day[0].sections for line in section.lines]
    assert lines
    assert all(line.quotes and all(quote.url.startswith("https://") for quote in line.quotes) for line in lines)
    (high,) = day[0].section("highs").lines
    assert [quote.quote for quote in high.quotes] == ["450万个", "4.4 million"]
    assert high.quotes[0].sentence == "Officials counted 450万个 of them."


def test_the_newest_day_with_a_figure_is_taken_and_none_to_come(day: Any, tmp_path: Any) -> None:
    _, warehouse = day
    assert find_newest_day(warehouse.connection) == DAY
    assert find_newest_day(warehouse.connection, date(2026, 2, 1)) == date(2026, 1, 20)
    assert find_newest_day(warehouse.connection, date(2020, 2, 1)) == date(2020, 2, 1)
    assert build_digest(warehouse.connection, date(2020, 2, 1), ()).empty
    assert ask(warehouse, "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'news'") == [(0,)]
    with pytest.raises(ClaimwatchError):
        read_digest(tmp_path / "none.duckdb")
