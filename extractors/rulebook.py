"""The words of `config/` compiled once: what extraction needs besides the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extractors.metrics.measures import MetricRules, build_metric_rules
from extractors.names.gazetteer import Gazetteer, build_gazetteer
from extractors.names.name_rules import NameRules, build_name_rules
from extractors.names.place_rules import specifying_units
from extractors.numbers.quantities import QuantityRules, build_quantity_rules
from extractors.records import Lang
from extractors.rulebook_version import find_version
from extractors.tables.words import TableWords, build_table_words
from extractors.text.cues import CueTable, build_cue_table, plain_section
from extractors.text.late_rules import LateRules
from extractors.times.period_patterns import PeriodRules, build_period_rules

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
    languages: Mapping[Lang, LanguageRules]


def build_rulebook(data: Mapping[str, Any], version: str | None = None) -> Rulebook:
    """Compiles plain data: units, languages ("en", "zh"), metrics and entities as parsed YAML; reads no file.

    A language is compiled when a text asks for it: `compile_all` finds what is wrong in any. `version` spares finding
    it again.
    """
    languages = data["languages"]
    return Rulebook(
        version=version or find_version(data),
        quantities=build_quantity_rules(data["units"], languages),
        gazetteer=build_gazetteer(data["entities"], languages),
        languages=LateRules(
            [lang for lang in LANGUAGES if lang in languages], lambda lang: _language(lang, languages[lang], data)
        ),
    )


def compile_all(rulebook: Rulebook) -> Rulebook:
    """The rulebook with every language compiled; raises what their words are wrong in (re.error, KeyError, …)."""
    for lang in rulebook.languages:
        _ = rulebook.languages[lang], rulebook.quantities.languages[lang]
    return rulebook


def _language(lang: Lang, words: Mapping[str, Any], data: Mapping[str, Any]) -> LanguageRules:
    return LanguageRules(
        cues=build_cue_table({name: plain_section(words, name) for name in CUE_SECTIONS}),
        periods=build_period_rules(words["periods"]),
        names=build_name_rules(words.get("names") or {}, words.get("places") or {}, specifying_units(data["units"])),
        metrics=build_metric_rules(data["metrics"], words, lang),
        tables=build_table_words(words["tables"], lang),
    )
