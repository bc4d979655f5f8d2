"""The sample publishers as sources, in the schema of `config/sources/`, with the addresses of a running press."""

from __future__ import annotations

from typing import Any

from flows.press.archives import describe_archive
from flows.press.publishers import Publisher


def describe_source(publisher: Publisher, base_url: str) -> dict[str, Any]:
    """The source of a publisher whose server listens at `base_url` ("http://127.0.0.1:40001")."""
    source: dict[str, Any] = {
        "id": publisher.id,
        "name": dict(publisher.name),
        "homepage": f"{base_url}/",
        "type": publisher.type,
        "url": f"{base_url}{publisher.feed_path}",
        "language": publisher.language,
        "zone": publisher.zone,
        "tier": publisher.tier,
        "group": publisher.group,
        "topics": list(publisher.topics),
        "delay_seconds": publisher.delay_seconds,
        "max_items": publisher.max_items,
        "stale_after_days": publisher.stale_after_days,
        "document_id": publisher.document_id,
        "enabled": True,
        "allow_private": True,
    }
    optional = {
        "house": publisher.house,
        "url_date_pattern": publisher.url_date_pattern,
        "selectors": dict(publisher.selectors) if publisher.selectors else None,
        "json": dict(publisher.json_paths) if publisher.json_paths else None,
        "archive": describe_archive(publisher, base_url),
        "broken_by_design": publisher.broken_by_design,
    }
    return source | {key: value for key, value in optional.items() if value is not None}
