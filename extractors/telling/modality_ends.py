"""How far a cue of what is to come reaches: a finished action, a comparison or a clause of its own ends it.

"plans to sell 5 million and had 12 million", "hopes to sell 5 million at home, where sales slowed to 2 million": only
the first numbers are planned.
"""

from __future__ import annotations

import re

from extractors.scenes import Scene
from extractors.text.cues import Cue
from extractors.text.tenses import is_in_past

JOINED = re.compile(r"\b(?:and|but|or)\s(?:(?:it|they|he|she|also|only|then|already|now)\s)?$")
# A second main clause with a subject of its own: "is set to grow and 5G phones are …", not "and plants that are …".
COORDINATE = re.compile(
    r"\b(?:and|but|while)\s(?:(?!that\b|which\b|who\b|to\b|will\b|would\b|and\b|as\b)[\w'’-]+\s){1,5}$"
)
TO_HAVE = re.compile(
    r"have\s(?:[\d$€£¥]|an?\s|about\s|around\s|some\s|nearly\s|at\sleast\s|more\sthan\s|up\sto\s|over\s)"
)
SUBJECT_REACH = 48
RELATIVE = re.compile(r",\s(?:which|who)\s(?:[\w'’-]+\s){0,3}$")
MAIN_VERB = re.compile(
    r"[\s,]*(?:(?:also|then|recently)\s)?(?:[a-z]+ed|is|are|was|were|has|have|had|won|began|sold|bought|said|made|saw|spent|rose|fell)\b"
)
# A relative clause that tells what there was or is: ", which won its licence in May and already serves …".
OWNS = re.compile(
    r"\s?(?:which|who)\s(?:(?:\w+ly|also|now|already)\s)?"
    r"(?:(?!includ|cover)[a-z]+ed|has|have|had|won|began|sold|bought|made|saw|spent|got|runs?|owns?|operates?|boasts?|employs?|serves?|makes|sells|counts"
    r"|accounts?\sfor|makes?\sup|contributes?|represents?)\b"
)
# "will spin off two units that had sales of 4 billion", "is to sell the division, which employs 900": there already
THAT_WAS = re.compile(
    r"\b(?:that|which|who)\s(?:(?:\w+ly|together|already|still|now)\s)?"
    r"(?:had|owned|earned|generated|posted|sold|made|lost|was|were|spent|employed|accounted|contributed|brought\sin)\b"
    r"|\b(?:sell|buy|acquire|merge|shut|close|spin\soff|take\sover|divest)\s(?:[\w'’-]+\s){1,6}?(?:that|which)\s"
    r"(?:(?:\w+ly|together|already|still|now)\s)?(?:employs?|owns?|has|have|runs?|operates?|makes?|serves?)\b"
    r"|,\swith\s[^,;.]{3,60}?\s(?:now|already|currently)\s\w+"
)
WHERE = re.compile(r",?\s?where\b")
# A second statement behind ；that tells what there is: 预计年底达60万个；应用方面，全国累计开展创新应用400项.
FACT_ZH = re.compile(r"^(?!.*(?:将|预计|力争|计划|目标|有望|到20\d\d年)).*?(?:累计|目前|现有|在建|已)")
GOES_ON = re.compile(r"^\s[a-z]+ing\b")  # "while lowering wages" goes on with what comes before
AS_A = re.compile(r"\s(?:an?|part)\b")  # "sell each car as a hybrid" compares nothing
BOUND = re.compile(r"(?:more|less|fewer|greater|higher|lower|rather|other) than$")  # a comparator, not a comparison
POSITION = frozenset({"above", "below", "against"})  # comparators too, right before a number
BENCHMARKS = frozenset({"预期", "预测", "预估"})
MARKET_VIEW = re.compile(r"(?:市场|机构|分析师|华尔街|外界)(?:一致|普遍|平均|此前|的)?$")
LATER = re.compile(r"20\d\d年|明年|后年|未来")


MODALS = frozenset({"will", "'ll", "’ll", "would", "shall"})


def is_ended(scene: Scene, cue: Cue, at: int) -> bool:
    """Whether a finished action or a comparison stands between the cue and the offset."""
    clause, _ = scene.clause(at)
    if clause > cue.start and RELATIVE.search(
        scene.folded, max(scene.sentence.start, cue.start - SUBJECT_REACH), cue.start
    ):
        return MAIN_VERB.match(scene.folded, clause) is not None
    if clause > cue.start and (OWNS.match(scene.folded, clause, at) or _is_where_there_was(scene, clause, at)):
        return True
    if scene.lang == "en" and THAT_WAS.search(scene.folded, cue.end, at):
        return True
    bracket = scene.folded.rfind("(", cue.end, at)
    if bracket >= 0 and scene.folded.find(")", bracket, at) < 0 and is_in_past(scene.folded, bracket, at):
        return True
    if clause > cue.start and _is_benchmark(scene, cue, at):
        return True
    semicolon = scene.folded.rfind("；", cue.end, at)
    if semicolon >= 0 and FACT_ZH.match(scene.folded[semicolon + 1 : at]):
        return True
    for other in scene.section("modality"):
        if other.start < cue.end or other.end > at:
            continue
        if other.value == "reset" and _compares(scene, other, at):
            return True
        if other.value == "done" and (other.start >= clause > cue.start or _is_second_verb(scene, other, cue)):
            return True
    return False


def _is_where_there_was(scene: Scene, clause: int, at: int) -> bool:
    """Whether a relative clause tells of a place as it was: ", where sales slowed to 7 percent"."""
    return WHERE.match(scene.folded, clause, at) is not None and is_in_past(scene.folded, clause, at)


def _is_benchmark(scene: Scene, cue: Cue, at: int) -> bool:
    """Whether 预期 only tells what the market had thought of the result before it, and its number is over:
    营收970亿元，市场预期999亿元；净利润344亿元.
    """
    if scene.folded[cue.start : cue.end] not in BENCHMARKS or LATER.search(scene.folded, cue.end, at):
        return False
    told = [quantity for quantity in scene.quantities if quantity.end <= at]
    behind = [quantity for quantity in told if quantity.start >= cue.end]
    of_market = MARKET_VIEW.search(scene.folded, max(scene.sentence.start, cue.start - 8), cue.start)
    bare = bool(behind) and scene.clause(cue.start)[0] == cue.start and behind[0].start - cue.end <= 1
    return len(told) > len(behind) > 0 and (of_market is not None or bare)


def _compares(scene: Scene, cue: Cue, at: int) -> bool:
    """Whether a cue of comparison is one: not in "more than", "above 5 million", "while lowering"."""
    word = scene.folded[cue.start : cue.end]
    if BOUND.search(scene.folded, max(0, cue.start - 8), cue.end) or (word in POSITION and at - cue.end <= 1):
        return False
    if word == "as" and AS_A.match(scene.folded, cue.end):
        return False
    return not (word == "while" and GOES_ON.match(scene.folded[cue.end : cue.end + 16]))


def _is_second_verb(scene: Scene, cue: Cue, future: Cue) -> bool:
    """Whether a finished verb states a thing of its own in the clause: "… and had 12 million", "… and prices fell",
    计划投资已达.
    """
    if scene.folded[cue.start] == "已":
        return True
    if JOINED.search(scene.folded, max(scene.sentence.start, cue.start - 14), cue.start):
        return not (_takes_infinitive(scene, future) and TO_HAVE.match(scene.folded, cue.start))
    subject = COORDINATE.search(scene.folded, max(future.end, cue.start - SUBJECT_REACH), cue.start)
    return subject is not None and not scene.number_between(subject.start(), cue.start)


def _takes_infinitive(scene: Scene, cue: Cue) -> bool:
    """Whether a bare verb further on can go on with the cue: "plans to sell 5 million and have …", "will …"."""
    return (
        scene.folded[cue.start : cue.end] in MODALS
        or scene.folded.startswith("to ", cue.end - 2)
        or scene.folded.startswith(" to ", cue.end)
    )
