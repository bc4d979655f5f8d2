"""Channels that messages go through: addresses of Apprise (mail, chats, webhooks), which hold secrets."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from extractors.errors import ConfigurationError

if TYPE_CHECKING:
    from apprise.plugins.base import NotifyBase

VARIABLE = "CLAIMWATCH_ALERT_URLS"
_SHORTEST_SECRET = 4  # characters: shorter parts of an address tell nobody anything


@dataclass(frozen=True, slots=True)
class Channel:
    """One address. Its name tells it from others and gives nothing away."""

    url: str = field(repr=False)

    @property
    def name(self) -> str:
        """`"mailtos-1f2e3d"`: the kind of channel and a hash of the address, the same in every run."""
        return f"{self.url.partition(':')[0].lower()}-{blake2b(self.url.encode(), digest_size=3).hexdigest()}"


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent: plain text, for it quotes strangers; a page for mail, where there is one."""

    title: str
    text: str
    html: str | None = None


def read_channels(urls: str | None, file: Path | None) -> tuple[Channel, ...]:
    """The channels of the variable (addresses with blanks between them) and of a file (one a line, # for remarks).

    Raises ConfigurationError, which names the variable or the file and the line, never an address.
    """
    found: dict[str, str] = {}
    for number, url in enumerate((urls or "").split(), 1):
        found.setdefault(url, f"{VARIABLE}: address {number}")
    for number, line in enumerate(_read_lines(file), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            found.setdefault(line.strip(), f"{file}:{number}")
    for url, origin in found.items():
        if _open(url) is None:
            raise ConfigurationError(
                f"{origin}: is no address of a channel; write one as apprise takes it, such as "
                "mailtos://user:password@example.org or slack://token/token/token"
            )
    return tuple(Channel(url) for url in found)


def _read_lines(file: Path | None) -> Iterable[str]:
    if file is None:
        return ()
    try:
        return file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{file}: cannot be read: {error}") from None


@lru_cache(maxsize=32)
def _open(url: str) -> NotifyBase | None:
    from apprise import Apprise  # noqa: PLC0415 - nobody else needs its hundred plug-ins

    with _silence():
        return Apprise.instantiate(url)


def show_channel(channel: Channel) -> str:
    """As much of the address as may be shown: `"json://127.0.0.1:8080"`; paths and tokens are secrets of web hooks."""
    from apprise import Apprise  # noqa: PLC0415 - as above

    service = _open(channel.url)
    if service is None:
        return channel.name
    shown = Apprise()
    shown.add(service)
    parts = urlsplit(shown.urls(privacy=True)[0])
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def send_message(channel: Channel, message: Message) -> str | None:
    """Sends a message through a channel; returns why it was not taken, in one line without secrets.

    A text that is longer than a channel allows comes in parts.
    """
    from apprise import Apprise, NotifyFormat, OverflowMode  # noqa: PLC0415 - as above

    service = _open(channel.url)
    if service is None:
        return "the address is not valid"
    if service.overflow_mode == OverflowMode.UPSTREAM:
        service.overflow_mode = OverflowMode.SPLIT
    sender = Apprise()
    sender.add(service)
    as_page = message.html is not None and service.notify_format == NotifyFormat.HTML
    with _silence() as said:
        taken = sender.notify(
            title=message.title,
            body=message.html if as_page and message.html else message.text,
            body_format=NotifyFormat.HTML if as_page else NotifyFormat.TEXT,
        )
    return None if taken else _explain(said.getvalue(), channel)


@contextmanager
def _silence() -> Iterator[StringIO]:
    """Apprise's log within the block, kept from the terminal: it may name what nobody is to read."""
    text = StringIO()
    handler = logging.StreamHandler(text)
    logger = logging.getLogger("apprise")
    before = (logger.level, logger.propagate)
    logger.addHandler(handler)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        yield text
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before[0])
        logger.propagate = before[1]


def _explain(said: str, channel: Channel) -> str:
    """The last thing that Apprise said, without any part of the address that its shown form lacks."""
    line = next((line for line in reversed(said.splitlines()) if line.strip()), "did not take it")
    shown = show_channel(channel)
    parts = re.split(r"[/@:?&=,]+", channel.url)
    for secret in sorted((part for part in parts if len(part) >= _SHORTEST_SECRET and part not in shown), key=len):
        line = line.replace(secret, "…")
    return " ".join(line.split())[:200].rstrip(".")
