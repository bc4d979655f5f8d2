"""The press as a server: conditional requests, compression, and every fault that can be switched on."""

from __future__ import annotations

import socket
import threading
import time

import httpx
import pytest

from flows.press.articles import read_articles
from flows.press.publishers import read_publishers
from flows.press.server import PressServer

DAILY = "sample_telecom_daily"
HERALD = "sample_robot_herald"
WIRE = "sample_wire"
SILENT = "sample_silent_press"
REVISED = "/story/unitree-says-its-own-count"


def _page(press: PressServer, name: str) -> str:
    article = next(article for article in press.articles if article.id == name)
    return f"{press.base_url(article.publisher)}{article.path}"


def test_a_press_starts_and_stops_within_a_second_of_work() -> None:
    started = time.process_time()  # a busy machine must not fail us; an idle one needs about 0.3 s
    with PressServer():
        pass
    assert time.process_time() - started < 1


def test_no_thread_and_no_socket_outlives_the_press(client: httpx.Client) -> None:
    before = threading.active_count()
    with PressServer() as press, httpx.Client(trust_env=False) as visitor:
        visitor.get(press.feed_url(WIRE))  # leaves a connection open
        assert threading.active_count() > before
        port = press.ports[WIRE]
        press.stop()
        deadline = time.monotonic() + 5
        while threading.active_count() > before and time.monotonic() < deadline:
            time.sleep(0.01)
        assert threading.active_count() <= before  # fewer, where idle connections of other tests ended
    with pytest.raises(httpx.ConnectError):
        client.get(f"http://127.0.0.1:{port}/")


def test_a_waiting_press_uses_no_processor_time(press: PressServer) -> None:
    before = time.process_time()
    time.sleep(0.3)
    assert time.process_time() - before < 0.05


def test_feeds_and_pages_answer_304_to_their_tag(press: PressServer, client: httpx.Client) -> None:
    for url in (press.feed_url(HERALD), _page(press, "rh-2024-density")):
        first = client.get(url)
        again = client.get(url, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert client.get(url, headers={"If-None-Match": '"other"'}).status_code == 200


def test_feeds_and_pages_answer_304_to_their_date(press: PressServer, client: httpx.Client) -> None:
    for url in (press.feed_url(WIRE), _page(press, "wire-2026-customs")):
        first = client.get(url)
        assert "ETag" not in first.headers
        again = client.get(url, headers={"If-Modified-Since": first.headers["Last-Modified"]})
        assert (again.status_code, again.content) == (304, b"")
        older = {"If-Modified-Since": "Tue, 01 Jan 2019 00:00:00 GMT"}
        assert client.get(url, headers=older).status_code == 200
        assert client.get(url, headers={"If-Modified-Since": "yesterday"}).status_code == 200


def test_the_tag_outranks_the_date(press: PressServer, client: httpx.Client) -> None:
    first = client.get(press.feed_url(DAILY))
    both = {"If-None-Match": '"other"', "If-Modified-Since": first.headers["Last-Modified"]}
    assert client.get(press.feed_url(DAILY), headers=both).status_code == 200


def test_some_compress_and_only_when_asked(press: PressServer, client: httpx.Client) -> None:
    url = press.feed_url(HERALD)
    plain = client.get(url, headers={"Accept-Encoding": "identity"})
    packed = client.get(url, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert int(packed.headers["Content-Length"]) < int(plain.headers["Content-Length"])
    assert packed.content == plain.content


def test_head_is_answered_without_a_body(press: PressServer, client: httpx.Client) -> None:
    answer = client.head(press.feed_url(WIRE))
    assert (answer.status_code, answer.content) == (200, b"")
    assert int(answer.headers["Content-Length"]) > 1000


def test_unknown_paths_are_404(press: PressServer, client: httpx.Client) -> None:
    assert client.get(f"{press.base_url(WIRE)}/wire/1").status_code == 404


def test_queries_do_not_change_the_page(press: PressServer, client: httpx.Client) -> None:
    url = _page(press, "wire-2026-customs")
    assert client.get(f"{url}?utm_source=jsonfeed").content == client.get(url).content


def test_one_publisher_redirects_from_its_feed_links(press: PressServer, client: httpx.Client) -> None:
    answer = client.get(f"{press.base_url('sample_harbour_times')}/go/business/2020-09-18/detail-gdcorr.shtml")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/business/2020-09-18/detail-gdcorr.shtml")


def test_robots_files_say_what_is_disallowed(press: PressServer, client: httpx.Client) -> None:
    said = {name: client.get(f"{press.base_url(name)}/robots.txt").text for name in (DAILY, WIRE)}
    assert said[DAILY] == "User-agent: *\nDisallow: /members/\n"
    assert said[WIRE] == "User-agent: *\nAllow: /\n"
    assert "Disallow: /\n" in client.get(f"{press.base_url('sample_members')}/robots.txt").text


def test_expected_articles_leave_out_what_a_polite_crawler_never_sees(press: PressServer) -> None:
    missing = {article.id for article in press.articles} - {article.id for article in press.expected_articles()}
    assert missing == {"sp-never-read", "ml-private", "td-members-brief"}
    assert len(press.expected_articles()) >= 100


def test_the_broken_publisher_refuses_and_keeps_its_port(press: PressServer, client: httpx.Client) -> None:
    with pytest.raises(httpx.ConnectError):
        client.get(press.feed_url(SILENT))
    with socket.socket() as other, pytest.raises(OSError, match="in use"):
        other.bind(("127.0.0.1", press.ports[SILENT]))


def test_the_slow_publisher_drips_its_feed(press: PressServer, client: httpx.Client) -> None:
    started = time.perf_counter()
    answer = client.get(press.feed_url("sample_slow_lane"))
    assert answer.status_code == 200
    assert 0.9 < time.perf_counter() - started < 10


def test_retry_after_is_asked_for_once(fresh_press: PressServer, client: httpx.Client) -> None:
    url = fresh_press.feed_url("sample_zhuanzai_zhan")
    first, second = client.get(url), client.get(url)
    assert (first.status_code, first.headers["Retry-After"]) == (429, "1")
    assert second.status_code == 200


def test_a_revision_changes_text_tag_and_feed_date(fresh_press: PressServer, client: httpx.Client) -> None:
    page, feed = f"{fresh_press.base_url(HERALD)}{REVISED}", fresh_press.feed_url(HERALD)
    before, feed_before = client.get(page), client.get(feed)
    assert fresh_press.revise() == ("rh-2026-unitree",)
    after = client.get(page, headers={"If-None-Match": before.headers["ETag"]})
    feed_after = client.get(feed, headers={"If-None-Match": feed_before.headers["ETag"]})
    assert "more than 5,000 humanoid robots in 2025" in " ".join(before.text.split())
    assert "more than 5,500 humanoid robots in 2025" in " ".join(after.text.split())
    assert "2026-01-26T10:30:00+00:00" in feed_after.text
    assert "2026-01-26T10:30:00+00:00" not in feed_before.text


def test_a_publisher_taken_down_refuses_until_it_is_brought_up(fresh_press: PressServer, client: httpx.Client) -> None:
    url = fresh_press.feed_url(WIRE)
    with httpx.Client(trust_env=False) as visitor:
        assert visitor.get(url).status_code == 200
        fresh_press.take_down(WIRE)
        with pytest.raises(httpx.TransportError):
            visitor.get(url)  # the connection that was open is cut as well
        assert client.get(fresh_press.feed_url(HERALD)).status_code == 200
        fresh_press.bring_up(WIRE)
        assert (fresh_press.feed_url(WIRE), visitor.get(url).status_code) == (url, 200)


def test_a_publisher_can_fail_with_a_status(fresh_press: PressServer, client: httpx.Client) -> None:
    fresh_press.take_down(WIRE, status=503)
    answers = {client.get(f"{fresh_press.base_url(WIRE)}{path}").status_code for path in ("/robots.txt", "/feed.json")}
    assert answers == {503}
    fresh_press.bring_up(WIRE)
    assert client.get(fresh_press.feed_url(WIRE)).status_code == 200


def test_babble_replaces_the_feed_and_nothing_else(fresh_press: PressServer, client: httpx.Client) -> None:
    fresh_press.babble(WIRE)
    assert client.get(fresh_press.feed_url(WIRE)).text.startswith("<!DOCTYPE html>")
    fresh_press.babble(WIRE, "binary")
    assert client.get(fresh_press.feed_url(WIRE)).content.startswith(b"\x00\x01\x02")
    assert client.get(_page(fresh_press, "wire-2026-customs")).status_code == 200


def test_held_paths_answer_late(fresh_press: PressServer, client: httpx.Client) -> None:
    fresh_press.hold("/feed.json", 1.0, publisher=WIRE)
    started = time.perf_counter()
    client.get(fresh_press.feed_url(WIRE))
    held = time.perf_counter() - started
    started = time.perf_counter()
    client.get(fresh_press.feed_url("sample_jiu_wen"))  # the same path of another publisher
    assert held >= 1.0 > time.perf_counter() - started
    fresh_press.hold("/feed.json", 0.0)
    started = time.perf_counter()
    client.get(fresh_press.feed_url(WIRE))
    assert time.perf_counter() - started < 1.0


def test_stopping_does_not_wait_for_held_answers() -> None:
    with PressServer() as press:
        press.hold("/feed.json", 60.0)
        url = press.feed_url(WIRE)
        errors: list[Exception] = []

        def visit() -> None:
            try:
                httpx.get(url, trust_env=False, timeout=30)
            except httpx.HTTPError as error:
                errors.append(error)

        visitor = threading.Thread(target=visit)
        visitor.start()
        while press.requests.count(WIRE) == 0:
            time.sleep(0.01)
        started = time.perf_counter()
    visitor.join(timeout=10)
    assert time.perf_counter() - started < 2
    assert len(errors) == 1


def test_many_readers_are_answered_at_the_same_time(fresh_press: PressServer) -> None:
    fresh_press.hold("/feed.json", 0.5)
    statuses: list[int] = []
    readers = [
        threading.Thread(target=lambda: statuses.append(httpx.get(fresh_press.feed_url(WIRE)).status_code))
        for _ in range(12)
    ]
    started = time.perf_counter()
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert statuses == [200] * 12
    assert time.perf_counter() - started < 5  # one after the other they would take six


def test_requests_are_counted_by_publisher_path_and_status(fresh_press: PressServer, client: httpx.Client) -> None:
    url = fresh_press.feed_url(HERALD)
    tag = client.get(url).headers["ETag"]
    client.get(url, headers={"If-None-Match": tag})
    client.get(f"{fresh_press.base_url(HERALD)}/nowhere")
    log = fresh_press.requests
    assert log.count() == 3
    assert log.count(HERALD, path="/feed/atom") == 2
    assert log.count(status=304) == log.count(conditional=True) == 1
    assert log.count(WIRE) == 0
    assert log.paths(HERALD) == {"/feed/atom": 1}
    assert {request.user_agent for request in log.all()} == {client.headers["User-Agent"]}
    log.clear()
    assert log.count() == 0


def test_a_second_press_takes_over_the_addresses_of_the_first() -> None:
    with PressServer() as first:
        ports, feed = first.ports, first.feed_url(WIRE)
        assert httpx.get(feed, trust_env=False).status_code == 200
    with PressServer(ports=ports) as second:
        assert (second.ports, second.feed_url(WIRE)) == (ports, feed)
        assert httpx.get(feed, trust_env=False).status_code == 200


def test_a_port_that_is_taken_is_an_error_and_leaves_nothing_open(press: PressServer) -> None:
    before = threading.active_count()
    with pytest.raises(OSError, match="in use"), PressServer(ports={WIRE: press.ports[WIRE]}):
        pass
    assert threading.active_count() <= before  # fewer, where idle connections of other tests ended


def test_a_press_of_chosen_publishers_and_articles() -> None:
    publishers = [publisher for publisher in read_publishers() if publisher.id == WIRE]
    articles = [article for article in read_articles() if article.publisher == WIRE][:2]
    with PressServer(articles=articles, publishers=publishers) as press:
        press.start()  # a second call does nothing
        feed = httpx.get(press.feed_url(WIRE), trust_env=False).json()
        assert [item["title"] for item in feed["items"]] == [articles[1].title, articles[0].title]
    press.stop()


def test_faults_need_a_running_press() -> None:
    press = PressServer()
    with pytest.raises(RuntimeError, match="not running"):
        press.take_down(WIRE)


def test_a_client_that_leaves_early_disturbs_nobody(
    press: PressServer, client: httpx.Client, capfd: pytest.CaptureFixture[str]
) -> None:
    with socket.create_connection(("127.0.0.1", press.ports["sample_slow_lane"])) as visitor:
        visitor.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
        visitor.sendall(b"GET /feed.xml HTTP/1.1\r\nHost: x\r\n\r\n")
        visitor.recv(50)
    time.sleep(0.5)
    assert client.get(press.feed_url(WIRE)).status_code == 200
    assert capfd.readouterr().err == ""
