"""Times that a sentence tells of something else than its numbers.

"Founded in 2016, it employs 1,000 people": nobody counted them in 2016. What tells when a firm was founded, a product
came out or a source was compiled is not the time of the numbers beside it, and neither is a past that the sentence has
left for the present.
"""

from __future__ import annotations

import re

from extractors.records import Quantity
from extractors.scenes import Scene, once_a_scene
from extractors.text.signals import signal
from extractors.text.tenses import begins_with_verb, has_verb, is_in_present, turns_to_present
from extractors.times.beginnings import BEGUN, is_of_start
from extractors.times.periods import DAYS, PeriodMention, left_of
from extractors.times.times_of_forecasts import is_of_forecast

ANNUAL = "annual results"  # what a report is of is the time of later sentences, not of what it is cited for
COUNTED = frozenset({"count", "percent", "times", "pp"})  # 2024年发布的机器人达30款: counted in that year
REACH = 64  # characters before a time that may hold "based on calculations from"
ENDS = 6  # characters behind a Chinese time that may hold 年成立, 年发布的
# What stands behind it: 2016年成立，; 2024年发布的这款机器人.
BEGAN_ZH = re.compile(
    r"(?:\d{1,2}[日号]|份|初|底|末)?(?:正式|首次)?"
    r"(?:(?:成立|创立|创办|创建|注册(?!量|数|用户|资本)|诞生|始建)(?!的[^，。；]{0,8}(?:企业|公司)(?:达|有|超|共|约))|(?:问世|发布|推出|亮相|投产|开业|上线|上市|建成)的)(?!以来|至今)"
)
# 将于2015年6月建成投产，预计年产4000台: when works open is not when they have made so much
OPENS_ZH = re.compile(
    r"(?:\d{1,2}[日号]|份|[初底末])?(?:前|左右)?(?:正式|全面|全部)?(?:建成|竣工|完工)?(?:并)?(?:投产|投用|投入使用|投入运营|建成|竣工|开业|达产)[，。；]"
)
# 曾在今年3月创下纪录的某公司，再度…: what had been before
ONCE_ZH = re.compile(r"曾(?:经)?(?:在|于)?$")
# What had gone before the figures: 延续2023年高速增长的态势，; 在上半年优化库存后，.
LEADS_ZH = re.compile(r"(?:(?P<trend>延续|承接|保持|扭转|沿袭)了?|(?P<then>在|于|经历|经过|继)了?)(?:自|从)?$")
TREND_ZH = re.compile(r"[^，。；]{0,16}?(?:态势|势头|趋势|走势|格局|局面)")
THEN_ZH = re.compile(
    r"[^，。；]{2,16}?(?:之后|以后|(?<![最售])后)(?=[，,]|实现|恢复|再|重新|转|仍|又|继续|大幅|明显|显著|迎来|出现)"
)
LEAD_REACH = 4  # characters before a time that may hold 延续了自
SOURCE = re.compile(r"\b(?:based\son|calculated\sfrom|calculations?\sfrom|derived\sfrom|citing|using)\s[^,;.]{0,48}$")
# 1157家公司公布上半年业绩预告, 9家预计全年净利润增长: which time those who are counted report on
REPORTERS_ZH = re.compile(
    r"的?(?:a股)?(?:上市)?(?:公司|企业|券商|机构|厂商)?[^，。；\d]{0,4}?(?:公布|披露|发布|预[计告喜增]|计划|拟)[^，。；\d]{0,4}$"
)
REPORTING_ZH = re.compile("(?:公布|披露|发布|家(?:上市)?(?:公司|企业)?预[计告])了?$")
DONE_ZH = re.compile("(?:完成|达到?|占|实现)(?:了|到)?$")
GOAL_ZH = re.compile(r"的?[^，。；\\d]{0,8}(?:目标|任务|计划|指引)的?(?:约|近|逾|超过?)?")
REPORTED_ZH = re.compile("的?(?:年度)?(?:业绩|中期)?(?:预告|报告|快报|财报|年报|中报|季报|业绩|净利|营收|利润|盈利)")
DIVIDES = re.compile(r"[,;:，；：。—–]|\b(?:and|but|which|that|who|now)\b")
# "A September report put the figure at 3 million", "At last month's forum in Tianjin Wang said": the time is not
# that of the figures.
REPORT = re.compile(
    r"\s(?:report|study|note|interview|statement|filing|article|letter|paper|speech|blog\spost|briefing)\b"
    r"|['’]s\s(?:[\w-]+\s){0,4}?(?:report|study|interview|statement|filing|speech|briefing"
    r"|(?:forum|conference|summit|congress|meeting|symposium|hearing)\b[^;]{0,60}?\b(?:said|says|told|announced|added))\b"
)
# "According to its first-quarter shareholder report, the plant has": what there is has no time of the report's.
IN_REPORT = re.compile(r"\s(?:[\w-]+\s){0,3}?(?:report|results|filing|statement|presentation|letter)\b")
# "Earlier this month the carrier reported a 3 percent rise": when a result was told is not when it was earned.
NEWS = re.compile(r",?\s(?:[\w&.’'-]+\s){1,5}?(?:reported|posted|announced|disclosed|published)\s")
RESULT = re.compile(r"\b(?:quarterly|annual|full-year|half-year|profits?|earnings|revenues?|net\sincome|results)\b")
# "said in May that it was in talks", "told staff last month it would": what is said has a time of its own; what "it had
# received" is mostly of the month that it is told in.
CONTENT = re.compile(
    r"\s(?:it|they|he|she|that(?:\s\w+)?+)\b(?!\shad\s(?!been\b)[a-z]+(?:ed|en|own|old|ught|ade|on|id)\b)"
)
OPENS = re.compile(
    r"[\"“]?(?:(?:but|and|then|back|early|late|earlier|in)\s)*"
)  # "In March, Acer announced": news of March
# "soared 90 percent on Friday, after raising 3 million", "closed at $4 yesterday after a 9 million sale".
GONE_BEFORE = re.compile(r"\bafter\s(?!hours\b|market\b)")
RECENT = re.compile(r"(?:earlier\s(?:this|last)|last|this)\s(?:month|week)$")
# "the slowest pace since 2009": how long there had been none like it.
RECORD = re.compile(
    r"\b(?:(?!invest|interest|latest|request|protest|harvest)\w{2,}est|first|most|least|worst|best|record)\s(?:[\w-]+\s){0,5}$"
)
# "will be the biggest listing since Acer floated in May 2019": with what event it is compared.
SINCE_EVENT = re.compile(
    r"\b(?:\w{2,}est|first|most|least|only|worst|best)\s(?:[\w'’-]+\s){1,6}since\s(?:[\w.&'’-]+\s){1,6}$"
)
# "raised 3 billion yuan in the biggest share sale this year": which of its rank it is, and not when.
RANK = re.compile(
    r"(?:\b(?:the|its|their)|['’]s)\s(?:[a-z-]+\s)?(?!invest|interest|latest)[a-z]{2,}est\s(?:[\w-]+\s){1,5}$"
)
# "replaced the previous record of 2021 by growth of 5 percent": what was outdone.
OUTDONE = re.compile(
    r"\b(?:replac|beat|broke|break|topp|top|exceed|surpass|overt|outdo|outd|eclips)[a-z]*\s(?:the|its|their|a)\s(?:[\w-]+\s){0,3}"
    r"(?:record|high|peak|level|total|mark|figure|result)\s(?:(?:of|from|in|set\sin|reached\sin)\s)?$"
)
GOES_ON = re.compile(r",?\s(?:\w+ing|with)\b")  # "listed in December 2023, raising HK$1.04 billion"
SAME_FACT = re.compile(
    r"\b(?:which|that|this|it)\s(?:is|are|means|equals|marks|makes|brings|puts|takes|gives|leaves)\b|\b(?:accounts?|represents?)\b"
)
# What is announced with its worth: "announced on Tuesday a $3 billion takeover".
ANNOUNCED = re.compile(r"\b(?:announced|unveiled|signed|clinched|sealed|struck)\b")
THE_DEAL = re.compile(
    r",?\s(?:[\w&.-]+\s){0,4}?(?:announced\s)?(?:an?|its|their|the)\s(?:(?:new|record|planned|fresh)\s)?"
)
DEAL = re.compile(
    r"(?:[\s-][\w-]+){0,3}?\s(?:deal|takeover|acquisition|purchase|merger|buyout|round|financing|funding|settlement|contract"
    r"|order|offer|bid|sale)\b"
)
# "It returned to profit last year after making a loss in 2012": the year of what had gone before; not that of the news
# in "fell after reporting first-quarter profit".
AFTER = re.compile(
    r"\bafter\s(?!(?:[\w'’-]+\s){0,3}?(?:report|post|announc|said|saying|releas|publish|disclos|unveil|forecast)\w*\s)"
    r"(?:[\w'’-]+\s){1,8}$"
)
PRECEDED = signal(AFTER)
# "soared on Tuesday after raising 200 million dollars", "gained 8 percent after its 90 million dollar sale"
DONE_BEFORE = re.compile(
    r"\bafter\s(?:\w+ly\s|first\s|having\s)*(?P<deed>(?!(?:report|post|announc|forecast|say|publish|releas|disclos|warn|predict)ing\b)"
    r"\w{2,}ing\b|(?:its|their|his|her)\s)[^,;.]{0,72}$"
)
# "its full results, due out by Oct. 25"
DUE = re.compile(
    r"\b(?:results?|reports?|earnings|figures|data|numbers|statements?|announcement),?\s(?:which\s(?:is|are)\s)?(?:due|scheduled|slated|expected)\s"
    r"(?:out\s|to\s(?:be\s(?:released|published|announced)|come(?:\sout)?)\s|for\s(?:release|publication)\s)?$"
)
PLANNED_SUM = re.compile(
    r"(?:%|\bpercent|\bper\scent)\sof\s(?:the|its|their)\s(?:planned|projected|budgeted|targeted)\s(?:[a-z]+\s){1,3}$"
)
EARLIER = signal(DONE_BEFORE)
DEED = re.compile(
    r"\b(?:acquisition|purchase|takeover|launch|founding|listing|introduction|merger|debut|arrival|entry)\s(?:of|with|into|by|on)\s"
    r"[^,.;]{1,60}?$"
)
HAS = re.compile(r"^\s(?:has|have|continues?|remains?)\b")
# "Its shares, up 15 percent over the past year, fell 2 percent": what a price did before is told in passing
INSERTED = re.compile(
    r"\b(?:shares?|stock)\b[^,;.]{0,40},\s(?:which|whose|up|down|already)\b(?:[^,;]|,(?=\d)){1,160},\s"
)
APPOSITION = re.compile(r",?\s?(?:an?|the|one\sof)\s")
BEGINNING = signal(BEGUN)


def is_background(scene: Scene, mention: PeriodMention, quantity: Quantity) -> bool:
    """Whether the time is not the number's, though its sentence names it."""
    if mention.since:
        return (
            scene.lang == "en" and RECORD.search(scene.folded, *left_of(mention.start, scene.sentence.span)) is not None
        )
    at = quantity.start
    if mention.rule == ANNUAL or _end_of_lead(scene, mention) <= at:
        return True
    own = (is_of_report, is_of_forecast, _is_of_yearly_goal, _is_when_due, _is_of_plan)
    if any(tells(scene, mention, quantity) for tells in own):
        return True
    if mention.start >= at:
        return _is_background_behind(scene, mention, at)
    if IN_REPORT.match(scene.folded, mention.end) and is_in_present(scene.folded, mention.end, at):
        return True
    if scene.lang == "en" and _is_inserted(scene, mention, at):
        return True
    told = REPORT.match(scene.folded, mention.end) or _is_of_news(scene, mention, quantity)
    if told or is_outdone(scene, mention):
        return True
    if scene.lang == "en" and (_is_of_deed(scene, mention, at) or _is_day_after(scene, mention, at)):
        return True
    divided = DIVIDES.search(scene.folded, mention.end, at) is not None and not GOES_ON.match(scene.folded, mention.end)
    if divided and scene.lang == "en" and _is_of_apposition(scene, mention, at):
        return True
    if _is_begun(scene, mention):
        return divided or scene.lang == "zh"
    if _has_begun_zh(scene, mention):
        return divided or quantity.unit not in COUNTED
    if divided and scene.lang == "zh" and (OPENS_ZH.match(scene.folded, mention.end) or _is_of_once(scene, mention)):
        return True
    return divided and (_is_of_source(scene, mention) or _is_left(scene, mention, at))


def _is_inserted(scene: Scene, mention: PeriodMention, at: int) -> bool:
    """Whether the time stands in what is inserted behind shares before the number that stands at `at`."""
    inserted = INSERTED.finditer(scene.folded, scene.sentence.start, at)
    return any(one.start() < mention.start < one.end() for one in inserted)


def _is_background_behind(scene: Scene, mention: PeriodMention, at: int) -> bool:
    """Whether a time behind the number that stands at `at` is not its: that of a rank, of an event, of a beginning."""
    if mention.gives == "relative" and RANK.search(scene.folded, at, mention.start):
        return True
    if scene.lang == "en" and SINCE_EVENT.search(scene.folded, at, mention.start):
        return True
    return is_of_beginning(scene, mention) and DIVIDES.search(scene.folded, at, mention.start) is not None


def _is_of_once(scene: Scene, mention: PeriodMention) -> bool:
    """曾在今年3月: a time that had gone before what the sentence tells."""
    return (
        ONCE_ZH.search(scene.folded, max(scene.sentence.start, mention.start - LEAD_REACH), mention.start) is not None
    )


def _is_of_deed(scene: Scene, mention: PeriodMention, at: int) -> bool:
    """Whether the time is that of a deed that works on to this day: "its purchase of a brand in 2014 has helped"."""
    if DEED.search(scene.folded, max(scene.sentence.start, mention.start - REACH), mention.start) is None:
        return False
    return HAS.match(scene.folded[mention.end : at]) is not None


def _is_day_after(scene: Scene, mention: PeriodMention, at: int) -> bool:
    """Whether the day is that of the main clause, and the number of what went before it: "soared on Friday after
    raising 3 million".
    """
    return mention.gives in DAYS and GONE_BEFORE.search(scene.folded, mention.end, at) is not None


def is_of_report(scene: Scene, mention: PeriodMention, quantity: Quantity) -> bool:
    """Whether the time is only that of the reports of those who are counted: 1157家公司公布上半年业绩预告."""
    if scene.lang != "zh" or quantity.unit != "count":
        return False
    if mention.start >= quantity.end:
        return REPORTERS_ZH.match(scene.folded, quantity.end, mention.start) is not None
    told = REPORTING_ZH.search(scene.folded, max(scene.sentence.start, mention.start - 2 * ENDS), mention.start)
    return told is not None and REPORTED_ZH.match(scene.folded, mention.end) is not None


def day_of_deal(scene: Scene, quantity: Quantity) -> PeriodMention | None:
    """The day on which what the number is worth was announced, which is the day of it: "announced on Tuesday a $3
    billion deal"; when somebody said anything else is no time of it.
    """
    if scene.lang != "en" or DEAL.match(scene.after(quantity)) is None:
        return None
    told = [one for one in scene.periods if one.spoken and one.span and one.end <= quantity.start]
    if not told or ANNOUNCED.search(scene.folded, scene.sentence.start, quantity.start) is None:
        return None
    return told[-1] if THE_DEAL.fullmatch(scene.folded, told[-1].end, quantity.start) else None


def _is_of_yearly_goal(scene: Scene, mention: PeriodMention, quantity: Quantity) -> bool:
    """Whether the time only says which goal a share has come to: 完成全年目标的56%."""
    if scene.lang != "zh" or quantity.unit != "percent" or mention.end > quantity.start:
        return False
    return (
        GOAL_ZH.fullmatch(scene.folded, mention.end, quantity.start) is not None
        and DONE_ZH.search(scene.folded, max(scene.sentence.start, mention.start - ENDS), mention.start) is not None
    )


def is_gone_before(scene: Scene, mention: PeriodMention) -> bool:
    """Whether the sentence only names the time to say what its figures followed: 在上半年优化库存后，, "after making a
    loss in 2012".
    """
    if scene.lang == "en":
        if not scene.shows(PRECEDED):
            return False
        after = AFTER.search(scene.folded, *left_of(mention.start, scene.sentence.span))
        return after is not None and not scene.number_between(after.start(), mention.end)
    return _end_of_lead(scene, mention) <= scene.sentence.end


def _end_of_lead(scene: Scene, mention: PeriodMention) -> int:
    """Where the words end that tell what had gone before in that time; beyond the sentence where there are none."""
    nowhere = scene.sentence.end + 1
    if scene.lang != "zh":
        return nowhere
    start = max(scene.sentence.start, mention.start - LEAD_REACH)
    opens = LEADS_ZH.search(scene.folded, start, mention.start)
    if opens is None:
        return nowhere
    told = (TREND_ZH if opens["trend"] else THEN_ZH).match(scene.folded, mention.end, scene.sentence.end)
    return told.end() if told else nowhere


def _is_when_due(scene: Scene, mention: PeriodMention, quantity: Quantity) -> bool:
    """Whether results are only to come out then: "ahead of full results due by April 26"."""
    return (
        mention.end <= quantity.start
        and DUE.search(scene.folded, *left_of(mention.start, scene.sentence.span)) is not None
    )


def _is_of_plan(scene: Scene, mention: PeriodMention, quantity: Quantity) -> bool:
    """Whether what was planned for the time is only what a figure before was set against: "23 percent of its planned
    spending for 2010; Birch spent 9 million".
    """
    left = left_of(mention.start, scene.sentence.span)
    return scene.lang == "en" and mention.end <= quantity.start and PLANNED_SUM.search(scene.folded, *left) is not None


def is_of_rank(scene: Scene, mention: PeriodMention) -> bool:
    """Whether the time only says among which ones something ranks: "its second highest sales this year"."""
    return (
        mention.gives == "relative"
        and RANK.search(scene.folded, *left_of(mention.start, scene.sentence.span)) is not None
    )


def is_of_earlier_deed(scene: Scene, quantity: Quantity) -> bool:
    """Whether the number is told of what had been done before the time of its sentence, and that clause names no time:
    "soared on Tuesday after raising 200 million dollars".
    """
    if scene.lang != "en" or not scene.shows(EARLIER):
        return False
    start, end = scene.clause(quantity.start)
    found = DONE_BEFORE.search(scene.folded, start, quantity.start)
    if found is None or (
        not found["deed"].endswith("ing") and has_verb(scene.folded, found.end("deed"), quantity.start)
    ):
        return False
    return not any(found.start() < one.start < end for one in scene.periods)


def is_outdone(scene: Scene, mention: PeriodMention) -> bool:
    """Whether the time is that of a record which the figures of the sentence have left behind."""
    left = left_of(mention.start, scene.sentence.span)
    return scene.lang == "en" and OUTDONE.search(scene.folded, *left) is not None


def is_of_beginning(scene: Scene, mention: PeriodMention) -> bool:
    """Whether the time tells when something was founded, opened or brought out."""
    return _is_begun(scene, mention) or _has_begun_zh(scene, mention)


def _is_of_news(scene: Scene, mention: PeriodMention, quantity: Quantity) -> bool:
    """Whether it is the month or week in which a result was told: "reported last month that its profit …"."""
    start = scene.sentence.start
    opens = RECENT.fullmatch(scene.folded, start, mention.end) is not None
    if opens and NEWS.match(scene.folded, mention.end):
        return True
    if not mention.announced or OPENS.fullmatch(scene.folded, start, mention.start):
        return False
    said = CONTENT.match(scene.folded, mention.end) is not None
    return said or RESULT.search(scene.folded, mention.end, quantity.start) is not None


@once_a_scene
def _is_begun(scene: Scene, mention: PeriodMention) -> bool:
    return scene.shows(BEGINNING) and is_of_start(scene.folded, scene.sentence.start, mention.start)


def _has_begun_zh(scene: Scene, mention: PeriodMention) -> bool:
    """2016年成立，; 2024年发布的."""
    return scene.lang == "zh" and BEGAN_ZH.match(scene.folded, mention.end, mention.end + 2 * ENDS) is not None


def _is_of_apposition(scene: Scene, mention: PeriodMention, at: int) -> bool:
    """Whether only a remark on a name tells the time: "Orchid, a spin-off that began to build robots after a deal in
    2012, raised 25 million".
    """
    start, end = scene.clause(mention.start)
    if start <= scene.sentence.start or end > at or not APPOSITION.match(scene.folded, start):
        return False
    return not scene.number_between(start, end) and begins_with_verb(scene.folded, end, at)


def _is_of_source(scene: Scene, mention: PeriodMention) -> bool:
    """ "based on calculations from first-half earnings": what a figure was made from."""
    start = max(scene.sentence.start, mention.start - REACH)
    return SOURCE.search(scene.folded, start, mention.start) is not None


def _is_left(scene: Scene, mention: PeriodMention, at: int) -> bool:
    """Whether the sentence has gone on to the present: "which invested 2 billion in 2019, employs 190,000"."""
    over = mention.span is not None and scene.published is not None and mention.span.last < scene.published
    if scene.lang != "en" or not over or mention.as_of or SAME_FACT.search(scene.folded, mention.end, at):
        return False
    return turns_to_present(scene.folded, scene.clause(mention.start)[0], at)
