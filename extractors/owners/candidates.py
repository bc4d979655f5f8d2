"""What a number can be about: every name of its sentence, and every "the company" or 全市, with what speaks for it.

A name weighs by its kind and its role (subject, owner, beside the point), by being in the number's clause, and by how
far off it stands; who only speaks, only says which, or is only compared with weighs less.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.metrics.carrying import SUBSET
from extractors.names.gazetteer import Gazetteer
from extractors.names.mentions import Mention
from extractors.names.name_rules import NameRules
from extractors.owners.anaphora import find_anaphora
from extractors.owners.bystanders import is_bystander
from extractors.owners.called_companies import (
    BASED_COMPANY,
    COMPANY_NOUN,
    is_called_company,
    is_part_of_company,
    is_works_of_company,
)
from extractors.owners.clause_subjects import lost_by_clause
from extractors.owners.company_places import is_run_by, only_modifies
from extractors.owners.described_subjects import company_from
from extractors.owners.focus import Focus, Subject, is_world, subject_of_mention
from extractors.owners.home_lands import MONEY
from extractors.owners.insertions import governing_clause
from extractors.owners.places_beside import is_fronted, is_location, is_of_land, is_said_in
from extractors.owners.possession import (
    is_agent,
    is_fronted_measure,
    is_given,
    is_range_of_rank,
    only_forecasts,
    owns,
    owns_another,
)
from extractors.owners.reported_subjects import tells_of_place
from extractors.owners.roles import BESIDE_THE_POINT, SUBJECT, role_of
from extractors.owners.rows import head_of_list
from extractors.owners.tenders import invites_tender
from extractors.owners.trade_partners import is_trade_partner
from extractors.owners.worldwide import is_own_business
from extractors.quick_records import quick
from extractors.records import Quantity
from extractors.scenes import Scene
from extractors.telling.speakers import Source
from extractors.text.cues import Cue
from extractors.text.signals import signal

COMPANIES = re.compile(
    r"(?:vendors|companies|firms|makers|manufacturers|operators|carriers|suppliers|brands|enterprises|start-?ups|producers)$"
)
# "three carriers: A, B and C" is about none of them alone, and neither is what C has a part of: 其中，C.
LISTED_BEHIND = re.compile(r"[:：]|\s[—–-]\s|——")
# "with more than 80 based in China": they count there, wherever the rest is
STANDS_IN = re.compile(
    r"\s(?:of\s(?:them|which)\s)?(?:based|located|headquartered|situated|installed|registered)\sin\s(?:the\s)?"
)
TOWARDS = re.compile(r"\bto\s+(?:the\s+)?$")  # "600 of them are coming to Spain": not Spain's
OF_ALL = re.compile(r"\bof (?:the |all )?$")  # "60 percent of the global total" is somebody's
# "The federation counted 900 suppliers": they are not its own.
FINDS = re.compile(
    r"\s(?:(?:has|have|had|also|now|so\sfar)\s)*(?:identif|count|list|record|track|survey|document|regist|f[oi]und?|finds|puts?\b|expects?\b)"
)
ACCORDING = re.compile(r"\baccording\sto\s$")
SHARE_OF = re.compile(r"\bshare of (?:the |its |their )?$")  # "its share of the domestic market" is its
SHARE_REACH = 16
# "Guangdong, the country's largest maker": says which one
ITS_TOTAL = re.compile(r"['’]s\s(?:total|whole|overall|entire|combined)\b")  # "a third of the country's total"
RANKS = re.compile(r"['’]s\s(?:[a-z]+-)?(?:largest|biggest|top|leading|main|first|only|most|busiest)\b")
# "Domestic revenue amounted to": a company's, in a text on one
AT_HOME = re.compile(
    r"\s(?:operating\s|net\s|wholesale\s|retail\s)?(?:revenues?|sales|income|orders|turnover|deliveries|business)\b"
)
ITS_FORECAST = re.compile(
    r"\s(?:[\w-]+\s){0,4}(?:forecasts?|estimates?|projections?|predictions?|outlook|expectations?)\s(?:for|of|on)\b"
)
OWN_WORLD = re.compile(r"(?:\b(?:its|their)|\bwith\san?)\s$")  # "its global network of", "with a worldwide capacity of"
PUT_OUT = frozenset({"sold", "shipped", "delivered", "installed", "deployed", "produced", "made", "built", "in use"})
LEAVES = re.compile(r"\b(?:leav(?:es?|ing)|left)\s$")
LEFT_WITH = re.compile(  # "will leave the government with a 4 billion rupee windfall"
    r"\swith\s(?:an?\s)?(?:(?:about|around|some|nearly|almost|over|more\sthan|only|just)\s)?"
)
HELD_IN = re.compile(r"\sin\s(?:the\s)?")
COUNTED_REACH = 48
# "900 installations in factories around the world": everywhere, and not "the world's"
ALL_OVER, WORDS = (
    re.compile(r"(?:worldwide|globally|around\sthe\sworld)\b(?!['’])"),
    re.compile(r"(?:\s[a-z-]+){1,8}\s"),
)
OWNER = 7.0  # of a name right before its number: "more than AT&T's 300,000", "behind Japan with 419"
KIND_WEIGHT = {"company": 2.0, "product": 1.5, "index": 1.5, "unknown": 1.0, "place": 0.5}
CUE_WEIGHT = {"company": 3.0, "city": 3.0, "province": 3.0, "country": 1.5, "world": 0.0}
ABOVE_ZH = (
    "高于",
    "低于",
    "快于",
    "慢于",
    "好于",
    "优于",
    "高出",
    "低出",
    "位列",
    "位居",
    "居",
)  # 位列全国第八, 高于全国2.5个百分点
# 青禾、麦禾等: who is named with the rest that is counted
COUNTED_ZH = re.compile(
    r"(?:(?:、|，|和|与|及|以及)[^，。；\d]{1,40}?)*等(?:在内的)?(?:共|约|近|超|逾|多达|国内外|国内|国外|全球|知名|共计|超过)*"
)
LOCAL_CUES = frozenset({"city", "province"})
WHERE = 0.5  # of "the city" that only says where: "It sold 300 buses in the city"
LOCATED = re.compile(r"\b(?:in|across|throughout|within|into)\s$")
SPEAKS_OF_OTHERS = frozenset({"source", "person", "unknown"})
SUBSETS = signal(SUBSET)


@quick
@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible subject at an offset; the highest score wins."""

    subject: Subject
    start: int
    score: float


def is_of_product(scene: Scene, quantity: Quantity, rules: NameRules) -> bool:
    """Whether the number is what a product weighs, measures or sells for."""
    if quantity.unit in rules.places.specifications:
        return True
    return MONEY.fullmatch(quantity.unit) is not None and bool(rules.places.priced.search(scene.before(quantity)[-40:]))


def find_named(
    scene: Scene, quantity: Quantity, focus: Focus, rules: NameRules, speaker: Source | None
) -> Iterator[Candidate]:
    """The names around the number, each with its score; of names that share a number, the first."""
    near = scene.names_near(quantity)
    for mention in near:
        if mention.start >= quantity.end or quantity.start >= mention.end:
            score = _score(scene, quantity, mention, focus, rules) + _as_institute(
                scene, quantity, mention, rules, speaker
            )
            if focus.subject and focus.subject.kind == "company" and _is_field(scene, quantity, mention, rules):
                score -= 3.0
            if speaker and speaker.start <= mention.start < speaker.end:
                score -= _as_speaker(scene, mention, focus, speaker)
            head = head_of_list(scene, quantity, mention, near)
            yield Candidate(subject_of_mention(head), mention.start, score)


def _as_institute(
    scene: Scene, quantity: Quantity, mention: Mention, rules: NameRules, speaker: Source | None
) -> float:
    """What a university or centre gains for being the subject of its clause without being who speaks."""
    states = mention.known is not None and mention.known.kind not in {"institute", "association"}
    if mention.kind != "source" or states or (speaker and speaker.start <= mention.start < speaker.end):
        return 0.0
    if mention.local_body:
        return 0.0
    start, _ = scene.clause(quantity.start)
    subject = start <= mention.start < mention.end <= quantity.start and role_of(scene, mention, rules) >= SUBJECT
    return 3.0 if subject and not FINDS.match(scene.folded, mention.end) else 0.0


def _is_field(scene: Scene, quantity: Quantity, mention: Mention, rules: NameRules) -> bool:
    """Whether a sentence only begins with where a company earned or lost: "In Peru revenue fell 8 percent", "In other
    regions sales rose 4 percent in Peru".
    """
    clause = scene.clause(quantity.start)
    if not is_fronted(scene, mention):
        return False
    if rules.places.company_wide.search(scene.folded, *clause):
        return True
    behind = HELD_IN.match(scene.folded, quantity.end)
    return behind is not None and any(name.start == behind.end() and name.is_place for name in scene.names)


def _as_speaker(scene: Scene, mention: Mention, focus: Focus, speaker: Source) -> float:
    """What a name loses for being who speaks: a bank or a person tells of others, a company mostly of itself."""
    others = any(
        (name.is_place or name.is_actor) and not speaker.start <= name.start < speaker.end for name in scene.names[:16]
    )
    if mention.kind == "company" and others and ACCORDING.search(scene.folded, scene.sentence.start, mention.start):
        return 5.0
    if mention.kind == "company" and speaker.way == "expects" and mention.known and mention.known.kind == "bank":
        return 6.0
    if mention.kind == "company":
        return 4.0 if mention.known and mention.known.kind == "bank" and (focus.subject or others) else 0.0
    if mention.kind not in SPEAKS_OF_OTHERS:
        return 0.0
    return 3.0 if others or (focus.subject and focus.subject.name != mention.name) else 0.0


def _score(scene: Scene, quantity: Quantity, mention: Mention, focus: Focus, rules: NameRules) -> float:
    of_another = focus.subject and focus.subject.name != mention.name and only_forecasts(scene, mention, quantity)
    named = not (mention.is_place and BASED_COMPANY.match(scene.folded, mention.end))
    if (
        named
        and not of_another
        and any(owned(scene, mention, quantity) for owned in (owns, is_given, is_fronted_measure))
    ):
        return OWNER
    if (
        of_another
        or is_bystander(scene, quantity, mention, focus)
        or owns_another(scene, mention, quantity)
        or is_trade_partner(scene, mention)
        or invites_tender(scene, mention, quantity)
        or _is_among_counted(scene, mention, quantity)
        or is_said_in(scene, mention, rules)
        or tells_of_place(scene, mention, quantity)
    ):
        return BESIDE_THE_POINT
    score = KIND_WEIGHT.get(mention.kind, -3.0) + role_of(scene, mention, rules)
    if mention.kind == "product" and is_of_product(scene, quantity, rules):
        score += 2.0
    if mention.is_place and (
        is_part_of_company(scene, mention, rules)
        or is_works_of_company(scene, mention, focus)
        or COMPANY_NOUN.match(scene.folded, mention.end)
        or only_modifies(scene, mention)
        or is_run_by(scene, quantity, mention, focus)
    ):
        return -5.0
    if mention.adjective:
        score += _as_adjective(scene, mention, rules)
    if mention.known and mention.known.kind == "bank":
        if rules.places.expects.match(scene.folded, mention.end):
            return BESIDE_THE_POINT  # "while Citi sees spending of 1.2 trillion yuan"
        score -= 1.0 if mention.end <= quantity.start else 5.0  # "…, Goldman Sachs predicts"
    if is_world(mention):
        score -= 8.0 if is_own_business(scene, mention.start, focus) else 2.0
    score -= lost_by_clause(scene, quantity, mention, rules)
    start, end = governing_clause(scene, quantity.start)
    same_clause = start <= mention.start < end
    gap = quantity.start - mention.end if mention.end <= quantity.start else mention.start - quantity.end
    if mention.start >= quantity.end:
        if is_agent(scene, quantity, mention):
            return OWNER
        score += _behind(scene, quantity, mention, rules, same_clause=same_clause)
    elif gap <= 3 and scene.text[mention.end : quantity.start].strip() in {"(", "（", "", "'s", "’s"}:
        score += 3.0
    return score + 1.5 * same_clause - gap / 120


def _as_adjective(scene: Scene, mention: Mention, rules: NameRules) -> float:
    """ "Chinese vendors" and "the Chinese market" are China's; "the Chinese vendor" is a company, so is "Chinese firms
    Huawei and ZTE".
    """
    if COMPANY_NOUN.match(scene.folded, mention.end):
        return -5.0
    group = rules.groups.match(scene.folded, mention.end) if rules.groups else None
    if group is None:
        return -1.0
    named = any(0 <= other.start - group.end() <= 1 for other in scene.names)
    return -5.0 if named else 1.0


def _behind(scene: Scene, quantity: Quantity, mention: Mention, rules: NameRules, *, same_clause: bool) -> float:
    """What a name behind the number loses or, as the place of what is counted, gains."""
    between = scene.text[quantity.end : mention.start]
    placing = mention.is_place and not is_of_land(scene, mention, rules) and not TOWARDS.search(between)
    located = placing and is_location(scene, mention, rules)
    counted = quantity.unit == "count" and len(between) < 36 and (located or STANDS_IN.fullmatch(between) is not None)
    bonus = 3.0 if counted else 0.0 if located or not mention.is_place else -1.5
    if mention.is_actor and (_is_after_actor(scene, quantity) or counts_companies(quantity)):
        bonus -= 2.0
    if mention.kind in {"unknown", "product"}:
        bonus -= 2.0
    if mention.is_actor and scene.number_between(quantity.end, mention.start):
        bonus -= 2.0  # "of the 9 million, 4 million were Acer's"
    listed = LISTED_BEHIND.search(between) or (scene.shows(SUBSETS) and SUBSET.search(between.lower()))
    return bonus - (6.0 if listed else 1.5 if same_clause else 3.0)


def _is_after_actor(scene: Scene, quantity: Quantity) -> bool:
    """Whether a company stands before the number: in "Acer won 3 percent of a Dell contract" it is Acer's."""
    return any(name.is_actor and scene.sentence.start <= name.start < quantity.start for name in scene.names)


def counts_companies(quantity: Quantity) -> bool:
    """Whether the number counts companies, which is no company's figure: "the top three vendors"."""
    return quantity.unit == "count" and COMPANIES.search((quantity.noun or "").lower()) is not None


def find_anaphoric(
    scene: Scene, quantity: Quantity, focus: Focus, gazetteer: Gazetteer, rules: NameRules
) -> Iterator[Candidate]:
    """ "the company", 全市, "it": what they stand for, at the place where they are said."""
    clause = governing_clause(scene, quantity.start)
    fronted = any(is_fronted(scene, mention) for mention in scene.names[:1])
    for cue, subject in find_anaphora(scene, focus, gazetteer, rules):
        if cue.start < quantity.end and quantity.start < cue.end:
            if cue.value == "country":  # the 三大 of 三大运营商 is itself the country's
                yield Candidate(subject, cue.start, OWNER)
            continue
        if (
            _only_ranks(scene, cue, rules)
            or _is_at_home(scene, cue, focus)
            or (cue.value == "world" and is_own_business(scene, cue.start, focus))
        ):
            continue
        if cue.value == "world" and cue.start > quantity.end and scene.folded.startswith(" of ", quantity.end):
            continue  # "a third of all shipments worldwide": only the whole
        if LEFT_WITH.fullmatch(scene.folded, cue.end, quantity.start) and LEAVES.search(
            scene.folded, scene.sentence.start, cue.start
        ):
            yield Candidate(subject, cue.start, OWNER)
            continue
        weight = _weight_of(scene, cue, subject, rules, fronted=fronted)
        score = weight + (1.5 if clause[0] <= cue.start < clause[1] else 0.0)
        behind = cue.start > quantity.end and not is_fronted_measure(scene, cue, quantity)
        score -= 3.0 if behind and not _is_counted_there(scene, quantity, cue) else 0.0
        yield Candidate(subject, cue.start, score - abs(quantity.start - cue.start) / 120)
    for mention in scene.names_near(quantity):
        told = mention.end <= quantity.start or _is_owner_behind(scene, quantity, mention)
        called = mention.is_place and told and is_called_company(scene, mention, rules)
        if called and (company := company_from(scene, mention, focus)):
            yield Candidate(company, mention.start, 3.0 - abs(quantity.start - mention.end) / 120)


def _is_owner_behind(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """Whether a name behind a number says of whose it is a part, or who has what a sentence opens with: "half of the
    Dutch company's revenue", "With 9 percent of sales, the Oslo-based firm leads".
    """
    if mention.start < quantity.end:
        return False
    return scene.folded[quantity.end : mention.start] == " of the " or is_fronted_measure(scene, mention, quantity)


def _is_at_home(scene: Scene, cue: Cue, focus: Focus) -> bool:
    """Whether a text on a company tells what it earned in its own country: "Domestic revenue rose 9 percent"."""
    if cue.value != "country" or focus.subject is None or focus.subject.kind != "company":
        return False
    return scene.folded.endswith("domestic", 0, cue.end) and AT_HOME.match(scene.folded, cue.end) is not None


def _is_among_counted(scene: Scene, mention: Mention, quantity: Quantity) -> bool:
    """Whether a Chinese list of names only gives examples of what is counted: 青禾、麦禾等160多家企业."""
    if scene.lang != "zh" or quantity.unit != "count" or not mention.is_actor:
        return False
    return COUNTED_ZH.fullmatch(scene.folded, mention.end, quantity.start) is not None


def _only_ranks(scene: Scene, cue: Cue, rules: NameRules) -> bool:
    """Whether a word for a place or company only ranks another, or says what is measured: "the world's largest maker",
    "its share of the domestic market", "raised its forecast for sales in China to", "in the region of $900".
    """
    before = scene.folded[max(scene.sentence.start, cue.start - SHARE_REACH) : cue.start]
    if cue.value == "world" and (scene.text[cue.end : cue.end + 2] in {"'s", "’s"} or OF_ALL.search(before)):
        return True
    if cue.value == "world" and (is_range_of_rank(scene, cue.start) or OWN_WORLD.search(before)):
        return True
    if ITS_FORECAST.match(scene.folded, cue.end) or SHARE_OF.search(before):
        return True
    if cue.value == "country" and scene.lang == "zh":
        return rules.places.ranked.match(scene.folded, cue.end) is not None or before.endswith(ABOVE_ZH)
    if cue.value == "country":
        return any(way.match(scene.folded, cue.end) for way in (RANKS, ITS_TOTAL))
    return scene.lang == "en" and cue.value in LOCAL_CUES and scene.folded.startswith(" of ", cue.end)


def _weight_of(scene: Scene, cue: Cue, subject: Subject, rules: NameRules, *, fronted: bool) -> float:
    """What a word gains by what it stands for; "the city" loses where it only says where."""
    if fronted and cue.value == "other" and subject.kind == "place":
        return 0.0
    weight = CUE_WEIGHT.get(cue.value, 1.5)
    if subject.kind == "place" and rules.places.expects.match(scene.folded, cue.end):
        weight = 1.0
    if cue.value in LOCAL_CUES and LOCATED.search(scene.folded, max(0, cue.start - 12), cue.start):
        weight = min(weight, WHERE)
    return weight


def _is_counted_there(scene: Scene, quantity: Quantity, cue: Cue) -> bool:
    """Whether a number counts what is in the place behind it: "400 firms based in the municipality", "900 suppliers
    worldwide".
    """
    between = scene.folded[quantity.end : cue.start]
    if quantity.unit != "count" or len(between) >= COUNTED_REACH:
        return False
    words = between.strip().removeprefix((quantity.noun or "").lower()).strip()
    everywhere = ALL_OVER.match(scene.folded, cue.start) is not None and WORDS.fullmatch(between) is not None
    before = any(name.kind == "company" and name.end <= quantity.start for name in scene.names)
    owned = before or any(
        other.value in {"company", "other"} and other.end <= quantity.start for other in scene.section("anaphora")
    )
    worldwide = cue.value == "world" and not owned and (not words or words in PUT_OUT or everywhere)
    return worldwide or between.endswith((" in ", " across "))
