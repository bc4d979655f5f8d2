"""How a value is cited, so that whoever reads the citation finds the sentence again. Pure: words in, text out."""

from __future__ import annotations

from datetime import date

LONGEST_QUOTE = 300


def build_citation(
    *,
    series: str,
    period: str,
    value: str,
    originator: str | None,
    publisher: str | None,
    published: date | None,
    quote: str | None,
    url: str | None,
    claim_id: str | None,
) -> str:
    """One line: who said what of which period, in whose words, where and when.

    `'MIIT, 5G base stations, China, end of May 2024: 3.8 million. “…380万个…” Evening Daily, 2024-06-20,
    https://… (claim 6c51…)'`; parts that are not known are left out.
    """
    speaker = originator or publisher
    head = ", ".join(part for part in (speaker, series, period) if part)
    printed = ", ".join(
        part
        for part in (publisher if publisher != speaker else None, published.isoformat() if published else None, url)
        if part
    )
    said = f" “{_shorten(quote)}”" if quote else ""
    claim = f" (claim {claim_id})" if claim_id else ""
    return f"{head}: {value}.{said} {printed}".rstrip() + claim


def _shorten(quote: str) -> str:
    text = " ".join(quote.split())
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1].rstrip() + "…"
