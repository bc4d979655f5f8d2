"""Cookies for one run: some publishers hand one out with a redirect to the same page, round and round without it."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie

_MOST = 50  # cookies kept for one host (RFC 6265 §6.1 asks for at least that many)


class CookieShelf:
    """Keeps cookies by exact scheme, host and port: a Domain attribute is not believed, nothing crosses hosts."""

    def __init__(self) -> None:
        self._kept: dict[str, dict[str, str]] = {}

    def keep(self, origin: str, set_cookie: list[str]) -> None:
        """Remembers what an answer set; what does not parse is left alone."""
        shelf = self._kept.setdefault(origin, {})
        for line in set_cookie:
            parsed: SimpleCookie = SimpleCookie()
            try:
                parsed.load(line)
            except CookieError:
                continue
            for name, morsel in parsed.items():
                self._put(shelf, name, morsel.coded_value, expired=morsel["max-age"] == "0")

    @staticmethod
    def _put(shelf: dict[str, str], name: str, value: str, *, expired: bool) -> None:
        if expired:
            shelf.pop(name, None)
        elif name in shelf or len(shelf) < _MOST:
            shelf[name] = value

    def header(self, origin: str) -> str | None:
        """The Cookie header for an origin: `"a=1; b=2"`."""
        shelf = self._kept.get(origin)
        return "; ".join(f"{name}={value}" for name, value in shelf.items()) if shelf else None
