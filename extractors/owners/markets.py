"""Figures of a market as a whole, which are no company's: "the smartphone market fell 4 percent", 市场规模达20亿元."""

from __future__ import annotations

import re

from extractors.names.gazetteer import Gazetteer, country_of
from extractors.names.name_rules import NameRules
from extractors.owners.focus import Focus, Subject, is_world, known_place, subject_of, subject_of_mention
from extractors.owners.focus_shift import nation_of
from extractors.owners.home_lands import HOME_TRADE
from extractors.owners.places_beside import is_wide, place_beside
from extractors.owners.ware_markets import WARES, is_sold_at_all, ware_clause
from extractors.records import Quantity
from extractors.scenes import Scene
from extractors.telling.speakers import Source
from extractors.text.signals import signal

EXCHANGE_REACH = 60
REACH = 160  # characters before a number in which its clause's subject is looked for
SURE = (  # also in a text on a company, whose shares have prices of their own
    r"markets?(?! (?:share|value|cap|expectation|consensus|forecast|estimate|leader|research|watcher"
    r"|player|close|tracker|projection|data))"
    r"|industry(?! internet)|sector|(?<!issue )(?<!share )(?<!stock )prices"
)
# 个人市场收入: the customers that a firm serves are no market, nor is where its shares are dealt in
HAN = (
    r"(?<!个人)(?<!家庭)(?<!政企)(?<!商客)(?<!企业)(?<!消费者)(?<!公众)(?<!资本)(?<!二级)(?<!新兴(?=市场收入))市场"
    r"|行业|产业|价格"
)
SURE_MARKET = re.compile(rf"\b(?:{SURE})\b|{HAN}")
MARKET = re.compile(rf"\b(?:{SURE}|demand|production(?! line)|shipments|components?)\b|{HAN}")
GLOBAL = re.compile(r"\b(?:global|worldwide)\b")
THERE = re.compile(r"\bthere\b(?!\s(?:is|are|was|were|will be|has been|have been)\b)")
# A clause whose subject is a market: "while the broader car market, meanwhile, shrank", "DRAM prices nearly doubled".
MARKET_CLAUSE = re.compile(
    r"""
    (?:^|(?<=[.!?”"\n]\s)|(?<=\n)|[,;:.]\s|\s[—–-]+\s|\b(?:and|but|while|whereas|as|that|with|because|when|where)\s
      |\b(?:expects?|sees|forecasts?|predicts?|projects?|said|says)\s(?:on\s\w+day\s)?)
    (?P<phrase>
        (?:(?!(?:and|but|while|whereas|as|that|because|when|where|its|their|his|her|in|on|for|of|to|from
            |expects?|sees|forecasts?|predicts?|projects?|said|says)\s)
           [\w&+/.-]+\s){0,5}?
        (?:
            (?:market|industry|sector|prices|demand)(?!\s(?:forecast|estimate|expectation|projection)s?\s(?:of|for|was|is)\b)(?:\s(?:size|value|volume|sales|shipments|output|revenues?|penetration|opportunity))?
          | (?:global|worldwide)\s(?:[\w-]+\s){0,3}?(?:sales|shipments|output|deliveries|installations|spending)
          | (?:total|overall)\s(?:[\w-]+\s){0,4}?
            (?:registrations|(?:sales|shipments|output|deliveries|installations)(?=\sin\s(?!the\s(?:first|second|third|fourth|year|quarter|month|same)\b|(?:19|20)?\d)))
        )
    )
    (?:\s(?:in|of|for)\s(?:the\s)?[\w.\s-]{2,24}?)?
    (?:,\s(?:meanwhile|however|by\scontrast|in\scontrast|in\sturn|overall)\s*,|,\s(?:including|regardless|excluding)\s[^,;]{1,80},)?
    \s(?:(?:to|also|has|have|had|is|was|were|are|would|could|may|might|will|should|can|nearly|almost|already|still)\s){0,2}
    (?:be|been|expected|projected|forecast|estimated|likely|set|due|grow|grew|grown|growing|rise|rose|risen|rising
      |fall|fell|fallen|falling|reach|reached|hit|stood|total(?:l?ed)?|shrank|shrink|shrunk|contracted|expanded|expand
      |surge|surged|surges|jumped|dropped|declined|climbed|plunged|slumped|doubled|tripled|double|triple|worth|valued
      |only|just|gained|increased|decreased|exceeded|exceed|surpassed|topped|came|slipped|soared|tumbled|rebounded|at)\b
    (?![^;]*;)
    """,
    re.VERBOSE,
)


# Sales of no ware in particular; "global handset sales" are everybody's.
OWN_SALES = re.compile(
    r"\b(?:global|worldwide)\s(?:(?:unit|retail|total|annual|net)\s)?(?:sales|shipments|deliveries)$"
)
SPEAKS = re.compile(
    r"\.?\s(?:also\s|now\s)?(?:expects?|expected|sees|forecasts?|predicts?|predicted|projects?|said|says|announced|reported)"
    r"\s(?:on\s\w+day\s)?(?:that\s)?(?:its\s)?"
)
# A clause about all who make or run something: "Smartphone vendors shipped 373 million units".
TRADE_CLAUSE = re.compile(
    r"""
    (?:^|(?<=[.!?”"\n]\s)|(?<=\n)|[,;:.]\s|\b(?:and|but|while|whereas|as|that)\s)
    (?P<phrase>
        (?:(?!(?:the|both|these|those|its|their|two|three|four|some|many|several|other|such|and|but|while|as|that|in|of|by|for|like)\s)
           [\w&+/.-]+\s){1,4}?
        (?:vendors|makers|manufacturers|operators|carriers|suppliers|producers|telcos|(?:car|auto|chip|robot)makers)
      | the\s(?:world['’]s\s)?(?:top|largest|biggest)\s(?:\d+|[a-z]+)\s(?:[a-z-]+\s){0,2}
        (?:vendors|companies|firms|makers|manufacturers|suppliers|producers|brands|players|[a-z]+makers)
    )
    \s(?:(?:have|had|also|together|already|will)\s){0,2}
    (?:contributed|shipped|ship|sold|sell|delivered|produced|produce|installed|deployed|built|added|recorded|spent|spend|invested|exported
      |made|registered|account(?:ed)?\sfor|held|hold|make\sup|made\sup|saw|control(?:led)?|captured|(?:are|were)\s(?:expected|forecast)\sto)\b
    """,
    re.VERBOSE,
)
# "the world's largest wireless market, which exceeds a billion users": of the country that it is
RANKED_MARKET = re.compile(
    r"\bworld['’]s\s(?:[\w-]+\s){1,5}?(?:market|economy)(?:,\swhich|\sthat|\swith)\s(?:now\s|already\s)?"
    r"(?:(?:has|have|exceeds?|counts|boasts|is\sworth|is\shome\sto)\s)?(?:(?:about|around|some|nearly|almost|over|more\sthan)\s)?$"
)
WIDER_BEFORE = re.compile(r"\b(?:wider|broader|overall|benchmark)\s$")
IN_WORLD = re.compile(r"\bin\sthe\sworld\b")  # "the top three makers in the world"
AMONG_TOP = re.compile(r"\b(?:among|of)\sthe\s(?:world['’]s\s)?(?:top|largest|biggest|leading)\s$")
FIRMS = re.compile(
    r"(?:vendors|companies|firms|makers|manufacturers|operators|carriers|suppliers|brands|start-?ups|producers|players)$"
)
OF_A_WARE = re.compile(  # "sales of cranes were up"
    r"(?<!its\s)(?<!their\s)(?<!['’]s\s)\b(?:sales|shipments|deliveries|registrations|output|production|demand|prices?)\s(?:of|for)\s"
    r"(?!the\b|its\b|their\b|this\b|\d)[a-z]"
)
STATISTICS = re.compile(r"\b(?:statistics|figures|data)\b")
# "lost $60 billion in revenue for the industry", "cut its forecast for chip market growth to 7 percent"
# "third in the $126 billion global telecoms market"
OF_NAMED_MARKET = re.compile(r"\s(?:global|worldwide|world)\s(?:[\w-]+\s){0,3}?(?:market|industry|sector)\b(?!\sshare)")
FOR_INDUSTRY = re.compile(
    r"(?:\s[\w-]+){0,5}?\s(?:for|across)\sthe\s(?:(?:whole|entire|global|[a-z]+)\s)?(?:industry|sector)\b(?!['’-])"
)
OF_A_MARKET = re.compile(
    r"\b(?:forecasts?|projections?|estimates?|outlook)\s(?:for|of)\s(?:[\w-]+\s){0,6}?market(?:\s(?:growth|size|sales|demand))?"
    r"(?:\s(?:for|in)\s(?:the\s|this\s)?(?:year|quarter|\d{4}))?\s(?:to|of|at)\s(?:(?:about|around|nearly|only|just)\s)?$"
)
# "above the industry average of 20 percent", "with 12 percent of the 110 million phones"
AVERAGE = re.compile(
    r"\b(?:industry|market|sector|industry-wide|market-wide)\saverage(?:\s(?:of|at|was|is))?\s(?:[a-z]+\s){0,2}$"
)
WHOLE_OF = re.compile(
    r"\b(?:percent|per\scent|an?\s(?:third|quarter|fifth)|half)\sof\s(?:the|all)\s(?:total\s|roughly\s|about\s)?$"
)
ALL_SOLD = re.compile(r"\s(?:[a-z]+\s){1,4}?(?:sold|shipped|delivered|registered|installed|produced|exported|made)\b")
WIDER = (
    r"(?:the\s)?(?:wider|broader|overall|benchmark|main|key|blue-chip)\s(?:(?!stock|share|equity)[a-z]{4,}\s)?"
    r"(?:stock\s|share\s|equity\s)?(?:market|index)"
)
MOVE = r"(?:drop|fall|decline|loss|slide|slip|dip|gain|rise|advance|increase|jump|climb)"
EXCHANGE_BEHIND = re.compile(rf"\s(?:[a-z]+\s)?{MOVE}\s(?:in|for|by|on|of)\s{WIDER}\b")
EXCHANGE_FELL = re.compile(  # "The benchmark fell 1.3%"
    r"\b(?:the\sbenchmark(?:\sindex)?|(?P<wider>the\s(?:wider|broader|overall)\s(?:stock\s|share\s)?market))\s"
    r"(?:was\s|ended\s|closed\s|finished\s)?[a-z]+\s(?:by\s|about\s|nearly\s|almost\s|as\smuch\sas\s)?$"
)
PRICES = re.compile(r"\bprices\b")
DEALT = re.compile(r"\b(?:shares?|stocks?|closed|trading|traded)\b")  # of shares, and no other market
EXCHANGE_BEFORE = re.compile(rf"\b{WIDER}['’]s\s(?:[a-z]+\s)?$|\b{WIDER},\swhich\s(?:was\s)?[a-z]+\s$")
MARKETS = signal(
    MARKET_CLAUSE, TRADE_CLAUSE, RANKED_MARKET, FOR_INDUSTRY, OF_A_MARKET, OF_NAMED_MARKET, AVERAGE, WHOLE_OF
)
TRADES, EXCHANGE = signal(TRADE_CLAUSE), signal(EXCHANGE_BEHIND, EXCHANGE_BEFORE, EXCHANGE_FELL)


def market_of(scene: Scene, quantity: Quantity, focus: Focus, gazetteer: Gazetteer, rules: NameRules) -> Subject | None:
    """The place whose market the number's own clause is about; None where the clause is about a company.

    `"Tesla lost 5 percent as the overall market grew 3 percent"` in a text on Germany gives Germany for the second.
    """
    if is_sold_at_all(scene, quantity, counted=focus.counted):
        return whole_market(scene, quantity, focus, gazetteer, rules)
    if scene.lang == "zh" or not (scene.shows(MARKETS) or scene.shows(WARES)):
        return None
    if of_market := OF_NAMED_MARKET.match(scene.folded, quantity.end):
        lands = [name for name in scene.names if name.is_place and of_market.start() <= name.start < of_market.end()]
        return subject_of_mention(lands[0]) if lands else None
    before = scene.folded[max(scene.sentence.start, quantity.start - REACH) : quantity.start]
    if FOR_INDUSTRY.match(scene.folded, quantity.end) or any(way.search(before) for way in (OF_A_MARKET, AVERAGE)):
        return whole_market(scene, quantity, focus, gazetteer, rules)
    if WHOLE_OF.search(before) and ALL_SOLD.match(scene.folded, quantity.end):
        return whole_market(scene, quantity, focus, gazetteer, rules)
    if quantity.unit != "percent" and RANKED_MARKET.search(
        scene.folded, max(scene.sentence.start, quantity.start - REACH), quantity.start
    ):
        return _ranked(scene, quantity, focus, gazetteer)
    found: re.Match[str] | None = None
    reach = max(scene.sentence.start, quantity.start - REACH)
    for match in MARKET_CLAUSE.finditer(scene.folded, reach, quantity.start):
        found = match
    if found is None and scene.shows(TRADES):
        found = TRADE_CLAUSE.search(scene.folded, reach, quantity.start)
    found = found or ware_clause(scene, quantity, counted=focus.counted)
    if found is None or _has_other_subject(scene, found, quantity) or _is_own(scene, found, focus):
        return None
    named = [name for name in scene.names if name.is_place and found.start() <= name.start < quantity.start]
    if GLOBAL.search(found["phrase"]):
        return known_place(gazetteer, "WORLD")
    return subject_of_mention(named[0]) if named else whole_market(scene, quantity, focus, gazetteer, rules)


def _ranked(scene: Scene, quantity: Quantity, focus: Focus, gazetteer: Gazetteer) -> Subject | None:
    """The country that "the world's largest market" is: the one named before it, else the home of operators there, else
    where the text plays.
    """
    before = [name for name in scene.names if name.end <= quantity.start and not is_world(name)]
    if named := next((name for name in reversed(before) if name.is_place), None):
        return subject_of_mention(named)
    carriers = [name.known for name in before if name.known and name.known.trade == HOME_TRADE]
    homes = (country_of(gazetteer.by_id.get(one.home or ""), gazetteer) for one in carriers)
    place = focus.place if focus.place and is_wide(focus.place) else None
    return next((subject_of(home) for home in homes if home), None) or focus.stage or place or focus.written_in


def is_of_exchange(scene: Scene, quantity: Quantity) -> bool:
    """Whether the number is how shares as a whole moved, of which the text names no index: "a 0.7 percent drop in the
    wider market", "the broader market's 2 percent gain".
    """
    if scene.lang == "zh" or quantity.unit != "percent":
        return False
    if not scene.shows(EXCHANGE):
        return False
    behind = EXCHANGE_BEHIND.match(scene.folded, quantity.end)
    near = max(scene.sentence.start, quantity.start - EXCHANGE_REACH)
    before = (way.search(scene.folded, near, quantity.start) for way in (EXCHANGE_BEFORE, EXCHANGE_FELL))
    found = behind or next((match for match in before if match), None)
    if not found or (found.groupdict().get("wider") and not DEALT.search(scene.folded, *scene.sentence.span)):
        return False
    return not any(name.kind == "index" and abs(name.start - quantity.end) < REACH for name in scene.names)


def exchange_place(scene: Scene, quantity: Quantity, focus: Focus) -> Subject | None:
    """The country that the exchange is called by: France for "a 0.3 percent dip in the broader French market"; else the
    index that the text has named.
    """
    near = (name for name in scene.names_near(quantity) if name.is_place and abs(name.start - quantity.end) < REACH)
    return next(
        (
            subject_of_mention(name)
            for name in near
            if WIDER_BEFORE.search(scene.folded, scene.sentence.start, name.start)
        ),
        focus.index,
    )


def is_counted_among(scene: Scene, quantity: Quantity) -> bool:
    """Whether a number only counts those whom somebody is ranked among: "the strongest growth among the top 10"."""
    if scene.lang == "zh" or quantity.unit != "count":
        return False
    ranked = AMONG_TOP.search(scene.folded, max(scene.sentence.start, quantity.start - REACH), quantity.start)
    return ranked is not None and FIRMS.search((quantity.noun or "").lower()) is not None


def industry_of(
    scene: Scene, quantity: Quantity, speaker: Source | None, focus: Focus, *, gazetteer: Gazetteer, rules: NameRules
) -> Subject | None:
    """The place that a trade body gives the figure for, where its sentence names no company: "Sales of cranes rose 5
    percent in Peru, according to the Crane Association"; a national body's statistics are its country's,
    and sales of a ware that a research firm counts are the market's.
    """
    if scene.lang == "zh" or speaker is None:
        return None
    bodies = [name for name in scene.names if speaker.start <= name.start < speaker.end]
    if not any(name.kind == "source" for name in bodies) or any(name.is_actor for name in scene.names):
        return None
    if any(cue.value in {"company", "other"} for cue in scene.section("anaphora")):
        return None
    if OF_A_WARE.search(scene.folded, scene.clause(quantity.start)[0], quantity.start):
        return whole_market(scene, quantity, focus, gazetteer, rules)
    beside = place_beside(scene, quantity, rules)
    counted = STATISTICS.search(scene.folded, *scene.sentence.span) is not None
    return beside or (nation_of(scene, gazetteer) if counted else None)


def whole_market(
    scene: Scene, quantity: Quantity, focus: Focus, gazetteer: Gazetteer, rules: NameRules
) -> Subject | None:
    """Where a market without a name lies: beside the number, where the text plays, else the world (中文: China)."""
    world, clause = known_place(gazetteer, "WORLD"), scene.clause(quantity.start)
    if focus.world_line == scene.sentence.line and not any(name.is_place for name in scene.names):
        return world
    if rules.places.world_over.search(scene.folded, *clause) or IN_WORLD.search(scene.folded, quantity.end, clause[1]):
        return world
    if THERE.search(scene.folded, *clause) and focus.there:
        return focus.there
    if beside := place_beside(scene, quantity, rules):
        return beside
    home = known_place(gazetteer, "CN") if scene.lang == "zh" else world
    told = focus.located.place if focus.located and scene.sentence.line - focus.located.line <= 1 else None
    if scene.lang == "en" and told and told.id == "WORLD" and focus.stage is None:
        return told
    company = scene.lang == "en" and focus.subject is not None and focus.subject.kind == "company"
    last = None if company and PRICES.search(scene.folded, *clause) else focus.place  # of wares that all trade in
    wide = (place for place in (focus.stage, focus.subject, last) if place and place.kind == "place")
    return (
        next(wide, None)
        or (told if told and is_wide(told) else None)
        or focus.headline
        or nation_of(scene, gazetteer)
        or focus.nation
        or home
    )


def is_of_market(scene: Scene, quantity: Quantity, focus: Focus) -> bool:
    """Whether a market stands between the last actor's name and the end of the number's clause, or the next name.

    In a text on a company "shipments" and "demand" are its own; prices that Acer cuts are no market's.
    """
    _, end = scene.clause(quantity.end - 1)
    end = min((name.start for name in scene.names if quantity.end <= name.start < end and name.is_actor), default=end)
    end = next((name.start for name in scene.names if quantity.end <= name.start < end and name.is_actor), end)
    start = max(
        (name.end for name in scene.names if name.end <= quantity.start and name.is_actor), default=scene.sentence.start
    )
    standing = focus.subject or focus.title
    words = SURE_MARKET if standing and standing.kind == "company" and scene.lang == "en" else MARKET
    found = [match.start() for match in words.finditer(scene.folded, start, end)]
    return any(not any(name.start <= at < name.end for name in scene.names) for at in found)


def _has_other_subject(scene: Scene, found: re.Match[str], quantity: Quantity) -> bool:
    """Whether an actor stands in the market's phrase, or a new subject between it and the number."""
    start = found.start("phrase")
    acting = (name for name in scene.names if name.is_actor and start <= name.start < quantity.start)
    if any(
        name.kind != "unknown" or name.start >= found.end("phrase") for name in acting
    ):  # "the Ladder Access market"
        return True
    return any(
        found.end() <= cue.start < quantity.start and cue.value in {"company", "other"}
        for cue in scene.section("anaphora")
    )


def _is_own(scene: Scene, found: re.Match[str], focus: Focus) -> bool:
    """Whether worldwide sales are those of the company that speaks of them, or that the text is about: "The company
    expects that global sales".
    """
    if not OWN_SALES.search(found["phrase"]):
        return False
    about = focus.title or focus.main
    standing = focus.subject
    if standing and about and standing.name == about.name and standing.kind == "company":
        return focus.stage is None or focus.stage.id != "WORLD"
    return any(
        SPEAKS.fullmatch(scene.folded, end, found.start("phrase")) is not None
        for end in [
            *(name.end for name in scene.names if name.kind == "company" and name.end <= found.start("phrase")),
            *(cue.end for cue in scene.section("anaphora") if cue.value == "company"),
        ]
        if end <= found.start("phrase")
    )
