"""The search over claims, which works from disk: scripts that hold the claims, and scripts that say where a word is.

    search/claims-<n>.js     400 claims, oldest first, so that new claims leave the older files as they are
    search/<bucket>.js       the tokens that begin alike, each with the claims that hold it
    search/index.js          which buckets there are

A page cannot fetch from disk, but it can add scripts: a search for two words loads two buckets and the claims it shows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from warehouse.pages.folder import stamp_of
from warehouse.pages.phrases import name_owner, name_series, say_value
from warehouse.pages.reading import Row, read_rows
from warehouse.pages.rendering import Site
from warehouse.pages.words import LANGUAGES
from warehouse.report_assets import build_script_json
from warehouse.report_wording import find_link

SHARD = 400  # claims in a file: a screen of results needs a few of them
_CODE_POINTS = 6  # bits of a character's number that share a bucket


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """Claims in the order of time, and where each token stands among them."""

    claims: tuple[Row, ...] = ()
    tokens: tuple[Row, ...] = ()


def read_search_index(connection: duckdb.DuckDBPyConnection) -> SearchIndex:
    """What `search.html` searches."""
    read_rows(connection, "search_claims")
    return SearchIndex(read_rows(connection, "search_rows"), read_rows(connection, "search_tokens"))


def save_search(site: Site, index: SearchIndex) -> None:
    """Writes `search.html` and the scripts that it adds to itself."""
    for number, start in enumerate(range(0, len(index.claims), SHARD)):
        _save_shard(site, number, index.claims[start : start + SHARD])
    buckets: dict[str, dict[str, str]] = {}
    for row in index.tokens:
        buckets.setdefault(find_bucket(row["token"]), {})[row["token"]] = row["places"]
    for bucket, tokens in buckets.items():
        site.folder.save(f"search/{bucket}.js", _call("addTokens", bucket, tokens))
    known = {"claims": len(index.claims), "shard": SHARD, "buckets": sorted(buckets)}
    site.folder.save("search/index.js", f"window.claimwatchIndex = {build_script_json(known)};\n")
    for language in LANGUAGES:
        view = {"here": "search", "claims": len(index.claims)}
        site.save("search.html", language, "search.html", view)


def find_bucket(token: str) -> str:
    """The file that tells of a token: `"5g"` and `"5ga"` stand in "t-5g", `"基站"` in "h-15f", `"~en"` in "f-en"."""
    if token.startswith("~"):
        return f"f-{token[1:]}"
    if token[0].isascii():
        return f"t-{token[:2]}"
    return f"h-{ord(token[0]) >> _CODE_POINTS:x}"


def _save_shard(site: Site, number: int, rows: Sequence[Row]) -> None:
    address = f"search/claims-{number}.js"
    stamp = stamp_of(site.stamp, rows)
    if not site.folder.holds(address, stamp):
        site.folder.save(address, _call("addClaims", number, [_say_claim(site, row) for row in rows]), stamp)


def _say_claim(site: Site, row: Row) -> Mapping[str, Any]:
    """A claim as `search.js` shows it; what depends on the language stands in both."""
    said = [
        (
            name_series(row, speech),
            name_owner(row, speech),
            say_value(row, speech),
            speech.unit(row["unit"], row["per"]),
            speech.period(row["period_start"], row["period_end"]),
            speech.say("mark.comma").join([speech.body(row["publisher"]), speech.day(row["published_day"])]),
            "" if row["modality"] == "actual" else speech.say(f"modality.{row['modality']}"),
            speech.hold(row["held_reason"]) if row["held_reason"] else "",
        )
        for speech in map(site.speak, LANGUAGES)
    ]
    return {
        "id": row["claim_id"],
        "series": row["series_id"],
        "said": said,
        "quote": row["quote"],
        "sentence": row["sentence"],
        "lang": row["lang"],
        "title": row["title"],
        "url": find_link(row["url"]),
    }


def _call(function: str, name: object, data: object) -> str:
    return f"window.claimwatchSearch.{function}({build_script_json(name)}, {build_script_json(data)});\n"
