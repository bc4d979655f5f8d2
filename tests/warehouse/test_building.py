"""From articles and claims to rows."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from extractors.records import Article
from warehouse.building import build_article_row, find_sentence

SEEN = datetime(2026, 3, 1, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "quote", "sentence"),
    [
        ("Up. Output rose 3.5% to 12. Down.", "3.5%", "Output rose 3.5% to 12."),
        ("First line\nNearly 40 firms came\nLast", "40", "Nearly 40 firms came"),
        ("去年增长12%。“今年达到3万台。”他说。", "3万台", "“今年达到3万台。”"),
        ("甲占3%；乙占5%；丙占7%。", "5%", "乙占5%；"),
        ('He said "It grew 7 percent." Then he left.', "7 percent", 'He said "It grew 7 percent."'),
        ("Only 12", "12", "Only 12"),
    ],
)
def test_the_sentence_around_a_quote(text: str, quote: str, sentence: str) -> None:
    start = text.index(quote)
    assert find_sentence(text, start, start + len(quote)) == sentence


def test_a_sentence_without_end_is_cut_around_its_quote() -> None:
    text = "word " * 200 + "1,234 things " + "more " * 200
    start = text.index("1,234")
    found = find_sentence(text, start, start + 5)
    assert "1,234" in found
    assert len(found) <= 300


def test_a_quote_longer_than_the_limit_is_kept_whole() -> None:
    text = "a" * 400 + " end."
    assert find_sentence(text, 0, 400).startswith("a" * 400)


def _article(**fields: Any) -> Article:
    values: dict[str, Any] = {
        "id": "1",
        "url": "https://x.example/1",
        "canonical_url": "https://x.example/one",
        "title": "T",
        "author": None,
        "lang": "en",
        "published": None,
        "published_origin": None,
        "text": "Text",
    }
    return Article(**{**values, **fields})


def _row(article: Article, **fields: Any) -> Any:
    values: dict[str, Any] = {
        "url": "https://x.example/1?from=feed",
        "source_id": "wire",
        "publisher": "The Wire",
        "fetched": SEEN,
        "segment": None,
        "run_id": "r",
        "batch_id": "b",
    }
    return build_article_row(article, **{**values, **fields})


def test_the_day_of_an_article_is_that_of_its_publication_in_the_zone_of_the_source() -> None:
    instant = datetime.fromisoformat("2026-02-20T00:30:00+08:00")
    row = _row(_article(published=instant))
    assert row.published_day == date(2026, 2, 20)
    assert row.doc_date == date(2026, 2, 20)
    assert row.published_at == instant


def test_a_day_without_a_time_is_no_instant() -> None:
    row = _row(_article(published=date(2026, 2, 20)))
    assert (row.published_at, row.published_day) == (None, date(2026, 2, 20))


def test_an_article_without_a_date_takes_the_day_of_its_first_sight_and_stays_undated() -> None:
    row = _row(_article())
    assert (row.doc_date, row.published_day) == (date(2026, 3, 1), None)


def test_the_canonical_url_names_the_article_whatever_link_led_there() -> None:
    assert _row(_article(url="https://x.example/a")).doc_id == _row(_article(url="https://x.example/b")).doc_id
    assert _row(_article(canonical_url=None, url=None)).canonical_url == "https://x.example/1?from=feed"


def test_claims_that_convert_another_name_it_by_its_id(desk: Any) -> None:
    yuan = desk.claim("100 yuan", 100, unit="CNY")
    dollars = desk.claim("14 dollars", 14, unit="USD", same_as=0)
    batch = desk.batch("b", [{"url": "https://x.example/1", "claims": [yuan, dollars]}])
    assert batch.claims[1].same_as_claim == batch.claims[0].claim_id
    assert [claim.number for claim in batch.claims] == [0, 1]
