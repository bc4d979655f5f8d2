"""`claimwatch extract`, `quantities` and `clean` as processes: JSON lines in and out, streaming, on all cores."""

from __future__ import annotations

import gzip
import json
import os
import pty
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from warm import run_warm, warm_program

ENGLISH = "Harbin had 21,400 5G base stations at the end of June 2024, the city government said."
CHINESE = "截至2024年6月底，哈尔滨市累计建成5G基站2.14万个。"


def call(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return run_warm(arguments, os.environ, given=given)


def records(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_extract_reads_json_lines_and_gives_one_line_each_in_order() -> None:
    given = "\n".join(json.dumps({"id": f"a{n}", "text": text}) for n, text in enumerate([ENGLISH, CHINESE, ""]))
    answer = call("extract", given=given)
    assert answer.returncode == 0, answer.stderr
    found = records(answer.stdout)
    assert [record["id"] for record in found] == ["a0", "a1", "a2"]
    assert found[0]["claims"][0]["low"] == found[1]["claims"][0]["low"] == 21400  # type: ignore[index]
    assert found[2]["claims"] == []


def test_a_claim_has_the_fields_of_the_guide_and_its_exact_characters(tmp_path: Path) -> None:
    path = tmp_path / "harbin.txt"
    path.write_text(CHINESE)
    claim = records(call("extract", str(path), "--published", "2024-07-20", "--lang", "zh").stdout)[0]["claims"][0]  # type: ignore[index]
    assert CHINESE[claim["start"] : claim["end"]] == claim["quote"] == "2.14万个"
    assert (claim["unit"], claim["of"], claim["comparator"]) == ("count", "5G基站", "eq")
    assert (claim["metric_id"], claim["entity"], claim["period_end"]) == ("5g_base_stations", "Harbin", "2024-06-30")
    assert (claim["kind"], claim["modality"]) == ("level", "actual")


def test_bad_records_are_named_by_file_and_line_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl"
    good = json.dumps({"id": "good", "text": ENGLISH})
    late = json.dumps({"id": "late", "text": ENGLISH, "published": "yesterday"})
    path.write_text(f'{good}\n{{broken\n{{"id": "no text"}}\n{late}\n{good}\n')
    answer = call("extract", str(path))
    assert answer.returncode == 3
    assert [record["id"] for record in records(answer.stdout)] == ["good", "good"]
    assert [f"some.jsonl:{n}:" in line for n, line in zip((2, 3, 4), answer.stderr.splitlines(), strict=True)] == [
        True
    ] * 3


def test_whatever_a_record_holds_it_is_read_or_named_and_the_next_is_read() -> None:
    strange = [
        {"id": "\ud800", "text": ENGLISH},
        {"id": "early", "text": ENGLISH, "published": "0001-01-01"},
        {"id": "typed", "text": ENGLISH, "title": 7},
        {"id": "long", "text": "China had 5 million 5G base stations and " * 200},
        {"id": "last", "text": ENGLISH},
    ]
    answer = call("extract", given="\n".join(json.dumps(record) for record in strange))
    ids = [record["id"] for record in records(answer.stdout)]
    assert ids[0] == "\ud800"
    assert "long" in ids
    assert ids[-1] == "last"
    named = answer.stderr.splitlines()
    assert len(ids) + len(named) == len(strange)
    assert all(line.startswith("claimwatch: standard input:") for line in named)


def test_a_byte_order_mark_is_no_part_of_a_record(tmp_path: Path) -> None:
    line = json.dumps({"id": "marked", "text": ENGLISH})
    lines, article = tmp_path / "marked.jsonl", tmp_path / "marked.txt"
    lines.write_text(line, encoding="utf-8-sig")
    article.write_text(ENGLISH, encoding="utf-8-sig")
    answer = call("extract", str(lines), str(article), "-", given="\ufeff" + line)
    assert (answer.returncode, answer.stderr) == (0, "")
    claims: list[Any] = [record["claims"][0] for record in records(answer.stdout)]  # type: ignore[index]
    assert [ENGLISH[claim["start"] : claim["end"]] for claim in claims] == [claim["quote"] for claim in claims]
    assert len(claims) == 3


NINES = "9" * 10_000
BROKEN = [
    (f'{{"id": {NINES}, "text": "x"}}', "field 'id': a number of 10,000 digits is too long"),
    (f'{{"id": "a", "text": "x", "meta": [{{"views": -{NINES}}}]}}', "field 'meta.0.views': a number of 10,000 digits"),
    (NINES, 'not a record: expected {"id": …, "text": …}'),
    ("[" * 100_000, "not a record: lists in lists without end"),
    ('{"id": "a", "text": "caf\\udce9"}', None),  # an escape is a character, if half of one
    ("{'id': 1}", "not JSON: "),
]


def test_a_record_that_cannot_be_read_is_one_line_that_names_file_line_and_field(tmp_path: Path) -> None:
    path = tmp_path / "broken.jsonl"
    path.write_text("".join(f"{line}\n" for line, _ in BROKEN))
    answer = call("quantities", str(path))
    expected = [f"{path}:{number}: {message}" for number, (_, message) in enumerate(BROKEN, 1) if message]
    assert answer.returncode == 3
    said = answer.stderr.splitlines()
    assert [line.startswith(f"claimwatch: {start}") for line, start in zip(said, expected, strict=True)] == [True] * 5


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_bytes_that_are_no_utf8_cost_one_line_whatever_the_locale(tmp_path: Path, locale: str) -> None:
    path = tmp_path / "bytes.jsonl"
    path.write_bytes(
        b'{"id": "a", "text": "5 robots"}\n{"id": "b", "text": "\xff"}\n{"id": "c", "text": "\xe5\x8f\xb0"}\n'
    )
    with path.open("rb") as stream:
        answer = subprocess.run(
            [sys.executable, "-m", "flows.cli", "quantities", "--lang", "en", str(path), "-"],
            stdin=stream,
            env={**os.environ, "LC_ALL": locale},
            capture_output=True,
            timeout=120,
            check=False,
        )
    assert answer.stderr.decode().splitlines() == [
        f"claimwatch: {where}:2: not UTF-8 text (character 22)" for where in (path, "standard input")
    ]
    assert [record["id"] for record in records(answer.stdout.decode())] == ["a", "c"] * 2


def test_a_file_in_another_encoding_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "wide.jsonl"
    path.write_text(json.dumps({"id": "a", "text": ENGLISH}), encoding="utf-16")
    answer = call("extract", str(path))
    assert (answer.returncode, len(answer.stderr.splitlines())) == (2, 1)
    assert f"{path}: not UTF-8 text" in answer.stderr


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_number_of_processes_does_not_change_the_output(jobs: str) -> None:
    given = "\n".join(json.dumps({"id": str(n), "text": ENGLISH, "published": "2024-07-01"}) for n in range(100))
    answer = call("extract", "--jobs", jobs, given=given)
    assert [record["id"] for record in records(answer.stdout)] == [str(n) for n in range(100)]
    assert len({json.dumps(record["claims"]) for record in records(answer.stdout)}) == 1


def test_quantities_give_value_unit_and_comparator() -> None:
    given = json.dumps({"id": "q", "text": "Sales rose by more than 12 percent to $3.4 billion."})
    found = records(call("quantities", given=given).stdout)[0]["quantities"]
    assert [(q["low"], q["unit"], q["comparator"]) for q in found] == [(12.0, "percent", "gt"), (3.4e9, "USD", "eq")]  # type: ignore[index]


# What each command takes at most is told by the process that forks it: a program begins with the mark of whoever
# started it, which here holds all of pytest.
MEASURE = """
import os, resource, sys
from flows.cli import run_command
for path in sys.argv[1:]:
    if os.fork() == 0:
        os._exit(run_command(["extract", path]))
    assert os.wait()[1] == 0
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
"""


def test_extract_streams_in_constant_memory(tmp_path: Path) -> None:
    line = json.dumps({"id": "x" * 300_000, "text": ENGLISH, "lang": "en", "published": "2024-07-20"}) + "\n"
    paths = [tmp_path / f"{count}.jsonl" for count in (10, 100)]
    for path in paths:
        path.write_text(line * int(path.stem))
    answer = subprocess.run(
        [sys.executable, "-c", MEASURE, *paths],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        timeout=120,
        check=True,
    )
    few, many = map(int, answer.stderr.split())
    assert 0 < many < few * 1.2


def test_clean_gives_text_title_date_and_language_by_file_name(tmp_path: Path) -> None:
    body = (
        "<p>"
        + "</p><p>".join(f"{ENGLISH} The network grew for the {n}th year in a row." for n in range(5, 15))
        + "</p>"
    )
    page = (
        "<html><head><title>Harbin's network - Sample</title><meta property='article:published_time' "
        "content='2024-07-20T08:00:00+08:00'></head><body>"
        f"<article><h1>Harbin's network</h1>{body}</article></body></html>"
    )
    (tmp_path / "a.1.html").write_text(page)
    (tmp_path / "b.html.gz").write_bytes(gzip.compress(page.encode()))
    (tmp_path / "c.html").write_bytes(b"")
    answer = call("clean", *(str(tmp_path / name) for name in ("a.1.html", "b.html.gz", "c.html")))
    assert answer.returncode == 3
    first, second = records(answer.stdout)
    assert (first["id"], second["id"]) == ("a.1", "b")
    assert (first["title"], first["lang"]) == ("Harbin's network", "en")
    assert str(first["published"]).startswith("2024-07-20")
    assert "21,400" in str(first["text"])
    assert answer.stderr.startswith("claimwatch: c:")


def test_each_answer_comes_at_once() -> None:
    """Another program that feeds us line by line must not wait for a full buffer."""
    worker = subprocess.Popen(
        [*shlex.split(warm_program()), "extract"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert worker.stdin is not None
    assert worker.stdout is not None
    for name in ("first", "second"):
        worker.stdin.write(json.dumps({"id": name, "text": ENGLISH}) + "\n")
        worker.stdin.flush()
        assert json.loads(worker.stdout.readline())["id"] == name
    worker.stdin.close()
    assert worker.wait(timeout=60) == 0


@pytest.mark.parametrize("command", ["extract", "clean"])
def test_whoever_sits_at_the_keyboard_is_told_that_we_wait(command: str) -> None:
    master, slave = pty.openpty()
    os.write(master, b"\x04")  # Ctrl-D
    answer = subprocess.run(
        [*shlex.split(warm_program()), command],
        stdin=slave,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    os.close(slave)
    os.close(master)
    assert "end it with Ctrl-D" in answer.stderr
