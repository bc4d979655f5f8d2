"""What a fair, race or conference counts: who takes part in it, and what a clause about it tells."""

from __future__ import annotations

import re

from extractors.names.name_rules import NameRules
from extractors.owners.focus import Focus, Subject
from extractors.records import Quantity
from extractors.scenes import Scene

COUNTED = frozenset({"count", "percent", "times"})
# "This year's robot fair drew", 本届大会邀请: the event is the subject; 大会上, "the conference hall" are none.
CALLED = re.compile(
    r"\s*(?:本届|本次|此次|今年的?|该|(?:(?:and|but|while)\s)?(?:the|this|this\syear['’]s)\s(?:[a-z-]+\s){0,2}?)?"
)
BY_IT = re.compile(
    r"(?!上|期间|现场|中|内|外|开|举|由|在|于|组委会|主办|承办|\s(?:organi[sz]er|hall|cent|is|was|were|are)|[’'])"
)


def event_of(scene: Scene, quantity: Quantity, focus: Focus, rules: NameRules) -> Subject | None:
    """The event of the text where the number is its own: "The fair drew 400 firms", 大会吸引200家企业参展."""
    if focus.happening is None or quantity.unit not in COUNTED:
        return None
    own = _takes_part(scene, quantity, rules) or (quantity.unit == "count" and _is_told_of(scene, quantity, rules))
    return focus.happening if own else None


def _takes_part(scene: Scene, quantity: Quantity, rules: NameRules) -> bool:
    """Whether the number counts who is at an event, and no company stands before it in its clause."""
    start, end = scene.clause(quantity.start) if quantity.unit == "count" else scene.sentence.span
    own = any(name.kind in {"company", "product"} and start <= name.start < quantity.start for name in scene.names)
    return not own and rules.places.takes_part.search(scene.folded, start, end) is not None


def _is_told_of(scene: Scene, quantity: Quantity, rules: NameRules) -> bool:
    """Whether the last clause with a subject of its own before the number is about "the fair"."""
    for bound in reversed(scene.bounds):
        if bound > quantity.start:
            continue
        called = CALLED.match(scene.folded, bound)
        event = rules.places.events.match(scene.folded, called.end()) if called else None
        if event and event.end() <= quantity.start and BY_IT.match(scene.folded, event.end()):
            return not any(
                event.end() <= name.start < quantity.start and not name.adjective and (name.is_actor or name.is_place)
                for name in scene.names
            )
    return False
