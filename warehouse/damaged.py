"""What lies in the data folder and cannot be used: it is moved out of the way, never deleted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from warehouse.faults import translated

FOLDER = "damaged"


def set_aside(data_dir: Path, paths: Sequence[Path], moment: datetime) -> Path:
    """Moves files or folders to `<data>/damaged/<when>/` under their own names and returns that folder.

    `20261122T051500` is when; a folder that is there already gets a neighbour, `20261122T051500-2`. Raises DiskError.
    """
    with translated(data_dir / FOLDER):
        place = _make_place(data_dir / FOLDER, f"{moment.astimezone(UTC):%Y%m%dT%H%M%S}")
        for path in paths:
            path.rename(place / path.name)
    return place


def _make_place(folder: Path, name: str) -> Path:
    folder.mkdir(exist_ok=True)
    number = 1
    while True:
        place = folder / (name if number == 1 else f"{name}-{number}")
        try:
            place.mkdir()
        except FileExistsError:
            number += 1
        else:
            return place
