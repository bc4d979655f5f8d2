"""robots.txt by RFC 9309, over real HTTP."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace

import pytest

from flows.crawl.fetching import Fetcher
from flows.crawl.robots import RobotsCache, find_crawl_delay, product_token

PATHS = ("/open.html", "/closed/a.html")


@pytest.fixture
def ask(site, options):
    """What robots.txt says about a path of the site; loopback is open unless said otherwise."""

    def run(*paths, allow_private=True, with_options=options):
        async def each():
            async with Fetcher(with_options) as fetcher:
                robots = RobotsCache(fetcher)
                urls = [path if "://" in path else site.url(path) for path in paths]
                return [await robots.ask(url, allow_private=allow_private) for url in urls]

        return asyncio.run(each())

    return run


def states(answers):
    return [answer.state for answer in answers]


@pytest.mark.parametrize(
    "text",
    [
        "User-agent: *\nDisallow: /closed/",
        "\ufeffUser-agent: *\r\nDisallow: /closed/\r\n",
        "user-agent:*\rdisallow:/closed/",
        "User-agent: Claimwatch\nDisallow: /closed/\n\nUser-agent: *\nDisallow: /",
        "User-agent: otherbot\nUser-agent: claimwatch\nDisallow: /closed/",
        "User-agent: *\nDisallow: /\nAllow: /open",
        "User-agent: *\nDisallow: /*.html$\nAllow: /open.html",
        "User-agent: *\nDisallow: /closed # for now\n\nSitemap: /s.xml",
    ],
)
def test_rules_are_read_by_the_rfc(ask, site, reply, text):
    site.routes["/robots.txt"] = reply(text, content_type="text/plain")
    assert states(ask(*PATHS)) == ["allowed", "disallowed"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429, 451])
def test_a_4xx_means_that_there_are_no_rules(ask, site, reply, status):
    site.routes["/robots.txt"] = reply(status=status)
    assert states(ask("/")) == ["allowed"]


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_5xx_keeps_us_out(ask, site, reply, status):
    site.routes["/robots.txt"] = reply(status=status)
    (answer,) = ask("/")
    assert answer.state == "unreachable"
    assert answer.reason.startswith(f"robots unreachable (status {status}")


def test_what_cannot_be_reached_keeps_us_out(ask):
    (answer,) = ask("http://127.0.0.1:1/a")
    assert answer.state == "unreachable"
    assert answer.reason.startswith("robots unreachable (connection")


def test_a_slow_robots_file_keeps_us_out(ask, site):
    async def slow(request, writer):
        await asyncio.sleep(5)

    site.routes["/robots.txt"] = slow
    assert ask("/")[0].reason.startswith("robots unreachable (timeout")


def redirects(site, reply, count):
    for number in range(count):
        site.routes[f"/r{number}"] = reply(status=302, headers=[("Location", f"/r{number + 1}")])
    site.routes["/robots.txt"] = site.routes["/r0"]
    site.routes[f"/r{count}"] = reply("User-agent: *\nDisallow: /closed/")


def test_five_redirects_are_followed(ask, site, reply):
    redirects(site, reply, 5)
    assert states(ask(*PATHS)) == ["allowed", "disallowed"]


def test_a_sixth_redirect_keeps_us_out(ask, site, reply):
    redirects(site, reply, 6)
    assert states(ask("/")) == ["unreachable"]


def test_a_redirect_to_a_closed_address_keeps_us_out(ask, site, start_site, reply, options):
    inside, outside = start_site(), start_site("127.0.0.2")
    outside.routes["/robots.txt"] = reply(status=302, headers=[("Location", inside.url("/robots.txt"))])

    async def resolve(host, port):
        return ["127.0.0.2"]

    guarded = replace(options, resolver=resolve, allowed_networks=("127.0.0.2/32",))
    url = f"http://press.example:{outside.port}/a"
    (answer,) = ask(url, allow_private=False, with_options=guarded)
    assert (answer.state, answer.reason) == ("unreachable", "robots unreachable (blocked address (loopback))")
    assert inside.requests == []


def test_rules_past_512_kib_are_not_read(ask, site, reply):
    rules = "User-agent: *\nDisallow: /closed/\n" + "#" * 600_000 + "\nDisallow: /\n"
    site.routes["/robots.txt"] = reply(rules)
    assert states(ask(*PATHS)) == ["allowed", "disallowed"]


def test_a_web_page_instead_of_rules_forbids_nothing(ask, site, reply):
    site.routes["/robots.txt"] = reply("<!DOCTYPE html><html><body>Disallow: /</body></html>")
    assert states(ask("/")) == ["allowed"]


def test_an_origin_is_asked_once(ask, site, reply):
    site.routes["/robots.txt"] = reply("User-agent: *\nDisallow: /closed/")
    ask(*PATHS, *PATHS)
    assert site.paths() == ["/robots.txt"]


@pytest.mark.parametrize("line", ["allow" + " " * 500_000 + "é b", "Disallow: " + "a*" * 200_000, " " * 500_000 + "x"])
def test_lines_made_to_be_slow_are_read_fast(ask, site, reply, line, options):
    site.routes["/robots.txt"] = reply(f"User-agent: *\n{line}\nDisallow: /closed/")
    started = time.process_time()
    assert states(ask(*PATHS))[1] == "disallowed"
    assert time.process_time() - started < 2


def test_crawl_delay_is_honoured_up_to_a_limit(ask, site, reply, options):
    site.routes["/robots.txt"] = reply("User-agent: *\nCrawl-delay: 600")
    patient = replace(options, limits=replace(options.limits, max_crawl_delay=7.0))
    assert ask("/", with_options=patient)[0].crawl_delay == 7.0


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        ("User-agent: *\nCrawl-delay: 5", 5.0),
        ("User-agent: *\nDisallow: /x\nCrawl-delay: 0.5 # s", 0.5),
        ("User-agent: *\nCrawl-delay: 5\nUser-agent: Claimwatch\nCrawl-delay: 2", 2.0),
        ("User-agent: other\nUser-agent: claimwatch\nCrawl-delay: 3", 3.0),
        ("User-agent: other\nCrawl-delay: 9", 0.0),
        ("User-agent: *\nCrawl-delay: soon", 0.0),
        ("Crawl-delay: 4", 0.0),
    ],
)
def test_crawl_delay_is_that_of_our_group(text, delay):
    assert find_crawl_delay(text, "Claimwatch") == delay


def test_the_product_token_is_the_name_before_the_slash():
    assert product_token("Claimwatch/0.1 (+mailto:desk@example.com)") == "Claimwatch"
    assert product_token("007") == "*"
