"""Whether every page that the warehouse names is in the archive, and what lies there that it does not name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import file_digest
from pathlib import Path

from extractors.errors import DamagedError
from flows.archive import ArchivedPage, list_segments, read_archived
from flows.line import Progress
from warehouse.database import PRIVATE_NAME, connect
from warehouse.faults import translated
from warehouse.upkeep.findings import BY_ITSELF, Examined, Finding

LOST = DamagedError.exit_code
NO_WAY_BACK = "restore it from a backup; what was loaded from it stays"


@dataclass(frozen=True, slots=True)
class Named:
    """A segment as the warehouse knows it; no hash where only articles or entries name it."""

    sha256: str | None
    records: int


def read_named(data_dir: Path) -> dict[str, Named] | None:
    """The segments that the warehouse names; None where it cannot be read, which another examination tells."""
    path = data_dir / PRIVATE_NAME
    if not path.exists():
        return None
    try:
        with translated(path), connect(path, read_only=True) as connection:
            rows = connection.execute(_NAMED).fetchall()
    except DamagedError:
        return None
    return {segment: Named(sha256, records) for segment, sha256, records in rows}


_NAMED = """
SELECT n.segment, any_value(s.sha256), coalesce(max(s.records), max(n.pages))
FROM (
    SELECT segment, count(*) AS pages FROM articles WHERE segment IS NOT NULL GROUP BY 1
    UNION ALL SELECT segment, count(*) FROM entries WHERE segment IS NOT NULL GROUP BY 1
    UNION ALL SELECT segment, 0 FROM segments
) AS n LEFT JOIN segments AS s ON s.segment = n.segment
GROUP BY 1 ORDER BY 1
"""


def examine_archive(
    data_dir: Path, sources: Collection[str], *, retention_days: int | None, now: datetime, progress: Progress
) -> Examined:
    """Every file is read. `sources` are those that config/ knows; pages older than `retention_days` may be gone."""
    archive, named = data_dir / "archive", read_named(data_dir)
    found = {path.relative_to(archive).as_posix(): path for path in list_segments(archive)}
    names = sorted((named or {}).keys() | found.keys())
    findings: list[Finding] = []
    for done, name in enumerate(names, 1):
        if named is not None and name in named:
            findings += _examine_named(name, found.get(name), named[name], _oldest_kept(retention_days, now))
        elif found[name].parent.name in sources:
            findings += _examine_unnamed(name, found[name], is_new=named is not None)
        progress("archive", done, len(names), name)
    findings += _name_strangers(found.values(), named or {}, sources)
    torn = sorted(path.relative_to(archive).as_posix() for path in archive.glob("*/*.part"))
    findings += [Finding(f"archive/{name}: half written by a run that ended", BY_ITSELF) for name in torn]
    size = sum(path.stat().st_size for path in found.values())
    return Examined("archive", f"{len(found):,} segments, {size:,} bytes", tuple(findings))


def _examine_named(name: str, path: Path | None, named: Named, oldest_kept: str) -> Iterator[Finding]:
    if path is None:
        if Path(name).name >= oldest_kept:
            what = f"archive/{name}: the file is gone, and {named.records} pages that were loaded with it"
            yield Finding(what, NO_WAY_BACK, LOST, repairable=False)
        return
    with path.open("rb") as file:
        if named.sha256 is not None and file_digest(file, "sha256").hexdigest() == named.sha256:
            return
    faults, pages = _read(path)
    if named.sha256 is not None or pages < named.records:
        reasons = f" ({', '.join(faults)})" if faults else ""
        what = f"archive/{name}: is not what was loaded; {pages} of {named.records} pages can be read{reasons}"
        yield Finding(what, NO_WAY_BACK, LOST, repairable=False)


def _examine_unnamed(name: str, path: Path, *, is_new: bool) -> Iterator[Finding]:
    """A segment that no batch has read, or of which nobody knows; then only what is wrong with it is told."""
    faults, pages = _read(path)
    if faults:
        what = f"archive/{name}: {len(faults)} records cannot be read ({', '.join(faults)}), {pages} pages can"
        yield Finding(what, "nothing: its readable pages are loaded, the others are noted in quarantine")
    elif is_new:
        yield Finding(f"archive/{name}: {pages} pages that were not loaded yet", BY_ITSELF)


def _name_strangers(paths: Iterable[Path], named: Mapping[str, Named], sources: Collection[str]) -> Iterator[Finding]:
    """Folders that no file of config/ stands for, unless all that lies in them was loaded."""
    counted = Counter(
        path.parent.name
        for path in paths
        if path.parent.name not in sources and f"{path.parent.name}/{path.name}" not in named
    )
    for source, count in sorted(counted.items()):
        what = f"archive/{source}: {count} segments that were not loaded, and config/ has no file for their source"
        yield Finding(what, f"write config/sources/{source}.yaml, or remove the folder", repairable=False)


def _read(path: Path) -> tuple[tuple[str, ...], int]:
    """What is wrong with records of a segment ("damaged at byte 5120"), and how many of its pages can be read."""
    counted: Counter[bool] = Counter()
    faults = []
    for found in read_archived(path):
        counted[isinstance(found, ArchivedPage)] += 1
        if not isinstance(found, ArchivedPage):
            faults.append(f"{found.reason} at byte {found.offset}")
    return tuple(faults), counted[True]


def _oldest_kept(retention_days: int | None, now: datetime) -> str:
    """What the names of segments begin with that must still be there: they begin with the moment of their run."""
    if retention_days is None:
        return ""
    return f"{now.astimezone(UTC) - timedelta(days=retention_days):%Y%m%dT%H%M%S}"
