"""What servers do wrong: each fault ends as one FetchError with a stable reason."""

from __future__ import annotations

import asyncio
import functools
import gzip
import ssl
import subprocess
import sys
import zlib
from dataclasses import replace

import brotli
import pytest
import zstandard

from flows.crawl.errors import FetchError


def raises(get, url, reason, **kwargs):
    with pytest.raises(FetchError) as caught:
        get(url, **kwargs)
    assert caught.value.reason == reason
    assert "\n" not in str(caught.value)
    return caught.value


def sends(data, *, pause=0.0, times=1):
    async def answer(request, writer):
        for _ in range(times):
            writer.write(data)
            await writer.drain()
            await asyncio.sleep(pause)

    return answer


def test_slow_headers_end_at_the_deadline(get, site):
    site.routes["/"] = sends(b"H", pause=0.1, times=50)
    raises(get, site.url("/"), "timeout")


def test_a_silent_server_ends_at_the_deadline(get, site):
    site.routes["/"] = sends(b"", pause=5)
    raises(get, site.url("/"), "timeout")


def test_a_byte_now_and_then_ends_at_the_deadline(get, site):
    async def drip(request, writer):
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        for _ in range(100):
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.05)

    site.routes["/"] = drip
    raises(get, site.url("/"), "timeout")


@pytest.mark.parametrize("pause", [0.0, 0.02])
def test_endless_1xx_answers_end_at_the_deadline(get, site, pause):
    site.routes["/"] = sends(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", pause=pause, times=10**6)
    raises(get, site.url("/"), "timeout")


def test_an_endless_body_is_too_large(get, site):
    async def endless(request, writer):
        writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            writer.write(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")
            await writer.drain()

    site.routes["/"] = endless
    raises(get, site.url("/"), "too large")


def test_a_limit_of_one_source_wins_over_the_general_one(get, site, reply):
    site.routes["/"] = reply(b"x" * 2000)
    raises(get, site.url("/"), "too large", max_bytes=1000)


def gzip_of_zeros(size):
    machine = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = bytes(1 << 20)
    return b"".join([machine.compress(block) for _ in range(size >> 20)] + [machine.flush()])


def zstd_of_zeros(size):
    machine = zstandard.ZstdCompressor(level=3).compressobj()
    block = bytes(1 << 20)
    return b"".join([machine.compress(block) for _ in range(size >> 20)] + [machine.flush()])


def brotli_of_zeros(size):
    machine = brotli.Compressor(quality=5)
    block = bytes(1 << 20)
    return b"".join([machine.process(block) for _ in range(size >> 20)] + [machine.finish()])


BOMBS = {
    "gzip": lambda: gzip_of_zeros(64 << 20),
    "br": lambda: brotli_of_zeros(256 << 20),
    "zstd": lambda: zstd_of_zeros(256 << 20),
    "gzip, gzip": lambda: gzip.compress(gzip_of_zeros(64 << 20)),
    "deflate": lambda: zlib.compress(bytes(64 << 20)),
}


@functools.cache
def bomb(coding):
    return BOMBS[coding]()


@pytest.mark.parametrize("coding", BOMBS)
def test_a_bomb_is_told(get, site, reply, options, coding):
    site.routes["/"] = reply(bomb(coding), headers=[("Content-Encoding", coding)])
    patient = replace(options, limits=replace(options.limits, max_bytes=10 << 20, timeout_seconds=10))
    raises(get, site.url("/"), "bomb", with_options=patient)


# The highest memory is sampled: the kernel's own mark (ru_maxrss) starts from that of the process that forked this one.
MEASURE = """
import asyncio, sys, threading, time
import psutil
from flows.crawl.errors import FetchError
from flows.crawl.fetching import Fetcher, FetchOptions

seen = [0]

def watch(process):
    while True:
        seen[0] = max(seen[0], process.memory_info().rss)
        time.sleep(0.001)

async def main(urls):
    async with Fetcher(FetchOptions("Claimwatch/0.1")) as fetcher:
        await fetcher.get(urls[0], allow_private=True)
        before = psutil.Process().memory_info().rss
        threading.Thread(target=watch, args=[psutil.Process()], daemon=True).start()
        for url in urls[1:]:
            try:
                await fetcher.get(url, allow_private=True)
            except FetchError as error:
                print(error.reason)
        print(seen[0] - before)

asyncio.run(main(sys.argv[1:]))
"""


def test_bombs_cost_a_process_less_than_64_megabytes(site, reply):
    site.routes["/"] = reply("first")
    for number, coding in enumerate(BOMBS):
        site.routes[f"/{number}"] = reply(bomb(coding), headers=[("Content-Encoding", coding)])
    urls = [site.url(path) for path in site.routes]
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *urls], capture_output=True, text=True, timeout=60, check=True
    )
    *reasons, growth = done.stdout.split()
    assert reasons == ["bomb"] * len(BOMBS)
    assert 0 < int(growth) < 64 << 20


PACKED = {
    "gzip": gzip.compress(b"whole " * 1000),
    "deflate": zlib.compress(b"whole " * 1000),
    "br": brotli.compress(b"whole " * 1000),
    "zstd": zstandard.compress(b"whole " * 1000),
}


@pytest.mark.parametrize("coding", PACKED)
def test_whole_bodies_are_decoded(get, site, reply, coding):
    site.routes["/"] = reply(PACKED[coding], headers=[("Content-Encoding", coding)])
    response = get(site.url("/"))
    assert response.body == b"whole " * 1000
    assert response.raw_length == len(PACKED[coding])


@pytest.mark.parametrize("coding", PACKED)
def test_a_packed_body_that_ends_early_is_truncated(get, site, reply, coding):
    site.routes["/"] = reply(PACKED[coding][:-6], headers=[("Content-Encoding", coding)])
    raises(get, site.url("/"), "truncated")


@pytest.mark.parametrize("coding", PACKED)
def test_a_damaged_packed_body_is_truncated(get, site, reply, coding):
    packed = bytearray(PACKED[coding])
    packed[4:16] = b"\xff" * 12
    site.routes["/"] = reply(bytes(packed), headers=[("Content-Encoding", coding)])
    raises(get, site.url("/"), "truncated")


def test_a_short_body_is_truncated(get, site):
    site.routes["/"] = sends(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this")
    raises(get, site.url("/"), "truncated")


@pytest.mark.parametrize("chunks", [b"zz\r\nhello\r\n0\r\n\r\n", b"5\r\nhello\r\n", b"5\r\nhelloworld\r\n0\r\n\r\n"])
def test_broken_chunking_is_truncated(get, site, chunks):
    site.routes["/"] = sends(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks)
    raises(get, site.url("/"), "truncated")


def test_an_unknown_coding_is_told(get, site, reply):
    site.routes["/"] = reply(b"?", headers=[("Content-Encoding", "rot13")])
    raises(get, site.url("/"), "coding")


def test_an_oversized_header_is_told(get, site):
    site.routes["/"] = sends(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 300_000 + b"\r\n\r\n")
    raises(get, site.url("/"), "headers")


@pytest.mark.parametrize("garbage", [b"SSH-2.0-OpenSSH\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"\x00\x01\x02\x03\r\n\r\n"])
def test_what_is_no_http_is_told(get, site, garbage):
    site.routes["/"] = sends(garbage)
    raises(get, site.url("/"), "headers")


def test_a_closed_connection_is_told(get, site):
    site.routes["/"] = sends(b"")
    raises(get, site.url("/"), "connection")


def test_a_refused_connection_is_told(get, site, start_site):
    raises(get, "http://127.0.0.1:1/", "connection")


@pytest.mark.parametrize("location", ["/", "/b"])
def test_a_redirect_loop_is_told(get, site, reply, location):
    site.routes["/"] = reply(status=302, headers=[("Location", location)])
    site.routes["/b"] = reply(status=301, headers=[("Location", "/")])
    raises(get, site.url("/"), "redirect loop")
    assert len(site.requests) <= 3


def test_endless_redirects_are_told(get, site, reply):
    site.routes["/"] = lambda _: reply(status=302, headers=[("Location", f"/?{len(site.requests)}")])
    raises(get, site.url("/"), "redirect loop")
    assert len(site.requests) == 11


@pytest.mark.parametrize("location", ["http://", "http://[::1", "http://exa mple.com/", "http://a:99999/", "//"])
def test_a_malformed_location_is_told(get, site, reply, location):
    site.routes["/"] = reply(status=302, headers=[("Location", location)])
    raises(get, site.url("/"), "bad location")


def test_a_redirect_without_location_is_told(get, site, reply):
    site.routes["/"] = reply(status=302)
    raises(get, site.url("/"), "bad location")


def test_a_location_without_a_scheme_is_a_path(get, site, reply):
    site.routes["/a/b"] = reply(status=302, headers=[("Location", "other")])
    site.routes["/a/other"] = reply("arrived")
    response = get(site.url("/a/b"))
    assert (response.body, response.final_url) == (b"arrived", site.url("/a/other"))
    assert response.redirects == (site.url("/a/b"),)


def test_a_location_that_is_a_bare_name_fails_as_the_path_it_is(get, site, reply):
    site.routes["/a"] = reply(status=302, headers=[("Location", "www.example.com/story")])
    raises(get, site.url("/a"), "status 404")
    assert site.paths() == ["/a", "/www.example.com/story"]


def test_a_location_in_utf8_leads_to_its_page(get, site):
    site.routes["/a"] = sends("HTTP/1.1 302 Found\r\nLocation: /新闻\r\nContent-Length: 0\r\n\r\n".encode())
    raises(get, site.url("/a"), "status 404")
    assert site.paths()[-1] == "/%E6%96%B0%E9%97%BB"


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://127.0.0.1/a", "data:text/html,x", "gopher://127.0.0.1/"])
def test_other_schemes_are_refused(get, site, reply, url):
    raises(get, url, "scheme")
    site.routes["/"] = reply(status=302, headers=[("Location", url)])
    raises(get, site.url("/"), "scheme")


@pytest.mark.parametrize("url", ["http://", "http://[/", "http:// /", "nonsense", "http://a:b:c/"])
def test_bad_urls_are_told(get, url):
    raises(get, url, "bad url")


@pytest.mark.parametrize("status", [400, 403, 404, 410, 204, 206, 418])
def test_a_status_is_told_and_not_tried_again(get, site, reply, options, status):
    site.routes["/"] = reply(status=status)
    error = raises(
        get, site.url("/"), f"status {status}", with_options=replace(options, limits=replace(options.limits, retries=3))
    )
    assert error.permanent
    assert error.status == status
    assert len(site.requests) == 1


def test_a_name_that_does_not_resolve_is_told(get, options):
    async def nothing(host, port):
        raise OSError("Name or service not known")

    raises(get, "http://press.example/", "dns", with_options=replace(options, resolver=nothing))


def test_a_certificate_that_does_not_hold_is_told(get, start_site, tmp_path):
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(*make_certificate(tmp_path))
    site = start_site(tls=tls)
    raises(get, f"https://127.0.0.1:{site.port}/", "tls")


def test_a_certificate_of_ours_holds_where_it_is_named(get, start_site, tmp_path, reply, options):
    certificate, key = make_certificate(tmp_path)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, key)
    site = start_site(tls=tls)
    site.routes["/"] = reply("sealed")
    trusting = replace(options, ca_file=certificate)
    assert get(f"https://127.0.0.1:{site.port}/", with_options=trusting).body == b"sealed"


@pytest.mark.parametrize(("host", "reason"), [("press.example", None), ("other.example", "tls")])
def test_a_certificate_is_checked_against_the_name_not_the_address(
    *, get, start_site, tmp_path, reply, options, host, reason
):
    certificate, key = make_certificate(tmp_path, "press.example")
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, key)
    site = start_site(tls=tls)
    site.routes["/"] = reply("sealed")

    async def resolve(host, port):
        return ["127.0.0.1"]

    named = replace(options, ca_file=certificate, resolver=resolve)
    url = f"https://{host}:{site.port}/"
    if reason:
        raises(get, url, reason, with_options=named)
    else:
        assert get(url, with_options=named).body == b"sealed"


def test_plain_http_on_a_tls_port_is_told(get, site):
    raises(get, site.base.replace("http:", "https:") + "/", "tls")


def make_certificate(folder, *names):
    from datetime import UTC, datetime, timedelta
    from ipaddress import ip_address

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    addresses = [] if names else [x509.IPAddress(ip_address("127.0.0.1"))]
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([*addresses, *map(x509.DNSName, names)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "certificate.pem", folder / "key.pem"
    paths[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return paths
