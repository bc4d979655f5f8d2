"""Level, change, growth or share."""

from __future__ import annotations

import re

from extractors.records import Kind, Quantity
from extractors.scenes import Scene
from extractors.telling.differences import APART, DISTANCE, is_change
from extractors.telling.percent_lists import first_of_list, last_of_list
from extractors.telling.ratios import is_part_of_other, multiple_kind
from extractors.text.cues import Cue
from extractors.text.signals import signal

SIGNS = "+＋-−–－"  # "(+52.1%)" is a change; a bare percentage with a sign never is a share
NEAR = 16
LOOSE = frozenset({"of the", "of its", "of their", "holds", "out of", "比例"})  # of a share only behind the number
GROWTH_REACH = 72
TOPIC_REACH = 60  # characters from a heading clause to a number of its list
# A noun of growth right before its figure: "growth of 8 percent", "growth slowed to 4 percent", 增速达8%.
# Nouns that are verbs too lead to a level: "rates were cut to 3.5 percent".
GROWTH_NOUN = re.compile(
    r"""(?: \b(?:gr[eo]w|expan[ds]|shr[aiu]nk|contract(?:ed|ing|s)\b|r[io]se|fell|fall|increas|declin|climb|dropp)\w*
        \s(?:[\w-]+\s){0,6}(?:rate|pace)\s(?:\([a-z ]{1,40}\)\s)?of\s(?:[\w-]+\s)?$
      | \b(?:growth|expansion|inflation|cagr|cpi|ppi|gdp(?=\starget)
              |(?P<verb>increase|decline|decrease|gain|jump|drop|rise|fall|reduction|cut))
        (?:\s(?:rate|target|forecast|outlook|pace)(?:\s\([a-z ]{1,40}\))?
           (?:\sfor\s(?:the\s)?(?:[\w-]+\s?){1,2}(?=\s(?:is|was|of|at)\s))?)?
        \s(?:(?:ha[ds]\s)?(?:slowed|dropped|fell|eased|rose|accelerated|quickened|picked\ up|cooled|moderated|slipped
              |climbed|ha[ds]\ been|came\ in|came|stood|reached|hit|averaged|remained)\s
            (?:(?:sharply|slightly|further)\s)?)?
        (?:(?:of|at|by|was|is|(?(verb)of|to)|(?(verb)of|from))\s)?(?:(?!to\b|from\b)[\w-]+\s){0,2}$
      | \b(?:rate|pace)\sof\s(?:economic\s)?(?:expansion|growth|increase|decline)
            (?:\s(?:since|in)\s[^.;,]{1,20})?,?\s(?:at|of|to)\s$
      | \bgrowth\s(?:back\s)?(?:up|down)\s(?:[a-z]+ly\s)?to\s$
      | (?:增速|增幅|涨幅|降幅|跌幅|升幅|增长率|成长率|[年季月][增减]率|复合增速|cagr|cpi|ppi|通胀率?)
        (?:[达为约近超在至到高过也亦仍均都已有就还只]|分别|超过|达到|回落|放缓|收窄|扩大|提升|加快|上涨|回升|保持|维持|稳定|不足|不到){0,4}$
      | (?:增速|增幅|涨幅|降幅|跌幅|增长率)(?:也|仍|均|都|已|明显|大幅|远)?(?:[高低快慢好优]于|不及|超过|超出)
        (?:[^，。；%\d]{1,12}的\d[\d.]{0,6}%[、和与及]){0,2}[^，。；%\d]{1,12}的$ )""",
    re.VERBOSE,
)
# "growth in the second quarter was 7.5 percent"; "a 7.5 percent annual economic growth target"
GROWTH_OF = re.compile(
    r"\bgrowth\s(?:in|of|for|at|among|over|between|from|during|through)\s(?:[\w'’-]+\s){1,9}?"
    r"(?:was|is|at|hit|reached|to|be|averaged|of)\s(?:(?:about|around|nearly|only|just)\s)?$"
)
GROWTH_NEXT = re.compile(
    r"^\s(?:(?!(?:of|in|for|and|to|as|on(?!-)|at|is|was|by|from|with|that|than|after|or|share|stake)\b)[\w'’-]+\s){0,4}?"
    r"(?:growth|increase|rise|decline|drop|jump|reduction|surge|slump|premium|discount|bounce|rebound|expansion|dive|plunge|fall"
    r"|gain|climb|slide|slip|tumble|crash|leap|spike|uptick|dip|contraction|recovery|improvement|hike|slowdown|upside|downside"
    r"|appreciation|depreciation|devaluation|uplift|boost|saving|savings|price\scut|cut\sin)\b"
    r"|^\s(?:shy|short|ahead)\sof\s"
    r"|^\s(?:from|over|on|compared\s(?:with|to)|than)\s(?:a\syear|the\s(?:year-ago|year-earlier|same\s(?:period|month|quarter|time)|previous|prior|preceding)|last\s(?:year|month|quarter))\b"
    r"|^\s(?:year-on-year|year-over-year|year\son\syear|yoy|y-o-y|on\syear|on-year|sequentially|quarter-on-quarter|month-on-month)\b(?!\s(?:share|stake|margin))"
)
# "a 7 percent increase and 54 percent of the global total", "cut 18 percent of its staff": whatever stands before it
OF_A_WHOLE = re.compile(
    r"^\sof\s(?:(?:its|their|all|our)\s)?(?:[\w-]+\s){0,2}?(?:staff|workforce|employees|workers|jobs|headcount|personnel|roles)\b"
    r"|^\sof\s(?:the\s)?(?:total\b|(?:global|world(?:wide|['’]s)?|national|(?:country|nation)['’]s)\s[a-z][\w-]*)"
    r"|^的?(?:公司|该公司|已发行)?(?:股份|股权|股本)"
)
# "a decline of 8 percent of the total market": no part of it
MOVE_OF = re.compile(
    r"\b(?:growth|decline|drop|fall|rise|increase|decrease|gain|jump)\sof\s(?:(?:about|around|nearly|almost|over|more\sthan)\s)*$"
)
# "25 percent above the industry benchmark", "44 percent more expensive than", "0.2 percent shy of leader": how far two
# lie apart that are not the same at two times
AHEAD_OF = re.compile(
    r"^\s(?:(?:shy|short|ahead)\sof|behind|above|below|(?:more|less)\s(?:[a-z]+\s)?than|(?!more\b|less\b)[a-z]+er\sthan|better\sthan)\s"
    r"(?:the\s|its\s|their\s|an?\s|those\sof\s)?(?P<other>(?:[a-z]+\s)?(?:leader|rivals?|competitors?|peers?|benchmark|average|industry)\b)?"
)
A_YEAR = re.compile(
    r"^\s(?:(?:a|per|each|every)\s(?:year|annum)|annually)\b(?!\s(?:earlier|ago|before|later))"
)  # "the plan's 20 percent a year"
# 同比营收增速方面，甲公司以7.7%居首，乙公司为5%: the clause before names what all of them are
TOPIC_ZH = re.compile(
    r"(?:增速|增幅|涨幅|降幅|跌幅|增长率)(?:方面|上来看|来看|上|中)?[，,：:](?:(?!占|份额|比重|比例|率)[^。；])*$"
)
# "growth cooled to an 18-month low of 7.4 percent"
GROWTH_AT = re.compile(
    r"\b(?:extend|trimm?|narrow|tak|bring|par)(?:s|es|ed|ing)\s(?:its|their|the|this)(?:\syear['’]s)?\s(?:(?:weekly|monthly|quarterly|annual|yearly|[\w-]+-day)\s)?"
    r"(?:rise|gains?|loss(?:es)?|fall|drop|decline|advance|rally)\s(?:(?:this|for\sthe|so\sfar\sthis)\syear\s)?to\s"
    r"(?:(?:about|around|nearly|almost|more\sthan|over)\s)*$"
    r"|\bgrowth\s(?:[\w-]+\s){1,3}?to\s(?:an?|the|its)\s(?:[\w-]+\s){0,2}?(?:low|high|pace|rate|peak|record)\s(?:of|at)\s$"
)
# The rival "advanced, adding 3 percent".
ADDING = re.compile(r"\b(?:adding|shedding)\s(?:(?:about|around|nearly|almost|another|a\sfurther|as\smuch\sas)\s)*$")
# Its shares "climbed to $57.80 (plus 70 percent)".
SIGNED = re.compile(r"[(\[](?:plus|minus|up|down)\s$")
# "gained HK$1.2, or 3 percent", "the discount to the offer price is 8 percent"
# "a wage increase, of 16 percent", "adds 15 percent to the price"
INCREASE_OF = re.compile(
    r"\b(?:increase|rise|decrease|cut|drop|fall|gain|jump|hike|reduction),\s(?:of|at)\s(?:[a-z]+\s){0,2}$"
)
ADDS = re.compile(r"\badd(?:s|ed|ing)?\s(?:(?:about|around|another|up\sto|at\sleast|nearly|some)\s)*$")
TO_SUM = re.compile(
    r"^\sto\s(?:the|its|their|[\w-]+['’]s)\s(?:[\w-]+\s){0,2}?(?:prices?|costs?|bill|total|weight|output|capacity|sales|profit|revenue|value)\b"
)
OR_RATIO = re.compile(r",\sor\s(?:(?:about|around|nearly|roughly)\s)?$")
GAP_TO_PRICE = re.compile(
    r"\b(?:discount|premium)\b[^.;,\d]{0,36}\s(?:is|was|of|at|amounts\sto|comes\sto|represents|equals)\s$"
)
GROWTH_BEHIND = re.compile(
    r"^(?:的|有)?(?:上[升涨行]|下[跌行降]|增长)空间|^\s?的\s?[^，。；、\d]{0,4}?(?:增速|增幅|增长|涨幅|升幅|降幅|跌幅|减幅|增长率|上升空间|上涨空间|上行空间|下降|提升|折让|溢价|折扣价)"
)
# "improved throughput 40 percent", "saves up to 40 percent of energy"
WORKED = re.compile(
    r"\b(?:improv|increas|reduc|boost|rais|lower|slash|lift|cut)(?!ers?\b|ters?\b)\w*\s(?:(?!to\b|by\b|at\b|of\b|in\b|from\b)[\w-]+\s){1,3}$"
    r"|\bsav(?:e|es|ed|ing)\s(?:(?:about|around|up\sto|at\sleast|more\sthan|over|nearly|an?\sestimated)\s)*$"
)
# 收入增长由去年的4%放缓至2%
GROWN_FROM_ZH = re.compile(r"(?:增长|增速|增幅)[由从](?:[^，。；、\d]{0,8}的)?(?:约|近)?$")
# 价格比对手低12%, 节省能耗40%, 溢价30%
WORKED_ZH = re.compile(
    r"(?:比[^，。；\d]{1,14}?(?:高|低|快|慢|多|少|贵|便宜|大|小|重|轻|强|长|短)出?"
    r"|(?:[同环]比|按[年季月])(?:变动|变化|增减)(?:分别|幅度)?"
    r"|(?:节省|节约|节能|省电|减重|提效|增效|溢价|折让|折价)[^，。；、\d]{0,6}?)(?:了|约|近|超过?|逾|达|将近|至少)*$"
)


# "rose 7 percent to 87 billion yuan", "a 7 percent rise in sales in Japan to …", "rose 7 percent from a year ago to …"
TO_LEVEL = re.compile(
    r"""
    (?: \s(?:increase|rise|gain|jump|surge|climb|growth|drop|fall|decline|decrease|slump|slide|plunge)\b
        (?:\sin\s(?:(?!and\b|or\b|but\b|while\b|which\b|that\b|to\b)[a-z][\w'’-]*\s){1,7}?(?=to\s))?+ )?
    (?: \s(?:higher|lower|more|less)\b )?
    (?: \s?(?:from|over|on|in|during)\s(?:(?:a|the|last|same|previous|first|second|third|fourth|[12]\d{3})\s?){1,3}
        (?:\b(?:quarter|half|month|year|period)(?:\s(?:earlier|before|ago))?)?
      | \s(?:year[\s-](?:on|over)[\s-]year|on[\s-]year|annually|last\syear)
    )?
    ,?\s?\bto\s(?:an?\s)?(?:(?:about|around|nearly|almost|some|over|just|roughly|more\sthan)\s)?
    """,
    re.VERBOSE,
)
PARTS = frozenset({"percent", "pp", "times"})
NOUN_OF_GROWTH = signal(GROWTH_NOUN)


def kind_of(scene: Scene, quantity: Quantity) -> Kind:
    """`"rose 12 percent"` growth, `"market share of 12 percent"` share, `"净增1.55亿户"` change, else level."""
    if quantity.unit == "pp":
        return "change"
    if quantity.unit == "times":
        return multiple_kind(scene, first_of_list(scene, quantity))
    if quantity.unit == "percent":
        return _percent_kind(scene, quantity)
    return "change" if is_change(scene, quantity) else "level"


def _percent_kind(scene: Scene, quantity: Quantity) -> Kind:
    if is_part_of_other(scene, quantity):
        return "level"
    if OF_A_WHOLE.match(scene.after(quantity)) and not MOVE_OF.search(scene.before(quantity)[-GROWTH_REACH:]):
        return "share"
    if is_apart(scene, quantity):
        return "change"
    first = first_of_list(scene, quantity)
    if quantity.relative or first.relative or quantity.quote[0] in SIGNS or _is_grown(scene, first):
        return "growth"
    if _is_rate(scene, quantity):
        return "level"
    return "growth" if A_YEAR.match(scene.after(quantity)) else "share"


def is_apart(scene: Scene, quantity: Quantity) -> bool:
    """Whether a percentage is how far two lie apart: "44 percent more expensive than Acer", "25 percent above the
    industry average"; not "9 percent higher than a year ago", "9 percent above its bid".
    """
    if scene.lang != "en" or quantity.unit != "percent":
        return False
    apart = AHEAD_OF.match(scene.after(quantity))
    if apart is None:
        return False
    at = quantity.end + apart.end()
    return apart["other"] is not None or any(
        name.kind in {"company", "product"}
        and name.start == at
        and scene.text[name.end : name.end + 2] not in {"'s", "’s"}
        for name in scene.names
    )


def _is_grown(scene: Scene, quantity: Quantity) -> bool:
    """Whether the words at a percentage say how much something grew, or lies above another."""
    before = scene.before(quantity)[-GROWTH_REACH:]
    if (scene.shows(NOUN_OF_GROWTH) and GROWTH_NOUN.search(before)) or (scene.shows(DISTANCE) and APART.search(before)):
        return True
    if scene.lang == "zh":
        topic = TOPIC_ZH.search(scene.before(quantity)[-TOPIC_REACH:])
        worked = WORKED_ZH.search(before) or GROWN_FROM_ZH.search(before)
        behind = GROWTH_BEHIND.match(scene.after(last_of_list(scene, quantity))[:NEAR])
        return bool(behind or worked or topic)
    if level_reached(scene, quantity):
        return True
    if GAP_TO_PRICE.search(before) or (OR_RATIO.search(before) and _is_ratio_of_move(scene, quantity)):
        return True
    if ADDS.search(before) and TO_SUM.match(scene.after(quantity)):
        return True
    told = (WORKED, GROWTH_OF, GROWTH_AT, SIGNED, INCREASE_OF, ADDING)
    return any(pattern.search(before) for pattern in told) or bool(GROWTH_NEXT.match(scene.after(quantity)))


def level_reached(scene: Scene, quantity: Quantity) -> Quantity | None:
    """The sum or count that a percentage led to: 87 billion yuan of "hiked earnings 7 percent to 87 billion yuan"."""
    link = TO_LEVEL.match(scene.folded, quantity.end) if quantity.unit in PARTS else None
    if link is None:
        return None
    return next((one for one in scene.quantities if one.start == link.end() and one.unit not in PARTS), None)


def _is_ratio_of_move(scene: Scene, quantity: Quantity) -> bool:
    """Whether the number before is a move that the percentage tells as a ratio, and no part of a whole follows."""
    before = next((other for other in reversed(scene.quantities) if other.end <= quantity.start), None)
    moved = before is not None and (before.direction is not None or is_change(scene, before))
    return moved and not scene.after(quantity).startswith(" of ")


def _is_rate(scene: Scene, quantity: Quantity) -> bool:
    """Whether the clause names a measure that is told in percent without being a part of a whole: accuracy, 利率. The
    word nearest to the number decides.
    """
    start, end = scene.clause(quantity.start)
    cues = [cue for cue in scene.section("kinds") if start <= cue.start < end and cue.value in {"level", "share"}]
    cues = [cue for cue in cues if scene.folded[cue.start : cue.end] not in LOOSE or 0 <= cue.start - quantity.end <= 1]
    outer = [cue for cue in cues if not any(_holds(other, cue) for other in cues)]
    nearest = min(outer, key=lambda cue: max(quantity.start - cue.end, cue.start - quantity.end), default=None)
    return nearest is not None and nearest.value == "level"


def _holds(outer: Cue, inner: Cue) -> bool:
    """Whether a longer cue has the other inside it: 毛利率 has 利率."""
    return outer.start <= inner.start and inner.end <= outer.end and outer.end - outer.start > inner.end - inner.start
