"""The phrases of metrics found in a text, each with its place and measure.

Measures that no metric names compete with the same weight, so that they keep their own numbers; and a part of a
company's whole ("cloud revenue", 云业务收入, "revenue from its home broadband unit") is a measure of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from types import MappingProxyType

from extractors.metrics.measures import GAP, Measure, MetricRules, Phrase, Tie
from extractors.quick_records import quick
from extractors.text.cues import is_whole_word
from extractors.text.late_patterns import compiled

# English words before a measure that leave it whole; any other ("cloud", "handset") makes it a part.
LAST_WORD = re.compile(
    r"([\w'’$%&+/-]+|\([\w.]+\))[ ](?:(?:blended|combined|average|monthly|total|overall|consolidated)[ ])?$"
)
MAY_PRECEDE = re.compile(
    r"the|its|their|his|our|a|an|of|in|with|and|on|by|as|for|total|annual|quarterly|yearly|overall|full|half"
    r"|operating|operational|consolidated|group|company|companywide|interim|reported|underlying|core"
    r"|year|quarter|months?|record|net|sales|gross|combined|average|attributable|whose|when|that|to"
    r"|from|where|current|new|more|over|capital|\d+|h[12]|q[1-4]|fy|hy|[hH]alf"
    r"|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|(?:\w+-)?(?:quarter|half)"
    r"|first|second|third|fourth|20\d\d|\w+['’]s?|\w+ed|\w+ing|posts?|sees?|had|has|saw|was|is|were|are|been|be|being|which|but"
    r"|while|billion|million|trillion|yuan|yen|won|dollars?|euros?|percent|pct|cent|%|if|or|even|although|though|because|since|despite|after|before|this|these|last|next"
    r"|strong|weak|weaker|stronger|higher|lower|solid|flat|also|said|says|reports?|logs?|books?|earns?|estimated"
    r"|profit|lifts?|beats?|misses?|drives?|hits?|sets?|puts?|only|about|around|generate|generates|made|makes|have"
    r"|cut|cuts|raise|raises|boost|boosts|increase|increases|reduce|reduces|slash|slashes|trim|trims|keep|keeps|kept"
    r"|double|triple|grow|expect|expects|forecast|forecasts|see|plan|plans|spend|set|push|pushes|earn|post|report|log"
    r"|book|generate|add|adds|won|between|against|versus|then|what|how|every|each|both|per|without|like|than|so|far"
    r"|will|would|can|could|not|no|it|at|brought|took|saw|grew|blended|term|makers?|operators?|carriers?|firms?|telcos?|giants?"
    r"|vendors?|startups?|\w+ly|reckons?|thinks?|thought|believes?|hopes?|predicts?|anticipates?|estimates|projects?|notes|insists|argues"
    r"|warns?|admits|adds|assumes?|suggests?|indicates?|shows?|showed|means?|guarantees?|wants?|aims|targets?"
)
# What behind it says that only a part is meant: "revenue from its cloud unit", but not "revenue from a year earlier".
PART_BEHIND = re.compile(
    r"[ ]from[ ](?:its[ ]|the[ ]|their[ ])?"
    r"(?!(?:continuing|operations|ordinary|core|principal|main|all|a|an|last|previous|same|prior|about|around|nearly"
    r"|almost|just|some|roughly|yuan|rmb|cny|us|hk|january|february|march|april|may|june|july|august|september"
    r"|october|november|december|year|first|second|third|fourth|more|less|operating|customers|one|two|three|four|five|six|seven|eight|nine|ten|analysts)\b)[a-z]"
)
PART_OF = re.compile(
    r"[ ]of[ ](?:its[ ]|the[ ]|their[ ])?(?:[a-z][\w-]*[ ]){0,3}"
    r"(?:business(?:es)?|units?|segments?|divisions?|arms?|subsidiary)\b"
)
# The same in Chinese. What names a trade ("行业", 手机) makes a part only of a company's whole.
PART_OF_HAN = re.compile(
    r"(?P<part>业务|服务|产品|设备|系统|云|软件|广告|数据|流量|海外|境外|板块|部门|通信|汽车|零售|租赁|授权|会员|增值|渠道|线上|线下"
    r"|零部件|数字化|政企|游戏)的?$"
)
PART_OF_WHOLE_HAN = re.compile(
    r"""
    (?P<part>业务|服务|产品|设备|系统|云|软件|广告|数据|流量|海外|境外|国外|板块|分部|部门|通信|汽车|零售|租赁|授权|会员|增值|渠道|线上|线下
      |零部件|数字化|政企|游戏|行业|产业|市场|领域|项目|手机|硬件|终端|平台|耗材|工程|解决方案|机器狗|四足|扫地机|固网|移动|互联网|物联网|家庭|宽带|数据中心|新兴|创新|上市公司|企业|机器人|国内|分红|代工)
    (?:方面|客户|用户|的|之|上|共|所|总|年|全年|累计|合计|实现|取得|完成|贡献|带来|创造){0,3}
    $
    """,
    re.VERBOSE,
)


# "(1.4 billion dollars)" between a sum and what is tied to it: "9 billion yuan ($1.4 billion) on research".
CONVERTED = re.compile(r"(.{0,4}?)\s?[(（][^()（）]{1,40}[)）]")


# The time between a sum and what it was for: "spent 9 billion yuan last year on research".
TIMED = re.compile(
    r"(.{0,4}?)\s(?:(?:last|this)\s(?:year|quarter|month)|(?:in|over|during)\s(?:the\s)?(?:[\w-]+\s){0,4}?(?:year|years|half|quarter|period"
    r"|(?:19|20)\d\d))(?=\s(?:on|in|into|for)\s)"
)
BACK = re.compile(r"\s*(?:this|that|these|it|they|the (?:figure|number|total)|of (?:these|them)|这一|该)\b")
NO_OWNERS: Mapping[int, int] = MappingProxyType({})


@quick
@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase at text[start:end]; with a tie it holds only for a number at that place."""

    start: int
    end: int
    measure: Measure
    tie: Tie | None = None
    gap: bool = False  # two pieces with other words between them


def find_hits(folded: str, rules: MetricRules, owners: Mapping[int, int] = NO_OWNERS) -> list[Hit]:
    """All phrases in a lower-cased text, sorted by place; what a longer plain phrase covers is left out.

    `owners` are the names that can have figures, end to start: "Huawei revenue" is Huawei's, "cloud revenue" a part.
    """
    spaced = folded.replace("-", " ")
    found: list[Hit] = []
    denied: set[int] = set()
    for index, start, end in rules.automaton.find_matches_as_indexes(spaced, overlapping=True):
        if not is_whole_word(spaced, start, end):
            continue
        phrase = rules.phrases[index]
        stop = _end_of(spaced, end, phrase)
        if stop is None or _names_again(spaced, start, denied):
            continue
        if _is_excluded(spaced, start, stop, phrase.measure.excludes, named=start in owners):
            denied.add(stop)
            continue
        part = _part_of_whole(spaced, start, stop, phrase, owners)
        if part is None or not phrase.measure.only_money or " " in spaced[start:stop]:
            found.append(part or _hit(start, stop, phrase))
    return _longest(_behind_owners(found, owners), spaced)


def _names_again(folded: str, start: int, denied: set[int]) -> bool:
    """Whether the phrase is the short form in brackets of one that is another measure: 5G每用户平均收入（ARPU）."""
    return start > 1 and folded[start - 1] in "(（" and (start - 1 in denied or start - 2 in denied)


def _hit(start: int, end: int, phrase: Phrase) -> Hit:
    return Hit(start, end, phrase.measure, phrase.tie, phrase.rest is not None)


def _end_of(folded: str, end: int, phrase: Phrase) -> int | None:
    """Where a phrase ends whose anchor ends at `end`; None where what must follow its gap does not."""
    if phrase.rest is None:
        return end
    match = compiled(phrase.rest).match(folded, end, end + GAP + 60)
    return match.end() if match else None


def is_needed(hit: Hit, contexts: Sequence[str]) -> bool:
    """Whether one of the words that a metric asks for stands in the sentence, the one before, or the title.

    A share must name its whole in the sentence, or point back to it ("This figure accounts for …"): 占全球54% is said
    of whatever the sentence is about.
    """
    needs = hit.measure.needs
    points_back = BACK.match(contexts[0]) is not None
    asked = contexts[: 2 if points_back else 1] if hit.measure.kind == "share" else contexts
    return not needs or any(word in context for context in asked for word in needs)


def is_tied_to(hit: Hit, folded: str, start: int, end: int) -> bool:
    """Whether the number at folded[start:end] stands where the phrase has its {n}."""
    if hit.tie is None:
        return False
    return hit.tie.holds(*_beside(folded, start, end))


def _is_next(hit: Hit, folded: str, start: int, end: int) -> bool:
    """Whether no nearer phrase of the same words stands beside the number: of "2 million 3G users to lure users" the
    last word is not its. What must stand behind a number does not stand before it.
    """
    if hit.tie and ((hit.end <= start and not hit.tie.before) or (hit.start >= end and not hit.tie.behind)):
        return False
    words = folded[hit.start : hit.end]
    return folded.find(words, end, hit.start) < 0 and folded.find(words, hit.end, start) < 0


def ties(hits: Iterable[Hit], folded: str, start: int, end: int) -> Iterator[Hit]:
    """The tied phrases that hold for the number, the longest first."""
    tied = [(hit.tie, hit) for hit in hits if hit.tie]
    if not tied:
        return iter(())
    beside = _beside(folded, start, end)
    holding = [(tie.length, hit) for tie, hit in tied if tie.holds(*beside) and _is_next(hit, folded, start, end)]
    return iter([hit for _, hit in sorted(holding, key=itemgetter(0), reverse=True)])


def _beside(folded: str, start: int, end: int) -> tuple[str, str]:
    """The words before and behind a number that a tied phrase asks for, without a conversion and a time behind it."""
    before, behind = folded[max(0, start - 90) : start], folded[max(start, end - 4) : end + 60].replace("-", " ")
    for aside in (CONVERTED, TIMED):
        if match := aside.match(behind):
            behind = match[1] + behind[match.end() :]
    return before.replace("-", " "), behind


def _is_excluded(folded: str, start: int, end: int, excludes: tuple[str, ...], *, named: bool) -> bool:
    """Whether a word that makes it another metric stands in the match or next to it, or another kind is listed with it.

    4G、5G基站 counts both kinds, so it is neither metric. A name right before it is its owner's: 中国移动|通信服务收入.
    """
    if start >= 2 and folded[start - 1] in "、/" and folded[start - 2].isascii() and folded[start - 2].isalnum():
        return True
    widest = _longest_of(excludes) + 1
    near = folded[max(0, start - widest) : end + widest]
    for word in excludes:
        if word in near:
            reach = len(word) + 1
            if folded.find(word, start if named else max(0, start - reach), end + reach) >= 0:
                return True
    return False


@cache
def _longest_of(words: tuple[str, ...]) -> int:
    return max(map(len, words), default=0)


def _part_of_whole(folded: str, start: int, end: int, phrase: Phrase, owners: Mapping[int, int]) -> Hit | None:
    """The measure without an id that a term is whose tail alone would be the metric: "cloud revenue", 云业务收入.

    Determiners, owners, verbs and times may stand before it; any other word makes it a part of the whole.
    """
    measure = phrase.measure
    if phrase.tie or measure.kind != "level" or not (measure.whole or _is_bare(folded, start, end, phrase)):
        return None
    if not folded[max(0, start - 1) : end].isascii():
        match = (PART_OF_WHOLE_HAN if measure.whole and "money" in measure.units else PART_OF_HAN).search(
            folded, max(0, start - 14), start
        )
        part = match and match.end("part") not in owners
        return Hit(match.start(), end, Measure(None, "", units=measure.units)) if match and part else None
    before = LAST_WORD.search(folded, max(0, start - 34), start)
    if before and not _is_owner(before, owners) and not MAY_PRECEDE.fullmatch(before[1]):
        return Hit(before.start(), end, Measure(None, folded[before.start() : end], units=measure.units))
    behind = measure.whole and (PART_BEHIND.match(folded, end) or PART_OF.match(folded, end))
    return Hit(start, end, Measure(None, folded[start:end], units=measure.units)) if behind else None


def _is_owner(word: re.Match[str], owners: Mapping[int, int]) -> bool:
    """Whether a name ends with the word, or before the code in brackets behind it: "Huawei", "China Mobile (CHL.N)"."""
    return word.end(1) in owners or (word[1].startswith("(") and word.start() - 1 in owners)


def _is_bare(folded: str, start: int, end: int, phrase: Phrase) -> bool:
    """Whether the phrase of a metric is one word, or at most four characters of Chinese."""
    if phrase.measure.id is None or phrase.rest:
        return False
    return folded.find(" ", start, end) < 0 if folded[start:end].isascii() else end - start <= 4


def _behind_owners(hits: list[Hit], owners: Mapping[int, int]) -> list[Hit]:
    """The hits without those that begin inside a name where a shorter one begins behind it: 中国移动|通信服务收入."""
    begun = {(hit.end, hit.start) for hit in hits if hit.measure.id}
    ends = {end for end, start in begun if start in owners}
    return [
        hit
        for hit in hits
        if hit.end not in ends
        or not any((hit.end, at) in begun and owners.get(at, at) < hit.start for at in range(hit.start + 1, hit.end))
    ]


def _longest(hits: list[Hit], spaced: str) -> list[Hit]:
    """Sorted hits without those that lie inside a longer one (tied phrases stay: the number decides).

    A phrase with a gap covers only its own measure: in "robots were sold and drone output …" the drones keep theirs.
    """
    plain = [hit for hit in hits if not hit.gap and not hit.tie and hit.measure.id]
    named = {hit.end: hit.measure for hit in plain if " " in spaced[hit.start : hit.end]}
    begun = {hit.start: hit.end for hit in sorted(plain, key=lambda item: item.end)}
    kept: list[Hit] = []
    reach, known = -1, -1
    for hit in sorted(hits, key=lambda item: (item.start, -item.end)):
        if hit.measure.id is None and hit.start < known:
            continue  # "humanoid robot sales rose" tells of those sales, not of a part called "robot sales rose"
        if hit.gap and named.get(hit.end, hit.measure) is not hit.measure:
            continue
        if hit.tie and spaced.startswith(" with ", hit.end) and begun.get(hit.start, 0) > hit.end:
            continue  # "{n} subscribers" is not what counts "subscribers with a 5G mobile phone"
        if hit.tie or hit.end > reach or (kept and (hit.start, hit.end) == (kept[-1].start, kept[-1].end)):
            kept.append(hit)
        if not hit.tie and not hit.gap:
            reach = max(reach, hit.end)
            known = reach if hit.measure.id else known
    return kept
