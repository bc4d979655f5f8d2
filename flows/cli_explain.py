"""`claimwatch explain`: one text with every number marked, its fields, and the words that each field rests on."""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from flows.cli_options import Day

EXPLAIN_EXAMPLE = """\b
Example:
  echo 'By the end of June 2024, Harbin had built 21,400 5G base stations.' | claimwatch explain
"""


@click.command(epilog=EXPLAIN_EXAMPLE)
@click.argument("file", default="-", metavar="[FILE|-]")
@click.option("--published", type=Day(), help="Publication day of a record without one.")
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Language of a record that does not say its own.")
@click.option("--id", "record_id", help="The record to explain; the first of the file without it.")
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Write a page for the browser here.")
@click.option("--json", "as_json", is_flag=True, help="Print the explanation as JSON.")
@click.pass_obj
def explain(
    paths: tuple[Any, Any],
    *,
    file: str,
    published: date | None,
    lang: Any,
    record_id: str | None,
    html: Path | None,
    as_json: bool,
) -> int:
    """Show why each number of a text was read as it was: its fields, and the words without which they would differ.

    Reads a .txt file, JSON lines (id, text, and if known lang, published, title) or either from standard input.
    """
    from rich.console import Console

    from extractors.evidence.explanation import explain_article
    from flows.catalogue.compiling import late_rulebook
    from flows.catalogue.reading import read_catalogue
    from flows.explain_page import render_explanation
    from flows.explain_records import choose_article, explanation_to_json, save_page
    from flows.explain_terminal import print_explanation
    from flows.extract_files import Given
    from flows.settings import find_project_paths

    article = choose_article(file, Given(published, lang), record_id)
    found = find_project_paths(*paths, os.environ)
    rulebook = late_rulebook(read_catalogue(found.config, cache_dir=found.cache).rulebook_data(), found.cache)
    with Console(stderr=True).status("Reading the text again without each of its words"):
        explanation = explain_article(article, rulebook)
    if html:
        save_page(html, render_explanation(explanation, article.title or article.id or "A text"))
        print(f"Explained on the page {html}", file=sys.stderr)
    if as_json:
        print(json.dumps(explanation_to_json(explanation)))
    elif not html:
        print_explanation(explanation, sys.stdout)
    return 0
