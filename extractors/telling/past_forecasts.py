"""Clauses behind a number that say who had forecast it: "the 12 million that Acer had projected", "range it gave"."""

from __future__ import annotations

SOMEBODY = (
    r"(?:(?:most|many|some)\s)?(?:(?:outside|market|industry|financial)\s)?(?:he|she|it|they|we|analysts|economists"
    r"|investors|observers|experts|brokers|traders|forecasters|wall\sstreet|the\s(?:street|market|company|firm|group"
    r"|carrier|operator|maker|[a-z]*maker|ministry|bank|retailer|government|agency))"
)
_WORD = r"(?!(?:and|or|but|of|in|on|at|to|for|from|by|with|which|who|that|it|as|than|is|was|were)\b)[a-z][\w.&’'-]*"
NAMED = rf"(?:the\s)?{_WORD}(?:\s{_WORD}){{0,3}}?"  # any name, of which "had" tells that it is one
EARLIER = r"(?:(?:previously|originally|earlier|first|initially|once|itself)\s)"
THOUGHT = (
    r"(?:forecast|predicted|projected|expected|expecting|estimated|guided|flagged|anticipated|pencill?ed\sin"
    r"|braced\sfor|looked\sfor|looking\sfor|counting\son)"
)
# "that HTC had forecast", "the company projected", "analysts were looking for"
HAD_FORECAST = (
    rf"(?:that\s|which\s)?(?:{SOMEBODY}\s(?:(?:had|has|have|was|were|been)\s|{EARLIER}){{0,3}}"
    rf"|{NAMED}\s(?:had|has|have)\s(?:been\s|{EARLIER}){{0,2}}){THOUGHT}\b"
    rf"|{NAMED}\s(?:forecast|predicted|projected|estimated|flagged)(?=\s(?:in|on|at|last|earlier|back|just|a|only)\s)"
)
# "range that the company gave", "forecast it had issued"
HAD_GIVEN = (
    r"(?:range|forecast|guidance|estimate|projection|outlook)\s(?:that\s|which\s)?"
    rf"(?:{SOMEBODY}|{NAMED})\s(?:had\s)?{EARLIER}?(?:given|gave|issued|set|provided|offered|announced)\b"
)
