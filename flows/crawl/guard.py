"""Where requests may go: every address is checked at the moment we connect to it, and we connect to what was checked.

Names are resolved here and nowhere else, so a DNS answer that changes between check and use cannot slip through, and
feeds, robots files, sitemaps, pages and redirects all pass this one place.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

import httpcore

from extractors.errors import ConfigurationError
from flows.crawl.errors import FetchError

Resolver = Callable[[str, int], Awaitable[Sequence[str]]]
Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address

# IANA IPv4 Special-Purpose Address Registry (RFC 6890 and later), and multicast. Written out because `is_global` of the
# standard library differs between patch releases.
_CLOSED_V4 = {
    IPv4Network("0.0.0.0/8"): "unspecified",
    IPv4Network("10.0.0.0/8"): "private",
    IPv4Network("100.64.0.0/10"): "carrier-grade NAT",
    IPv4Network("127.0.0.0/8"): "loopback",
    IPv4Network("169.254.0.0/16"): "link-local",
    IPv4Network("172.16.0.0/12"): "private",
    IPv4Network("192.0.0.0/24"): "protocol assignments",
    IPv4Network("192.0.2.0/24"): "documentation",
    IPv4Network("192.88.99.0/24"): "6to4 relay",
    IPv4Network("192.168.0.0/16"): "private",
    IPv4Network("198.18.0.0/15"): "benchmarking",
    IPv4Network("198.51.100.0/24"): "documentation",
    IPv4Network("203.0.113.0/24"): "documentation",
    IPv4Network("224.0.0.0/4"): "multicast",
    IPv4Network("240.0.0.0/4"): "reserved",
}
# IPv6: only 2000::/3 is given out for the global internet; the rest is closed without needing a name.
_GLOBAL_V6 = IPv6Network("2000::/3")
_CLOSED_V6 = {
    IPv6Network("::/128"): "unspecified",
    IPv6Network("::1/128"): "loopback",
    IPv6Network("::ffff:0:0/96"): "IPv4-mapped",
    IPv6Network("::/96"): "IPv4-compatible",
    IPv6Network("64:ff9b::/96"): "NAT64",
    IPv6Network("64:ff9b:1::/48"): "NAT64",
    IPv6Network("2001::/23"): "Teredo and protocol assignments",
    IPv6Network("2001:db8::/32"): "documentation",
    IPv6Network("2002::/16"): "6to4",
    IPv6Network("3fff::/20"): "documentation",
    IPv6Network("fc00::/7"): "unique-local",
    IPv6Network("fe80::/10"): "link-local",
    IPv6Network("ff00::/8"): "multicast",
}
_LOOPBACK: tuple[Network, ...] = (IPv4Network("127.0.0.0/8"), IPv6Network("::1/128"))


async def resolve_name(host: str, port: int) -> Sequence[str]:
    """The addresses that the system's resolver gives for a name; OSError where it gives none."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[4][0]) for address in found))


def read_networks(networks: Iterable[str]) -> tuple[Network, ...]:
    """The allow list of the settings: `("198.18.0.0/15",)`; ConfigurationError for what is no network."""
    try:
        return tuple(ip_network(network) for network in networks)
    except ValueError as error:
        raise ConfigurationError(f"allowed networks: {error}; write them like 198.18.0.0/15") from error


def find_block(text: str, *, allow_private: bool = False, allowed: Sequence[Network] = ()) -> str | None:
    """Why no connection may go to this address, or None.

    `find_block("10.0.0.1")` is `"private"`, `find_block("127.0.0.1", allow_private=True)` is None. In an allowed NAT64
    network (RFC 6052) the IPv4 address inside is checked as well.
    """
    try:
        address = ip_address(text)
    except ValueError:
        return "not an address"
    if allow_private and any(address in network for network in _LOOPBACK):
        return None
    for network in allowed:
        if address in network:
            return _find_embedded_block(address, network, allowed)
    return _find_closed(address)


def _find_embedded_block(address: Address, network: Network, allowed: Sequence[Network]) -> str | None:
    if not isinstance(address, IPv6Address) or network.prefixlen != 96:
        return None
    inner = str(IPv4Address(int(address) & 0xFFFF_FFFF))
    outer = [other for other in allowed if isinstance(other, IPv4Network)]
    return find_block(inner, allowed=outer)


def _find_closed(address: Address) -> str | None:
    if isinstance(address, IPv4Address):
        return next((name for network, name in _CLOSED_V4.items() if address in network), None)
    if address.scope_id is not None:
        return "scoped"
    named = next((name for network, name in _CLOSED_V6.items() if address in network), None)
    return named or (None if address in _GLOBAL_V6 else "not global")


def is_literal(host: str) -> bool:
    """True for a host that is an address: `"127.0.0.1"`, `"[::1]"`."""
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Opens TCP connections for the connection pool, after the check. TLS and Host keep the name that was asked for."""

    def __init__(self, resolver: Resolver, *, allow_private: bool, allowed: Sequence[Network]) -> None:
        self._resolver = resolver
        self._allow_private = allow_private
        self._allowed = tuple(allowed)
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the first checked address that answers."""
        failure: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for address in await self.find_addresses(host, port):
            try:
                return await self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore.ConnectError(f"no address for {host}")

    async def find_addresses(self, host: str, port: int) -> Sequence[str]:
        """The addresses of a host; FetchError `blocked address` if even one is closed, `dns` if there is none."""
        bare = host.strip("[]")
        addresses = [bare] if is_literal(bare) else await self._resolve(bare, port)
        for address in addresses:
            block = find_block(address, allow_private=self._allow_private, allowed=self._allowed)
            if block is not None:
                raise FetchError("blocked address", host, detail=block, permanent=True)
        return addresses

    async def _resolve(self, host: str, port: int) -> Sequence[str]:
        try:
            addresses = await self._resolver(host, port)
        except (OSError, UnicodeError) as error:
            raise FetchError("dns", host, detail=str(error) or type(error).__name__) from error
        if not addresses:
            raise FetchError("dns", host, detail="no address", permanent=True)
        return addresses

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ARG002 - the signature of the overridden method
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002 - the same
    ) -> httpcore.AsyncNetworkStream:
        """Never: no source is reached over a socket file."""
        raise FetchError("blocked address", path, detail="socket file", permanent=True)

    async def sleep(self, seconds: float) -> None:
        """What the pool waits with between its own attempts."""
        await asyncio.sleep(seconds)
