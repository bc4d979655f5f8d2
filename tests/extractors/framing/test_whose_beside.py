"""Whose a figure is among names that stand beside it: in asides, behind "with", "as" and "after", in titles."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.records import Claim

Read = Callable[..., dict[str, Claim]]


@pytest.mark.parametrize(
    ("text", "quote", "entity"),
    [
        ("Nokia won 40 percent, with Ericsson close behind with 30 percent.", "30 percent", "Ericsson"),
        ("Vendors sold more phones, with Nokia at 14 percent and Dell at 9 percent.", "14 percent", "Nokia"),
        ("Nokia signed a deal with Dell on Monday worth $40 million.", "$40 million", "Nokia"),
        ("Shares rose a day after Nokia, a maker of masts, saw its price jump 7 percent.", "7 percent", "Nokia"),
        ("Nokia fell 3 percent after a visit to Dell.", "3 percent", "Nokia"),
        ("Nokia fell 3 percent as Ericsson rose 9 percent.", "9 percent", "Ericsson"),
        ("Nokia Registrations Decline As Ericsson Grew 225%", "225%", "Ericsson"),
        ("Nokia, as the largest maker, sold 9 million masts.", "9 million", "Nokia"),
        ("Nokia grew again, adding its Larch mast and three antennas.", "three", "Nokia"),
        ("Nokia uses the same frame as the Larch and sold 40 masts.", "40", "Nokia"),
        ("Nokia lost users to Dell, the largest seller, which already has 20 million.", "20 million", "Dell"),
        ("For the Larch Motors bus venture, which runs two plants in Norway, it is good news.", "two", "Larch Motors"),
        ("Nokia won a deal with Dell Inc , which has more than 750 users.", "750", "Dell"),
        ("Dana Wills-led Larkspur Dynamics sold 40 robots.", "40", "Larkspur Dynamics"),
        ("Nokia has the largest fleet in the world with 900 ships.", "900", "Nokia"),
        ("Nokia had the strongest growth among the top 10 handset vendors.", "10", "world"),
        (
            "Nokia shares fell 1 percent, beside a 0.3 percent dip in the broader French market.",
            "0.3 percent",
            "France",
        ),
        (
            "Nokia won a tender, with Ericsson and Dell respectively obtaining 34 percent and 31 percent.",
            "31 percent",
            "Dell",
        ),
        ("Market-leader Ericsson grew again, expanding its share to 33 percent.", "33 percent", "Ericsson"),
        ("Nokia uses robots of Dell. At Larkspur around 100 engineers train them.", "100", "Larkspur"),
        ("Chongqing Larch will subscribe to 79 percent of the shares.", "79 percent", "Chongqing Larch"),
        ("Nokia rose. The benchmark fell 1.3%.", "1.3%", None),
        ("Phone sales in Norway reached 88 million, a third of all sales worldwide.", "a third", "Norway"),
        ("Nokia won. Li said it would bring 40 orders.", "40", "Nokia"),
        ("Norway came next, followed by Peru with 470 robots - more than double what it had.", "double", "Peru"),
        ("Asia is strong. Of the 380,550 robots sold globally most work there.", "380,550", "world"),
        ("Larch and Nokia stand fourth and fifth with 9 percent and 8 percent respectively.", "9 percent", "Larch"),
        ("Sales of MG-owner SAIC Motor jumped 59 percent.", "59 percent", "SAIC Motor"),
        (
            "Dell grew. Second-ranked Nokia said users rose, helping push up its shares by 7 percent.",
            "7 percent",
            "Nokia",
        ),
        ("Dell grew. The largest sum would be from Larkspur that will pay $12 million.", "$12 million", "Larkspur"),
        ("Dell set a goal to be among the top three makers in the world.", "three", "world"),
        (
            "Norway grew. The government of Peru announced a plan. This makes it the first land with 46,480 masts.",
            "46,480",
            "Peru",
        ),
        ("Nokia's shares rose. Citigroup's Wills said she expected to raise her target to $13.", "$13", "Nokia"),
        ("Dell was glad. Today Figure confirmed that it raised $7 million.", "$7 million", "Figure AI"),
        ("Dell was glad, for the figure rose by $7 million.", "$7 million", "Dell"),
        ("Dell is building a plant. The works in Larch, 60 km north of Oslo, would bring 900 jobs.", "900", "Dell"),
        ("Dell has 200 people in Peru, out of a total of 14,000 worldwide.", "14,000", "Dell"),
        ("The federation counted 14,000 makers worldwide.", "14,000", "world"),
        ("Acer sold 7 masts. Its share of the Peruvian market rose to 5 percent.", "5 percent", "Acer"),
        ("Acer sold 7 masts. The Larchdale plant, which opened in May, has 900 workers.", "900", "Acer"),
        ("Acer said that Peru added 3 million users.", "3 million", "Peru"),
        ("Acer's report notes that Peru will have 40 million users by 2030.", "40 million", "Peru"),
        ("Acer said Peru sales rose 9 percent.", "9 percent", "Acer"),
        ("Acer will build a plant in Peru with 3,000 workers.", "3,000", "Acer"),
        ("Guangdong leads the country with 900 masts.", "900", "Guangdong"),
        ("Peru leads the world with 3,000 masts.", "3,000", "Peru"),
        ("Peru with 3,000 workers trails Chile.", "3,000", "Peru"),
        ("Globally some 150 firms build cranes, with more than 80 based in Peru.", "80", "Peru"),
        ("There are 90 foundries worldwide, including 30 in Norway and 12 headquartered in Japan.", "12", "Japan"),
        ("Dell cut its forecast for chip market growth for the year to 7 percent.", "7 percent", "world"),
        ("Dell cut output, leading to $60 billion in lost revenue for the industry.", "$60 billion", "world"),
        ("Dell grew. Sales in Europe rose 4 percent, ACEA data showed.", "4 percent", "Europe"),
        ("Dell was third in the $126 billion global phone market.", "$126 billion", "world"),
        ("Dell grew. Wills said that the Ladder Access Network market would decline by 2%.", "2%", "world"),
        (
            "Dell's sales rose to 59 trillion won, versus a market forecast of 60 trillion won.",
            "60 trillion won",
            "Dell",
        ),
        ("Dell grew. The price of memory chips rose 5.3%, data from TrendForce showed.", "5.3%", "world"),
        ("China Labor Watch said 3,000 workers at a Dell factory in Larch went on strike.", "3,000", "Dell"),
        ("Supplying around 21 percent of the phone market, Dell leads.", "21 percent", "Dell"),
        ("Peru rents masts abroad, which costs the country about $14 million.", "$14 million", "Peru"),
        ("Dell had sales of $4 million, with a worldwide capacity of 900 masts.", "900", "Dell"),
        ("Dell grew. Contract phone makers account for about 40 percent of sales.", "40 percent", "world"),
        ("Nokia grew. Meanwhile, sales of phones were up 74 percent, Gartner said.", "74 percent", "world"),
        ("Nokia grew. Its sales of phones were up 74 percent, Gartner said.", "74 percent", "Nokia"),
        ("Foundation Larch, which makes robots, was raising $40 million.", "$40 million", "Foundation Larch"),
        ("Nokia buys low-angle contacts (LARCon). LARCon units of 40 MW were made.", "40 MW", "Nokia"),
        ("Nokia Chief Financial Officer Dana Wills said the company plans $5 million of cuts.", "$5 million", "Nokia"),
    ],
)
def test_what_links_a_name_to_its_sentence_tells_whose_the_number_is(
    read: Read, text: str, quote: str, entity: str | None
) -> None:
    assert read(text, "2025-03-01")[quote].entity == entity


@pytest.mark.parametrize(
    ("text", "quote", "entity"),
    [
        ("Nokia sells in Norway, a country of 9 million people.", "9 million", "Norway"),
        ("Nokia sells in Norway, a country of 9 million people, and earned $4 million.", "$4 million", "Nokia"),
        ("At home in Norway, the world's best phone market with 900 users, Nokia leads.", "900", "Norway"),
        ("Nokia competes in Peru's crowded market, which has over a dozen operators.", "a dozen", "Peru"),
        ("China Unicom sells in the world's largest market, which exceeds 900 million users.", "900 million", "China"),
        (
            "The notice was part of Norway's plan to reform its telecom industry, in which six operators merge.",
            "six",
            "Norway",
        ),
        ("Statistics of the Ministry of Commerce showed that 490,000 cars were sold.", "490,000", "China"),
        ("Nokia missed forecasts. The Ministry of Commerce said nothing. It sold 40 masts.", "40", "Nokia"),
    ],
)
def test_what_a_place_is_like_is_the_places(read: Read, text: str, quote: str, entity: str) -> None:
    assert read(f"Nokia reported results. {text}", "2025-03-01")[quote].entity == entity


@pytest.mark.parametrize(
    ("text", "quote", "entity"),
    [
        ("Global sales climbed 9 percent.", "9 percent", "Nokia"),
        ("Worldwide revenue fell 9 percent.", "9 percent", "Nokia"),
        ("Global shipments of phones fell 9 percent.", "9 percent", "world"),
        ("In other emerging markets, phone sales rose 9 percent in Peru.", "9 percent", "Nokia"),
        ("The firm cut prices for all of Dell's phones by 40 percent. The company plans 3 more cuts.", "3", "Nokia"),
    ],
)
def test_a_text_on_a_company_tells_of_its_own_business(read: Read, text: str, quote: str, entity: str) -> None:
    told = f"Nokia profit climbs\n\nNokia's profit rose 4 percent. {text}"
    assert read(told, "2025-03-01")[quote].entity == entity


@pytest.mark.parametrize(
    ("text", "quote", "entity"),
    [
        ("Figure, a start-up in Norway, raised $70 million.", "$70 million", "Figure AI"),
        ("The figure rose by $70 million.", "$70 million", None),
        ("Larkspur sold 35 masts, but Wills said the company would miss 27 million.", "27 million", "Larkspur"),
        (
            "Italian tyre maker Larkspur Dynamics grew. Nokia sold 4 masts. The Italian firm employs 900 people.",
            "900",
            "Larkspur Dynamics",
        ),
    ],
)
def test_a_company_is_known_by_what_it_is_called(read: Read, text: str, quote: str, entity: str | None) -> None:
    assert read(text, "2025-03-01")[quote].entity == entity


@pytest.mark.parametrize(
    ("text", "quote", "place"),
    [
        ("Dell's stock fell 4.6 percent to NT$61 at the close in Taipei.", "4.6 percent", None),
        ("Dell paid 900 rupees.", "900 rupees", "India"),
        ("Dell holds 58 percent of the US commercial drone market.", "58 percent", "United States"),
        ("Dell held 4 percent of the global phone market in May, down from 8 percent.", "8 percent", "world"),
        (
            "Dell's sales in Peru reached $4 million, accounting for 46 percent of global revenues.",
            "46 percent",
            "Peru",
        ),
        ("Dell fell 1.3 percent to NT$77 as of the trading break in Taipei.", "1.3 percent", None),
        ("Norwegian phone maker Dell leads in India. Nokia sold 4 percent more phones.", "4 percent", "India"),
        (
            "Sales in the European Union, Britain and the European Free Trade Association rose 4 percent.",
            "4 percent",
            "European Union, Britain and the European Free Trade Association",
        ),
        ("Dell bought it for \u20ac925 million ($1 billion; \u00a3694 million).", "\u00a3694 million", None),
    ],
)
def test_where_a_share_is_dealt_in_or_a_sum_converted_to_is_no_place(
    read: Read, text: str, quote: str, place: str | None
) -> None:
    assert read(text, "2025-03-01")[quote].place == place
