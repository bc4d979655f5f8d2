"""The first stage of a run: what earlier runs left is loaded, or moved out of the way, and the user is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flows.archive import list_segments, remove_leftovers
from flows.batching import SourceRun
from flows.line import Line
from flows.stages import load_batches, read_segments
from warehouse.database import Warehouse
from warehouse.loading import LoadResult
from warehouse.spoiled_stages import SpoiledStage, set_spoiled_aside
from warehouse.staging import pending_batches


@dataclass(frozen=True, slots=True)
class Recovered:
    """What earlier runs had left, and what became of it."""

    loads: tuple[LoadResult, ...] = ()  # fetched or read by runs that ended before they had loaded it
    unreadable_batches: int = 0  # staged, not loaded, and not to be read any more
    segments_gone: int = 0  # of the archive, whose pages were loaded

    def count_articles(self) -> Mapping[str, int]:
        """New article versions by source, without the sources that had none."""
        counted: Counter[str] = Counter()
        for load in self.loads:
            counted[load.source_id] += load.added.get("articles", 0)
        return {source: count for source, count in counted.items() if count}

    def count_claims(self) -> int:
        return sum(load.added.get("claim_readings", 0) for load in self.loads)


def prepare_run(line: Line, warehouse: Warehouse) -> Recovered:
    """Brings the catalogue's tables up to date, and loads what a killed run had staged or fetched."""
    warehouse.sync_catalogue(
        sources=[source.model_dump(mode="json", by_alias=True) for source in line.watched or line.sources],
        topics=line.catalogue.data["topics"],
        metrics=line.catalogue.data["metrics"],
        entities=line.catalogue.data["entities"],
        units=line.catalogue.data["units"],
    )
    remove_leftovers(line.archive_dir)
    segments_gone = _tell_segments_gone(line, warehouse)
    spoiled = set_spoiled_aside(line.staging_dir, warehouse, line.started)
    for stage in spoiled:
        line.warn(_describe(line, stage))
    staged = load_batches(line, warehouse, pending_batches(line.staging_dir, warehouse))
    left = [_recovered(line, path) for path in find_unread_segments(line, warehouse)]
    read = load_batches(line, warehouse, read_segments(line, left))
    return Recovered((*staged, *read), sum(stage.is_batch for stage in spoiled), segments_gone)


def _tell_segments_gone(line: Line, warehouse: Warehouse) -> int:
    """How many segments were loaded and are no longer in the archive; says so, too."""
    known = warehouse.known_segments()
    gone = len(known - {_name(line, path) for path in list_segments(line.archive_dir)})
    if gone:
        line.warn(
            f"{line.archive_dir}: {gone} of {len(known)} segments that were loaded are gone; what was loaded from them "
            "stays, but their pages cannot be read again, neither by better rules nor to rebuild the warehouse"
        )
    return gone


def _describe(line: Line, stage: SpoiledStage) -> str:
    """`"…/staging/x: not a staged batch (no manifest); it now lies in …/damaged/20261122T051500"`."""
    moved = f"it now lies in {stage.place}"
    if not stage.is_batch:
        return f"{stage.path}: not a staged batch ({stage.reason}); {moved}"
    segment = stage.path.name.partition("@")[0]  # behind it stand the rules of a re-extraction
    in_archive = any(line.archive_dir.glob(f"*/{segment}.warc.gz"))
    again = "read again from archive/" if in_archive else "fetched again where their source still announces them"
    return f"{stage.path}: a batch that was not loaded cannot be read ({stage.reason}); {moved}; its pages are {again}"


def find_unread_segments(line: Line, warehouse: Warehouse) -> list[Path]:
    """Whole segments that no batch has read: fetched by a run that was killed before it could load them."""
    known = warehouse.known_segments()
    sources = {source.id for source in line.sources}
    return [
        path
        for path in list_segments(line.archive_dir)
        if path.is_file() and _name(line, path) not in known and path.parent.name in sources
    ]


def _name(line: Line, segment: Path) -> str:
    return segment.relative_to(line.archive_dir).as_posix()


def _recovered(line: Line, path: Path) -> SourceRun:
    source = next(source for source in line.sources if source.id == path.parent.name)
    return SourceRun(source, batch_id=path.name.removesuffix(".warc.gz"), segment=path)
