"""What an article is about before its first number: its headline, its dateline, where it plays, whom it names most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractors.names.gazetteer import country_of
from extractors.names.mentions import Mention
from extractors.names.name_rules import NameRules
from extractors.owners.focus import (
    Focus,
    Subject,
    find_called,
    is_local,
    is_world,
    known_place,
    subject_of,
    subject_of_mention,
)
from extractors.owners.focus_shift import first_nation
from extractors.owners.home_lands import land_of_money
from extractors.owners.ratings import is_broker
from extractors.owners.stages import find_event_place, find_home_stage, find_incident, find_stage
from extractors.owners.worldwide import is_cause
from extractors.reading import Reading
from extractors.scenes import BULLETS

TENDER_SENTENCES = 3  # so far into a text the operator is looked for whose tender it tells of
SUMS = 2  # in the money of one country, from which on a text counts in it
INDIAN = re.compile(r"\d\s(?:lakh|crore)s?\b")
COUNTERS = frozenset({"research_firm", "association"})
COUNT_SENTENCES = 3
EVENT_SENTENCES = 8  # so far into a text the place of its event is looked for


def first_focus(reading: Reading) -> Focus:
    """What the headline names: the article's own, or the text's first line."""
    own, place = find_headed(reading.title_names, reading.names)
    if own is None and place is None and reading.text.startswith(BULLETS, reading.sentences[0].start):
        own, place = find_headed(_names_of_lead(reading), reading.names)
    return Focus(
        main=_main_company(reading.names),
        title=own,
        title_place=place,
        headline=place if _has_headline(reading) else None,
        company=own if own and own.kind == "company" else None,
        city=_city(place, reading),
        called=find_called(reading.folded, reading.names) if reading.lang == "en" else {},
        stage=_stage(reading),
        event=_event_place(reading),
        incident=_incident(reading),
        written_in=_country_of_dateline(reading),
        counts_in=_country_of_money(reading),
        nation=first_nation(reading.title_names, reading.gazetteer),
        counted=_is_count(reading),
        happening=next((subject_of_mention(name) for name in reading.names if name.kind == "event"), None),
    )


def _city(place: Subject | None, reading: Reading) -> Subject | None:
    """What "the city" is at first: that of the headline, else of the dateline."""
    dated = next((subject_of_mention(name) for name in reading.datelines[:1]), None)
    return dated if dated and (place is None or not is_local(place)) else place


def _is_count(reading: Reading) -> bool:
    """Whether the headline or the first sentences name who counts a market."""
    opening = _names_until(reading.names, reading.sentences[:COUNT_SENTENCES][-1].end)
    return any(name.known is not None and name.known.kind in COUNTERS for name in (*reading.title_names, *opening))


def _names_of_lead(reading: Reading) -> Sequence[Mention]:
    """The names of the first sentence behind a list that opens a text: its items tell of who the report is about."""
    lead = next(
        (one for one in reading.sentences if not (one.heading or reading.text.startswith(BULLETS, one.start))), None
    )
    return [name for name in reading.names if lead and lead.start <= name.start < lead.end]


def _country_of_dateline(reading: Reading) -> Subject | None:
    known = reading.datelines[0].known if reading.datelines else None
    country = country_of(known, reading.gazetteer)
    return subject_of(country) if country else None


def _country_of_money(reading: Reading) -> Subject | None:
    """The country whose money alone an English text counts in: India where it tells of rupees, lakhs or crores."""
    if reading.lang != "en":
        return None
    if ("lakh" in reading.folded or "crore" in reading.folded) and INDIAN.search(reading.folded):
        return known_place(reading.gazetteer, "IN")
    lands = Counter(land.name for one in reading.quantities if (land := land_of_money(one, reading.gazetteer)))
    if len(lands) != 1 or lands.total() < SUMS:
        return None
    return next(land for one in reading.quantities if (land := land_of_money(one, reading.gazetteer)))


def _has_headline(reading: Reading) -> bool:
    """Whether what the title names comes from a headline and not from the text's first sentence."""
    return bool(reading.title) or reading.sentences[0].heading or reading.text.startswith("【")


def _stage(reading: Reading) -> Subject | None:
    """Where the article plays: by its headline, or the text's first sentence."""
    first, rules = reading.sentences[0], reading.rules.names
    opening, names = reading.folded[: first.end], _names_until(reading.names, first.end)
    heads = [(opening, names, first.heading)]
    if reading.title:  # of two headlines in one the first
        title = reading.title.split("; ", 1)[0]
        heads.insert(0, (title, [name for name in reading.title_names if name.end <= len(title)], True))
    for heading, named, headline in [*heads, *_second(reading)]:
        if place := find_stage(heading, named, rules, headline=headline):
            return place
    at_home = reading.lang == "zh" and any(
        (cue.section == "anaphora" and cue.value == "country") for cue in reading.cues if cue.end <= first.end
    )
    if not at_home and any(_is_on_world(heading, rules) for heading, _, _ in heads):
        return known_place(reading.gazetteer, "WORLD")
    named = [name for _, found, _ in heads for name in found]
    end = reading.sentences[:TENDER_SENTENCES][-1].end
    if rules.places.tenders.search(reading.folded, 0, end):
        named += _names_until(reading.names, end)
    return find_home_stage(named, reading.gazetteer)


def _is_on_world(heading: str, rules: NameRules) -> bool:
    """Whether a headline or first sentence tells of the world's market: "Global car sales fall"."""
    told = rules.places.worldwide.search(heading)
    return told is not None and not is_cause(heading, *told.span())


def _second(reading: Reading) -> list[tuple[str, Sequence[Mention], bool]]:
    """The second sentence of a Chinese text, with the places whose market it tells of: the first often only tells who
    published the figures.
    """
    if reading.lang != "zh" or len(reading.sentences) < 2:
        return []
    second, market = reading.sentences[1], reading.rules.names.places.adjective_market
    near = [name for name in _names_until(reading.names, second.end) if name.start >= second.start]
    names = [name for name in near if market.match(reading.folded, name.end, second.end)]
    return [(reading.folded[: second.end], names, False)]


def _event_place(reading: Reading) -> Subject | None:
    """Where the event that the article's opening tells of is held."""
    ends = [sentence.end for sentence in reading.sentences[:EVENT_SENTENCES]]
    opening = f"{reading.title}\n{reading.folded[: ends[:2][-1]]}"
    names = _names_until(reading.names, ends[-1])
    return find_event_place(opening, reading.folded, names, reading.datelines, reading.rules.names)


def _incident(reading: Reading) -> Subject | None:
    """Where the strike or fire that the headline or the first two sentences tell of is."""
    end = reading.sentences[:2][-1].end
    opening = f"{reading.title}\n{reading.folded[:end]}"
    return find_incident(opening, len(reading.title) + 1, _names_until(reading.names, end), reading.rules.names)


def _names_until(names: Sequence[Mention], end: int) -> Sequence[Mention]:
    return [name for name in names[:24] if name.end <= end]


def _main_company(names: Sequence[Mention]) -> Subject | None:
    """The company that a text names most often, if one stands out."""
    counts = Counter(name.name for name in names if name.kind == "company").most_common(2)
    if not counts or (len(counts) > 1 and counts[0][1] == counts[1][1]):
        return None
    return next(subject_of_mention(name) for name in names if name.name == counts[0][0])


def find_headed(names: Sequence[Mention], all_names: Sequence[Mention]) -> tuple[Subject | None, Subject | None]:
    """The first actor and place of a heading; an unlisted name counts only if the text has it again (title case
    lies).
    """
    spread = Counter(name.name for name in all_names)
    own = [name for name in names if name.is_actor and not name.adjective and (name.known or spread[name.name] > 1)]
    own.sort(key=is_broker)  # of a bank and another company it is the bank that tells
    places = [name for name in names if name.is_place and not is_world(name)]
    places.sort(key=lambda name: name.adjective)  # "Norwegian maker Larkspur leads in Peru" is rather set in Peru
    return (
        subject_of_mention(own[0]) if own else None,
        subject_of_mention(places[0]) if places else None,
    )
