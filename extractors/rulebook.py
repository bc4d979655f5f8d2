"""The words of `config/` compiled once: what extraction needs besides the text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extractors.cues import CueTable, build_cue_table, plain_section
from extractors.gazetteer import Gazetteer, build_gazetteer
from extractors.measures import MetricRules, build_metric_rules
from extractors.name_rules import NameRules, build_name_rules
from extractors.periods import PeriodRules, build_period_rules
from extractors.place_rules import specifying_units
from extractors.quantities import QuantityRules, build_quantity_rules
from extractors.records import Lang
from extractors.table_words import TableWords, build_table_words

ENGINE = "3"  # part of the version: goes up when grammar in Python changes what is read
LANGUAGES: tuple[Lang, ...] = ("en", "zh")
CUE_SECTIONS = ("modality", "basis", "kinds", "prices", "attribution", "anaphora")


@dataclass(frozen=True, slots=True)
class LanguageRules:
    """The framing rules of one language."""

    cues: CueTable
    periods: PeriodRules
    names: NameRules
    metrics: MetricRules
    tables: TableWords


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All compiled rules; `version` is a short hash over the words and the engine, so that a reading can name its
    rules.
    """

    version: str
    quantities: QuantityRules
    gazetteer: Gazetteer
    languages: Mapping[str, LanguageRules]


def build_rulebook(data: Mapping[str, Any]) -> Rulebook:
    """Compiles plain data: units, languages ("en", "zh"), metrics and entities as parsed YAML; reads no file."""
    languages = data["languages"]
    return Rulebook(
        version=find_version(data),
        quantities=build_quantity_rules(data["units"], languages),
        gazetteer=build_gazetteer(data["entities"], languages),
        languages={lang: _language(lang, languages[lang], data) for lang in LANGUAGES if lang in languages},
    )


def _language(lang: Lang, words: Mapping[str, Any], data: Mapping[str, Any]) -> LanguageRules:
    return LanguageRules(
        cues=build_cue_table({name: plain_section(words, name) for name in CUE_SECTIONS}),
        periods=build_period_rules(words["periods"]),
        names=build_name_rules(words.get("names") or {}, words.get("places") or {}, specifying_units(data["units"])),
        metrics=build_metric_rules(data["metrics"], words, lang),
        tables=build_table_words(words["tables"], lang),
    )


def find_version(data: Mapping[str, Any]) -> str:
    """The version that `build_rulebook(data)` would bear, without building it: `'3f0c6f8a1b2d'`."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.blake2b(f"{ENGINE}\n{text}".encode(), digest_size=6).hexdigest()
