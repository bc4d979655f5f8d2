"""`claimwatch metrics test FILE`: is a metric told from the others, and does it leave them as they were?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractors.rulebook import Rulebook
from flows.catalogue.compiling import compile_rulebook
from flows.trials.drafts import Draft
from flows.trials.examples import find_faults

LANGUAGES = ("en", "zh")
ENOUGH_EXAMPLES = 2  # in each language
SHORT_DEFINITION = 40  # characters: "Robots." says nothing that the name does not


@dataclass(frozen=True, slots=True)
class MetricTrial:
    """What came of it. Without `faults` it can go into config/metrics/."""

    name: str
    examples: int
    read: int  # of them, as promised
    others: int  # examples of other metrics in which its words stand
    faults: tuple[str, ...]  # one line each, with the line in the file where there is one, and what to change
    remarks: tuple[str, ...]  # what would make it better


def try_metric(draft: Draft) -> MetricTrial:
    """Runs its examples, looks for phrases that another metric has too, and for examples of others that it breaks."""
    metrics = {item["id"]: item for item in draft.catalogue.data["metrics"]}
    own = metrics[draft.id]
    rulebook = compile_rulebook(draft.catalogue.rulebook_data())
    faults = [*_check_examples(draft, own, rulebook), *_find_shared_phrases(draft, own, metrics)]
    touched = [example for example in _iterate_others(own, metrics) if _has_its_words(own, example[1])]
    faults += _find_broken(draft, touched, rulebook)
    read = sum(not find_faults(example, rulebook) for example in own["examples"])
    return MetricTrial(draft.id, len(own["examples"]), read, len(touched), tuple(faults), tuple(_find_gaps(draft, own)))


def _find_broken(draft: Draft, touched: Sequence[tuple[str, Mapping[str, Any]]], rulebook: Rulebook) -> Iterator[str]:
    """Examples of other metrics that are read wrongly with this metric, and are not without it."""
    suspects = [(name, example, found[0]) for name, example in touched if (found := find_faults(example, rulebook))]
    if not suspects:
        return
    data = draft.catalogue.rulebook_data()
    without = compile_rulebook({**data, "metrics": [item for item in data["metrics"] if item["id"] != draft.id]})
    for name, example, fault in suspects:
        if not find_faults(example, without):
            yield f"{draft.path}: phrases: breaks an example of {name}: {fault}; narrow them with needs or excludes"


def _check_examples(draft: Draft, own: Mapping[str, Any], rulebook: Rulebook) -> Iterator[str]:
    for number, example in enumerate(own["examples"]):
        found = find_faults(example, rulebook)
        line = draft.document.line_of(("examples", number))
        if example.get("known_gap"):
            if not found:
                yield f"{draft.path}:{line}: examples.{number}: is read right now; remove known_gap"
            continue
        for fault in found:
            yield f"{draft.path}:{line}: examples.{number}: {fault}; correct the example, or add the words to phrases"


def _find_shared_phrases(draft: Draft, own: Mapping[str, Any], metrics: Mapping[str, Any]) -> Iterator[str]:
    """A phrase of two metrics is decided by what else is said; without `needs` of its own nothing tells them apart."""
    for lang in LANGUAGES:
        for number, phrase in enumerate(own["phrases"][lang]):
            owners = [name for name, other in metrics.items() if name != draft.id and _has_phrase(other, lang, phrase)]
            if owners and not own["needs"][lang]:
                line = draft.document.line_of(("phrases", lang, number))
                yield (
                    f"{draft.path}:{line}: phrases.{lang}: '{phrase}' is a phrase of {', '.join(owners)} too; "
                    "take another, or say under needs which words must stand beside it"
                )


def _has_phrase(metric: Mapping[str, Any], lang: str, phrase: str) -> bool:
    return _fold(phrase) in {_fold(known) for known in metric["phrases"][lang]}


def _fold(phrase: str) -> str:
    """Case, and in English hyphens and blanks, make no difference: `"5G-Base Stations"` is `"5g base stations"`."""
    return " ".join(re.split(r"[\s-]+", phrase.casefold()))


def _iterate_others(own: Mapping[str, Any], metrics: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name, other in metrics.items():
        if name != own["id"]:
            yield from ((name, example) for example in other["examples"] if not example.get("known_gap"))


def _has_its_words(own: Mapping[str, Any], example: Mapping[str, Any]) -> bool:
    """Whether the head of any of its phrases or things stands in the text: a quick look before the engine's."""
    lang = example["lang"]
    text = _fold(f"{example.get('title') or ''} {example['text']}")
    heads = {_head(phrase, lang) for phrase in (*own["phrases"][lang], *own["things"][lang])}
    return any(head in text for head in heads if head)


def _head(phrase: str, lang: str) -> str:
    words = _fold(re.sub(r"\{n\}|…", " ", phrase)).strip()
    return words[:2] if lang == "zh" else words.partition(" ")[0]


def _find_gaps(draft: Draft, own: Mapping[str, Any]) -> Iterator[str]:
    where = str(draft.path)
    if len(own["definition"]) < SHORT_DEFINITION:
        line = draft.document.line_of(("definition",))
        yield f"{where}:{line}: definition: is short; say what is counted, by whom, and what is not"
    for lang in LANGUAGES:
        count = sum(example["lang"] == lang for example in own["examples"])
        if count < ENOUGH_EXAMPLES:
            yield f"{where}: examples: {count} in {lang}; give {ENOUGH_EXAMPLES}, in sentences that news would print"
    if not any(claim["metric_id"] != own["id"] for example in own["examples"] for claim in example["claims"]):
        yield f"{where}: examples: none has a number that only looks alike (metric_id of another, or null)"
    if own["unit"] == "count" and own["of"] is None:
        yield f"{where}: of: name what is counted in both languages, so that Chinese classifiers are understood"
    if not own["ranges"]:
        yield f"{where}: ranges: without plausible [low, high] a misread number is not held back"
