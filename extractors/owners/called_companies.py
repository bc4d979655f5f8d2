"""Places that only say which company is meant, or which part of one: "the Chinese automaker", "the UK unit"."""

from __future__ import annotations

import re

from extractors.names.mentions import Mention
from extractors.names.name_rules import NameRules
from extractors.owners.focus import Focus, meant_company
from extractors.scenes import Scene

COMPANY_NOUN = re.compile(
    r"\s+(?:(?!and\b|or\b|in\b|of\b|for\b|to\b)[\w-]+\s+){0,3}?(?:automaker|carmaker|company|firm|giant|maker|manufacturer|operator|start-?up|group"
    r"|brand|vendor|developer|retailer|chipmaker|carrier|supplier|tech giant|telco|provider|conglomerate|unicorn|lender"
    r"|producer|builder)\b(?!s)"
)  # "the Chinese automaker" is a company and not China
BASED_COMPANY = re.compile(r"-(?:based|headquartered|listed)(?=\s)" + COMPANY_NOUN.pattern)
WORKS_ZH = re.compile("(?:超级工厂|工厂|分公司|子公司|生产基地|研发中心)(?!数|总数|达)")  # 上海超级工厂: of whose it is

# "The Larchdale plant, which opened in May, has 900 workers": a company's
WORKS = re.compile(r"\s(?:[a-z-]+\s){0,2}?(?:plant|factory|facility|fab|gigafactory|assembly\sline)\b")


def is_called_company(scene: Scene, mention: Mention, rules: NameRules) -> bool:
    """Whether a place only says which company is meant: "the Chinese automaker", "the Shenzhen-based firm"."""
    match = (
        COMPANY_NOUN.match(scene.folded, mention.end)
        or BASED_COMPANY.match(scene.folded, mention.end)
        or is_part_of_company(scene, mention, rules)
    )
    return match is not None and not any(0 <= other.start - match.end() <= 1 for other in scene.names)


def is_part_of_company(scene: Scene, mention: Mention, rules: NameRules) -> re.Match[str] | None:
    """Whether a place says which part of a company is meant: "the UK unit", "its Hong Kong business"."""
    if scene.lang == "zh":
        return WORKS_ZH.match(scene.folded, mention.end)
    return rules.parts.match(scene.folded, mention.end) if rules.parts else None


def is_works_of_company(scene: Scene, mention: Mention, focus: Focus) -> bool:
    """Whether a place says which works of the company in focus is meant: "the Larchdale plant"."""
    told = meant_company(focus) if scene.lang == "en" else None
    return told is not None and WORKS.match(scene.folded, mention.end) is not None
