"""What a text was about so far: names as claims carry them, and what stands in focus between sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractors.names.company_signs import FIRM
from extractors.names.gazetteer import COMPANY_KINDS, SOURCE_KINDS, Gazetteer, KnownName, country_of
from extractors.names.mentions import LOCAL_KINDS, Mention
from extractors.quick_records import quick, replace


@quick
@dataclass(frozen=True, slots=True)
class Subject:
    """A name as a claim carries it."""

    name: str
    kind: str
    known: KnownName | None = None
    inside: KnownName | None = None  # the place that an unlisted name begins with

    @property
    def id(self) -> str | None:
        """Its id in config/entities/, if it is listed there."""
        return self.known.id if self.known else None


# What a text calls a company when it introduces it: "China Mobile, the world's largest carrier", "carmaker BYD".
CALLED = (
    r"(?P<word>carrier|operator|automaker|carmaker|chipmaker|vendor|retailer|start-?up|supplier|developer|bank"
    r"|manufacturer)"
)
CALLED_BEHIND = re.compile(rf"\s?,\s+(?:the|a|an|one of the)\s[^,.;\n]{{0,50}}?\b{CALLED}\b(?!['’])")
CALLED_BEFORE = re.compile(rf"\b{CALLED}\s(?:giant\s)?$")
# "fellow Norwegian chipmaker Birch": whom the text's chipmaker is compared with
OF_ANOTHER = re.compile(rf"\b(?:fellow|rival|another|other|competing)\s(?:[\w-]+\s)?{CALLED}\s(?:giant\s)?$")


# "It posted", "The lumbering electronics giant posted", but not "The company posted"
GOES_ON = re.compile(rf"\s*(?:(?:It|They|That|He|She)\b|The\s(?:[\w.-]+\s){{1,4}}?{FIRM}\b)")


@quick
@dataclass(frozen=True, slots=True)
class Located:
    """A place that a clause stated for a figure, with its unit and its line."""

    place: Subject
    line: int
    unit: str


@quick
@dataclass(frozen=True, slots=True)
class Focus:
    """What the text was about so far: the last subject, the last company and place, and what the headline names."""

    subject: Subject | None = None
    company: Subject | None = None
    place: Subject | None = None
    there: Subject | None = None  # the last place that was named at all
    city: Subject | None = None
    title: Subject | None = None
    title_place: Subject | None = None
    headline: Subject | None = None  # the place of a real headline, not of a first sentence
    main: Subject | None = None  # the company that the text names most often
    called: Mapping[str, Subject] = field(default_factory=dict)  # "carrier": the company introduced as one
    homes: Mapping[str, Subject] = field(default_factory=dict)  # "US": the American company that was named last
    trades: Mapping[str, Subject] = field(default_factory=dict)  # "carrier": the operator that was named last
    kinds: Mapping[str, Subject] = field(default_factory=dict)  # "region": the region that was named last
    stage: Subject | None = None  # where the whole text plays: "registrations fall in Europe", "global shipments"
    located: Located | None = None  # the last figure that its own clause placed
    happening: Subject | None = None  # the fair, race or match that the text names
    product: Subject | None = None  # the last product that was named
    counted: bool = False  # whether the text reports what researchers or a trade body have counted of a market
    index: Subject | None = None  # the last share index that was named
    said: Subject | None = None  # whose the number before is, in the same sentence
    beside: Subject | None = None  # the same in Chinese, where only what grew goes on with it
    nation: Subject | None = None  # the country whose national body was named last
    written_in: Subject | None = None  # the country that the text was written in, by its dateline
    counts_in: Subject | None = None  # the country whose money the text counts in
    world_line: int = -1  # the line whose last figure was the world's, and nobody else was named
    actors: tuple[Subject, ...] = ()  # whom the last sentence with a name told of, in its order
    event: Subject | None = None  # where the race, fair or match of the text is held
    works: Subject | None = None  # where the plant stands that was named last
    incident: Subject | None = None  # where the strike, fire or quake of the text is


def said_of(focus: Focus, lang: str, entity: Subject | None) -> Focus:
    """The focus behind a number: whose it is goes on in English, in Chinese only for what it grew by."""
    return replace(focus, said=entity) if lang == "en" else replace(focus, beside=entity)


def trade_told(names: Sequence[Mention], focus: Focus) -> str:
    """What the companies of a sentence, else the one in focus, are: "carrier" of NTT; "" where no trade is known."""
    named = [name.known for name in names if name.known and name.kind == "company"]
    known = named or ([focus.company.known] if focus.company and focus.company.known else [])
    return " ".join({one.trade for one in known if one.trade})


def subject_of(known: KnownName) -> Subject:
    """A known name as a subject."""
    kind = (
        "place"
        if known.is_place
        else "company"
        if known.kind in COMPANY_KINDS
        else "source"
        if known.kind in SOURCE_KINDS
        else known.kind
    )
    return Subject(known.name, kind, known)


def subject_of_mention(mention: Mention) -> Subject:
    """A mention as a subject."""
    return Subject(mention.name, mention.kind, mention.known, mention.inside)


def known_place(gazetteer: Gazetteer, place_id: str) -> Subject | None:
    known = gazetteer.by_id.get(place_id)
    return subject_of(known) if known else None


def is_world(mention: Mention) -> bool:
    return mention.known is not None and mention.known.kind == "world"


def under_heading(focus: Focus, own: Subject | None, place: Subject | None) -> Focus:
    """The focus behind a heading that names something: what stood before it is left."""
    if own is None and place is None:
        whole = focus.title or focus.title_place or focus.stage
        return replace(focus, subject=None, place=None) if whole else replace(focus, place=None)
    company = own if own and own.kind == "company" else focus.company
    return replace(
        focus,
        subject=None,
        place=None,
        title=own,
        title_place=place,
        headline=place,
        company=company,
        city=place if place and is_local(place) else focus.city or place,
    )


def at_paragraph(focus: Focus, text: str, start: int) -> Focus:
    """The focus on entering an English sentence: a paragraph that does not go on with "it" is again about the company
    that the headline names and the text names most, whichever other one the paragraph before told of.
    """
    about, standing = focus.title, focus.subject
    if about is None or standing is None or standing.kind != "company" or standing.name == about.name:
        return focus
    most = focus.main is not None and focus.main.name == about.name
    opens = text.startswith("\n", max(0, start - 1)) or text.startswith("\n", start)
    if not (most and opens) or GOES_ON.match(text, start):
        return focus
    return replace(focus, subject=about)


def is_local(place: Subject) -> bool:
    """Whether a place is a city, district or province."""
    return place.known is not None and place.known.kind in LOCAL_KINDS


def find_called(folded: str, names: Sequence[Mention]) -> dict[str, Subject]:
    """The first company that a lower-cased text introduces by each kind: {"carrier": China Mobile}."""
    called: dict[str, Subject] = {}
    for name in names:
        if name.kind != "company":
            continue
        match = CALLED_BEHIND.match(folded, name.end, name.end + 90) or CALLED_BEFORE.search(
            folded, max(0, name.start - 24), name.start
        )
        if match and not OF_ANOTHER.search(folded, max(0, name.start - 48), name.start):
            called.setdefault(match["word"].replace("-", ""), subject_of_mention(name))
    return called


def meant_company(focus: Focus) -> Subject | None:
    """The company that "the company" stands for where its own sentence names none."""
    spoken = focus.subject if focus.subject and focus.subject.kind in {"company", "unknown"} else None
    return spoken or focus.main or focus.company


def standing_country(focus: Focus, gazetteer: Gazetteer) -> Subject | None:
    """The country of the place that a text tells of."""
    told = (focus.subject, focus.place, focus.title_place)
    above = (country_of(place.known, gazetteer) for place in (*told, focus.city) if place and place.kind == "place")
    return next((subject_of(country) for country in above if country), None)
