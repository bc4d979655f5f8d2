"""Whose figure it is by the grammar of its clause: the subject, whatever other names stand nearer to the number."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.records import Claim

Read = Callable[..., dict[str, Claim]]


@pytest.mark.parametrize(
    ("text", "quote", "entity"),
    [
        # a clause goes on with its subject behind what is inserted between commas
        ("Larch Robotics grew.\nThe company, which this month overtook Nokia in value, said profit was $40 million.",
         "$40 million", "Larch Robotics"),
        ("Larch Robotics, a unit of German carmaker Volkswagen AG (VOWG_p.DE), said it set a price of 20 euros.",
         "20 euros", "Larch Robotics"),
        ("Nokia grew.\nThe network gear maker, whose customers include Vodafone and AT&T, cut 900 jobs.",
         "900", "Nokia"),
        ("TSMC grew.\nThe chip foundry, Apple's main supplier, forecast sales of $2 billion.", "$2 billion", "TSMC"),
        ("TSMC grew.\nThe company relies on Apple for 40 percent of its revenue.", "40 percent", "TSMC"),
        ("TSMC grew.\nThe company relies on Apple for orders, he said.\nThe company earned $900 million.",
         "$900 million", "TSMC"),
        ("ZTE, unlike Huawei, saw shipments grow 12 percent.", "12 percent", "ZTE"),
        ("ZTE, after losing an order to Ericsson, cut its forecast to 12 billion yuan.", "12 billion yuan", "ZTE"),
        ("ZTE, second only to Huawei, Ericsson and Nokia, sold 700 stations.", "700", "ZTE"),
        # within the insertion its own subject holds
        ("Dell, which bought Acer, Sony and Larch, sold 40 ships, said Xiaomi.", "40", "Dell"),
        # a sentence that opens with what a company is called tells of the one in focus
        ("SK Hynix grew.\nThe world's second-largest chipmaker after Samsung Electronics said it had 900 staff.",
         "900", "SK Hynix"),
        ("SK Hynix grew.\nThe nation's biggest chipmaker behind Samsung Electronics grew. Its sales rose 6 percent.",
         "6 percent", "SK Hynix"),
        ("Xiaomi grew.\nThe Beijing-based rival of Apple shipped 41 million units.", "41 million", "Xiaomi"),
        ("BYD grew.\nThe largest rival to Tesla in China sold 400,000 cars.", "400,000", "BYD"),
        ("ZTE and Samsung met.\nThe South Korean phone giant, which competes with Apple, sold 70 million units.",
         "70 million", "Samsung Electronics"),
        # but one whose name follows is that one
        ("SK Hynix grew.\nThe world's largest memory maker, Samsung Electronics, sold 300 chips.",
         "300", "Samsung Electronics"),
        ("SK Hynix grew.\nThe phone maker Xiaomi sold 300 phones.", "300", "Xiaomi"),
    ],
)  # fmt: skip
def test_the_subject_of_the_clause_has_the_number(read: Read, text: str, quote: str, entity: str) -> None:
    assert read(text)[quote].entity == entity


@pytest.mark.parametrize(
    ("text", "quote", "entity"),
    [
        # in a text on a company an unlisted name has a number only as the subject of a verb, or as an owner
        ("BYD grew.\nIt spent money on two VXR-9 lines and 40 robots.", "40", "BYD"),
        ("BYD grew.\nSpecific model sales rose to 700 in May.", "700", "BYD"),
        ("BYD grew.\nIt will retool a plant in Fairdale midyear to lift output 30 percent.", "30 percent", "BYD"),
        ("BYD grew.\nSky Forge, on the other hand, had 40 robots.", "40", "Sky Forge"),
        ("BYD grew.\nSky Forge, once of Oslo, lost 40 orders.", "40", "Sky Forge"),
        ("BYD grew.\nSky Forge's output fell 9 percent.", "9 percent", "Sky Forge"),
        # how many of a model
        ("NIO grew.\nIts tally: 710 sales of the ES7, 620 of the ET7 and 45 units of the new ET5.", "620", "ET7"),
        ("NIO grew.\nIts tally: 710 sales of the ES7, 620 of the ET7 and 45 units of the new ET5.", "45", "ET5"),
        # a relative clause behind an apposition tells of the same name
        ("Users left for Acer, the largest carrier, which has 20 million users.", "20 million", "Acer"),
        # whom a sentence names behind "its customers" is not what the next one is about
        ("Larch Robotics grew. Its clients include Nokia. A third of cars run on it.", "A third",
         "Larch Robotics"),
        # what opens a report as a list is of whom its first sentence tells
        ("* Q1 rev up 75 pct to $677 mln\n\n* Stock down\n\nOSLO, May 24 Baidu Inc shares slid.",
         "75 pct", "Baidu"),
        ("- Net profit 4.2 bln yuan\n- Orders rise\n\nSHANGHAI, Aug 24 (Reuters) - ZTE Corp grew.",
         "4.2 bln yuan", "ZTE"),
    ],
)  # fmt: skip
def test_names_that_do_nothing_have_no_numbers(read: Read, text: str, quote: str, entity: str) -> None:
    assert read(text)[quote].entity == entity


@pytest.mark.parametrize(
    ("text", "quote", "entity"),
    [
        # at what a share is rated is told of the share
        ("Nomura cut its price target for Acer by 4.6 percent.", "4.6 percent", "Acer"),
        ("Nomura raised its target price on Acer shares to HK$83.", "HK$83", "Acer"),
        # a market told of in passing is its country's, and the next sentence goes on with the main clause
        ("ZTE sells phones in India's crowded phone market, which has over a dozen operators.", "a dozen", "India"),
        ("ZTE sells phones in India's crowded phone market, which has 12 operators. Sales rose 9 percent.",
         "9 percent", "ZTE"),
        ("At home in China, the largest phone market with a billion users, ZTE competes.", "a billion", "China"),
        ("ZTE is ahead of Ericsson, which earned 40 million euros. Revenue rose 9 percent.", "9 percent", "ZTE"),
        # what an owner's thing is, the owner is: here an object
        ("China Unicom cut prices of models of Apple Inc.'s iPhone by $9. The company plans 4 stores.", "4",
         "China Unicom"),
        # a government is its country's
        ("NEW DELHI, May 19 (PTI): ZTE won licences.\n\nThe government had set a price of 3,500 rupees.",
         "3,500 rupees", "India"),
    ],
)  # fmt: skip
def test_what_is_told_in_passing_is_told_of_its_own_head(read: Read, text: str, quote: str, entity: str) -> None:
    assert read(text)[quote].entity == entity


@pytest.mark.parametrize(
    ("text", "quote", "entity"),
    [
        ("Larch Robotics overtook Acer as the top maker with a jump of 44 percent.", "44 percent", "Larch Robotics"),
        ("Larch Robotics beat rival Acer with sales of 400 robots.", "400", "Larch Robotics"),
        ("Larch Robotics overtakes robot maker Acer in Peru by shipping 400 robots.", "400", "Larch Robotics"),
        ("Customers of Larch Robotics include chipmaker Acer. Larch Robotics has 40 staff.", "40", "Larch Robotics"),
        ("Midea said it wants to keep Acer as a listed firm, but it will bid for more than 30%.", "30%", "Midea"),
        ("Midea is strong since its sale of a 45 percent stake in Acer for $130 billion.", "$130 billion", "Midea"),
        # a participle goes on with the subject of the clause before it
        ("Midea makes lamps.\nThe company, based in Foshan, is a leader, employing 900 people in the country.",
         "900", "Midea"),
        # a place where a plant stands has no figures of its maker
        ("Midea grew. The factory in Foshan can make 7,000 robots a year.", "7,000", "Midea"),
        ("Midea grew. This plant makes 900 lamps, while a new workshop in Guangdong is to make 700.", "900", "Midea"),
        # a company told by its country and several words
        ("Haier takes over Larch Robotics. The major Chinese consumer electronics group invests 3 million euros.",
         "3 million euros", "Haier"),
        # what a company earns at home is its own, and what another company's entity is called it is not
        ("ZTE grew.\nDomestic operating revenue amounted to 9 billion yuan.", "9 billion yuan", "ZTE"),
        ("ZTE Holding, the vendor's owner, grew. Acer Phones Co lost 9 percent. The vendor's wares made up 40 percent.",
         "40 percent", "Acer Phones"),
        # a price is not of a product whose maker the text has left
        ("Tesla Optimus danced. UBTech has a robot of its own. The cheapest version costs $6,000.", "$6,000", "UBTech"),
        # what is earned in a place is the company's that the text tells of, what everybody sells there is not
        ("ZTE grew.\nRevenue in Spain fell 4.6 per cent, while phone use rose.", "4.6 per cent", "ZTE"),
        ("ZTE grew.\nRobot sales in Spain fell 4.6 per cent.", "4.6 per cent", "Spain"),
        # who has what a sentence opens with, and of whose a part is told
        ("DJI grew.\nWith an over 91% share of drones, the Shenzhen-based company leads.", "91%", "DJI"),
        ("ASML grew.\nChina is its top market, with nearly half of the Dutch company's sales.", "half", "ASML"),
        # names with a domain
        ("Deeplark.ai, a Chinese start-up, won 4 orders. Deeplark will employ 600 people.", "600", "Deeplark.ai"),
        # who estimates is not whose it is
        ("Acer grew. It beat estimates of a 10 percent rise in sales by Dawn Securities.", "10 percent", "Acer"),
        ("Acer grew. It beat the 12 percent growth projected by Dawn Securities.", "12 percent", "Acer"),
        ("Acer grew. It beat a 10 percent rise forecast by Dawn Securities and the 12 percent seen.", "12 percent",
         "Acer"),
        ("Dell is 6 points ahead of Acer's forecast 31 percent share.", "31 percent", "Acer"),
        ("Acer is ahead of rivals such as US-based HP and Dell, with a rise of 10 percent.", "10 percent", "Acer"),
        # a name that only tells which firm is meant
        ("Key iPhone assembler Larch Precision Co earned 9 million won. Sales rose 6 percent.", "6 percent",
         "Larch Precision"),
        ("TSMC grew.\nThe Apple supplier posted sales of 900 million euros.", "900 million euros", "TSMC"),
        ("TSMC earned 9 million euros.\nThe US firm Apple warned of delays. Sales rose 4 percent.", "4 percent",
         "Apple"),
        ("ZTE grew.\nZTE's Hong Kong-listed stock rose 5 percent.", "5 percent", "ZTE"),
        # what somebody says is told of whom he names
        ("IDC says Acer sold 400 robots.", "400", "Acer"),
        # a company with the legal form of another country
        ("Nokia Oyj won 4 orders.", "4", "Nokia"),
        ("Ericsson AB won 4 orders.", "4", "Ericsson"),
    ],
)  # fmt: skip
def test_the_object_of_a_verb_is_not_whose_the_number_is(read: Read, text: str, quote: str, entity: str) -> None:
    assert read(text)[quote].entity == entity
