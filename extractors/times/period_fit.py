"""The time that was chosen for a number, as what is measured takes it."""

from __future__ import annotations

import re
from datetime import timedelta

from extractors.metrics.measures import Measure
from extractors.quick_records import replace
from extractors.records import Kind, Quantity
from extractors.scenes import Scene
from extractors.text.signals import signal
from extractors.text.tenses import is_in_past
from extractors.times.calendar_spans import Span, months
from extractors.times.period_choice import is_small_count
from extractors.times.periods import PARTS_OF_YEARS, REPORTED
from extractors.times.reported_results import is_count_of_stock
from extractors.times.share_moves import SHARE, SHARES, is_move_of_day, is_share_move, is_value_of_day
from extractors.times.standing_times import looks_ahead
from extractors.times.time_frames import NO_TIME, TimeFrame
from extractors.times.timeless import is_timeless

TARGET_PRICE = "target price"
# A total that additions of a period lead to is of the period's end: "taking the total to 4.2 million".
TOTAL = re.compile(
    r"\b(?:bring|tak|rais|lift|push|boost|add)\w*\s[^.;]{0,40}\b(?:total|number|tally|count)\s(?:\w+\s){0,6}to\s"
    r"(?:about\s|nearly\s|more\sthan\s|over\s)?$"
    r"|\b(?:for|giving|making|leaving|bringing|taking)\s(?:[\w’'-]+\s){0,3}?(?:a|its|their)\s(?:grand\s|new\s|combined\s|overall\s)?"
    r"total\s(?:of|to)\s(?:about\s|nearly\s|more\sthan\s|over\s)?$"
    r"|(?:净增|新增|增加)[^。；]{2,24}[，,][^。；，,]{0,8}(?:总数|总量|总额|总规模)(?:已)?(?:达到?|增至|升至|增加到|为)(?:约|近|超过?)?$"
)
TO_TOTAL = re.compile(
    r"\b(?:to|reaching)\sa\s(?:grand\s|new\s|combined\s|overall\s)?total\sof\s(?:about\s|nearly\s|more\sthan\s|over\s)?$"
)
TO_NUMBER = re.compile(r"\sto\s(?:(?:about|around|nearly|almost|some|roughly|more\sthan|over|just)\s)*")
AVERAGED = re.compile(r"\baverage\b")  # of users over a quarter, not at its end
TOTALS = signal(TOTAL, TO_TOTAL)
# "which brought the country's internet population to 250 million": what is brought or taken to a count is one.
BROUGHT = re.compile(
    r"\b(?:br(?:ings?|inging|ought)|t(?:akes?|aking|ook))\s[^.;,]{3,72}\sto\s"
    r"(?:(?:about|around|nearly|almost|some|roughly|more\sthan|over|just)\s)*$"
)
CUMULATIVE = re.compile(r"\b(?:cumulative|cumulatively|lifetime|accumulated)\b")
RATE_REACH = 26  # characters before a number that may say that it is a target of growth: "target of around"
# A target of growth: "the target of around 5 percent", 增长目标为5%左右.
RATE_TARGET = re.compile(r"\b(?:target|goal)s?\s(?:of|at|is|was)\s(?:[\w-]+\s){0,2}$|目标(?:[为是在]|定为|设定为|约)?$")
# "have lost", "has slid", "are up": what has happened to shares until now.
HAVE_MOVED = re.compile(
    r"\b(?:has|have|['’]ve)\s(?:\w+ly\s|already\s|now\s)?\w+(?:ed|en|st|unk|id|own|t)\b|\b(?:is|are)\s(?:up|down)\b"
    r"|\b(?:rise|gains?|loss(?:es)?|fall|drop|decline|advance|rally)\s(?:so\sfar\s)?this\syear\sto\s"
)
# "a 4 percent decline in its stock price this year"
MOVE_OF_SHARES = re.compile(
    r"\s(?:fall|rise|gain|drop|dip|slide|decline|loss|increase|jump|advance|surge|slump|rally|plunge)\sin\s"
    r"(?:[\w'’-]+\s){0,3}?(?:shares?|stock)\b"
)
# "shares in Larchwell, valued at 3 billion dollars, rose": what a company is worth is of no time told before.
VALUED_AT = re.compile(
    r",\s(?:which\sis\s)?(?:valued|worth)\s(?:at\s)?(?:(?:about|around|over|more\sthan|nearly|some)\s)*$"
)
LED_TO = re.compile(r"\sto\s(?:(?:about|around|nearly|almost|some|more\sthan|over|a\srecord)\s)*\d")
ASIDE = re.compile(r"\s?(?:which|whose|who)\b")
WHY = re.compile(r"\b(?:after|as|because|when|following|despite|amid)\s")  # what a move of shares came of
# "first-quarter net loss", "quarterly loss": the time is the noun's, and not that of what the sentence tells next.
RESULT = re.compile(r"\s?(?:[a-z-]+\s){0,3}?(?:profits?|loss(?:es)?|earnings|results?|income|revenues?|sales)\b")
NEXT_DEED = re.compile(
    r"\band\s(?:also\s)?(?:said|announced|warned|disclosed)\b|,\s(?:sending|pushing|driving|knocking|lifting|dragging)\s"
)
PARTS_OF_RESULTS = PARTS_OF_YEARS | {"quarterly", "half_yearly"}
HELD = frozenset({"debt", "employees", "fund size", "stake", "acquisition price"})  # what no quarter brings
GONE_ON_WITH = REPORTED | {"told"}  # times of a report that its stocks are at the end of
OF_RESULTS = frozenset({"quarterly", "half_yearly"})  # "posted a quarterly loss, sending its shares down"
DAYS_OF_TRADE = frozenset({"day", "weekday", "near_day"})
TO_DATE = frozenset({"to_date_of_report", "to_date"})  # of shares it is until now
RATES = frozenset({"percent", "pp", "times"})
UNTIL_NOW = "to_date"
CURRENCY = re.compile(r"[A-Z]{3}$")
PLANS = frozenset({"plan"})
FRIDAY = 4  # as weekdays are counted from Monday, 0: no share is dealt in after it
REACHED = re.compile(
    r"(?:达到?|提高到|提升到|提升至|提高至|增至|升至|突破)(?:约|近|超过?)?$|\b(?:reach|to|exceed|hit)\s(?:about\s|around\s|nearly\s)?$"
)


def fit_to_measure(
    frame: TimeFrame,
    scene: Scene,
    kind: Kind,
    measure: Measure | None,
    quantity: Quantity,
    *,
    trading: TimeFrame = NO_TIME,
) -> TimeFrame:
    """The period as the measure takes it: a stock at a month's end, sizes never, a share price on the day of `trading`
    that was told before, else on that of the news.
    """
    frame = _until_date(_through(_of_the_day(scene, frame, quantity), scene, quantity, measure), scene, quantity)
    dated = frame.as_of and frame.origin == "stated"
    if frame.mention and not (dated or frame.is_ahead(scene)) and is_timeless(scene, quantity, kind):
        return NO_TIME
    if measure is not None and measure.words == TARGET_PRICE:
        return frame if frame.is_ahead(scene) and not _is_of_clause_before(scene, frame, quantity) else NO_TIME
    stated = frame.origin == "stated" and not _is_of_aside(scene, frame, quantity) and not _is_today(scene, frame)
    stated = stated and not _is_of_result_before(scene, frame, quantity)
    if not stated and is_share_move(scene, quantity, measure) and is_move_of_day(scene, quantity, kind):
        return _day_told(scene, quantity) or (
            _inherited(trading) if trading.span and not scene.sentence.heading else _day_of_news(scene)
        )
    if (held := _of_shares_held(frame, scene, kind, quantity)) is not None:
        return held
    if not frame.mention and trading.span and is_value_of_day(scene, quantity, measure):
        return _inherited(trading)
    if measure is not None and measure.words in HELD and _is_of_result_before(scene, frame, quantity):
        return NO_TIME
    if kind == "growth" and RATE_TARGET.search(scene.before(quantity)[-RATE_REACH:]):
        return _of_year(frame)
    if frame.mention and frame.mention.gives in PLANS and kind == "share" and _is_reached(scene, quantity):
        return TimeFrame(frame.span.as_of(), frame.origin, frame.mention) if frame.span else frame
    if frame.origin == "inherited" and VALUED_AT.search(scene.before(quantity)[-RATE_REACH:]):
        return NO_TIME
    return _as_stock(frame, scene, kind, measure, quantity)


def _of_shares_held(frame: TimeFrame, scene: Scene, kind: Kind, quantity: Quantity) -> TimeFrame | None:
    """Until now, of what shares "have lost this year" or "so far this year"; None of all else."""
    mention = frame.mention
    if mention is None or scene.published is None or kind != "growth" or frame.first is None:
        return None
    this_year = mention.gives == "relative" and frame.span == months(scene.published.year, 1, 12)
    if not (mention.gives in TO_DATE or this_year) or scene.lang != "en" or not scene.shows(SHARE):
        return None
    named = SHARES.search(scene.before(quantity)) or SHARES.search(scene.folded, *scene.clause(quantity.start))
    if not named:
        return None
    if this_year and not (HAVE_MOVED.search(scene.before(quantity)) or MOVE_OF_SHARES.match(scene.after(quantity))):
        return None
    return TimeFrame(Span(None, scene.published), frame.origin, replace(mention, gives=UNTIL_NOW))


def _through(frame: TimeFrame, scene: Scene, quantity: Quantity, measure: Measure | None) -> TimeFrame:
    """From January on, of what is earned, sold or made "through September"."""
    mention, span = frame.mention, frame.span
    if mention is None or span is None or span.first is not None or mention.gives != "months" or mention.shift:
        return frame
    if not scene.folded.startswith("through ", mention.start) or frame.is_ahead(scene):
        return frame
    money = CURRENCY.match(quantity.unit) is not None
    beside = any(CURRENCY.match(other.unit) for other in scene.quantities) and quantity.unit == "percent"
    flow = measure is not None and measure.id is not None and measure.nature == "flow"
    if not (flow or ((money or beside) and (measure is None or measure.nature == "flow"))):
        return frame
    since = Span(span.last.replace(month=1, day=1), span.last)
    return TimeFrame(since, frame.origin, replace(mention, cumulative=True))


def _until_date(frame: TimeFrame, scene: Scene, quantity: Quantity) -> TimeFrame:
    """ "By the end of May it had invested 11 billion yuan this year": what was done this year is of its months so far,
    where the sentence tells how far.
    """
    mention, span = frame.mention, frame.span
    if mention is None or span is None or scene.lang != "en" or frame.origin != "stated" or mention.gives != "relative":
        return frame
    if span != months(span.last.year, 1, 12) or scene.published is None or span.last <= scene.published:
        return frame
    dates = [one.span.last for one in scene.periods if one.as_of and one.span and one.span.first is None]
    past = [day for day in dates if day.year == span.last.year and day <= scene.published]
    if not past or frame.is_ahead(scene) or looks_ahead(scene, quantity.start):
        return frame
    so_far = Span(span.first, past[-1])
    return TimeFrame(so_far, frame.origin, replace(mention, span=so_far))


def _is_reached(scene: Scene, quantity: Quantity) -> bool:
    """Whether the share is what a plan leads to: “十五五”时期，普及率达到85%."""
    return REACHED.search(scene.before(quantity)[-RATE_REACH:]) is not None


def _is_of_aside(scene: Scene, frame: TimeFrame, quantity: Quantity) -> bool:
    """Whether a remark on the shares, or why they moved, told the time: "shares, which tripled in the past year, fell 6
    percent", "fell 6 percent after it forecast weak second-quarter sales".
    """
    if frame.mention is None or frame.mention.start < scene.sentence.start:
        return False
    if frame.mention.start >= quantity.end:
        longer = frame.span is not None and frame.span.first != frame.span.last
        return longer and WHY.search(scene.folded, quantity.end, frame.mention.start) is not None
    if frame.mention.gives in OF_RESULTS:
        return True
    start, end = scene.clause(frame.mention.start)
    return start > scene.sentence.start and end <= quantity.start and ASIDE.match(scene.folded, start) is not None


def _is_of_clause_before(scene: Scene, frame: TimeFrame, quantity: Quantity) -> bool:
    """Whether a Chinese time is of what is told before: 预计2026-2028年净利润…，目标价45元."""
    mention = frame.mention
    if scene.lang != "zh" or mention is None:
        return False
    return frame.origin == "inherited" or scene.clause(mention.start) != scene.clause(quantity.start)


def _is_of_result_before(scene: Scene, frame: TimeFrame, quantity: Quantity) -> bool:
    """Whether a result that was told before has the time to itself: "posted a quarterly loss and said it would extend
    its 3 million of loans, sending its shares down 9 percent", 首季盈利2亿元，股价升3%.
    """
    mention = frame.mention
    if mention is None or not scene.sentence.start <= mention.start <= quantity.start:
        return False
    if scene.lang == "zh":
        told = mention.gives in PARTS_OF_RESULTS and scene.number_between(mention.end, quantity.start)
        return told and scene.clause(mention.start) != scene.clause(quantity.start)
    noun = RESULT.match(scene.folded, mention.end) if mention.gives in PARTS_OF_RESULTS else None
    return noun is not None and NEXT_DEED.search(scene.folded, noun.end(), quantity.start) is not None


def _is_today(scene: Scene, frame: TimeFrame) -> bool:
    """ "down 5 percent today": of a price the day, not all that was until now."""
    return frame.mention is not None and scene.folded.endswith("today", frame.mention.start, frame.mention.end)


def _of_the_day(scene: Scene, frame: TimeFrame, quantity: Quantity) -> TimeFrame:
    """ "The auction ended today with 13 winners": what happened today is of that day, what is there today of all until
    now.
    """
    if scene.lang != "en" or frame.mention is None or frame.span is None or not _is_today(scene, frame):
        return frame
    start, end = sorted((scene.clause(frame.mention.start), scene.clause(quantity.start)))
    if not is_in_past(scene.folded, start[0], end[1]):
        return frame
    return TimeFrame(Span(frame.span.last, frame.span.last), frame.origin, frame.mention)


def _inherited(frame: TimeFrame) -> TimeFrame:
    """The day that another sentence told, with nothing else of that sentence."""
    return TimeFrame(frame.span, "inherited")


def _day_told(scene: Scene, quantity: Quantity) -> TimeFrame | None:
    """The day that the sentence tells before the move for what it came of: "said on Monday that it lost money, sending
    its shares down".
    """
    days = [one for one in scene.periods if one.gives in DAYS_OF_TRADE and one.end <= quantity.start and one.span]
    told = [one for one in days if one.span and one.span.first == one.span.last]
    return TimeFrame(told[-1].span, "stated", told[-1]) if told and scene.lang == "en" else None


def _day_of_news(scene: Scene) -> TimeFrame:
    """The day of publication, on a weekend the Friday before it; a headline does not name it."""
    if scene.published is None or scene.sentence.heading:
        return NO_TIME
    day = scene.published - timedelta(days=max(0, scene.published.weekday() - FRIDAY))
    return TimeFrame(Span(day, day), "inherited")


def _as_stock(frame: TimeFrame, scene: Scene, kind: Kind, measure: Measure | None, quantity: Quantity) -> TimeFrame:
    """A stock is counted on the last day of its time: 7月5G用户达…, "on September 30 there were …"."""
    if frame.span is None or frame.mention is None:
        return frame
    if kind == "growth":
        return _as_growth_of_stock(frame, scene, measure, quantity)
    summed = (_is_total(scene, quantity) and not _is_of_months_told(scene, frame, quantity)) or (
        frame.origin == "inherited" and _is_cumulative(scene, quantity)
    )
    if kind == "level" and summed:
        return TimeFrame(frame.span.as_of(), frame.origin, frame.mention)
    if measure is None:
        return _as_count(frame, scene, kind, quantity)
    if measure.nature != "stock" and not (measure.nature == "ratio" and kind in {"share", "change"}):
        return frame
    level = kind == "level"
    # 7月5G用户达… is of its end; English says so: "in July" is all of July.
    by_its_end = scene.lang == "zh" or frame.origin == "inherited"
    ended = PARTS_OF_YEARS if scene.lang == "zh" or frame.origin == "stated" else GONE_ON_WITH
    part = frame.mention.gives in ended or (frame.mention.gives == "told" and _is_a_month(frame.span))
    monthly = level and measure.nature == "stock" and by_its_end and part
    if monthly or (frame.span.first == frame.span.last and frame.origin == "stated"):
        return TimeFrame(frame.span.as_of(), frame.origin, frame.mention)
    return frame


def _as_count(frame: TimeFrame, scene: Scene, kind: Kind, quantity: Quantity) -> TimeFrame:
    """What is counted on a date though no measure says so: in a report on a quarter "users rose to 24 million"."""
    inherited = scene.lang == "en" and frame.origin == "inherited" and frame.span is not None
    inherited = inherited and AVERAGED.search(scene.before(quantity)) is None
    counted = quantity.unit == "count" and not is_small_count(quantity) and is_count_of_stock(scene, quantity)
    if not inherited or kind != "level" or not counted:
        return frame
    told = frame.mention is not None and frame.mention.gives in GONE_ON_WITH and not _is_year(frame)
    return TimeFrame(frame.span.as_of(), frame.origin, frame.mention) if told and frame.span else frame


def _as_growth_of_stock(frame: TimeFrame, scene: Scene, measure: Measure | None, quantity: Quantity) -> TimeFrame:
    """Growth told with where it led a stock is of the date of the stock: in a report on a quarter "subscribers rose 8
    percent to 105 million".
    """
    told = frame.mention is not None and frame.mention.gives in GONE_ON_WITH
    if scene.lang != "en" or frame.origin != "inherited" or not told or frame.span is None:
        return frame
    counted = measure is None and is_count_of_stock(scene, quantity) and not _is_year(frame)
    if AVERAGED.search(scene.before(quantity)):
        return frame
    if not (counted or (measure and measure.nature == "stock")) or not LED_TO.match(scene.after(quantity)):
        return frame
    return TimeFrame(frame.span.as_of(), frame.origin, frame.mention)


def _is_total(scene: Scene, quantity: Quantity) -> bool:
    """Whether additions led to the number: "taking the total to 4.2 million"."""
    if is_amount(quantity) and BROUGHT.search(scene.before(quantity)):
        return True
    if not scene.shows(TOTALS):
        return False
    before = scene.before(quantity)
    reached = TO_TOTAL.search(before) is not None and is_count_of_stock(scene, quantity)
    return reached or TOTAL.search(before) is not None


def is_amount(quantity: Quantity) -> bool:
    """Whether things are counted or weighed, and no money and no rate is told: 300 vans, 40 GW."""
    return CURRENCY.match(quantity.unit) is None and quantity.unit not in RATES


def _is_of_months_told(scene: Scene, frame: TimeFrame, quantity: Quantity) -> bool:
    """Whether the total itself is of some months: "brings deliveries in the first 11 months to 36,721"."""
    mention = frame.mention
    if mention is None or frame.first is None or frame.origin != "stated" or mention.end > quantity.start:
        return False
    return scene.lang == "en" and TO_NUMBER.fullmatch(scene.folded, mention.end, quantity.start) is not None


def _is_cumulative(scene: Scene, quantity: Quantity) -> bool:
    """Whether all that there had ever been is told: "cumulative deliveries rose to 260,000"."""
    if scene.lang != "en" or quantity.unit != "count":
        return False
    return CUMULATIVE.search(scene.folded, scene.clause(quantity.start)[0], quantity.start) is not None


def _is_year(frame: TimeFrame) -> bool:
    """Whether the time is a whole year of the calendar."""
    return frame.span is not None and frame.span == months(frame.span.last.year, 1, 12)


def _is_a_month(span: Span) -> bool:
    """Whether a span lies within one month and begins with it: 当月 of 2022年4月."""
    return span.first is not None and span.first.day == 1 and span.first.month == span.last.month


def _of_year(frame: TimeFrame) -> TimeFrame:
    """Targets of growth are set for years: that of the quarter or months told beside them."""
    span = frame.span
    if span is None or span.first is None or frame.mention is None or frame.mention.gives not in PARTS_OF_YEARS:
        return frame
    return TimeFrame(months(span.last.year, 1, 12), frame.origin, frame.mention)
