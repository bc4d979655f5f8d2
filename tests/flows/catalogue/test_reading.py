"""The catalogue as a whole: what it hands out, and what it says about each kind of mistake."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from extractors.errors import ConfigurationError
from flows.catalogue import read_catalogue
from flows.catalogue.documents import CatalogueError, parse_document

Change = Callable[[str, str, str], None]


def complaint(config: Path) -> str:
    with pytest.raises(ConfigurationError) as caught:
        read_catalogue(config)
    assert caught.value.exit_code == 4
    return str(caught.value)


def test_a_whole_folder_is_read_into_typed_parts(config: Path) -> None:
    catalogue = read_catalogue(config)
    assert [source.id for source in catalogue.sources] == ["press"]
    assert catalogue.sources[0].url == ("https://press.example/feed",)
    assert catalogue.sources[0].examples[0].date == datetime.date(2026, 1, 31)
    assert catalogue.metrics[0].ranges == {"country": (10.0, 1000.0)}
    assert [entity.parent for entity in catalogue.entities] == [None, "CN", None]
    assert catalogue.topics[0].strong.zh == ("机器人",)
    assert catalogue.units[0].symbol == "kg"
    assert catalogue.languages["en"]["numbers"] == {"one": 1}


def test_words_in_lists_are_words_and_no_truth_values() -> None:
    document, problems = parse_document("x.yaml", "prepositions: [in, on, off, no, true]\nactive: no\n")
    assert not problems
    assert document.data == {"prepositions": ["in", "on", "off", "no", True], "active": False}


def test_rulebook_data_is_plain_and_leaves_examples_and_traps_behind(config: Path) -> None:
    data = read_catalogue(config).rulebook_data()
    assert set(data) == {"units", "languages", "metrics", "entities"}
    assert data["metrics"][0]["phrases"] == {
        "en": ["robot output", "{n} robots produced"],
        "zh": ["机器人产量", "机器人…产量"],
    }
    assert not {"examples", "traps"} & set(data["metrics"][0])
    assert data["units"][0]["zh"] == ["公斤"]


def test_an_example_keeps_the_difference_between_null_and_absent(config: Path) -> None:
    claim = read_catalogue(config).data["metrics"][0]["examples"][0]["claims"][0]
    assert claim["period_end"] is None
    assert "period_start" not in claim


def test_the_version_changes_with_a_text_and_not_with_the_place(config: Path, change: Change, tmp_path: Path) -> None:
    first = read_catalogue(config).version
    moved = tmp_path / "elsewhere"
    config.rename(moved)
    assert read_catalogue(moved).version == first
    moved.rename(config)
    change("metrics/robot_output.yaml", "that were produced", "that left a factory")
    assert read_catalogue(config).version != first


def test_a_catalogue_cannot_be_changed(config: Path) -> None:
    catalogue = read_catalogue(config)
    with pytest.raises(ValueError, match="frozen"):
        catalogue.sources[0].tier = "copy"


MISTAKES = [  # file, what stands there, what is put there, how the complaint begins
    (
        "sources/press.yaml",
        "tier: agency",
        "tier: agancy",
        (
            "config/sources/press.yaml:10: tier: 'agancy' is not one of official, agency, trade, media, copy;"
            " did you mean 'agency'?"
        ),
    ),
    (
        "sources/press.yaml",
        "zone: Asia/Shanghai",
        "zone: Asia/Beijing",
        (
            "config/sources/press.yaml:9: zone: 'Asia/Beijing' is not a time zone;"
            " write an IANA name such as Asia/Shanghai"
        ),
    ),
    (
        "sources/press.yaml",
        "zone:",
        "zoen:",
        "config/sources/press.yaml:9: zoen: is not a known key; did you mean 'zone'?",
    ),
    ("sources/press.yaml", "enabled: true\n", "", "config/sources/press.yaml:1: enabled: is missing"),
    (
        "sources/press.yaml",
        "enabled: true",
        "enabled: false",
        "config/sources/press.yaml:1: enabled is false: say why in disabled_reason",
    ),
    (
        "sources/press.yaml",
        "type: rss",
        "type: listing",
        "config/sources/press.yaml:1: a listing needs selectors (item and link at least) before it can be enabled",
    ),
    (
        "sources/press.yaml",
        "type: rss",
        "type: json",
        "config/sources/press.yaml:1: type json needs json paths (items and url at least) before it can be enabled",
    ),
    (
        "sources/press.yaml",
        "url: https://press.example/feed",
        "url: ftp://press.example/feed",
        (
            "config/sources/press.yaml:7: url.0: 'ftp://press.example/feed' is not a web address;"
            " start it with https:// or http://"
        ),
    ),
    (
        "sources/press.yaml",
        "(?P<day>",
        "(?P<date>",
        (
            "config/sources/press.yaml:13: url_date_pattern: must have the named groups year, month and day,"
            " and no other: (?P<year>\\d{4})"
        ),
    ),
    (
        "sources/press.yaml",
        "'/n(\\d+)\\.html'",
        "'/n(\\d+\\.html'",
        (
            "config/sources/press.yaml:14: document_id: is not a regular expression: missing ), unterminated subpattern"
            " at position 2"
        ),
    ),
    (
        "sources/press.yaml",
        "group: agency",
        "group: agency\nheaders: {Authorization: Bearer 12345}",
        "config/sources/press.yaml:12: headers: 'Authorization' carries a secret; secrets never stand in config/",
    ),
    (
        "sources/press.yaml",
        "topics: [robotics]",
        "topics: [robotic]",
        "config/sources/press.yaml:12: topics.0: there is no topic 'robotic'; did you mean 'robotics'?",
    ),
    (
        "sources/press.yaml",
        "id: press\n",
        "id: pres\n",
        "config/sources/press.yaml:1: id: 'pres' is not the file's name; one of the two must change",
    ),
    (
        "metrics/robot_output.yaml",
        "[10, 1000]",
        "[1000, 10]",
        "config/metrics/robot_output.yaml:9: ranges: country: 1000 is not below 10; write [low, high]",
    ),
    (
        "metrics/robot_output.yaml",
        "units: [count]",
        "units: [count, kgs]",
        "config/metrics/robot_output.yaml:6: units.1: there is no unit 'kgs'; did you mean 'kg'?",
    ),
    (
        "metrics/robot_output.yaml",
        "unit: count\n",
        "unit: kg\n",
        "config/metrics/robot_output.yaml:1: unit 'kg' is missing in units",
    ),
    (
        "metrics/robot_output.yaml",
        "机器人…产量",
        "机器人产量…",
        "config/metrics/robot_output.yaml:11: phrases: '机器人产量…': a gap … stands between words, not at an end",
    ),
    (
        "metrics/robot_output.yaml",
        "metric_id: robot_output",
        "metric_id: robot_outputs",
        (
            "config/metrics/robot_output.yaml:20: examples.0.claims.0.metric_id: there is no metric 'robot_outputs';"
            " did you mean 'robot_output'?"
        ),
    ),
    (
        "metrics/robot_output.yaml",
        "quote: '500'",
        "quote: '501'",
        (
            "config/metrics/robot_output.yaml:16: examples.0: the quote '501' is not in the text"
            " (claims stand in the text's order)"
        ),
    ),
    (
        "metrics/robot_output.yaml",
        "kind: level, metric_id",
        "kynd: level, metric_id",
        "config/metrics/robot_output.yaml:20: examples.0.claims.0.kynd: is not a known key; did you mean 'kind'?",
    ),
    (
        "entities/places.yaml",
        "parent: CN",
        "parent: CN-B",
        "config/entities/places.yaml:7: parent: there is no entity 'CN-B'; did you mean 'CN-BJ'?",
    ),
    (
        "entities/places.yaml",
        "id: CN-BJ",
        "id: CN",
        "config/entities/places.yaml:4: id: 'CN' is taken by config/entities/places.yaml:1",
    ),
    (
        "entities/places.yaml",
        "kind: country",
        "kind: country\n  parent: CN-BJ",
        "config/entities/places.yaml:4: parent: 'CN' stands above itself",
    ),
    (
        "entities/places.yaml",
        "kind: company",
        "kind: firm",
        "config/entities/places.yaml:10: kind: 'firm' is not one of world, country, region, province, city,",
    ),
    (
        "languages/en.yaml",
        "{one: 1}",
        "one",
        "config/languages/en.yaml:1: numbers: ",
    ),
    (
        "topics/robotics.yaml",
        "id: robotics\n",
        "- robotics\n",
        "config/topics/robotics.yaml:",
    ),
]


@pytest.mark.parametrize("mistake", MISTAKES, ids=[expected for *_, expected in MISTAKES])
def test_a_mistake_is_one_line_with_its_place_and_the_fix(
    config: Path, change: Change, mistake: tuple[str, str, str, str]
) -> None:
    *place, expected = mistake
    change(*place)
    lines = complaint(config).splitlines()
    assert any(line.startswith(expected) for line in lines), lines


def test_a_tab_is_an_error_with_its_line(config: Path, change: Change) -> None:
    change("sources/press.yaml", "  en: The Press", "\ten: The Press")
    assert complaint(config) == "config/sources/press.yaml:3: a tab indents this line; use spaces"


def test_a_key_given_twice_is_an_error(config: Path, change: Change) -> None:
    change("sources/press.yaml", "tier: agency", "tier: agency\ntier: media")
    expected = "config/sources/press.yaml:11: 'tier' is given twice (first on line 10); keep one"
    assert complaint(config) == expected


def test_broken_yaml_names_its_line(config: Path, change: Change) -> None:
    change("sources/press.yaml", "topics: [robotics]", "topics: [robotics")
    assert complaint(config).startswith("config/sources/press.yaml:13: cannot be read as YAML: ")


def test_aliases_are_refused(config: Path, change: Change) -> None:
    change("topics/robotics.yaml", "{en: [robot], zh: [机器人]}", "&words {en: [robot]}\nweak: *words")
    assert complaint(config) == ("config/topics/robotics.yaml:3: anchors and aliases (& and *) are not used in config/")


def test_a_day_that_does_not_exist_is_an_error(config: Path, change: Change) -> None:
    change("sources/press.yaml", "date: 2026-01-31", "date: 2026-02-31")
    assert complaint(config).startswith("config/sources/press.yaml:18: examples.0.date: ")


def test_all_mistakes_of_all_files_are_reported_together(config: Path, change: Change) -> None:
    change("sources/press.yaml", "tier: agency", "tier: best")
    change("sources/press.yaml", "language: en", "language: fr")
    change("metrics/robot_output.yaml", "nature: flow", "nature: flows")
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(config)
    assert [(problem.file, problem.line) for problem in caught.value.problems] == [
        ("config/metrics/robot_output.yaml", 8),
        ("config/sources/press.yaml", 8),
        ("config/sources/press.yaml", 10),
    ]


def test_one_language_may_stand_in_several_files(config: Path) -> None:
    (config / "languages" / "zh").mkdir()
    (config / "languages" / "zh" / "months.yaml").write_text("months: {一月: 1}\n", encoding="utf-8")
    (config / "languages" / "zh" / "verbs.yaml").write_text("verbs: [增长]\n", encoding="utf-8")
    assert set(read_catalogue(config).languages["zh"]) == {"months", "verbs"}
    (config / "languages" / "zh" / "verbs.yaml").write_text("months: {二月: 2}\n", encoding="utf-8")
    assert (
        complaint(config) == "config/languages/zh/verbs.yaml:1: months: this section of 'zh' stands in another file too"
    )


def test_a_file_with_another_ending_is_not_passed_over(config: Path) -> None:
    (config / "sources" / "press.yaml").rename(config / "sources" / "press.yml")
    assert complaint(config).endswith("press.yml: is not read under this name; call it press.yaml")


def test_a_file_that_is_not_utf8_is_named(config: Path) -> None:
    (config / "units" / "counts.yaml").write_bytes("- {id: 公斤}".encode("gb18030"))
    assert "counts.yaml: is not UTF-8 (byte 7); save it as UTF-8" in complaint(config)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert complaint(tmp_path / "nowhere").endswith(
        "nowhere: there is no such configuration folder; give one with --config"
    )


def test_a_folder_without_configuration_is_named(tmp_path: Path) -> None:
    assert "holds none of sources, topics" in complaint(tmp_path)


def test_a_list_where_one_thing_belongs_is_named(config: Path) -> None:
    (config / "sources" / "press.yaml").write_text("- id: press\n", encoding="utf-8")
    assert complaint(config) == "config/sources/press.yaml:1: must hold keys and values, beginning with id:"


def test_one_thing_where_a_list_belongs_is_named(config: Path) -> None:
    (config / "entities" / "places.yaml").write_text("id: CN\n", encoding="utf-8")
    assert complaint(config) == "config/entities/places.yaml:1: must hold a list; begin each thing with '- id:'"
