"""Where a figure holds that nothing else places: a company's own country, and the one in whose money a sum is."""

from __future__ import annotations

import re

from extractors.names.gazetteer import Gazetteer, home_of
from extractors.owners.focus import Subject, subject_of
from extractors.records import Quantity
from extractors.scenes import Scene
from extractors.text.signals import signal

MONEY = re.compile(r"[A-Z]{3}")
AT_HOME = re.compile(
    r"\b(?:at\shome|home\smarket|domestically|(?:in|on)\sthe\sdomestic\smarket|domestic\s(?:sales|deliveries|shipments|market))\b"
)
HOME = signal(AT_HOME)
SPENT_ABROAD = frozenset(["USD", "HKD"])  # money of the world's trade, and what mainland shares are dealt in
GUESSED = "+guessed unit"  # what the rule of a number is called whose currency the text leaves out
HOME_TRADE = "carrier"  # a network operator's customers are where its licence is
CONVERTED = re.compile(r"[(;/]\s?$")  # "€9 million ($10 million; £8 million)"


def own_country(scene: Scene, quantity: Quantity, entity: Subject | None, gazetteer: Gazetteer) -> Subject | None:
    """The country of a known company or index, if the figure can be taken to be made there."""
    if entity and entity.inside and entity.kind == "company":
        if scene.lang == "en" and not entity.name.startswith(entity.inside.name):  # "China Mobile Group Chongqing Co"
            return subject_of(entity.inside)
        country = home_of(entity.inside, gazetteer)
        return subject_of(country) if country else None
    if entity is None or entity.known is None or entity.kind not in {"company", "index"}:
        return None
    home = gazetteer.by_id.get(entity.known.home or "")
    if entity.kind == "index":
        return subject_of(home) if home else None
    country = home_of(home, gazetteer) or home
    if country is None:
        return None
    local = scene.lang == "zh" or entity.known.trade == HOME_TRADE or _is_at_home(scene, quantity)
    return subject_of(country) if local or entity.name.startswith(country.name) else None


def where_paid(scene: Scene, quantity: Quantity, gazetteer: Gazetteer) -> Subject | None:
    """The country in whose money a sum of an English text is; what it only converts into is no place."""
    if scene.lang != "en" or quantity.same_as is not None or CONVERTED.search(scene.before(quantity)):
        return None
    return land_of_money(quantity, gazetteer)


def land_of_money(quantity: Quantity, gazetteer: Gazetteer) -> Subject | None:
    """The country whose money alone a sum is in: India for rupees, whoever pays them; none where the text leaves the
    currency out.

    ISO 4217 begins the code of a currency with that of its country (ISO 3166).
    """
    written = MONEY.fullmatch(quantity.unit) and not quantity.rule.endswith(GUESSED)
    if quantity.unit in SPENT_ABROAD or not written:
        return None
    country = gazetteer.by_id.get(quantity.unit[:2])
    return subject_of(country) if country and country.kind == "country" else None


def _is_at_home(scene: Scene, quantity: Quantity) -> bool:
    """Whether a number is told of a company's own country: "At home, sales fell 7 percent"."""
    if not scene.shows(HOME):
        return False
    _, end = scene.clause(quantity.start)
    told = AT_HOME.search(scene.folded, scene.sentence.start, end)
    return told is not None and not scene.number_between(told.end(), quantity.start)
