"""Where requests must not go: nothing arrives there, whichever way the address is written or reached."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from extractors.errors import ConfigurationError
from flows.crawl.errors import FetchError
from flows.crawl.guard import GuardedBackend, find_block, read_networks, resolve_name

CLOSED = [
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::808:808",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::7f00:1",
    "64:ff9b::808:808",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "2606:4700::1111%eth0",
    "fec0::1",
    "ff02::1",
    "localhost",
    "",
]


@pytest.mark.parametrize("address", CLOSED)
def test_a_closed_address_is_named(address):
    assert find_block(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "1.1.1.1", "172.32.0.1", "198.20.0.1", "2606:4700::1111", "2400:3200::1"]
)
def test_a_public_address_is_open(address):
    assert find_block(address) is None


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1"])
def test_loopback_opens_only_where_it_is_allowed(address):
    assert find_block(address, allow_private=True) is None


@pytest.mark.parametrize("address", [one for one in CLOSED if not one.startswith("127.") and one != "::1"])
def test_allowing_loopback_opens_nothing_else(address):
    assert find_block(address, allow_private=True)


def test_networks_that_map_names_may_be_allowed():
    allowed = read_networks(["198.18.0.0/15", "64:ff9b::/96"])
    assert find_block("198.18.0.7", allowed=allowed) is None
    assert find_block("64:ff9b::808:808", allowed=allowed) is None


@pytest.mark.parametrize("address", ["64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b::a9fe:a9fe"])
def test_an_allowed_nat64_network_does_not_lead_inside(address):
    assert find_block(address, allowed=read_networks(["64:ff9b::/96"]))


def answers(*addresses):
    """A resolver that gives each of the answers in turn, and the last one from then on."""
    turns = [list(one) if isinstance(one, tuple) else [one] for one in addresses]

    async def resolve(host, port):
        return turns.pop(0) if len(turns) > 1 else turns[0]

    return resolve


def refused(get, url, **kwargs):
    with pytest.raises(FetchError) as caught:
        get(url, **kwargs)
    assert caught.value.reason == "blocked address"


SPELLINGS = [
    "127.0.0.1",
    "2130706433",
    "0x7f000001",
    "0x7f.0.0.1",
    "0177.0.0.1",
    "127.1",
    "127.0.1",
    "0",
    "0.0.0.0",
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::7f00:1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "①②⑦.⓪.⓪.①",
    "127。0。0。1",
    "localhost",
    "LOCALHOST",
]


@pytest.mark.parametrize("host", SPELLINGS)
def test_no_spelling_of_loopback_reaches_a_listener(get, site, host):
    refused(get, f"http://{host}:{site.port}/", allow_private=False)
    assert site.requests == []


@pytest.mark.parametrize("host", SPELLINGS)
def test_no_redirect_reaches_a_listener(*, get, site, start_site, reply, options, host):
    """The first site is reached under a name that only this resolver knows; the address it points to is closed."""
    inside = start_site()
    site.routes["/"] = reply(status=302, headers=[("Location", f"http://{host}:{inside.port}/")])
    allowed = replace(options, allowed_networks=("127.0.0.2/32",), resolver=answers("127.0.0.2"))
    outside = start_site("127.0.0.2")
    outside.routes = site.routes
    url = f"http://press.example:{outside.port}/"
    if host.lower().startswith("localhost"):
        allowed = replace(allowed, resolver=name_map({"press.example": "127.0.0.2"}, "127.0.0.1"))
    refused(get, url, with_options=allowed, allow_private=False)
    assert len(outside.requests) == 1
    assert inside.requests == []


def name_map(names, default):
    async def resolve(host, port):
        return [names.get(host, default)]

    return resolve


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "::1", "169.254.169.254"])
def test_a_name_that_points_inside_is_refused(get, site, options, address):
    guarded = replace(options, resolver=answers(address))
    refused(get, f"http://press.example:{site.port}/", with_options=guarded, allow_private=False)
    assert site.requests == []


def test_mixed_answers_are_refused(get, site, options):
    mixed = replace(options, resolver=answers(("93.184.216.34", "127.0.0.1")))
    refused(get, f"http://press.example:{site.port}/", with_options=mixed, allow_private=False)
    assert site.requests == []


def test_an_answer_that_changes_between_look_ups_is_refused(get, start_site, reply, options):
    """DNS rebinding: the name is good for the first request and points inside for the second."""
    outside, inside = start_site("127.0.0.2"), start_site()
    outside.routes["/"] = reply(status=302, headers=[("Location", f"http://press.example:{inside.port}/")])
    rebound = replace(options, allowed_networks=("127.0.0.2/32",), resolver=answers("127.0.0.2", "127.0.0.1"))
    refused(get, f"http://press.example:{outside.port}/", with_options=rebound, allow_private=False)
    assert inside.requests == []


def test_we_connect_to_the_address_that_was_checked(get, start_site, reply, options):
    """One look-up for one connection: a second answer is never asked for."""
    outside, inside = start_site("127.0.0.2"), start_site()
    outside.routes["/"] = reply("good")
    once = replace(options, allowed_networks=("127.0.0.2/32",), resolver=answers("127.0.0.2", "127.0.0.1"))
    response = get(f"http://press.example:{outside.port}/", with_options=once, allow_private=False)
    assert response.body == b"good"
    assert response.address == "127.0.0.2"
    assert outside.requests[0].headers["host"] == f"press.example:{outside.port}"
    assert inside.requests == []


def test_a_connection_opened_with_trust_is_not_reused_without(site, reply, options):
    from flows.crawl.fetching import Fetcher

    site.routes["/"] = reply("inside")

    async def both():
        async with Fetcher(options) as fetcher:
            await fetcher.get(site.url("/"), allow_private=True)
            with pytest.raises(FetchError, match="blocked address"):
                await fetcher.get(site.url("/"), allow_private=False)

    asyncio.run(both())
    assert len(site.requests) == 1


def test_the_next_address_is_tried_where_one_is_dead(get, site, reply, options):
    site.routes["/"] = reply("alive")
    two = replace(options, resolver=answers(("127.0.0.9", "127.0.0.1")))
    assert get(f"http://press.example:{site.port}/", with_options=two).body == b"alive"


def test_an_empty_dns_answer_is_told(get, options):
    with pytest.raises(FetchError) as caught:
        get("http://press.example/", with_options=replace(options, resolver=answers(())), allow_private=False)
    assert caught.value.reason == "dns"


def test_the_system_resolver_knows_localhost():
    assert {"127.0.0.1", "::1"} & set(asyncio.run(resolve_name("localhost", 80)))


def test_socket_files_are_refused():
    backend = GuardedBackend(answers("127.0.0.1"), allow_private=True, allowed=())
    with pytest.raises(FetchError, match="blocked address"):
        asyncio.run(backend.connect_unix_socket("/run/docker.sock"))


def test_proxy_variables_are_ignored(get, site, start_site, reply, monkeypatch):
    proxy = start_site()
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, proxy.base)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    site.routes["/"] = reply("direct")
    assert get(site.url("/")).body == b"direct"
    assert proxy.requests == []


def test_a_proxy_is_used_where_it_is_set(get, start_site, reply, options):
    proxy = start_site()
    proxy.routes["http://press.example/a"] = reply("by proxy")
    through = replace(options, proxy=proxy.base, resolver=answers("93.184.216.34"))
    response = get("http://press.example/a", with_options=through, allow_private=False)
    assert response.body == b"by proxy"
    assert response.address is None


def test_a_proxy_gets_its_password_and_nobody_sees_it(get, start_site, reply, options):
    proxy = start_site()
    proxy.routes["http://press.example/a"] = reply("by proxy")
    address = proxy.base.replace("http://", "http://desk:s3cret@")
    through = replace(options, proxy=address, resolver=answers("93.184.216.34"))
    get("http://press.example/a", with_options=through, allow_private=False)
    assert proxy.requests[0].headers["proxy-authorization"] == "Basic ZGVzazpzM2NyZXQ="
    assert "s3cret" not in repr(through)


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1", "http://desk:s3cret@[::1", "nonsense s3cret", "ftp://a"])
def test_a_proxy_that_cannot_be_is_told_without_its_password(get, options, proxy):
    with pytest.raises(ConfigurationError, match=r"^proxy: ") as caught:
        get("http://press.example/", with_options=replace(options, proxy=proxy))
    assert "s3cret" not in str(caught.value)


def test_wrong_settings_are_told_in_one_line(get, options, tmp_path):
    with pytest.raises(ConfigurationError, match=r"^allowed networks: .*198\.18\.0\.1/15"):
        get("http://press.example/", with_options=replace(options, allowed_networks=("198.18.0.1/15",)))
    (tmp_path / "bad.pem").write_text("no certificate")
    for name in ("missing.pem", "bad.pem"):
        with pytest.raises(ConfigurationError, match=rf"^certificates .*{name}: "):
            get("http://press.example/", with_options=replace(options, ca_file=tmp_path / name))


def test_a_proxy_is_asked_for_names_that_only_it_knows(get, start_site, reply, options):
    async def unknown(host, port):
        raise OSError("no such name")

    proxy = start_site()
    proxy.routes["http://press.example/a"] = reply("by proxy")
    assert get("http://press.example/a", with_options=replace(options, proxy=proxy.base, resolver=unknown)).body


@pytest.mark.parametrize("host", ["127.0.0.1", "169.254.169.254", "press.example"])
def test_a_proxy_is_not_asked_for_closed_addresses(get, start_site, options, host):
    proxy = start_site()
    through = replace(options, proxy=proxy.base, resolver=answers("10.0.0.1"))
    refused(get, f"http://{host}/", with_options=through, allow_private=False)
    assert proxy.requests == []


SECRETS = {"Authorization": "Bearer s3cret", "Cookie": "session=s3cret", "X-Api-Key": "s3cret", "Accept-Language": "zh"}


def test_secrets_stay_on_their_host(get, site, start_site, reply):
    other = start_site()
    other.routes["/b"] = reply("there")
    site.routes["/a"] = reply(status=302, headers=[("Location", other.url("/b")), ("Set-Cookie", "sid=s3cret")])
    get(site.url("/a"), headers=SECRETS)
    assert site.requests[0].headers["authorization"] == "Bearer s3cret"
    assert not [value for value in other.requests[0].headers.values() if "s3cret" in value]
    assert other.requests[0].headers["accept-language"] == "zh"


def test_secrets_follow_a_redirect_on_their_own_host(get, site, reply):
    site.routes["/a"] = reply(status=302, headers=[("Location", "/b")])
    site.routes["/b"] = reply("there")
    response = get(site.url("/a"), headers=SECRETS)
    assert site.requests[1].headers["x-api-key"] == "s3cret"
    assert "s3cret" not in repr(response)


def test_user_and_password_in_a_url_are_not_sent(get, site, reply):
    site.routes["/"] = reply("open")
    response = get(site.url("/").replace("http://", "http://desk:s3cret@"))
    assert "authorization" not in site.requests[0].headers
    assert "s3cret" not in response.final_url
