"""What the peers call units, in our symbols. A name that is not listed stays as it is, and is wrong."""

from __future__ import annotations

SYMBOLS = {
    "barrel per day": "bbl/day",
    "c": "Cel",
    "celsius": "Cel",
    "chinese yuan": "CNY",
    "cubic meter": "m3",
    "cubic metre": "m3",
    "day": "day",
    "degree celsius": "Cel",
    "dimensionless": "count",
    "currency dollar": "USD",
    "currency pound": "GBP",
    "dollar": "USD",
    "euro": "EUR",
    "gigabit per second": "Gbit/s",
    "gigahertz": "GHz",
    "gigawatt": "GW",
    "gram": "g",
    "hong kong dollar": "HKD",
    "horsepower": "hp",
    "hour": "h",
    "inch": "in",
    "japanese yen": "JPY",
    "kilogram": "kg",
    "kilometer": "km",
    "kilometer per hour": "km/h",
    "kilometre": "km",
    "kilometre per hour": "km/h",
    "kilowatt hour": "kWh",
    "megawatt hour": "MWh",
    "meter": "m",
    "metre": "m",
    "mile": "mi",
    "millimeter": "mm",
    "millimetre": "mm",
    "millisecond": "ms",
    "minute": "min",
    "minute of arc": "min",  # it cannot tell them apart by the word
    "month": "month",
    "new taiwan dollar": "TWD",
    "newton": "N",
    "per cent": "percent",
    "percentage": "percent",
    "petabyte": "PB",
    "petaflops": "PFLOPS",
    "pound": "lb",
    "pound sterling": "GBP",
    "pound-mass": "lb",
    "second": "s",
    "short ton": "t",  # a ton of news is a ton
    "second of arc": "s",  # it cannot tell them apart by the word
    "south korean won": "KRW",
    "square foot": "ft2",
    "square meter": "m2",
    "square metre": "m2",
    "terabit per second": "Tbit/s",
    "ton": "t",
    "tonne": "t",
    "united states dollar": "USD",
    "watt": "W",
    "year": "year",
    "yen": "JPY",
}


def symbol_of(unit: str) -> str:
    """`"Kilometer per hour"` is "km/h"; symbols and codes stay."""
    return SYMBOLS.get(unit.lower(), unit)
