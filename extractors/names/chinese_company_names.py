"""How a Chinese text brings in a company that no list knows: by its stock code, a short form, what only firms do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from ahocorasick_rs import MATCHKIND_LEFTMOST_LONGEST, AhoCorasick

from extractors.text.late_patterns import compiled


@dataclass(frozen=True, slots=True)
class Form:
    """How a name is written, with what every match holds: most texts hold none of it, which is told at once. Both are
    compiled when a text first asks for them.
    """

    pattern: str
    core: str
    opens: bool = False  # whether it stands at the HEAD of a clause, so that nothing else need be tried

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The matches from left to right."""
        if compiled(self.core).search(text):
            yield from self._at_heads(text) if self.opens else compiled(self.pattern).finditer(text)

    def _at_heads(self, text: str) -> Iterator[re.Match[str]]:
        free, pattern = 0, compiled(self.pattern)
        for start in chain((0,), (mark.end() for mark in HEAD_MARK.finditer(text))):
            if start >= free and (match := pattern.match(text, start)):
                yield match
                free = match.end()


# 科沃斯（603486.SH）, 中国联通(00762): the name stands before the code.
CODE = r"[（(](?:[A-Z]{2,6}[:：.])?\d{4,6}(?:\.[A-Z]{2})?[）)]"
WITH_CODE = Form(rf"([\u4e00-\u9fffA-Za-z·-]{{2,12}}){CODE}", CODE)
LONGEST_CODED = 6  # characters of a listed company's short name
# 昨日多彩上线（300999）, 与多彩上线（300999）: what may stand before a name with its code at the head of a clause
CODED_LEAD = re.compile(
    r"^(?:维持|给予|予|首予|重申|看好|关注|上调|下调|增持|减持|买入|卖出|收购|持有|今日|今天|昨日|昨天|日前|近日|早盘|午后|盘中|盘后|其中|另外|此外|以及|包括|对于|关于|由|从|据|对|将|为|向|与|和|及|在|于|被|给|跟|同|比|较)+"
)
# 深圳市某某科技有限公司（以下简称“某某”）; what 净利润（简称净利润） shortens is no body.
BODY = "公司|集团|银行|证券|基金|中心|协会|学会|联盟|委员会|研究院|研究所|大学|学院|医院|工厂|厂|局|部|署|社|合伙"
SHORT_FORM = Form(
    rf"([\u4e00-\u9fffA-Za-z]{{1,28}}(?:{BODY}))"
    r"[（(](?:以下)?(?:简称|下称)[：:]?[“\"「]?([\u4e00-\u9fffA-Za-z0-9]{2,12})[”\"」]?[）)]",
    "简称|下称",
)
HEAD = r"(?:^|(?<=[。！？；，,;:、\n 】日：）)“”—])|(?<=其中))(?!其中|另外|此外|同时|目前|随后)"
# What stands before a HEAD, but for that of the text.
HEAD_MARK = re.compile(r"[。！？；，,;:、\n 】日：）)“”—中]")
WHEN = (
    r"(?:\d{1,2}月)?(?:\d{1,2}日)?(?:上午|中午|下午|早间|午间|晚间|凌晨|盘后|盘前)?"
    r"(?:近日|日前|今日|今天|昨日|昨天|近期|最近|最新|刚刚|当日|当天|同日|同时|正式|联合|已|曾|再次|连续|又|先后|相继|陆续|纷纷|共同|双双|分别|也|均|都|还)*"
)
# The head of a clause before a verb that takes a speaker or maker: 擎朗智能宣布…
TOLD = "宣布|发布(?!会)|公告|披露|创始人|董事长|CEO|(?:成立|创立|创办|创建)于"
CLAUSE_SUBJECT = Form(
    rf"{HEAD}([\u4e00-\u9fffA-Za-z0-9·]{{2,10}}?)(?={WHEN}(?:[上下]午)?(?:{TOLD}))",
    TOLD,
    opens=True,
)
# 星海图近日完成超3亿元融资, 青禾机器人已签下3亿元订单: who was given money or orders stands before it.
FUNDED = Form(
    rf"{HEAD}([\u4e00-\u9fffA-Za-z0-9·]{{2,10}}?)"
    rf"(?=(?:{WHEN}|宣布)*(?:(?:完成|获得?)[^，。；,;\n]{{0,20}}融资"
    r"|(?:签下|拿下|斩获|收获|签署|接获)[^，。；,;\n]{0,20}(?:订单|合同)))",
    "融资|订单|合同",
    opens=True,
)
# A firm may be called by a common word, which is its name beside its code alone: 机器人（300024）.
COMMON = re.compile(
    "机器人|太阳能|自动化|信息|数据|网络|电子|生物|能源|智能|平台|服务|设备|产业|市场|国际|世界|中国|新能源|物联网|人工智能"
)
# Only firms do it: 多彩上线8月3日晚间公告, 麦禾中标3亿元项目, 麦禾披露2025年半年度报告.
FILED = Form(
    rf"{HEAD}([\u4e00-\u9fffA-Za-z·]{{2,8}}?)"
    rf"(?={WHEN}(?:(?:发布|发出|披露)?公告|披露[^，。；,;\n]{{0,24}}(?:报告|[年季中]报|预案|草案)"
    r"|中标(?!候选|公[示告]|结果|单位|企业|人|率|价|份额|金额)|递交招股|通过聆讯|挂牌上市|登陆(?:科创板|创业板|港交所|北交所)))",
    "公告|披露|中标|招股|聆讯|上市|登陆",
    opens=True,
)
# Only firms do this too, at the head of a clause: 麦禾拟斥资3亿元, 麦禾逆势上涨, 麦禾上半年实现营收, 麦禾紧随其后.
TERM = "本次|此次|年内|今年以来|[去今]年|[上下]半年|前三季度|第?[一二三四]季度|20\\d\\d年"
EARNED = "营收|营业收入|归母净利|净利|盈利|利润|亏损|收入|销售额|出货|销量|交付"
ACTS = (
    rf"(?:拟|计划|将|已|曾|也|则|还|首次|{TERM}){{0,3}}"
    r"(?:斥资|耗资|豪掷|募资|集资|招股|回购|减持|增持|定增|派息|分红|配售|分拆|赴[港美]|IPO|上市(?!公司)|量产|投建|扩产|裁员|涨停|跌停|高开|低开"
    r"|逆势|股价|市值|盘中|早盘|午后|开盘|收盘|收[涨跌报]|[大收微领]?[涨跌](?:超|逾|近|约|幅)?\d|紧随其后|跟涨|位居其后|排名第|(?:全系|共|累计|合计)?(?:交付|售出|销售|卖出|出货)(?:新车|量)?(?:约|近|超)?\d"
    rf"|(?:预计|实现|录得|取得)[^，。；,;\n]{{0,16}}(?:{EARNED})|(?<=[度年])(?:{EARNED})[^，。；,;\n]{{0,12}}\d)"
)
ACTED = Form(
    rf"{HEAD}([\u4e00-\u9fffA-Za-z]{{2,8}}?)(?={WHEN}{ACTS})",
    "资|招股|回购|[减增]持|定增|派息|分红|配售|分拆|赴[港美]|IPO|上市|量产|投建|产|裁员|[涨跌]|[高低]开|逆势|股价|市值|盘|其后|第|位|预计|实现|录得|取得|营|净利|出货|销量|交付|份额|市占率",
    opens=True,
)
# 麦禾：上半年净利润增12%: a headline that begins with whose news it is
NEWS = (
    "净利|营收|业绩|股东|股份|中标|减持|增持|回购|定增|募资|募集|上市|并购|收购|融资|订单|合同|派息|分红|子公司"
    "|预增|预亏|预盈|销量|交付|产能"
)
HEADED = Form(
    rf"(?:^|(?<=[\n】]))([\u4e00-\u9fffA-Za-z0-9·]{{2,8}})[：:](?=[^\n]{{0,40}}(?:{NEWS}))",
    NEWS,
)
# 公司股东蓝鲸投资拟减持: who holds shares, by what holders do
HOLDER = Form(
    r"(?:股东|实际控制人|实控人|一致行动人)([\u4e00-\u9fff]{2,8}?)"
    r"(?=(?:计划|拟|持有|减持|增持|累计|所持|质押|及其|通过|共持|合计持)(?!股份))",
    "股东|实际控制人|实控人|一致行动人",
)
# 麦禾涨5%，青禾股份跌1%: shares in a row, each of a company
STEP = r"(?:大|收|微|领|下|上)?[涨跌](?:超|逾|近|约|停|达)?\d[\d.]{0,6}%"
MOVED = Form(
    rf"{HEAD}([\u4e00-\u9fffA-Za-z]{{2,6}}?)(?={STEP}[，,、；;][^，,、；;。\d]{{2,8}}?{STEP})"
    rf"|(?<=%[，,、；;])([\u4e00-\u9fffA-Za-z]{{2,6}}?)(?={STEP})",
    STEP,
)
NO_SHARE = re.compile(
    r"(?:股价|早盘|午后|盘中|一度|指数?|板块|概念股?|价格?|计|幅|[同环]比|[今昨]日|额|量|率|收入|利润|股)$"
)
# A body of the state, a genre or a group that stands where a firm's name could: 商务部发布公告, 快讯：…, 两公司公告.
NO_COMPANY = re.compile(
    r"(?:部|局|委|会|院|署|厅|办|处|(?<!智)行|所|社|报|网|讯|评|家|人|者|方|司|们|业|板块|股|公告|快讯|独家|重磅|突发|提示|研报|券商|分析"
    r"|政府|法院|集团|控股|主体|企业|单位|机构|媒体|品牌|平台|厂商|市场)$|^(?:该|本|其|这|某|两|多|各|我|上述|有关|相关|记者|官方|此前|目前|日前|同时)|公司"
)
# What a clause can begin with and no firm is called: measures, wares, times, what only joins.
NO_NAME = re.compile(
    r"中标|实现|累计|[合共总]计|预计|录得|取得|完成|[同环]比|其中|目前|此[前后外]|全[年国球省市]|[今去当明]年|行业|产业|市场|产品|业务|营收|收入|利润|净利|亏损"
    r"|机构|概念|个股|股价|股票|大盘|[沪深恒]指|用户|客户|份额|销量|销售|出货|产量|订单|项目|车型|手机|机器人|设备|终端|服务|数据|国内|海外|国产|智能手机"
    r"|归母|扣非|经营|研发|境外|综合|计算|算力|物联|互联|宽带|网络|通信|电信|5G|智能|制造|化|率$|额$|量$"
    r"|主营|新增|平均|整体|总体|最终|随后|同时|另外|例如|比如|尤其|特别|主要|一度|首次|再次|继续|持续|报告期|[本上单]期|季度?|半年|年度|年报|财报|方面|上述|同期"
    r"|投资|融资|募资|基金|价格|成本|费用|资产|负债|现金|增速|增长|增幅|规模|数量|金额|比例|占比|平均|合同|协议|计划|目标|预期|消息|截至|年内|月内|日内|开盘|收盘"
)
# 蓝鲸智能科技（杭州）有限公司
CITY = r"[（(][\u4e00-\u9fff]{2,4}[)）](?:股份|集团|科技)?(?:有限责任公司|有限公司|公司)"
WITH_CITY = Form(rf"[\u4e00-\u9fffA-Za-z0-9]{{2,14}}?{CITY}", CITY)
# 公司股东北京某某有限公司, 龙头企业某某: what the name behind it is called
CALLED = re.compile(
    r"(?:公司|股东|中标[人方]|中选人|中标单位|受让方|出让方|交易对方|合作方|领投方|客户|供应商|制造商|服务商|开发商|厂商|巨头|龙头|领军企业|企业(?!管理|服务|发展|咨询|投资))(?=[\u4e00-\u9fffA-Za-z]{2})"
)
# 中材科技, 达势股份: characters that break a name elsewhere may open one.
OPENERS = frozenset("中达正日月上")
INSIDE = frozenset(
    "中上下正日月达多家名位超近共比因年内外过同均如系"
)  # 北旺达, 麦家乐, 多彩上线: told by what the firm does
NEVER_FIRST = frozenset("近年内过位名较均如因比外下")
NO_OPENING = re.compile(
    r"上[述市下个半周月年级游]|中[小标期]|日[前内均]|月[初末内均]|多[数家地只名个]|超[半过]|共[有计]|正[式在]|达到|同[时日期比]"
)
# 达势股份宣布: at the head of a clause a listed company's short name, though 达 is no part of other names.
SHORT_SHARE = re.compile(r"[\u4e00-\u9fff]{2}(?:股份|控股)")
# 增持公司股份, 每股配售股份: shares that are dealt in, and nobody's name
SHARES = re.compile(
    r"(?:公司|每股|发[售行]|配[售股]|认购|供股|增持|减持|回购|持有?|转让|质押|冻结|受让|收购|购买|出售|所持|限售|流通|普通|优先"
    r"|部分|全部|剩余|自动|相关|标的|新增|其|该|本|新|旧|数|[A-Z]|^总|^的)股份$"
    r"|(?:增持|减持|回购|持有|收购|购买|出售|转让|占|授权)公司$"
    r"|^(?:进一步|有助于|有利于)?(?:扩大|优化|提[升高]|满足|增[强加]|完善|巩固|推[动进]|促进|影响|体现|符合|支持|加[强快]|丰富|拓展|降低|充实|补充|占)公司$|[示现出]公司$|\d[亿万]"
)


def whole_coded_name(match: re.Match[str]) -> tuple[int, str] | None:
    """Where a short name before its stock code begins, and the name: a listed company's name may hold any word, so at
    the head of a clause all of it counts: 多彩上线（300999）. None where more than a name stands there.
    """
    run, start = match[1], match.start(1)
    lead = CODED_LEAD.match(run)
    cut = max(lead.end() if lead else 0, run.rfind("的") + 1)
    name = run[cut:]
    bounded = start == 0 or not match.string[start - 1].isalnum()
    if not bounded or not 2 <= len(name) <= LONGEST_CODED or CALLED.search(name):
        return None
    return start + cut, name


def dealt_company_names(text: str) -> Iterator[tuple[int, str]]:
    """Where who holds shares stands, or whose shares moved in a row of them, with the name."""
    for form in (HOLDER, MOVED):
        for match in form.finditer(text):
            group = match.lastindex or 1
            if not NO_SHARE.search(match[group]) and not NO_COMPANY.search(match[group]):
                yield match.start(group), match[group]


def short_company_names(text: str) -> tuple[re.Match[str], ...]:
    """Names of two to eight characters whose form tells nothing, by what is told of them; the text has each again."""
    told = [match for form in (FILED, HEADED, FUNDED, ACTED) for match in form.finditer(text)]
    names = sorted({match[1] for match in told if not (NO_COMPANY.search(match[1]) or NO_NAME.search(match[1]))})
    if not names:
        return ()
    found = AhoCorasick(names, matchkind=MATCHKIND_LEFTMOST_LONGEST).find_matches_as_indexes(text)
    counts = Counter(names[index] for index, _, _ in found)
    return tuple(match for match in told if counts[match[1]] > 1)
