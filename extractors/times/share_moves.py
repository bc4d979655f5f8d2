"""Moves of shares and indexes: without another time they are of the day of the news, against the close before it."""

from __future__ import annotations

import re

from extractors.metrics.measures import Measure
from extractors.records import Kind, Quantity
from extractors.scenes import Scene
from extractors.text.signals import signal

SHARE_MOVES = frozenset({"share price", "share index"})
CURRENCY = re.compile(r"[A-Z]{3}$")
BEHIND = 26  # characters behind a number that may tell what it is: " premium to the closing"
# What makes a move of shares one over a longer time, or none that has happened: "have risen", "17 percent premium".
NO_DAY = re.compile(
    r"\b(?:have|has|had|will|would|could|may|might|can|if|since|premium|discount|estimates?|forecasts?|targets?|each|per(?!\scent)|sold?|sell|selling|buy|bought"
    r"|offer(?:ed|ing)?|issued?|placed?|repurchased?|stake|holds?|owns?)\b|溢价|折价|折让|增持|减持|发行|回购|持有|定增|若|将|认购"
)
# A market beside shares: "its shares fell 3 percent in a Taipei market up 0.8 percent".
SHARES = re.compile(r"\b(?:shares|stocks?|share\sprice|depositary\s(?:shares|receipts)|ad[rs]s)\b|股价")
MARKET = re.compile(
    r"\b(?:market|index|bourse)\b(?:\s+\.\w{1,8})?(?:\s+(?:was|is|that\swas))?\s+"
    r"(?:up|down|off|by|lower|higher|fell|rose|gained|lost|dropped|slid|slipped|climbed|added|shed)?\s*$"
)
# "gained 6.7 percent to HK$14.44 at the midday trading break", "fell 3 percent in early trade in Seoul".
TRADED = re.compile(
    r"\b(?:at|in|by|as\sof)\s(?:the\s)?(?:(?:morning|midday|afternoon|early|late)\s(?:trad(?:e|ing)|close|break)"
    r"|(?:[a-z]+\s)?trading\sbreak|close\s(?:in|of)\s(?!the\s(?:year|month|quarter)|(?:the\s)?(?:19|20)\d\d)[a-z]+"
    r"|(?:[a-z-]+\s){1,2}trading|(?:midday|noon)\sin)\b"
    r"|\b(?:in|on)\s(?:its|their|his|a)\s(?:(?:[a-z-]+\s){0,2}(?:trading|market|bourse)\sdebut|first\s(?:day|session)\sof\strading"
    r"|first\strading\s(?:day|session))\b|\bto\s(?:close|finish|settle)\sat\b|\d\s?(?:a\.m\.|p\.m\.|gmt\b)"
)
TRADE_REACH = 72
# "They were trading down 4.8 percent", "traded 3 percent lower"
TRADING = re.compile(
    r"\btrad(?:ed|ing)\s(?:up\s|down\s|higher\s|lower\s)?(?:(?:by|about|around|nearly|almost|as\smuch\sas|more\sthan|some)\s)*$"
)
# "knocked 6 percent off its share price"
OFF_SHARES = re.compile(r"\soff\s(?:[\w'’-]+\s){1,4}?(?:shares?|stock)\b")
# What stands between a move and the trade it was made in: " to HK$14.44 at", " as of"; it is no profit then.
PRICE = re.compile(
    r"(?:\sto\s[a-z]{0,3}\$?[\d.]+(?:\s[a-z]+)?)?\s(?:at|in|by|as\sof)\s(?:the\s)?(?:morning|midday|afternoon|early|late)\b"
)
FALL = re.compile(
    r"^\s(?:fall|rise|gain|drop|dip|slide|decline|loss|increase|decrease|jump|advance|climb|slump)\s(?:in|for|by|on)\sthe\s(?:[\w&-]+\s){0,4}?(?:market|index|average|composite)\b"
)
# What a day of dealing came to: "closed at $29.80", "ended the day down at NT$274", "traded as high as HK$5.50".
DEALT = re.compile(
    r"\b(?:(?:clos|end|finish|open|settl|trad|start)(?:ed|ing)|to\s(?:close|end|finish|settle|trade))\s(?:(?:the\s(?:day|session)|trading|up|down|flat|higher|lower)\s)*"
    r"(?:at|as\s(?:high|low|much|little)\sas)\s(?:(?:about|around|just|only|nearly)\s)*$"
)
# "the stock lost as much as 4 percent", "shares ended 3 percent higher".
MOVED = re.compile(
    r"\b(?:shares|stock)\s(?:(?!of\b)[\w-]+\s){0,4}?(?:lost|gained|rose|fell|jumped|slid|surged|tumbled|climbed|dropped|soared"
    r"|plunged|slumped|dipped|eased|advanced|added|shed|rallied|sank|slipped|leapt|closed|ended|finished|opened|(?:was|were)(?:\strading)?)\s"
    r"(?:(?:up|down|by|as\s(?:much|high)\sas|more\sthan|about|around|nearly|almost|over|roughly|some|another|a\sfurther)\s)*$"
    r"|\b(?:sent|sending|push(?:ed|ing)|driv(?:ing|en)|drove|lift(?:ed|ing)|pull(?:ed|ing)|dragg(?:ed|ing)|knock(?:ed|ing))\s"
    r"(?:[\w'’-]+\s){0,4}?(?:shares|stock)(?:\sprice)?\s(?:(?:up|down|by|as\s(?:much|high)\sas|more\sthan|about|nearly)\s)*$"
)
# Between a move and the prices it led to and from.
TO_PRICE = re.compile(
    r"(?:\s(?:higher|lower))?(?:\s(?!from\b|profit|revenue)[a-z-]+){0,4}\s(?:to|at)\s(?:(?:about|around|a\s(?:[a-z-]+\s){1,3}of)\s)?"
    r"(?:[a-z$]{0,3}[\d.,]+\s(?:from|against)\s(?:[a-z]+\s){0,6}?)?"
)
# "The European technology index was 0.4 percent lower.": a market of shares, without the word.
INDEX = re.compile(
    r"\b(?:technology|tech|stock|composite|benchmark|blue-chip|broader|wider|main)\s(?:[a-z]+\s)?(?:index|market)\s"
    r"(?:was|is|fell|rose|gained|lost|dropped|slid|slipped|climbed|added|shed|ended|closed)\s(?:(?:up|down|by|about|nearly)\s)*$"
)
# "The Nasdaq tumbled 1.4 percent"
NAMED_INDEX = re.compile(
    r"\b(?:nasdaq|nikkei|topix|kospi|kosdaq|taiex|sensex|nifty|dow(?:\sjones)?|s&p\s500|ftse(?:\s100)?|dax|stoxx(?:\s600)?|hang\sseng)"
    r"(?:\s(?:composite|index|average|industrials?|industrial\saverage))?\s"
    r"(?:was|fell|rose|gained|lost|dropped|slid|slipped|climbed|added|shed|ended|closed|jumped|surged|tumbled|plunged|sank|dipped|eased"
    r"|advanced|rallied|finished)\s(?:(?:up|down|by|about|nearly|almost|more\sthan|over|as\smuch\sas)\s)*$"
)
NAMED_REACH = 80
# "a 0.6 percent decline on the benchmark Nikkei", "a 2 percent rise in the Nasdaq"
INDEX_BEHIND = re.compile(
    r"\s(?:fall|rise|gain|drop|dip|slide|decline|loss|increase|jump|advance|climb|slump)\s(?:in|for|by|on|of)\s(?:the\s)?"
    r"(?:(?:benchmark|broader|wider|main|tech-heavy|blue-chip|local)\s)?(?:stock\smarket|nikkei|kospi|kosdaq|taiex|topix|nasdaq|sensex"
    r"|nifty|hang\sseng|dow\sjones|ftse|straits\stimes|shanghai\scomposite|csi|s&p)\b"
)
# "also advanced in Seoul trading, adding 3.4 percent"
IN_TRADING = re.compile(
    r"\bin\s(?:[a-z]+\s){1,2}trading,\s(?:(?:add|gain|los|ris|fall|jump|climb|drop|slid|shedd|declin|advanc)ing|up|down)\s"
    r"(?:(?:as\smuch\sas|about|around|nearly|more\sthan|over)\s)*$"
)
# "stabilised at 0.5 percent above the previous close": what only shares and indexes have
FROM_CLOSE = re.compile(
    r"\s(?:above|below|from|off|up\son|down\son)\s(?:the|its|their|monday['’]s|tuesday['’]s|wednesday['’]s|thursday['’]s|friday['’]s)\s"
    r"(?:(?:previous|prior|last)\s)?(?:day['’]s\s|session['’]s\s)?(?:close|closing\s(?:price|level))\b"
)
AND_SO = re.compile(
    r",\s(?:or\s)?(?:up|down|a\s(?:gain|rise|fall|drop|loss)\sof)\s(?:(?:about|around|nearly|more\sthan)\s)*$"
)
# 麦禾股份涨超15% in a sentence on trade; 铜价涨3%, 营收大涨 are none
STEP_ZH = re.compile(
    r"(?<![价格费率量额收利润入比年月季])(?:大|收|微|领|下|上|再|或|高|急|急速)?[涨跌升挫扬](?:超过?|逾|近|约|停|达|幅达|幅)?$"
)
TRADE_ZH = re.compile(
    r"板块|盘中|早盘|午后|收盘|开盘|涨停|跌停|跟涨|跟跌|个股|概念股|[a港美]股|盘面|异动|截至发稿|逆势|收市|收报|现价|现报|恒生|恒指|国企指数|沪指|主板|蓝筹"
    r"|[(（]\d{4,6}(?:\.[a-z]{2})?[)）]"
)
PRICE_ZH = re.compile(r"(?:收报|现报|报收|收市报|收盘报|收于|(?<=[，,%])报|[高低]见|最新价)(?:约|为)?$")
TURNOVER = "turnover"
AT_THE_TIME_ZH = re.compile(
    "截至(?:发稿|收盘|午盘)|盘中|早盘|午后|收盘|收[涨跌报]|[涨跌]停"
)  # of which day turnover and worth are
COMPARED = frozenset({"yoy", "qoq", "mom", "cagr"})  # bases that moves of shares on a day have not
# "That gives the company a market value of", "…, valuing it at": what a price on a day comes to.
VALUED = re.compile(
    r"\b(?:that|this|which|it)\s(?:gives|gave|values|valued|leaves|left|puts|makes|made)\b|\b(?:giving|valuing|leaving|putting)\b"
)
# "Birch, which has a market capitalisation of": what the text tells of a name in passing is of no day that it tells.
OF_NAME = re.compile(r"\b(?:which|whose|with)\b[^,;]*$")
CAPITALIZATION = "market_capitalization"
# "Acer fell 3 percent to NT$20.15", "Acer, an Oslo brewer, soared 90 percent in its debut": who is listed moves as its
# shares do where a price or the trade is named.
COMPANY_MOVED = re.compile(
    r"\.?(?:,\s[^,;]{1,80},)?\s(?:also\s|later\s|nearly\s|almost\s|more\sthan\s|[a-z]+ly\s)*"
    r"(?:(?:soared|surged|jumped|rose|gained|climbed|advanced|added|rallied|leapt|fell|dropped|slid|slipped|lost|declined|tumbled"
    r"|plunged|slumped|sank|shed|dipped|eased|retreated)\s(?:(?:by|about|around|nearly|almost|more\sthan|over|as\smuch\sas|another|a\sfurther)\s)*)?"
)
INDEX_MOVED = re.compile(
    r"(?:\sindex)?(?:\sof\s[^,;]{1,60}|,\s[^,;]{1,60},)?\s(?:also\s|later\s)*(?:was|ended|closed|finished|fell|rose|gained|lost|dropped|slid|slipped"
    r"|climbed|added|shed|eased|dipped|advanced|jumped|surged|tumbled|plunged|sank|retreated)\s"
    r"(?:(?:up|down|by|about|around|nearly|almost|more\sthan|over|as\smuch\sas|another|a\sfurther)\s)*"
)
TO_SMALL_PRICE = re.compile(r"\sto\s(?:(?:about|around|just|a\srecord|a\s(?:[a-z-]+\s){1,3}of)\s)?")
LISTED = re.compile(
    r"\b(?:debuts?|ipos?|initial\s(?:public\soffering|share\ssale|sale)|offering|listing|first(?:\sday|-day)|trading|flotation)\b"
)
HIGHEST_PRICE = 100_000
HIGHEST_OF_SMALL_UNITS = 5_000_000  # a share of some firms costs 117,600 yen, or a million won
SMALL_UNITS = frozenset({"JPY", "KRW", "IDR", "VND"})
TRADE, SHARE, DEALING, AT_TRADE = signal(TRADED), signal(SHARES), signal(IN_TRADING), signal(TRADING)
DEALS, INDEXED = signal(DEALT), signal(INDEX)


def is_share_move(scene: Scene, quantity: Quantity, measure: Measure | None) -> bool:
    """Whether the number tells of shares or of the market they are traded on."""
    if measure is not None and measure.words in SHARE_MOVES:
        return True
    before = scene.before(quantity)
    traded = TRADED.search(scene.after(quantity)[:TRADE_REACH]) if scene.shows(TRADE) else None
    if traded and (measure is None or measure.id is None or PRICE.match(scene.after(quantity))):
        return True
    if scene.lang == "zh":
        if measure is not None and (measure.words == TURNOVER or measure.id == CAPITALIZATION):
            return AT_THE_TIME_ZH.search(scene.folded, *scene.sentence.span) is not None
        return (measure is None or measure.id is None) and _is_share_move_zh(scene, quantity)
    if (measure is None or measure.id is None) and is_of_listed_company(scene, quantity):
        return True
    if CURRENCY.match(quantity.unit):
        dealt = scene.shows(DEALS) and DEALT.search(before) is not None
        return dealt or _is_price_of_move(scene, quantity)
    if quantity.unit != "percent":
        return False
    if FROM_CLOSE.match(scene.after(quantity)) or NAMED_INDEX.search(before[-NAMED_REACH:]):
        return True
    if not scene.shows(SHARE) or not SHARES.search(before):
        moved = scene.shows(INDEXED) and INDEX.search(before[-BEHIND - BEHIND :]) is not None
        return moved or _is_of_trading(scene, quantity)
    if (measure is None or measure.id is None) and (
        MOVED.search(before) or (scene.shows(AT_TRADE) and TRADING.search(before)) or _is_with_price(scene, quantity)
    ):
        return True
    return MARKET.search(before[-BEHIND:]) is not None or FALL.match(scene.after(quantity)) is not None


def is_of_shares(scene: Scene, quantity: Quantity) -> bool:
    """Whether the growth is that of a share, over whatever time: "shares, which have doubled this year"."""
    if scene.lang != "en" or not quantity.relative or not scene.shows(SHARE):
        return False
    return SHARES.search(scene.before(quantity)) is not None


def is_of_listed_company(scene: Scene, quantity: Quantity) -> bool:
    """Whether a company is said to have moved as only its shares do: "Acer fell 3 percent to NT$20.15"."""
    if scene.lang != "en":
        return False
    if CURRENCY.match(quantity.unit):
        moves = [other for other in scene.quantities if other.end <= quantity.start and other.relative]
        return bool(moves) and _is_price_behind(scene, moves[-1], quantity) and _has_moved(scene, moves[-1])
    if not quantity.relative or not _has_moved(scene, quantity):
        return quantity.relative and _is_of_index(scene, quantity)
    following = next((other for other in scene.quantities if other.start >= quantity.end), None)
    if following is not None and _is_price_behind(scene, quantity, following):
        return True
    return LISTED.search(scene.folded, quantity.end, scene.clause(quantity.end - 1)[1]) is not None


def _has_moved(scene: Scene, quantity: Quantity) -> bool:
    """Whether a company is the subject of the verb right before the number."""
    return any(
        name.kind == "company" and COMPANY_MOVED.fullmatch(scene.folded, name.end, quantity.start) is not None
        for name in scene.names_near(quantity)
        if name.end < quantity.start
    )


def _is_of_index(scene: Scene, quantity: Quantity) -> bool:
    """Whether a share index is the subject of the verb before the number: "the Acer Index of small firms shed"."""
    return any(
        name.kind == "index" and INDEX_MOVED.fullmatch(scene.folded, name.end, quantity.start) is not None
        for name in scene.names_near(quantity)
        if name.end < quantity.start
    )


def _is_price_behind(scene: Scene, move: Quantity, price: Quantity) -> bool:
    """Whether a number is the price that a move led to: a sum of money too small for a result."""
    highest = HIGHEST_OF_SMALL_UNITS if price.unit in SMALL_UNITS else HIGHEST_PRICE
    small = CURRENCY.match(price.unit) is not None and (price.high or highest) < highest
    return small and TO_SMALL_PRICE.fullmatch(scene.folded, move.end, price.start) is not None


def _is_share_move_zh(scene: Scene, quantity: Quantity) -> bool:
    """Whether a Chinese sentence on trade tells how far a share moved: 盘中震荡拉升，麦禾股份涨超15%."""
    traded = TRADE_ZH.search(scene.folded, *scene.sentence.span) is not None
    if CURRENCY.match(quantity.unit):
        return traded and PRICE_ZH.search(scene.before(quantity)[-BEHIND:]) is not None
    if quantity.unit != "percent" or STEP_ZH.search(scene.before(quantity)[-BEHIND:]) is None:
        return False
    start, _ = scene.clause(quantity.start)
    compared = any(cue.value in COMPARED and start <= cue.start < quantity.start for cue in scene.section("basis"))
    return traded and not compared


def _is_of_trading(scene: Scene, quantity: Quantity) -> bool:
    """Whether the words at a percentage name the trading or the index that moved by it."""
    if INDEX_BEHIND.match(scene.after(quantity)) or OFF_SHARES.match(scene.after(quantity)):
        return True
    if scene.shows(AT_TRADE) and TRADING.search(scene.before(quantity)[-TRADE_REACH:]):
        return True
    return scene.shows(DEALING) and IN_TRADING.search(scene.before(quantity)) is not None


def _is_price_of_move(scene: Scene, quantity: Quantity) -> bool:
    """Whether shares moved to the price, or from it: "fell 10 percent to $121 from a close of $135"."""
    moves = [other for other in scene.quantities if other.end <= quantity.start and other.unit == "percent"]
    if not moves or TO_PRICE.fullmatch(scene.folded, moves[-1].end, quantity.start) is None:
        return False
    if TRADING.search(scene.before(moves[-1])[-TRADE_REACH:]):
        return True
    return scene.shows(SHARE) and MOVED.search(scene.before(moves[-1])) is not None


def _is_with_price(scene: Scene, quantity: Quantity) -> bool:
    """Whether the number stands beside a price that was dealt at: "traded as high as HK$5.50, up 38 percent"."""
    prices = [other for other in scene.quantities if other.end <= quantity.start and CURRENCY.match(other.unit)]
    beside = prices and AND_SO.search(scene.folded, prices[-1].end, quantity.start)
    return bool(beside) and DEALT.search(scene.before(prices[-1])) is not None


def is_value_of_day(scene: Scene, quantity: Quantity, measure: Measure | None) -> bool:
    """Whether it is what a company is worth at the price of the day: "That gives it a market value of $3 billion"."""
    if measure is None or measure.id != CAPITALIZATION:
        return False
    return VALUED.search(scene.before(quantity)) is not None or not OF_NAME.search(scene.before(quantity))


def is_move_of_day(scene: Scene, quantity: Quantity, kind: Kind) -> bool:
    """Whether it is a move or price on the day of the news: "slid 5.7 percent", "closed at $29.80"."""
    if kind != "growth" and not (kind == "level" and CURRENCY.match(quantity.unit)):
        return False
    if DEALT.search(scene.before(quantity)) if kind == "level" else _is_with_price(scene, quantity):
        return True
    start, end = scene.clause(quantity.start)
    return NO_DAY.search(scene.folded, start, min(end, quantity.end + BEHIND)) is None
