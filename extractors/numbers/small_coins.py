"""Coins as a part of their currency: 81 cents are 0.81 dollars, 12 pence 0.12 pounds.

A claim's unit is an ISO 4217 code, which no coin has. Which dollar or euro a cent is of, the money before it tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from extractors.quick_records import replace
from extractors.records import Quantity

COINS: Mapping[str, tuple[str, float]] = {
    "cent": ("USD", 0.01),
    "GBX": ("GBP", 0.01),
    "jiao": ("CNY", 0.1),
    "fen": ("CNY", 0.01),
}
HAVE_CENTS = frozenset({"USD", "EUR", "HKD", "AUD", "CAD", "SGD", "TWD", "NZD"})
CENT = "cent"
NAMED = (("us", "USD"), ("u.s.", "USD"), ("美", "USD"), ("hk", "HKD"), ("hong", "HKD"), ("euro", "EUR"))


def in_main_currency(quantities: Iterable[Quantity]) -> Iterator[Quantity]:
    """The quantities with coins in their currency: "HK$3 million, or 32 cents a share" gives 0.32 HKD."""
    cents_of = "USD"
    for quantity in quantities:
        cents_of = quantity.unit if quantity.unit in HAVE_CENTS else cents_of
        coin = COINS.get(quantity.unit)
        yield _counted_in(quantity, coin, cents_of) if coin else quantity


def _counted_in(quantity: Quantity, coin: tuple[str, float], cents_of: str) -> Quantity:
    currency, size = coin
    quote = quantity.quote.lower()
    named = next((of for word, of in NAMED if word in quote), cents_of) if quantity.unit == CENT else currency
    return replace(
        quantity,
        low=_times(quantity.low, size),
        high=_times(quantity.high, size),
        precision=_times(quantity.precision, size),
        unit=named,
    )


def _times(value: float | None, size: float) -> float | None:
    return None if value is None else round(value * size, 6)
