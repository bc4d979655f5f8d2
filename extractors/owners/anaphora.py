"""What "the company", "it", "the carrier", 全市, 我省 stand for: a name of the same sentence, else the one in focus."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.names.gazetteer import Gazetteer, KnownName
from extractors.names.mentions import Mention
from extractors.names.name_rules import NameRules
from extractors.owners.described_subjects import find_described_subjects
from extractors.owners.focus import (
    Focus,
    Subject,
    is_world,
    known_place,
    meant_company,
    standing_country,
    subject_of,
    subject_of_mention,
)
from extractors.owners.insertions import ACTS, ADVERBS, FINITE, is_in_insertion
from extractors.owners.ratings import is_tellers_company, rates
from extractors.owners.roles import LEADS_TO, SUBJECT, is_part_of, role_of
from extractors.scenes import Scene
from extractors.text.cues import Cue
from extractors.text.signals import signal

# "the Model Y maker", "the Oslo-based start-up": a company by what it does; "the largest maker" only ranks one.
DESCRIBED = re.compile(
    r"\bthe\s(?:(?!(?:of|in|and|or|by|for|to|at|with|from|that|which|largest|biggest|leading|top|first|second|third|only"
    r"|two|three|four|five|other|rival|same|new)\b)[\w.+-]+\s){1,3}?"
    r"(?P<noun>maker|manufacturer|company|firm|giant|start-?up|carmaker|automaker|operator|carrier|developer|vendor|retailer"
    r"|chipmaker|supplier|provider|conglomerate|unicorn|telco)\b(?=\s[a-z]|['’]s|[,.])"
)
BY_KIND = signal(DESCRIBED)
QUOTE = re.compile(r"[“”\"]")
SPEAKS = re.compile(
    r"\s(?:also\s)?(?:add(?:s|ed)|says|said|note[sd]|report(?:s|ed)|expects?|estimate[sd]|forecasts?|predict(?:s|ed)|counts?)\b"
)
SAID_BEHIND = re.compile(r"[”\"]\s(?:said|says|added|adds|noted|notes|explained|explains)\s")
OURS = re.compile(
    r"\b(?:we|our)\b(?!\s(?:\w+\s)?(?:expect|believe|estimate|forecast|think|see|predict|anticipate|project)\b)"
)
# 有限公司 only ends a name; 增长的公司, 九家公司 are none in particular
LEGAL = ("有限", "责任", "股份", "的", "家", "上市")
TOWARDS = frozenset("至到向往于对")
# 世界机器人大会, 全球数字经济大会: the name of an event
EVENT_ZH = re.compile(
    r"[^，。；、的\d]{1,12}?(?:大会|博览会|峰会|论坛|展览会|锦标赛|运动会|挑战赛|大赛|联盟|协会|联合会)"
)
# "Larkspur said it won"; who says it expects speaks of others.
OF_ITSELF = re.compile(
    r"\s(?:said|says|announced|reported)\s(?:that\s)?(?:it|they)\s(?!expect|believ|estimat|forecast|predict|see|anticip|think)"
)
OWNING = re.compile(r"['’]s\s[^,;]{0,60}")
# "Norway bucked", "Viken province, which borders Oslo, raised"
PREDICATE = re.compile(
    rf"(?:\s(?:province|city|county|state))?(?:\s{ADVERBS}(?:{FINITE}|{ACTS})\b|,\s[^,;]{{1,80}},\s{ADVERBS}(?:{FINITE}|{ACTS})\b)"
)
OPENING = 12  # characters before the name that a sentence begins with
SAME_SENTENCE = 0.5  # the least role of a name that a pronoun behind it stands for
# "paid 9 million to the government", "told the government": it neither has nor does what is counted
NOT_ACTING = re.compile(r"\b(?:to|from|by|of|for|with|between|and|told|asked|urged|sued|against)\s$")
INSIDE = {"city": frozenset({"city", "province"}), "province": frozenset({"province"})}


def find_anaphora(scene: Scene, focus: Focus, gazetteer: Gazetteer, rules: NameRules) -> Iterator[tuple[Cue, Subject]]:
    """The anaphoric words of a sentence, each with what it stands for; those that stand for nothing are left out."""
    for cue in scene.section("anaphora"):
        if scene.lang == "zh" and (
            is_part_of(scene, cue.start)
            or (cue.value == "world" and (_is_aside(scene, cue, rules) or EVENT_ZH.match(scene.folded, cue.end)))
            or scene.folded.endswith(LEGAL, scene.sentence.start, cue.start)
        ):
            continue
        if subject := _meant(scene, cue, focus, gazetteer, rules):
            yield cue, subject
    yield from _described(scene, focus, gazetteer, rules)
    yield from find_described_subjects(scene, focus)
    yield from _speaking(scene, focus)


def _described(scene: Scene, focus: Focus, gazetteer: Gazetteer, rules: NameRules) -> Iterator[tuple[Cue, Subject]]:
    """Companies called by what they make: "the Model Y maker" is the maker of a known product, or the one in focus."""
    if scene.lang == "zh" or not scene.shows(BY_KIND) or scene.folded.find("the ", *scene.sentence.span) < 0:
        return
    for match in DESCRIBED.finditer(scene.folded, scene.sentence.start, scene.sentence.end):
        inside = [name for name in scene.names if match.start() <= name.start < match.end()]
        made = [name.known.parent for name in inside if name.known and name.kind == "product"]
        cue = Cue(match.start("noun"), match.end(), "anaphora", "company")
        maker = gazetteer.by_id.get(made[0] or "") if made else None
        # "the Bay Area firm"; "the Norwegian firm" is the one of that country
        where = all(name.known is None and name.kind in {"place", "unknown"} for name in inside)
        told = _just_named(scene, match.start()) if scene.folded.endswith(", with ", 0, match.start()) else None
        meant = told or (_meant(scene, cue, focus, gazetteer, rules) if where else None)
        subject = subject_of(maker) if maker else meant
        if subject:
            yield cue, subject


def _just_named(scene: Scene, end: int) -> Subject | None:
    """The company that a sentence names last before ", with the chip maker seeing …"."""
    named = [name for name in scene.names if name.end <= end and name.kind == "company"]
    return subject_of_mention(named[-1]) if named else None


def _speaking(scene: Scene, focus: Focus) -> Iterator[tuple[Cue, Subject]]:
    """ "We" and "our" in what somebody says: the company that he is said to be of, else the one in focus."""
    if scene.lang == "zh" or not QUOTE.search(scene.text, *scene.sentence.span):
        return
    company = _company_of_speaker(scene) or meant_company(focus)
    if company is None:
        return
    for match in OURS.finditer(scene.folded, *scene.sentence.span):
        yield Cue(match.start(), match.end(), "anaphora", "company"), company


def _company_of_speaker(scene: Scene) -> Subject | None:
    """The company named behind a quotation with who spoke: Acer of "…," said Dana Wills, sales director of Acer."""
    closed = [match.end() for match in SAID_BEHIND.finditer(scene.folded, *scene.sentence.span)]
    named = (name for name in scene.names if closed and name.start > closed[-1] and name.kind == "company")
    return next((subject_of_mention(name) for name in named), None)


def _is_aside(scene: Scene, cue: Cue, rules: NameRules) -> bool:
    """Whether 全球 only ranks something (全球最大) or is where it goes (销往全球, 领跑全球)."""
    before = scene.folded[max(scene.sentence.start, cue.start - 2) : cue.start]
    return before[-1:] in TOWARDS or before in LEADS_TO or rules.places.ranked.match(scene.folded, cue.end) is not None


def _meant(scene: Scene, cue: Cue, focus: Focus, gazetteer: Gazetteer, rules: NameRules) -> Subject | None:
    word = scene.folded[cue.start : cue.end].rpartition(" ")[2].replace("-", "")
    if trade := rules.trades.get(word):
        return _of_trade(scene, cue, trade) or _in_focus(focus, word, trade)
    if cue.value == "company" and _only_speaks(scene, cue, focus):
        return None
    if cue.value == "company":
        said = focus.said if focus.said and focus.said.kind == "unknown" else None
        told = _before(scene, cue, rules, {"company"}) or said or focus.called.get(word) or meant_company(focus)
        return None if told and is_tellers_company(scene, told) else told
    if cue.value in INSIDE:
        if place := _local_before(scene, cue):
            return _above(place, INSIDE[cue.value], gazetteer)
        return _above(focus.city or focus.title_place, INSIDE[cue.value], gazetteer)
    if cue.value == "state":
        return None if NOT_ACTING.search(scene.folded, scene.sentence.start, cue.start) else _state(focus, gazetteer)
    if cue.value == "country":
        told = (
            _country_before(scene, cue)
            or _country_of_body(scene, cue, gazetteer)
            or standing_country(focus, gazetteer)
            or (focus.written_in or focus.counts_in if scene.lang == "en" else None)
        )
        return told or known_place(gazetteer, "CN")
    if cue.value == "world":
        return known_place(gazetteer, "WORLD")
    own = _before(scene, cue, rules, {"company", "product", "unknown"}) or _place_of_its_own(scene, cue, rules)
    return own or focus.subject or focus.company


def _only_speaks(scene: Scene, cue: Cue, focus: Focus) -> bool:
    """Whether "the firm adds" is who counts, in a text that has told of no company yet but of a research firm."""
    company = focus.company or (focus.title if focus.title and focus.title.kind == "company" else None)
    own = any(name.kind == "company" and name.end <= cue.start for name in scene.names)
    return company is None and not own and SPEAKS.match(scene.folded, cue.end) is not None


def _before(scene: Scene, cue: Cue, rules: NameRules, kinds: set[str]) -> Subject | None:
    """The last name of the sentence before a pronoun that can be its subject: "Tesla was first, but it lost …"."""
    for mention in reversed(scene.names):
        if scene.lang == "zh" and (mention.kind != "company" or role_of(scene, mention, rules) < SUBJECT):
            continue
        if rates(scene, mention):
            continue
        acting = OF_ITSELF.match(scene.folded, mention.end) is not None
        if mention.end > cue.start or mention.kind not in kinds or (mention.kind == "unknown" and not acting):
            continue
        if is_in_insertion(scene, mention, cue.start):
            continue
        if role_of(scene, mention, rules) >= SAME_SENTENCE:
            return subject_of_mention(mention)
    return None


def _country_before(scene: Scene, cue: Cue) -> Subject | None:
    """The country that a sentence is about, named before "the country" in it: "Peru rents masts, which costs the
    country $4 million".
    """
    if scene.lang == "zh":
        return None
    named = [name for name in scene.names if name.end <= cue.start and name.known and name.known.kind == "country"]
    first = next((name for name in named if not name.adjective), None)
    opens = first is not None and first.start - scene.sentence.start <= OPENING
    return subject_of_mention(first) if first and opens else None


def _country_of_body(scene: Scene, cue: Cue, gazetteer: Gazetteer) -> Subject | None:
    """The country whose known body is named as its own, or speaks before: China for "the country's MIIT", and for the
    second of "MIIT said the country has 900".
    """
    at = cue.end + len("'s ")
    bodies = (
        name.known for name in scene.names if name.kind == "source" and (name.start == at or name.end <= cue.start)
    )
    homes = (gazetteer.by_id.get(body.home or "") for body in bodies if body and body.kind == "agency")
    return next((subject_of(home) for home in homes if home and home.kind == "country"), None)


def _place_of_its_own(scene: Scene, cue: Cue, rules: NameRules) -> Subject | None:
    """The place that "its" or "it" stands for in its sentence: what owns the noun phrase, or does what it tells."""
    return _owning_place(scene, cue) or _acting_place(scene, cue, rules)


def _acting_place(scene: Scene, cue: Cue, rules: NameRules) -> Subject | None:
    """The place that a sentence opens with as its subject: Norway of "Norway bucked the trend, with its index at 9"."""
    if scene.lang == "zh" or not scene.folded.startswith("it", cue.start):
        return None
    first = next((name for name in scene.names if name.is_place or name.is_actor), None)
    if first is None or not first.is_place or first.adjective or first.end > cue.start:
        return None
    opens = first.start - scene.sentence.start <= OPENING and role_of(scene, first, rules) >= SUBJECT
    return subject_of_mention(first) if opens and PREDICATE.match(scene.folded, first.end) else None


def _owning_place(scene: Scene, cue: Cue) -> Subject | None:
    """The place that owns what "its" stands in: Norway of "Norway's plan to restructure its telecom industry"."""
    if scene.lang == "zh" or scene.folded[cue.start : cue.end] != "its":
        return None
    before = [name for name in scene.names if name.end <= cue.start]
    if not before or not before[-1].is_place or before[-1].adjective or is_world(before[-1]):
        return None
    return subject_of_mention(before[-1]) if OWNING.fullmatch(scene.folded, before[-1].end, cue.start) else None


def _local_before(scene: Scene, cue: Cue) -> Subject | None:
    """The last city or province before "the city" in its sentence; in Chinese the one right before: 广东全省."""
    local = [
        name for name in scene.names if name.end <= cue.start and name.known and name.known.kind in {"city", "province"}
    ]
    if scene.lang == "zh":
        local = [name for name in local if name.end == cue.start]
    return subject_of_mention(local[-1]) if local else None


def _of_trade(scene: Scene, cue: Cue, trade: str) -> Subject | None:
    """The last company of the trade before the word in its sentence."""
    named: list[Mention] = [
        mention
        for mention in scene.names
        if mention.end <= cue.start and mention.known is not None and mention.known.trade == trade
    ]
    return subject_of_mention(named[-1]) if named else None


def _in_focus(focus: Focus, word: str, trade: str) -> Subject | None:
    """The company of the trade that the text is about, was told to be one, or named last."""
    standing = meant_company(focus)
    if standing and standing.known and standing.known.trade == trade:
        return standing
    return focus.called.get(word) or focus.trades.get(trade) or standing


def _above(place: Subject | None, kinds: frozenset[str], gazetteer: Gazetteer) -> Subject | None:
    """The place itself or the next one above it that is a city or province: 我省 in a text on 深圳 is Guangdong."""
    known: KnownName | None = place.known if place else None
    steps = 0
    while known is not None and known.kind not in kinds and steps < 4:
        known, steps = gazetteer.by_id.get(known.parent or ""), steps + 1
    return subject_of(known) if known is not None and known.kind in kinds else place


def _state(focus: Focus, gazetteer: Gazetteer) -> Subject | None:
    """Whose "the government" is: of the place that the text is about, of a body's country, else of the dateline's."""
    told = next((one for one in (focus.subject, focus.title_place) if one and one.kind == "place"), None)
    nation = focus.nation if focus.nation and focus.nation.known and focus.nation.known.kind == "country" else None
    return told or nation or standing_country(focus, gazetteer) or focus.written_in or focus.counts_in
