"""Why a claim says what it says: the words of its sentence without which a field would be another.

Nothing is recorded while claims are read: the ordinary path pays nothing. Asked for, each number is framed again with
one piece of its sentence hidden at a time, and with what earlier sentences left standing taken away. A field that
changes rests on that. The answer is true by construction for every rule there is, be it a word of `config/` or a
pattern in code, and it stays true when rules change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from extractors.claims import Running, Step, frame_claim
from extractors.evidence.evidence import Evidence, joined, shown
from extractors.evidence.occlusion import Piece, found_pieces, hide_pieces, narrow, period_label, word_pieces
from extractors.owners.focus import Focus
from extractors.reading import Reading
from extractors.records import Claim
from extractors.times.standing_times import NOTHING_STANDS
from extractors.times.time_frames import TimeFrame

# The questions that framing answers, and the fields of a claim that hold each answer.
FIELDS = {
    "metric": ("metric_id", "metric"),
    "kind": ("kind",),
    "basis": ("basis",),
    "entity": ("entity",),
    "place": ("place",),
    "period": ("period_start", "period_end", "period_origin"),
    "modality": ("modality",),
}
# What stands from earlier sentences, emptied.
EMPTIED: dict[str, dict[str, Any]] = {
    "time": {"time": NOTHING_STANDS},
    "measure": {"choice": None},
    "subject": {"focus": Focus()},
    "basis": {"basis": None},
}


def find_claim_evidence(step: Step, reading: Reading) -> tuple[Evidence, ...]:
    """What the fields of a step's claim rest on, in the text's order; what no word of its sentence gave comes last."""
    found = [*_of_sentence(step, step.running, reading), *_carried(step, reading)]
    open_questions = FIELDS.keys() - {item.field for item in found}
    found += [item for item in _of_sentence(step, _alone(step.running), reading) if item.field in open_questions]
    return joined(reading.text, [*found, *_of_speaker(step, reading)])


def _alone(running: Running) -> Running:
    """As if the sentence stood alone: what it says twice, once by itself and once by what stood before, shows then."""
    return replace(running, **{name: value for emptied in EMPTIED.values() for name, value in emptied.items()})


def answers(claim: Claim) -> dict[str, str]:
    """The claim's answers to the questions of framing, as text: `{"kind": "growth", "period": "2024-12-31", …}`."""
    return {question: _answer(claim, question) for question in FIELDS}


def _answer(claim: Claim, question: str) -> str:
    if question == "metric":
        return claim.metric_id or _measure(claim)
    if question == "period":
        return format_period(claim)
    return shown(getattr(claim, FIELDS[question][0]))


def _measure(claim: Claim) -> str:
    """The measure's name where it has no id; where it has neither, only that: its phrase is that of the sentence."""
    return "no metric" if claim.metric is None or claim.metric == claim.metric_original else claim.metric


def format_period(claim: Claim) -> str:
    """`"2024-01-01 – 2024-12-31, stated"`, `"by 2024-06-30, inherited"`, or none."""
    if claim.period_end is None:
        return "none"
    first = f"{claim.period_start} – " if claim.period_start else "by "
    return f"{first}{claim.period_end}, {claim.period_origin}"


def _of_sentence(step: Step, running: Running, reading: Reading) -> Iterator[Evidence]:
    """What changes when a piece of the sentence is hidden, for the questions that it answers as the claim does."""
    scene, quantity = step.scene, step.quantity
    own = Piece(quantity.start, quantity.end)
    pieces = [piece for piece in found_pieces(scene) if piece.end <= own.start or own.end <= piece.start]
    words = word_pieces(scene.text, *scene.sentence.span, [own, *pieces])
    whole = answers(frame_claim(scene, quantity, running, reading))
    before = {question: answer for question, answer in answers(step.claim).items() if answer == whole[question]}

    def effect(hidden: Sequence[Piece]) -> dict[str, str]:
        after = answers(frame_claim(hide_pieces(scene, hidden), quantity, running, reading))
        return {question: after[question] for question, answer in before.items() if answer != after[question]}

    for piece, changes in (*((piece, effect([piece])) for piece in pieces), *narrow(words, effect)):
        for question, answer in changes.items():
            yield _evidence(scene.text, question, piece, answer)


def _evidence(text: str, question: str, piece: Piece, otherwise: str) -> Evidence:
    quote = text[piece.start : piece.end].strip()
    start = text.index(quote, piece.start)
    return Evidence(question, start, start + len(quote), quote, " · ".join(piece.labels), otherwise)


def _of_speaker(step: Step, reading: Reading) -> Iterator[Evidence]:
    """The source that the claim is attributed to, where it stands."""
    named = (*step.running.sources, *filter(None, [step.running.speaker]))
    speaker = next((source for source in named if source.text == step.claim.attributed_to), None)
    if speaker is None:
        return
    cue = next((cue for cue in reading.cues if cue.section == "attribution" and cue.end == speaker.verb), None)
    label = f"attribution: {cue.value}" if cue else "attribution"
    yield _evidence(reading.text, "attributed_to", Piece(speaker.start, speaker.end, (label,)), "none")


def _carried(step: Step, reading: Reading) -> Iterator[Evidence]:
    """What changes when what stands from earlier sentences is taken away."""
    before = answers(step.claim)
    for what, emptied in EMPTIED.items():
        after = answers(frame_claim(step.scene, step.quantity, replace(step.running, **emptied), reading))
        for question, answer in after.items():
            if answer != before[question]:
                yield _evidence_of_carried(what, question, answer, step, reading)


def _evidence_of_carried(what: str, question: str, otherwise: str, step: Step, reading: Reading) -> Evidence:
    place = _place_of_carried(what, question, step, reading)
    label = f"carried on: {what}" if place is None else " · ".join([f"carried on: {what}", *place.labels])
    if place is None:
        return Evidence(question, 0, 0, "", label, otherwise)
    return _evidence(reading.text, question, replace(place, labels=(label,)), otherwise)


def _place_of_carried(what: str, question: str, step: Step, reading: Reading) -> Piece | None:
    """Where it was said that was carried on, as far as the text has it."""
    if what == "time":
        return _place_of_time(step.claim, step.running)
    if what == "measure" and step.running.choice and step.running.choice.phrase:
        return _place_of_phrase(step.running.choice.phrase, step, reading)
    if what == "subject":
        return _place_of_name(getattr(step.claim, FIELDS[question][0]), step, reading)
    return None


def _place_of_time(claim: Claim, running: Running) -> Piece | None:
    standing = running.time
    for frame in (standing.instant, standing.told, standing.frame):
        if frame.mention and _is_time_of(frame, claim):
            return Piece(frame.mention.start, frame.mention.end, (period_label(frame.mention),))
    return None


def _is_time_of(frame: TimeFrame, claim: Claim) -> bool:
    return frame.end == claim.period_end and frame.first in {claim.period_start, None}


def _place_of_phrase(phrase: str, step: Step, reading: Reading) -> Piece | None:
    start = reading.text.rfind(phrase, 0, step.quantity.start)
    return Piece(start, start + len(phrase)) if start >= 0 else None


def _place_of_name(name: object, step: Step, reading: Reading) -> Piece | None:
    """The last mention before the number that has the name."""
    named = [one for one in reading.names if one.name == name and one.end <= step.quantity.start]
    return Piece(named[-1].start, named[-1].end) if named else None
