"""Whose figure it is by what stands right beside the number or the name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.claims import extract_claims
from extractors.records import Article, Claim
from extractors.rulebook import Rulebook

Read = Callable[..., dict[str, Claim]]


@pytest.mark.parametrize(
    ("text", "quote", "entity"),
    [
        # the owner's phrase holds the number
        ("Dell's tally beat Acer's monthly sales of 4,310 laptops.", "4,310", "Acer"),
        ("Dell sold more than Acer's roughly 5,200 laptops.", "5,200", "Acer"),
        ("Oslo is led by Tesla at 31 percent and Volvo at 12 percent.", "31 percent", "Tesla"),
        # a relative clause tells of the name that it follows
        ("Acer's lead over Dell, which sold 310 laptops, has grown.", "310", "Dell"),
        ("Its sales put Acer ahead of Dell, which earned 778 euros, despite a 74 percent fall.", "74 percent", "Dell"),
        ("Tesla, which makes phones, sold 310 laptops.", "310", "Tesla"),
        ("Henan province, home to the largest Dell factory, is spending 50 million yuan.", "50 million yuan", "Henan"),
        # a report is not about the name in its title, and a line of business is no industry
        ("The Acorn Robotics 2025 Report shows that China now holds 7,900 patents.", "7,900", "China"),
        ("Tesla grew. Industry internet revenue rose 16 percent.", "16 percent", "Tesla"),
        # a word that only opens the sentence, and a nation's own agency
        ("Together, the four brands sold 57 percent of laptops.", "57 percent", "world"),
        ("The Ministry of Industry and Information Technology counted 7,900 smart factories.", "7,900", "China"),
        # what owns the next number does not own the one before
        ("BYD grows in Peru. That is up from 410 cars and three times as many as Tesla's 120 cars.", "410", "BYD"),
        # "for" behind a rate in a comparison
        ("Acer gained 9 percent against 4 percent for Dell.", "4 percent", "Dell"),
        ("Acer gained 9 percent, 3 percent for Dell (DELL) and 2 percent for Sony (SONY).", "2 percent", "Sony"),
        # a whole that the number is a part of
        ("Ericsson lost ground, winning just 4 percent of a Vodafone contract.", "4 percent", "Ericsson"),
        # appositions, members of a list, brackets
        ("Viken County, a farming area in east Norway, plans to buy 70 tractors.", "70", "Viken County"),
        ("Larkspur Dynamics grows. Among its backers are Acer and Dell. It has 90 staff.", "90", "Larkspur Dynamics"),
        ("Tesla (NASDAQ: TSLA) sold 700 cars in Oslo.", "700", "Tesla"),
        ("Tesla (TSLA.O), Dell (DELL) and Sony won 31%, 12% and 9% respectively.", "12%", "Dell"),
        ("Sales of China's three operators—China Mobile, China Telecom and China Unicom—hit 9 billion yuan.",
         "9 billion yuan", "China"),
        # the first of those who share a number
        ("Ericsson, Acer and Sony each won 10 percent.", "10 percent", "Ericsson"),
        # places that only say which
        ("Larkspur Dynamics weighs a Hong Kong listing to raise $500 million.", "$500 million", "Larkspur Dynamics"),
        ("Tesla grows. Its Shanghai plant delivered 60,000 cars.", "60,000", "Tesla"),
        ("Firms in Oslo's Larkspur Park had sales of 3 billion yuan.", "3 billion yuan", "Larkspur Park"),
        # currencies are no places
        ("China made drones worth 4 billion U.S. dollars, up 8 percent.", "8 percent", "China"),
        ("Peru sold ships for 900 billion South Korean won, up 5 percent.", "5 percent", "Peru"),
        # plural acronyms are no names
        ("Global car sales rose 30 percent. Battery cars (BEVs) made up 70 percent of them.", "70 percent", "world"),
        # specifications are the product's
        ("The G1 robots of Unitree Robotics ran at 14 km/h.", "14 km/h", "Unitree G1"),
        # what a company is called by
        ("BYD and Tesla race in Oslo. The Model Y maker sold 90 cars.", "90", "Tesla"),
        ("Larkspur Dynamics grows. The crane maker sold 40 cranes.", "40", "Larkspur Dynamics"),
        # all who make something
        ("Xiaomi gains. Smartphone vendors shipped 373 million units worldwide.", "373 million", "world"),
        ("Honor gains in Peru. The top three vendors recorded growth, with Honor up 9 percent.", "three", "Peru"),
        # one sentence goes on with whose its number before was
        ("Sony grows. Sales of cars made in Peru fell 7 percent, against a drop of 2 percent.", "2 percent", "Peru"),
        ("Chinese cars gained a 10 percent share in Norway and 5 percent in Denmark.", "5 percent", "China"),
        # trade bodies speak of their country
        ("Toyota cut jobs.\nSales of electric cars rose 25 percent in Peru, according to the Peru Car Association.",
         "25 percent", "Peru"),
        # what describes a name is not what the text is about
        ("Brightwell (明井, OSL: BRW), a pioneer in China's crane trade, grew.\nRevenue was 28 million yuan.",
         "28 million yuan", "Brightwell"),
        ("UBTech grows. Its robots work at plants of firms including Acer, BYD, Dell and Foxconn. It has 900 staff.",
         "900", "UBTech"),
        ("China helps, with a dozen councils, including Beijing, Shanghai and Shenzhen, giving 9 billion yuan.",
         "9 billion yuan", "China"),
        ("UBTech sells robots to BYD. “We have orders for 500 units,” he said.", "500", "UBTech"),
        # comparisons leave no trace
        ("Chongqing's output rose 8 percent, more than the national average of 2 percent.", "2 percent", "China"),
        ("Chongqing's output rose 8 percent, above Beijing's 2 percent. Some 90 parks were built.", "90", "Chongqing"),
        # a report is not what it tells of
        ("The World Cranes report counts 4 million robots worldwide.", "4 million", "world"),
        # rates of places in a row
        ("Robot sales in China rose 9 percent, against 6 percent growth in Japan.", "6 percent", "Japan"),
        # what is counted in the place behind the number
        ("Chongqing has parks. Some 900 firms based in the municipality use China's clouds.", "900", "Chongqing"),
        # a market without a name is that of the city that the text is about
        ("Chongqing grows. The market was worth 9 billion yuan.", "9 billion yuan", "Chongqing"),
        # a company that no list knows is "the company" once figures were its own
        ("Output of Brightwell hit 68GW. By May the company's output may hit 90GW.", "90GW", "Brightwell"),
        # "first quarter" ranks nothing
        ("Sony shrank. Hon Hai's first quarter profit was up from 14 billion yuan.", "14 billion yuan", "Hon Hai"),
        # the nation whose body spoke
        ("工业和信息化部副部长李明介绍情况。\n规模以上工业增加值同比增长4.6%。", "4.6%", "China"),
        # places in a row leave nothing standing, and 公司 is the one its sentence begins with
        ("全国经济向好。江苏、山东、安徽等省份增速都超过7%。\n工业投资同比增长9%。", "9%", "China"),
        ("优必选和越疆科技各有客户3家。节卡机器人营业收入4亿元，公司产品销往50个国家。", "50个", "JAKA"),
        # what a product weighs, measures and sells for is its own, also where the next sentence does not name it
        ("Unitree Robotics unveiled the Unitree R1. It is priced at under US$6,000.", "US$6,000", "Unitree R1"),
        ("Many eyes were on CyberOne, a robot by Xiaomi. Measuring 170 cm, it has 21 degrees of freedom.",
         "21 degrees of freedom", "CyberOne"),
        ("UBTech shows robots like the Unitree G1, which sells for over $16,000.", "$16,000", "Unitree G1"),
        ("CyberOne, an emotion-reading robot made by Xiaomi, drew crowds. It weighs 52 kg.", "52 kg", "CyberOne"),
        ("Unitree Robotics sells the Unitree R1. Its revenue was 900 million yuan.", "900 million yuan", "Unitree"),
        ("近日，宇树科技推出人形机器人R1，标价3.99万元。", "3.99万元", "Unitree R1"),
        # measures written large and what is counted by its own name
        ("Vodafone grows. Capital spending made up 18 percent of Network Services revenue.", "18 percent", "Vodafone"),
        ("中国联通净利润增长11.8%，高于中国电信的10.3%。", "10.3%", "China Telecom"),
        ("中国联通增长5%。去年三大运营商推进转型。", "三大", "China"),
        # "shipments" and a price that is paid are a company's in its text; terms in capitals are nobody
        ("UBTech grew. Total robot shipments rose 66 percent.", "66 percent", "UBTech"),
        ("SoftBank will buy a maker of cranes. The purchase price is $5.4 billion.", "$5.4 billion", "SoftBank"),
        ("UBTech grew. Q2 ADAS sensor sales were 80,000 units.", "80,000", "UBTech"),
        ("Larkspur Dynamics reports. The ICT business earned 36 billion yuan.", "36 billion yuan", "Larkspur Dynamics"),
        ("Larkspur Dynamics reports. Rival NTQ sold 36 ships.", "36", "NTQ"),
        # a dash that names the company, and capitals that are terms
        ("优必选上市半年后，一家新公司——银河通用——宣布完成7亿元融资。", "7亿元", "Galbot"),
        ("北京有机器人。上海、苏州、广州PCT专利申请量分别是170件、83件、47件。", "83件", "Suzhou"),
        # a measure put first, a demonym before a name, spans of months
        ("Peru grows. At 36 percent of all sales, Japan is the largest market.", "36 percent", "Japan"),
        ("Chinese Larkspur Solar Holding shipped 40 panels.", "40", "Larkspur Solar Holding"),
        ("China made 900 robots during the January-August period, up 9 percent.", "9 percent", "China"),
        # the city is the one named last, not its province
        ("Bergen, a city in China's Fujian province, and Quanzhou, a port in Fujian, grow. The city has 80 parks.",
         "80", "Quanzhou"),
    ],
)  # fmt: skip
def test_whose_by_the_words_beside(read: Read, text: str, quote: str, entity: str) -> None:
    assert read(text, "2025-03-01")[quote].entity == entity


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Oslo-based crane maker Brightwell said it closed a $30 million round.", "Brightwell"),
        ("Brightwell, a Norwegian maker of cranes, said the company had 300 staff.", "Brightwell"),
        ("Brightwell shipped 400 cranes. It employs 300 people.", "Brightwell"),
        ("Start-up Brightwell grew. Last May the company had 300 staff.", "Brightwell"),
    ],
)
def test_names_called_companies_are_what_the_company_stands_for(read: Read, text: str, name: str) -> None:
    assert {claim.entity for claim in read(text, "2025-03-01").values()} == {name}


@pytest.mark.parametrize(
    ("text", "quote", "place"),
    [
        ("BYD's German sales more than doubled.", "doubled", "Germany"),
        ("BYD sold 2,600 cars in Europe's largest market.", "2,600", None),
        ("XPeng, headquartered in Guangzhou, delivered 8,600 cars.", "8,600", None),
        ("More than 400 robot makers were based in Guangzhou.", "400", "Guangzhou"),
        ("Chinese cars gained a 10 percent share in Norway.", "10 percent", "Norway"),
        ("Foxconn's plant in Zhengzhou has 300 robots. Nokia owns 90 of them.", "90", None),
        ("In Norway, Acer sold 200 phones. Nokia sold 90 phones.", "90", "Norway"),
        ("The race was held in Beijing. Some 9,000 people from China took part.", "9,000", "Beijing"),
        ("China Mobile Group Chongqing Co., Ltd. built 30,000 masts.", "30,000", "Chongqing"),
        ("Leaders at Shenzhen-based UBTech said robots were 30 percent as quick as people.", "30 percent", None),
        ("Hon Hai closed at NT$70.20 in Taipei trading.", "NT$70.20", None),
        ("Foxconn shares rose 4 percent in a weak Taipei market.", "4 percent", None),
        ("The Chinese phone market is the largest in the world.\nAcer sold 34 million units.", "34 million", "China"),
        ("China Mobile opened a tender for masts. Ericsson won 11 percent and Acer 3 percent.", "11 percent", "China"),
    ],
)  # fmt: skip
def test_where_by_the_words_beside(read: Read, text: str, quote: str, place: str | None) -> None:
    assert read(text, "2025-03-01")[quote].place == place


@pytest.mark.parametrize(
    ("title", "text", "place"),
    [
        ("Acer extends German car sales lead", "Acer sold 2,600 of them last month.", "Germany"),
        ("Acer tops Peru's best-selling brands", "Acer sold 2,600 of them last month.", "Peru"),
        ("Peru smartphone market dips", "Acer sold 2,600 of them last month.", "Peru"),
        ("Acer grows in Asia's largest market", "Acer sold 2,600 of them last month.", None),
    ],
)
def test_where_by_the_headline(rulebook: Rulebook, title: str, text: str, place: str | None) -> None:
    (claim,) = extract_claims(Article("a", None, None, title, None, "en", None, None, text), rulebook)
    assert claim.place == place
