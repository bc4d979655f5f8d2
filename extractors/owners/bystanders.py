"""Names that stand beside a number and are not who it is about: who only describes, rates, asks, or causes."""

from __future__ import annotations

import re

from extractors.names.mentions import Mention
from extractors.owners.focus import Focus
from extractors.owners.insertions import acts, is_in_insertion
from extractors.owners.ratings import rates
from extractors.records import Quantity
from extractors.scenes import Scene
from extractors.text.signals import signal

A_FIRM = re.compile(
    r"\s(?:[a-z]+\s)?(?:firm|company|start-?up|giant|[a-z]*maker|manufacturer|developer|unicorn)\b(?!s)"
)
SURVEYS = re.compile(
    r"(?:['’]s)?(?:[/\s][\w&]+){0,3}?\s(?:pmi|purchasing\smanagers?)\b"
)  # "HSBC's final manufacturing PMI", "the HSBC/Markit Purchasing Managers' Index"
SURVEYED = signal(SURVEYS)
CAUSE = re.compile(
    r"\b(?:due\sto|because\sof|thanks\sto|owing\sto|on\sthe\sback\sof|(?:driven|helped|boosted|hurt|dragged|led|lifted|dented|hit)\s(?:down\s)?by"
    r"|following|amid)\b"
)
CAUSE_ZH = re.compile("(?:由于|得益于|受益于|受惠于|归功于|随着|受(?=[^，。；]{1,16}(?:影响|带动|拖累|推动)))")
# 甲、乙、丙等22个: which of the things that are summed up
SUMMED_UP = re.compile(r"(?:[、和与及][^，。；：]{0,90})?等(?:[^，。；：、\d]{0,4})")
# "12 percent growth projected by Acer Securities", "estimates of a 10 percent rise by Acer Securities"
ESTIMATED_BY = re.compile(
    r"(?:\s[\w-]+){0,5}?\s(?:estimated|projected|forecast|predicted|expected|anticipated)\sby\s(?:the\s)?(?:[a-z-]+\s){0,4}"
)
ESTIMATES = re.compile(r"\b(?:estimates?|forecasts?|projections?|predictions?|expectations?)\s(?:of|for)\s[^,;]{0,30}$")
ESTIMATED = signal(ESTIMATES, ESTIMATED_BY)
BY = re.compile(r"(?:\s[\w-]+){0,6}?\s(?:by|from)\s(?:the\s)?(?:[a-z-]+\s){0,4}")
ESTIMATE_REACH = 60
LONGEST_ESTIMATE = 100  # characters from a number to who estimated it
CAUSES = signal(CAUSE)
# "its share of the Chinese market rose to 5 percent": whose share it is stands before
SHARE_OF = re.compile(
    r"(?:\b(?:its|their|his|her|our|whose|the\s(?:company|firm|group|carrier|operator|maker)['’]s)|['’]s?)\s(?:[\w-]+\s){0,2}?"
    r"(?:share|slice|portion)\sof\s(?:the\s)?(?:[a-z-]+\s){0,2}$"
)
SHARE_REACH = 60
SHARING = signal(SHARE_OF)


def is_bystander(scene: Scene, quantity: Quantity, mention: Mention, focus: Focus) -> bool:
    """Whether the number is surely not the name's: the Acer of `"Dell, a unit of Acer, sold 40 ships"`."""
    return (
        is_in_insertion(scene, mention, quantity.start)
        or _only_stands_there(scene, mention, focus)
        or _only_describes(scene, mention)
        or _only_surveys(scene, mention)
        or rates(scene, mention)
        or _is_in_cause(scene, mention, quantity)
        or _is_one_of_so_many(scene, mention, quantity)
        or _opens_with_cause(scene, mention, quantity)
        or _is_of_next_statement(scene, mention, quantity)
        or _is_measured_by(scene, mention, quantity)
        or _only_estimates(scene, mention)
        or _is_shared_market(scene, mention)
    )


def _is_shared_market(scene: Scene, mention: Mention) -> bool:
    """Whether a place only says which market a firm has a share of: "its share of Peru's market"."""
    if scene.lang != "en" or not mention.is_place or not scene.shows(SHARING):
        return False
    return (
        SHARE_OF.search(scene.folded, max(scene.sentence.start, mention.start - SHARE_REACH), mention.start) is not None
    )


def _only_estimates(scene: Scene, mention: Mention) -> bool:
    """Whether a name behind a number made it as a forecast of another's: "9 million projected by Acer", and so has no
    other number of the sentence either.
    """
    if mention.is_place:
        return False
    told = [
        quantity for quantity in scene.quantities if mention.start - LONGEST_ESTIMATE < quantity.end <= mention.start
    ]
    return any(_is_estimate_of(scene, mention, quantity) for quantity in told)


def _is_estimate_of(scene: Scene, mention: Mention, quantity: Quantity) -> bool:
    if not scene.shows(ESTIMATED):
        return False
    if ESTIMATED_BY.fullmatch(scene.folded, quantity.end, mention.start):
        return True
    reach = max(scene.sentence.start, quantity.start - ESTIMATE_REACH)
    told = ESTIMATES.search(scene.folded, reach, quantity.start)
    return told is not None and BY.fullmatch(scene.folded, quantity.end, mention.start) is not None


def _is_in_cause(scene: Scene, mention: Mention, quantity: Quantity) -> bool:
    """Whether a name behind the number only is why: "fell 7 percent due to lower income from Acer"."""
    behind = mention.start > quantity.end
    return behind and scene.shows(CAUSES) and CAUSE.search(scene.folded, quantity.end, mention.start) is not None


def _is_one_of_so_many(scene: Scene, mention: Mention, quantity: Quantity) -> bool:
    """Whether a name is one of those that a Chinese number sums up: 包括甲公司、乙公司等22个项目."""
    if scene.lang != "zh" or quantity.unit != "count" or mention.end > quantity.start:
        return False
    return SUMMED_UP.fullmatch(scene.folded, mention.end, quantity.start) is not None


def _is_of_next_statement(scene: Scene, mention: Mention, quantity: Quantity) -> bool:
    """Whether a Chinese name stands behind the ； that ends what is told of the number."""
    return scene.lang == "zh" and "；" in scene.folded[quantity.end : mention.start]


def _opens_with_cause(scene: Scene, mention: Mention, quantity: Quantity) -> bool:
    """Whether a name only stands in what a Chinese sentence gives as the reason, and another one behind it:
    由于甲公司促销，美国市场增长21%.
    """
    if scene.lang != "zh" or mention.end > quantity.start:
        return False
    start, end = scene.clause(mention.start)
    if end > quantity.start or not CAUSE_ZH.match(scene.folded, start):
        return False
    others = [name for name in scene.names_near(quantity) if end <= name.start < quantity.start]
    return any((name.is_actor or name.is_place) and not name.adjective for name in others)


def _only_surveys(scene: Scene, mention: Mention) -> bool:
    """Whether a bank or medium only asks for an index of managers: "the Acer PMI fell" is no figure of Acer."""
    return not mention.is_place and scene.shows(SURVEYED) and SURVEYS.match(scene.folded, mention.end) is not None


def _only_stands_there(scene: Scene, mention: Mention, focus: Focus) -> bool:
    """Whether a text on a company only mentions an unlisted name that does nothing: "two TFT-LCD lines", "its Lark
    phone".
    """
    about = focus.subject or focus.title
    if scene.lang != "en" or mention.kind != "unknown" or about is None or about.kind != "company":
        return False
    return about.name != mention.name and not acts(scene, mention)


def _only_describes(scene: Scene, mention: Mention) -> bool:
    """Whether an unlisted name says where a company in focus is: "the Bay Area firm raised 4 million"."""
    if mention.kind != "unknown" or not A_FIRM.match(scene.folded, mention.end):
        return False
    return scene.folded.endswith("the ", scene.sentence.start, mention.start)


def _is_measured_by(scene: Scene, mention: Mention, quantity: Quantity) -> bool:
    """Whether a name right behind a multiple is what another is measured by: "ten times Acer's volume"."""
    if quantity.unit != "times" or not 0 < mention.start - quantity.end <= len(" that of "):
        return False
    return scene.text[mention.end : mention.end + 1] in {"'", "’"}
