"""What a number counts, as written, behind it or before its verb."""

from __future__ import annotations

from collections.abc import Callable

from extractors.records import Lang, Quantity

Read = Callable[[str, Lang], tuple[Quantity, ...]]

NOUNS: list[tuple[Lang, str, str | None]] = [
    ("zh", "提出到2027年机器人企业达400家。", "机器人企业"),
    ("en", "It exported 900 drones worth 4 million yuan.", "drones"),
    ("en", "A survey of 500 makers found little.", "makers"),
    ("en", "It opened 73 service centres across the country.", "service centres"),
    ("en", "Plans exist for 12 more such hubs shortly.", "such hubs"),
    ("en", "Sixteen trams serving the port were built.", "trams"),
    ("en", "It sold 40,000 sets of kitchen robots.", "kitchen robots"),
    ("en", "It has 35 assembly robots in all.", "assembly robots"),
    ("en", "Nine listed companies took part.", "listed companies"),
    ("en", "Four of the plants closed.", "plants"),
    ("en", "Users passed the 30 million mark.", None),
    ("en", "About 200 local and foreign makers came.", "local and foreign makers"),
    ("en", "The number will grow from 16 currently to 90.", None),
    ("en", "Twenty people and vehicles were counted.", "people"),
    ("en", "It filed 40 patents related to grippers.", "patents"),
    ("en", "It was 5,000 units above target.", None),
    ("en", "190 units/10,000 people", None),
    ("zh", "当地企业达273家。", "当地企业"),
    ("zh", "有12家零部件企业成长为行业龙头。", "零部件企业"),
    ("zh", "焊接与喷涂两个领域出现明显下滑。", "领域"),
    ("zh", "2019年某省的协作机器人数量为650台。", "协作机器人"),
    ("zh", "四家运营商的移动电话用户总数达17亿户。", "运营商"),
    ("zh", "运营商的移动电话用户总数达17亿户。", "移动电话用户"),
    ("zh", "5G 基站总数达 225 万个。", "5G 基站"),
    ("zh", "每万人5G基站数达到33个。", "5G基站"),
    ("zh", "不低于100台。", None),
    ("zh", "最多可派出80台。", None),
    ("zh", "比计划多出2000台。", None),
    ("zh", "全市已建成智能工厂超过60家。", "智能工厂"),
    ("zh", "展出各类新品400余项。", "各类新品"),
    ("zh", "參與企業已達三百家。", "參與企業"),
]


def test_the_counted_noun_is_a_phrase_as_written(read: Read) -> None:
    got = [(lang, text, read(text, lang)[0].noun) for lang, text, _ in NOUNS]
    assert got == NOUNS
