"""Who says so: the body or person as written, found in the sentence or still speaking from the one before.

`english_speakers.py` and `chinese_speakers.py` find who speaks in a sentence, `forecast_owners.py` whose a forecast is
that stands beside a figure, and `speakers.py` which of them a number is said by. Words that name nobody ("data show",
据不完全统计) attribute nothing.
"""

from __future__ import annotations

import re

from extractors.owners.forecast_owners import owner_of_forecast
from extractors.quick_records import replace
from extractors.records import Modality, Quantity
from extractors.scenes import Scene
from extractors.telling.chinese_speakers import chinese_sources, goes_on_telling
from extractors.telling.english_speakers import english_sources, first_subject
from extractors.telling.speakers import RANK, Source, nearest_source
from extractors.text.cues import fold_case
from extractors.text.signals import signal

SECTION = "attribution"
# What only divides the number before is said by the same: "Of that, 7 billion yuan will …", "One-third of this …".
DIVIDES = re.compile(
    r"(?:(?:about\s)?(?:an?\s)?(?:half|[a-z]+[\s-](?:thirds?|quarters?|fifths?))\s)?of\s(?:that|this|these|those)\b"
)
# What a Chinese report calls the body whose notice it tells of: 公司预计….
STANDS_FOR_BODY = frozenset({"公司", "该公司", "本公司", "集团", "本集团"})
# What a company puts out: …发布中期业绩。财报显示，…
FILINGS = frozenset(
    {
        "财报",
        "业绩报告",
        "年报",
        "年度报告",
        "半年报",
        "半年度报告",
        "中报",
        "中期报告",
        "季报",
        "季度报告",
        "一季报",
        "三季报",
        "业绩公告",
        "业绩预告",
        "业绩快报",
        "公告",
        "招股书",
        "招股说明书",
        "招股文件",
    }
)
REPORTS = frozenset({"报告", "该报告", "研报", "该研报", "白皮书", "报告中"})  # that of the body that still speaks
BODY_PRONOUNS = frozenset({"it", "they"})
POINT = re.compile(
    "[一二三四五六七八九]是|第[一二三四五六][，、是]|其[一二三四五][，、是]|[一二三四五六]、|(?:首先|其次|再次|最后)[，、]"
)
LONGEST_QUOTE = 1200  # characters of a line before a sentence that are looked at
SAID_BEHIND = re.compile(r"[,?!.][”\"]")  # "They work," said Li
OPENING, CLOSING = '“"「', '”"」'
QUOTES = '“"'
# The reporter goes on in words of his own: 据了解，…; 公开资料显示，….
NARRATOR = re.compile(
    r"(?:^|[，。；])(?:另|又|此外，|另外，)?(?:有(?:关)?(?:数据|统计|机构|分析|媒体|观点|消息)[^，。；]{0,4}(?:显示|表明|指出|认为|称)|据(?:悉|了解|记者了解|不完全统计)(?=[，：:])"
    r"|(?:公开(?:数据|资料|信息)|(?<!数据)资料)显示|[^，。；、]{0,8}记者(?:注意到|看到|(?:统计|梳理|查阅|走访|调查)?发现|在[^，。]{2,14}看到)|我们(?:统计|梳理|发现))"
)
NARRATION = signal(NARRATOR)


# What a name behind it does not act: 中标项目包括甲公司…, 与甲公司
OPENS = 16  # characters before the name that a paragraph begins with: 仅两天后，甲公司…
NO_SUBJECT = re.compile("包括|包含|中标|项目|具体|其中|分别|[与和向由对为从获给被据在以]$")


def find_sources(
    scene: Scene, roles: frozenset[str], speaker: Source | None, company: str | None = None
) -> tuple[Source, ...]:
    """The sources that the sentence names; where it says "he added", the running speaker, and where it says "it
    said", its own subject, or else the speaker or the company that the text is about.
    """
    if not any(cue.section == SECTION for cue in scene.cues) and not scene.sentence.heading:
        return ()
    words = _word_lists(scene)
    finders = chinese_sources if scene.lang == "zh" else english_sources
    found: list[Source] = []
    for source in finders(scene, roles, words["sources"]):
        name = fold_case(source.text).removeprefix("the ").strip()
        if name in words["pronoun"]:
            if meant := _subject_meant(scene, source, speaker, company):
                lasting = speaker is not None and meant == speaker.text and speaker.lasting
                found.append(Source(meant, source.start, source.end, source.verb, lasting, source.closing))
        elif scene.lang == "zh" and speaker and _stands_for(name, speaker):
            found.append(replace(source, text=speaker.text, lasting=True, issuer=speaker.issuer))
        elif name and name not in words["nobody"] and source.text.lower() not in words["nobody"]:
            found.append(source)
    if not found and scene.lang == "zh" and speaker and (same := goes_on_telling(scene, speaker)):
        found.append(same)
    return tuple(dict.fromkeys(found))


def _stands_for(name: str, speaker: Source) -> bool:
    """Whether a Chinese sentence calls the body that still speaks by what it is or issues: 公司预计…, 报告指出…."""
    if name.removeprefix("该").removeprefix("公司") in FILINGS:
        return speaker.issuer or (speaker.lasting and speaker.way == "issued")
    return (speaker.issuer and name in STANDS_FOR_BODY) or (speaker.lasting and name in REPORTS)


def _subject_meant(scene: Scene, pronoun: Source, speaker: Source | None, company: str | None) -> str | None:
    """Who "he", "it" or "they" is that said so: "Acer sold 300 robots, it said" names its own subject."""
    if scene.lang == "zh" or pronoun.text.lower() not in BODY_PRONOUNS:
        return speaker.text if speaker else None
    name = first_subject(scene, pronoun.start) if pronoun.closing else None
    if name:
        return scene.text[name.start : name.end]
    return speaker.text if speaker else company


def main_source(sources: tuple[Source, ...]) -> Source | None:
    """Who goes on speaking after a sentence: of its sources the one that says before those that only pass on."""
    return min(sources, key=lambda source: (RANK[source.way], not source.lasting), default=None)


def source_of(
    scene: Scene, quantity: Quantity, modality: Modality, sources: tuple[Source, ...], running: Source | None
) -> Source | None:
    """Who says the number: whose forecast it is, a source of its sentence, or the one who still speaks."""
    if scene.lang == "en" and (owner := owner_of_forecast(scene, quantity)):
        return owner
    if sources:
        return nearest_source(scene, quantity, modality, sources)
    return running


def goes_on(scene: Scene, speaker: Source, line: int) -> bool:
    """Whether somebody who spoke before, last in the paragraph `line`, still speaks in a sentence that names nobody: a
    person to the end of the paragraph, a Chinese body until another source or the reporter takes over.
    """
    same = scene.sentence.line == line or (scene.sentence.line == line + 1 and _is_continued(scene))
    if scene.lang == "zh":
        return speaker.lasting or same
    quoted = scene.text[scene.sentence.start] in QUOTES or _is_open(scene.text, scene.sentence.start)
    divided = DIVIDES.match(scene.folded, scene.sentence.start) is not None
    return same and (speaker.lasting or quoted or divided)


def _is_continued(scene: Scene) -> bool:
    """Whether a paragraph goes on with the quotation that the one before left open: each begins with a mark."""
    line = scene.text.rfind("\n", 0, scene.sentence.start) + 1
    before = scene.text[max(0, line - LONGEST_QUOTE) : line].rstrip().rpartition("\n")[2]
    return scene.text[line] == "“" and before.count("“") > before.count("”")


def is_narrated(scene: Scene) -> bool:
    """Whether the reporter speaks in a Chinese sentence that names no source: 据了解，网络建设方面，…"""
    if scene.lang != "zh" or not scene.shows(NARRATION):
        return False
    return NARRATOR.search(scene.folded[scene.sentence.start : scene.sentence.end]) is not None


def is_left(scene: Scene, speaker: Source, line: int) -> bool:
    """Whether a Chinese paragraph turns from the company that spoke before to another: …甲公司宣布…⏎乙公司完成…."""
    if scene.lang != "zh" or not speaker.firm or scene.sentence.line == line:
        return False
    first = next((name for name in scene.names if name.kind in {"company", "source"}), None)
    if first is None or first.kind == "source" or first.start - scene.sentence.start > OPENS:
        return False
    called = scene.text[first.start : first.end]
    own = called in speaker.text or speaker.text in called
    return not own and NO_SUBJECT.search(scene.folded, scene.sentence.start, first.start) is None


def is_quoted_before(scene: Scene, following: Scene) -> bool:
    """Whether a sentence is a quotation whose speaker the next one names: "Is it enough?" Li asked the Herald; "We
    have 300 robots. They work," said Li.
    """
    if following.sentence.line != scene.sentence.line:
        return False
    if scene.lang == "en" and _is_open(scene.text, following.sentence.start):
        return SAID_BEHIND.search(following.text, *following.sentence.span) is not None
    quoted = scene.text[scene.sentence.start] in OPENING and scene.text[scene.sentence.end - 1] in CLOSING
    return quoted and following.text[following.sentence.start] not in OPENING


def counts_on(scene: Scene, line: int) -> bool:
    """Whether a Chinese paragraph is a further point of what somebody tells: …介绍，…⏎一是…⏎二是…"""
    start = scene.sentence.start
    opens = scene.lang == "zh" and (start == 0 or scene.text[start - 1] == "\n")
    return opens and 0 < scene.sentence.line - line <= 2 and POINT.match(scene.folded, start) is not None


def is_resumed(scene: Scene, following: Scene, speaker: Source, line: int, roles: frozenset[str]) -> bool:
    """Whether a Chinese paragraph goes on with a person who spoke in the one before, for its next sentence names the
    same: …陈立说，…⏎1至9月销量增长7%。陈立认为，….
    """
    if scene.lang != "zh" or speaker.lasting or not line < scene.sentence.line == following.sentence.line:
        return False
    return any(source.text == speaker.text for source in find_sources(following, roles, speaker))


def _is_open(text: str, at: int) -> bool:
    """Whether a quotation that began in the line is still open at an offset."""
    before = text[max(text.rfind("\n", 0, at) + 1, at - LONGEST_QUOTE) : at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _word_lists(scene: Scene) -> dict[str, set[str]]:
    lists: dict[str, set[str]] = {"nobody": set(), "pronoun": set(), "sources": set()}
    for cue in scene.section(SECTION):
        if cue.value in lists:
            lists[cue.value].add(scene.folded[cue.start : cue.end])
    return lists
