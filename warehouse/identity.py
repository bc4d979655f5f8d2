"""What makes two things the same: short stable hashes, frozen from the first migration on.

BLAKE2b (RFC 7693) of 16 bytes: at a hundred million claims the chance of one collision is below 1e-22.
"""

from __future__ import annotations

from hashlib import blake2b

# What two histories that saw the same pages must have in common. All other columns tell of the run: who read it, when,
# in which batch. `source_id` of an article is that of the source which came first, so it depends on the order of loads.
CONTENT_COLUMNS: dict[str, tuple[str, ...]] = {
    "entries": ("entry_id", "source_id", "canonical_url", "doc_id", "title", "published"),
    "articles": (
        "version_id",
        "doc_id",
        "canonical_url",
        "title",
        "author",
        "lang",
        "published_at",
        "published_day",
        "published_origin",
        "text",
        "signature",
        "topics",
    ),
    "claim_readings": (
        "claim_id",
        "version_id",
        "rulebook",
        "number",
        "start",
        "end",
        "quote",
        "sentence",
        "low",
        "high",
        "comparator",
        "unit",
        "of",
        "per",
        "metric",
        "metric_original",
        "metric_id",
        "kind",
        "basis",
        "entity",
        "entity_id",
        "place",
        "place_id",
        "period_start",
        "period_end",
        "period_origin",
        "modality",
        "attributed_to",
        "same_as_claim",
        "precision",
        "confidence",
        "rule",
    ),
    "quarantine": ("item", "url", "source_id", "stage", "reason"),
}


def doc_id(canonical_url: str, *, house: str | None = None, document: str | None = None) -> str:
    """The article behind a page: its publisher's own document id where there is one, else its canonical url.

    `doc_id("https://example.org/a")` is the same for every source that links to the page; a document id is the same for
    all sources of one house, and another one at every other house.
    """
    if house is not None and document is not None:
        return _hash("doc", house, document)
    return _hash("url", canonical_url)


def version_id(doc: str, title: str | None, text: str) -> str:
    """The version of an article that says exactly this; a changed title or text is another one."""
    return _hash("version", doc, title or "", text)


def claim_id(version: str, start: int, end: int, number: int) -> str:
    """A claim: the version, its span in code points, and its number among the version's claims."""
    return _hash("claim", version, str(start), str(end), str(number))


def entry_id(source_id: str, canonical_url: str) -> str:
    """A link as one source announced it: two sources that announce a page have two entries and one article."""
    return _hash("entry", source_id, canonical_url)


def _hash(*parts: str) -> str:
    """32 hex digits; the length of every part is hashed too, so that ("ab", "c") and ("a", "bc") differ."""
    state = blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        state.update(len(data).to_bytes(8, "big"))
        state.update(data)
    return state.hexdigest()
