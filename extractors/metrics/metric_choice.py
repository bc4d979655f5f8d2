"""The measure of a number among the phrases of its sentence, the nearest and longest first, and how the claim calls
it.
"""

from __future__ import annotations

import re

from extractors.metrics.carrying import (
    RELATIVE,
    Before,
    Choice,
    counts_owners,
    end_of,
    find_carried,
    is_alike,
    is_linked,
    is_subset,
)
from extractors.metrics.changed_measures import find_changed
from extractors.metrics.clause_heads import own_subject
from extractors.metrics.counted_things import USERS, find_added, find_counted, find_untold
from extractors.metrics.measure_rows import fits, row_of_levels, row_of_measures
from extractors.metrics.measures import CURRENCY, Measure, MetricRules
from extractors.metrics.metric_denials import has_absent, is_denied, is_price_basis, is_share_of_other
from extractors.metrics.metrics import Hit, find_hits, is_needed, ties
from extractors.metrics.short_forms import fits_carried
from extractors.quick_records import replace
from extractors.records import Kind, Quantity
from extractors.scenes import Scene, once_a_sentence
from extractors.telling.kinds import level_reached
from extractors.text.asides import find_asides, find_other_names, is_aside
from extractors.text.cues import fold_case

# What stands between a number and the measure behind it: "$124 billion in annual revenue", 3亿元的营收.
AFTER_LINK = re.compile(
    r"\s*(?:in|of|for|worth\sof|的|-)?\s*(?:(?!(?:and|or|but|while|as|from|on|with|at|to|against|before|after|since|until|when"
    r"|ahead|during|amid|because|than|that|which|if|despite|following)\b)[\w-]+\s+){0,2}$"
)
CARRY = 70  # characters that one clause of distance costs less than; beyond, a phrase is another sentence's topic
OF_THESE = re.compile(
    r"\s*of (?:which|them|these|those|the)\b|家?中"
)  # "50 of which": a part of what was counted before
WHOLE = re.compile(r"\sof\s(?:the\s|its\s|all\s)?")
WHOLE_HAN = re.compile(r"[\u4e00-\u9fff]{0,10}中的?[约近超逾]?")
LIST_LINK = re.compile(r"\s*(?:,|、|，|和|与|及)?\s*(?:and\s+|or\s+)?")
PARTICIPLE = re.compile(r"\s*(?:were|are|was|had been|have been)\s+(?:newly\s+)?(?:\w+ed|built|made|sold|put|set up)\b")
JOINED_NEXT = re.compile(r"\s(?:and|while|whereas|but)\s(?:(?:the|its|their|total)\s)*(?:[\w-]+\s){0,2}$")
# "It won orders for 500 humanoid robots" goes on with no shipments.
ORDERED = re.compile(
    r"\b(?:orders?|contracts?|tenders?|bids?)\s(?:of|for)\s(?:[\w-]+\s){0,3}$|(?:订单|采购|招标|中标)[^，。；]{0,6}$"
)
IS_A = re.compile(r"\s*(?:is|are|was|were|will|have|had)\b")
MARK = re.compile(r"s?\s(?:mark|milestone|threshold|barrier)$")  # "passed the 5 million user mark"
CONVERSION = re.compile(r"\s?\((?:about\s|around\s|us|hk)*[$€£¥\w][^()]{1,32}\)|\)")
BRACKETED = re.compile(r"\s*[(（][^()（）]*[)）]")
SUM_HAN = re.compile(r"(?:产量|销量|出货量|装机量|安装量|保有量|交付量|出口量)$")
HEADS = frozenset({"households", "people", "persons", "accounts", "families"})  # what subscriptions are counted in
NEAR_BEHIND = 30  # characters between a number and the measure behind it
BY_PIECE = "automaker"  # the trade whose sales are pieces
OF_SUM = 16  # characters from "quarterly sales" to its "of about $2 billion"
NOTHING = Choice(None, None)


def choose_measure(
    scene: Scene,
    quantity: Quantity,
    kind: Kind,
    contexts: tuple[str, ...],
    *,
    carried: Choice | None,
    topic: Choice | None,
    before: tuple[Before, ...],
    rules: MetricRules,
) -> Choice:
    """The catalogue's metric of a number, else an uncatalogued measure, else nothing; `before` are the numbers before.

    `"全国共出口工业机器人1.2万台"` with the phrase `出口工业机器人{n}台` gives that metric; "operating profit" none.
    """
    if quantity.unit == "count" and _is_whole(scene, quantity):
        return NOTHING
    if added := find_added(scene, quantity, kind, before):
        return added
    if tied := _tied(scene, quantity, kind, contexts):
        return _choice(scene, tied)
    plain = _plain(scene, quantity, contexts, rules)
    listed = _end_of_list(scene, quantity)
    if listed.unit == "count" and (part := OF_THESE.match(scene.after(listed))) and not listed.noun:
        rest = quantity.end + part.end()
        same = PARTICIPLE.match(scene.folded, rest) or (part[0].endswith("them") and not IS_A.match(scene.folded, rest))
        return carried if same and carried else NOTHING
    if quantity.unit == "count" and (counted := find_counted(scene, quantity, before, rules)):
        return counted
    if listed.unit == "count" and _is_noun(scene, listed):
        return _of_noun(scene, listed, kind, plain, carried=carried, rules=rules)
    if row := row_of_measures(scene, quantity, kind, plain, rules):
        return row
    if growth := row_of_levels(scene, quantity, before):
        return growth
    if changed := find_changed(scene, quantity, plain, rules):
        return changed
    followed = find_carried(scene, quantity, kind, before, rules)
    if followed and not _named_behind(scene, quantity, plain):
        return followed if not followed.measure or fits(followed.measure, quantity, kind) else NOTHING
    if own := own_subject(scene, quantity) or _own_before(scene, quantity, kind):
        plain = [hit for hit in plain if hit.end > own[0]]
        carried = None
    plain = [hit for hit in plain if _reaches(scene, quantity, hit, rules)]
    nearest = _nearest(scene, quantity, kind, plain, carried=carried)
    if nearest.measure or quantity.unit != "count" or quantity.noun:
        return nearest
    return find_untold(scene, quantity, contexts, topic, rules) or nearest


def _tied(scene: Scene, quantity: Quantity, kind: Kind, contexts: tuple[str, ...]) -> Hit | None:
    """The tied phrase that holds for the number; what is tied is a level: "the firm lost {n}" is no percent."""
    relative = quantity.unit in RELATIVE
    return next(
        (
            hit
            for hit in ties(scene.hits, scene.folded, quantity.start, quantity.end)
            if not (relative and quantity.unit not in hit.measure.units)
            and fits(hit.measure, quantity, kind)
            and is_needed(hit, contexts)
            and not has_absent(scene, hit)
        ),
        None,
    )


def _plain(scene: Scene, quantity: Quantity, contexts: tuple[str, ...], rules: MetricRules) -> list[Hit]:
    """The phrases of the sentence that nothing keeps from naming the number's metric."""
    level = level_reached(scene, quantity)  # "sales rose 8 percent to 4.6 million units" is of no money
    return [
        _lengthened_profit(scene, hit)
        for hit in scene.hits
        if hit.tie is None
        and (level is None or hit.measure.id is None or hit.measure.takes_unit(level.unit))
        and not (hit.measure.only_money and _tells_no_money(scene, hit, level or quantity, contexts))
        and is_needed(hit, contexts)
        and not is_denied(scene, hit, rules)
        and not is_share_of_other(scene, hit)
        and not is_price_basis(scene, hit)
        and not is_aside(_asides(scene), hit.start, of=quantity.start)
    ]


@once_a_sentence
def _asides(scene: Scene) -> list[tuple[int, int]]:
    """The asides of a sentence, and what only explains a word."""
    return find_asides(scene.folded, *scene.sentence.span) + find_other_names(scene.folded, *scene.sentence.span)


def _tells_no_money(scene: Scene, hit: Hit, level: Quantity, contexts: tuple[str, ...]) -> bool:
    """Whether a word for what is taken in is said of no sum or of some things only: "sales of laptops fell to $2
    billion". Growth alone is of money in "sales rose 5 percent", but not of who sells by the piece, a carmaker.
    """
    if level.unit in RELATIVE:
        return " " not in scene.folded[hit.start : hit.end] or BY_PIECE in contexts[-1]
    of_sum = 0 <= level.start - hit.end <= OF_SUM
    return not CURRENCY.fullmatch(level.unit) or (scene.folded.startswith(" of ", hit.end) and not of_sum)


def _lengthened_profit(scene: Scene, hit: Hit) -> Hit:
    """ "Operating profit rose from a 158 billion won profit": the bare word repeats the measure before it."""
    if scene.folded[hit.start : hit.end] != "profit":
        return hit
    longer = [
        one for one in scene.hits if one.end <= hit.start and scene.folded.endswith(" profit", one.start, one.end)
    ]
    return replace(hit, measure=longer[-1].measure) if longer else hit


def _is_whole(scene: Scene, quantity: Quantity) -> bool:
    """Whether a count is what another one is a part of: 97 in 97个大类中的71个, "71 of 97 major categories"."""
    if scene.lang == "en":
        part = next((other for other in reversed(scene.quantities) if other.end <= quantity.start), None)
        counted = part is not None and part.unit == "count" and not part.noun
        return counted and WHOLE.fullmatch(scene.folded, part.end if part else 0, quantity.start) is not None
    following = next((other for other in scene.quantities if other.start >= quantity.end), None)
    if following is None or following.unit != "count":
        return False
    return WHOLE_HAN.fullmatch(scene.text, quantity.end, following.start) is not None


def _named_behind(scene: Scene, quantity: Quantity, hits: list[Hit]) -> bool:
    """Whether a measure stands right behind the number: "$124 billion in revenue"."""
    return any(
        quantity.end <= hit.start <= quantity.end + NEAR_BEHIND
        and AFTER_LINK.match(scene.folded[quantity.end : hit.start])
        for hit in hits
    )


def _reaches(scene: Scene, quantity: Quantity, hit: Hit, rules: MetricRules) -> bool:
    """Whether a phrase before other numbers still holds: what follows the last of them must name nothing else."""
    between = [
        other
        for other in scene.quantities
        if hit.end <= other.start and other.end <= quantity.start and not counts_owners(scene, other)
    ]
    if not between:
        return hit.measure.id is None or hit.measure.kind == "share" or _is_head(scene, quantity, hit, rules)
    last = end_of(scene, between[-1])
    if between[-1].unit == quantity.unit and is_subset(scene, last, quantity.start):
        return False
    start = max(last, scene.clause(quantity.start)[0])
    return start >= quantity.start or is_linked(scene, start, quantity.start, rules)


def _own_before(scene: Scene, quantity: Quantity, kind: Kind) -> tuple[int, int] | None:
    """The measure that the number before this one names, where this one is its growth: 甲板块收入12亿元，增长5%."""
    before = [other for other in scene.quantities if other.end <= quantity.start]
    return own_subject(scene, before[-1]) if before and kind == "growth" else None


def _is_head(scene: Scene, quantity: Quantity, hit: Hit, rules: MetricRules) -> bool:
    """Whether nothing else is said to have the number: 5G基站的建造数量有15%的空间 is not of the stations."""
    if scene.lang != "zh" or hit.end > quantity.start or scene.clause(hit.start) != scene.clause(quantity.start):
        return True
    return is_linked(scene, hit.end, quantity.start, rules)


def _nearest(scene: Scene, quantity: Quantity, kind: Kind, hits: list[Hit], *, carried: Choice | None) -> Choice:
    """The nearest phrase that fits, a short form of the measure carried on, or that measure itself."""
    scored = [(score, hit) for hit in hits if (score := _distance(scene, quantity, hit)) is not None]
    for _, hit in sorted(scored, key=lambda pair: (pair[0], pair[1].start - pair[1].end)):
        if carried and _is_short_for(scene, hit, carried) and fits_carried(carried, quantity, kind):
            return carried
        if fits(hit.measure, quantity, kind):
            return _choice(scene, hit)
        if _blocks(hit.measure, quantity, kind):
            break
    return NOTHING


def _end_of_list(scene: Scene, quantity: Quantity) -> Quantity:
    """The number that closes the list a number stands in, whose noun counts for all: "387, 188 and 155 users"."""
    last = quantity
    for other in scene.quantities:
        if other.start <= last.start:
            continue
        if last.noun or last.unit != "count" or other.unit != "count":
            break
        if not LIST_LINK.fullmatch(scene.folded, last.end, other.start) or not is_alike(last, other):
            break
        last = other
    return last if last.noun else quantity


def _is_short_for(scene: Scene, hit: Hit, carried: Choice) -> bool:
    """Whether a plain measure repeats the end of the one before: 工业机器人产量 … 4月份产量."""
    phrase = (carried.phrase or "").lower()
    short = scene.folded[hit.start : hit.end]
    plain = hit.measure.id is None or short in {"profit", "profits", "a profit"}  # operating profit … "its profit was"
    return plain and phrase != short and phrase.endswith(f" {short}" if short.isascii() else short)


def _is_noun(scene: Scene, quantity: Quantity) -> bool:
    """Whether the number's noun is a thing and not the name of whoever has it: 智元机器人以5168台居首."""
    noun = quantity.noun
    if not noun:
        return False
    return scene.lang != "zh" or not any(
        (name.is_actor or name.is_place) and scene.text[name.start : name.end] == noun for name in scene.names
    )


def _choice(scene: Scene, hit: Hit) -> Choice:
    return Choice(hit.measure, scene.text[hit.start : hit.end])


def _blocks(measure: Measure, quantity: Quantity, kind: Kind) -> bool:
    """A nearer measure that the number does not fit leaves it to those further off only where it is of another unit."""
    return False if measure.id else kind in {"growth", "level"} and quantity.unit != "count"


def _of_noun(
    scene: Scene, quantity: Quantity, kind: Kind, hits: list[Hit], *, carried: Choice | None, rules: MetricRules
) -> Choice:
    """A counted number is of the metric that its noun names; the noun may stand before or behind the number."""
    noun = MARK.sub("s", fold_case(BRACKETED.sub("", quantity.noun or "")).replace("-", " "))
    if noun and noun != fold_case(quantity.noun or "").replace("-", " "):
        hits = [
            *hits,
            *(
                replace(hit, start=quantity.end, end=quantity.end + len(noun))
                for hit in find_hits(noun, rules)
                if hit.tie is None
            ),
        ]
        named = [
            hit
            for hit in hits
            if hit.end - hit.start == len(noun) and hit.start == quantity.end and fits(hit.measure, quantity, kind)
        ]
        if named:
            return Choice(named[0].measure, quantity.noun)
    named = [
        hit
        for hit in hits
        if fits(hit.measure, quantity, kind)
        and _names_noun(scene.folded[hit.start : hit.end].replace("-", " "), noun, scene.lang)
        and _is_near(scene, quantity, hit)
    ]
    named = named or [hit for hit in hits if _is_sum(scene, quantity, hit, rules) and fits(hit.measure, quantity, kind)]
    if not named:
        return NOTHING if ORDERED.search(scene.before(quantity)) else _noun_carried(noun, carried)
    return _choice(scene, min(named, key=lambda hit: (_gap(quantity, hit), hit.start - hit.end)))


def _is_sum(scene: Scene, quantity: Quantity, hit: Hit, rules: MetricRules) -> bool:
    """Whether a total is said right before a number, whatever it is counted in: 基站设备产量536万射频模块.

    In English: "the number of 5G users reached 5 million households".
    """
    said = hit.end <= quantity.start and hit.measure.id is not None and not hit.gap
    if scene.lang == "en":
        own = scene.folded.startswith("number of ", hit.start) or scene.folded.endswith("number of ", 0, hit.start)
        users = quantity.noun in USERS and scene.folded.endswith(tuple(USERS), hit.start, hit.end)
        said = said and (users or (own and quantity.noun in HEADS))
    else:
        said = said and SUM_HAN.search(scene.folded[hit.start : hit.end]) is not None
    return said and is_linked(scene, hit.end, quantity.start, rules)


def _is_near(scene: Scene, quantity: Quantity, hit: Hit) -> bool:
    """In the number's clause or just before it; behind it only where the noun itself stands there."""
    if hit.start >= quantity.end:
        near = hit.start - quantity.end <= 30 and hit.start < scene.clause(quantity.end - 1)[1]
        return near and not scene.number_between(quantity.end, hit.start)
    return quantity.start - hit.end < CARRY or scene.clause(hit.start) == scene.clause(quantity.start)


def _gap(quantity: Quantity, hit: Hit) -> int:
    """Characters between number and phrase."""
    return max(0, hit.start - quantity.end, quantity.start - hit.end)


def _noun_carried(noun: str, carried: Choice | None) -> Choice:
    """A noun that shortens the one before keeps its metric: 机器人相关企业 … 新增相关企业."""
    is_term = " " in noun if noun.isascii() else len(noun) > 2
    return carried if carried and is_term and (carried.phrase or "").lower().endswith(noun) else NOTHING


def _names_noun(phrase: str, noun: str, lang: str) -> bool:
    """Whether phrase and noun are one thing: one holds the other, and their last word is the same."""
    if lang == "zh":
        bare = phrase.removesuffix("规模").rstrip("数量总")
        return bool(noun) and (bare.endswith(noun) or noun.rstrip("数量总").endswith(bare) or noun.startswith(bare))
    return noun.endswith(phrase) or phrase.endswith(noun) or phrase in noun or phrase.startswith(f"{noun} ")


def _distance(scene: Scene, quantity: Quantity, hit: Hit) -> float | None:
    """How far a phrase is from the number; None where it lies behind it in another clause."""
    if hit.start < quantity.end and quantity.start < hit.end:
        return 0.0
    if hit.start >= quantity.end:
        stop = _behind_conversion(scene, quantity, hit)
        between = scene.folded[stop : hit.start]
        if AFTER_LINK.match(between) and len(between) <= 30:
            return float(len(between)) / 2
        _, end = scene.clause(quantity.end - 1)
        if hit.start >= end or scene.number_between(stop, hit.start) or _is_next_subject(scene, hit, between):
            return None
        return 60.0 + len(between)
    return float(quantity.start - hit.end)


def _behind_conversion(scene: Scene, quantity: Quantity, hit: Hit) -> int:
    """Where a number ends with its conversion, which may be its bracket: "2 billion yuan ($276 million) in"."""
    bracket = CONVERSION.match(scene.folded, quantity.end)
    return bracket.end() if bracket and bracket.end() <= hit.start else quantity.end


def _is_next_subject(scene: Scene, hit: Hit, between: str) -> bool:
    """Whether a phrase behind a number begins what is told next: "rose to 500 in 2024 and exports to 80"."""
    return JOINED_NEXT.search(between) is not None and scene.number_between(hit.end, scene.sentence.end)
