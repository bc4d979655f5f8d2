"""Where a whole text plays, by its headline and its opening, and where the event that it tells of is held."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.names.gazetteer import Gazetteer
from extractors.names.mentions import Mention
from extractors.names.name_rules import NameRules
from extractors.owners.focus import Subject, is_world, subject_of, subject_of_mention
from extractors.owners.places import LOCAL
from extractors.owners.places_beside import LOOK_BACK, is_elsewhere, is_wide

MET_AT = re.compile(r"\bat\s(?:the\s)?(?:[\w’'&-]+\s){1,6}in\s(?:the\s)?$")  # "shown at the Larkspur Fair in Peru"
FIRST_OF = re.compile(r"\b(?:first|second|third|only|largest|biggest|newest)\s(?:[\w-]+\s){1,4}in\s(?:the\s)?$")
# "The German car market", 今年第三季，大陆手机市场, 报告显示，2024年中国手机市场
OPENS = re.compile(
    r"^\s*(?:the\s*)?$|(?:^|[，,：:】\n]|显示|[年季月度])$"
    r"|\b(?:share\sof|leads?(?:\sin)?|led|tops?|topped|dominates?|in|entered?|(?:spot|place)\sin)\sthe\s(?:booming\s|crowded\s|competitive\s)?$"
)
# "growing competition from Acer", "its fair value", "told a conference call", "racing to match Dell": no event.
NO_EVENT = re.compile(
    r"\b(?:(?:growing|increas(?:ed|ing)|intensify(?:ing)?|intensified|fierce|fiercer|intense|stiff|stiffer|tough|tougher|rising|more|price"
    r"|foreign|local|strong|heavy|keen|cut-?throat)\scompetition|competition\s(?:from|between|with|among|for|law|regulators?|authorit)"
    r"|(?:conference|earnings)\scalls?|(?:news|press)\sconference|fair\s(?:value|share|trade|price|competition|play)"
    r"|(?:video|mobile|online|computer|console|pc|phone)\sgames|(?:to|can|could|will|not)\smatch|(?:to|in\sa|in\sthe)\srace\sto"
    r"|race\s(?:to|for)\b)"
)


def find_stage(heading: str, names: Sequence[Mention], rules: NameRules, *, headline: bool) -> Subject | None:
    """Where a text plays by its lower-cased headline or first sentence: the first place that it is located "in".

    A first sentence counts for countries and wider; that a meeting was in Brussels does not set a text there.
    """
    for index, name in enumerate(names):
        if name.is_place and not is_world(name) and _plays_in(heading, names, index, rules, headline=headline):
            return subject_of_mention(name)
    return None


def _plays_in(heading: str, names: Sequence[Mention], index: int, rules: NameRules, *, headline: bool) -> bool:
    """Whether a text plays in the place of a heading: "sales in Peru", "Peru's top brands", "German car sales"."""
    name = names[index]
    wide = is_wide(subject_of_mention(name))
    opens = headline or (wide and OPENS.search(heading, 0, name.start) is not None)
    if opens and rules.places.adjective_market.match(heading, name.end):
        return True
    if name.adjective or not (headline or wide):
        return False
    before = heading[max(0, name.start - LOOK_BACK) : name.start]
    aside = _is_scope(before, name) or (not headline and MET_AT.search(before) is not None)
    if rules.places.link.search(before) and not aside and not is_elsewhere(heading, before, name, rules):
        return True
    behind = names[index + 1 :]
    return _owns_market(heading, name, behind, rules) or _owns_office(name, behind)


def _is_scope(before: str, place: Mention) -> bool:
    """Whether a region only says among what something is the first or largest: "its first plant in South America"."""
    region = place.known is not None and place.known.kind == "region"
    return region and FIRST_OF.search(before) is not None


def _owns_market(heading: str, place: Mention, behind: Sequence[Mention], rules: NameRules) -> bool:
    """Whether a place owns what is sold or ranked there: "Peru's phone sales", "Peru's best-selling brand"; it is only
    home to whoever stands between: "Peru's Acer ships most phones".
    """
    told = rules.places.owned.match(heading, place.end)
    if told is None and place.known is not None and place.known.kind == "country":
        told = rules.places.ranked_there.match(heading, place.end)
    return told is not None and not any(name.is_actor and name.start < told.end() for name in behind[:1])


def _owns_office(place: Mention, behind: Sequence[Mention]) -> bool:
    """Whether a place owns the body that is named next: "South Korea's Ministry of Trade"."""
    return bool(behind) and behind[0].kind == "source" and behind[0].start == place.end + 3


def find_home_stage(names: Sequence[Mention], gazetteer: Gazetteer) -> Subject | None:
    """The country of the first company that is named for it: a tender of China Mobile plays in China."""
    for name in names:
        home = gazetteer.by_id.get(name.known.home or "") if name.known and name.known_company else None
        if home and home.kind == "country" and name.name.startswith(home.name):
            return subject_of(home)
    return None


def find_event_place(
    opening: str, text: str, names: Sequence[Mention], datelines: Sequence[Mention], rules: NameRules
) -> Subject | None:
    """The city where the event of a text is held: the first one that the lower-cased text is located in, where its
    opening tells of a race or fair; the dateline where none is.
    """
    if not rules.places.events.search(NO_EVENT.sub("", opening)):
        return None
    cities = [name for name in names if not name.adjective and _is_local(name)]
    located = [name for name in cities if rules.places.link.search(text[max(0, name.start - LOOK_BACK) : name.start])]
    chosen = [*located, *(name for name in datelines[:1] if _is_local(name))]
    return subject_of_mention(chosen[0]) if chosen else None


def find_incident(opening: str, first: int, names: Sequence[Mention], rules: NameRules) -> Subject | None:
    """The city that a strike, fire or quake befalls by the lower-cased opening of a text, which starts at `first`."""
    if not rules.places.incidents.search(opening):
        return None
    for name in names:
        if name.adjective or not _is_local(name):
            continue
        before = opening[max(0, first + name.start - LOOK_BACK) : first + name.start]
        if rules.places.link.search(before) or rules.places.facility.match(opening, first + name.end):
            return subject_of_mention(name)
    return None


def _is_local(name: Mention) -> bool:
    return name.is_place and name.known is not None and name.known.kind in LOCAL
