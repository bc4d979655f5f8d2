"""English sentences in the manner of the press, and what each number in them is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from number_rows import Row, rows, same

from extractors.records import Lang, Quantity

Read = Callable[[str, Lang], tuple[Quantity, ...]]

ENGLISH: list[tuple[str, list[Row]]] = [
    ("It lifted off at 1706:58 GMT after two profitable quarters and took the next three spots.", []),
    ("A rocket launches 34 more OneWeb satellites.", [("34", 34, 34, "eq", "count")]),
    ("Its growth was lower than its two local rivals.", [("two", 2, 2, "eq", "count")]),
    ("Sales of electric cars rose to 1.7 million.", [("1.7 million", 1.7e6, 1.7e6, "eq", "count")]),
    ("Sales of services rose to 1.7 million.", [("1.7 million", 1.7e6, 1.7e6, "eq", "CNY")]),
    ("It plans to hire 200 more this year.", [("200", 200, 200, "eq", "count")]),
    (
        "It would close two of its five plants.",
        [("two", 2, 2, "eq", "count"), ("five", 5, 5, "eq", "count")],
    ),
    ("Demand for its 28-nanometre chips and the 7nm process is strong.", []),
    ("The film is 300 nanometres thick.", [("300 nanometres", 300, 300, "eq", "nm")]),
    ("It aims to be a top 3 smartphone vendor.", []),
    ("It paid $5.1 billion-$5.2 billion.", [("$5.1 billion-$5.2 billion", 5.1e9, 5.2e9, "range", "USD")]),
    ("Its loss came to Tw$1.88 billion.", [("Tw$1.88 billion", 1.88e9, 1.88e9, "eq", "TWD")]),
    ("It has a 100 kWH battery.", [("100 kWH", 100, 100, "eq", "kWh")]),
    ("Activity shrank in nine of the past 10 quarters; a reading above 50 indicates growth.", []),
    ("The cells recharge to 80 percent within 25 minutes.", [("25 minutes", None, 25, "le", "min")]),
    ("The firm laid off 18 percent of its staff.", [("18 percent", 18, 18, "eq", "percent")]),
    (
        "Output grew 9.2 percent, below the 9.4 percent forecast in a poll.",
        [("9.2 percent", 9.2, 9.2, "eq", "percent"), ("9.4 percent", 9.4, 9.4, "eq", "percent")],
    ),
    (
        "It built them under a 2 million yuan contract, short of the 3 million yuan that brokers expected.",
        [("2 million yuan", 2e6, 2e6, "eq", "CNY"), ("3 million yuan", 3e6, 3e6, "eq", "CNY")],
    ),
    ("The fleet passed the 20,000 mark.", [("20,000", 20000, None, "gt", "count")]),
    (
        "Orders were below 300 and output over a third.",
        [("300", None, 300, "lt", "count"), ("a third", 100 / 3, None, "gt", "percent")],
    ),
    ("The plant will make 1,500 robots.", [("1,500", 1500, 1500, "eq", "count")]),
    (
        "Sales came to 470 units in 2023, compared with 392 in 2022.",
        [("470", 470, 470, "eq", "count"), ("392", 392, 392, "eq", "count")],
    ),
    (
        "Revenue was 23 billion yuan in 2025, against 11.4 billion a year earlier.",
        [("23 billion yuan", 23e9, 23e9, "eq", "CNY"), ("11.4 billion", 11.4e9, 11.4e9, "eq", "CNY")],
    ),
    (
        "Revenue was 23 billion yuan, double the 11.4 billion of the year before.",
        [
            ("23 billion yuan", 23e9, 23e9, "eq", "CNY"),
            ("double", 2, 2, "eq", "times"),
            ("11.4 billion", 11.4e9, 11.4e9, "eq", "CNY"),
        ],
    ),
    (
        "It lost 12 million yuan, less than the 20 million it lost in 2024.",
        [("12 million yuan", 12e6, 12e6, "eq", "CNY"), ("20 million", 20e6, 20e6, "eq", "CNY")],
    ),
    ("The 67,000-square-metre plant opened.", [("67,000-square-metre", 67000, 67000, "eq", "m2")]),
    ("Investment fell in the first half to 61.8 billion yuan.", [("61.8 billion yuan", 61.8e9, 61.8e9, "eq", "CNY")]),
    ("It tests 10-gigabit optical networks in 5 districts.", [("5", 5, 5, "eq", "count")]),
    ("The link carries 10 gigabits per second.", [("10 gigabits per second", 10, 10, "eq", "Gbit/s")]),
    ("The margin edged up to 10.2 percent.", [("10.2 percent", 10.2, 10.2, "eq", "percent")]),
    ("It spent 25 million on research.", [("25 million", 25e6, 25e6, "eq", "CNY")]),
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
    (
        "Its value has risen from the previous $3 billion to $4 billion.",
        [("$3 billion", 3e9, 3e9, "eq", "USD"), ("$4 billion", 4e9, 4e9, "eq", "USD")],
    ),
    (
        "The increase was offset by a 4.5 percent drop in parts.",
        [("4.5 percent", -4.5, -4.5, "eq", "percent")],
    ),
    (
        "Capex did not exceed 120 billion yuan, down from 131 billion in 2019.",
        [("120 billion yuan", None, 120e9, "le", "CNY"), ("131 billion", 131e9, 131e9, "eq", "CNY")],
    ),
    (
        "It raised its sales forecast to 9 million phones from 8 million.",
        [("9 million", 9e6, 9e6, "eq", "count"), ("8 million", 8e6, 8e6, "eq", "count")],
    ),
    (
        "Sales fell 6 percent to 2 billion yuan and unit costs 3 percent to 400 million yuan.",
        [
            ("6 percent", -6, -6, "eq", "percent"),
            ("2 billion yuan", 2e9, 2e9, "eq", "CNY"),
            ("3 percent", -3, -3, "eq", "percent"),
            ("400 million yuan", 4e8, 4e8, "eq", "CNY"),
        ],
    ),
    (
        "Costs fell 6 percent and the margin was 30 percent.",
        [("6 percent", -6, -6, "eq", "percent"), ("30 percent", 30, 30, "eq", "percent")],
    ),
    (
        "It cost 2,000 yuan ($280); now be ready to pay as much as 5,000.",
        [
            ("2,000 yuan", 2000, 2000, "eq", "CNY"),
            ("$280", 280, 280, "eq", "USD"),
            ("5,000", None, 5000, "le", "CNY"),
        ],
    ),
    ("It showed 90 arms, 12 of them new.", [("90", 90, 90, "eq", "count"), ("12", 12, 12, "eq", "count")]),
    ("All 14 makers and both 9 MW plants agree.", [("14", 14, 14, "eq", "count"), ("9 MW", 9, 9, "eq", "MW")]),
    (
        "These 30 firms buy 10.7-teraflop chips.",
        [("30", 30, 30, "eq", "count"), ("10.7-teraflop", 10.7, 10.7, "eq", "TFLOPS")],
    ),
    ("The number of contracts recorded 91, he said.", [("91", 91, 91, "eq", "count")]),
    ("It won 40 5g deals; a pack holds 5g of salt.", [("40", 40, 40, "eq", "count"), ("5g", 5, 5, "eq", "g")]),
    ("Growth of 5 percent for the three quarters together.", [("5 percent", 5, 5, "eq", "percent")]),
    (
        "Nokia's output fell by 2 percent, Ciena's by 3 percent, and Cisco's by 4 percent.",
        [
            ("2 percent", -2, -2, "eq", "percent"),
            ("3 percent", -3, -3, "eq", "percent"),
            ("4 percent", -4, -4, "eq", "percent"),
        ],
    ),
    ("Costs fell by an average of 20 percent.", [("20 percent", -20, -20, "eq", "percent")]),
    (
        "It saw a cut in the time by an average of 21 percent, and a drop in output of 5 percent.",
        [("21 percent", -21, -21, "eq", "percent"), ("5 percent", -5, -5, "eq", "percent")],
    ),
    ("The decline in sales was 7 percent.", [("7 percent", -7, -7, "eq", "percent")]),
    ("The penetration rate in towns was 70 percent.", [("70 percent", 70, 70, "eq", "percent")]),
    ("After a fall in costs to 5 percent it stopped.", [("5 percent", 5, 5, "eq", "percent")]),
    (
        "Fees were KRW30,400 at A; B stood at KRW31,200 ($27), C at 28,900 and D at 29,100.",
        [
            ("KRW30,400", 30400, 30400, "eq", "KRW"),
            ("KRW31,200", 31200, 31200, "eq", "KRW"),
            ("$27", 27, 27, "eq", "USD"),
            ("28,900", 28900, 28900, "eq", "KRW"),
            ("29,100", 29100, 29100, "eq", "KRW"),
        ],
    ),
    ("It is one of the five “City Lions”.", [("five", 5, 5, "eq", "count")]),
    ("It has a 600-strong team of robots.", [("600", 600, 600, "eq", "count")]),
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
    ("Profit dives surprise 28%.", [("28%", -28, -28, "eq", "percent")]),
    ("Sales took a 12 percent dive.", [("12 percent", -12, -12, "eq", "percent")]),
    ("Sales cratered 40 percent.", [("40 percent", -40, -40, "eq", "percent")]),
    ("Profit triples on chips.", [("triples", 3, 3, "eq", "times")]),
    ("Harrow sales double in May.", [("double", 2, 2, "eq", "times")]),
    (
        "Acer won 6 million users, double those of March.",
        [("6 million", 6e6, 6e6, "eq", "count"), ("double", 2, 2, "eq", "times")],
    ),
    ("Harrow Opens 12 Stores, Hires 40 Engineers", [("12", 12, 12, "eq", "count"), ("40", 40, 40, "eq", "count")]),
    ("A 12-member team met a five-nation bloc.", [("12", 12, 12, "eq", "count"), ("five", 5, 5, "eq", "count")]),
    ("Twelve staff quit, 10 willingly.", [("Twelve", 12, 12, "eq", "count"), ("10", 10, 10, "eq", "count")]),
    (
        "Of the 900 orders, 80 came from Norway and 300 were cancelled.",
        [("900", 900, 900, "eq", "count"), ("80", 80, 80, "eq", "count"), ("300", 300, 300, "eq", "count")],
    ),
    (
        "The workforce shrank by 1,200 to 14,300.",
        [("1,200", -1200, -1200, "eq", "count"), ("14,300", 14300, 14300, "eq", "count")],
    ),
    (
        "Subscribers rose by 49.95 million to 137.88 million.",
        [("49.95 million", 49.95e6, 49.95e6, "eq", "count"), ("137.88 million", 137.88e6, 137.88e6, "eq", "count")],
    ),
    ("Staff will rise by 20 to 40 people.", [("20 to 40", 20, 40, "range", "count")]),
    ("The wage is 700 yuans.", [("700 yuans", 700, 700, "eq", "CNY")]),
    ("The three listed firms grew.", [("three", 3, 3, "eq", "count")]),
    ("The new panel is bigger than 40 inches.", [("40 inches", 40, None, "gt", "in")]),
    ("added about6,000 units", [("6,000", 6000, 6000, "approx", "count")]),
]
NONE_ENGLISH = [
    "In 2018 the city acted.", "on August 26, 2019", "the 5G-A network and 6G research",
    "Wi-Fi 7 and the iPhone 17", "the first batch", "the 14th Five-Year Plan",
    "one of the makers", "dozens of firms", "hundreds of robots", "at 7:17 am", "It is ranked No. 3.",
    "in the next five years", "a 45-year-old engineer",
    "for 16 consecutive years", "the first half of the year", "a three-year deal", "Release 18 of 3GPP",
    "the G1 and R1 robots", "the Nova 16 and 17 Pro", "the only one to grow", "orders due within 2025",
    "the gap between the two narrowed", "the smallest of the three.", "the four were told to wait",
    "firms with more than 100 workers must report", "panels bigger than 40 inches", "phones costing less than $100",
    "listed under the 2498 code", "the stock code is 2498", "the 100-meter dash", "the mixed doubles in May",
    "shops that double as a bar", "a six-axis arm",
    "demand rose between 2024 and 2030 as prices fell",
    "between 2008 and 2013 the average sales rose", "the plant opened at 11.30 a.m.",
    "double-digit growth", "Huawei ( 002502.SZ )",
    "the 767 Starliner and its 911 Turbo", "the 20176 ZIP code", "at 7 E 42nd St", "call 020-7946 0018", "agent 007",
    "a 4x100 relay", "rows of six-legged rovers", "a multi-hundred million yuan round",
    "Tel +44 20 7946 0018", "an increase over 2021", "a 7B model",
    "twice a year", "six months ended June", "the third quarter", "two years ago",
    "the first three quarters of 2024", "charging from 10 to 80 percent",
]  # fmt: skip


@pytest.mark.parametrize(("text", "want"), ENGLISH)
def test_english_sentence_gives_its_quantities(text: str, want: list[Row], read: Read) -> None:
    assert same(rows(read(text, "en")), want), rows(read(text, "en"))


@pytest.mark.parametrize("text", NONE_ENGLISH)
def test_english_numbers_that_are_no_quantities(text: str, read: Read) -> None:
    assert rows(read(text, "en")) == []
