"""Quantities as a whole: sentences in the manner of the press, and what each number in them is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.quantities import QuantityRules, find_numbers, find_quantities
from extractors.records import Lang, Quantity

Read = Callable[[str, Lang], tuple[Quantity, ...]]
# quote, low, high, comparator, unit
Row = tuple[str, float | None, float | None, str, str]

ENGLISH: list[tuple[str, list[Row]]] = [
    ("The plant will make 1,500 robots.", [("1,500", 1500, 1500, "eq", "count")]),
    ("More than 300 makers took part.", [("300", 300, None, "gt", "count")]),
    ("It has no fewer than 40 patents.", [("40", 40, None, "ge", "count")]),
    ("Not exceeding 20 units were returned.", [("20", None, 20, "le", "count")]),
    ("Some 70 cities are covered.", [("70", 70, 70, "approx", "count")]),
    ("It will hire up to nearly 900 people.", [("900", None, 900, "le", "count")]),
    ("Fewer than a dozen suppliers remain.", [("a dozen", None, 12, "lt", "count")]),
    ("Sales of 40,000 units or more are expected.", [("40,000", 40000, None, "ge", "count")]),
    ("It raised about $2.5 billion.", [("$2.5 billion", 2.5e9, 2.5e9, "approx", "USD")]),
    ("The loan is worth HK$3.2bn.", [("HK$3.2bn", 3.2e9, 3.2e9, "eq", "HKD")]),
    ("RMB45 million was paid.", [("RMB45 million", 45e6, 45e6, "eq", "CNY")]),
    ("A 30-billion-yuan fund was set up.", [("30-billion-yuan", 30e9, 30e9, "eq", "CNY")]),
    ("Revenue is expected to exceed 15 billion this year.", [("15 billion", 15e9, None, "gt", "CNY")]),
    ("Profit fell 3 percent.", [("3 percent", -3, -3, "eq", "percent")]),
    ("Profit fell more than 6 percent.", [("6 percent", None, -6, "gt", "percent")]),
    ("Shares fell as much as 4 percent.", [("4 percent", -4, None, "le", "percent")]),
    ("The rate fell below 4 percent.", [("4 percent", None, 4, "lt", "percent")]),
    ("The rate fell to 4 percent.", [("4 percent", 4, 4, "eq", "percent")]),
    (
        "A 17% decline followed a 5 percent year-on-year rise.",
        [("17%", -17, -17, "eq", "percent"), ("5 percent", 5, 5, "eq", "percent")],
    ),
    ("The line cuts defects by roughly 90%.", [("90%", -90, -90, "approx", "percent")]),
    ("Margins widened 1.2 percentage points.", [("1.2 percentage points", 1.2, 1.2, "eq", "pp")]),
    ("Yields slipped 12 basis points.", [("12 basis points", -12, -12, "eq", "bp")]),
    ("Prices rose 10-15 percent.", [("10-15 percent", 10, 15, "range", "percent")]),
    ("Between 5 and 7 plants will close.", [("5 and 7", 5, 7, "range", "count")]),
    ("Three to five makers will survive.", [("Three to five", 3, 5, "range", "count")]),
    ("It sells 3 to 5 million phones.", [("3 to 5 million", 3e6, 5e6, "range", "count")]),
    ("Prices range from $5 to $10.", [("$5 to $10", 5, 10, "range", "USD")]),
    (
        "Output rose from 5 million to 8 million units.",
        [("5 million", 5e6, 5e6, "eq", "count"), ("8 million", 8e6, 8e6, "eq", "count")],
    ),
    (
        "Sales doubled and profit more than tripled.",
        [("doubled", 2, 2, "eq", "times"), ("tripled", 3, None, "gt", "times")],
    ),
    ("It wants to halve its costs.", [("halve", 0.5, 0.5, "eq", "times")]),
    ("A tenfold increase in traffic.", [("tenfold", 10, 10, "eq", "times")]),
    (
        "A third of users and half of firms agree.",
        [("A third", 100 / 3, 100 / 3, "eq", "percent"), ("half", 50, 50, "eq", "percent")],
    ),
    ("One in four plants uses robots.", [("One in four", 25, 25, "eq", "percent")]),
    (
        "The deal is worth 14 billion yuan ($2 billion).",
        [("14 billion yuan", 14e9, 14e9, "eq", "CNY"), ("$2 billion", 2e9, 2e9, "eq", "USD")],
    ),
    ("It finished in 50 minutes, 26 seconds.", [("50 minutes, 26 seconds", 50 + 26 / 60, 50 + 26 / 60, "eq", "min")]),
    ("It stands 5 feet 6 inches tall.", [("5 feet 6 inches", 5.5, 5.5, "eq", "ft")]),
    (
        "Growth of 10, 20 and 30 percent is seen.",
        [("10", 10, 10, "eq", "percent"), ("20", 20, 20, "eq", "percent"), ("30 percent", 30, 30, "eq", "percent")],
    ),
    ("The change was +52.1% in May.", [("+52.1%", 52.1, 52.1, "eq", "percent")]),
    ("The hall covers 660 square metres.", [("660 square metres", 660, 660, "eq", "m2")]),
    ("Speeds of up to 10 Gbps were seen.", [("10 Gbps", None, 10, "le", "Gbit/s")]),
    ("The cluster offers 2,000 petaflops.", [("2,000 petaflops", 2000, 2000, "eq", "PFLOPS")]),
    ("A 1.5 GW plant and a 200 kWh pack.", [("1.5 GW", 1.5, 1.5, "eq", "GW"), ("200 kWh", 200, 200, "eq", "kWh")]),
    (
        "It uses the 500, 700, and 800 MHz bands.",
        [("500", 500, 500, "eq", "MHz"), ("700", 700, 700, "eq", "MHz"), ("800 MHz", 800, 800, "eq", "MHz")],
    ),
    (
        "They earned 2, 4 and 7 billion yuan.",
        [("2", 2e9, 2e9, "eq", "CNY"), ("4", 4e9, 4e9, "eq", "CNY"), ("7 billion yuan", 7e9, 7e9, "eq", "CNY")],
    ),
    (
        "They ship 2.5 and 4.5 million yuan worth, respectively.",
        [("2.5", 2.5e6, 2.5e6, "eq", "CNY"), ("4.5 million yuan", 4.5e6, 4.5e6, "eq", "CNY")],
    ),
    ("About 2½ billion users.", [("2½ billion", 2.5e9, 2.5e9, "approx", "count")]),
    ("Two or three plants may close.", [("Two or three", 2, 3, "range", "count")]),
    ("Spending peaked at approx. $90B.", [("$90B", 90e9, 90e9, "approx", "USD")]),
    ("A crowd just shy of ca. 40 firms.", [("40", 40, 40, "approx", "count")]),
    (
        "Bands in the 5 GHz and above 90 GHz range.",
        [("5 GHz", 5, 5, "eq", "GHz"), ("90 GHz", 90, None, "gt", "GHz")],
    ),
    ("Growth of 4 percent over 2021.", [("4 percent", 4, 4, "eq", "percent")]),
    ("Fees are capped at 300 yuan.", [("300 yuan", None, 300, "le", "CNY")]),
    ("Users hit the 900 million mark.", [("900 million", 9e8, 9e8, "eq", "count")]),
    ("Teams of 40 or more.", [("40", 40, None, "ge", "count")]),
    ("It weighs 10 or 15 kilograms.", [("10", 10, 10, "eq", "kg"), ("15 kilograms", 15, 15, "eq", "kg")]),
    ("Asia was up more than a quarter.", [("a quarter", 25, None, "gt", "percent")]),
    ("From 10 to 15 percent of parts fail.", [("10 to 15 percent", 10, 15, "range", "percent")]),
    (
        "The share of faulty parts went from 10 to 15 percent.",
        [("10", 10, 10, "eq", "percent"), ("15 percent", 15, 15, "eq", "percent")],
    ),
    ("It lists the top 10 makers of pumps.", [("10", 10, 10, "eq", "count")]),
    ("Output will top 10 million bricks.", [("10 million", 10e6, None, "gt", "count")]),
    ("It goes from zero to 60 mph.", [("zero to 60 mph", 0, 60, "range", "mi/h")]),
    ("After a year and a half it was sold on the SIX Swiss Exchange.", []),
    ("The screen shows 4K at 60 fps.", [("60 fps", 60, 60, "eq", "fps")]),
    ("It has a payload of five-and-a-half tons.", [("five-and-a-half tons", 5.5, 5.5, "eq", "t")]),
    ("It is 12 miles, 30 yards wide.", [("12 miles", 12, 12, "eq", "mi"), ("30 yards", 30, 30, "eq", "yd")]),
    ("A 6-foot-2-inch robot.", [("6-foot-2-inch", 6 + 2 / 12, 6 + 2 / 12, "eq", "ft")]),
    ("Winds of 90 km an hour.", [("90 km an hour", 90, 90, "eq", "km/h")]),
    ("People under the age of 16 stay out.", []),
    ("An average of 24 trucks leave.", [("24", 24, 24, "eq", "count")]),
    ("The rate rose half a percentage point.", [("half a percentage point", 0.5, 0.5, "eq", "pp")]),
    ("Charging takes half an hour.", [("half an hour", 0.5, 0.5, "eq", "h")]),
    ("A quarter of a mile of track was laid.", [("A quarter of a mile", 0.25, 0.25, "eq", "mi")]),
    ("Half a year later it closed.", []),
    ("The index closed at 3,230.45.", [("3,230.45", 3230.45, 3230.45, "eq", "point")]),
    ("Prices were back from 40 to 30 yuan.", [("40", 40, 40, "eq", "CNY"), ("30 yuan", 30, 30, "eq", "CNY")]),
    ("Fines run from $200 to $900.", [("$200 to $900", 200, 900, "range", "USD")]),
    ("Fines rose from $200 to $900.", [("$200", 200, 200, "eq", "USD"), ("$900", 900, 900, "eq", "USD")]),
    (
        "It raised its forecast from 2 to 3 percent to 4 to 5 percent.",
        [("2 to 3 percent", 2, 3, "range", "percent"), ("4 to 5 percent", 4, 5, "range", "percent")],
    ),
    ("A 0-to-60-mph sprint.", [("0-to-60-mph", 0, 60, "range", "mi/h")]),
    ("It hires more than 40 and fewer than 90 people.", [("40 and fewer than 90", 40, 90, "range", "count")]),
    ("Masses of at most 9 kg and at least 4 kg.", [("9 kg and at least 4 kg", 4, 9, "range", "kg")]),
    ("Scores less than or equal to 30 percent.", [("30 percent", None, 30, "le", "percent")]),
    ("Loads < = 12 kg and >= 4 mm.", [("12 kg", None, 12, "le", "kg"), ("4 mm", 4, None, "ge", "mm")]),
    (
        "Over the past 8,000 trips it failed twice.",
        [("8,000", 8000, 8000, "eq", "count"), ("twice", 2, 2, "eq", "times")],
    ),
    ("Its 7- or 8-inch screen.", [("7", 7, 7, "eq", "in"), ("8-inch", 8, 8, "eq", "in")]),
    ("It costs 8 or $9.", [("8", 8, 8, "eq", "USD"), ("$9", 9, 9, "eq", "USD")]),
    ("It weighs 20 or 30 kg.", [("20", 20, 20, "eq", "kg"), ("30 kg", 30, 30, "eq", "kg")]),
    ("It fell from 208 pounds to 193.", [("208 pounds", 208, 208, "eq", "lb"), ("193", 193, 193, "eq", "lb")]),
    (
        "It will close at 16,644, 16 percent above.",
        [("16,644", 16644, 16644, "eq", "count"), ("16 percent", 16, 16, "eq", "percent")],
    ),
    ("They lost 75 USD million.", [("75 USD million", 75e6, 75e6, "eq", "USD")]),
    ("Sales of 120 MEUR and 45 kSEK.", [("120 MEUR", 120e6, 120e6, "eq", "EUR"), ("45 kSEK", 45e3, 45e3, "eq", "SEK")]),
    ("Thirteen dollars forty-five cents.", [("Thirteen dollars forty-five cents", 13.45, 13.45, "eq", "USD")]),
    ("It costs 15 dollars and 50.", [("15 dollars and 50", 15.5, 15.5, "eq", "USD")]),
    ("It closed at $1.20, 3 cents above.", [("$1.20", 1.2, 1.2, "eq", "USD"), ("3 cents", 3, 3, "eq", "cent")]),
    ("The fund has 50 million pounds.", [("50 million pounds", 50e6, 50e6, "eq", "GBP")]),
    ("They ate 50 million pounds of rice.", [("50 million pounds", 50e6, 50e6, "eq", "lb")]),
    ("Shares rose to 164p.", [("164p", 164, 164, "eq", "GBX")]),
    ("The pilot is 5 ft 9 in tall.", [("5 ft 9 in", 5.75, 5.75, "eq", "ft")]),
    (
        "Exports rose 60% in 2018 to 3.9 million cars.",
        [("60%", 60, 60, "eq", "percent"), ("3.9 million", 3.9e6, 3.9e6, "eq", "count")],
    ),
    ("Deficits of $-50.8bn.", [("$-50.8bn", -50.8e9, -50.8e9, "eq", "USD")]),
    ("Fares of Rs 500 crore and EUR 3m.", [("Rs 500 crore", 5e9, 5e9, "eq", "INR"), ("EUR 3m", 3e6, 3e6, "eq", "EUR")]),
    ("added about6,000 units", [("6,000", 6000, 6000, "approx", "count")]),
]
CHINESE: list[tuple[str, list[Row]]] = [
    ("累计建成基站近1.6万个。", [("1.6万个", 16000, 16000, "approx", "count")]),
    ("用户超过5亿户。", [("5亿户", 5e8, None, "gt", "count")]),
    ("全年投资不低于300亿元。", [("300亿元", 3e10, None, "ge", "CNY")]),
    ("单价不超过20万元。", [("20万元", None, 200000, "le", "CNY")]),
    ("成本控制在10万元以内。", [("10万元", None, 100000, "le", "CNY")]),
    ("误差不到2毫米。", [("2毫米", None, 2, "lt", "mm")]),
    ("吸引企业三千余家。", [("三千余家", 3000, None, "gt", "count")]),
    ("新增企业10万多家。", [("10万多家", 100000, None, "gt", "count")]),
    ("投入上百台机器人。", [("上百台", 100, None, "ge", "count")]),
    ("年产值突破百亿元。", [("百亿元", 1e10, None, "gt", "CNY")]),
    ("打造千亿级产业集群。", [("千亿", 1e11, 1e11, "approx", "CNY")]),
    ("会期约2小时左右的充电时长。", [("2小时", 2, 2, "approx", "h")]),
    ("同比增长12.5%。", [("12.5%", 12.5, 12.5, "eq", "percent")]),
    ("同比下降约3%。", [("3%", -3, -3, "approx", "percent")]),
    ("降幅超过6%。", [("6%", None, -6, "gt", "percent")]),
    ("占比降至8%。", [("8%", 8, 8, "eq", "percent")]),
    ("占比提高8.6、3.3个百分点。", [("8.6", 8.6, 8.6, "eq", "pp"), ("3.3个百分点", 3.3, 3.3, "eq", "pp")]),
    ("分别下降4.1%和2.6%。", [("4.1%", -4.1, -4.1, "eq", "percent"), ("2.6%", -2.6, -2.6, "eq", "percent")]),
    ("净减少用户，环比净减5万户。", [("5万户", -50000, -50000, "eq", "count")]),
    ("降低成本30%。", [("30%", -30, -30, "eq", "percent")]),
    ("销量增长1倍。", [("1倍", 2, 2, "eq", "times")]),
    ("销量增长近两倍。", [("两倍", 3, 3, "approx", "times")]),
    ("产能是去年的3倍。", [("3倍", 3, 3, "eq", "times")]),
    ("用户数翻了两番。", [("翻了两番", 4, 4, "eq", "times")]),
    ("近七成企业受益。", [("七成", 70, 70, "approx", "percent")]),
    ("市场份额过半。", [("半", 50, None, "gt", "percent")]),
    ("占全球总量的三分之二。", [("三分之二", 200 / 3, 200 / 3, "eq", "percent")]),
    ("培育3至5家龙头企业。", [("3至5家", 3, 5, "range", "count")]),
    ("售价10—15万元。", [("10—15万元", 100000, 150000, "range", "CNY")]),
    ("营收从5亿元增至8亿元。", [("5亿元", 5e8, 5e8, "eq", "CNY"), ("8亿元", 8e8, 8e8, "eq", "CNY")]),
    (
        "融资5亿美元（约合36亿元人民币）。",
        [("5亿美元", 5e8, 5e8, "eq", "USD"), ("36亿元人民币", 36e8, 36e8, "approx", "CNY")],
    ),
    ("目标价7.2港元。", [("7.2港元", 7.2, 7.2, "eq", "HKD")]),
    ("三大运营商参与。", [("三大", 3, 3, "eq", "count")]),
    ("自由度达41个。", [("41个", 41, 41, "eq", "DoF")]),
    ("机器人身高1米6。", [("1米6", 1.6, 1.6, "eq", "m")]),
    ("比赛用时2小时40分42秒。", [("2小时40分42秒", 2 + 40 / 60 + 42 / 3600, 2 + 40 / 60 + 42 / 3600, "eq", "h")]),
    ("净增宽带户数–4.5万户。", [("–4.5万户", -45000, -45000, "eq", "count")]),
    ("营业收入21.37亿，同比增长6%。", [("21.37亿", 21.37e8, 21.37e8, "eq", "CNY"), ("6%", 6, 6, "eq", "percent")]),
    ("装机３．５萬千瓦。", [("３．５萬千瓦", 35000, 35000, "eq", "kW")]),
    ("指数从49.1升至50.5。", [("49.1", 49.1, 49.1, "eq", "count"), ("50.5", 50.5, 50.5, "eq", "count")]),
    ("建成不少于10家百亿级企业。", [("10家", 10, None, "ge", "count")]),
    ("断电后0.5秒内重启。", [("0.5秒", None, 0.5, "le", "s")]),
    ("万圣节与他们有千丝万缕的联系。", []),
    ("油耗6.5升/百公里。", [("6.5升", 6.5, 6.5, "eq", "L")]),
    ("每件只赚3毛钱。", [("3毛钱", 3, 3, "eq", "jiao")]),
    ("价格在8与10元之间。", [("8与10元", 8, 10, "range", "CNY")]),
    ("重量在20千克以上，30千克以下。", [("20千克以上，30千克", 20, 30, "range", "kg")]),
    ("最多90台最少40台。", [("90台最少40台", 40, 90, "range", "count")]),
    (
        "单价五元三毛，共50元6角三分。",
        [("五元三毛", 5.3, 5.3, "eq", "CNY"), ("50元6角三分", 50.63, 50.63, "eq", "CNY")],
    ),
    ("门票两美元又三美分。", [("两美元又三美分", 2.03, 2.03, "eq", "USD")]),
    ("补贴15k元。", [("15k元", 15000, 15000, "eq", "CNY")]),
    ("超过一半的产线停工。", [("一半", 50, None, "gt", "percent")]),
    ("近一半来自海外，不到一半盈利。", [("一半", 50, 50, "approx", "percent"), ("一半", None, 50, "lt", "percent")]),
    ("企业达到 300 多家。", [("300 多家", 300, None, "gt", "count")]),
    (
        "来了 1000 余名观众、10 来个厂商。",
        [("1000 余名", 1000, None, "gt", "count"), ("10 来个", 10, 10, "approx", "count")],
    ),
    (
        "产量分别为10、20、30万台。",
        [("10", 1e5, 1e5, "eq", "count"), ("20", 2e5, 2e5, "eq", "count"), ("30万台", 3e5, 3e5, "eq", "count")],
    ),
    ("身高1米8，较上年高3个百分点。", [("1米8", 1.8, 1.8, "eq", "m"), ("3个百分点", 3, 3, "eq", "pp")]),
    ("发布70B参数的模型。", [("70B参数", 70e9, 70e9, "eq", "count")]),
    ("获補貼壹萬貳仟元。", [("壹萬貳仟元", 12000, 12000, "eq", "CNY")]),
    ("支持4K视频的有3款。", [("3款", 3, 3, "eq", "count")]),
    ("共投资7万 5千 4百元。", [("7万 5千 4百元", 75400, 75400, "eq", "CNY")]),
    ("气温为负两又二分之一摄氏度。", [("负两又二分之一摄氏度", -2.5, -2.5, "eq", "Cel")]),
    ("误差小于10^-3米。", [("10^-3米", None, 0.001, "lt", "m")]),
]
NONE_ENGLISH = [
    "In 2018 the city acted.", "on August 26, 2019", "the 5G-A network and 6G research",
    "Wi-Fi 7 and the iPhone 17", "the first batch", "the 14th Five-Year Plan",
    "one of the makers", "dozens of firms", "hundreds of robots", "at 7:17 am", "It is ranked No. 3.",
    "in the next five years", "a 45-year-old engineer",
    "for 16 consecutive years", "the first half of the year", "a three-year deal", "Release 18 of 3GPP",
    "the G1 and R1 robots", "the Nova 16 and 17 Pro", "the only one to grow", "orders due within 2025",
    "double-digit growth", "Huawei ( 002502.SZ )",
    "the 767 Starliner and its 911 Turbo", "the 20176 ZIP code", "at 7 E 42nd St", "call 020-7946 0018", "agent 007",
    "Tel +44 20 7946 0018", "an increase over 2021", "a 7B model",
    "twice a year", "six months ended June", "the third quarter", "two years ago",
    "the first three quarters of 2024", "charging from 10 to 80 percent",
]  # fmt: skip
NONE_CHINESE = [
    "2025年3月5日", "第十四个五年规划", "“十四五”规划", "5G基站和6G研究", "数百家企业", "数千万元融资",
    "保持两位数增长", "近五年来", "连续10年", "前三季度",
    "党的十八大以来", "十九大报告", "2025大陆机器人产业大会",
    "36氪获悉", "618大促", "双十一期间", "一个重要方向", "一系列措施", "他今年35岁", "第二届大会", "零部件",
    "四位一体", "百花齐放", "唯一", "进一步", "三折叠手机", "4K视频", "(00762)",
    "陸地和海洋", "參與者眾多", "上午9点开会", "晚上8时许", "電話010-62345678", "主队3比2取胜", "2B业务和7B模型",
    "上世纪80年代", "2025 多家媒体",
    "十几家企业", "千方百计", "2026世界机器人大会", "上半年", "近日", "三甲医院",
]  # fmt: skip


def rows(quantities: tuple[Quantity, ...]) -> list[Row]:
    return [(q.quote, q.low, q.high, q.comparator, q.unit) for q in quantities]


def same(got: list[Row], want: list[Row]) -> bool:
    return len(got) == len(want) and all(
        (g[0], g[3], g[4]) == (w[0], w[3], w[4]) and g[1] == pytest.approx(w[1]) and g[2] == pytest.approx(w[2])
        for g, w in zip(got, want, strict=True)
    )


@pytest.mark.parametrize(("text", "want"), ENGLISH)
def test_english_sentence_gives_its_quantities(text: str, want: list[Row], read: Read) -> None:
    assert same(rows(read(text, "en")), want), rows(read(text, "en"))


@pytest.mark.parametrize(("text", "want"), CHINESE)
def test_chinese_sentence_gives_its_quantities(text: str, want: list[Row], read: Read) -> None:
    assert same(rows(read(text, "zh")), want), rows(read(text, "zh"))


@pytest.mark.parametrize("text", NONE_ENGLISH)
def test_english_numbers_that_are_no_quantities(text: str, read: Read) -> None:
    assert rows(read(text, "en")) == []


@pytest.mark.parametrize("text", NONE_CHINESE)
def test_chinese_numbers_that_are_no_quantities(text: str, read: Read) -> None:
    assert rows(read(text, "zh")) == []


@pytest.mark.parametrize(
    ("text", "lang", "per"),
    [
        ("26 base stations per 10,000 people", "en", "10,000 people"), ("a bid of $31 per share", "en", "share"),
        ("$0.25/W", "en", "W"), ("470 yuan a month", "en", "month"),
        ("2 million units annually", "en", "year"), ("70 yuan a year earlier", "en", None),
        ("170 million handsets sold per year", "en", "year"), ("ARPU per month was 48 yuan", "en", "month"),
        ("每万人拥有基站32.3个", "zh", "10,000 people"), ("人均支出3000元", "zh", "person"),
        ("日均客流5万人次", "zh", "day"), ("回购价45元/股", "zh", "share"), ("每吨3200元", "zh", "t"),
        ("户均流量20GB", "zh", "household"), ("同比增长5%", "zh", None), ("每百户拥有汽车52辆", "zh", "100 households"),
    ],
)  # fmt: skip
def test_written_denominator_is_given_in_english(text: str, lang: Lang, per: str | None, read: Read) -> None:
    assert read(text, lang)[0].per == per


def test_the_other_end_of_a_move_has_the_same_denominator(read: Read) -> None:
    assert [q.per for q in read("costs fell from $0.25/W to $0.10 by 2030", "en")] == ["W", "W"]


@pytest.mark.parametrize(
    ("text", "lang", "noun"),
    [
        ("350 welding cobots in Wuhan", "en", "welding cobots"),
        ("2,400 5G small cells this year", "en", "5G small cells"),
        ("展出80款协作机器人", "zh", "协作机器人"),
        ("全国5G基站总数达455万个", "zh", "5G基站"),
    ],
)
def test_counted_noun_is_as_written(text: str, lang: Lang, noun: str, read: Read) -> None:
    assert read(text, lang)[0].noun == noun


def test_conversion_names_what_it_converts_and_shares_its_comparator(read: Read) -> None:
    first, second = read("around 36 billion yuan ($5 billion)", "en")
    assert (first.same_as, second.same_as, second.comparator) == (None, 0, "approx")


def test_direction_and_relative_tell_growth_from_level(read: Read) -> None:
    grown, level, down = read("Sales rose 5 percent to 8 billion yuan; cost dropped by 200 yuan.", "en")
    assert (grown.direction, grown.relative) == ("up", True)
    assert (level.direction, level.relative) == (None, False)
    assert (down.direction, down.relative, down.low) == ("down", False, -200)


def test_home_currency_reads_money_without_a_currency(rules: QuantityRules) -> None:
    text = "Net income reached 3.2 billion."
    assert [find_quantities(text, "en", rules, home_currency=code)[0].unit for code in ("CNY", "TWD")] == ["CNY", "TWD"]


def test_home_dollar_decides_a_bare_dollar_sign(rules: QuantityRules) -> None:
    units = [
        find_quantities("It paid $5 million.", "en", rules, home_currency=code)[0].unit
        for code in ("CNY", "HKD", "SGD")
    ]
    assert units == ["USD", "HKD", "SGD"]


@pytest.mark.parametrize(
    ("text", "precision"), [("3.38 million units", 5000), ("29.5 percent", 0.05), ("8,075 cars", 0.5)]
)
def test_precision_is_half_of_the_last_place(text: str, precision: float, read: Read) -> None:
    assert read(text, "en")[0].precision == pytest.approx(precision)


@pytest.mark.parametrize(
    ("text", "lang", "reason"),
    [
        ("In 2018", "en", "year"),
        ("aged 45", "en", "age"),
        ("in five years", "en", "period"),
        ("dozens of", "en", "vague"),
        ("第3名", "zh", "ordinal"),
        ("35岁", "zh", "age"),
        ("连续10年", "zh", "period"),
        ("产值超10亿元企业", "zh", "threshold"),
    ],
)
def test_numbers_that_are_no_claims_keep_their_reason(text: str, lang: Lang, reason: str, rules: QuantityRules) -> None:
    assert [q.excluded for q in find_numbers(text, lang, rules)] == [reason]
