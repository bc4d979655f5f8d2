"""What the catalogue knows, as a file's words are held against it: metrics, entities and units by all their names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

from warehouse.asked_names import Found, find_named, require_one
from warehouse.catalogue import PLACES, SCOPES
from warehouse.references.cells import MAGNITUDES, fold

Item = Mapping[str, Any]
Names = Mapping[str, tuple[str, ...]]  # id -> what it is called
_HAN_MAGNITUDES = tuple(sorted((word for word in MAGNITUDES if not word.isascii()), key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class MetricFacts:
    """What a value of a metric is."""

    unit: str
    units: frozenset[str]
    per: str | None
    kind: str
    nature: str
    ranges: Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class EntityFacts:
    """What an entity is, as far as its figures go."""

    name: str
    is_place: bool
    home: str | None
    scope: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as a file has it: how many units of ours one of it is."""

    factor: float
    symbol: str | None  # "count" for whatever is counted; None for a noun that names no unit


@dataclass(frozen=True, slots=True)
class Known:
    """The catalogue by names."""

    metrics: Mapping[str, MetricFacts]
    metric_names: Names
    phrases: Mapping[str, str]  # what a vendor may call a series, folded -> metric
    entities: Mapping[str, EntityFacts]
    entity_names: Names
    spellings: Mapping[str, str]  # folded name of an entity -> its id
    units: Mapping[str, str]  # word as written, or in lower case -> symbol

    def find_metric(self, asked: str) -> str:
        """The metric that a person names. Raises UsageError, with the nearest, for none."""
        return require_one(find_named(asked, self.metric_names), "metric", asked)

    def find_entity(self, asked: str, what: str = "entity") -> str:
        """The entity that a person names: by a whole name, else as `find_named` has it."""
        exact = self.spellings.get(fold(asked))
        found = Found((exact,)) if exact else find_named(asked, self.entity_names)
        return require_one(found, what, asked, {name: facts.name for name, facts in self.entities.items()})

    def find_unit(self, text: str) -> Unit:
        """A unit with its magnitude; without a symbol where the word is no unit but a noun ("stations").

        `"万个"` is 10,000 of what is counted, `"RMB mn"` a million CNY, `"亿元"` 100 million CNY, `"Unit th"` 1,000.
        """
        factor = 1.0
        words: list[str] = []
        for word in " ".join(normalize("NFKC", text).split()).replace(",", "").split():
            scale = MAGNITUDES.get(word.lower()) or (float(word) if word.isdecimal() else None)
            factor *= scale or 1.0
            words += [] if scale else [word]
        unit = self._name_unit(" ".join(words))
        return Unit(factor * unit.factor, unit.symbol)

    def _name_unit(self, word: str) -> Unit:
        if not word:
            return Unit(1.0, "count")
        known = self.units.get(word) or self.units.get(word.lower())
        if known:
            return Unit(1.0, known)
        for magnitude in _HAN_MAGNITUDES:  # 万个, 亿元
            if word.startswith(magnitude):
                inner = self._name_unit(word.removeprefix(magnitude))
                return Unit(MAGNITUDES[magnitude] * inner.factor, inner.symbol)
        return self._name_unit(word.removeprefix("人民币")) if word.startswith("人民币") else Unit(1.0, None)


def build_known(metrics: Iterable[Item], entities: Iterable[Item], units: Iterable[Item]) -> Known:
    """The names of a catalogue, from its items in the shapes of config/."""
    metrics, entities = list(metrics), list(entities)
    entity_names = {item["id"]: _names(item, item.get("aliases") or {}) for item in entities}
    return Known(
        metrics={item["id"]: _metric_facts(item) for item in metrics},
        metric_names={item["id"]: (*_names(item, {}), *(item.get("formerly") or ())) for item in metrics},
        phrases=_unique({squeeze(name): item["id"] for name in _phrases(item)} for item in metrics),
        entities={item["id"]: _entity_facts(item) for item in entities},
        entity_names=entity_names,
        spellings=_unique({fold(name): key for name in (key, *names)} for key, names in entity_names.items()),
        units=_unit_words(units),
    )


def squeeze(name: str) -> str:
    """A series' name as it is compared: without case, blanks, hyphens and the English plural."""
    words = fold(name).replace("-", " ").split()
    return "".join(word[:-1] if word.isascii() and word.endswith("s") and len(word) > 3 else word for word in words)


def _phrases(item: Item) -> list[str]:
    phrases = item.get("phrases") or {}
    said = [
        phrase for lang in ("en", "zh") for phrase in phrases.get(lang) or () if "…" not in phrase and "{" not in phrase
    ]
    return [item["id"].replace("_", " "), *_names(item, {}), *said]


def _unique(found: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Names with whom they mean; those that mean several are left out."""
    owners: dict[str, set[str]] = {}
    for names in found:
        for name, owner in names.items():
            owners.setdefault(name, set()).add(owner)
    return {name: next(iter(those)) for name, those in owners.items() if len(those) == 1}


def _names(item: Item, aliases: Item) -> tuple[str, ...]:
    name = item.get("name") or {}
    name = {"en": name} if isinstance(name, str) else name
    spelled = (text for lang in ("en", "zh") for text in (name.get(lang), *(aliases.get(lang) or ())) if text)
    return tuple(dict.fromkeys((*spelled, *(former["name"] for former in item.get("former_names") or ()))))


def _metric_facts(item: Item) -> MetricFacts:
    return MetricFacts(
        unit=item["unit"],
        units=frozenset({item["unit"], *(item.get("units") or ())}),
        per=item.get("per"),
        kind=item.get("kind") or "level",
        nature=item.get("nature") or "stock",
        ranges={scope: (float(low), float(high)) for scope, (low, high) in (item.get("ranges") or {}).items()},
    )


def _entity_facts(item: Item) -> EntityFacts:
    kind = item.get("kind") or "company"
    name = next(iter(_names(item, {})), item["id"])
    return EntityFacts(name, kind in PLACES, item.get("home"), SCOPES.get(kind, "body"))


def _unit_words(units: Iterable[Item]) -> dict[str, str]:
    """Every word of a unit as written; in lower case where that is no other unit (Gb is a gigabit, GB a gigabyte)."""
    said = [(normalize("NFKC", word), _symbol(item)) for item in units for word in (_symbol(item), *_spellings(item))]
    words = dict(reversed(said))
    return _unique({word.lower(): symbol} for word, symbol in said) | words


def _symbol(item: Item) -> str:
    return str(item.get("symbol") or item["id"])


def _spellings(item: Item) -> list[str]:
    return [word for key in ("symbols", "prefix", "en", "zh") for word in item.get(key) or ()]
