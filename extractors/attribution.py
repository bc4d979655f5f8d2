"""Who says so: the body or person as written, found in the sentence or still speaking from the one before.

English: "according to X", "X said", "said X". Chinese: X表示, X数据显示, 据X统计, 记者从X获悉. Words that name nobody
("data show", 据不完全统计) attribute nothing. What stands before the verb must be a name or a word for a source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.cues import Cue
from extractors.mentions import Mention
from extractors.places import is_dateline
from extractors.records import Quantity
from extractors.scenes import Scene

OPENING, CLOSING = '“"「', '”"」'
SOURCE_LIMIT = 90  # characters of a source as written
SUBJECT_WORDS = 8  # a longer run before a verb of saying is a clause, and not who says so
CLOSE = 3  # characters between a name and its verb
STRONG_LIMIT = 12  # characters of an unlisted Chinese speaker before 表示, 指出
PHRASE_START = re.compile(
    r"""[,;:()"“”]|\s[—–-]+\s|\b(?:but|and|(?<!quoted )(?<!cited )as|that|while|although|which|because|when"""
    r"""|(?<!familiar )with|after)\b"""
)
PHRASE_END = re.compile(
    r"""[,;:()"“”]|\.(?=\s|$)|\s[—–-]+\s|\b(?:that|which|who|released|published|showing|compiled"""
    r"""|show|shows|showed|in a|late|earlier|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"""
)
BETWEEN_SAID_AND_NAME = re.compile(
    r"^\s+(?:(?:the|a|an)\s)?(?:(?!in\b|on\b|it\b|that\b|its\b|at\b|to\b)[\w-]+\s){0,4}$"
)
PLACE_BEHIND = re.compile(r"\s(?:in|on|at|that|it|its|last|this|late|earlier)\b")  # ", said in Brussels": not who
HEADING_SOURCE = re.compile(r":\s([A-Za-z][\w .&'’-]{2,40})$")  # "… wins 4G contracts: sources"
CLOSED = re.compile(
    r"\s*(?:$|[.,;:)”\"]|(?:in|on|at|to|during|last|this|late|earlier|late|via|through|by|from|when|after|before|as)\b)"
)
AUXILIARY = re.compile(r"\s*(?:(?:has|have|had|also|later|recently|once|earlier|then)\s)*")
PRONOUN = re.compile(r"\s*(?:but |and )?(he|she)\s(?:(?:has|had|also|later|further|then)\s)*$")
ADVERB = re.compile(r"\s+(?:also|later|further|then|recently|earlier|had|has|have|previously)$")  # "he also" said
OFFICE_IN = re.compile(r"\s(?:in|at|of|for)\s(?:the\s)?$")  # "the Federation in Frankfurt" predicts
DOCUMENT = re.compile(  # "a report by Omdia" is Omdia's: the document is named only where no body is
    r"^(?:an?|the|its|latest|recent|new|\w+ly)?\s?(?:[\w-]+\s)?(?:report|reports|data|survey|study|statistics|figures|note|statement|research"
    r"|analysis|estimates|forecasts?|release)\s(?:released\s|published\s|compiled\s|issued\s)?(?:by|from|of)\s",
    re.IGNORECASE,
)
QUOTED_AS = re.compile(r"\s+(?:was|were|is|are|has been|have been)\s+(?:quoted|cited|reported)\s+as$")
ADDED = re.compile(  # "added 455,000 users" says nothing
    r"(?:added|adding|found|shows?|showed)\s+(?:(?:another|about|some|more than|nearly)\s+)?[\d$€£¥]"
)
OFFICE_OF = re.compile(r"\b(?:of|at|for|with)\s+(?:the\s+)?$")
CHINESE_END = re.compile(
    r"统计数据|最新|数据|统计|介绍|报道|测算|预测|消息|了解|发布|公布|显示|获悉|披露|的|，|估算|预计|监测|分析|透露"
)
CHINESE_TAIL = re.compile(
    r"(?:最新|发布的?|发表|统计|数据|研究报告|报告|研报|的|日前|近日|今日|今天|昨日|昨天|此前|目前|也|还|并|则"
    r"|同时|近期|有关|相关|最近|官方"
    r"|曾|再次|进一步|正式|《[^》]{0,40}》|\d{1,2}[月日]|新闻发布会上?|会上|上|一份|向记者|对记者"
    r"|肯定地|乐观地|谨慎地|坦率地|明确地?|公开|直接|在接受.{0,12}采访时|告诉记者|最近|已|均|都|又)+$"
)
# Words that no body and no person bears: 所以可以判断, 不仅没有厂商宣布.
NO_SPEAKER = re.compile(
    r"不|没有|所以|可以|而且|比较|什么|如果|因此|因为|但是|虽然|并且|就|这样|那样|是|普遍|反而|只要|只有|应该|必须|才|把|使|让"
)
CHINESE_LEAD = re.compile(
    r"^(?:(?:\d{4}年)?\d{0,2}月?\d{0,2}日?|记者(?:\d{1,2}月\d{1,2}日|\d{1,2}日|日前|近日|今天|今日|昨天|昨日)?从|据悉|另据|据|根据|来自|对此|此外|其中|同时|而|但|由|会上|更有|也有|还有|日前"
    r"|近日|今天|昨日|今日|，|、|从)*"
)
PERSON = re.compile(r"^(?:[\u4e00-\u9fff·]{2,4}|[A-Z][A-Za-z.-]+(?: [A-Z][A-Za-z.-]+){0,3})$")
AT_PLACE = re.compile(r"(?<=.{2})(?:在|于|就|对|向|针对|将|把|预期)")  # 花旗将联想目标价上调: Citi says it


@dataclass(frozen=True, slots=True)
class Source:
    """Who speaks, as written at text[start:end]; `verb` is where the verb of saying ends."""

    text: str
    start: int
    end: int
    verb: int
    lasting: bool = False  # a body whose data the next sentences go on with
    closing: bool = True  # stands behind what is said ("…, Li said"), not in its midst ("… that Li says could …")

    def covers(self, quantity: Quantity) -> bool:
        """Whether a number of the source's own sentence is said by it: behind the verb, or before a source that
        follows.
        """
        return quantity.start >= self.verb or (self.closing and quantity.end <= self.start)


def find_source(scene: Scene, roles: frozenset[str], speaker: Source | None) -> Source | None:
    """The source that the sentence names, or the running speaker where it says "he added"."""
    words = _word_lists(scene)
    finders = _chinese_sources if scene.lang == "zh" else _english_sources
    for source in finders(scene, roles, words["sources"]):
        name = source.text.lower().removeprefix("the ").strip()
        if name in words["pronoun"]:
            return speaker and Source(speaker.text, source.start, source.end, source.verb, speaker.lasting)
        if name and name not in words["nobody"] and source.text.lower() not in words["nobody"]:
            return source
    return None


def is_quoted_before(scene: Scene, following: Scene) -> bool:
    """Whether a sentence is a quotation whose speaker the next one names: "Is it enough?" Li asked the Herald."""
    quoted = scene.text[scene.sentence.start] in OPENING and scene.text[scene.sentence.end - 1] in CLOSING
    return (
        quoted
        and following.sentence.line == scene.sentence.line
        and following.text[following.sentence.start] not in OPENING
    )


def _word_lists(scene: Scene) -> dict[str, set[str]]:
    lists: dict[str, set[str]] = {"nobody": set(), "pronoun": set(), "sources": set()}
    for cue in scene.section("attribution"):
        if cue.value in lists:
            lists[cue.value].add(scene.folded[cue.start : cue.end])
    return lists


def _english_sources(scene: Scene, _: frozenset[str], nouns: set[str]) -> Iterator[Source]:
    if scene.sentence.heading and (
        colon := HEADING_SOURCE.search(scene.text, scene.sentence.start, scene.sentence.end)
    ):
        yield from _phrase(scene, colon.start(1), colon.end(1), scene.sentence.end, nouns)
    cues = [
        cue
        for cue in scene.section("attribution")
        if cue.value in {"said", "expects", "according"} and not ADDED.match(scene.folded, cue.start)
    ]
    for cue in cues:
        if cue.value == "according":
            limit = min(scene.sentence.end, cue.end + SOURCE_LIMIT)
            end = PHRASE_END.search(scene.folded, cue.end + 1, limit)
            yield from _phrase(scene, cue.end, end.start() if end else limit, cue.end, nouns, lasting=True)
    for cue in sorted(cues, key=lambda cue: (cue.value == "expects", cue.start)):
        if cue.value != "according":
            yield from _inverted(scene, cue, nouns)
            yield from _subject(scene, cue, nouns)


def _inverted(scene: Scene, cue: Cue, nouns: set[str]) -> Iterator[Source]:
    """`"…, said Li Wei, an analyst"`: the verb follows a comma or quotation mark, and the speaker follows the verb."""
    before = scene.text[max(scene.sentence.start, cue.start - 2) : cue.start].strip()
    if before and before[-1] not in ",”\"'’":
        return
    for name in scene.names:
        if name.start > cue.end and BETWEEN_SAID_AND_NAME.match(scene.folded[cue.end : name.start]):
            yield Source(scene.text[name.start : name.end], cue.start, name.end, cue.end)
            return
    if before and not PLACE_BEHIND.match(scene.folded, cue.end):
        end = PHRASE_END.search(scene.folded, cue.end + 1, min(scene.sentence.end, cue.end + SOURCE_LIMIT))
        stop = end.start() if end else scene.sentence.end
        yield from _phrase(scene, cue.end, stop, cue.end, nouns)


def _subject(scene: Scene, cue: Cue, nouns: set[str]) -> Iterator[Source]:
    """The name or noun phrase that the verb follows, over an apposition: "Li Wei, director of X, said"."""
    close = [
        name for name in scene.names if name.end <= cue.start and cue.start - name.end <= CLOSE and not name.adjective
    ]
    if close and not scene.text[close[-1].end : cue.start].strip("'’s "):
        name = _owner_of_office(scene, close[-1]) or _body_at(scene, close[-1]) or close[-1]
        lasting = name.kind == "source" and cue.value == "said"
        yield Source(scene.text[name.start : name.end], name.start, name.end, cue.end, lasting, _closes(scene, cue.end))
        return
    stops = [match.end() for match in PHRASE_START.finditer(scene.folded, scene.sentence.start, cue.start)]
    if stops and AUXILIARY.fullmatch(scene.folded, stops[-1], cue.start):
        first = _apposed(scene, stops[-1]) or _first_subject(scene, cue.start)
        if first:
            lasting = first.kind == "source" and cue.value == "said"
            yield Source(
                scene.text[first.start : first.end], first.start, first.end, cue.end, lasting, _closes(scene, cue.end)
            )
        return
    start = stops[-1] if stops else scene.sentence.start
    spoken = PRONOUN.match(scene.folded, start, cue.start)
    if spoken and cue.value == "said":
        yield Source(spoken[1], start, spoken.end(1), cue.end, closing=_closes(scene, cue.end))
        return
    if len(scene.text[start : cue.start].split()) <= SUBJECT_WORDS:
        yield from _phrase(scene, start, cue.start, cue.end, nouns)


def _closes(scene: Scene, verb: int) -> bool:
    """Whether nothing is said behind a verb of saying: "…, Li said in Oslo", but not "Li said it would …"."""
    return CLOSED.match(scene.folded, verb, scene.sentence.end) is not None


def _apposed(scene: Scene, comma: int) -> Mention | None:
    """The person between commas before the verb: "its president, Dana Wills, told us"."""
    return next((name for name in scene.names if name.kind == "person" and 0 < comma - name.end <= 1), None)


def _owner_of_office(scene: Scene, name: Mention) -> Mention | None:
    """The person before "…, general manager of NAME, said" where NAME only belongs to the office."""
    before = scene.text[max(scene.sentence.start, name.start - 60) : name.start]
    comma = before.rfind(",")
    if comma < 0 or not OFFICE_OF.search(before):
        return None
    at = name.start - len(before) + comma
    return next((other for other in scene.names if 0 <= at - other.end <= 1), None)


def _body_at(scene: Scene, name: Mention) -> Mention | None:
    """The body before "… in PLACE said", where PLACE only tells which one or where it sits."""
    before = scene.text[max(scene.sentence.start, name.start - 9) : name.start]
    link = OFFICE_IN.search(before)
    if not name.is_place or link is None:
        return None
    at = name.start - len(before) + link.start()
    return next((other for other in scene.names if other.end == at and not other.is_place), None)


def _first_subject(scene: Scene, before: int) -> Mention | None:
    """The sentence's first name that stands free: the subject of a verb after a bracketed clause."""
    return next(
        (
            name
            for name in scene.names
            if name.end <= before
            and not (name.adjective or name.is_place or is_dateline(scene, name))
            and scene.text[name.start - 1 : name.start] != "("  # "(Reuters)"
        ),
        None,
    )


def _phrase(
    scene: Scene, start: int, end: int, verb: int, nouns: set[str], *, lasting: bool = False
) -> Iterator[Source]:
    """text[start:end] as a source if a name or a word for a source stands in it."""
    piece = re.sub(
        r"^(?:that|as|and|but|also|when|an average of)\s+", "", scene.text[start:end].strip(" \n,.;:'’\"“”-—")
    )
    piece = DOCUMENT.sub("", ADVERB.sub("", QUOTED_AS.sub("", piece)))
    named = any(start <= name.start and name.end <= end and not name.is_place for name in scene.names)
    sourced = any(re.search(rf"\b{re.escape(noun)}\b", piece.lower()) for noun in nouns)
    if piece and len(piece) <= SOURCE_LIMIT and len(piece.split()) <= 12 and (named or sourced):
        yield Source(piece, start, end, verb, lasting and named, start >= verb or _closes(scene, verb))


def _chinese_sources(scene: Scene, roles: frozenset[str], nouns: set[str]) -> Iterator[Source]:
    """Those who speak first, then those who publish: 国新办举行发布会，工信部总工程师谢某表示 is said by 谢某."""
    cues = [cue for cue in scene.section("attribution") if cue.value in {"according", "said", "issued"}]
    for cue in sorted(cues, key=lambda cue: (cue.value == "issued", cue.start)):
        if cue.value == "according":
            end = CHINESE_END.search(scene.folded, cue.end, min(scene.sentence.end, cue.end + 40))
            if end:
                yield from _chinese_name(scene, cue.end, end.start(), end.end(), roles=roles, nouns=nouns, strong=False)
            continue
        start, _ = scene.clause(cue.start)
        strong = cue.value == "said" and len(scene.folded[cue.start : cue.end]) > 1
        yield from _chinese_name(
            scene, max(start, cue.start - 40), cue.start, cue.end, roles=roles, nouns=nouns, strong=strong
        )


def _chinese_name(
    scene: Scene, start: int, end: int, verb: int, *, roles: frozenset[str], nouns: set[str], strong: bool
) -> Iterator[Source]:
    """The body or person in a clause's head: 工业和信息化部副部长李明 gives 李明, 工信部数据 gives 工信部."""
    lead = CHINESE_LEAD.match(scene.text[start:end])
    start += lead.end() if lead else 0
    piece = CHINESE_TAIL.sub("", scene.text[start:end]).strip(' ，、：:“”"【】')
    place = AT_PLACE.search(piece)
    piece = CHINESE_TAIL.sub("", piece[: place.start()]) if place else piece
    stop = start + len(piece)
    verb = stop if place else verb
    if len(piece) < 2 or len(piece) > 40 or scene.number_between(start, stop):
        return
    low = piece.lower()
    role_end = max((low.rfind(role) + len(role) for role in roles if role in low), default=0)
    if role_end and PERSON.match(piece[role_end:]):
        yield Source(piece[role_end:], start, stop, verb)
        return
    inside = [name for name in scene.names if start <= name.start < stop and not name.is_place and name.known]
    if inside and not role_end:
        name = inside[-2] if _is_short_form(scene, inside) else inside[-1]
        yield Source(scene.text[name.start : name.end], start, stop, verb, True)
        return
    body = piece.endswith(tuple(nouns)) or any(
        start <= name.start and name.end <= stop + 1 and name.kind in {"company", "source"} for name in scene.names
    )
    if body or role_end or (strong and len(piece) <= STRONG_LIMIT and not NO_SPEAKER.search(piece)):
        yield Source(piece[-24:], start, stop, verb, body)


def _is_short_form(scene: Scene, names: list[Mention]) -> bool:
    """Whether the last name only shortens the one before it in brackets: 高工机器人产业研究所（GGII）."""
    return len(names) > 1 and scene.text[names[-2].end : names[-1].start].strip() in {"(", "（"}
