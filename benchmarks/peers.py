"""Other quantity extractors beside ours, on the same sentences: F1 and, as ratios, sentences a second.

    .venv/bin/python benchmarks/peers.py --cache FOLDER [SENTENCES.jsonl] [--rounds 5]

Each peer gets an environment of its own under FOLDER, made once, with the versions of `peer_workers/*.txt`. Without a
file the built-in sentences are read (`peer_sentences/`, see `peer_gold.py`); a file holds JSON lines with text, lang
and quantities as `claimwatch quantities` prints them. A quantity is right if it shares characters with an annotated one
and says the same number; then also the same unit; then also the same comparator. The peers are given what can be given:
the sign of a change does not count, a bare number passes for a count or a multiple, 0.5 for 50 percent, and years may
be read or not.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from peer_gold import Amount, Sentence, read_built_in, read_lines, to_amount
from peer_units import symbol_of

WORKERS = Path(__file__).with_name("peer_workers")
ROOT = Path(__file__).resolve().parent.parent
LEVELS = ("value", "value+unit", "value+unit+comparator")
MINIMA, MAXIMA = {"gt", "ge"}, {"lt", "le"}


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool: its worker, the list of packages of its environment (none: our own), the languages that it reads."""

    name: str
    worker: str
    packages: str | None = None
    languages: tuple[str, ...] = ("en", "zh")
    arguments: tuple[str, ...] = ()


PEERS = (
    Peer("Claimwatch, quantities", "claimwatch_worker.py"),
    Peer("Claimwatch, claims with all fields", "claimwatch_worker.py", arguments=("claims",)),
    # Its classifier, which tells gigabits from gauss, was stored by scikit-learn 1.8: later ones cannot load it.
    Peer("quantulum3 0.10.0", "quantulum_worker.py", "quantulum3.txt", languages=("en",)),
    # It wants a name that emoji 2 has no more. Durations are in its model for dates, which is not asked.
    Peer("Recognizers-Text 1.0.2a2", "recognizers_worker.py", "recognizers.txt"),
)


@dataclass(frozen=True, slots=True)
class Result:
    """What a peer found in each sentence, and the CPU seconds of each round over all of them."""

    found: tuple[tuple[Amount, ...], ...]
    seconds: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences", type=Path, nargs="?", help="JSON lines; the built-in sentences without it")
    parser.add_argument("--cache", type=Path, required=True, help="folder for the environments of the peers")
    parser.add_argument("--rounds", type=int, default=5, help="rounds by the clock; the median counts")
    given = parser.parse_args()
    sentences = read_lines(given.sentences) if given.sentences else read_built_in()
    for lang in ("en", "zh"):
        chosen = [sentence for sentence in sentences if sentence.lang == lang]
        if chosen:
            print_language(lang, chosen, given.cache, given.rounds)


def print_language(lang: str, sentences: Sequence[Sentence], cache: Path, rounds: int) -> None:
    """A row for every tool that reads the language; speeds as multiples of the slowest."""
    peers = [peer for peer in PEERS if lang in peer.languages]
    results = {peer.name: run_peer(peer, sentences, cache, rounds) for peer in peers}
    slowest = max(result.seconds for result in results.values())
    amounts = sum(len(sentence.amounts) for sentence in sentences)
    print(f"\n{lang}: {len(sentences)} sentences, {amounts} quantities")
    print(f"{'tool':36} {'F1 value':>9} {'+unit':>6} {'+comparator':>12} {'speed':>7}")
    for name, result in results.items():
        scores = [score(sentences, result.found, level) for level in LEVELS]
        shown = f"{scores[0]:9.1%} {scores[1]:6.1%} {scores[2]:12.1%}"
        print(f"{name:36} {shown} {slowest / result.seconds:6.0f}x")


def run_peer(peer: Peer, sentences: Sequence[Sentence], cache: Path, rounds: int) -> Result:
    """One tool over the sentences, in its own environment and process."""
    python = (
        prepare_environment(cache / peer.worker.removesuffix(".py"), WORKERS / peer.packages)
        if peer.packages
        else Path(sys.executable)
    )
    lines = "".join(json.dumps({"text": one.text, "lang": one.lang}) + "\n" for one in sentences)
    answer = subprocess.run(
        [python, WORKERS / peer.worker, str(rounds), *peer.arguments],
        input=lines,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": "" if peer.packages else str(ROOT)},
    )
    if answer.returncode:
        sys.exit(f"peers: {peer.name} failed: {answer.stderr.strip().splitlines()[-1]}")
    told = json.loads(answer.stdout)
    found = tuple(tuple(_known(to_amount(row)) for row in rows) for rows in told["found"])
    return Result(found, median(told["seconds"]))


def _known(amount: Amount) -> Amount:
    return replace(amount, unit=symbol_of(amount.unit))


def prepare_environment(folder: Path, packages: Path) -> Path:
    """The Python of a peer's environment, which is made and filled at the first call."""
    python, done = folder / "bin" / "python", folder / "done"
    if not done.exists():
        print(f"installing {packages.stem} …", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        subprocess.run(
            [python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-deps", "-r", packages],
            check=True,
        )
        done.touch()
    return python


def score(sentences: Sequence[Sentence], found: Iterable[Sequence[Amount]], level: str) -> float:
    """F1 over all sentences of the quantities that are right at a level."""
    right = said = wanted = 0
    for sentence, amounts in zip(sentences, found, strict=True):
        kept = [amount for amount in amounts if not _is_open(amount, sentence)]
        right += sum(is_right(gold, amount, level) for gold, amount in _pairs(sentence.amounts, kept))
        said += len(kept)
        wanted += len(sentence.amounts)
    return 2 * right / (said + wanted) if said + wanted else 0.0


def _is_open(amount: Amount, sentence: Sentence) -> bool:
    """Whether it stands where a time does."""
    return any(amount.start < end and start < amount.end for start, end in sentence.open_spans)


def _pairs(gold: Sequence[Amount], found: Sequence[Amount]) -> Iterable[tuple[Amount, Amount]]:
    """Each annotated quantity with the one found that shares most characters with it, and each of those once."""
    free = list(found)
    for one in gold:
        best = max(free, key=lambda other: _shared(one, other), default=None)
        if best is not None and _shared(one, best) > 0:
            free.remove(best)
            yield one, best


def _shared(one: Amount, other: Amount) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def is_right(gold: Amount, found: Amount, level: str) -> bool:
    """Whether the number is the same, and as the level asks, its unit and comparator."""
    if not _same_values(gold, found):
        return False
    if level != "value" and not _same_unit(gold, found):
        return False
    return level != LEVELS[-1] or _bound(gold) == _bound(found)


def _same_values(gold: Amount, found: Amount) -> bool:
    if len(gold.values) != len(found.values):
        return False
    pairs = list(zip(sorted(gold.values), sorted(found.values), strict=True))
    scales = (1.0, 100.0) if gold.unit == "percent" and found.unit == "count" else (1.0,)
    return any(all(abs(one - scale * other) <= 1e-3 * max(abs(one), 1e-9) for one, other in pairs) for scale in scales)


def _same_unit(gold: Amount, found: Amount) -> bool:
    """Whether the units agree; a bare number passes for a multiple, and for a fraction given as one."""
    if gold.unit == found.unit:
        return True
    bare = found.unit == "count" and gold.unit in {"times", "percent"}
    return bare and (gold.unit == "times" or max(found.values) <= 1)


def _bound(amount: Amount) -> str:
    return "min" if amount.comparator in MINIMA else "max" if amount.comparator in MAXIMA else amount.comparator


if __name__ == "__main__":
    main()
