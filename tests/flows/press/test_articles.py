"""The articles: how many, how long, in whose words, and whether the figures that they promise are printed."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from extractors.errors import ConfigurationError
from flows.press.articles import PressArticle, PressFact, read_articles, read_yaml, revise_article

CONFIG = Path(__file__).parents[3] / "config"
ARTICLES = read_articles()
BY_ID = {article.id: article for article in ARTICLES}
WORDS = {1: "one", 2: "two", 3: "three"}
MAGNITUDES = {
    1: ("",),
    1e3: (" thousand",),
    1e4: ("万",),
    1e6: (" million",),
    1e8: ("亿",),
    1e9: (" billion",),
    1e12: (" trillion", "万亿"),
}


def _origin(article: PressArticle) -> str:
    while article.copies_of:
        article = BY_ID[article.copies_of]
    return article.id


def _sentences(article: PressArticle) -> set[str]:
    parts = re.split(r"(?<=[.!?])\s+|(?<=[。！？])|\n", article.text)
    return {part.strip(' ”"“') for part in parts if len(part.strip()) >= 8}


def _spellings(value: float) -> set[str]:
    """Every way in which our articles may print the value: "3.377 million", "337.7万", "3,377,000"."""
    found = {WORDS[int(value)]} if value in WORDS else set()
    for magnitude, words in MAGNITUDES.items():
        scaled = value / magnitude
        for digits in range(5):
            for form in (f"{scaled:.{digits}f}", f"{scaled:,.{digits}f}"):
                if abs(float(form.replace(",", "")) - scaled) <= 1e-9 * max(1.0, scaled):
                    found |= {form + word for word in words}
    return found


def _prints(article: PressArticle, value: float) -> bool:
    forms = "|".join(re.escape(form) for form in _spellings(abs(value)))
    return re.search(rf"(?<![\d.,])(?:{forms})(?!\d|[.,]\d)", article.text) is not None


def test_at_least_sixty_articles_in_both_languages() -> None:
    languages = Counter(article.lang for article in ARTICLES)
    assert len(ARTICLES) >= 100
    assert min(languages["en"], languages["zh"]) >= 40


def test_every_year_from_2019_to_2026_is_there() -> None:
    assert {article.published.year for article in ARTICLES} == set(range(2019, 2027))


def test_every_date_carries_its_zone() -> None:
    assert all(article.published.tzinfo and article.changed.tzinfo for article in ARTICLES)


def test_ids_and_addresses_are_unique() -> None:
    assert len(BY_ID) == len(ARTICLES)
    assert len({(article.publisher, article.path) for article in ARTICLES}) == len(ARTICLES)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)
def test_article_is_long_enough(article: PressArticle) -> None:
    if article.lang == "en":
        assert len(article.text.split()) >= 120
    else:
        assert len(re.sub(r"\s", "", article.text)) >= 250


def test_no_sentence_is_shared_but_by_declared_copies() -> None:
    owners: dict[str, str] = {}
    shared = [
        (article.id, sentence)
        for article in ARTICLES
        for sentence in _sentences(article)
        if owners.setdefault(sentence, _origin(article)) != _origin(article)
    ]
    assert shared == []


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)
def test_every_expected_figure_is_printed(article: PressArticle) -> None:
    for printed in {article, revise_article(article)}:
        bounds = [bound for fact in printed.facts for bound in fact.bounds if bound is not None]
        assert [bound for bound in bounds if not _prints(printed, bound)] == []


def test_facts_name_metrics_of_the_catalogue() -> None:
    known = {path.stem for path in (CONFIG / "metrics").glob("*.yaml")}
    assert {fact.metric_id for article in ARTICLES for fact in article.facts} <= known


def test_facts_name_entities_of_the_catalogue() -> None:
    files = (CONFIG / "entities").glob("*.yaml")
    known = {entry["id"] for path in files for entry in read_yaml(path)}
    named = {name for article in ARTICLES for fact in article.facts for name in (fact.subject_id, fact.place_id)}
    assert named - {None} <= known


def test_every_fact_has_a_value_or_one_bound() -> None:
    facts = [fact for article in ARTICLES for fact in article.facts]
    assert len(facts) > 300
    assert [fact for fact in facts if fact.bounds == (None, None)] == []


def test_flows_have_a_start_and_no_period_runs_backwards() -> None:
    periods = [(f.period_start, f.period_end) for a in ARTICLES for f in a.facts if f.period_start]
    assert periods
    assert [period for period in periods if period[1] is None or period[0] > period[1]] == []


def test_main_series_are_deep_enough_for_a_line() -> None:
    points = {
        (fact.metric_id, fact.period_start, fact.period_end)
        for article in ARTICLES
        for fact in article.facts
        if (fact.subject_id, fact.kind, fact.modality) in {("CN", "level", "actual"), ("CN", "share", "actual")}
    }
    depth = Counter(metric for metric, _, _ in points)
    assert depth["5g_base_stations"] >= 25
    assert depth["5g_subscribers"] >= 18
    assert depth["industrial_robot_output"] >= 15
    assert depth["telecom_revenue"] >= 12
    assert depth["robot_density"] >= 5
    assert depth["service_robot_output"] >= 6


def test_a_cut_copy_prints_its_original_without_the_last_paragraph() -> None:
    copy, original = BY_ID["ht-2024-copy-target"], BY_ID["td-2024-target-beaten"]
    assert copy.paragraphs == original.paragraphs[:-1]
    assert copy.facts == original.facts
    assert (copy.title, copy.publisher) != (original.title, original.publisher)


def test_some_copies_cross_the_languages() -> None:
    pairs = {(BY_ID[a.copies_of].lang, a.lang) for a in ARTICLES if a.copies_of}
    assert {("en", "zh"), ("zh", "en"), ("en", "en"), ("zh", "zh")} <= pairs


def test_target_and_outcome_stand_side_by_side() -> None:
    ends = {
        (fact.modality, fact.value)
        for article in ARTICLES
        for fact in article.facts
        if fact.metric_id == "5g_base_stations" and str(fact.period_end) == "2023-12-31" and fact.place_id == "CN"
    }
    assert {("target", 2_900_000.0), ("actual", 3_377_000.0)} <= ends


def test_publishers_disagree_about_humanoids() -> None:
    values = {f.value for a in ARTICLES for f in a.facts if f.metric_id == "humanoid_robot_shipments"}
    assert {13317.0, 16000.0} <= values


def test_the_correction_contradicts_the_article_it_corrects() -> None:
    assert [fact.value for fact in BY_ID["ht-2020-guangdong"].facts] == [89613]
    assert [fact.value for fact in BY_ID["ht-2020-correction"].facts] == [98613]


def test_off_topic_articles_promise_no_figure() -> None:
    off_topic = [article for article in ARTICLES if not article.on_topic]
    assert len(off_topic) >= 6
    assert [article.id for article in off_topic if article.facts] == []


def test_a_revision_keeps_address_and_headline_and_moves_the_date() -> None:
    article = BY_ID["rh-2026-unitree"]
    revised = revise_article(article)
    assert (revised.path, revised.title, revised.published) == (article.path, article.title, article.published)
    assert revised.changed > article.changed
    assert revised.paragraphs != article.paragraphs


def test_an_article_without_a_revision_stays_as_it_is() -> None:
    article = BY_ID["td-2020-first-year"]
    assert revise_article(article) is article


def test_bounds_of_a_point_a_bound_and_a_range() -> None:
    assert PressFact(metric_id="m", unit="count", value=5.0).bounds == (5.0, 5.0)
    assert PressFact(metric_id="m", unit="count", low=5.0).bounds == (5.0, None)
    assert PressFact(metric_id="m", unit="count", low=5.0, high=6.0).bounds == (5.0, 6.0)


HEAD = "publisher: p\nlang: en\narticles:\n  - {id: a, path: /a, title: T, published: 2024-01-01T00:00:00Z"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD + ", headline: H}", "bad.yaml: 0.headline: Unexpected keyword argument"),
        (HEAD + ", facts: [{metric_id: m}]}", "bad.yaml: 0.facts.0.unit: Field required"),
        (HEAD + ", copies_of: b}", "a: copies_of names no article: b"),
        ("publisher: p\narticles: []\n", "bad.yaml: needs the keys publisher, lang and articles"),
        ("articles: [", "bad.yaml: while parsing"),
    ],
)
def test_a_wrong_file_is_named_in_one_line(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "bad.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        read_articles(tmp_path)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)
