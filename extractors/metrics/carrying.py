"""Whether a number goes on with the measure of the one before it: "up 6 percent to 59 billion yuan, from 57 billion".

Between the two stand only words of change, comparison and time (section `measure_links` of the languages), names and
times; any other word may name another thing, and then nothing is carried on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.metrics.measures import CURRENCY, TIMES, Measure, MetricRules
from extractors.quick_records import quick, replace
from extractors.records import Kind, Quantity
from extractors.scenes import Scene
from extractors.text.late_patterns import compiled

RELATIVE = frozenset({"percent", "pp", "times"})
CLASSIFIERS = frozenset("个家户台套款座项起件笔名人位条张处所种类站只辆部")
CLASSIFIER_WORD = re.compile(r"\s(?:units?|sets?|pieces?)\b")
LONGEST = 140  # characters between two numbers of one measure
WORD = re.compile(r"[^\W\d_][\w'’-]*")
OWNER = re.compile(r"['’]s?$")  # "the company's forecast of", "analysts' 53 billion"
OWNED = re.compile(r"['’]s?\b")
ANAPHOR = re.compile(r"(?:that|this|it|the (?:result|figure|number|sum|total|increase|rise|fall|growth|decline))\b")
ADDED = re.compile(r"新增|新建|新设|新注册|新开通|\bnew(?:ly)?\b")
ADDED_REACH = 16  # characters on either side of a number
SUBSET = re.compile(
    r"\bof (?:which|whom|these|those|them)\b|\bamong (?:them|these|which|whom)\b|\bincluding\b|其中|当中|包括"
)
CHANGED = re.compile(r"新建|新增|净增|增加|减少|新开通|\b(?:added|new|net)\b")
BUILT_BEHIND = re.compile(
    r"\s(?:were\s|newly\s)*(?:built|added|opened|installed|completed|deployed|launched|signed\sup)\b"
)
TOLD_NEXT = 8  # characters from a number to its measure behind it
MOST_OWNERS = 50  # "sales of 400 robots" counts no sellers
OWNER_REACH = 30  # characters before a count
OF_OWNERS = re.compile(r"\b(?:of|by|at)\s(?:the\s|its\s|all\s)?(?:[\w-]+['’]s\s)?$")
WHOLE = re.compile(r"\sof\s[^,;.()]{1,80}(?=,)")  # what a share is of, up to its comma
# "China was by far the largest market, with 295,000", "or 39 percent of the market, followed by Acer with 4,200"
OF_MARKET = re.compile(
    r"\b(?:by\sfar\s)?(?:the\s)?(?:world['’]s\s)?(?:(?:second|third|fourth|fifth)[\s-])?(?:largest|biggest|top)\smarkets?\b"
    r"|\bof\sthe\s(?:global\s|world\s|domestic\s)?(?:market|total)\b"
)
# Who says it, in between: "rose 28 percent, the bureau said on Friday, after a 13 percent gain".
SAID = re.compile(
    r",\s(?:[^,;:.]{0,60}\b(?:said|says|told\sreporters|announced|showed|shows)\b|according\sto\b)[^,;:.]{0,60},"
)
PART_OF_THAT = re.compile(r"\sof\s(?:those|these|that|this|which)\b")  # "$3 billion of those sales came from Peru"
SHARE_AGAIN = re.compile(
    r"[，,；\s]*(?:这一|该|其)?(?:占比|比重|比例)|,?\s(?:its|the|this|that)\s(?:share|proportion|ratio)\b"
)


@quick
@dataclass(frozen=True, slots=True)
class Choice:
    """What a number measures: the measure if it is known, and the phrase as written or the noun it counts."""

    measure: Measure | None
    phrase: str | None
    words: str | None = None  # how a claim calls it, in English


@quick
@dataclass(frozen=True, slots=True)
class Before:
    """The number before in the text, with what it was said to be."""

    quantity: Quantity
    kind: Kind
    choice: Choice
    line: int  # the paragraph it stands in


def find_carried(
    scene: Scene, quantity: Quantity, kind: Kind, before: tuple[Before, ...], rules: MetricRules
) -> Choice | None:
    """What a number that goes on with one before it measures: "net profit of 61 billion yuan, up 6 percent" is one
    measure, twice. `before` is the newest first; a number of another sort ("seven analysts") is passed over, of the
    sentence before only what tells how much something grew or what part it was.

    In the next sentence it is so only within the paragraph, or where it points back, and where words link the two:
    "That was up 12 percent."
    """
    for other in before:
        inside = other.quantity.start >= scene.sentence.start
        if inside and (other.quantity.same_as is not None or counts_owners(scene, other.quantity)):
            continue  # "59 billion yuan, or 2.89 yuan per share, up 6 percent"
        if _can_follow(quantity, kind, other):
            if not _follows(scene, quantity, other, rules, inside=inside):
                return None
            return _of_additions(other.choice) if inside and _grows_additions(scene, kind, other) else other.choice
        passed = other.quantity.unit in RELATIVE and quantity.unit not in RELATIVE and other.line == scene.sentence.line
        if not inside and not passed:
            return None
    return None


def counts_owners(scene: Scene, quantity: Quantity) -> bool:
    """Whether a count only says whose figure it is: "users of the three carriers reached 1.7 billion"."""
    few = quantity.high is not None and quantity.high <= MOST_OWNERS
    return (
        quantity.unit == "count"
        and quantity.noun is not None
        and few
        and OF_OWNERS.search(scene.folded, max(0, quantity.start - OWNER_REACH), quantity.start) is not None
    )


def _grows_additions(scene: Scene, kind: Kind, other: Before) -> bool:
    """Whether a growth follows what was newly added, and so is not that of the whole: 新增企业10万家，增长44%."""
    if kind != "growth" or other.kind != "change":
        return False
    start = max(scene.sentence.start, other.quantity.start - ADDED_REACH)
    return ADDED.search(scene.folded, start, other.quantity.end + ADDED_REACH) is not None


def _of_additions(choice: Choice) -> Choice:
    measure = choice.measure
    if measure is None or measure.id is None:
        return choice
    words = f"newly added {measure.words}"
    return Choice(replace(measure, id=None, words=words), choice.phrase, words)


def _follows(scene: Scene, quantity: Quantity, other: Before, rules: MetricRules, *, inside: bool) -> bool:
    if inside:
        start = _behind_measure(scene, other)
        alike = quantity.unit == other.quantity.unit and other.kind == "level"
        if alike and is_subset(scene, start, quantity.start):
            return False
        if (
            other.kind == "share"
            and quantity.unit == "pp"
            and (whole := WHOLE.match(scene.folded, start, quantity.start))
        ):
            start = whole.end()
        again = SHARE_AGAIN.match(scene.folded, start) if other.kind == "share" else None
        return is_linked(scene, again.end() if again else start, quantity.start, rules)
    if PART_OF_THAT.match(scene.folded, quantity.end):
        return False
    said = scene.folded[scene.sentence.start : quantity.start].strip()
    away = scene.sentence.line - other.line
    near = away == 0 or (away == 1 and ANAPHOR.match(said) is not None)
    return near and bool(said) and is_linked(scene, scene.sentence.start, quantity.start, rules)


def _behind_measure(scene: Scene, other: Before) -> int:
    """Where a number ends with its measure, if that stands behind it: "spent $5 billion on research, up 18 percent"."""
    start = end = end_of(scene, other.quantity)
    for hit in scene.hits if other.choice.measure else ():
        if hit.measure is not other.choice.measure or hit.end <= start:
            continue
        if hit.tie is None and hit.start <= start + TOLD_NEXT:
            end = max(end, hit.end)
        if hit.tie and hit.tie.behind and (match := compiled(hit.tie.behind).match(scene.folded, other.quantity.end)):
            end = max(end, match.end())
    return end


def is_subset(scene: Scene, start: int, end: int) -> bool:
    """Whether a count at `end` is some of those before `start`, of no place: "of which 795 million used 5G".

    What was added of late ("including 900 built in 2022") is of the measure before.
    """
    if not SUBSET.search(scene.folded, start, end) or CHANGED.search(scene.folded, start, end):
        return False
    if any(other.start == end and BUILT_BEHIND.match(scene.folded, other.end) for other in scene.quantities):
        return False
    return not any(start <= name.start < end and (name.is_place or name.is_actor) for name in scene.names)


def _can_follow(quantity: Quantity, kind: Kind, before: Before) -> bool:
    """Whether unit and kind allow that both are of one measure."""
    if quantity.noun and quantity.unit == "count":
        return False
    if (kind == "share") != (before.kind == "share") and quantity.unit != "pp":
        return False
    first, second = before.quantity.unit, quantity.unit
    if quantity.per and before.quantity.per != quantity.per and second not in RELATIVE:
        return False
    if before.quantity.per and not quantity.per and (before.quantity.per in TIMES or second != "count"):
        return (
            second in RELATIVE
        )  # "from 49 per 10,000 workers to 470" goes on, "400 yuan a month, 9,000 yuan" does not
    if first == second == "count" and not is_alike(before.quantity, quantity):
        return False
    return first == second or bool({first, second} & RELATIVE) or bool(CURRENCY.match(first) and CURRENCY.match(second))


def is_alike(first: Quantity, second: Quantity) -> bool:
    """Whether two counts have the same classifier: 3台、5台, not 3台、5家."""
    ends = {quantity.quote[-1] for quantity in (first, second) if quantity.quote[-1] in CLASSIFIERS}
    return len(ends) < 2


def end_of(scene: Scene, quantity: Quantity) -> int:
    """Where a number ends with the noun, the denominator or the "units" that stand behind it."""
    end = quantity.end
    for part in (quantity.noun, quantity.per):
        at = scene.text.find(part, end, end + len(part) + 14) if part else -1
        end = at + len(part) if part and at >= 0 else end
    units = CLASSIFIER_WORD.match(scene.folded, end) if quantity.unit == "count" else None
    return units.end() if units else end


def is_linked(scene: Scene, start: int, end: int, rules: MetricRules) -> bool:
    """Whether nothing stands in text[start:end] that could name a measure."""
    if end - start > LONGEST or any(start <= hit.start < end and not hit.tie for hit in scene.hits):
        return False
    rest = without(scene, start, end)
    if scene.lang == "zh":
        return rules.linked_han.fullmatch(rest) is not None
    rest = OF_MARKET.sub(" ", SAID.sub(",", rest))
    return all(_is_link(word, rules) for word in WORD.findall(rest))


def _is_link(word: str, rules: MetricRules) -> bool:
    """Whether a word names no measure: also "better-than-projected", whose parts do not."""
    if word in rules.links or OWNER.sub("", word) in rules.links:
        return True
    return "-" in word and all(part in rules.links for part in word.split("-"))


def without(scene: Scene, start: int, end: int) -> str:
    """The lower-cased text without names, times and other numbers."""
    pieces: list[str] = []
    at = start
    for left, right in sorted(_spans(scene, start, end)):
        pieces.append(scene.folded[at:left] if left > at else "")
        at = max(at, right)
    pieces.append(scene.folded[at:end])
    return " ".join(pieces) if scene.lang == "en" else "".join(pieces)


def _spans(scene: Scene, start: int, end: int) -> Iterator[tuple[int, int]]:
    for name in scene.names:
        if start <= name.start and name.end <= end:
            owned = OWNED.match(scene.folded, name.end)
            yield name.start, owned.end() if owned else name.end
    for time in scene.periods:
        if start <= time.start and time.end <= end:
            yield time.start, time.end
    for other in scene.quantities:
        if start <= other.start and other.end <= end:
            yield other.start, other.end
