"""Who speaks in a Chinese sentence: X表示, X数据显示, 据X统计, 记者从X获悉, “…”X说.

What stands before the verb must be a name, a role with a person, or a word for a source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.names.mentions import Mention
from extractors.quick_records import replace
from extractors.scenes import Scene
from extractors.telling.speakers import Source, Way
from extractors.text.cues import Cue, fold_case
from extractors.text.folding import fold_han

LONGEST = 40  # characters of a source with its office
STRONG_LIMIT = 12  # characters of an unlisted speaker before 表示, 指出
END = re.compile(
    r"统计数据|最新|数据(?!中心|产业|流量|服务|要素)|统计|介绍|报道|测算|预测|消息|了解|发布|公布|显示|获悉|披露|的|，|估算|预计|监测|分析|透露"
)
AGAINST = frozenset("于超合及逊胜达")
PUBLISHED = frozenset({"披露", "公布", "发布", "通报", "公告"})
FROM = "来自"  # a source only of data: 来自海关的数据, but 来自工业、商业服务
FORECASTS = ("预测", "预计", "预期", "看好")  # who forecasts is done with the paragraph
FORECAST_OF = (
    "利润",
    "净利",
    "盈利",
    "收入",
    "营收",
    "业绩",
    "销量",
    "出货量",
    "出货",
    "增速",
    "增长",
    "产量",
    "股息",
    "市场",
)
OF = "的"  # 去年宣布的订单 tells which orders, and not what is said of them
RELAYED = frozenset({"报道", "消息"})  # 据央视网报道: a medium passes it on
TAIL = re.compile(
    r"(?:最新|发布的?|发表|统计|数据|研究报告|报告|研报|的|日前|近日|今日|今天|昨日|昨天|此前|目前|也|还|并|则"
    r"|同时|近期|有关|相关|最近|官方"
    r"|发布公告|公告|晚间|早间|午间|盘后|[（(][^（()）]{1,16}[)）]|\s"
    r"|曾|再次|进一步|正式|先后|相继|陆续|纷纷|共同|双双|联合|等|《[^》]{0,40}》|\d{1,2}[月日]|新闻发布会上?|会上|上|一份|向记者|对记者"
    r"|肯定地|乐观地|谨慎地|坦率地|明确地?|公开|直接|在接受.{0,12}采访时|告诉记者|最近|已|均|都|又)+$"
)
DATA = re.compile(r"(?:统计)?数据|统计|监测|指数|报告$")  # IT桔子数据显示: whose data they are
# Words that no body and no person bears: 所以可以判断, 不仅没有厂商宣布.
NO_SPEAKER = re.compile(
    r"^继|^(?:该|此|这|上述|前述)[^，]{0,8}的|[上下本][周月]|不|没有|所以|可以|而且|比较|什么|如果|因此|因为|但是|虽然|并且|就|这样|那样|是|普遍|反而|只要|只有|应该|必须|才|把|使|让"
)
NO_OWNER = re.compile(
    r"业绩|财[报务]|[年季]报|公告|研究|问卷|结果|初步|统计|预报|最新|官方|行业|市场|相关|有关|公开|权威|调研|调查|上述|多[家项方份]|这|该|各|历史|过往|[年月日季]"
    r"|(?:机器人|手机|设备|终端|汽车|用户|销售?|销量|出货量?|产量|[进出]口|融资|[运经]营|交易|贸易|工业|经济|监管|监测|招聘|搜索)$"
)
LEAD = re.compile(  # no part of it may be empty: it would end the run
    r"^(?:[\u4e00-\u9fff]{0,10}\d{1,2}月\d{1,2}日\s?(?:电|讯)\s?(?:[（(][^)）]{0,24}[)）])?\s?|[\u4e00-\u9fffA-Za-z]{0,8}(?:网|社|报|财经|APP|台)讯(?:[（(](?:记者|编辑)[^)）]{0,12}[)）])?\s?|\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?|(?:[去今前]年)?\d{1,2}月(?:\d{1,2}日|[上中下]旬|[初底末])?|\d{1,2}日"
    r"|记者(?:\d{1,2}月\d{1,2}日|\d{1,2}日|日前|近日|今天|今日|昨天|昨日)?从"
    r"|(?:此前|此次|最新|日前|近日)?(?:披露|发布|公布)的|截至|截止|据悉|另据|据|根据|来自|对此|此外|此前|其中|同时|而|但|由|会上|更有|也有|还有|日前|近日|今天|昨日|今日|现在|目前|先是|后是|随后|，|、|从)*"
)
PERSON = re.compile(r"^(?:[\u4e00-\u9fff·]{2,4}|[A-Z][A-Za-z.-]+(?: [A-Z][A-Za-z.-]+){0,3})$")
AT_PLACE = re.compile(r"(?<=.{2})(?:在(?!线)|于|就|对|向|针对|将|把|预期)")  # 花旗将联想目标价上调: Citi says it
DENIED = re.compile(r"(?:未|没有|不愿|拒绝|不予)[^，。；]{0,4}$")  # 并未明确表示: nothing is said
RELEASED = ("发布", "公布", "披露")  # 半年报发布: a document is released, and releases nothing
SEVERAL = re.compile(r"[两兩二三四五六七八九十\d]{1,3}(?:位|名)")  # two of them speak: 两位供应商人士说
BRACKET_ENDS = re.compile(r"[^（(，。；]{0,12}[)）]")
PUBLISHES = re.compile(r"(?<=..)(?:发布|公布|发表|印发)(?=..)")  # 某公司发布合同情况的公告: who stands before the verb
NOTICE = re.compile(r"公告|披露|公示|快报|[年季中财]报|业绩报告")
DOCUMENT = re.compile(r"(?:报|书|报告|报表|公告)$")
COLON = re.compile(r"(?:(?<=[\s！!？?|｜])|(?<![^\n]))([^\s，。、：:！!？?《》“”]{2,14})[：:]")
# 半导体显示领域, 显示面板: what screens do, and no saying
DISPLAY = re.compile(
    r"(?:半导体|新型|液晶|柔性|车载|全息|[a-z])显示(?=[^，。；：\d]{0,4}(?:领域|产业|行业|技术|企业|市场|设备))"
    r"|显示(?=屏|器|面板|模组|终端|驱动|材料|技术|产业|行业|领域|芯片|设备|玻璃|效果)"
)
DISPLAY_REACH = 7  # characters around 显示 that tell so
# 据介绍，…: whoever spoke last goes on, unless that was long ago
BY_THE_SAME = re.compile(r"据(?:其)?(?:介绍|透露)(?=[，,：:])")
LONG_AGO = 600  # characters
TOGETHER = re.compile("[、和与及]|以及")  # 甲、乙和丙宣布: all of them do
CALLED_SO = frozenset("简统俗别名全自尊号泛堪职昵")
WORDS_WITH_IT = frozenset({"数据", "证据", "票据", "收据", "单据", "占据", "论据", "凭据"})  # no 据
SILENT = re.compile(r"[。！？!?.”」\"\s）)]*$")  # nothing is said behind the verb
MARKS = ' ，、：:“”"【】'
QUOTE_ENDS = '”」"'


def chinese_sources(scene: Scene, roles: frozenset[str], nouns: set[str]) -> Iterator[Source]:
    """Those who speak and those who publish; a press conference is its host's: 国新办举行新闻发布会."""
    if scene.sentence.heading:
        yield from _of_headline(scene, nouns)
    cues = [cue for cue in scene.section("attribution") if cue.value in {"according", "said", "issued"}]
    for cue in sorted(cues, key=lambda cue: (cue.value == "issued", cue.start)):
        if cue.value == "according":
            yield from _quoted_source(scene, cue, roles, nouns)
        elif (
            scene.text[cue.end : cue.end + 1] != OF
            and not _is_of_screens(scene, cue)
            and not _only_calls(scene, cue)
            and not _is_passed_on(scene, cue)
            and not _tells_how_many(scene, cue)
            and not _is_expectation(scene, cue)
            and not DENIED.search(scene.folded, max(scene.sentence.start, cue.start - 8), cue.start)
        ):
            yield from _speaking(scene, cue, roles, nouns)


def _of_headline(scene: Scene, nouns: set[str]) -> Iterator[Source]:
    """Who stands before the colon of a headline: 工信部：5G用户达…, 手机销量下滑！某机构：明年回升."""
    for colon in COLON.finditer(scene.text, *scene.sentence.span):
        start, end = colon.span(1)
        name = next(
            (name for name in scene.names if name.start == start and name.end == end and not name.is_place), None
        )
        if name or colon[1].endswith(tuple(nouns)):
            yield Source(colon[1], start, end, colon.end(), lasting=False, closing=False)


def _tells_how_many(scene: Scene, cue: Cue) -> bool:
    """Whether what is published is counted: 对外披露88起 says nothing."""
    return scene.text[cue.start : cue.end] in PUBLISHED and any(
        0 <= other.start - cue.end <= 1 for other in scene.quantities
    )


def _is_of_screens(scene: Scene, cue: Cue) -> bool:
    """Whether 显示 is what screens do: 全球半导体显示领域."""
    start, end = max(scene.sentence.start, cue.start - DISPLAY_REACH), cue.end + DISPLAY_REACH
    return any(found.start() <= cue.start < found.end() for found in DISPLAY.finditer(scene.folded, start, end))


def _only_calls(scene: Scene, cue: Cue) -> bool:
    """Whether 称 tells what something is called: (以下简称“某某”)."""
    return scene.text[cue.start : cue.end] in {"称", "稱"} and scene.folded[cue.start - 1 : cue.start] in CALLED_SO


def _is_passed_on(scene: Scene, cue: Cue) -> bool:
    """Whether 消息 is what somebody only passes on (据央视消息) or of a day (5月17日消息), unlike 工信部消息，…"""
    if not scene.text.startswith("消息", cue.start):
        return False
    body = any(name.kind == "source" and name.end == cue.start for name in scene.names)
    media = any(name.known and name.known.kind == "media" and name.end == cue.start for name in scene.names)
    return not body or media or "据" in scene.folded[scene.clause(cue.start)[0] : cue.start]


def goes_on_telling(scene: Scene, speaker: Source) -> Source | None:
    """The one who spoke last, where a sentence only says that it was told: 据介绍，…"""
    told = BY_THE_SAME.match(scene.folded, scene.sentence.start)
    if told is None or scene.sentence.start - speaker.start > LONG_AGO:
        return None
    return replace(speaker, start=told.start(), end=told.end(), verb=told.end(), closing=False, way="said")


def _is_expectation(scene: Scene, cue: Cue) -> bool:
    """Whether 预期 is what a result is held against, or a noun: 业绩略低于预期, 下调麦禾净利润预测5%."""
    word, before = scene.folded[cue.start : cue.end], scene.folded[max(0, cue.start - 3) : cue.start]
    return (word == "预期" and before[-1:] in AGAINST) or (word in FORECASTS and before.endswith(FORECAST_OF))


def _quoted_source(scene: Scene, cue: Cue, roles: frozenset[str], nouns: set[str]) -> Iterator[Source]:
    """Who stands behind 据: 据中国信通院测算, 据央视网报道."""
    if scene.folded[max(0, cue.start - 1) : cue.end] in WORDS_WITH_IT:
        return
    end = END.search(scene.folded, cue.end, min(scene.sentence.end, cue.end + LONGEST))
    if end is None or (scene.folded.startswith(FROM, cue.start) and not DATA.fullmatch(end.group())):
        return
    way: Way = "relayed" if end.group() in RELAYED else "said"
    owned = _is_owned(scene.text[cue.end : end.end()])
    yield from _named(scene, (cue.end, end.start(), end.end()), roles, nouns, way=way, strong=owned)


def _speaking(scene: Scene, cue: Cue, roles: frozenset[str], nouns: set[str]) -> Iterator[Source]:
    """Who stands before 表示 or 数据显示 in its clause."""
    start = max(_clause_start(scene, cue.start), cue.start - LONGEST)
    said = cue.value == "said"
    gives_notice = scene.text.startswith("公告", cue.start) or scene.text.startswith("公告", cue.end)
    strong = gives_notice or (said and cue.end - cue.start > 1) or _is_owned(scene.text[start : cue.start])
    way: Way = "said" if said else "issued"
    yield from _named(scene, (start, cue.start, cue.end), roles, nouns, way=way, strong=strong)


def _clause_start(scene: Scene, at: int) -> int:
    """Where the clause before an offset begins; a colon within brackets divides none: 某公司(证券代码:300998)公告."""
    start = scene.clause(at)[0]
    if BRACKET_ENDS.match(scene.text, start):
        opening = max(
            scene.text.rfind("(", scene.sentence.start, start), scene.text.rfind("（", scene.sentence.start, start)
        )
        return scene.clause(opening)[0] if opening >= 0 else start
    return start


def _is_owned(piece: str) -> bool:
    """Whether data are named as somebody's: IT桔子数据, but not 最新数据."""
    data = DATA.search(piece)
    return data is not None and data.start() > 1 and NO_OWNER.search(piece, 0, data.start()) is None


def _named(
    scene: Scene, span: tuple[int, int, int], roles: frozenset[str], nouns: set[str], *, way: Way, strong: bool
) -> Iterator[Source]:
    """The body or person in a clause's head: 工业和信息化部副部长李明 gives 李明, 工信部数据 gives 工信部. `span` tells
    where the head begins and ends, and where its verb does.
    """
    start, end, verb = span
    plain = fold_han(scene.text[start:end])
    dash = plain.rfind("——") + 2  # 一笔融资——某公司宣布…
    start, plain = (start + dash, plain[dash:]) if dash > 1 else (start, plain)
    lead = LEAD.match(plain)
    headed = plain[lead.end() if lead else 0 :].lstrip(MARKS)
    start += len(plain) - len(headed)
    piece = TAIL.sub("", headed).rstrip(MARKS)
    issued = PUBLISHES.search(piece)
    piece = TAIL.sub("", piece[: issued.start()]) if issued else piece
    place = AT_PLACE.search(piece)
    piece = TAIL.sub("", piece[: place.start()]) if place else piece
    stop = start + len(piece)
    if not 2 <= len(piece) <= LONGEST or (scene.number_between(start, stop) and not SEVERAL.match(piece)):
        return
    closing = _closes(scene, start, verb)
    verb = stop if place else verb
    name, lasting = _who(scene, piece, start, roles, nouns, strong=strong)
    if name and not (DOCUMENT.search(name) and scene.folded.startswith(RELEASED, span[1])):
        issuer = NOTICE.search(scene.text, start, verb + 2) is not None
        lasts = (lasting or issuer) and way != "relayed" and not scene.folded.startswith(FORECASTS, span[1])
        at = start + max(0, piece.rfind(name))
        written = scene.text[at : at + len(name)] if name in piece else name
        firm = any(_is_firm(one) and start <= one.start < stop for one in scene.names)
        yield Source(written, start, stop, verb, lasts, closing, way, issuer, firm)


def _is_firm(name: Mention) -> bool:
    """Whether a name is of a company that tells of itself, and no bank or broker."""
    return name.kind == "company" and not (name.known and name.known.kind == "bank") and not name.name.endswith("证券")


def _who(
    scene: Scene, piece: str, start: int, roles: frozenset[str], nouns: set[str], *, strong: bool
) -> tuple[str | None, bool]:
    """The speaker's name in a piece of text, and whether it is a body, whose words last longer than a person's."""
    stop, low = start + len(piece), fold_case(piece)
    role_end = max((low.rfind(role) + len(role) for role in roles if role in low), default=0)
    if role_end and PERSON.match(piece[role_end:]):
        return piece[role_end:], False
    inside = [
        name
        for name in scene.names
        if start <= name.start < stop and not name.is_place and name.known and name.kind != "product"
    ]
    if inside and not role_end:
        last = len(inside) - (2 if _is_short_form(scene, inside) else 1)
        first = last
        while first and TOGETHER.fullmatch(scene.text, inside[first - 1].end, inside[first].start):
            first -= 1
        return scene.text[_start_with_place(scene, inside[first]) : inside[last].end], True
    body = (piece.endswith(tuple(nouns)) and "了" not in piece) or any(
        start <= name.start and name.end <= stop + 1 and name.kind in {"company", "source"} for name in scene.names
    )
    strong = strong or _was_introduced(scene, piece, start, roles)
    unlisted = strong and len(piece) <= STRONG_LIMIT and not NO_SPEAKER.search(piece)
    return (piece[-24:] if body or role_end or unlisted else None), body


def _was_introduced(scene: Scene, piece: str, start: int, roles: frozenset[str]) -> bool:
    """Whether the text has named a person with an office before: …董事长陈立介绍，…。陈立说，…"""
    first = scene.text.find(piece, 0, start) if PERSON.match(piece) else -1
    return first > 0 and scene.folded[max(0, first - LONGEST) : first].endswith(tuple(roles))


def _start_with_place(scene: Scene, name: Mention) -> int:
    """Where a body's name begins with the place that tells which one: 厦门海关."""
    return next((place.start for place in scene.names if place.is_place and place.end == name.start), name.start)


def _closes(scene: Scene, start: int, verb: int) -> bool:
    """Whether what is said stands before its speaker: “……”李明说, and not 销量达5万台，李明表示，明年…"""
    before = scene.text[scene.sentence.start : start].rstrip("，, ")
    return before.endswith(tuple(QUOTE_ENDS)) or SILENT.match(scene.text, verb, scene.sentence.end) is not None


def _is_short_form(scene: Scene, names: list[Mention]) -> bool:
    """Whether the last name only shortens the one before it in brackets: 高工机器人产业研究所（GGII）."""
    return len(names) > 1 and scene.text[names[-2].end : names[-1].start].strip() in {"(", "（"}
