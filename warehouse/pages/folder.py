"""The folder that a site lies in: pages whose content changed are replaced, pages that have gone are removed.

`.pages.json` remembers what each page was made of. It counts only where the build that wrote it came to its end: after
a build that was killed every page is written anew.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from types import TracebackType
from typing import Any

from warehouse.report_assets import ASIDE, ASSETS, replace_file

MANIFEST = ".pages.json"
_PAGE_NAME = re.compile(r"(?:[\w-][\w.-]*/)*[\w-][\w.-]*")


class PageFolder:
    """One build of a site into `out_dir`, as a context manager; the caller holds the folder's lock."""

    def __init__(self, out_dir: Path) -> None:
        self.out_dir = out_dir
        self.written = 0  # pages that this build wrote
        self._before = _read_manifest(out_dir)
        self._pages: dict[str, str] = {}
        self._assets: set[str] = set()
        self._made: set[Path] = set()  # folders that are there

    def __enter__(self) -> PageFolder:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is None:
            self._conclude()

    @property
    def pages(self) -> int:
        """How many pages and files the site has so far."""
        return len(self._pages)

    def holds(self, address: str, stamp: str) -> bool:
        """Whether the page stands there already, made of what `stamp` names; if so it stays."""
        if self._before["whole"] and self._before["pages"].get(address) == stamp and (self.out_dir / address).is_file():
            self._pages[address] = stamp
            return True
        return False

    def save(self, address: str, text: str, stamp: str | None = None) -> None:
        """Replaces the page in one rename, unless it stands there already; without a stamp its text is one."""
        body = text.encode("utf-8")
        stamp = stamp or stamp_of(text)
        if self.holds(address, stamp):
            return
        if not self.written:
            self._save_manifest(whole=False)
        target = self.out_dir / address
        if target.parent not in self._made:  # tens of thousands of pages lie in a dozen folders
            target.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(target.parent)
        replace_file(target, body)
        self._pages[address] = stamp
        self.written += 1

    def use(self, asset: str) -> str:
        """Notes that this build's pages use an asset; its address comes back."""
        self._assets.add(asset)
        return asset

    def _conclude(self) -> None:
        for gone in set(self._before["pages"]) - set(self._pages):
            (self.out_dir / gone).unlink(missing_ok=True)
        recent = self._assets | set(self._before["assets"])  # somebody may be loading a page of the build before
        for asset in (self.out_dir / ASSETS).iterdir():
            if f"{ASSETS}/{asset.name}" not in recent:
                asset.unlink(missing_ok=True)
        if not self._before["whole"]:
            for torn in self.out_dir.rglob(f".*{ASIDE}"):
                torn.unlink(missing_ok=True)  # left by a build that was killed
        self._save_manifest(whole=True)

    def _save_manifest(self, *, whole: bool) -> None:
        """A build that has not ended names what it may leave behind, and that nothing of it can be relied on."""
        pages = self._pages if whole else {**self._before["pages"], **self._pages}
        assets = sorted(self._assets if whole else self._assets | set(self._before["assets"]))
        manifest = {"whole": whole, "assets": assets, "pages": pages}
        replace_file(self.out_dir / MANIFEST, json.dumps(manifest, separators=(",", ":")).encode("utf-8"))


def stamp_of(*parts: object) -> str:
    """A name for what a page is made of: two pages of the same parts are the same page."""
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _read_manifest(out_dir: Path) -> dict[str, Any]:
    """What the build before left; nothing where there is none, or none that can be read.

    Names that lead out of the folder are no pages of ours: a site may have been copied from anywhere.
    """
    try:
        found = json.loads((out_dir / MANIFEST).read_text(encoding="utf-8"))
        pages = {name: str(stamp) for name, stamp in found["pages"].items() if _PAGE_NAME.fullmatch(name)}
        return {"whole": found["whole"] is True, "pages": pages, "assets": [str(name) for name in found["assets"]]}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {"whole": False, "pages": {}, "assets": []}
