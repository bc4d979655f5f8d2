"""Whose figure it is, and where, in Chinese sentences of many shapes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.records import Claim

Read = Callable[..., dict[str, Claim]]


@pytest.mark.parametrize(
    ("text", "quote", "entity", "place"),
    [
        # where it was written
        ("新华社北京4月22日电 记者获悉，一季度电信业务收入完成4472亿元。", "4472亿元", "China", "China"),
        ("本报广州讯（记者某某）全市已建成5G基站9.8万个。", "9.8万个", "Guangzhou", "Guangzhou"),
        ("工信部发布数据。5G用户超过11亿户，其中，中国移动6亿户，中国电信3亿户。", "11亿户", "China", "China"),
        ("工信部发布数据。5G用户超过11亿户，其中，中国移动6亿户，中国电信3亿户。", "6亿户", "China Mobile", "China"),
        # 全球 that ranks, takes part or is the whole of a part is not whose figure it is
        ("我国5G基站总数居全球第一，达455万个。", "455万个", "China", "China"),
        ("中国是全球最大的工业机器人市场，去年装机量达29.5万台。", "29.5万台", "China", "China"),
        ("中国机器人产量占全球的45%。", "45%", "China", "China"),
        ("作为全球领先的手机厂商，小米去年出货1.7亿台。", "1.7亿台", "Xiaomi", "China"),
        ("青禾机器人产品销往全球，去年出货300台。", "300台", None, None),
        ("全球工业机器人装机量达54.2万台。", "54.2万台", "world", "world"),
        # the subject among several names
        ("优必选与比亚迪签约，获得订单1.2亿元。", "1.2亿元", "UBTech", "China"),
        ("优必选向比亚迪交付200台机器人。", "200台", "UBTech", "China"),
        ("据华为介绍，其5G专利占比20%。", "20%", "Huawei", "China"),
        ("东莞工业机器人产量增长30%，约占全省的五分之一。", "五分之一", "Dongguan", "Dongguan"),
        ("我国农村人口比重高于印度、印尼，为40%。", "40%", "China", "China"),
        ("三大运营商去年净利润合计1800亿元。", "1800亿元", "China", "China"),
        ("摩根士丹利预计，到2030年中国人形机器人销量将达26.2万台。", "26.2万台", "China", "China"),
        ("高盛预测2035年全球人形机器人市场规模380亿美元。", "380亿美元", "world", "world"),
        # names by their form
        ("深圳市南山区集聚机器人企业300家。", "300家", "Nanshan", "Shenzhen"),
        ("合肥高新区已有企业120家。", "120家", "合肥高新区", "Hefei"),
        ("上海电信5G用户达1200万户。", "1200万户", "上海电信", "China"),
        ("上海移动电话用户达4000万户。", "4000万户", "Shanghai", "Shanghai"),
        ("北京蓝鲸机器人有限公司年产能11万台。", "11万台", "北京蓝鲸机器人有限公司", "China"),
        ("蓝鲸智能科技（杭州）有限公司有员工120人。", "120人", "蓝鲸智能科技（杭州）有限公司", None),
        ("青禾图近日完成超3亿元融资，由某基金领投。", "3亿元", "青禾图", None),
        ("多家合资公司参与，北京机器人企业达400家。", "400家", "Beijing", "Beijing"),
        # regions that share a character, a province that stands before 全省, and a meeting's city
        ("东、中、西部和东北地区基站分别达9万、8万、7万、6万个。", "8万", "Central region", "Central region"),
        ("苏州紧跟在后。深圳让广东全省机器人产量超24万台。", "24万台", "Guangdong", "Guangdong"),
        ("记者从在东莞举行的机器人大会获悉，全国机器人产量达51万台。", "51万台", "China", "China"),
        # nobody is named
        ("我市5G基站达3万个。", "3万个", None, None),
        ("这款机器人重35公斤。", "35公斤", None, None),
        # trade with a place is the figure of who trades; goods that a place sends are its own
        ("我国上半年外贸增长。与欧盟进出口2.7万亿元，增长3%。", "2.7万亿元", "China", "China"),
        ("我国上半年外贸增长。与欧盟进出口2.7万亿元，增长3%。", "3%", "China", "China"),
        ("海关总署公布，前5个月对东盟、非洲出口分别增长9%、17%。", "17%", "China", "China"),
        ("山东和江苏出口分别增长3%、5%。", "5%", "Jiangsu", "Jiangsu"),
        ("中国与东盟、非洲贸易额增长5%。", "5%", "China", "China"),
        ("东盟为我国第一大贸易伙伴，双边贸易额4万亿元。", "4万亿元", "China", "China"),
        ("中国向德国出口机器人500台，日本向中国出口8000台。", "500台", "China", "China"),
        ("中国向德国出口机器人500台，日本向中国出口8000台。", "8000台", "Japan", "Japan"),
        ("越南和泰国的机器人销量分别增长3%、5%。", "5%", "Thailand", "Thailand"),
        # a province's or city's own office tells of it
        ("广东省通信管理局公布，截至6月底5G基站达30万个。", "30万个", "Guangdong", "Guangdong"),
        ("杭州海关透露，杭州海关关区上半年进出口3000亿元。", "3000亿元", "Hangzhou", "Hangzhou"),
        # events
        ("世界机器人大会在北京开幕，吸引220家企业参展。", "220家", "World Robot Conference", "Beijing"),
    ],
)
def test_whose_and_where(read: Read, text: str, quote: str, entity: str | None, place: str | None) -> None:
    claim = read(text, "2025-08-20")[quote]
    assert (claim.entity, claim.place) == (entity, place)


def test_a_market_is_chinas_where_the_text_begins_with_china_and_the_world(read: Read) -> None:
    text = "在全球机器人市场竞争中，我国企业加速追赶。2025年市场规模预计突破800亿元。"
    assert read(text, "2025-08-20")["800亿元"].entity == "China"
