"""A rule is one SELECT with a head that documents it; what is none is told with its file and line."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from extractors.errors import ConfigurationError
from warehouse.alerts.asking import Window, ask_rule, news_at_hand
from warehouse.alerts.raising import prepare_table, raise_alerts
from warehouse.alerts.rules import parse_rule, read_rules

ROOT = Path(__file__).resolve().parents[3]
HEAD = "-- title: Many robots\n-- means: More than\n--   expected.\n"
ASKS = "SELECT 'all' AS key, 'there are ' || count(*) AS reason, []::VARCHAR[] AS claim_ids FROM news;"


def test_every_rule_of_the_project_says_what_it_means_and_what_to_do() -> None:
    rules = {rule.name: rule for rule in read_rules()}
    assert set(rules) >= {"new_high_or_low", "target_met", "late_release", "scale_slip", "watched"}
    assert all(rule.title and rule.means and rule.advice for rule in rules.values())
    assert {name for name, rule in rules.items() if rule.lasts} == {"late_release", "stale_feed"}


def test_every_rule_of_the_project_is_one_query() -> None:
    for name, sql in {rule.name: rule.sql for rule in read_rules()}.items():
        assert parse_rule(f"config/alerts/{name}.sql", HEAD + sql).sql == HEAD + sql


def test_the_operators_page_says_of_every_rule_what_to_do() -> None:
    page = (ROOT / "docs" / "operations.md").read_text("utf-8")
    told = {
        name
        for line in page.splitlines()
        if line.startswith("| `")
        for name in re.findall(r"`(\w+)`", line.split("|")[1])
    }
    assert {rule.name for rule in read_rules()} <= told


def test_the_rule_that_the_page_shows_is_one_and_can_be_asked(desk: Any) -> None:
    (text,) = re.findall(r"```sql\n(.+?)```", (ROOT / "docs" / "alerts.md").read_text("utf-8"), re.DOTALL)
    rule = parse_rule("config/alerts/large_round.sql", text)
    window = Window(date(2026, 3, 1), date(2026, 2, 1))
    with desk.open() as warehouse:
        prepare_table(warehouse.connection)
        with news_at_hand(warehouse.connection, window, [rule], table=True):
            assert ask_rule(warehouse.connection, rule, window, "raised") is None


def test_an_own_rule_of_the_same_name_takes_the_place_of_ours() -> None:
    rules = {rule.name: rule for rule in read_rules({"config/alerts/watched.sql": HEAD + ASKS})}
    assert (rules["watched"].title, rules["watched"].means) == ("Many robots", "More than expected.")
    assert rules["watched"].sql.endswith("FROM news")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (ASKS, "config/alerts/x.sql:1: title is missing; begin the file with a line '-- title: …'"),
        (
            f"-- title: T\n-- mean: M\n{ASKS}",
            "config/alerts/x.sql:2: mean is not one of title, means, do, section, lasts",
        ),
        (f"{HEAD}-- section: news\n{ASKS}", "config/alerts/x.sql:1: section: 'news' is not one of watchlists, highs"),
        (f"{HEAD}DELETE FROM claims", "config/alerts/x.sql: holds no single SELECT; a rule only asks"),
        (f"{HEAD}{ASKS} DROP TABLE claims", "config/alerts/x.sql: holds no single SELECT"),
        (f"{HEAD}SELEC 1", "config/alerts/x.sql: cannot be read as SQL: Parser Error"),
    ],
)
def test_what_is_no_rule_is_refused_in_one_line(text: str, told: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        parse_rule("config/alerts/x.sql", text)
    assert str(caught.value).startswith(told)
    assert "\n" not in str(caught.value)


def test_a_rule_that_cannot_be_asked_is_told_and_the_others_are_asked(desk: Any) -> None:
    texts = {
        "broken": "SELECT no_such_column AS key, '' AS reason, [] AS claim_ids FROM news",
        "short": "SELECT 1 AS key, 'x' AS reason",
        "flood": "SELECT n AS key, 'row ' || n AS reason, []::VARCHAR[] AS claim_ids FROM range(150) AS t (n)",
        "sound": "SELECT 'it''s' AS key, 'well' AS reason, ['unknown'] AS claim_ids",
    }
    rules = [parse_rule(f"config/alerts/{name}.sql", f"{HEAD}-- lasts: yes\n{sql}") for name, sql in texts.items()]
    with desk.open() as warehouse:
        connection, today = warehouse.connection, date(2026, 3, 1)
        assert raise_alerts(connection, rules, today=today, at=datetime(2026, 3, 1, tzinfo=UTC)).first
        found = raise_alerts(connection, rules, today=today, at=datetime(2026, 3, 2, tzinfo=UTC))
        assert [fault.partition(":")[0] for fault in found.faults] == [
            f"config/alerts/{name}.sql" for name in ("broken", "short", "flood")
        ]
        assert "Referenced column" in found.faults[0]
        assert found.faults[1:] == (
            "config/alerts/short.sql: gives no column claim_ids",
            "config/alerts/flood.sql: gave 150 rows at once; 100 of them are kept",
        )
        counted = "SELECT rule, count(*), any_value(query) FROM alerts GROUP BY 1 ORDER BY 1"
        (flood, sound) = connection.execute(counted).fetchall()
        assert (flood[:2], sound[:2]) == (("flood", 100), ("sound", 1))
        assert connection.execute(sound[2]).fetchall()[0][:2] == ("it's", "well")
