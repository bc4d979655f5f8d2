"""How many values of a file of number cases are read: recall by language and model.

    python benchmarks/number_specs.py SPECS.jsonl [--missed]

Each line of the file is `{"lang", "model", "input", "results": [{"text", "value", …}]}`: one input and what one model
of the file's makers finds in it (number, percent, currency, dimension, numberrange). A value counts as read when a
quantity of the input has it as a bound; a fraction may be given in percent, and an open end of a range is nothing on
its side of the comma.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractors.numbers.measured_numbers import find_measures
from extractors.records import Quantity
from extractors.rulebook import build_rulebook
from flows.catalogue import read_catalogue
from flows.settings import PROJECT

Bounds = tuple[float | None, float | None]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("specs", type=Path)
    parser.add_argument("--missed", action="store_true", help="print every value that was not read")
    options = parser.parse_args()
    rules = build_rulebook(read_catalogue(PROJECT / "config").rulebook_data()).quantities
    total: Counter[tuple[str, str]] = Counter()
    read: Counter[tuple[str, str]] = Counter()
    for case in read_cases(options.specs):
        found = find_measures(case["input"], case["lang"], rules)
        for result in case["results"]:
            if result["value"] in {None, "null"}:
                continue
            key = (case["lang"], case["model"])
            total[key] += 1
            right = any(is_read(case["model"], result["value"], quantity) for quantity in found)
            read[key] += right
            if options.missed and not right:
                said = ", ".join(f"{quantity.quote} = [{quantity.low}, {quantity.high}]" for quantity in found)
                print(f"{' '.join(key)}: {result['text']!r} = {result['value']} in {case['input'][:90]!r}; read {said}")
    for key, count in sorted(total.items()):
        print(f"{key[0]} {key[1]:12} {read[key]:4} of {count:4}  {read[key] / count:.1%}")
    return 0


def read_cases(path: Path) -> Iterator[dict[str, Any]]:
    """The cases of a file, one a line."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def is_read(model: str, value: str, quantity: Quantity) -> bool:
    """Whether a quantity says the value: `"[20,35)"` as its interval, `"0.5"` as one of its bounds."""
    scales = (1.0, 0.01) if quantity.unit == "percent" and model in {"number", "numberrange"} else (1.0,)
    wanted = parse_bounds(value)
    for scale in scales:
        bounds = tuple(None if bound is None else bound * scale for bound in (quantity.low, quantity.high))
        if model == "numberrange":
            if all(same(a, b) for a, b in zip(wanted, bounds, strict=True)):
                return True
        elif any(bound is not None and same(wanted[0], bound) for bound in bounds):
            return True
    return False


def parse_bounds(value: str) -> Bounds:
    """`"(20,]"` gives 20 and None, `"12%"` 12 twice."""
    if value[0] in "([":
        low, _, high = value[1:-1].partition(",")
        return (float(low) if low else None), (float(high) if high else None)
    number = float(value.rstrip("%"))
    return number, number


def same(wanted: float | None, found: float | None) -> bool:
    if wanted is None or found is None:
        return wanted is found
    return math.isclose(wanted, found, rel_tol=1e-6, abs_tol=1e-15)


if __name__ == "__main__":
    sys.exit(main())
