"""What a number is said to be: the answers of the framing modules, before they become a claim."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.metrics.carrying import Choice
from extractors.owners.focus import Subject
from extractors.quick_records import quick
from extractors.records import Basis, Kind, Modality
from extractors.telling.speakers import Source
from extractors.times.time_frames import TimeFrame


@quick
@dataclass(frozen=True, slots=True)
class Framing:
    """The parts of a claim that are not the quantity, and its unit."""

    kind: Kind
    basis: Basis | None
    frame: TimeFrame
    entity: Subject | None
    place: Subject | None
    choice: Choice
    modality: Modality
    source: Source | None
    unit: str  # the quantity's, or for bare money that of its owner's home
