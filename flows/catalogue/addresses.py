"""Types of fields that say where something stands: web addresses, patterns over them, CSS selectors, JSON paths."""

from __future__ import annotations

import re
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator

from flows.catalogue.bilingual import Model, Text

SourceType = Literal["rss", "atom", "json_feed", "sitemap", "news_sitemap", "listing", "json"]


def _web_address(text: str) -> str:
    """The address as given; ValueError where no fetcher could ask for it ("www.x.cn/rss", "ftp://…")."""
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"}:
        raise ValueError(f"'{text}' is not a web address; start it with https:// or http://")
    if not parts.hostname or " " in text:
        raise ValueError(f"'{text}' is not a web address")
    if parts.username is not None or parts.password is not None:
        raise ValueError("an address must not carry a name or password")
    return text


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"is not a regular expression: {error}") from error
    return text


Url = Annotated[Text, AfterValidator(_web_address)]
Pattern = Annotated[Text, AfterValidator(_pattern)]


class Selectors(Model):
    """Where a listing page keeps its entries: CSS, the last three inside `item`."""

    item: Text
    link: Text
    title: Text | None = None
    date: Text | None = None


class JsonPaths(Model):
    """Where a JSON answer keeps its entries: dotted paths, the last three inside an item ("data.list", "url")."""

    items: Text
    url: Text
    title: Text | None = None
    date: Text | None = None
