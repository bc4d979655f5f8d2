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
        ("天眼查数据显示，我国机器人企业超98万家。", "98万家", "天眼查"),
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
