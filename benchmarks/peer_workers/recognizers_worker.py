"""Recognizers-Text as a worker: what has a unit first, then percentages, then the numbers that are left."""

from reading_loop import run
from recognizers_suite import (
    Culture,
    recognize_currency,
    recognize_dimension,
    recognize_number,
    recognize_percentage,
    recognize_temperature,
)

CULTURES = {"en": Culture.English, "zh": Culture.Chinese}
MODELS = (recognize_currency, recognize_dimension, recognize_temperature, recognize_percentage, recognize_number)


def read(text, lang):
    """The quantities of a text; where two models take the same characters the earlier of MODELS has them."""
    found = []
    for model in MODELS:
        for result in model(text, CULTURES[lang]):
            start, end = result.start, result.end + 1
            plain = _plain(result, start, end)
            if plain and all(end <= other["start"] or other["end"] <= start for other in found):
                found.append(plain)
    return sorted(found, key=lambda one: one["start"])


def _plain(result, start, end):
    value = (result.resolution or {}).get("value")
    if value is None:
        return None
    number = float(str(value).rstrip("%"))
    unit = result.resolution.get("isoCurrency") or result.resolution.get("unit")
    if result.type_name == "currency" and "isoCurrency" not in result.resolution:
        unit = f"currency {unit}"  # "Pound" is a weight, too
    if result.type_name == "percentage":
        unit = "percent"
    return {"start": start, "end": end, "low": number, "high": number, "comparator": "eq", "unit": unit or "count"}


if __name__ == "__main__":
    run(read)
