"""Alerts through a real receiver on loopback: a run raises and sends them, whatever becomes of a channel."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from desks import WITHOUT_REPORT, Desk, make_desk, open_press

from flows.cli import run_command
from flows.daily import run_daily
from flows.outcome import RunOutcome, build_markdown
from warehouse.alerts.told import Told


class Receiver(ThreadingHTTPServer):
    """A web hook: keeps what it is sent, and answers with a status of choice."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Hook)
        self.taken: list[dict[str, Any]] = []
        self.status = 200

    @property
    def url(self) -> str:
        return f"json://127.0.0.1:{self.server_port}/secret-token-of-mine"


class _Hook(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.server.status == 200:
            self.server.taken.append(body)
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def receiver() -> Iterator[Receiver]:
    with Receiver() as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield server
        server.shutdown()


OWN_RULE = """\
-- title: Something is there
-- means: A test.
-- lasts: yes
SELECT 'any' AS key, 'there are claims' AS reason, [min(claim_id)] AS claim_ids FROM claims HAVING count(*) > 0
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with a rule of its own that has run once: an old history, so the run was quiet."""
    with open_press(["sample_wire"], newest=2) as press:
        desk = make_desk(tmp_path_factory.mktemp("alerts") / "desk", press)
        (desk.config / "alerts").mkdir()
        (desk.config / "alerts" / "own.sql").write_text(OWN_RULE)
        (desk.config / "alerts.yaml").write_text("off: [first_claim]\n")
        told = desk.run(WITHOUT_REPORT).told
        assert told is not None
        assert (told.first, told.due, told.describe()) == (True, 0, "none, for the first load is quiet")
        yield desk


def run_again(desk: Desk) -> tuple[Told, list[str], RunOutcome]:
    """Another run: what it told, and the lines that whoever runs it sees."""
    said: list[str] = []
    outcome = run_daily(desk.line(warn=said.append), WITHOUT_REPORT)
    assert outcome.told is not None
    return outcome.told, said, outcome


def test_a_channel_that_fails_fails_no_run_and_is_tried_again(
    desk: Desk, receiver: Receiver, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CLAIMWATCH_ALERT_URLS", receiver.url)
    receiver.status = 503
    told, said, outcome = run_again(desk)
    assert (outcome.exit_code, told.due, told.sent) == (0, 1, 0)
    (line,) = said
    assert line.startswith(
        f"alerts: json://127.0.0.1:{receiver.server_port} did not take 1 alert (Failed to send JSON POST notification: "
    )
    assert line.endswith("; the next run tries again")
    assert "secret-token" not in line
    assert f"- json://127.0.0.1:{receiver.server_port}" in build_markdown(outcome)
    receiver.status = 200
    told, said, _ = run_again(desk)
    assert (told.describe(), said) == ("0 alerts, 1 sent", [])
    (message,) = receiver.taken
    assert message["title"] == "Claimwatch: there are claims"
    first, quote, link, last = message["message"].splitlines()
    assert first == "Something is there: there are claims"
    assert re.fullmatch(r"“.+” – .+, 20\d\d-\d\d-\d\d", quote.strip())
    assert link.strip().startswith("http://127.0.0.1:")
    ((name, states),) = desk.ask(
        "SELECT alert_id, (SELECT list(sent ORDER BY tried_at) FROM alert_deliveries) FROM alerts"
    )
    assert (name in last, states) == (True, [False, True])


def call(desk: Desk, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run_command(["--config", str(desk.config), "--data", str(desk.data), *arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_the_command_lists_shows_acknowledges_and_mutes(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    ((name,),) = desk.ask("SELECT alert_id FROM alerts")
    code, out, err = call(desk, capsys, "alerts")
    assert (code, err) == (0, "")
    assert out.startswith(f"{name} · open · Something is there (own)\n")
    code, out, _ = call(desk, capsys, "alerts", name[6:12])
    assert code == 0
    assert "Means: A test." in out
    query = out.partition("\n\n")[2]
    assert desk.ask(query)[0][:2] == ("any", "there are claims")
    assert call(desk, capsys, "alerts", "--ack", name, "--by", "me") == (0, "1 alert acknowledged\n", "")
    code, out, err = call(desk, capsys, "alerts")
    assert (out, err.startswith("claimwatch: no alert; asked last at ")) == ("", True)
    assert call(desk, capsys, "alerts", "--mute", "3", name) == (0, "1 alert muted for 3 days\n", "")
    assert f"{name} · muted" in call(desk, capsys, "alerts", "--all")[1]
    found = json.loads(call(desk, capsys, "alerts", "--rule", "own", "--all", "--format", "json")[1])
    assert [one["alert_id"] for one in found] == [name]
    assert "own · Something is there\n    A test.\n" in call(desk, capsys, "alerts", "--rules")[1]
    assert "first_claim · First claim of a metric or entity · off\n" in call(desk, capsys, "alerts", "--rules")[1]


def test_a_rule_is_tried_without_keeping_or_sending_anything(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    file = desk.config / "alerts" / "own.sql"
    code, out, err = call(desk, capsys, "alerts", "--try", str(file))
    assert (code, out.count("there are claims"), err) == (
        0,
        1,
        "own: 1 of the last year of news; nothing was kept or sent\n",
    )
    other = file.with_suffix(".wrong.sql")
    other.write_text(OWN_RULE.replace("claim_ids FROM", "claims FROM"))
    code, _, err = call(desk, capsys, "alerts", "--try", str(other))
    other.unlink()
    assert (code, err.endswith("gives no column claim_ids\n")) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["alert-ffffffff"], "there is no alert 'alert-ffffffff' (`claimwatch alerts --all` lists them)"),
        (["--ack"], "name the alerts; `claimwatch alerts` lists them"),
        (["--ack", "--mute", "2", "alert-ffff"], "--ack and --mute do not go together"),
        (["--rule", "late_relese"], "there is no rule 'late_relese'; did you mean 'late_release'?"),
        (["--try", "late_relese"], "there is no rule 'late_relese'; did you mean 'late_release'?"),
        (["--test"], "no channel is set: give CLAIMWATCH_ALERT_URLS or alert_urls_file"),
    ],
)
def test_what_cannot_be_meant_is_told_in_one_line(
    desk: Desk, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    code, out, err = call(desk, capsys, "alerts", *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert told in err


def test_channels_are_tested_and_take_the_digest_too(
    desk: Desk, receiver: Receiver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    secrets = tmp_path / "channels"
    secrets.write_text(f"# ours\n\n{receiver.url}\njson://127.0.0.1:1/another-secret\n")
    monkeypatch.setenv("CLAIMWATCH_ALERT_URLS_FILE", str(secrets))
    receiver.taken.clear()
    receiver.status = 200
    code, out, _ = call(desk, capsys, "alerts", "--test")
    assert code == 3
    taken, refused = out.splitlines()
    assert taken.endswith(f"json://127.0.0.1:{receiver.server_port}  took it")
    assert "did not take it: A Connection error occurred" in refused
    assert "secret" not in out
    secrets.write_text(receiver.url)
    code, out, err = call(desk, capsys, "digest", "--send")
    assert (code, out, err) == (0, "", f"sent to json://127.0.0.1:{receiver.server_port}\n")
    assert [message["title"].partition(" of ")[0] for message in receiver.taken] == [
        "Claimwatch: test",
        "Claimwatch: digest",
    ]
    assert "## Official releases" in receiver.taken[1]["message"] or "Nothing on:" in receiver.taken[1]["message"]
    secrets.write_text("# none\nnonsense://password@nowhere\n")
    code, _, err = call(desk, capsys, "alerts", "--test")
    assert (code, err.startswith(f"claimwatch: {secrets}:2: is no address of a channel")) == (4, True)
    assert "password@nowhere" not in err


def test_the_digest_of_a_day_is_written_to_a_file_or_reads_back_as_json(
    desk: Desk, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    day = desk.ask("SELECT max(news_day) FROM news_versions WHERE claims > 0")[0][0]
    found = json.loads(call(desk, capsys, "digest", "--format", "json")[1])
    assert (found["day"], found["sample"]) == (str(day), False)
    file = tmp_path / "digest.md"
    code, out, err = call(desk, capsys, "digest", "--date", "2019-01-01", "--output", str(file))
    assert (code, out) == (0, f"{file}\n")
    assert err == "claimwatch: nothing was news on 2019-01-01; leave --date out for the newest day\n"
    assert file.read_text(encoding="utf-8").startswith("# Digest of 1 Jan 2019\n\nNo run began on this day.")
