"""Where a figure holds: beside its number, in its entity if that is a place, where the text plays, or at home."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.names.gazetteer import Gazetteer, home_of
from extractors.names.name_rules import NameRules
from extractors.owners.focus import Focus, Located, Subject, is_world, known_place, subject_of, subject_of_mention
from extractors.owners.home_lands import HOME_TRADE, MONEY, own_country, where_paid
from extractors.owners.meant_places import is_introduced, meant_place
from extractors.owners.places_beside import is_wide, led_to, place_beside
from extractors.owners.works import works_place
from extractors.owners.worldwide import figure_before, is_of_all, is_told_worldwide, is_worldwide
from extractors.quick_records import replace
from extractors.records import Quantity
from extractors.scenes import Scene

DEALT = re.compile(r"\b(?:shares|stock)\b")  # they fall wherever the text plays
TRADE = re.compile(r"\b(?:sales|sold|shipments|deliveries|registrations|market\sshare)\b|出货|销量|份额|市占|售出")
TRADE_BEHIND = re.compile(r"的(?:市场|总|季度)?(?:出货|销量|份额|市占)")  # 以1100万部的出货量位居第四
# "Meanwhile, 60 engineers write software": who is counted next, where the text is
CROWD = re.compile(
    r"(?:(?:meanwhile|nearby|elsewhere|there|in all|next door),?\s)?"
    r"(?:(?:some|about|nearly|another|more than|the|around)\s)*$"
)
SENTENCE = 240  # what a place does is placed anywhere behind in its sentence
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
        return _of_place(scene, quantity, entity, focus, gazetteer=gazetteer, rules=rules)
    own = place_beside(scene, quantity, rules, same_clause=True) is not None
    quantity = figure_before(scene, quantity, rivals=not own)
    if is_told_worldwide(scene, quantity):
        return known_place(gazetteer, "WORLD")
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
    sum_reached = led_to(scene, quantity) if quantity.relative and scene.lang == "en" else None
    paid = where_paid(scene, sum_reached or quantity, gazetteer)  # "rose 9 percent to 3 billion won"
    return (
        _on_told_market(scene, quantity, entity, focus)
        or (None if paid else own_country(scene, quantity, entity, gazetteer))
        or _city_of(focus.event, gazetteer)
        or paid
        or _at_incident(scene, quantity, focus, rules)
        or _city_of(_played_at(scene, quantity, entity, focus, rules), gazetteer)
        or (None if traded else _in_land_of_money(scene, quantity, focus, rules))
    )


def _of_place(
    scene: Scene, quantity: Quantity, entity: Subject, focus: Focus, *, gazetteer: Gazetteer, rules: NameRules
) -> Subject | None:
    """Where a figure of a place holds: at the event whose guests it counts, abroad, in a part of the place, there."""
    near = place_beside(scene, quantity, rules, reach=SENTENCE)
    abroad = place_beside(scene, quantity, rules, same_clause=True)
    if focus.event and _lies_in(focus.event, entity, gazetteer) and _counts_guests(scene, quantity, rules):
        return focus.event
    wide = is_wide(entity) or (scene.lang == "en" and entity.id == "WORLD")
    if abroad and is_wide(abroad) and wide and not _lies_in(entity, abroad, gazetteer):
        return abroad
    return _city_of(near if near and _lies_in(near, entity, gazetteer) else entity, gazetteer)


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
    return _told_before(scene, quantity, entity, focus) or focus.stage


def _in_land_of_money(scene: Scene, quantity: Quantity, focus: Focus, rules: NameRules) -> Subject | None:
    """The country whose money alone an English text counts in, for what is counted there; not for what a firm earns and
    employs: in a text in rupees "Samsung has 25 percent of the market" is told of India.
    """
    land = focus.counts_in
    if land is None or scene.lang != "en" or MONEY.fullmatch(quantity.unit):
        return None
    wide = rules.places.company_wide.search(scene.folded, *scene.clause(quantity.start))
    return None if wide else land


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


def _told_before(scene: Scene, quantity: Quantity, entity: Subject, focus: Focus) -> Subject | None:
    """Where figures of the unit, or others of trade, were placed just before: "In Peru Acer sold 2. Its market share
    was 4 percent."; not for whom the next paragraph introduces ("The Norwegian firm Larch"), and a city only for who is
    counted there next: "Meanwhile, 60 engineers write software."
    """
    told = focus.located
    if told is None or scene.sentence.line - told.line > 1:
        return None
    if told.unit != quantity.unit and not TRADE.search(scene.before(quantity)):
        return None
    if scene.sentence.line != told.line and is_introduced(scene, entity):
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


def _lies_in(inner: Subject, outer: Subject, gazetteer: Gazetteer) -> bool:
    """Whether a known place lies in another one."""
    place, steps = inner.known, 0
    while place is not None and steps < 6:
        if outer.known and place.parent == outer.known.id:
            return True
        place, steps = gazetteer.by_id.get(place.parent or ""), steps + 1
    return False
