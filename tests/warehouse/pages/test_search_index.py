"""The scripts that a search adds to its page."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from warehouse.database import connect
from warehouse.pages.search_index import find_bucket, read_search_index


@pytest.mark.parametrize(
    ("token", "bucket"),
    [("5g", "t-5g"), ("5ga", "t-5g"), ("a", "t-a"), ("基站", "h-15f"), ("基", "h-15f"), ("~en", "f-en")],
)
def test_tokens_that_begin_alike_share_a_file(token: str, bucket: str) -> None:
    assert find_bucket(token) == bucket


def test_every_claim_is_found_by_its_words_numbers_and_pairs_of_characters(published_copy: Path) -> None:
    with closing(connect(published_copy, read_only=True)) as connection:
        index = read_search_index(connection)
    assert len(index.claims) == 26
    days = [row["published_day"] for row in index.claims]
    assert days == sorted(days)
    places = {row["token"]: json.loads(f"[{row['places']}]") for row in index.tokens}

    def find(token: str) -> list[str]:
        found, at = [], 0
        for step in places[token]:
            at += step
            found.append(index.claims[at]["sentence"])
        return found

    assert find("fewer") == ["Fewer than 4.3 million stations were running."]
    assert "已建成超过390万个基站。" in find("基站")
    assert find("超过") == ["已建成超过390万个基站。"]
    assert find("390") == ["已建成超过390万个基站。"]
    assert len(find("~series")) + len(find("~held")) == 26
    assert len(find("~zh")) == 2
