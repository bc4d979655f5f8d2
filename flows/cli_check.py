"""`claimwatch check`: a draft's numbers held against the warehouse, an analyst's last look before publishing."""

from __future__ import annotations

import os
import sys
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flows.cli_data import data_with_copy
from flows.cli_options import Day

if TYPE_CHECKING:
    from extractors.records import Claim
    from warehouse.checking import Verdict

CHECK_EXAMPLE = """\b
Example:
  echo "China had 4.598 million 5G base stations at the end of July 2025." | claimwatch check -
"""


@click.command(epilog=CHECK_EXAMPLE)
@click.argument("draft")
@click.option("--published", type=Day(), help="The day that the draft speaks from; default: today.")
@click.option("--all", "everything", is_flag=True, help="Also numbers of which nothing is known.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.pass_obj
def check(paths: tuple[Any, Any], *, draft: str, published: date | None, everything: bool, as_json: bool) -> None:
    """Hold each number of a DRAFT (.md, .docx, .txt, or - for standard input) against the series.

    confirmed: it stands so. rounded: what stands meets it within rounding. outdated: it stood once. contradicted: it
    does not meet what stands. unknown: nothing comparable is known. With what the warehouse has, and who says so.
    """
    import json

    from flows.catalogue.compiling import late_rulebook
    from flows.catalogue.reading import read_catalogue
    from flows.check_output import print_checked
    from flows.drafts import decode_draft, read_claims, read_draft
    from flows.settings import find_project_paths
    from warehouse.checking import check_claims

    found = find_project_paths(*paths, os.environ)
    data = data_with_copy(found.data)
    text = decode_draft(sys.stdin.buffer.read(), ".txt", "standard input") if draft == "-" else read_draft(Path(draft))
    day = published or datetime.now(UTC).date()
    rulebook = late_rulebook(read_catalogue(found.config, cache_dir=found.cache).rulebook_data(), found.cache)
    claims = read_claims(text, day, rulebook)
    pairs = list(zip(claims, check_claims(data, claims), strict=True))
    if as_json:
        click.echo(json.dumps([_to_json(text, *pair) for pair in pairs], ensure_ascii=False, indent=1, default=str))
        return
    print_checked(text, pairs, everything=everything)


def _to_json(text: str, claim: Claim, verdict: Verdict) -> dict[str, Any]:
    from extractors.claim_json import claim_to_json

    line = text.count("\n", 0, claim.start) + 1
    return {"line": line, "claim": claim_to_json(claim), **asdict(verdict)}
