"""Whose a number is by the words between it and a name: "Acer's 300,000", "2.3 percent for Dell", "made by Dell"."""

from __future__ import annotations

import re

from extractors.names.mentions import Mention
from extractors.owners.insertions import ACTS, DOES, FINITE
from extractors.owners.ratings import is_rated
from extractors.records import Quantity
from extractors.scenes import Placed, Scene

ASIDE = re.compile(r"\s\([A-Z]{0,8}[\s:]{0,2}[\w./]{1,12}\)")  # "Acer (2353.TW) at 4.5%"
# "a plant in Peru with 40 workers" is not Peru's, and who "leads the world with 900 masts" has them
IN_PLACE = re.compile(r"\b(?:in|at|near|outside|leads?|led|leading|tops?|topped|heads?|headed)\s(?:the\s)?$")
OWNER_LINKS = frozenset({"'s", "’s", "with", "at"})
ABOUT = (
    r"(?:(?:about|around|some|near|nearly|close\sto|almost|roughly|just|only|over|more\sthan|less\sthan|at\sleast)\s)?"
)
# "Larkspur's retail sales of 143,602", "Acer's roughly 300,000": the words from an owner to what is its own.
OWNS = re.compile(
    rf"['’]s?\s(?:(?!in\b|at\b|to\b|as\b)[a-z][\w-]*\s){{1,3}}(?:of|at)\s{ABOUT}|['’]s?\s(?:(?:forecast|estimated|projected|expected|reported|planned|record|total|current|total|own|[a-z]+ed)\s)?{ABOUT}"
)
# "behind Acer, which sold 300,000 phones, up 5 percent": the clause tells of the name that it follows.
TOLD_OF = re.compile(
    rf"(?:\s[a-z-]+){{0,3}}?(?:,\s(?:an?|the|one\sof|[\w.]+(?:\s[\w.]+)?['’]s)\s[^,;()]{{1,60}})?\s?,?\s(?:which|who|whose|that(?=\s(?:{FINITE}|{ACTS})\b))\s[^,;()]*(?:,\s(?:up|down|despite|and|or|with|after|from|compared)\s[^,;()]*)*"
)
# "Germany, which posted 11 percent": of a place too
WHOSE = re.compile(
    r",?\s(?:whose|which\s(?:also\s)?(?:is|was|stands\sat|stood\sat|posted|recorded|registered|logged|reported|saw|had|has|grew|rose|fell|installed|produced|built|added|exported))\s"
)
CLAUSE = 120  # characters from a name to a number that a relative clause tells of it
LONGEST = 70  # characters from an owner to its number
FRONT = re.compile(rf"(?:(?:at|with)\s(?:an?\s)?|[a-z]+ing\s(?:(?:an?|the|its)\s)?){ABOUT}")  # "Holding 40 percent"
# "Less than a week after announcing a 30 percent …, electronics giant "
OPENING_CLAUSE = re.compile(
    r"(?:^|\s--\s|[—–]\s)(?:[\w\s]{0,24}?\b)?(?:after|before|since|while|by|when|besides|upon|despite|with)\s(?:[a-z]+ly\s)?[a-z]+ing\s[^,;]*$"
)
SUBJECT_BEHIND = re.compile(r"[^,;]{0,80},\s(?:the\s|an?\s)?(?:[a-z-]+\s){0,4}")
FRONTED = re.compile(r"[^,;]{0,60},\s(?:the\s)?")
RELATIVE = re.compile(r",\s(?:which|who)\s[^,;]{1,60}")  # ", which sells for "
DESCRIBED = re.compile(r",\s(?:which|an?)\s[^;]{0,66}")  # ", a 1.8-metre, " of a product
GIVEN = re.compile(r"\s(?:for|at)\s(?:the\s)?")  # "2.3 percent for Larkspur, 4 percent at Acer", in a comparison
# "56 percent were based in Norway", "9 of them are located in Peru"
LIES_THERE = re.compile(
    r"(?:\sof\s(?:them|these|those))?\s(?:were|are|was|is)\s(?:based|located|headquartered|registered|sold|made|produced|built|installed)"
    r"\sin\s(?:the\s|mainland\s)?"
)
OVERSEES = re.compile(
    r"\b(?:oversees?|overseeing|manages?|managing)\s(?:the\sequivalent\sof\s|assets\sof\s)?(?:[a-z]+\s){0,2}$"
)
PART = re.compile(r"\sof\s(?:all\s(?:of\s)?)?(?:the\s)?")
MOVE = (
    r"\s(?:growth|increase|decline|drop|rise|fall|decrease|jump|gain|loss|slide|slip|dip|advance|climb|rally|slump|surge|retreat)"
    r"(?:\sto\s[\d.,]+(?:\s[a-z]*illion)?)?"
)
# "secured $40 million in a round led by Larch for his robotics startup, Acer"
RAISED_FOR = re.compile(
    r"\s[^.;]{0,90}\bfor\s(?:his|her|their)\s(?:[\w-]+\s){0,3}(?:start-?up|company|firm|venture|business),\s"
)
# "the 46 percent gain in the Oslo-traded shares of Acer", "a 14 percent increase in the number of Acer customers"
OF_SHARES = re.compile(
    rf"{MOVE}\s(?:in|of)\s(?:the\s)?(?:(?:[\w.-]+(?:\s[\w.]+)?-(?:traded|listed)\s)?(?:shares|stock)\s(?:of|in)|number\sof)\s"
)
STAFF_AT = re.compile(  # "3,000 workers at an Acer factory"
    r"\s(?:[a-z-]+\s){0,2}?(?:workers|employees|staff|people|engineers|researchers|jobs)\s(?:at|of)\s(?:(?:an?|the|its|one\sof)\s)?"
)
PRICED_FOR = re.compile(r"\sfor\s(?:the|its|an?|their)\s(?:new\s)?")  # "from $1,600 for its Go2"
# "400 sales of the Larch S", "400 of its Larch S": how many of a model
SOLD_OF = re.compile(
    r"\s(?:(?:[a-z]+\s)?(?:sales|units|deliveries|orders|pre-orders|shipments|registrations|copies|cars|vehicles|phones|handsets|robots)\s)?"
    r"of\s(?:the|its|their)\s(?:(?:new|older|flagship|popular|smaller|larger|[a-z]+er)\s)?"
)
# "its price target for Acer by 4 percent", "cut the target price of Acer shares to $9"
RATED = re.compile(
    r"\b(?:(?:price|share-price|stock-price|revenue|sales|profit|earnings|shipments?)\s(?:targets?|estimates?|forecasts?|projections?|objectives?)"
    r"|target\sprices?)\s(?:for|on|of)\s(?:the\s)?$"
)
RATED_REACH = 40
TO = re.compile(
    rf"(?:['’]s?\sshares?)?(?:\s(?:by|to|at|from|of|stands\sat|rose\sto|fell\sto)\s{ABOUT}|[^,;]{{1,30}}\sto\s{ABOUT})"
)
# "67 percent growth in Peru": where no company is told of
GROWN = re.compile(r"\s(?:growth|increase|decline|drop|rise|fall|decrease|jump|share)\sin\s(?:the\s)?")
# "China, the world's largest phone market with 900 million users", "Larchdale, a city of 9 million people"
KIND = r"(?:market|city|country|nation|economy|region|province|town|hub|metropolis|municipality)"
PLACE_DESCRIBED = re.compile(
    rf",\s(?:(?:the|an?)\s(?:[\w'’.-]+\s){{0,6}}?{KIND}\s(?:with|of|where|that\shas|boasting)|home\sto)\s{ABOUT}"
)
# "Peru's crowded mobile market, which has over a dozen operators"
MARKET_DESCRIBED = re.compile(
    r"['’]s\s(?!(?:second|third|largest|biggest)\b)(?:[\w-]+\s){0,5}?(?:market|industry|sector|network|economy)(?:,\swhich|\sthat)\s"
    rf"(?:now\s|already\s|currently\s)?(?:has|had|have|exceeds?|counts|is\s(?:home\sto|worth)|was\sworth|boasts|totals|topped|includes)\s{ABOUT}"
)
RANK_REACH = 60
# "the largest fleet in the world": only how it ranks
MOST_IN = re.compile(
    r"\b(?:largest|biggest|highest|fastest|longest|first|best|only|top|leading|most)\s(?:[\w-]+\s){0,4}?(?:in|of|across)\s(?:the\s)?$"
)
RATES = frozenset({"percent", "pp", "times"})
# "5,200 of them were shipped by the Oslo-based X": who did it stands behind the passive.
AGENT = re.compile(
    r"(?:\s[a-z-]+){0,5}?\s(?:\w+ed|made|sold|built|won|bought)\s(?:by|from)\s(?:the\s|a\s)?(?:[\w.]+-based\s)?"
    r"(?:[a-z-]+\s){0,3}"
)
# "a 2 percent fall in the main Larkspur Index", "a 3 percent gain posted by its rival Acer"
OF_INDEX = re.compile(
    r"\s(?:growth|increase|decline|drop|rise|fall|decrease|jump|gain|loss|slide|slip|dip|advance|climb|rally|slump|surge|retreat|rebound|move|return|tumble|plunge|crash|leap)"
    r"\s(?:in|of|for|on|by)\s(?:the\s)?(?:(?!(?:by|from|at|to|and|with)\s)[a-z-]+\s){0,2}(?:(?:in|of)\s)?"
)
POSTED_BY = re.compile(
    r"(?:\s[a-z-]+){0,4}?\s(?:posted|reported|recorded|logged|booked|seen|achieved|made|won|held|shown|suffered)\s(?:by|at)\s"
    r"(?:its\s|the\s)?(?:[a-z-]+\s){0,3}"
)


# "sold 54 million, compared with the 41 million phones from Acer"
COMPARED_WITH = re.compile(r"\b(?:compared\s(?:with|to)|against|versus|than)\s(?:the\s|about\s|around\s|some\s)*$")
FROM = re.compile(r"(?:\s[\w-]+){1,3}\sfrom\s(?:the\s|rival\s)?")
FORECAST = re.compile(r"\s(?:[a-z]+\s)?(?:projections?|forecasts?|estimates?|predictions?|consensus|expectations?)\b")
# "compared with $40 million spent by Acer", "the 3 percent stake held by Acer"
SPENT_BY = re.compile(
    r"(?:\s[a-z-]+){0,2}?\s(?:spent|paid|raised|invested|earned|pledged|offered|lost|owed|booked|generated|held|owned|shipped|sold)"
    r"\sby\s(?:its\s|the\s)?(?:[a-z-]+\s){0,3}"
)

SUM = re.compile(r"[A-Z]{3}")  # a currency
SETTLED = frozenset({"落户", "入驻", "落地", "落子"})


def is_range_of_rank(scene: Scene, start: int) -> bool:
    """Whether what begins at an offset only says among what something ranks: "the largest fleet in the world"."""
    return MOST_IN.search(scene.folded, max(scene.sentence.start, start - RANK_REACH), start) is not None


def owns(scene: Scene, mention: Mention, quantity: Quantity) -> bool:
    """Whether a name is right before the number as its owner: "than AT&T's 300,000", "behind Japan with 419"."""
    if _is_what_a_sum_describes(scene, mention, quantity) or _is_settled_in(scene, mention, quantity):
        return True
    if _is_told_of(scene, mention, quantity) or _is_rated(scene, mention, quantity):
        return True
    if not 0 <= quantity.start - mention.end <= LONGEST:
        return False
    link = ASIDE.sub("", scene.text[mention.end : quantity.start]).strip()
    if mention.is_actor and link in {"(", "（", ", at", ", with"}:
        return True
    stands_there = (
        link == "with"
        and mention.is_place
        and IN_PLACE.search(scene.folded, scene.sentence.start, mention.start) is not None
    )
    if (link in OWNER_LINKS and not stands_there and not is_range_of_rank(scene, mention.start)) or (
        link == "的" and mention.kind == "company"
    ):  # 占全球的45% is not the world's
        return True
    if any(mention.end <= name.start < quantity.start for name in scene.names_near(quantity)):
        return False
    return OWNS.fullmatch(scene.folded, mention.end, quantity.start) is not None or _is_described(
        scene, mention, quantity
    )


def _is_described(scene: Scene, mention: Mention, quantity: Quantity) -> bool:
    """Whether the words right behind a name tell the number of it: "Booster H1, which sells for $75,000"."""
    if mention.is_place and not mention.adjective:
        return any(
            way.fullmatch(scene.folded, mention.end, quantity.start) for way in (PLACE_DESCRIBED, MARKET_DESCRIBED)
        )
    if mention.kind == "product":
        return DESCRIBED.fullmatch(scene.folded, mention.end, quantity.start) is not None
    return mention.is_actor and RELATIVE.fullmatch(scene.folded, mention.end, quantity.start) is not None


def _is_told_of(scene: Scene, mention: Mention, quantity: Quantity) -> bool:
    """Whether a number stands in the relative clause of a company, or of a place whose it is: "put it ahead of Acer,
    which earned 300 million", "behind Peru, whose sales fell 9 percent".
    """
    placed = mention.is_place and WHOSE.match(scene.folded, mention.end)
    if not (mention.is_actor or placed) or mention.adjective or not 0 <= quantity.start - mention.end <= CLAUSE:
        return False
    return TOLD_OF.fullmatch(scene.folded, mention.end, quantity.start) is not None


def described_place(scene: Scene, quantity: Quantity) -> Mention | None:
    """The place that a number only tells of in passing: Larchdale in "Acer sells in Larchdale, a city of 9 million"."""
    names = (name for name in scene.names_near(quantity) if name.is_place and name.end <= quantity.start)
    return next((name for name in names if _is_described(scene, name, quantity)), None)


def _is_rated(scene: Scene, mention: Mention, quantity: Quantity) -> bool:
    """Whether the number is at what a share is rated: "its target price for Acer to $9", 将麦禾目标价上调至9美元."""
    if scene.lang == "zh":
        return is_rated(scene, mention, quantity)
    if not mention.is_actor or not 0 <= quantity.start - mention.end <= LONGEST:
        return False
    start = max(scene.sentence.start, mention.start - RATED_REACH)
    rated = RATED.search(scene.folded, start, mention.start)
    return rated is not None and TO.fullmatch(scene.folded, mention.end, quantity.start) is not None


def is_fronted_measure(scene: Scene, mention: Placed, quantity: Quantity) -> bool:
    """Whether a sentence begins with the number and tells then whose it is: "At 36 percent of sales, Peru leads",
    "Days after announcing a 30 percent rise, Acer said".
    """
    if _is_in_opening_clause(scene, mention, quantity):
        return True
    if not FRONT.fullmatch(scene.folded, scene.sentence.start, quantity.start):
        return False
    return FRONTED.fullmatch(scene.folded, quantity.end, mention.start) is not None


def _is_in_opening_clause(scene: Scene, mention: Placed, quantity: Quantity) -> bool:
    """Whether a number stands in a clause without a subject that opens a sentence, before the name of its subject."""
    if not 0 < mention.start - quantity.end <= CLAUSE or DOES.match(scene.folded, mention.end) is None:
        return False
    if not OPENING_CLAUSE.search(scene.folded, scene.sentence.start, quantity.start):
        return False
    own = any(name.is_actor and name.end <= quantity.start for name in scene.names_near(quantity))
    return not own and SUBJECT_BEHIND.fullmatch(scene.folded, quantity.end, mention.start) is not None


def only_forecasts(scene: Scene, mention: Mention, quantity: Quantity) -> bool:
    """Whether a name owns the number as its forecast of somebody else's: "short of Larkspur's $41 billion estimate"."""
    if (
        not 0 <= quantity.start - mention.end <= LONGEST
        or OWNS.fullmatch(scene.folded, mention.end, quantity.start) is None
    ):
        return False
    return FORECAST.match(scene.folded, quantity.end) is not None


def owns_another(scene: Scene, mention: Mention, quantity: Quantity) -> bool:
    """Whether a name behind the number is the owner of the next one: "up from 235, twice as many as Acer's 110"."""
    following = next((other for other in scene.quantities if other.start >= mention.end), None)
    return mention.start >= quantity.end and following is not None and owns(scene, mention, following)


def is_given(scene: Scene, mention: Mention, quantity: Quantity) -> bool:
    """Whether the number is told to be a company's right behind it: "against 2.3 percent for Larkspur"."""
    if mention.is_place and not mention.adjective:
        if LIES_THERE.fullmatch(scene.folded, quantity.end, mention.start):
            return True
        alone = not any(name.is_actor for name in scene.names)
        return alone and GROWN.fullmatch(scene.folded, quantity.end, mention.start) is not None
    if mention.kind in {"product", "unknown"} and quantity.unit == "count":
        return SOLD_OF.fullmatch(scene.folded, quantity.end, mention.start) is not None
    if mention.kind == "company" and STAFF_AT.fullmatch(scene.folded, quantity.end, mention.start):
        return True
    if mention.kind == "product":
        return PRICED_FOR.fullmatch(scene.folded, quantity.end, mention.start) is not None
    if mention.is_actor and _is_overseen(scene, mention, quantity):
        return True
    if mention.is_actor and any(
        way.fullmatch(scene.folded, quantity.end, mention.start) for way in (RAISED_FOR, OF_SHARES)
    ):
        return True
    if mention.is_actor and _has_the_whole(scene, mention, quantity):
        return True
    if quantity.unit not in RATES:
        return False
    called_index = mention.kind == "unknown" and scene.folded.endswith("the ", quantity.end, mention.start)
    if mention.kind in {"index", "source"} or called_index:  # what rises is the index of "the Nasdaq"
        return OF_INDEX.fullmatch(scene.folded, quantity.end, mention.start) is not None
    links = (GIVEN, POSTED_BY)
    actor = mention.kind in {"company", "unknown"}
    if mention.kind == "company" and OF_INDEX.fullmatch(scene.folded, quantity.end, mention.start):
        start = scene.clause(quantity.start)[0]
        return not any(name.is_actor and start <= name.start < quantity.start for name in scene.names)
    return actor and any(link.fullmatch(scene.folded, quantity.end, mention.start) for link in links)


def _has_the_whole(scene: Scene, mention: Mention, quantity: Quantity) -> bool:
    """Whether a number is a part of what a name owns, and nobody stands before it: "half of Acer's output goes"."""
    if quantity.unit != "percent" or PART.fullmatch(scene.folded, quantity.end, mention.start) is None:
        return False
    start = scene.clause(quantity.start)[0]
    opens = not any(name.is_actor and start <= name.start < quantity.start for name in scene.names_near(quantity))
    return opens and scene.text[mention.end : mention.end + 2] in {"'s", "’s"}


def _is_overseen(scene: Scene, mention: Mention, quantity: Quantity) -> bool:
    """Whether a sum is what somebody manages for a house: "who helps oversee about $34 billion at Acer Capital"."""
    start = max(scene.sentence.start, quantity.start - RATED_REACH)
    if OVERSEES.search(scene.folded, start, quantity.start) is None:
        return False
    return GIVEN.fullmatch(scene.folded, quantity.end, mention.start) is not None


def is_agent(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """Whether a company behind the number did what is counted or spent, and none stands before it in the clause."""
    if mention.kind != "company":
        return False
    start = scene.clause(quantity.start)[0]
    opens = not any(name.is_actor and start <= name.start < quantity.start for name in scene.names)
    by = AGENT if quantity.unit == "count" else SPENT_BY
    reach = max(scene.sentence.start, quantity.start - LONGEST)
    compared = COMPARED_WITH.search(scene.folded, reach, quantity.start) is not None
    if compared and FROM.fullmatch(scene.folded, quantity.end, mention.start):
        return True
    return opens and by.fullmatch(scene.folded, quantity.end, mention.start) is not None


def _is_what_a_sum_describes(scene: Scene, mention: Mention, quantity: Quantity) -> bool:
    """Whether a firm stands right behind a sum that tells which of its works is meant: 总投资3.5亿元的某某公司项目."""
    if scene.lang != "zh" or mention.kind not in {"company", "product"} or not SUM.fullmatch(quantity.unit):
        return False
    return 0 < mention.start - quantity.end <= 2 and scene.folded[quantity.end : mention.start].strip() == "的"


def _is_settled_in(scene: Scene, mention: Mention, quantity: Quantity) -> bool:
    """Whether things settle in a Chinese place, whose they are with what they cost: 22个项目落户某区，总投资140亿元."""
    if scene.lang != "zh" or not mention.is_place:
        return False
    if scene.folded[max(scene.sentence.start, mention.start - 2) : mention.start] not in SETTLED:
        return False
    if quantity.end <= mention.start:
        return not scene.number_between(quantity.end, mention.start)
    return not any(mention.end <= name.start < quantity.start for name in scene.names_near(quantity))
