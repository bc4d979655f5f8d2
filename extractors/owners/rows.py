"""Lists that give a figure to each name: "A, B and C had 1, 2 and 3 respectively", 甲、乙分别增长3%、2%."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.names.gazetteer import Gazetteer, KnownName, country_of
from extractors.names.mentions import Mention
from extractors.owners.focus import Subject, subject_of, subject_of_mention
from extractors.owners.trade_partners import is_trade_partner
from extractors.records import Quantity
from extractors.scenes import Scene
from extractors.text.signals import signal

LIST_LINK = re.compile(r"^\s*(?:,|、|，|和|与|及|以及|and|as well as|,\s*and|;)?\s*(?:the\s+)?$")
LIST_AND = re.compile(
    r"^\s*,?\s*(?:and|&|as well as)\s+(?:the\s+)?"
    r"(?:(?:its\s)?(?:[\w-]+\s){0,3}?(?:partner|rival|peer|unit|subsidiary|parent)\s)?$"
)
OWNS = re.compile(r"['’]s\s?$")
# "one of the first four pilot cities in China": the four are the country's.
PART_OF = re.compile(r"\b(?:among|one of|part of)\s(?:the\s|its\s)?(?:\w+\s)?$")
WHOLE = re.compile(r"(?:\s[\w-]+){1,4}?\s(?:in|of|across)\s(?:the\s)?$")
APPOSED = re.compile(r"\s?[^,，:：.;；。]{0,40}(?:[,，:：]|\s--|\s?[—–])\s?(?:namely\s)?")  # "three carriers, "
BRACKETS = re.compile(r"\([^()]{1,30}\)")  # "Acer (2353.TW) and Dell"
EACH_BEHIND = re.compile(r"(?:\s[\w'’-]+){0,3}?\seach\b(?!\s(?:other|year|month|week|day))")
EACH_BEFORE = re.compile(r"\beach\s(?:[\w'’-]+\s){0,5}$")
EACH_REACH = 60
NUMBER_LINK = re.compile(r"\s?(?:[、,，/和及与]|以及)\s?")
BESIDE_ZH = ("与", "跟", "同", "据", "根据")  # 与甲和乙的数据相同，出货量分别下降…: of neither
TOGETHER_ZH = re.compile(r"(?:公司)?(?:一共|总共|共计|共同|合计|共)")
PAIR = re.compile(
    r"\s(?:[a-z-]+\s){0,2}?(?:companies|firms|sides|parties|groups|countries|nations|rivals|giants|titans|partners)\b"
)
INFORMANTS = re.compile(  # "two people with direct knowledge of it"
    r"\s(?:people|persons|officials|executives|bankers|insiders)\s(?:familiar|with\s(?:direct\s|first-hand\s)?knowledge|briefed|close\sto|who\sasked)\b"
)
TAKEN_UP = re.compile(r"\b(?:the|these|those|are|were)\s[“\"]?$")
ROWS = re.compile(r"respectively|分别")
IN_ROWS = signal(ROWS)
# "three carriers -- A, B and C -- saw their revenue rise": what they have together
ALL_HAD = re.compile(
    r"\s?(?:--|—|–|,)?\s(?:(?:have|had|all|together|jointly)\s)*"
    r"(?:saw|see|seen|report|post|record|reap|earn|book|rais|generat)(?:e?d)?\s(?:their|an?\s(?:combined|total|joint))\b"
)
# "They held 9 and 4 percent respectively", "The pair shipped", "the two companies' sales"
THEY = re.compile(
    r"\b(?:they|their|the\s(?:two|three|pair|duo|trio)\b|(?:both|these|those)\s(?:two\s|three\s)?[a-z]+s\b)|二者|两者"
)


def row_of_list(scene: Scene, quantity: Quantity, before: Sequence[Subject] = ()) -> Subject | None:
    """The name at the number's place in a list: "A, B and C had 1, 2 and 3 respectively"; where "they" are said to
    have them, whom the sentence `before` told of.
    """
    if not scene.shows(IN_ROWS):
        return None
    start, end = _part(scene, quantity)
    mark = ROWS.search(scene.folded, start, end)
    if mark is None:
        return None
    names = _longest_list(scene, start, end)
    ahead = (
        scene.lang == "en" and names and 0 <= mark.start() - names[-1].end <= len(", ")
    )  # "A and B respectively won"
    first, last = (mark.end(), end) if scene.lang == "zh" or ahead else (start, mark.start())
    numbers = [
        other
        for other in scene.quantities
        if other.unit == quantity.unit and first <= other.start and other.end <= last
    ]
    if not names and quantity in numbers and len(numbers) == len(before) and THEY.search(scene.folded, first, last):
        return before[numbers.index(quantity)]
    if len(names) != len(numbers) and names:  # "A had 9 while B and C had 5 and 4 respectively"
        numbers = [other for other in numbers if other.start >= names[-1].end]
    if scene.lang == "zh" and len(numbers) > len(names):
        numbers = _first_run(scene, numbers)
    if scene.lang == "zh" and names and scene.folded.endswith(BESIDE_ZH, scene.sentence.start, names[0].start):
        return None
    if quantity not in numbers or len(names) != len(numbers) or len(names) < 2 or is_trade_partner(scene, names[0]):
        return None
    return subject_of_mention(names[numbers.index(quantity)])


def is_pair(scene: Scene, quantity: Quantity) -> bool:
    """Whether a number only takes up two who were named ("chips of the two companies", "Acer and Dell are two firms
    that"), or counts who told something; it is nobody's figure.
    """
    if scene.lang == "zh" or quantity.unit != "count":
        return False
    if INFORMANTS.match(scene.folded, quantity.end) or (
        scene.folded.endswith("the same ", 0, quantity.start) and scene.folded.startswith(" people", quantity.end)
    ):
        return True
    if (quantity.low, quantity.high) != (2.0, 2.0):
        return False
    if not PAIR.match(scene.folded, quantity.end):
        return False
    return TAKEN_UP.search(scene.folded, max(scene.sentence.start, quantity.start - 24), quantity.start) is not None


def _first_run(scene: Scene, numbers: list[Quantity]) -> list[Quantity]:
    """The numbers up to the first that no list joins: 8% and 5% of 分别下降8%和5%，而丙公司增长3%."""
    for index in range(1, len(numbers)):
        if not NUMBER_LINK.fullmatch(scene.folded, numbers[index - 1].end, numbers[index].start):
            return numbers[:index]
    return numbers


def _part(scene: Scene, quantity: Quantity) -> tuple[int, int]:
    """The number's part of its sentence, between semicolons."""
    start = max(scene.text.rfind(mark, scene.sentence.start, quantity.start) for mark in ";；") + 1
    ends = [at for mark in ";；" if (at := scene.text.find(mark, quantity.end, scene.sentence.end)) >= 0]
    return max(start, scene.sentence.start), min(ends, default=scene.sentence.end)


def first_of_each(scene: Scene, quantity: Quantity) -> Subject | None:
    """The first of those who have a number each: "firms such as Acer, Dell and Sony won 10 percent each"."""
    if scene.lang != "en" or scene.folded.find("each", *scene.sentence.span) < 0:
        return None
    if not (
        EACH_BEHIND.match(scene.folded, quantity.end, scene.sentence.end)
        or EACH_BEFORE.search(scene.folded, max(scene.sentence.start, quantity.start - EACH_REACH), quantity.start)
    ):
        return None
    start = max((other.end for other in scene.quantities if other.end <= quantity.start), default=scene.sentence.start)
    names = [name for name in scene.names if start <= name.start and name.end <= quantity.start and name.is_actor]
    linked = len(names) > 1 and LIST_LINK.match(BRACKETS.sub("", scene.text[names[-2].end : names[-1].start]))
    return subject_of_mention(names[0]) if linked else None


def sum_of_list(scene: Scene, quantity: Quantity, gazetteer: Gazetteer) -> Subject | None:
    """What a number that sums up a list is about, their country: 广东、山东、江苏三地, "three carriers, A, B and C"."""
    if quantity.unit != "count" or quantity.low is None or quantity.low != quantity.high:
        return None
    names = _longest_list(scene, scene.sentence.start, quantity.start)
    if not names or quantity.start - names[-1].end > 1:
        names = _longest_list(scene, quantity.end, scene.sentence.end)
        if not names or not APPOSED.fullmatch(scene.folded, quantity.end, names[0].start):
            return None
    if len(names) != quantity.low or len(names) < 2:
        return None
    countries = {country.id: country for name in names if (country := _country(name, gazetteer))}
    return subject_of(next(iter(countries.values()))) if len(countries) == 1 else None


def sum_together(scene: Scene, quantity: Quantity, gazetteer: Gazetteer) -> Subject | None:
    """The country of all those who did something together: 三家运营商和中国铁塔共完成投资1803亿元."""
    if scene.lang != "zh":
        return _had_by_all(scene, quantity, gazetteer)
    start = scene.clause(quantity.start)[0]
    names = [name for name in scene.names if start <= name.start < quantity.start and name.kind == "company"]
    if not names or not TOGETHER_ZH.match(scene.folded, names[-1].end, quantity.start):
        return None
    listed = scene.folded[start : names[-1].start].endswith(("和", "与", "及", "、"))
    countries = {country.id: country for name in names if (country := _country(name, gazetteer))}
    return subject_of(next(iter(countries.values()))) if listed and len(countries) == 1 else None


def _had_by_all(scene: Scene, quantity: Quantity, gazetteer: Gazetteer) -> Subject | None:
    """The country of all who are summed up before a number that they have together: "three carriers -- A, B and C --
    saw their revenue rise 9 percent".
    """
    names = _longest_list(scene, scene.sentence.start, quantity.start)
    if len(names) < 2 or ALL_HAD.match(scene.folded, names[-1].end, quantity.start) is None:
        return None
    counts = (other for other in scene.quantities if other.end <= names[0].start)
    return next((all_of for other in counts if (all_of := sum_of_list(scene, other, gazetteer))), None)


def _country(name: Mention, gazetteer: Gazetteer) -> KnownName | None:
    """The country that a place lies in or a company is at home in."""
    home = gazetteer.by_id.get(name.known.home or "") if name.known and not name.is_place else name.known
    return country_of(home, gazetteer)


def whole_of_part(scene: Scene, quantity: Quantity) -> Subject | None:
    """The place whose things are counted where one of them is told of: "Oslo is among the six cities in Norway"."""
    if quantity.unit != "count" or not PART_OF.search(scene.before(quantity)[-40:]):
        return None
    for mention in scene.names:
        if mention.is_place and quantity.end <= mention.start <= quantity.end + 60:
            between = scene.folded[quantity.end : mention.start]
            return subject_of_mention(mention) if WHOLE.fullmatch(between) else None
    return None


def _longest_list(scene: Scene, start: int, end: int) -> list[Mention]:
    """The longest run of names between two offsets that only commas and "and" keep apart."""
    best: list[Mention] = []
    run: list[Mention] = []
    for mention in scene.names:
        if not start <= mention.start < end or _only_owns(scene, mention):
            continue
        if run and not LIST_LINK.match(BRACKETS.sub("", _without_owner(scene, run[-1].end, mention))):
            run = []
        run.append(mention)
        if len(run) > len(best):
            best = list(run)
    return best


def head_of_list(scene: Scene, quantity: Quantity, mention: Mention, near: Sequence[Mention]) -> Mention:
    """The first of the names that share a number: Acer of "Acer, Dell and Larkspur each won 10 percent"."""
    alone = scene.text[mention.end : quantity.start].strip() == "("  # "Acer (400) and Dell (300)"
    if scene.lang == "zh" or mention.is_place or mention.end > quantity.start or alone:
        return mention
    head = mention
    for name in reversed(near[: near.index(mention)]):
        between = BRACKETS.sub("", _without_owner(scene, name.end, head))
        link = LIST_AND if head is mention else LIST_LINK
        if name.is_actor != mention.is_actor or not link.match(between):
            break
        head = name
    return head


def _only_owns(scene: Scene, mention: Mention) -> bool:
    """Whether a place only says whose the next name is: "Finland's Nokia"."""
    behind = mention.end + 3
    return (
        mention.is_place
        and OWNS.match(scene.text, mention.end, behind) is not None
        and any(other.start == behind for other in scene.names)
    )


def _without_owner(scene: Scene, start: int, mention: Mention) -> str:
    """What stands between an offset and a name, without the place that owns the name."""
    owner = next((name for name in scene.names if name.end + 3 == mention.start and _only_owns(scene, name)), None)
    return scene.folded[start : owner.start if owner else mention.start]
