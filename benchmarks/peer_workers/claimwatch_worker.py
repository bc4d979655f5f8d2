"""Our own engine as a worker: its quantities, or with the argument "claims" all fields of its claims."""

import os
import sys

from reading_loop import run

from extractors.claims import extract_claims
from extractors.numbers.measured_numbers import find_measures
from extractors.records import Article
from flows.catalogue.compiling import compile_rulebook
from flows.catalogue.reading import read_catalogue
from flows.settings import find_project_paths

PATHS = find_project_paths(None, None, os.environ)
RULEBOOK = compile_rulebook(read_catalogue(PATHS.config, cache_dir=PATHS.cache).rulebook_data())


def read_quantities(text, lang):
    """What measures or counts in a text."""
    return [_plain(quantity) for quantity in find_measures(text, lang, RULEBOOK.quantities)]


def read_claims(text, lang):
    """The claims of a text, as quantities."""
    article = Article("", None, None, None, None, lang, None, None, text)
    return [_plain(claim) for claim in extract_claims(article, RULEBOOK)]


def _plain(item):
    return {name: getattr(item, name) for name in ("start", "end", "low", "high", "comparator", "unit")}


if __name__ == "__main__":
    run(read_claims if "claims" in sys.argv[2:] else read_quantities)
