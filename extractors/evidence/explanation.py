"""One article with everything that the engine made of it, and why: what `claimwatch explain` shows.

Meant for one text and a person before it: it reads each sentence as often as the sentence has words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from extractors.backfill import backfill
from extractors.claims import Step, prose_quantities, read_steps, tables_of
from extractors.evidence.claim_evidence import FIELDS, answers, find_claim_evidence
from extractors.evidence.evidence import Evidence
from extractors.evidence.number_evidence import NumberReader, find_number_evidence
from extractors.evidence.occlusion import Piece, found_pieces
from extractors.numbers.quantities import find_numbers
from extractors.reading import Reading, read_article, read_scenes, script_of
from extractors.records import Article, Claim, Quantity
from extractors.rulebook import Rulebook
from extractors.tables.claims import TableReading, in_order
from extractors.text.sentences import split_sentences


@dataclass(frozen=True, slots=True)
class ExplainedClaim:
    """A claim and what its fields rest on."""

    claim: Claim
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A number that is no claim: `reason` as the exclusion rules name it ("year", "age", "name")."""

    number: Quantity
    reason: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the engine made of a text; every offset is one of `text`."""

    text: str
    lang: str
    claims: tuple[ExplainedClaim, ...]
    left_out: tuple[LeftOut, ...]
    found: tuple[Piece, ...]  # cues, names, phrases and times of the sentences that hold a number


def explain_article(article: Article, rulebook: Rulebook) -> Explanation:
    """The claims of an article as `extract_claims` gives them, each with the words that its fields rest on."""
    lang = article.lang or script_of(article.text)
    numbers = find_numbers(article.text, lang, rulebook.quantities)
    evidence = _number_evidence(article.text, numbers, NumberReader(lang, rulebook.quantities))
    tables = tables_of(article, lang, rulebook)
    quantities = prose_quantities(article.text, lang, rulebook, tables)
    reading = read_article(article, lang, quantities, rulebook) if quantities else None
    return Explanation(
        text=article.text,
        lang=lang,
        claims=_with_cells(_explained(reading, evidence) if reading else (), tables),
        left_out=tuple(
            LeftOut(number, number.excluded, evidence.get(number.start, ()))
            for number in numbers
            if number.excluded and not tables.holds(number.start)
        ),
        found=_found(reading) if reading else (),
    )


def _explained(reading: Reading, evidence: Mapping[int, tuple[Evidence, ...]]) -> tuple[ExplainedClaim, ...]:
    steps = tuple(read_steps(reading))
    claims = backfill(tuple(step.claim for step in steps), reading.sentences)
    return tuple(
        ExplainedClaim(
            claim, (*evidence.get(claim.start, ()), *find_claim_evidence(step, reading), *_filled(step, claim))
        )
        for step, claim in zip(steps, claims, strict=True)
    )


def _with_cells(prose: tuple[ExplainedClaim, ...], tables: TableReading) -> tuple[ExplainedClaim, ...]:
    """The claims of sentences and tables in the text's order; a figure of a table rests on its row and its headers."""
    evidence = {explained.claim.start: explained.evidence for explained in prose}
    for cell in tables.cells:
        evidence[cell.claim.start] = tuple(
            Evidence("metric", header.start, header.end, header.text, "header of the table", "none")
            for header in cell.framed_by
        )
    claims = in_order(tuple(explained.claim for explained in prose), tuple(cell.claim for cell in tables.cells))
    return tuple(ExplainedClaim(claim, evidence[claim.start]) for claim in claims)


def _found(reading: Reading) -> tuple[Piece, ...]:
    return tuple(chain.from_iterable(found_pieces(scene) for scene in read_scenes(reading) if scene.quantities))


def _number_evidence(
    text: str, numbers: Sequence[Quantity], reader: NumberReader
) -> Mapping[int, tuple[Evidence, ...]]:
    """Evidence for all numbers of a text, by where each starts."""
    starts = [number.start for number in numbers]
    found: dict[int, tuple[Evidence, ...]] = {}
    for sentence in split_sentences(text, reader.lang):
        if any(sentence.start <= start < sentence.end for start in starts):
            found.update(find_number_evidence(text, sentence, reader))
    return found


def _filled(step: Step, claim: Claim) -> tuple[Evidence, ...]:
    """Fields that the claim has from another claim of the same figure, not from its own sentence."""
    before, after = answers(step.claim), answers(claim)
    source = "as the figure that it converts" if claim.same_as is not None else "as the same figure in the body"
    changed = [question for question in FIELDS if before[question] != after[question]]
    return tuple(Evidence(question, 0, 0, "", source, before[question]) for question in changed)
