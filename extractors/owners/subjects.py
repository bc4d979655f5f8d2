"""Whose figure it is: the name that a number is about, among those of its sentence and those still in focus.

Every name of the sentence is a candidate with a role: subject, owner ("X's"), or beside the point ("in X", "than X",
向X). Pronouns and words like "the company", 全省 stand for a candidate too. Lists with "respectively", 分别 give row by
row, a market is its country's or the world's. Without a candidate the figure is about what the sentences before were
about.
"""

from __future__ import annotations

import re

from extractors.names.gazetteer import Gazetteer
from extractors.names.name_rules import NameRules
from extractors.owners.candidates import Candidate, counts_companies, find_anaphoric, find_named, is_of_product
from extractors.owners.company_places import is_run_by
from extractors.owners.event_counts import event_of
from extractors.owners.focus import Focus, Subject, known_place, meant_company, subject_of_mention
from extractors.owners.focus_shift import first_nation, nation_of
from extractors.owners.markets import (
    exchange_place,
    industry_of,
    is_counted_among,
    is_of_exchange,
    is_of_market,
    market_of,
    whole_market,
)
from extractors.owners.places_beside import is_location
from extractors.owners.possession import owns
from extractors.owners.ratings import is_tellers_company
from extractors.owners.rows import first_of_each, is_pair, row_of_list, sum_of_list, sum_together, whole_of_part
from extractors.owners.valued_companies import valued_company
from extractors.quick_records import replace
from extractors.records import Quantity
from extractors.scenes import Scene
from extractors.telling.speakers import Source
from extractors.text.signals import signal

OF_THE_ASKED = re.compile(
    r"(?:['’]s?)? (?:forecasts?|estimates?|expectations|projections?|predictions?|views?)$|['’]s?$"
)  # "a poll of 10 analysts' estimates"
ASKED = (
    *("analysts", "analyst", "economists", "brokers", "brokerages", "respondents", "forecasters", "sources"),
    *("分析师", "受访者", "评级机构", "研究机构"),
)
# "12 million users, including 3 million": of the same
PART_OF_IT = re.compile(
    r"(?:,\sor\s(?:(?:about|nearly|almost|roughly|just|some|around|more\sthan|less\sthan)\s)?$)|(?:\s[—–-]\s(?:about|nearly|almost|roughly|more\sthan|less\sthan)\s$)|(?:,\sincluding|,?\sof\swhich|,?\sof\swhom|,\samong\sthem|,\scomprising)\s(?:(?:about|around|some|nearly|almost|roughly|only|over|more\sthan|at\sleast|up\sto)\s)?$"
)
PARTS = signal(PART_OF_IT)
PART_REACH = 32
FIRMS_TOGETHER = re.compile(
    "[三四两几]大(?:基础|国有)?(?:电信)?(?:运营商|银行|厂商|企业)|三家(?:基础)?电信(?:运营商|企业)"
)
COMPANY_SCOPES = frozenset({"company", "product"})
EXISTENTIAL = re.compile(
    r"\bthere\s(?:are|were|is|was|(?:had|have|will|would|could|may|might)\s(?:already\s)?be(?:en)?)\b"
)
FORECASTERS = frozenset({"bank", "research_firm"})
WORLD_ZH = ("全球", "世界")
# From a number to its growth: one comma, and only words of comparison and change
GROWN_ZH = re.compile(
    r"[、和与及]|[^，。；：\d]{0,10}[，（(](?:[仅也均还更]|已|同比|环比|按年|按季|较|比|相比|与|去年|上年|前年|上月|上季度?|上一?季|前一年|年初|年末|年底|同期|末|底|[\d年月季度一二三四上下半]"
    r"|大幅|小幅|略|明显|显著|快速|稳步|分别|大|微|猛|激|劲|净|约|近|超过?|逾|达到?|了|的|增幅为?|降幅为?|涨幅为?|增速为?|增长率为?"
    r"|增[长加]?|上升|提[高升]|上涨|涨|升|下[降滑跌]|减少|降低|降|跌|回落|扩大|收窄|加快|放缓|攀升|飙升|暴[涨增跌])*"
)
# 工信部将加快建设: a body that acts, and does not only say
BODY_ACTS_ZH = re.compile("(?:今年)?(?:将|拟|计划|还将|已|正|印发|联合|下达|安排|投入|组织|开展|启动|累计|支持)")
# 155家公司预计, 9家预增; 3家子公司 are a company's own, and so are those that are served
FIRM_ZH = "(?:公司|企业|券商|厂商|房企|车企|运营商|制造商)"
FIRMS_ZH = re.compile(
    rf"[^，。；、\d]{{0,8}}?(?<![子分母该])(?<!参股)(?<!控股)(?<!关联){FIRM_ZH}(?!提供|客户|用户)|(?=预[计告喜增减]|盈利|亏损)"
)
SUM_OF_FIRMS_ZH = re.compile(
    rf"[\d一二两三四五六七八九十]{{1,5}}(?:(?:余|多)?家[^，。；、\d]{{0,8}}?{FIRM_ZH}(?!提供|客户|用户)|[个大]?(?:省|地区|城市)(?:[（(]市[）)])?合计)"
)
WITH_OTHERS_ZH = re.compile("、[^，。；]{1,20}等(?:近|约|共|超|国内外|国内|知名)*$")  # 青禾、麦禾等160家企业
FIRMS_LEAD_ZH = re.compile(
    r"[“]?(?:[^，。；公司集团旗下为\d]{0,12}(?:[共约已]有))?"
    r"(?:其中|目前|另外|此外|另|还|共|已|也|均|约|近|超|仅|有|上述|这|而|剩余|其余|[，,\s])*"
)
OPENING_WORDS = 3  # before the number of a clause's subject: "More than ten", "The top three"
OUT_OF_PLACE = -3.0  # a place below it is named for another reason
FLOOR = 0.0  # a candidate below it is beside the point
NEXT_WORDS = 24  # characters from a number to the land of what it counts: "five mainland Chinese IPOs"
PLACE_FLOOR = -1.5  # counted things are of the place that the sentence names, even if only "in" it

# 中国市场实现销售收入, 欧洲地区的营收: what a company earned there
MARKET_REVENUE_ZH = re.compile(
    "(?:市场|地区|大?区|内地|大陆)(?:业务)?(?:上?实现|取得|的|总)?(?:销售|营业|经营)?(?:收入|营收|净利润)(?!水平|差距|群体|者)"
)


def choose_entity(
    scene: Scene,
    quantity: Quantity,
    focus: Focus,
    gazetteer: Gazetteer,
    rules: NameRules,
    *,
    speaker: Source | None = None,
    scopes: frozenset[str] = frozenset(),
) -> Subject | None:
    """The name that the number is about, or None where the text does not tell.

    `scopes` says whose figures the measure can be: what only countries have is not of a company that stands elsewhere.
    """
    if is_poll(quantity) or is_pair(scene, quantity):
        return None
    if is_of_exchange(scene, quantity):
        return exchange_place(scene, quantity, focus)
    if is_counted_among(scene, quantity):
        return whole_market(scene, quantity, focus, gazetteer, rules)
    if told := _told_by_form(scene, quantity, focus, gazetteer, rules):
        return told
    if _counts_firms_zh(scene, quantity):
        return whole_market(scene, quantity, replace(focus, subject=None), gazetteer, rules)
    candidates = [
        *find_named(scene, quantity, focus, rules, speaker),
        *find_anaphoric(scene, quantity, focus, gazetteer, rules),
    ]
    best = max(candidates, key=lambda item: (item.score, item.start), default=None)
    if product := _specified_product(scene, quantity, best, focus, rules):
        return product
    if best and best.score > _floor(scene, quantity, best, focus):
        if focus.said and _is_passed(scene, quantity, best, rules):
            return focus.said
        here = scene.clause(quantity.start)[0] <= best.start < quantity.start or _sums_up_firms(scene, quantity, best)
        return best.subject if here else _in_scope(best.subject, candidates, focus, scopes)
    return _unnamed(scene, quantity, focus, gazetteer, rules, candidates=candidates, speaker=speaker, scopes=scopes)


def _floor(scene: Scene, quantity: Quantity, best: Candidate, focus: Focus) -> float:
    """Below what score a candidate is beside the point: less for where things are counted, if no company is told of."""
    if quantity.unit != "count" or best.subject.kind != "place":
        return FLOOR
    start = max(scene.sentence.start, quantity.start - PART_REACH)
    there = EXISTENTIAL.search(scene.folded, start, quantity.start) is not None
    told = focus.subject is not None and focus.subject.kind == "company" and not there
    at_it = 0 <= best.start - quantity.end <= NEXT_WORDS
    return FLOOR if told and not at_it and not counts_companies(quantity) else PLACE_FLOOR


def _told_by_form(
    scene: Scene, quantity: Quantity, focus: Focus, gazetteer: Gazetteer, rules: NameRules
) -> Subject | None:
    """Whose a number is by the form it is told in, whatever names stand nearer: a part of the number before, a list, a
    sum, a market, an event, what a company earns in a place.
    """
    reach = max(scene.sentence.start, quantity.start - PART_REACH)
    if focus.said and scene.shows(PARTS) and PART_OF_IT.search(scene.folded, reach, quantity.start):
        return focus.said
    row = (
        valued_company(scene, quantity)
        or row_of_list(scene, quantity, focus.actors)
        or first_of_each(scene, quantity)
        or _firms_of(scene, quantity)
        or sum_of_list(scene, quantity, gazetteer)
        or sum_together(scene, quantity, gazetteer)
        or whole_of_part(scene, quantity)
        or market_of(scene, quantity, focus, gazetteer, rules)
        or event_of(scene, quantity, focus, rules)
    )
    if row is None and focus.beside and _is_growth_of_last(scene, quantity):
        return focus.beside
    return row or _earns_in_place(scene, quantity, focus)


def _sums_up_firms(scene: Scene, quantity: Quantity, best: Candidate) -> bool:
    """Whether a Chinese sentence goes on with a sum of its country's firms: 三大运营商营收2亿元，净利润1亿元."""
    if scene.lang != "zh" or best.subject.kind != "place":
        return False
    return FIRMS_TOGETHER.search(scene.folded, scene.sentence.start, quantity.start) is not None


def _earns_in_place(scene: Scene, quantity: Quantity, focus: Focus) -> Subject | None:
    """The company that a Chinese text is about where that earns in a place: 中国市场实现销售收入5849亿元."""
    standing = focus.subject
    if scene.lang != "zh" or standing is None or standing.kind != "company":
        return None
    start = scene.clause(quantity.start)[0]
    names = [name for name in scene.names if start <= name.start < quantity.start]
    earns = bool(names) and names[-1].is_place and MARKET_REVENUE_ZH.match(scene.folded, names[-1].end)
    return standing if earns and not any(name.is_actor for name in names) else None


def _unnamed(
    scene: Scene,
    quantity: Quantity,
    focus: Focus,
    gazetteer: Gazetteer,
    rules: NameRules,
    *,
    candidates: list[Candidate],
    speaker: Source | None,
    scopes: frozenset[str],
) -> Subject | None:
    """Whose a number is that its sentence gives to no name: a market's place, or what the text is about."""
    if scene.lang == "zh" and (nation := _nation_that_acts(scene, quantity, gazetteer)):
        return nation
    if _company_unknown(scene, focus) or _city_unknown(scene, quantity, focus):
        return None
    if is_of_market(scene, quantity, focus) or _begins_with_companies(scene, quantity, focus):
        return whole_market(scene, quantity, focus, gazetteer, rules)
    if scene.lang == "zh" and _opens_with_world(scene, quantity, rules):
        return known_place(gazetteer, "WORLD")
    if not focus.said and (place := industry_of(scene, quantity, speaker, focus, gazetteer=gazetteer, rules=rules)):
        return place
    fallback = focus.said or _standing(scene, quantity, focus, gazetteer)
    if scene.lang == "en" and _is_forecast_of_all(scene, speaker, fallback):
        return known_place(gazetteer, "WORLD")
    if fallback and _is_only_where(scene, quantity, fallback, focus):
        fallback = meant_company(focus) or fallback
    if fallback:
        specified = fallback.kind == "place" and quantity.unit in rules.places.specifications
        return None if specified else _in_scope(fallback, candidates, focus, scopes)
    return _best_place(candidates) or _nation(scene, focus, gazetteer, scopes)


def _is_only_where(scene: Scene, quantity: Quantity, standing: Subject, focus: Focus) -> bool:
    """Whether a sentence only tells where the company works by the place that the text was about: "The Oslo plant"."""
    named = [name for name in scene.names_near(quantity) if name.is_place and name.name == standing.name]
    return any(is_run_by(scene, quantity, name, focus) for name in named)


def _is_forecast_of_all(scene: Scene, speaker: Source | None, standing: Subject | None) -> bool:
    """Whether a bank or research firm forecasts where nobody else is told of: "Citi forecasts 9 million robots"."""
    if speaker is None or speaker.way != "expects" or (standing and standing.name not in speaker.text):
        return False
    said = [name for name in scene.names if speaker.start <= name.start < speaker.end]
    who = any(name.known and name.known.kind in FORECASTERS for name in said)
    return who and not any(name.is_actor and name not in said for name in scene.names)


def _opens_with_world(scene: Scene, quantity: Quantity, rules: NameRules) -> bool:
    """Whether a Chinese sentence speaks of the world, and no other name before the number: 全球…达300个，总额…."""
    start = scene.sentence.start
    opens = scene.folded.startswith(WORLD_ZH, start) and not rules.places.ranked.match(scene.folded, start + 2)
    return opens and not any(
        start + 2 <= name.start < quantity.start and (name.is_place or name.is_actor) for name in scene.names
    )


def _specified_product(
    scene: Scene, quantity: Quantity, best: Candidate | None, focus: Focus, rules: NameRules
) -> Subject | None:
    """The product in focus whose weight or price the number is, where the sentence names none but perhaps its maker."""
    product = focus.product
    if product is None or product.known is None or any(name.kind == "product" for name in scene.names):
        return None
    if not is_of_product(scene, quantity, rules) or _tells_of_another_maker(focus, product):
        return None
    maker = (
        best is None or best.score <= FLOOR or (best.subject.id is not None and best.subject.id == product.known.parent)
    )
    return product if maker else None


def _tells_of_another_maker(focus: Focus, product: Subject) -> bool:
    """Whether a text has gone on from a product to a company that does not make it."""
    maker = product.known.parent if product.known else None
    company = focus.subject if focus.subject and focus.subject.kind == "company" else None
    return company is not None and maker is not None and company.id != maker


def _is_passed(scene: Scene, quantity: Quantity, best: Candidate, rules: NameRules) -> bool:
    """Whether a place is where the number before holds: Norway in "won 10 percent in Norway and 5 percent in Peru"."""
    if best.subject.kind != "place" or not scene.number_between(scene.sentence.start, best.start):
        return False
    place = next((name for name in scene.names if name.start == best.start), None)
    if place is None or place.end > quantity.start or owns(scene, place, quantity):
        return False
    return is_location(scene, place, rules)


def _firms_of(scene: Scene, quantity: Quantity) -> Subject | None:
    """The country whose firms are counted: "is worst among the three Chinese phone companies"."""
    if scene.lang != "en" or quantity.unit != "count":
        return None
    country = next((name for name in scene.names if name.start == quantity.end + 1 and name.adjective), None)
    return subject_of_mention(country) if country and counts_companies(quantity) else None


def _standing(scene: Scene, quantity: Quantity, focus: Focus, gazetteer: Gazetteer) -> Subject | None:
    """What the text is about where the sentence names nobody; "there are" rather tells of a place than of a company."""
    if focus.world_line == scene.sentence.line:
        return known_place(gazetteer, "WORLD")
    place = focus.title_place or focus.place
    elsewhere = focus.subject is None or focus.subject.kind != "place"
    if place and elsewhere and EXISTENTIAL.search(scene.folded, scene.clause(quantity.start)[0], quantity.start):
        return place
    return focus.subject or focus.title or focus.title_place or focus.stage


def _in_scope(subject: Subject, candidates: list[Candidate], focus: Focus, scopes: frozenset[str]) -> Subject | None:
    """The subject, or where it cannot have such a figure, the place or company in focus that can."""
    if focus.said and focus.said.name == subject.name:
        return subject
    if not scopes or subject.kind not in {"place", "company", "index"}:
        return subject
    if subject.kind == "company" and not scopes & COMPANY_SCOPES:
        return _best_place(candidates) or focus.place or focus.title_place
    if subject.kind != "company" and scopes <= COMPANY_SCOPES:
        spoken = focus.title if focus.title and focus.title.kind == "company" else None
        return focus.company or spoken or subject
    return subject


def _best_place(candidates: list[Candidate]) -> Subject | None:
    places = [item for item in candidates if item.subject.kind == "place" and item.score > OUT_OF_PLACE]
    return max(places, key=lambda item: item.score).subject if places else None


def is_poll(quantity: Quantity) -> bool:
    """Whether the number counts those who were asked: "a poll of 10 analysts"; nobody's figure."""
    if quantity.unit != "count" or not quantity.noun:
        return False
    return OF_THE_ASKED.sub("", quantity.noun.lower()).endswith(ASKED)


def _begins_with_companies(scene: Scene, quantity: Quantity, focus: Focus) -> bool:
    """Whether a clause is about a number of companies: "The top three vendors lost"."""
    opening = scene.text[scene.clause(quantity.start)[0] : quantity.start]
    if focus.said or EXISTENTIAL.match(opening.lstrip().lower()):
        return False
    return scene.lang == "en" and len(opening.split()) <= OPENING_WORDS and counts_companies(quantity)


def _nation_that_acts(scene: Scene, quantity: Quantity, gazetteer: Gazetteer) -> Subject | None:
    """The country whose body does what a Chinese sentence tells, whoever was told of before: 工信部将新增基站60万个."""
    bodies = [name for name in scene.names if name.end <= quantity.start and BODY_ACTS_ZH.match(scene.folded, name.end)]
    if not bodies or any(name.is_place or name.is_actor for name in scene.names if name.end <= quantity.start):
        return None
    return first_nation(bodies, gazetteer)


def _is_growth_of_last(scene: Scene, quantity: Quantity) -> bool:
    """Whether a Chinese clause only tells by how much the number before it grew: 总数为270万台，比前一年增长12%."""
    if scene.lang != "zh" or not (quantity.relative or quantity.unit == "pp"):
        return False
    last = next((one for one in reversed(scene.quantities) if one.end <= quantity.start), None)
    if last is None or GROWN_ZH.fullmatch(scene.folded, last.end, quantity.start) is None:
        return False
    starts = [*(name.start for name in scene.names), *(cue.start for cue in scene.section("anaphora"))]
    return not any(last.end <= start < quantity.start for start in starts)


def _counts_firms_zh(scene: Scene, quantity: Quantity) -> bool:
    """Whether firms that are nobody's are counted, or what they have together is told: 有155家公司预计增长."""
    start = scene.clause(quantity.start)[0]
    counted = scene.lang == "zh" and quantity.unit == "count" and FIRMS_ZH.match(scene.after(quantity)) is not None
    if counted and WITH_OTHERS_ZH.search(scene.folded, start, quantity.start):
        return True
    if scene.lang != "zh" or any(name.is_actor and start <= name.start < quantity.start for name in scene.names):
        return False
    lead = FIRMS_LEAD_ZH.match(scene.folded, start, quantity.start)
    at = lead.end() if lead else start
    if at < quantity.start:
        return SUM_OF_FIRMS_ZH.match(scene.folded, at, quantity.start) is not None
    return counted


def _city_unknown(scene: Scene, quantity: Quantity, focus: Focus) -> bool:
    """Whether the clause or one before it in the sentence speaks of 全市 or 我省 and the text has named no city or
    province.
    """
    end = scene.clause(quantity.start)[1]
    told = focus.city or focus.title_place
    return told is None and any(
        cue.value in {"city", "province"} and cue.start < end for cue in scene.section("anaphora")
    )


def _company_unknown(scene: Scene, focus: Focus) -> bool:
    """Whether the sentence speaks of "the company" and the text has named none."""
    company = meant_company(focus)
    unknown = company is None or is_tellers_company(scene, company)
    return unknown and any(cue.value == "company" for cue in scene.section("anaphora"))


def _nation(scene: Scene, focus: Focus, gazetteer: Gazetteer, scopes: frozenset[str]) -> Subject | None:
    """Sums that a text gives without saying whose are the nation's whose body was named last.

    Where the measure is one that a nation's statistics have, they are in Chinese the home country's, in English that
    of the country which the text was written in.
    """
    told = nation_of(scene, gazetteer) or focus.nation
    if scene.lang == "zh" and "country" in scopes:
        return told or known_place(gazetteer, "CN")
    return told or (focus.written_in if "country" in scopes else None)
