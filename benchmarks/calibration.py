"""Whether `confidence` means what it says: of claims that say 0.9, nine in ten should be right.

    .venv/bin/python benchmarks/calibration.py GOLD.jsonl [--half 0|1] [--fit]

GOLD holds annotated articles, one JSON object a line: id, text, lang, published, and claims with the fields of
docs/claims.md. Prints, for each bucket of confidence, how many claims it holds and what share of them is right in every
field, with the 95 % interval of Wilson; then what each doubt tells. `--fit` prints the costs of doubts that fit these
articles best, for `extractors/doubts.py`: fit on one half, measure on the other.
"""

from __future__ import annotations

import argparse
import math
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from judging import is_right, known_metrics, pair_claims, read_gold

from extractors.claim_json import claim_to_json
from extractors.claims import extract_claims
from extractors.doubts import BASE, COSTS, FLOOR
from extractors.records import Article
from extractors.rulebook import Rulebook
from flows.catalogue.compiling import compile_rulebook
from flows.catalogue.reading import read_catalogue
from flows.settings import find_project_paths

BUCKETS = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 1.01)
Z = 1.96  # of a 95 % interval
GOAL = 0.95  # of claims above 0.9
ROUNDS, STEP = 4000, 1.0  # a step is shared by all claims: more of them must not make it overshoot
PULL = 10.0  # how strongly costs are held at PRIOR, in claims: few articles must not move them far
PRIOR = 0.8


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim of an annotated article: how sure it was, why not surer, and whether it is right."""

    confidence: float
    doubts: tuple[str, ...]
    right: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--half", type=int, choices=(0, 1), help="only every second article")
    parser.add_argument("--fit", action="store_true", help="print the costs of doubts that fit these articles")
    given = parser.parse_args()
    articles = read_gold(given.gold)
    chosen = articles if given.half is None else articles[given.half :: 2]
    judged = judge_articles(chosen, compile_shipped(), known_metrics(articles))
    print_buckets(judged)
    print_doubts(judged)
    if given.fit:
        print_fit(judged)


def compile_shipped() -> Rulebook:
    """The rulebook of the project's own configuration."""
    paths = find_project_paths(None, None, os.environ)
    return compile_rulebook(read_catalogue(paths.config, cache_dir=paths.cache).rulebook_data())


def judge_articles(articles: Sequence[dict[str, Any]], rulebook: Rulebook, known: frozenset[str]) -> list[Judged]:
    """Every claim that is found in the articles; `known` are the metrics that their annotation uses."""
    judged: list[Judged] = []
    for row in articles:
        claims = extract_claims(_article(row), rulebook)
        for gold, found in pair_claims(row["claims"], [claim_to_json(claim) for claim in claims]):
            judged.append(Judged(found["confidence"], tuple(found["doubts"]), is_right(gold, found, known)))
    return judged


def _article(row: dict[str, Any]) -> Article:
    published = date.fromisoformat(row["published"]) if row.get("published") else None
    return Article(str(row["id"]), None, None, row.get("title"), None, row["lang"], published, None, row["text"])


def print_buckets(judged: Sequence[Judged]) -> None:
    print(f"{'confidence':12} {'claims':>6} {'said':>6} {'right':>6}  95 % interval")
    for low, high in pairwise(BUCKETS):
        _print_bucket(f"{low:.1f} – {min(high, 1):.1f}", [one for one in judged if low <= one.confidence < high])
    _print_bucket("all", judged)
    sure = [one.right for one in judged if one.confidence > 0.9]
    first, last = wilson(sum(sure), len(sure))
    verdict = "holds" if last >= GOAL else "does not hold"
    print(f"above 0.9: {sum(sure)} of {len(sure)} right, {first:.2f} – {last:.2f}; 0.95 {verdict} within the interval")


def _print_bucket(name: str, judged: Sequence[Judged]) -> None:
    if not judged:
        print(f"{name:12} {0:6}")
        return
    right, count = sum(one.right for one in judged), len(judged)
    said = sum(one.confidence for one in judged) / count
    first, last = wilson(right, count)
    print(f"{name:12} {count:6} {said:6.2f} {right / count:6.2f}  {first:.2f} – {last:.2f}")


def wilson(right: int, count: int) -> tuple[float, float]:
    """The 95 % interval of a share, after E. B. Wilson (1927): of 9 right among 10 it is 0.60 to 0.98."""
    if count == 0:
        return 0.0, 1.0
    share = right / count
    middle = (share + Z * Z / (2 * count)) / (1 + Z * Z / count)
    half = Z * math.sqrt(share * (1 - share) / count + Z * Z / (4 * count * count)) / (1 + Z * Z / count)
    return max(0.0, middle - half), min(1.0, middle + half)


def print_doubts(judged: Sequence[Judged]) -> None:
    print(f"\n{'doubt':34} {'claims':>6} {'right':>6} {'without':>8} {'cost':>6}")
    for doubt, cost in COSTS.items():
        having = [one.right for one in judged if doubt in one.doubts]
        others = [one.right for one in judged if doubt not in one.doubts]
        shares = [f"{sum(group) / len(group):.2f}" if group else "–" for group in (having, others)]
        print(f"{doubt:34} {len(having):6} {shares[0]:>6} {shares[1]:>8} {cost:6.1f}")


def print_fit(judged: Sequence[Judged]) -> None:
    base, costs = fit_costs(judged)
    print(f"\nBASE = {base:.1f}\nCOSTS = {{")
    for doubt, cost in costs.items():
        print(f'    "{doubt}": {cost:.1f},')
    print("}")


def fit_costs(judged: Sequence[Judged]) -> tuple[float, dict[str, float]]:
    """The base and costs under which the articles are likeliest: logistic regression by plain gradient descent.

    Costs are held at PRIOR by a pull as strong as PULL claims and never fall under FLOOR.
    """
    base, costs, step = BASE, dict.fromkeys(COSTS, PRIOR), STEP / (len(judged) + PULL)
    for _ in range(ROUNDS):
        slope, slopes = 0.0, {doubt: PULL * (cost - PRIOR) for doubt, cost in costs.items()}
        for one in judged:
            miss = _sigmoid(base - sum(costs[doubt] for doubt in one.doubts)) - one.right
            slope += miss
            for doubt in one.doubts:
                slopes[doubt] -= miss
        base -= step * slope
        costs = {doubt: max(FLOOR, cost - step * slopes[doubt]) for doubt, cost in costs.items()}
    return base, costs


def _sigmoid(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


if __name__ == "__main__":
    main()
