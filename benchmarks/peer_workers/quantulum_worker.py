"""quantulum3 as a worker. A range comes as its middle with an uncertainty; comparators it has none."""

from quantulum3 import parser
from reading_loop import run

LANGUAGES = {"en": "en_US"}


def read(text, lang):
    """The quantities of an English text."""
    return [_plain(quantity) for quantity in parser.parse(text, lang=LANGUAGES[lang])]


def _plain(quantity):
    spread = quantity.uncertainty or 0
    start, end = quantity.span
    return {
        "start": max(0, start),
        "end": end,
        "low": quantity.value - spread,
        "high": quantity.value + spread,
        "comparator": "range" if spread else "eq",
        "unit": quantity.unit.name,
    }


if __name__ == "__main__":
    run(read)
