"""Names where they stand: known and unlisted ones in one row without overlaps."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from extractors.names.gazetteer import COMPANY_KINDS, SOURCE_KINDS, KnownMention, KnownName
from extractors.quick_records import quick, replace

LEGAL_FORMS = frozenset(
    [
        "ltd",
        "co",
        "inc",
        "corp",
        "group",
        "limited",
        "holdings",
        "holding",
        "plc",
        "oyj",
        "ab",
        "ag",
        "se",
        "nv",
        "spa",
        "gmbh",
        "asa",
        "bhd",
        "llc",
        "company",
        "公司",
        "有限公司",
        "股份有限公司",
        "集团",
        "集团公司",
        "股份",
    ]
) | {"co ltd", "co., ltd", "co. ltd"}

HAN = "\u2e80"  # characters from here on are no Latin ones
LOCAL_KINDS = frozenset({"city", "province", "district"})
WHERE = re.compile(r"\b(?i:in|at|from)\s$")

NAME_GOES_ON = re.compile(r"\s[A-Z]")
# What firms do, and no people: "Oslo GM sold 400 cars"
SELLS = re.compile(
    r"\s(?:will|would)\s(?:also\s)?(?:subscribe|invest|buy|build|own|hold|take|acquire|swap|spend|list|supply)\b"
    r"|\s(?:has\s|had\s|have\s|also\s|will\s)?(?:sold|sells|sell|made|makes|built|builds|shipped|ships|delivered|delivers|posted|posts"
    r"|launched|launches|employs|operates|owns|invested|invests|acquired|reported|recorded)\b"
)
# What a country's or company's name goes on to when it is one name: "Norway Larkspur has announced", "Acer Cloud said"
ACTS = re.compile(
    r"(?:['’]s)?\s(?:(?:has|had|have|also|will|is|was)\s)?(?:announc(?:ed|es|ing)|disclosed|revealed|unveiled|confirmed|predicts|forecasts?|warned|aims|intends|hopes|wants|filed|said|says|plan(?:s|ned|ning)|expects?|expected|won|signed|agreed|bought"
    r"|issued|awarded|completed|raised|has|had|owns|held|holds|shares|revenues?|sales|net\s(?:profit|loss|income))\b"
)
# "Larkspur Peru ($4 million), Acer Circuits ($3 million)": a list of who gets, spends or raises so much
SUM_BEHIND = re.compile(
    r"\s\((?:[A-Z]{2,3}|Rs\.?)?\s?[$€£¥₹]?\s?\d[\d.,]*\s(?:crore|lakh|million|billion|trillion|mln|bln)\b"
)
SHORT_BEHIND = re.compile(r"\s\(([A-Z]{2,6})\)")
# "Northern Peru", "Greater Oslo": no name of a firm
PART_OF_LAND = re.compile(
    r"(?:^|\s)(?:(?:North|South|East|West)(?:[a-z]*ern)?|Northeast\w*|Northwest\w*|Southeast\w*|Southwest\w*|Central|Mainland|Greater|Upper"
    r"|Lower|Rural|Urban|Inner|Outer|Old|New|Continental|Mid|Modern|Post)$"
)
LEGAL_OF = re.compile(r"\s(?:Corp|Inc|Ltd|Co|Group|Plc)\.?\sof\s")  # "Acer Corp of Taiwan" is Acer
OFFICE = re.compile("(?:局|厅|委|海关|委员会|政府)$")  # what a body of a state, province or city is called


@quick
@dataclass(frozen=True, slots=True)
class Mention:
    """A name at text[start:end]; `id` None where the gazetteer does not know it. kind: place, company, source,
    person, …
    """

    start: int
    end: int
    name: str
    kind: str
    known: KnownName | None = None
    adjective: bool = False
    inside: KnownName | None = None  # the place that an unlisted name begins with: 合肥高新区, 上海电信

    @property
    def is_place(self) -> bool:
        """A place's own name, or "Chinese"."""
        return self.kind == "place"

    @property
    def known_company(self) -> bool:
        """A company that the gazetteer lists."""
        return self.known is not None and self.kind == "company"

    @property
    def local_body(self) -> bool:
        """A province's or city's own office, whose statistics are the place's: 广东省通信管理局."""
        return self.kind == "source" and self.inside is not None and OFFICE.search(self.name) is not None

    @property
    def is_actor(self) -> bool:
        """Whether figures can be about it."""
        return self.kind in {"company", "product", "unknown"}


def from_known(mention: KnownMention) -> Mention:
    kind = mention.known.kind
    group = (
        "place"
        if mention.known.is_place
        else "company"
        if kind in COMPANY_KINDS
        else "source"
        if kind in SOURCE_KINDS
        else kind
    )
    return Mention(mention.start, mention.end, mention.known.name, group, mention.known, mention.adjective)


def merge(
    text: str, known: list[Mention], unlisted: Iterable[Mention], titles: Collection[str] = ()
) -> tuple[Mention, ...]:
    """Known and unlisted names in one row; an unlisted one that holds a known one and more replaces it.

    `titles` are the words of persons' offices in lower case: "Acer Chairman Wills" is no name of a company.
    """
    starts = [mention.start for mention in known]
    kept: list[Mention] = []
    replaced: set[int] = set()
    places = {mention.start: mention for mention in known if mention.is_place}
    split = [_without_where(text, _without_owner(text, one, places), places) for one in unlisted]
    split = [_without_demonym(text, one, places) for one in split]
    heads = {mention.start: mention for mention in known if mention.known_company or mention.is_place}
    called = {
        mention.name
        for mention in split
        if _is_one_name(text, mention, heads, titles) or _ends_in_place(text, mention, places)
    }
    for mention in (replace(one, kind="company") if one.name in called else one for one in split):
        left, right = bisect_right(starts, mention.start), bisect_left(starts, mention.end)
        left -= left > 0 and known[left - 1].end > mention.start
        inside = known[left:right]
        if not inside:
            kept.append(mention)
        elif all(mention.start <= other.start and other.end <= mention.end for other in inside):
            longer = _extended(text, mention, inside)
            if longer:
                kept.append(longer)
                replaced.update(range(left, right))
    kept.extend(mention for index, mention in enumerate(known) if index not in replaced)
    return tuple(sorted(kept, key=lambda mention: mention.start))


def _ends_in_place(text: str, mention: Mention, places: Mapping[int, Mention]) -> bool:
    """Whether an unlisted name goes on to a place at its end and is one name: "Larkspur America (LA)", "Larkspur Peru's
    network"; "Northern Peru" is a place.
    """
    head, _, last = text[mention.start : mention.end].rpartition(" ")
    place = places.get(mention.end - len(last))
    if mention.kind != "unknown" or not head or place is None or place.adjective or PART_OF_LAND.search(head):
        return False
    short = SHORT_BEHIND.match(text, mention.end)
    initials = "".join(word[0] for word in mention.name.split())
    called = short is not None and short[1] == initials
    return called or _acts(text, mention)


def _is_one_name(text: str, mention: Mention, heads: Mapping[int, Mention], titles: Collection[str]) -> bool:
    """Whether a name that begins with a place or company is one name, for it acts: "Oslo GM sold", "Acer Cloud said";
    "in Oslo Larch sold" is two, and so is "Acer Chairman Wills said".
    """
    head = heads.get(mention.start)
    if mention.kind != "unknown" or head is None or head.adjective or head.known is None:
        return False
    if not NAME_GOES_ON.match(text, head.end, mention.end) or WHERE.search(
        text, max(0, mention.start - 8), mention.start
    ):
        return False
    if any(word.strip(",.") in titles for word in text[head.end : mention.end].lower().split()):
        return False
    if head.known.kind in LOCAL_KINDS:
        return SELLS.match(text, mention.end) is not None
    if not (head.known_company or head.known.kind == "country"):
        return False
    return _acts(text, mention)


def _acts(text: str, mention: Mention) -> bool:
    """Whether what stands behind a name is said of a firm: what it does, or its sum in a list."""
    return any(sign.match(text, mention.end) for sign in (SELLS, ACTS, SUM_BEHIND))


def _without_owner(text: str, mention: Mention, places: Mapping[int, Mention]) -> Mention:
    """ "South Korea's SK Telecom" is two names: the second without the place that owns it."""
    owner = places.get(mention.start)
    start = owner.end + 3 if owner else mention.start
    if (
        owner is None
        or start >= mention.end
        or text[owner.end : start] not in {"'s ", "’s "}
        or not text[start].isupper()
    ):
        return mention
    return replace(mention, start=start, name=text[start : mention.end])


def _without_where(text: str, mention: Mention, places: Mapping[int, Mention]) -> Mention:
    """ "In Norway Larkspur won", at the beginning of a sentence, is two names: the second without where it won."""
    where = places.get(mention.start)
    start = where.end + 1 if where else mention.start
    if start >= mention.end or where is None or where.adjective or text[mention.start - 3 : mention.start] != "In ":
        return mention
    return replace(mention, start=start, name=text[start : mention.end])


def _without_demonym(text: str, mention: Mention, places: Mapping[int, Mention]) -> Mention:
    """ "Chinese Larkspur Holding" is Larkspur Holding, which is Chinese."""
    demonym = places.get(mention.start)
    start = demonym.end + 1 if demonym else mention.start
    if demonym is None or not demonym.adjective or mention.kind != "company" or " " not in text[start : mention.end]:
        return mention
    return replace(mention, start=start, name=text[start : mention.end])


def _extended(text: str, mention: Mention, inside: list[Mention]) -> Mention | None:
    """The longer name: the known one with its legal form ("China Mobile Ltd"), or another name that only holds it."""
    first = inside[0]
    if len(inside) <= 2 and first.start == mention.start and not first.is_place:
        rest = text[first.end : mention.end].strip(" .,").lower()
        of_land = len(inside) == 2 and inside[1].is_place and LEGAL_OF.fullmatch(text, first.end, inside[1].start)
        if of_land or rest in LEGAL_FORMS or all(word.strip(".,") in LEGAL_FORMS for word in rest.split()):
            return Mention(mention.start, mention.end, first.name, first.kind, first.known)
    if _is_with_its_city(text, mention, inside):
        owner = inside[1]
        return Mention(mention.start, mention.end, owner.name, owner.kind, owner.known)
    if _is_branch(text, mention, inside):
        return replace(mention, kind="company", inside=first.known)
    if len(inside) > 1 and first.is_place and WHERE.search(text, max(0, mention.start - 8), mention.start):
        return None
    is_longer = first.start > mention.start or first.end < mention.end
    zone = mention.kind == "place" and not first.known_company
    if not is_longer or not (mention.kind in {"company", "source", "document"} or zone):
        return None
    if first.known_company:  # "China Mobile Group Chongqing Co"
        branch = [other.known for other in inside[1:] if other.is_place]
        return replace(mention, inside=branch[-1] if branch else None)
    edge = next((one for one in inside if one.is_place and _is_at_edge(one, mention)), None)
    return replace(mention, inside=edge.known if edge else None)


def _is_at_edge(place: Mention, name: Mention) -> bool:
    """Whether a place begins a name, or ends that of a firm: Peru of "Larkspur Peru"."""
    return place.start == name.start or (place.end == name.end and name.kind == "company")


def _is_with_its_city(text: str, mention: Mention, inside: list[Mention]) -> bool:
    """Whether a Chinese text only names a company's city with it: 杭州云深处; the branch of an operator is its own."""
    if len(inside) != 2 or not inside[0].is_place or not inside[1].known_company or inside[1].known is None:
        return False
    joined = mention.start == inside[0].start and inside[0].end == inside[1].start and text[inside[0].end] > HAN
    branched = inside[1].known.trade == "carrier"
    return joined and not branched and text[inside[1].end : mention.end] in {"", "公司", "集团", "科技", "机器人"}


def _is_branch(text: str, mention: Mention, inside: list[Mention]) -> bool:
    """Whether a city and a company make one name: "Shanghai GM" is a venture of its own, "in Shanghai GM sold" two."""
    if (
        len(inside) != 2
        or not inside[0].known
        or inside[0].known.kind not in LOCAL_KINDS
        or not inside[1].known_company
    ):
        return False
    whole = (inside[0].start, inside[1].end) == (mention.start, mention.end)
    return (
        whole
        and inside[1].start == inside[0].end + 1
        and not WHERE.search(text, max(0, mention.start - 8), mention.start)
    )
