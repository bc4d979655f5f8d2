"""Histories of one warehouse in which every step is killed again and again, beside the one that nobody disturbs.

A history asks a small press, asks it again when that has more to say, corrects, takes back and reads again by other
rules. What it ends with must be what the undisturbed one has: nothing lost, nothing twice.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from shutil import rmtree
from typing import Any

from desks import write_config
from sites import Answer, Site, open_site

from flows.archive import ArchivedPage, list_segments, read_archived
from flows.settings import PROJECT
from warehouse.database import connect
from warehouse.digest import content_digest
from warehouse.ledger import read_acknowledged

# What is done, which edition of the press it meets, and how often it is killed at most before it is done to its end.
STORY = (
    ("fill", 0, 16),
    ("correct", 0, 8),
    ("publish", 0, 4),
    ("fill", 1, 16),
    ("reextract", 1, 8),
    ("undo", 1, 8),
    ("publish", 1, 4),
)
MEASURED = 0.3  # share of the kills after which the time of the recovery is taken
AT_A_POINT = 0.7  # share of the kills that hit a call into the database or the file system; the others hit any moment

ENGLISH = (
    "China had 4.{n} million 5G base stations in operation at the end of March 2026, the ministry said.",
    "China had 1.{n} billion 5G mobile phone subscribers at the end of February 2026, the ministry said.",
    "China's output of industrial robots reached {n}5,600 units in March 2026, up {n}.5% from a year earlier.",
)
CHINESE = (
    "截至2026年3月底，全国5G基站总数达4{n}0万个，比上年末净增{n}万个。",
    "截至2月末，全国5G移动电话用户达1{n}.1亿户。",
    "2025年我国工业机器人产量达{n}5.6万套，同比增长{n}.2%。",
)


@dataclass
class Figures:
    """What a torture came to."""

    seed: int
    histories: int = 0
    killed: Counter[str] = field(default_factory=Counter)  # by step
    at_points: int = 0
    recoveries: list[float] = field(default_factory=list)  # seconds until a warehouse was open again after a kill

    @property
    def kills(self) -> int:
        return self.killed.total()

    def describe(self) -> str:
        """`"seed 7: 100 kills in 4 histories (run 42, …), 70 at commit points; recovery 0.04 s, at most 0.21 s"`."""
        times = sorted(self.recoveries)
        steps = ", ".join(f"{step} {count}" for step, count in sorted(self.killed.items()))
        return (
            f"seed {self.seed}: {self.kills} kills in {self.histories} histories ({steps}), {self.at_points} at a call "
            f"into the database or the file system; recovery of the warehouse {times[len(times) // 2]:.2f} s, "
            f"at most {times[-1]:.2f} s ({len(times)} measured)"
        )


@dataclass
class Torture:
    """A press, a process whose children are killed, and what an undisturbed history ends with."""

    folder: Path
    site: Site
    victims: subprocess.Popen[str]
    truth: Mapping[str, Any] = field(default_factory=dict)
    lengths: dict[tuple[str, int], Mapping[str, Any]] = field(default_factory=dict)  # by step of the story

    def tell(self, **order: Any) -> dict[str, Any]:
        """One order to the process, and its answer."""
        return tell_victims(self.victims, **order)

    def do(self, data: Path, step: str, edition: int, **kill: Any) -> dict[str, Any]:
        """One step of a history, which is killed or not."""
        print_edition(self.site, edition)
        return self.tell(data=str(data), step=step, **kill)

    def learn(self) -> None:
        """The history that nobody disturbs; its pages are then known by heart."""
        data = self.folder / "undisturbed"
        for step, edition, _ in STORY:
            self.lengths[step, edition] = self.do(data, step, edition)
        self.tell(learn=str(data))
        self.truth = look(data)

    def torment(self, kills: int, seed: int) -> Figures:
        """As many kills as asked for, in as many histories as they take; each is compared with the undisturbed one."""
        figures, moments = Figures(seed), Random(seed)
        while figures.kills < kills:
            data = self.folder / f"history-{figures.histories}"
            for step, edition, most in STORY:
                tries = min(moments.randint(most // 2, most), kills - figures.kills)
                self._kill(data, step, edition, tries=tries, moments=moments, figures=figures)
                self._note(self.do(data, step, edition, measure=True), figures)
            figures.histories += 1
            assert look(data) == self.truth, (f"seed {seed}, {data}", figures.describe())
            rmtree(data)
        return figures

    def _kill(self, data: Path, step: str, edition: int, *, tries: int, moments: Random, figures: Figures) -> None:
        """Kills a step at moments within its length, which is another one when a try came too late: what those before
        it had left is done then, and a kill hits only what a step does that has nothing left to do.
        """
        length = self.lengths[step, edition]
        for _ in range(tries):
            at_point = moments.random() < AT_A_POINT
            moment = (
                {"point": moments.randint(1, length["points"])}
                if at_point
                else {"after": moments.uniform(0, length["seconds"])}
            )
            acknowledged = read_acknowledged(data)
            answer = self.do(data, step, edition, measure=moments.random() < MEASURED, **moment)
            self._note(answer, figures)
            assert read_acknowledged(data)[: len(acknowledged)] == acknowledged
            if answer["killed"]:
                figures.killed[step] += 1
                figures.at_points += at_point
            else:
                length = answer

    def _note(self, answer: Mapping[str, Any], figures: Figures) -> None:
        if "recovered" in answer and figures.kills:
            figures.recoveries.append(answer["recovered"])


@contextmanager
def open_torture(folder: Path) -> Iterator[Torture]:
    """Everything that a torture takes, in an empty folder; the undisturbed history is known when this returns."""
    with open_site() as site:
        sources = [
            site.source("harbour", "/harbour"),
            site.source("gangkou", "/gangkou", language="zh", zone="Asia/Shanghai"),
        ]
        config = folder / "config"
        config.mkdir()
        write_config(config, sources)
        with open_victims(config) as victims:
            torture = Torture(folder, site, victims)
            torture.learn()
            yield torture


@contextmanager
def open_victims(config: Path) -> Iterator[subprocess.Popen[str]]:
    """The process whose children do steps over this configuration, and are killed; see `victims.py`."""
    with subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("victims.py")), str(config)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=PROJECT,
        env=_environment(),
    ) as victims:
        try:
            assert victims.stdout is not None
            assert json.loads(victims.stdout.readline()) == {"ready": True}
            yield victims
        finally:
            victims.kill()


def tell_victims(victims: subprocess.Popen[str], **order: Any) -> dict[str, Any]:
    """One order to that process, and its answer."""
    assert victims.stdin is not None
    assert victims.stdout is not None
    victims.stdin.write(json.dumps(order) + "\n")
    victims.stdin.flush()
    answer: dict[str, Any] = json.loads(victims.stdout.readline())
    assert "error" not in answer, answer["error"]
    return answer


def _environment() -> dict[str, str]:
    """No thread that a library starts when it is imported; coverage counts nothing in what is killed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    paths = os.pathsep.join([str(PROJECT), str(Path(__file__).parent)])
    single = {"OPENBLAS_NUM_THREADS": "1", "JE_ARROW_MALLOC_CONF": "background_thread:false"}
    return {**kept, **single, "PYTHONPATH": paths, "CLAIMWATCH_CONTACT": "desk@example.org"}


def print_edition(site: Site, edition: int) -> None:
    """The press as it stands: in edition 1 each paper has one article more, and one says something else than before."""
    site.pages.clear()
    for paper, sentences, page in (("harbour", ENGLISH, _english), ("gangkou", CHINESE, _chinese)):
        count = 2 + edition
        for number, sentence in enumerate(sentences[:count]):
            digit = 3 + number + (edition if number == 0 else 0)
            site.pages[f"/{paper}/{number}"] = Answer(page(sentence.format(n=digit), number))
        links = [
            (f"/{paper}/{number}", f"2026-04-{10 + number + (7 * edition if number == 0 else 0)}T08:00:00Z")
            for number in range(count)
        ]
        site.atom(f"/{paper}", *links)


def _english(sentence: str, number: int) -> str:
    title = f"5G and robots at the harbour, part {number}"
    text = (
        "<p>Engineers of the harbour spent the week on the roof of the customs shed, where the last antennas of a new "
        f"5G network were fixed.</p><p>{sentence}</p><p>Industrial robots will sort parcels in the hall below, and the "
        "ferries are to use the network as well.</p>"
    )
    return f"<html lang=en><head><title>{title}</title></head><body><h1>{title}</h1>{text}</body></html>"


def _chinese(sentence: str, number: int) -> str:
    title = f"港口5G与工业机器人建设第{number}期"
    text = (
        "<p>港口的工程师本周在海关仓库的屋顶上安装了最后一批5G天线，新的网络覆盖了全部码头和渡轮。</p>"
        f"<p>{sentence}</p><p>仓库里的工业机器人将负责分拣包裹，渡轮公司也准备使用这一网络，学校随后接入。</p>"
    )
    return (
        f'<html lang="zh"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><h1>{title}</h1>{text}</body></html>"
    )


def look(data: Path) -> Mapping[str, Any]:
    """What a history came to: all that is content, how many rows hold it, what readers see, and what lies about."""
    with connect(data / "warehouse.duckdb", read_only=True) as connection:
        facts: dict[str, Any] = {"content": content_digest(connection)}
        for table in ("articles", "readings", "claim_readings", "corrections"):
            facts[table] = connection.execute(f"SELECT count(*) FROM {table}").fetchall()
        facts["running"] = connection.execute("SELECT count(*) FROM runs WHERE state = 'running'").fetchall()
        facts["batches not acknowledged"] = {
            batch for (batch,) in connection.execute("SELECT batch_id FROM batches").fetchall()
        } ^ set(read_acknowledged(data))
    with connect(data / "claimwatch.duckdb", read_only=True) as connection:
        facts["copy"] = content_digest(connection)
        facts["observations"] = connection.execute(
            "SELECT series_id, period_end, value, low, high, originator, claim_id FROM observations ORDER BY ALL"
        ).fetchall()
    pages = [found for path in list_segments(data / "archive") for found in read_archived(path)]
    facts["archive"] = Counter(_name(found) for found in pages)
    facts["left over"] = [path.name for path in (*data.glob("staging/*"), *data.glob("archive/*/*.part"))]
    return facts


def _name(found: Any) -> tuple[str, bytes] | str:
    return (found.page.url, found.page.body) if isinstance(found, ArchivedPage) else found.reason
