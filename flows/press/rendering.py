"""Articles as pages: one template a house style, with the furniture that real pages carry around their text."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from flows.press.articles import PressArticle
from flows.press.publishers import Publisher

_TEMPLATES = Path(__file__).parent / "templates"
_RELATED = 4  # other headlines beside the text


def render_page(publisher: Publisher, article: PressArticle, siblings: Sequence[PressArticle]) -> str:
    """The page of an article. `siblings` are the publisher's articles: side lists name some of them."""
    others = [other for other in siblings if other.id != article.id and publisher.allows(other.path)]
    template = _environment().get_template(f"{article.template or publisher.template}.html")
    return template.render(
        publisher=publisher,
        article=article,
        name=publisher.name[publisher.language],
        local=lambda moment: _local(publisher, moment),
        canonical=_canonical(publisher, article),
        related=others[:_RELATED],
        most_read=others[-_RELATED:],
    )


def render_listing(publisher: Publisher, articles: Sequence[PressArticle]) -> str:
    """The page that lists the publisher's articles, newest first; also its home page."""
    return (
        _environment()
        .get_template("listing.html")
        .render(
            publisher=publisher,
            name=publisher.name[publisher.language],
            articles=articles,
            local=lambda moment: _local(publisher, moment),
        )
    )


@functools.cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )


def _local(publisher: Publisher, moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(publisher.zone))


def _canonical(publisher: Publisher, article: PressArticle) -> str | None:
    return f"https://{publisher.canonical_host}{article.path}" if publisher.canonical_host else None
