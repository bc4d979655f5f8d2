"""Reads config/ into a Catalogue. Without a change since the last time, from the cache: no YAML, no pydantic."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.errors import ConfigurationError
from flows.catalogue.cache import cache_path, fingerprint_texts, load_cached, save_cached

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flows.catalogue.entities import Entity
    from flows.catalogue.metrics import Metric
    from flows.catalogue.sources import Source
    from flows.catalogue.topics import Topic
    from flows.catalogue.units import Unit

_PARTS = ("sources", "topics", "metrics", "entities", "units", "languages")
# For people, for tests, and for the warehouse; the engine needs none of it.
_PROOF_ONLY = frozenset(
    {
        "examples",
        "traps",
        "notes",
        "evidence",
        "breaks",
        "formerly",
        "parent_since",
        "earlier_parents",
        "definition_zh",
        "tile",
        "publisher_zh",
    }
)


@dataclass(frozen=True)
class Catalogue:
    """All of config/, valid. The typed views are built when first asked for."""

    version: str  # hash of the files' names and contents
    data: Mapping[str, Any] = field(repr=False)  # plain: lists of mappings by part; languages by code

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Enabled and disabled ones, in the order of their ids."""
        from flows.catalogue.sources import Source  # noqa: PLC0415 - pydantic only where a run needs it

        return tuple(Source.model_validate(item) for item in self.data["sources"])

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        from flows.catalogue.topics import Topic  # noqa: PLC0415 - as above

        return tuple(Topic.model_validate(item) for item in self.data["topics"])

    @cached_property
    def metrics(self) -> tuple[Metric, ...]:
        from flows.catalogue.metrics import Metric  # noqa: PLC0415 - as above

        return tuple(Metric.model_validate(item) for item in self.data["metrics"])

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        from flows.catalogue.entities import Entity  # noqa: PLC0415 - as above

        return tuple(Entity.model_validate(item) for item in self.data["entities"])

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        from flows.catalogue.units import Unit  # noqa: PLC0415 - as above

        return tuple(Unit.model_validate(item) for item in self.data["units"])

    @property
    def languages(self) -> Mapping[str, Mapping[str, Any]]:
        """Sections of words by language code: `languages["zh"]["numerals"]`."""
        languages: Mapping[str, Mapping[str, Any]] = self.data["languages"]
        return languages

    def rulebook_data(self) -> dict[str, Any]:
        """What `extractors.rulebook.build_rulebook` compiles: plain data without examples, traps and remarks."""
        parts = {part: [_without_proof(item) for item in self.data[part]] for part in ("units", "metrics", "entities")}
        return {**parts, "languages": {code: dict(sections) for code, sections in self.languages.items()}}


def _without_proof(item: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in item.items() if key not in _PROOF_ONLY}


def read_catalogue(config_dir: Path, *, cache_dir: Path | None = None) -> Catalogue:
    """The catalogue of a config folder; ConfigurationError with one line for each problem of each file.

    `config/sources/x.yaml:12: tier: 'offical' is not one of official, agency, …; did you mean 'official'?`
    """
    texts = read_texts(config_dir)
    version = fingerprint_texts(texts)
    path = cache_path(cache_dir, config_dir) if cache_dir else None
    key = f"{version} {_code_version()}"
    data = load_cached(path, key) if path else None
    if data is None:
        from flows.catalogue.validation import validate_texts  # noqa: PLC0415 - YAML and pydantic cost 0.2 s

        data = validate_texts(texts, config_dir.name)
        if path:
            save_cached(path, key, data)
    return Catalogue(version, data)


def read_texts(config_dir: Path) -> dict[str, str]:
    """Contents of the YAML files by their path inside the folder: `{"sources/nbs_rss.yaml": "id: …"}`."""
    if not config_dir.is_dir():
        raise ConfigurationError(f"{config_dir}: there is no such configuration folder; give one with --config")
    texts: dict[str, str] = {}
    for part in _PARTS:
        for path in sorted((config_dir / part).rglob("*.y*ml")):
            if path.suffix != ".yaml":
                raise ConfigurationError(f"{path}: is not read under this name; call it {path.stem}.yaml")
            texts[path.relative_to(config_dir).as_posix()] = _read_text(path)
    if not texts:
        raise ConfigurationError(
            f"{config_dir}: holds none of {', '.join(_PARTS)}; give the right folder with --config"
        )
    return texts


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{path}: is not UTF-8 (byte {error.start}); save it as UTF-8") from error
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be read: {error.strerror}") from error


def _code_version() -> str:
    """Changes whenever a model of this package does: data that an older model let through is checked again."""
    folder = Path(__file__).parent
    return fingerprint_texts({path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.py")})[:16]
