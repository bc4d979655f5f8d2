"""Endpoints that answer with JSON of their own making, read by dotted paths of the configuration."""

from __future__ import annotations

import re
from collections.abc import Mapping

from flows.crawl.announcements import Announcement, AnnouncementList
from flows.crawl.errors import FeedError
from flows.crawl.feeds import clean_title, parse_json

_STEP = re.compile(r"[^.\[\]]+")  # "data.list[0].items": data, list, 0, items
_SLOT = re.compile(r"\{([^{}]+)\}")  # "https://example.cn/detail/{id}"


def parse_endpoint(body: bytes, content_type: str | None, paths: Mapping[str, str], max_items: int) -> AnnouncementList:
    """What a JSON endpoint announces: `items` leads to the list, `url`, `title` and `date` to the fields of an item.

    A url may be a template with paths in braces: `"https://example.cn/detail/{id}"`. Raises FeedError `not a feed`.
    """
    items = find_path(parse_json(body, content_type), paths.get("items", ""))
    if not isinstance(items, list):
        raise FeedError("not a feed", f"no list at {paths.get('items', '')!r}")
    announced = [_read_item(item, paths) for item in items[:max_items]]
    return AnnouncementList(tuple(one for one in announced if one.link), len(items))


def _read_item(item: object, paths: Mapping[str, str]) -> Announcement:
    def text(name: str) -> str | None:
        return _spell(find_path(item, paths[name])) if paths.get(name) else None

    return Announcement(_build_link(item, paths.get("url", "url")) or "", clean_title(text("title")), text("date"))


def _build_link(item: object, path: str) -> str | None:
    if "{" not in path:
        return _spell(find_path(item, path))
    values = {slot: _spell(find_path(item, slot)) for slot in _SLOT.findall(path)}
    if not all(values.values()):
        return None
    return _SLOT.sub(lambda match: values[match[1]] or "", path)


def find_path(document: object, path: str) -> object:
    """What stands at a dotted path, or None; `""` is all of it.

    `find_path({"data": [{"id": 7}]}, "data[0].id")` is 7.
    """
    found = document
    for step in _STEP.findall(path.removeprefix("$")):
        if isinstance(found, Mapping):
            found = found.get(step)
        elif isinstance(found, list) and step.isdigit() and int(step) < len(found):
            found = found[int(step)]
        else:
            return None
    return found


def _spell(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None
