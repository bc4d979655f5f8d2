"""The publishers: how they differ, and that their identities do not hang on a port."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from extractors.errors import ConfigurationError
from flows.press.articles import read_articles
from flows.press.feeds import feed_link
from flows.press.publishers import Publisher, read_publishers

PUBLISHERS = read_publishers()
ARTICLES = read_articles()


def _own(publisher: Publisher) -> list[tuple[str, str]]:
    """Page address and announced address of each article."""
    base = "http://127.0.0.1:40123"
    return [(f"{base}{a.path}", feed_link(publisher, a, base)) for a in ARTICLES if a.publisher == publisher.id]


def test_twelve_publishers_can_be_read_in_both_languages() -> None:
    languages = Counter(publisher.language for publisher in PUBLISHERS if publisher.reachable)
    assert languages.total() >= 12
    assert min(languages.values()) >= 6


def test_every_feed_type_is_served() -> None:
    types = {publisher.type for publisher in PUBLISHERS if publisher.reachable}
    assert types == {"rss", "atom", "json_feed", "sitemap", "news_sitemap", "listing", "json"}


def test_every_tier_is_there() -> None:
    assert {publisher.tier for publisher in PUBLISHERS} == {"official", "agency", "trade", "media", "copy"}


@pytest.mark.parametrize("publisher", PUBLISHERS, ids=lambda publisher: publisher.id)
def test_names_say_that_it_is_a_sample(publisher: Publisher) -> None:
    assert publisher.name["en"].endswith("(sample)")
    assert publisher.name["zh"].endswith("（示例）")


@pytest.mark.parametrize("publisher", PUBLISHERS, ids=lambda publisher: publisher.id)
def test_document_ids_are_the_same_for_page_and_feed_and_hold_no_port(publisher: Publisher) -> None:
    pattern = re.compile(publisher.document_id)
    assert pattern.groups == 1
    found = [(pattern.search(page), pattern.search(link)) for page, link in _own(publisher)]
    ids = [(page[1], link[1]) for page, link in found if page and link]
    assert len(ids) == len(found) > 0
    assert all(page == link and "40123" not in page for page, link in ids)
    assert len({page for page, _ in ids}) == len(ids)


@pytest.mark.parametrize("publisher", [p for p in PUBLISHERS if p.url_date_pattern], ids=lambda publisher: publisher.id)
def test_dates_in_addresses_are_days_of_the_publishers_zone(publisher: Publisher) -> None:
    pattern = re.compile(publisher.url_date_pattern or "")
    for article in (a for a in ARTICLES if a.publisher == publisher.id):
        match = pattern.search(article.path)
        day = article.published.astimezone(ZoneInfo(publisher.zone))
        assert match is not None
        assert (match["year"], match["month"], match["day"]) == (f"{day:%Y}", f"{day:%m}", f"{day:%d}")


def test_encodings_differ_and_some_labels_are_too_small() -> None:
    told = {(p.encoding, p.header_charset, p.meta_charset) for p in PUBLISHERS}
    assert ("gb18030", "gb2312", "gb2312") in told
    assert ("gb18030", None, "gb2312") in told
    assert ("utf-8", None, "utf-8") in told


def test_text_under_the_gb2312_label_does_not_fit_into_gb2312() -> None:
    labelled = {p.id for p in PUBLISHERS if p.meta_charset == "gb2312"}
    text = "".join(article.text + (article.author or "") for article in ARTICLES if article.publisher in labelled)
    with pytest.raises(UnicodeEncodeError):
        text.encode("gb2312")


def test_exactly_one_is_broken_by_design_and_one_wants_no_crawlers() -> None:
    assert [p.id for p in PUBLISHERS if p.broken_by_design] == ["sample_silent_press"]
    assert [p.id for p in PUBLISHERS if "/" in p.disallow] == ["sample_members"]
    assert [p.id for p in PUBLISHERS if p.disallow and "/" not in p.disallow] == ["sample_telecom_daily"]


def test_a_wrong_publisher_is_named_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "odd.yaml").write_text("id: odd\ncolour: red\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"^odd\.yaml: [a-z_]+: .+$"):
        read_publishers(tmp_path)
