"""Times at which something was founded, opened or brought out."""

from __future__ import annotations

import re

REACH = 64  # characters before a time that may hold "founded by … in"
# What stands before the time of a beginning: "founded in", "which was launched by Orchid in", 成立于.
BEGUN = re.compile(
    r"""(?: (?: \b(?:founded|established|set\sup|incorporated|launched|unveiled|introduced|released|debuted|opened
            |announced|shown|showcased|demonstrated|presented|previewed
            |commissioned|inaugurated|spun\soff|went\spublic|listed
            |(?:start|begin|commence)\s(?:construction|building)
            |(?:started|began|begun)\s(?:construction|operating|operations?|production|producing|trading|business))
          | (?:,|\(|[—–]\s?|\b(?:which|that|who|was|were|been|first))\s?
            (?:formed|created|born|started|adopted|issued|begun|built|to\sbe\s\w+ed|due\s(?:to|for)\s\w+) )
        (?:\s(?:by|in|as|at|with|under|for)\s[^,.;()\d]{1,40}?)? (?:\s(?:back|earlier|early|late|only|just))?
        \s?(?:on|in)?\s?
      | (?:成立|创立|创办|创建|始建|建|诞生|上市|源|始|起步|发布|投产|开业|投入使用)于\s? )$""",
    re.VERBOSE,
)


def is_of_start(folded: str, sentence: int, time: int) -> bool:
    """Whether the words before a time say that something began then: "founded in 2016", 成立于2016年."""
    start = max(sentence, time - REACH)
    opening = "," if start == sentence else ""
    return BEGUN.search(opening + folded[start:time]) is not None
