"""The place that stands beside a number: "in Japan", "its Shanghai plant", one that opens the sentence."""

from __future__ import annotations

import re

from extractors.names.mentions import Mention
from extractors.names.name_rules import NameRules
from extractors.owners.focus import Subject, is_world, subject_of_mention
from extractors.records import Quantity
from extractors.scenes import Scene, once_a_scene, once_a_sentence

EXAMPLE = re.compile(r"\b(?:including|such as|like|unlike)\b[^;]*$")  # "firms, including Acer's Berlin branch"
# "in 12 Chinese provinces", "across more than 40 Italian cities": what the adjective says the land of
AMONG = re.compile(r"\b(?:in|at|across|throughout|within|inside|into)\s(?:[\w.,]+\s){1,4}$|\b(?:in|at|across|on)\s$")
# "at the close in Taipei", "its debut in Hong Kong": where a share is dealt in
DEALT_IN = re.compile(r"\b(?:close|break|trading|dealings|session|debut)\s(?:in|on)\s(?:the\s)?$")
TRADING = re.compile(r"\s(?:[a-z]+\s)?trad(?:ing|e)\b")  # "in Taipei trading": where a share is dealt in
IN_A_MARKET, A_MARKET = (
    re.compile(r"\bin an? (?:[a-z-]+ )?$"),
    re.compile(r" (?:stock |share )?market\b"),
)  # "in a weak Oslo market"
OPENING_MARKS = " \n\t\"“”'‘’•*-–—"
OPENING_LINK = re.compile(r"[\s\"“]*(?:in|at|inside|within|across|throughout|on)\s[^,;:\n]*")
CLOSED = re.compile(r"[^,;:\n]{0,30},\s")
# "grew 13 percent as orders from the US picked up": what lies in a cause places nothing
CAUSE = re.compile(
    r"\b(?:as|because|due\sto|thanks\sto|owing\sto|driven\sby|helped\sby|boosted\sby|despite|amid|following|after|when|once|until|before)\s"
)
AND_ANOTHER = re.compile(r"\s(?:and|while|as)\s")  # "UK sales fell 9 percent in May and sales in Peru rose"
# "raised $9 million and is building shops in Ohio": only the shops are there
AND_DOES = re.compile(
    r"\sand\s(?:(?:is|are|was|were|has|have|had|will|would)\s(?!(?:be\s|been\s)?(?:located|based|situated|built|sited|set\sup|in)\b)"
    r"|(?:also\s|now\s)?(?:plans|expects|aims|hopes|started|began|opened|runs|owns|operates|said)\b)"
)
LED_TO = re.compile(r"\s(?:[a-z-]+,?\s){0,3}?to\s(?:(?:about|around|nearly|almost|some|just|over|more\sthan)\s)?")
# "an economist with Larkspur Bank in Oslo": where somebody works
WORKS_IN = re.compile(
    r"\b(?:analyst|economist|strategist|researcher|professor|manager|director|head|partner|trader)s?(?:\sof\s[\w\s]{1,30})?"
    r"\s(?:at|with|for|from)\s(?:the\s)?(?:[\w.&'’-]+\s){1,6}in\s(?:the\s)?$"
)
RANKED_BESIDE = ("之后", "之前", "之上", "之下", "以外", "之外")  # 排名在某国之后的: nothing is there
LOOK_BACK = 110  # characters before a place in which the words that link it stand
OUTSIDE = re.compile(r"\boutside\s(?:of\s)?(?:the\s)?(?:mainland\s)?$")
NEAR = 60  # characters behind a number within which another clause still says where
AREA = re.compile(r"\band\b|\+|&")  # "the EU, EFTA and UK": several places as one


@once_a_scene
def is_fronted(scene: Scene, mention: Mention) -> bool:
    """Whether a sentence begins with the place that it is about: "In Asia they rose 3 percent"."""
    lead = scene.folded[scene.sentence.start : mention.start].strip(OPENING_MARKS)
    return mention.is_place and lead in {"in", "across", "in the", "across the", "in other", "across other", "在"}


def place_beside(
    scene: Scene, quantity: Quantity, rules: NameRules, *, same_clause: bool = False, reach: int = NEAR
) -> Subject | None:
    """A place with "in" or 在 in the number's clause, else one named earlier on, else one right behind the clause."""
    if not names_place(scene):
        return None
    start, end = scene.clause(quantity.start)
    told = _end_of_pair(scene, quantity)
    places = _that_can_place(scene, quantity, told, rules)
    if not places:
        return None
    if counted := next((m for m in places if m.start == quantity.end + 1 and is_of_land(scene, m, rules)), None):
        return subject_of_mention(counted)
    linked = [mention for mention in places if is_location(scene, mention, rules)]
    inside = [
        mention
        for mention in places
        if start <= mention.start < end and (mention in linked or _earned_in(scene, mention, rules))
    ]
    behind = [m for m in linked if m.start >= told and not scene.number_between(told, m.start)]
    close = [m for m in inside if m.start >= told and not scene.number_between(told, m.start)]
    ahead = [m for m in inside if m.end <= quantity.start]
    close = [m for m in close if not ahead or AND_ANOTHER.search(scene.folded, told, m.start) is None]
    if chosen := close[:1] or ahead[-1:] or inside[-1:]:
        return _as_linked(scene, chosen[0])
    if same_clause:
        opening = next((m for m in linked if m.end <= quantity.start and _opens_sentence(scene, m)), None)
        return _as_linked(scene, opening) if opening else None
    before = [mention for mention in linked if mention.end <= quantity.start]
    near = [mention for mention in behind if mention.start - quantity.end < reach]
    chosen = before[-1:] or near[:1]
    return _as_linked(scene, chosen[0]) if chosen else None


@once_a_sentence
def names_place(scene: Scene) -> bool:
    """Whether the sentence names a place at all."""
    return any(mention.is_place for mention in scene.names)


def _that_can_place(scene: Scene, quantity: Quantity, told: int, rules: NameRules) -> list[Mention]:
    """The places around a number without adjectives of no plant or land, and those in what is only the cause of it."""
    words = rules.places
    return [
        mention
        for mention in scene.names_near(quantity)
        if mention.is_place
        and (
            not mention.adjective
            or words.facility.match(scene.folded, mention.end)
            or is_of_land(scene, mention, rules)
        )
        and (mention.start < told or scene.lang != "en" or not _is_of_another(scene, told, mention.start))
    ]


def _is_of_another(scene: Scene, told: int, at: int) -> bool:
    """Whether what stands behind a number up to a place is its cause, or another thing that is done."""
    return bool(CAUSE.search(scene.folded, told, at) or AND_DOES.search(scene.folded, told, at))


def _opens_sentence(scene: Scene, mention: Mention) -> bool:
    """Whether a place stands in what a sentence opens with and says of all of it: "Inside Acer's Oslo plant, 40 …"."""
    start = scene.sentence.start
    return (
        mention.start - start < NEAR
        and OPENING_LINK.match(scene.folded, start, mention.start) is not None
        and CLOSED.match(scene.folded, mention.end, scene.sentence.end) is not None
    )


def is_of_land(scene: Scene, mention: Mention, rules: NameRules) -> bool:
    """Whether an adjective says in which land counted things lie: "12 Chinese provinces", "six German universities"."""
    return mention.adjective and rules.places.parts.match(scene.folded, mention.end) is not None


def _end_of_pair(scene: Scene, quantity: Quantity) -> int:
    """Where a number ends, with the one that it led to: "fell 60 percent to 987 units in Peru" is all in Peru."""
    following = led_to(scene, quantity)
    return following.end if following else quantity.end


def led_to(scene: Scene, quantity: Quantity) -> Quantity | None:
    """The number that a move led to: 987 of "fell 60 percent to 987 units"."""
    link = LED_TO.match(scene.folded, quantity.end)
    return next((other for other in scene.quantities if link and other.start == link.end()), None)


def _as_linked(scene: Scene, mention: Mention) -> Subject:
    """The place as it is linked: "outside China" is another place than China."""
    before = scene.folded[max(scene.sentence.start, mention.start - LOOK_BACK) : mention.start]
    if scene.lang == "en" and OUTSIDE.search(before):
        return Subject(f"outside {mention.name}", "place")
    return subject_of_mention(mention)


def is_elsewhere(text: str, before: str, place: Mention, rules: NameRules) -> bool:
    """Whether a place behind "in" is no place of the figures: "said in Oslo", "in Asia's top market"."""
    words = rules.places
    if (
        text.startswith("-", place.end)
        or TRADING.match(text, place.end)
        or DEALT_IN.search(before)
        or words.said_in.search(before)
        or words.home_in.search(before)
        or WORKS_IN.search(before)
    ):
        return True
    return words.ranked_there.match(text, place.end) is not None


def is_said_in(scene: Scene, mention: Mention, rules: NameRules) -> bool:
    """Whether a place only is where somebody spoke: "told reporters in Oslo"."""
    before = scene.folded[max(scene.sentence.start, mention.start - LOOK_BACK) : mention.start]
    return mention.is_place and rules.places.said_in.search(before) is not None


@once_a_scene
def is_location(scene: Scene, mention: Mention, rules: NameRules) -> bool:
    """Whether a place is where something is: "in Japan", "its Shanghai plant", "revenue from Europe"."""
    if is_world(mention):
        return False
    before = scene.folded[max(scene.sentence.start, mention.start - LOOK_BACK) : mention.start]
    words = rules.places
    if words.venue.match(scene.folded, mention.end) or words.ranked_there.match(scene.folded, mention.end):
        return False
    if IN_A_MARKET.search(before) and A_MARKET.match(scene.folded, mention.end):
        return False
    if scene.folded.startswith(RANKED_BESIDE, mention.end):
        return False
    if is_of_land(scene, mention, rules):
        return AMONG.search(before) is not None
    if words.facility.match(scene.folded, mention.end):
        return EXAMPLE.search(before) is None
    if words.expects.match(scene.folded, mention.end):
        return words.link.search(before) is None  # "the Association in Oslo expects"
    return words.link.search(before) is not None and not is_elsewhere(scene.folded, before, mention, rules)


def _earned_in(scene: Scene, mention: Mention, rules: NameRules) -> bool:
    """Whether a place is where money comes from: "revenue of 3 billion yuan from Europe", "the forecast for China"."""
    before = scene.folded[max(scene.sentence.start, mention.start - LOOK_BACK) : mention.start]
    return not is_world(mention) and rules.places.source.search(before) is not None


def is_wide(place: Subject) -> bool:
    """Whether a place is a country or wider, also several in a row."""
    if place.kind != "place":
        return False
    return AREA.search(place.name) is not None if place.known is None else place.known.kind in {"country", "region"}
