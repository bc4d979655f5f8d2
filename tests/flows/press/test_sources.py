"""The press's sources as the configuration reads them."""

from __future__ import annotations

import pytest

from flows.catalogue.sources import Source
from flows.press.server import PressServer


def test_every_source_passes_the_schema_of_the_configuration(press: PressServer) -> None:
    for source in press.sources():
        fields = {key: value for key, value in source.items() if key != "broken_by_design"}
        assert Source.model_validate(fields).allow_private


def test_addresses_are_live_and_on_loopback(press: PressServer) -> None:
    for source in press.sources():
        assert source["url"] == press.feed_url(source["id"])
        assert source["homepage"].startswith(f"http://127.0.0.1:{press.ports[source['id']]}/")


@pytest.mark.parametrize("key", ["id", "name", "type", "language", "zone", "tier", "document_id", "stale_after_days"])
def test_sources_differ_between_presses_in_addresses_only(
    press: PressServer, fresh_press: PressServer, key: str
) -> None:
    assert [source[key] for source in press.sources()] == [source[key] for source in fresh_press.sources()]


def test_only_the_silent_one_says_that_it_is_broken_by_design(press: PressServer) -> None:
    broken = {source["id"]: source["broken_by_design"] for source in press.sources() if "broken_by_design" in source}
    assert broken == {"sample_silent_press": "refuses every connection, to show what a dead source looks like"}


def test_one_feed_is_stale_and_the_others_do_not_age(press: PressServer) -> None:
    days = {source["id"]: source["stale_after_days"] for source in press.sources()}
    assert [name for name, limit in days.items() if limit <= 30] == ["sample_jiu_wen"]
