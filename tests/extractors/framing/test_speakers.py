"""Who says so, in forms beyond "X said"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.records import Claim

Read = Callable[..., dict[str, Claim]]


@pytest.mark.parametrize(
    ("text", "quote", "source"),
    [
        ("Orchid Robotics wins $2 billion of contracts: sources", "$2 billion", "sources"),
        ("The firm won about 25 percent of the contracts, the sources said.", "25 percent", "the sources"),
        ("Verizon added 455,000 subscribers.", "455,000", None),
        ("China Telecom on Wednesday reported net profit of 12 billion yuan.", "12 billion yuan", "China Telecom"),
        ("The ministry last week said it had licensed 310 factories.", "310", "The ministry"),
        ("It trails Acer, which reported a profit of 778 million yuan.", "778 million yuan", "Acer"),
        (
            "The Ministry of Industry and Information Technology has reported that 7,900 workshops were set up.",
            "7,900",
            "The Ministry of Industry and Information Technology",
        ),
        ("Analysts at Lakeside Securities expect revenue of 5 billion yuan.", "5 billion yuan", "Lakeside Securities"),
        ("Acer, which has 76 users, made a deal that analysts say could add $3 billion.", "76", None),
        ("Acer, which has 76 users, made a deal that analysts say could add $3 billion.", "$3 billion", "analysts"),
        ("Sales rose 5 percent, and Acer said it would cut 20 jobs.", "5 percent", None),
        ("Sales rose 5 percent, Acer said in Oslo.", "5 percent", "Acer"),
        ("They sold 13,000, according to a report from Omdia.", "13,000", "Omdia"),
        ("They won 50 contracts, Dana Wills, president of sales, said in Brussels.", "50", "Dana Wills"),
        ("The Federation of Robotics in Oslo predicts 575,000 sales.", "575,000", "Federation of Robotics"),
        (
            "ZTE expects growth, its president, Dana Wills, told us. He also said it won 25 percent.",
            "25 percent",
            "Dana Wills",
        ),
        ("Tidewater Holdings, which is listed, has announced 25 deals.", "25", "Tidewater Holdings"),
        ("Sales rose after the carmaker said it sold 38,000.", "38,000", "the carmaker"),
        ('The plan is bold. "How many still grow 30 percent?" Lin told us.', "30 percent", "Lin"),
        (
            "TAIPEI (Reuters) - Shares fell as its chairman was quoted as saying growth was 15 percent.",
            "15 percent",
            "its chairman",
        ),
        ("高工机器人产业研究所（GGII）预计，市场规模将达24亿元。", "24亿元", "高工机器人产业研究所"),
        ("国新办举行发布会，工信部总工程师李明表示，5G用户超11亿户。", "11亿户", "李明"),
        ("花旗将联想目标价由12港元上调至14港元。", "12港元", "花旗"),
        ("记者5月11日从深圳市统计局获悉，全市产值2012亿元。", "2012亿元", "深圳市统计局"),
        ("“今年销量将达2万台。”青禾机器人董事长陈立说。", "2万台", "陈立"),
        ("业内人士表示，核心零部件成本占比约为70%。", "70%", "业内人士"),
        ("华为常务董事汪海透露，公司5G合同超过200个。", "200个", "汪海"),
        ("数据显示，我国机器人企业达45万家。", "45万家", None),
        ("Larkspur also said it sold 300 robots.", "300", "Larkspur"),
        ('"Sales will rise 8 percent," said Lakeside Securities analyst Joan Wills.', "8 percent", "Joan Wills"),
        ("The company, which makes lenses, forecast revenue of $450 million.", "$450 million", "The company"),
        ("Analysts expected revenue of $480 million.", "$480 million", "Analysts"),
        ("Profit was $90 million, compared with analysts' average forecast of $85 million.", "$90 million", None),
        ("Profit was $90 million, compared with analysts' average forecast of $85 million.", "$85 million", "analysts"),
        ("Profit of $90 million beat the average analyst estimate of $85 million.", "$85 million", "analyst"),
        (
            "Profit was $90 million, beating the $85 million average estimate of 12 analysts.",
            "$85 million",
            "12 analysts",
        ),
        (
            "Profit was $90 million, above the consensus estimate of $85 million, according to six analysts.",
            "$90 million",
            None,
        ),
        (
            "Profit was $90 million, above an estimate of $85 million, according to six analysts.",
            "$85 million",
            "six analysts",
        ),
        ("Sales fell 4 percent to $90 million, missing the $95 million analyst estimate.", "4 percent", None),
        ("Omdia raised its global forecast to 12 million phones.", "12 million", "Omdia"),
        ("The maker forecast a loss, sending its shares down 11 percent.", "11 percent", None),
        ("Revenue, expected to reach $2 billion this year, was $1.7 billion last year.", "$2 billion", None),
        (
            "Shares fell 4 percent on Monday after its chairman was quoted as saying in a report that it lost.",
            "4 percent",
            None,
        ),
        ("Profit rose 18 percent, according to a poll by Omdia -- down from 23 percent in 2006.", "23 percent", None),
        ("Citi also raised its price target for the shares to $370.", "$370", "Citi"),
        ("Lin promised that by May there will be 300 robots.", "300", "Lin"),
        ("Omdia, based on the tender of May, put the value at $3 billion.", "$3 billion", None),
        ("Larkspur won 86 percent of the tender, estimated at $3 billion.", "$3 billion", None),
        ("The survey showed 40 percent of plants own robots.", "40 percent", "The survey"),
        ("青禾研究院数据显示，去年订单达51笔。", "51笔", "青禾研究院"),
        ("蓝橘 数据显示，去年融资达51亿元。", "51亿元", "蓝橘"),
        ("海关总署副署长林岚表示，出口达1万亿元。", "1万亿元", "林岚"),
        ("厦门海关统计，前十月出口达300亿元。", "300亿元", "厦门海关"),
        ("今年5月G1发布，起售价9.9万元。", "9.9万元", None),
        ("业绩报告显示，去年收入达51亿元。", "51亿元", None),
        ("青禾机器人官宣，去年出货量超过5500台。", "5500台", "青禾机器人"),
        ("去年公司只售出300台，青禾机器人创始人陈立透露，今年订单已超过1000台。", "300台", None),
        ("去年公司只售出300台，青禾机器人创始人陈立透露，今年订单已超过1000台。", "1000台", "陈立"),
        ("据滨海日报报道，滨海市统计局指出，全市工业机器人产量达2万台。", "2万台", "滨海市统计局"),
        ("中国电子学会理事长周岚介绍，大会参赛选手达1.3万名。", "1.3万名", "周岚"),
        ("订单主要来自物流、汽车和数据中心等领域，金额达20亿元。", "20亿元", None),
        ("天眼查数据显示，我国机器人企业超98万家。", "98万家", "天眼查"),
        (
            "Acer Systems (Oslo), which reported a 68 percent rise in profit, plans to invest 10 billion yuan.",
            "68 percent",
            "Acer Systems",
        ),
        (
            "Acer Systems (Oslo), which reported a 68 percent rise in profit, plans to invest 10 billion yuan.",
            "10 billion yuan",
            None,
        ),
        ("The carrier blamed an app from Acer and said it would spend $300 million.", "$300 million", "The carrier"),
        ("Shares of Acer rose and the carrier said it would spend $300 million.", "$300 million", "the carrier"),
        ("The projected loss is $30 million.", "$30 million", None),
        ('"We have 300 robots," said Larkspur Chairman Lin Wei.', "300", "Lin Wei"),
        ("The ministry Monday said it had licensed 310 factories.", "310", "The ministry"),
        ("Larkspur Dynamics and Acer, two firms, will open 40 shops, they said on Monday.", "40", "Larkspur Dynamics"),
        ("Lin Wei, who has stated a target of 50 cities, is the founder.", "50", "Lin Wei"),
        ("The document says there will be subsidies of up to 30,000 yuan.", "30,000 yuan", "The document"),
        ("Omdia's (OM) latest quarterly report on phones forecasts 600 million sales.", "600 million", "Omdia"),
        ("The Federation of Robotics (FR) said 575,000 were sold.", "575,000", "Federation of Robotics"),
        (
            "Sales rose 3 percent, according to figures derived from results reported by the carrier.",
            "3 percent",
            "carrier",
        ),
        ("Data from trade body Solar Atlas registered 447 plants last year.", "447", "Solar Atlas"),
        (
            "Profit was below the $82 million forecast by analysts in a newspaper survey.",
            "$82 million",
            "newspaper survey",
        ),
        ("Acer unveiled its new phone and 300 robots.", "300", None),
        ("The firm cautioned that it may lose $5 million.", "$5 million", "The firm"),
        ("滨海财经讯(记者 林岚) 青禾机器人(300998)8月13日晚间发布公告称，公司中标30亿元项目。", "30亿元", "青禾机器人"),
        ("北辰通号(03969)发布公告,1月至2月,该公司中标5个项目。", "5个", "北辰通号"),
        ("三位供应商人士说，青禾机器人并未透露产量，但已生产300台。", "300台", "三位供应商人士"),
        ("中国移动公示了中标候选人，份额均超过50%。", "50%", "中国移动"),
        ("两市首份半年报发布，净利润增12%。", "12%", None),
        ("青禾在线7月10日晚间披露半年报。据半年报，上半年营收2.27亿元。", "2.27亿元", "青禾在线"),
        ("青禾机器人发布公告称，发售价为46港元。公司预计所得款项为4.6亿港元。", "4.6亿港元", "青禾机器人"),
        ("中信证券指出，青禾机器人订单回升。公司强调，毛利率达51%。", "51%", "公司"),
        ("工信部：上半年收入9055亿元\n工信部发布数据，收入为9055亿元。", "9055亿元", "工信部"),
        ("陈立承诺今年生产5000台。", "5000台", "陈立"),
        (
            "Analysts polled by the Herald anticipate revenue of $11 billion.",
            "$11 billion",
            "Analysts polled by the Herald",
        ),
        ("青禾在线(证券代码:300998)发布公告称,同意投资5亿元。", "5亿元", "青禾在线"),
        ("Shares in Acer have tripled since it announced a $4 billion project.", "tripled", None),
        (
            "Larkspur Dynamics, which has 40 shops, made a profit of $63 million, it said.",
            "$63 million",
            "Larkspur Dynamics",
        ),
        (
            "Larkspur Dynamics opened a shop.\nRevenue rose 5 percent, it said in a statement.",
            "5 percent",
            "Larkspur Dynamics",
        ),
        (
            "Profit was $35 million, according to Reuters calculations based on the company's data.",
            "$35 million",
            "Reuters",
        ),
        ("Sales of $39 million fell short of Omdia's $41 million projection.", "$41 million", "Omdia"),
        ("Profit was $1.05, topping the $1.01 estimate from Omdia.", "$1.01", "Omdia"),
        ("Acer expects revenue of $54 million, above analysts' $53 million forecast.", "$53 million", "analysts"),
        ("Profit was $26 million, in line with the company's forecast of $25 million.", "$25 million", "the company"),
        ("Profit was $26 million, in line with the company's forecast of $25 million.", "$26 million", None),
        ('"Exports were up 6 percent," Lin Wei told Reuters.', "6 percent", "Lin Wei"),
        ("Acer Systems (Oslo) Ltd reported a 9 percent drop in profit.", "9 percent", "Acer Systems"),
        ("The ministry unveiled plans to add 300 sites.", "300", "The ministry"),
        (
            "The operators gained 26 million users, according to the carriers' latest figures.",
            "26 million",
            "the carriers",
        ),
        ("Handset sales grew 10 percent, according to popular research firm Omdia.", "10 percent", "Omdia"),
        ("6月1日,北辰資訊(688998.SH)發布2022年5月中標情況的自願性披露公告,金額2840萬元。", "2840萬元", "北辰資訊"),
        ("Canalys發表報告顯示,出貨量7000萬部。報告指出,榮耀出貨1200萬部。", "1200萬部", "Canalys"),
        ("青禾机器人发布公告，中标5个项目。资料显示，公司去年营收3亿元。", "3亿元", None),
        ("青禾机器人董事长陈立介绍，订单回升。工信部数据显示，产量达2万台。陈立称，库存为300台。", "300台", "陈立"),
        ("外界称，库存为300台。", "300台", None),
        ("Though Acer has not disclosed its plans, Larkspur Dynamics will spend $35 million.", "$35 million", None),
        ("According to its annual report, Larkspur Dynamics added 26 shops.", "26", "Larkspur Dynamics"),
        ("Profit was $33 million, compared with $32 million estimated by analysts.", "$32 million", "analysts"),
    ],
)
def test_source(read: Read, text: str, quote: str, source: str | None) -> None:
    found = read(text, "2025-03-01")[quote].attributed_to
    assert found == source or (source is not None and found is not None and source in found)


def test_a_person_is_done_with_the_paragraph(read: Read) -> None:
    claims = read("李明教授表示，效率提升20%。\n园区去年新增企业120家。", "2025-03-01")
    assert claims["20%"].attributed_to == "李明教授" or "李明" in str(claims["20%"].attributed_to)
    assert claims["120家"].attributed_to is None


def test_who_expects_is_not_carried_on(read: Read) -> None:
    claims = read("Omdia sees growth of 5 percent. Larkspur Dynamics sold 300 robots.", "2025-03-01")
    assert (claims["5 percent"].attributed_to, claims["300"].attributed_to) == ("Omdia", None)


def test_the_reporter_takes_over_from_a_body(read: Read) -> None:
    text = "工信部数据显示，5G用户达10亿户。5G基站达400万个。\n据了解，在建项目超600个。专网达3万张。"
    claims = read(text, "2025-03-01")
    assert [claims[quote].attributed_to for quote in ("10亿户", "400万个")] == ["工信部", "工信部"]
    assert [claims[quote].attributed_to for quote in ("600个", "3万张")] == [None, None]


def test_a_notice_is_its_company_s_until_a_reporter_finds_something(read: Read) -> None:
    text = "北辰通号发布公告，中标5个项目。\n以上金额总计20亿元。\n滨海日报记者发现，公司去年亏损3亿元。\n股价下跌4%。"
    claims = read(text, "2025-03-01")
    assert [claims[quote].attributed_to for quote in ("5个", "20亿元")] == ["北辰通号", "北辰通号"]
    assert [claims[quote].attributed_to for quote in ("3亿元", "4%")] == [None, None]


def test_a_medium_that_passes_on_is_done_with_the_paragraph(read: Read) -> None:
    claims = read("据滨海日报报道，园区企业达300家。\n园区去年引进项目120个。", "2025-03-01")
    assert claims["120个"].attributed_to is None


def test_two_speakers_of_a_sentence_have_their_own_numbers(read: Read) -> None:
    text = "Sales rose 5 percent, according to Omdia, while Canalys said shipments fell 3 percent."
    claims = read(text, "2025-03-01")
    assert (claims["5 percent"].attributed_to, claims["3 percent"].attributed_to) == ("Omdia", "Canalys")


def test_what_only_divides_a_number_is_said_by_the_same(read: Read) -> None:
    claims = read(
        "Larkspur said it will spend $90 million. A third of this will go abroad. It has 40 shops.", "2025-03-01"
    )
    assert [claims[quote].attributed_to for quote in ("$90 million", "A third", "40")] == ["Larkspur", "Larkspur", None]


def test_a_quotation_goes_on_in_the_next_paragraph(read: Read) -> None:
    text = "Lin Wei told reporters: “We sold 300 robots.\n“We have 40 shops.”\nIt has 7 plants."
    claims = read(text, "2025-03-01")
    assert [claims[quote].attributed_to for quote in ("300", "40", "7")] == ["Lin Wei", "Lin Wei", None]
