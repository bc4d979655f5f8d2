"""Who says so: the body or person as written, found in the sentence or still speaking from the one before.

English: "according to X", "X said", "said X". Chinese: X表示, X数据显示, 据X统计, 记者从X获悉. Words that name nobody
("data show", 据不完全统计) attribute nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.cues import Cue
from extractors.names import Mention
from extractors.scenes import Scene

SOURCE_LIMIT = 90  # characters of a source as written
NAME_GAP = 3
NOUN_PHRASE_START = re.compile(r"""[,;:—–()"“”]|\b(?:but|and|as|that|while|although|which|because|when|with|after)\b""")
SOURCE_END = re.compile(
    r"""[,;:—–()"“”.](?=\s|$)|[,;"“”()]|\b(?:that|which|who|released|published|showing|compiled|show|shows|showed|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|in a)\b"""
)
CHINESE_SOURCE_END = re.compile(
    r"统计数据|最新数据|数据|统计|介绍|报道|测算|预测|消息|了解|发布|公布|显示|获悉|披露|的|，|估算|预计|研究|监测|分析|透露|最新"
)
CHINESE_TAIL = re.compile(
    r"(?:最新|发布的?|统计|数据|报告|研报|研究报告|的|日前|近日|今日|今天|昨日|昨天|此前|在|于|也|还|并|则|同时|近期|官网|有关|相关|最近|方面|官方|曾|再次|进一步|分析|正式|公司公告|《[^》]*》|\d{1,2}[月日]|新闻发布会上?|会上|上|一份)+$"
)
LEAD = re.compile(
    r"^(?:(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?|记者从|据悉|据|从|根据|另据|来自|对此|此外|其中|同时|而|但|由|会上|日前|近日|今天|昨日|今日|，|、)+"
)
PERSON = re.compile(r"^[\u4e00-\u9fff·]{2,4}$")
QUOTE_OPEN = '“"'


@dataclass(frozen=True, slots=True)
class Source:
    """Who speaks, as written at text[start:end]."""

    text: str
    start: int
    end: int


def find_source(scene: Scene, roles: frozenset[str], speaker: Source | None) -> Source | None:
    """The source that the sentence names, or the running speaker where it says "he added"."""
    finders = _chinese_sources if scene.lang == "zh" else _english_sources
    cues = [cue for cue in scene.section("attribution") if cue.value in {"said", "according"}]
    nobody = {scene.folded[cue.start : cue.end] for cue in scene.section("attribution") if cue.value == "nobody"}
    pronouns = {scene.folded[cue.start : cue.end] for cue in scene.section("attribution") if cue.value == "pronoun"}
    for source in finders(scene, cues, roles):
        words = source.text.lower().removeprefix("the ").strip()
        if words in pronouns or source.text.lower() in pronouns:
            return speaker
        if words and words not in nobody and source.text.lower() not in nobody:
            return source
    return None


def _english_sources(scene: Scene, cues: list[Cue], roles: frozenset[str]) -> Iterator[Source]:
    for cue in cues:
        if cue.value == "according":
            yield from _phrase_behind(scene, cue.end)
    for cue in cues:
        if cue.value == "said":
            yield from _inverted(scene, cue)
            yield from _subject(scene, cue)


def _phrase_behind(scene: Scene, at: int) -> Iterator[Source]:
    """The noun phrase after "according to"."""
    limit = min(scene.sentence.end, at + SOURCE_LIMIT)
    end = SOURCE_END.search(scene.folded, at + 1, limit)
    yield from _clean(scene.text, at, end.start() if end else limit)


def _inverted(scene: Scene, cue: Cue) -> Iterator[Source]:
    """`"…, said Li Wei, an analyst"`: the verb follows a comma or quotation mark and a name follows the verb."""
    before = scene.text[max(scene.sentence.start, cue.start - 2) : cue.start].strip()
    if before and before[-1] not in ",”\"'’":
        return
    for name in scene.names:
        if cue.end < name.start <= cue.end + 24 and not re.search(r"[,.;]", scene.text[cue.end : name.start]):
            yield Source(name.name if name.known else scene.text[name.start : name.end], name.start, name.end)
            return
    if before:
        yield from _phrase_behind(scene, cue.end)


def _subject(scene: Scene, cue: Cue) -> Iterator[Source]:
    """The noun phrase that the verb follows, or the name before an apposition: "Li Wei, director of X, said"."""
    start = scene.sentence.start
    close = [name for name in scene.names if name.end <= cue.start and cue.start - name.end <= NAME_GAP]
    if close and not scene.text[close[-1].end : cue.start].strip("'’s "):
        name = close[-1]
        apposed = _apposed(scene, name)
        chosen = apposed or name
        yield Source(scene.text[chosen.start : chosen.end], chosen.start, chosen.end)
        return
    stops = [match.end() for match in NOUN_PHRASE_START.finditer(scene.folded, start, cue.start)]
    if stops and not scene.text[stops[-1] : cue.start].strip():
        stops.pop()
        yield from _apposition_owner(scene, stops[-1] if stops else start, cue.start)
        return
    yield from _clean(scene.text, stops[-1] if stops else start, cue.start)


def _apposed(scene: Scene, name: Mention) -> Mention | None:
    """The person before "…, general manager of NAME, said" where NAME only belongs to the office."""
    before = scene.text[max(scene.sentence.start, name.start - 60) : name.start]
    comma = before.rfind(",")
    if comma < 0 or not re.search(r"\b(?:of|at|for|with)\s+(?:the\s+)?$", before):
        return None
    at = name.start - len(before) + comma
    owners = [other for other in scene.names if 0 <= at - other.end <= 1]
    return owners[0] if owners else None


def _apposition_owner(scene: Scene, start: int, end: int) -> Iterator[Source]:
    owners = [name for name in scene.names if name.end <= start and start - name.end <= NAME_GAP]
    if owners:
        yield Source(scene.text[owners[-1].start : owners[-1].end], owners[-1].start, owners[-1].end)
    else:
        yield from _clean(scene.text, start, end)


def _clean(text: str, start: int, end: int) -> Iterator[Source]:
    piece = text[start:end].strip(" \n,.;:'’\"“”-")
    if piece and len(piece) <= SOURCE_LIMIT and len(piece.split()) <= 12:
        yield Source(re.sub(r"^(?:that|as|and|but|also)\s+", "", piece), start, end)


def _chinese_sources(scene: Scene, cues: list[Cue], roles: frozenset[str]) -> Iterator[Source]:
    for cue in cues:
        if cue.value == "according":
            end = CHINESE_SOURCE_END.search(scene.folded, cue.end, min(scene.sentence.end, cue.end + 40))
            if end:
                yield from _chinese_name(scene, cue.end, end.start(), roles)
        else:
            start, _ = scene.clause(cue.start)
            yield from _chinese_name(scene, max(start, cue.start - 40), cue.start, roles)


def _chinese_name(scene: Scene, start: int, end: int, roles: frozenset[str]) -> Iterator[Source]:
    """The body or person in a clause's head: 工业和信息化部副部长李明 gives 李明, 工信部数据 gives 工信部."""
    piece = scene.text[start:end]
    lead = LEAD.match(piece)
    start += lead.end() if lead else 0
    piece = CHINESE_TAIL.sub("", scene.text[start:end]).strip(' ，、：:“”"')
    if not piece or len(piece) > 40:
        return
    role_end = max((piece.lower().rfind(role) + len(role) for role in roles if role in piece.lower()), default=0)
    person = piece[role_end:]
    if role_end and PERSON.match(person):
        yield Source(person, start, end)
        return
    inside = [name for name in scene.names if start <= name.start and name.end <= end and not name.adjective]
    if inside and not role_end:
        last = inside[-1] if inside[-1].kind != "place" else inside[0]
        text = piece if last.kind == "place" and last.end < start + len(piece) else scene.text[last.start : last.end]
        yield Source(text, last.start, last.end)
    elif len(piece) >= 2 and not scene.number_between(start, end):
        yield Source(piece[-20:], start, end)
