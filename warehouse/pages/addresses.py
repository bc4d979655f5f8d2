"""Where each page lies: `series/<id>.html`, and the same under `zh/` in Chinese. Pure: names in, addresses out."""

from __future__ import annotations

import hashlib
import re

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")


def name_file(name: str) -> str:
    """A file name for anything that the press may call itself: `china_mobile` stays, `../某公司` gets a hash.

    Names that differ only in case must not share a file where file systems fold them.
    """
    if _SAFE.fullmatch(name) and name == name.lower():
        return name
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40]
    return "-".join(part for part in (plain, hashlib.sha256(name.encode()).hexdigest()[:10]) if part)


def address_page(folder: str, name: str) -> str:
    """`("places", "CN-GD")` gives "places/cn-gd-….html", relative to the root of a language."""
    return f"{folder}/{name_file(name)}.html"


def localise(address: str, language: str) -> str:
    """The address from the root of the site: English stands at the root, Chinese under `zh/`."""
    return address if language == "en" else f"{language}/{address}"


def climb(address: str) -> str:
    """What leads from a page to the root of the site: "zh/series/x.html" gives "../../"."""
    return "../" * address.count("/")
