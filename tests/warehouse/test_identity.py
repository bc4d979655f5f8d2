"""Hashes that never change, because rows of every later day are compared with them."""

from __future__ import annotations

import pytest

from warehouse import identity


def test_hashes_are_frozen_for_good() -> None:
    doc = identity.doc_id("https://example.org/a")
    version = identity.version_id(doc, "Title", "Text")
    assert doc == "bd3a23f0926582250e9e27c3f03df204"
    assert version == "f5e0de6696aad49e7b047800e41b117b"
    assert identity.claim_id(version, 3, 7, 0) == "c97d571526149cd33778977c99e22c05"
    assert identity.entry_id("wire", "https://example.org/a") == "dc9e034680e753efc50cab342c69ea3e"


def test_claims_of_one_span_differ_by_their_number() -> None:
    assert identity.claim_id("v", 3, 7, 0) != identity.claim_id("v", 3, 7, 1)


def test_a_page_is_one_article_for_all_sources_that_link_to_it() -> None:
    assert identity.doc_id("https://x.example/1", house="a") == identity.doc_id("https://x.example/1")


def test_a_document_id_outranks_the_url_and_belongs_to_its_house() -> None:
    first = identity.doc_id("https://x.example/old", house="bureau", document="4711")
    assert first == identity.doc_id("https://x.example/new", house="bureau", document="4711")
    assert first != identity.doc_id("https://x.example/old", house="office", document="4711")


@pytest.mark.parametrize(("title", "text"), [("Title", "Text."), ("Title.", "Text"), (None, "Text")])
def test_another_title_or_text_is_another_version(title: str | None, text: str) -> None:
    assert identity.version_id("d", title, text) != identity.version_id("d", "Title", "Text")


def test_parts_do_not_run_into_each_other() -> None:
    assert identity.entry_id("ab", "c") != identity.entry_id("a", "bc")


def test_two_sources_have_two_entries_for_one_page() -> None:
    assert identity.entry_id("a", "https://x.example") != identity.entry_id("b", "https://x.example")


def test_lone_surrogates_do_not_stop_a_hash() -> None:
    assert len(identity.version_id("d", None, "\ud800")) == 32
