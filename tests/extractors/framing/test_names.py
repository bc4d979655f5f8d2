"""Names: known, unlisted, joined and those that only look like names."""

from __future__ import annotations

import pytest
from linear import require_linear

from extractors.gazetteer import country_of
from extractors.mentions import Mention
from extractors.names import find_names
from extractors.rulebook import Rulebook


def names(rulebook: Rulebook, lang: str, text: str) -> list[Mention]:
    return list(find_names(text, "zh" if lang == "zh" else "en", rulebook.gazetteer, rulebook.languages[lang].names))


def test_known_company_has_its_id(rulebook: Rulebook) -> None:
    (mention,) = names(rulebook, "en", "China Mobile added users.")
    assert mention.known is not None
    assert mention.kind == "company"


def test_legal_form_belongs_to_the_known_name(rulebook: Rulebook) -> None:
    mention = names(rulebook, "en", "China Mobile Ltd added users.")[0]
    assert (mention.name, mention.end) == ("China Mobile", len("China Mobile Ltd"))


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Orchid Robotics shipped 500 units.", "Orchid Robotics", "company"),
        ("The Ministry of Trade, Industry and Energy spoke.", "Ministry of Trade, Industry and Energy", "source"),
        ("Hearing from analyst Maria Lopez helped.", "Maria Lopez", "person"),
        ("In May, Tidewater Holdings grew.", "Tidewater Holdings", "company"),
        ("Norway’s Ministry of Trade, Industry and Energy spoke.", "Ministry of Trade, Industry and Energy", "source"),
        ("We met Larkspur's Dana Wills, the company's vice president.", "Dana Wills", "person"),
        ("Dana Wills, its founder, came late. They left when Wills spoke.", "Wills", "person"),
        ("A plant in Texas closed.", "Texas", "place"),
        ("He holds a stake in Larkspur now.", "Larkspur", "unknown"),
        ("The People's Bank of Norway lent.", "People's Bank of Norway", "company"),
        ("Shares of UBTECH and Ubtech are the same.", "UBTech", "company"),
    ],
)
def test_unlisted_english_names_are_classed(rulebook: Rulebook, text: str, name: str, kind: str) -> None:
    assert (name, kind) in [(mention.name, mention.kind) for mention in names(rulebook, "en", text)]


def test_acronym_stands_for_its_long_form(rulebook: Rulebook) -> None:
    found = names(rulebook, "en", "The Harbour Robotics Association (HRA) met. HRA voted.")
    assert [(m.name, m.kind) for m in found][-1] == ("Harbour Robotics Association", "source")


@pytest.mark.parametrize(
    "text",
    ["However, sales rose.", "Robots sell.", "Revenue rose in Q2.", "The CEO left.", "Profit grew to CNY12.4 billion."],
)
def test_capitalised_words_that_are_no_names(rulebook: Rulebook, text: str) -> None:
    assert names(rulebook, "en", text) == []


def test_list_of_places_behind_in_is_one_area(rulebook: Rulebook) -> None:
    found = names(rulebook, "en", "Sales across Japan, Germany and France rose.")
    assert [mention.name for mention in found] == ["Japan, Germany and France"]


def test_adjective_names_a_country_but_is_marked(rulebook: Rulebook) -> None:
    mention = names(rulebook, "en", "Chinese robots sell.")[0]
    assert mention.adjective
    assert mention.name == "China"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("青禾科技（688999.SH）披露年报。", "青禾科技"),
        ("深圳市蓝鲸股份有限公司签约。", "深圳市蓝鲸股份有限公司"),
        ("云栖大学教授介绍。", "云栖大学"),
        ("落户滨海高新区。", "滨海高新区"),
        ("据TrendForce统计。", "TrendForce"),
    ],
)
def test_unlisted_chinese_names_are_found(rulebook: Rulebook, text: str, name: str) -> None:
    assert name in [mention.name for mention in names(rulebook, "zh", text)]


@pytest.mark.parametrize("text", ["人工智能发展很快。", "多家上市公司参与。", "该公司表示。", "其全资子公司。"])
def test_chinese_terms_that_are_no_names(rulebook: Rulebook, text: str) -> None:
    assert names(rulebook, "zh", text) == []


def test_country_of_a_city_is_above_its_province(rulebook: Rulebook) -> None:
    city = next(known for known in rulebook.gazetteer.by_id.values() if known.name == "Shenzhen")
    country = country_of(city, rulebook.gazetteer)
    assert country is not None
    assert country.name == "China"


@pytest.mark.parametrize("unit", ["Alpha Beta ", "China Mobile, ", "深圳某某公司", "(", "A. "])
def test_names_take_linear_time(rulebook: Rulebook, unit: str) -> None:
    require_linear(lambda count: names(rulebook, "zh" if "公司" in unit else "en", unit * count), 4_000)
