"""Where a figure holds: beside its number, in its entity if that is a place, where the text plays, or at home."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.names.gazetteer import Gazetteer, home_of
from extractors.names.mentions import Mention
from extractors.names.name_rules import NameRules
from extractors.owners.focus import Focus, Located, Subject, is_world, known_place, subject_of, subject_of_mention
from extractors.owners.home_lands import HOME_TRADE, MONEY, own_country, where_paid
from extractors.owners.meant_places import meant_place
from extractors.owners.works import works_place
from extractors.owners.worldwide import figure_before, is_of_all, is_worldwide
from extractors.quick_records import replace
from extractors.records import Quantity
from extractors.scenes import Scene, once_a_scene, once_a_sentence

EXAMPLE = re.compile(r"\b(?:including|such as|like|unlike)\b[^;]*$")  # "firms, including Acer's Berlin branch"
# "in 12 Chinese provinces", "across more than 40 Italian cities": what the adjective says the land of
AMONG = re.compile(r"\b(?:in|at|across|throughout|within|inside|into)\s(?:[\w.,]+\s){1,4}$|\b(?:in|at|across|on)\s$")
AREA = re.compile(r"\band\b|\+|&")  # "the EU, EFTA and UK": several places as one
# "at the close in Taipei", "its debut in Hong Kong": where a share is dealt in
DEALT_IN = re.compile(r"\b(?:close|break|trading|dealings|session|debut)\s(?:in|on)\s(?:the\s)?$")
TRADING = re.compile(r"\s(?:[a-z]+\s)?trad(?:ing|e)\b")  # "in Taipei trading": where a share is dealt in
DEALT = re.compile(r"\b(?:shares|stock)\b")  # they fall wherever the text plays
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
TRADE = re.compile(r"\b(?:sales|sold|shipments|deliveries|registrations|market\sshare)\b|出货|销量|份额|市占|售出")
TRADE_BEHIND = re.compile(r"的(?:市场|总|季度)?(?:出货|销量|份额|市占)")  # 以1100万部的出货量位居第四
# "an economist with Larkspur Bank in Oslo": where somebody works
WORKS_IN = re.compile(
    r"\b(?:analyst|economist|strategist|researcher|professor|manager|director|head|partner|trader)s?(?:\sof\s[\w\s]{1,30})?"
    r"\s(?:at|with|for|from)\s(?:the\s)?(?:[\w.&'’-]+\s){1,6}in\s(?:the\s)?$"
)
# "Meanwhile, 60 engineers write software": who is counted next, where the text is
CROWD = re.compile(
    r"(?:(?:meanwhile|nearby|elsewhere|there|in all|next door),?\s)?"
    r"(?:(?:some|about|nearly|another|more than|the|around)\s)*$"
)
RANKED_BESIDE = ("之后", "之前", "之上", "之下", "以外", "之外")  # 排名在某国之后的: nothing is there
LOOK_BACK = 110  # characters before a place in which the words that link it stand
OUTSIDE = re.compile(r"\boutside\s(?:of\s)?(?:the\s)?(?:mainland\s)?$")
SENTENCE = 240  # what a place does is placed anywhere behind in its sentence
NEAR = 60  # characters behind a number within which another clause still says where
LOCAL = frozenset({"city", "province", "district"})


def choose_place(
    scene: Scene,
    quantity: Quantity,
    entity: Subject | None,
    focus: Focus,
    *,
    traded: bool,
    gazetteer: Gazetteer,
    rules: NameRules,
) -> Subject | None:
    """The place that the figure holds for: the entity if it is one, a place named beside the number, a company's home.

    In English only a network operator and a company named for its country ("China Tower") are taken to do their
    business there; others sell where the text plays. A zone or district counts for its city, a specification for no
    place unless an event is told of.
    """
    if is_of_all(scene, quantity) and (entity is None or entity.kind == "place"):
        return known_place(gazetteer, "WORLD")
    if entity and entity.kind == "place":
        near = place_beside(scene, quantity, rules, reach=SENTENCE)
        abroad = place_beside(scene, quantity, rules, same_clause=True)
        if focus.event and _lies_in(focus.event, entity, gazetteer) and _counts_guests(scene, quantity, rules):
            return focus.event
        wide = is_wide(entity) or (scene.lang == "en" and entity.id == "WORLD")
        if abroad and is_wide(abroad) and wide and not _lies_in(entity, abroad, gazetteer):
            return abroad
        return _city_of(near if near and _lies_in(near, entity, gazetteer) else entity, gazetteer)
    quantity = (
        figure_before(scene, quantity) if place_beside(scene, quantity, rules, same_clause=True) is None else quantity
    )
    near = place_beside(scene, quantity, rules, same_clause=True)
    if near is None and quantity.unit in rules.places.specifications:
        return _city_of(focus.event, gazetteer)
    if near is None and is_worldwide(scene, quantity, rules):
        return known_place(gazetteer, "WORLD")
    if near := near or meant_place(scene, quantity, focus) or place_beside(scene, quantity, rules):
        held = focus.event if focus.event and _lies_in(focus.event, near, gazetteer) else None
        return _land_of(near, gazetteer) if traded else _city_of(held or near, gazetteer)
    if branch := _branch_of(scene, quantity, entity) or works_place(scene, quantity, focus):
        return _city_of(branch, gazetteer)
    sum_reached = _led_to(scene, quantity) if quantity.relative and scene.lang == "en" else None
    paid = where_paid(scene, sum_reached or quantity, gazetteer)  # "rose 9 percent to 3 billion won"
    return (
        _on_told_market(scene, quantity, entity, focus)
        or (None if paid else own_country(scene, quantity, entity, gazetteer))
        or _city_of(focus.event, gazetteer)
        or paid
        or _at_incident(scene, quantity, focus, rules)
        or _city_of(_played_at(scene, quantity, entity, focus, rules), gazetteer)
    )


def _land_of(place: Subject, gazetteer: Gazetteer) -> Subject:
    """The country of a city that shares are dealt in: "fell 2 percent in Taipei" is told of Taiwan."""
    home = home_of(place.known, gazetteer)
    return subject_of(home) if home else place


def _branch_of(scene: Scene, quantity: Quantity, entity: Subject | None) -> Subject | None:
    """The country whose branch of a company a Chinese sentence tells of: 青禾中国11月交付量."""
    if scene.lang != "zh" or entity is None or entity.kind != "company":
        return None
    owners = {name.end: name for name in scene.names if name.kind == "company" and name.name == entity.name}
    told = [name for name in scene.names if name.is_place and name.start in owners and name.end <= quantity.start]
    wide = [subject_of_mention(name) for name in told if not is_world(name)]
    return next((place for place in wide if is_wide(place)), None)


def _counts_guests(scene: Scene, quantity: Quantity, rules: NameRules) -> bool:
    """Whether the number counts who takes part in an event."""
    return quantity.unit == "count" and rules.places.takes_part.search(scene.folded, *scene.sentence.span) is not None


def _played_at(
    scene: Scene, quantity: Quantity, entity: Subject | None, focus: Focus, rules: NameRules
) -> Subject | None:
    """Where the text plays, for what a company does there; its profits and people are its own everywhere."""
    if entity is None or (scene.lang == "zh" and entity.known is None):
        return None
    if rules.places.company_wide.search(scene.folded, *scene.clause(quantity.start)):
        return None
    if quantity.relative and DEALT.search(scene.folded, scene.sentence.start, quantity.start):
        return None
    if MONEY.fullmatch(quantity.unit):
        return None
    return _told_before(scene, quantity, focus) or focus.stage


def _on_told_market(scene: Scene, quantity: Quantity, entity: Subject | None, focus: Focus) -> Subject | None:
    """The market that a Chinese text tells of, for a vendor: 全球手机出货3亿部，小米出货4000万部; a country's only for
    who is not the news: 中国手机出货7000万部，其中苹果大升30%.
    """
    if scene.lang != "zh" or entity is None or entity.known is None or entity.known.trade == HOME_TRADE:
        return None
    if MONEY.fullmatch(quantity.unit) or not _is_of_trade(scene, quantity):
        return None
    told = focus.located.place if focus.located and scene.sentence.line - focus.located.line <= 1 else None
    headed = focus.title is not None and focus.title.name == entity.name
    return next(
        (
            place
            for place in (told, focus.stage)
            if place and (place.id == "WORLD" or (place is focus.stage and not headed and is_wide(place)))
        ),
        None,
    )


def _is_of_trade(scene: Scene, quantity: Quantity) -> bool:
    """Whether a number is of what was sold, or a part of such a number: 出货4000万部, 其中苹果大升30%."""
    before = scene.before(quantity)
    if TRADE.search(before) or TRADE_BEHIND.match(scene.folded, quantity.end):
        return True
    if quantity.relative and before.lstrip().startswith("其中"):
        return True
    _, end = scene.clause(quantity.start)
    following = scene.folded[end : scene.clause(end)[1]] if end < scene.sentence.end else ""
    return quantity.relative and TRADE.search(following) is not None  # 苹果同比下滑13%，出货量4870万部


def _told_before(scene: Scene, quantity: Quantity, focus: Focus) -> Subject | None:
    """Where figures of the unit, or others of trade, were placed just before: "In Peru Acer sold 2. Its market share
    was 4 percent."; a city only for who is counted there next: "Meanwhile, 60 engineers write software."
    """
    told = focus.located
    if told is None or scene.sentence.line - told.line > 1:
        return None
    if told.unit != quantity.unit and not TRADE.search(scene.before(quantity)):
        return None
    return told.place if is_wide(told.place) or CROWD.match(scene.before(quantity).lstrip()) else None


def still_located(before: Focus, scene: Scene, places: Sequence[Subject | None]) -> Located | None:
    """Where the last figures were placed, if those of this sentence were placed there again without a word of it."""
    told = before.located
    return replace(told, line=scene.sentence.line) if told and told.place in places else told


def find_located(scene: Scene, focus: Focus, rules: NameRules) -> Located | None:
    """The last figure of a sentence that its own clause places."""
    for quantity in reversed(scene.quantities):
        place = place_beside(scene, quantity, rules, same_clause=True) or meant_place(scene, quantity, focus)
        if place:
            return Located(place, scene.sentence.line, quantity.unit)
    return None


def _at_incident(scene: Scene, quantity: Quantity, focus: Focus, rules: NameRules) -> Subject | None:
    """Where the strike or fire of the text is, for what is counted; what a firm earns and employs is elsewhere too."""
    wide = rules.places.company_wide.search(scene.folded, *scene.clause(quantity.start)) is not None
    return None if wide or quantity.relative or MONEY.fullmatch(quantity.unit) else focus.incident


def _city_of(place: Subject | None, gazetteer: Gazetteer) -> Subject | None:
    """The city or province of a district or unlisted zone; other places as they are."""
    if place and place.kind == "place" and place.inside and place.inside.kind in LOCAL:
        return _city_of(subject_of(place.inside), gazetteer)
    if place is None or place.known is None or place.known.kind != "district":
        return place
    parent = gazetteer.by_id.get(place.known.parent or "")
    return subject_of(parent) if parent else place


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
    following = _led_to(scene, quantity)
    return following.end if following else quantity.end


def _led_to(scene: Scene, quantity: Quantity) -> Quantity | None:
    """The number that a move led to: 987 of "fell 60 percent to 987 units"."""
    led_to = LED_TO.match(scene.folded, quantity.end)
    return next((other for other in scene.quantities if led_to and other.start == led_to.end()), None)


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


def _lies_in(inner: Subject, outer: Subject, gazetteer: Gazetteer) -> bool:
    """Whether a known place lies in another one."""
    place, steps = inner.known, 0
    while place is not None and steps < 6:
        if outer.known and place.parent == outer.known.id:
            return True
        place, steps = gazetteer.by_id.get(place.parent or ""), steps + 1
    return False
