"""The articles of the sample press, and the figures that a careful reader would take from each of them.

One file of `articles/` holds the articles of one publisher. A copy names the article it was taken from (`copies_of`)
and prints its paragraphs, less the last `cut` ones, unless it brings its own wording (a translation).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, ClassVar

import yaml
from pydantic import ConfigDict, TypeAdapter, ValidationError

from extractors.errors import ConfigurationError
from extractors.records import Basis, Kind, Lang, Modality

_FOLDER = Path(__file__).parent / "articles"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times faster where libyaml is there


@dataclass(frozen=True, slots=True, kw_only=True)
class PressFact:
    """A figure that an article prints, in base units, with the field names of a claim.

    "more than 130 billion yuan" has `low=130e9` and no high; a point has `value`. `entity_id` is only written where the
    figure is not the place's own.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    metric_id: str
    unit: str
    place_id: str | None = None
    entity_id: str | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    per: str | None = None
    kind: Kind = "level"
    basis: Basis | None = None
    modality: Modality = "actual"
    period_start: date | None = None
    period_end: date | None = None

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """Low and high; None is an open end."""
        return (self.value, self.value) if self.value is not None else (self.low, self.high)

    @property
    def subject_id(self) -> str | None:
        """The entity whose figure it is: a company, else the place itself."""
        return self.entity_id or self.place_id


@dataclass(frozen=True, slots=True, kw_only=True)
class PressTable:
    """A table beside the text. It repeats or widens what the paragraphs say."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PressRevision:
    """What the article says after `PressServer.revise()`: the same url, another text."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    updated: datetime
    paragraphs: tuple[str, ...]
    facts: tuple[PressFact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PressArticle:
    """An article as its publisher prints it."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    id: str
    publisher: str
    lang: Lang
    path: str  # on the publisher's server, with a leading slash
    title: str
    published: datetime
    paragraphs: tuple[str, ...] = ()
    author: str | None = None
    updated: datetime | None = None
    template: str | None = None  # None: the publisher's own
    caption: str | None = None  # of a picture
    table: PressTable | None = None
    copies_of: str | None = None
    cut: int = 0
    revision: PressRevision | None = None
    on_topic: bool = True
    facts: tuple[PressFact, ...] = ()

    @property
    def changed(self) -> datetime:
        """When the text last changed."""
        return self.updated or self.published

    @property
    def text(self) -> str:
        """The paragraphs, one a line."""
        return "\n".join(self.paragraphs)


_ARTICLES = TypeAdapter(tuple[PressArticle, ...])


def read_articles(folder: Path = _FOLDER) -> tuple[PressArticle, ...]:
    """All articles, in order of publication; copies come out with the text that they print.

    Raises ConfigurationError, naming the file and the field, where a file is wrong.
    """
    written = [article for path in sorted(folder.glob("*.yaml")) for article in _read_file(path)]
    return tuple(sorted(_fill_copies(written), key=lambda article: (article.published, article.id)))


def revise_article(article: PressArticle) -> PressArticle:
    """The article after its revision; the same article where it has none."""
    if article.revision is None:
        return article
    revision = article.revision
    return replace(article, updated=revision.updated, paragraphs=revision.paragraphs, facts=revision.facts)


def read_yaml(path: Path) -> Any:
    """The content of one data file; raises ConfigurationError with its name and line."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - both loaders are safe ones
    except yaml.YAMLError as error:
        raise ConfigurationError(f"{path.name}: {' '.join(str(error).split())}") from None


def describe_invalid(path: Path, error: ValidationError) -> ConfigurationError:
    """One line for the first thing that is wrong: `"telecom.yaml: articles.3.facts.0.unit: Field required"`."""
    first = error.errors()[0]
    return ConfigurationError(f"{path.name}: {'.'.join(str(part) for part in first['loc'])}: {first['msg']}")


def _read_file(path: Path) -> tuple[PressArticle, ...]:
    data = read_yaml(path)
    if not isinstance(data, Mapping) or not {"publisher", "lang", "articles"} <= data.keys():
        raise ConfigurationError(f"{path.name}: needs the keys publisher, lang and articles")
    shared = {"publisher": data["publisher"], "lang": data["lang"]}
    try:
        return _ARTICLES.validate_python([shared | entry for entry in data["articles"]])
    except ValidationError as error:
        raise describe_invalid(path, error) from None


def _fill_copies(articles: Iterable[PressArticle]) -> Iterator[PressArticle]:
    by_id = {article.id: article for article in articles}
    for article in by_id.values():
        if article.copies_of is None or article.paragraphs:
            yield article
            continue
        original = by_id.get(article.copies_of)
        if original is None:
            raise ConfigurationError(f"{article.id}: copies_of names no article: {article.copies_of}")
        kept = original.paragraphs[: len(original.paragraphs) - article.cut]
        yield replace(article, paragraphs=kept, facts=article.facts or original.facts)
