"""Names: known, unlisted, joined and those that only look like names."""

from __future__ import annotations

import pytest
from linear import require_linear

from extractors.names.gazetteer import country_of
from extractors.names.mentions import Mention
from extractors.names.names import find_names
from extractors.rulebook import Rulebook


def names(rulebook: Rulebook, lang: str, text: str) -> list[Mention]:
    return list(find_names(text, "zh" if lang == "zh" else "en", rulebook.gazetteer, rulebook.languages[lang].names))


def test_known_company_has_its_id(rulebook: Rulebook) -> None:
    (mention,) = names(rulebook, "en", "China Mobile added users.")
    assert mention.known is not None
    assert mention.kind == "company"


def test_a_former_name_is_the_same_company(rulebook: Rulebook) -> None:
    (mention,) = names(rulebook, "en", "Facebook bought 20 million robots.")
    assert (mention.name, mention.known and mention.known.id) == ("Meta", "meta")


def test_legal_form_belongs_to_the_known_name(rulebook: Rulebook) -> None:
    mention = names(rulebook, "en", "China Mobile Ltd added users.")[0]
    assert (mention.name, mention.end) == ("China Mobile", len("China Mobile Ltd"))


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Orchid Robotics shipped 500 units.", "Orchid Robotics", "company"),
        ("The Ministry of Trade, Industry and Energy spoke.", "Ministry of Trade, Industry and Energy", "source"),
        ("Hearing from analyst Maria Lopez helped.", "Maria Lopez", "person"),
        ("In May, Tidewater Holdings grew.", "Tidewater Holdings", "company"),
        ("Norway’s Ministry of Trade, Industry and Energy spoke.", "Ministry of Trade, Industry and Energy", "source"),
        ("We met Larkspur's Dana Wills, the company's vice president.", "Dana Wills", "person"),
        ("Dana Wills, its founder, came late. They left when Wills spoke.", "Wills", "person"),
        ("A plant in Texas closed.", "Texas", "place"),
        ("He holds a stake in Larkspur now.", "Larkspur", "unknown"),
        ("The People's Bank of Norway lent.", "People's Bank of Norway", "company"),
        ("Shares of UBTECH and Ubtech are the same.", "UBTech", "company"),
    ],
)
def test_unlisted_english_names_are_classed(rulebook: Rulebook, text: str, name: str, kind: str) -> None:
    assert (name, kind) in [(mention.name, mention.kind) for mention in names(rulebook, "en", text)]


def test_acronym_stands_for_its_long_form(rulebook: Rulebook) -> None:
    found = names(rulebook, "en", "The Harbour Robotics Association (HRA) met. HRA voted.")
    assert [(m.name, m.kind) for m in found][-1] == ("Harbour Robotics Association", "source")


@pytest.mark.parametrize(
    "text",
    ["However, sales rose.", "Robots sell.", "Revenue rose in Q2.", "The CEO left.", "Profit grew to CNY12.4 billion."],
)
def test_capitalised_words_that_are_no_names(rulebook: Rulebook, text: str) -> None:
    assert names(rulebook, "en", text) == []


def test_list_of_places_behind_in_is_one_area(rulebook: Rulebook) -> None:
    found = names(rulebook, "en", "Sales across Japan, Germany and France rose.")
    assert [mention.name for mention in found] == ["Japan, Germany and France"]


def test_adjective_names_a_country_but_is_marked(rulebook: Rulebook) -> None:
    mention = names(rulebook, "en", "Chinese robots sell.")[0]
    assert mention.adjective
    assert mention.name == "China"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("青禾科技（688999.SH）披露年报。", "青禾科技"),
        ("深圳市蓝鲸股份有限公司签约。", "深圳市蓝鲸股份有限公司"),
        ("云栖大学教授介绍。", "云栖大学"),
        ("落户滨海高新区。", "滨海高新区"),
        ("据TrendForce统计。", "TrendForce"),
        # a short name with its code may hold any word; so may one that begins a clause
        ("多彩上线(300999)8月3日晚间披露年报。", "多彩上线"),
        ("昨日多彩上线（300999.SZ）涨停。", "多彩上线"),
        ("由中麦国际（600999）承建。", "中麦国际"),
        ("机器人龙头企业埃禾顿（002999）涨停。", "埃禾顿"),
        ("中禾科技签约。", "中禾科技"),
        ("达麦股份发布公告。", "达麦股份"),
        ("公司股东北京麦禾创投有限公司减持。", "北京麦禾创投有限公司"),
        ("维持麦禾生物(02999)买入评级。", "麦禾生物"),
        ("蓝鲸资本增持青禾股份120万股。", "青禾股份"),
        # who holds shares, and whose moved in a row of them
        ("控股股东蓝鲸投资计划减持。", "蓝鲸投资"),
        ("公司股东麦禾拟减持300万股。", "麦禾"),
        ("麦禾生物涨5%，青禾股份涨3%，蓝鲸汽车跌1%。", "蓝鲸汽车"),
        ("麦禾生物大涨5%，青禾股份涨3%。", "麦禾生物"),
        # short names by what only firms do, where the text has them again
        ("麦禾晚间公告，麦禾拟回购。", "麦禾"),
        ("麦禾：上半年净利润增12%\n\n麦禾的收入也增长。", "麦禾"),
        ("麦禾曾获得1亿元融资。目前麦禾有员工80人。", "麦禾"),
        ("青禾图9月2日晚间披露2025年半年度报告。青禾图营收增长。", "青禾图"),
        ("深圳市麦禾机器人有限公司（以下简称“麦禾图”）成立。麦禾图签约。", "麦禾图"),
        ("深圳市麦禾科技有限公司签约。", "深圳市麦禾科技有限公司"),
        ("深圳市麦禾科技有限公司（以下简称“麦禾图”）成立。深圳市麦禾科技有限公司签约。", "麦禾图"),
        ("深圳市麥禾機器人有限公司(以下簡稱“麥禾圖”)成立。", "麥禾圖"),
        ("由青麦湖管委会主办，项目落户青麦湖。", "青麦湖"),
        ("北旺达逆势上涨，报12元。此前，北旺达公告称。", "北旺达"),
        ("青禾泉赴港IPO\n\n青禾泉计划下周招股。", "青禾泉"),
        ("麦禾马紧随其后，其余三家包括麦禾马。", "麦禾马"),
        ("麦同花上半年实现营收3亿元，麦同花净利润增长。", "麦同花"),
        ("麦家乐拟斥资2亿元回购，麦家乐股价走高。", "麦家乐"),
    ],
)
def test_unlisted_chinese_names_are_found(rulebook: Rulebook, text: str, name: str) -> None:
    assert name in [mention.name for mention in names(rulebook, "zh", text)]


@pytest.mark.parametrize(
    "text",
    [
        "人工智能发展很快。",
        "多家上市公司参与。",
        "该公司表示。",
        "其全资子公司。",
        "增持公司股份。",
        "每股发售股份。",
        "约占公司营业收入。",
        "归属于上市公司股东的净利润（简称净利润）下降，净利润率持平。",
        "法院公告，法院受理。",
        "两公司公告，两公司中标项目。",
        "成长型公司和服务类公司。",
        "港股科技股普涨，人形机器人板块涨5%，成交额涨3%。",
        "上市公司股东减持股份。",
        "营业收入涨5%，净利润跌3%。",
        "29家累计中标3亿元，其中5家累计中标2亿元。",
        "归母净利润4亿元，增长5%。归母净利润率提高。",
        "海外去年营收3亿元，海外上半年实现营收2亿元。",
        "行业股价上涨，行业市值增加。",
        "进一步扩大公司产能，满足公司需求，首次启动25亿元股份回购。",
    ],
)
def test_chinese_terms_that_are_no_names(rulebook: Rulebook, text: str) -> None:
    assert names(rulebook, "zh", text) == []


def test_country_of_a_city_is_above_its_province(rulebook: Rulebook) -> None:
    city = next(known for known in rulebook.gazetteer.by_id.values() if known.name == "Shenzhen")
    country = country_of(city, rulebook.gazetteer)
    assert country is not None
    assert country.name == "China"


@pytest.mark.parametrize("unit", ["Alpha Beta ", "China Mobile, ", "深圳某某公司", "(", "A. "])
def test_names_take_linear_time(rulebook: Rulebook, unit: str) -> None:
    require_linear(lambda count: names(rulebook, "zh" if "公司" in unit else "en", unit * count), 4_000)


def test_what_shares_are_in_is_no_place(rulebook: Rulebook) -> None:
    found = names(rulebook, "en", "Shares in Larkspur fell. Investors in Larkspur, and interest in Larkspur, remain.")
    assert {(mention.name, mention.kind) for mention in found} == {("Larkspur", "unknown")}


def test_an_adjective_of_a_measure_names_nobody(rulebook: Rulebook) -> None:
    assert names(rulebook, "en", "Consolidated net profit rose. Preliminary earnings fell.") == []
