"""Whose figure it is where several names stand in the sentence: by clause, by what governs a name, by paragraph."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.records import Claim

Read = Callable[..., dict[str, Claim]]


@pytest.mark.parametrize(
    ("text", "quote", "entity"),
    [
        # another name begins a clause between a name and the number
        ("ZTE grew.\nNokia is not alone, as Norway's Larch raised $40 million.", "$40 million", "Larch"),
        ("Profits of ZTE rose while Nokia's fell 4 percent.", "4 percent", "Nokia"),
        # the subject goes on with another verb
        ("ZTE grew.\nAcer bought Dell Inc.'s server unit and sold 40 ships.", "40", "Acer"),
        ("ZTE grew.\nAcer began selling Apple's latest phones and has set a goal of 3 million users.",
         "3 million", "Acer"),
        ("ZTE, which bought Larch, has 40 shops and plans to open 3 more.", "3", "ZTE"),
        ("ZTE will supply Vodafone with 400 masts and build 90 more for Telefonica.", "90", "ZTE"),
        ("After beating Nokia and Ericsson, ZTE won 40 percent of the tender.", "40 percent", "ZTE"),
        ("Overtaking Nokia, ZTE shipped 40 million phones.", "40 million", "ZTE"),
        # a semicolon parts them
        ("In May 6 million were using Xiaomi's phones; 9 million were using Oppo's, including 300,000 in towns.",
         "9 million", "Oppo"),
        # a name that a participle or preposition governs
        ("ZTE grew.\nThe firm owned by phone-maker Xiaomi Corp. posted a loss of $4 million.", "$4 million", "ZTE"),
        ("ZTE grew.\nIt was the steepest fall since Nokia Corp.'s flop in 2014. The company earned 40 million yuan.",
         "40 million yuan", "ZTE"),
        # what is told of a name behind it
        ("ZTE grew.\nIts rival is Larch Inc., which is valued at $90 million.", "$90 million", "Larch Inc"),
        ("Nokia bought a stake in Larch, a chat site that claims to have over 7 million users.", "7 million", "Larch"),
        ("ZTE grew.\nIts brands include Larch, Norway's biggest shop, which had 700,000 buyers.", "700,000", "Larch"),
        # share indices, by name or as the one that was named
        ("Shares of ZTE fell 2 percent, against a 1 percent rise in the Nasdaq.", "1 percent", "Nasdaq"),
        ("The TAIEX rose. ZTE shares fell 2 percent versus a 1 percent gain in the main index.", "1 percent", "TAIEX"),
        # who only counts the two that were named, has none of them
        ("ZTE grew.\nNokia and Larch are two firms that grow.", "two", None),
        # places in passing do not take a text from its company, nor do a company's own parts
        ("ZTE grew.\nSix U.S. states courted ZTE. The plant is expected to create 900 jobs.", "900", "ZTE"),
        ("ZTE Expands\n\nZTE grew. Its Carrier Services Group earned 40 billion yuan.\n\nThe firm shipped 900 masts.",
         "900", "ZTE"),
    ],
)  # fmt: skip
def test_the_number_is_of_who_its_clause_tells_of(read: Read, text: str, quote: str, entity: str | None) -> None:
    assert read(text)[quote].entity == entity


@pytest.mark.parametrize(
    ("text", "quote", "entity"),
    [
        ("Larch America (LA) added chargers. In 2022 Larch America had 40 sites.", "40", "Larch America"),
        ("Larch.com, a Norwegian shop, soared 61 percent to $33 on Monday.", "61 percent", "Larch.com"),
        ("The LCPA said on Friday that sales of cranes in Norway fell 6 percent.", "6 percent", "Norway"),
        ("Larch Surges 61% on Debut\n\nLarch sold 40 cranes.", "61%", "Larch"),
        ("ZTE grew.\nIts revenue from the Internet of Things business rose 25 percent.", "25 percent", "ZTE"),
        ("Solar output in Norway rose. That is short of the 900 MW in Larch's latest outlook.", "900 MW", "Norway"),
    ],
)
def test_names_that_hold_places_verbs_and_initials(read: Read, text: str, quote: str, entity: str) -> None:
    assert read(text)[quote].entity == entity


@pytest.mark.parametrize(
    ("text", "quote", "entity"),
    [
        # what researchers count of a ware is the market's; in a company's own report it is the company's
        ("ZTE grew.\nIDC said tablet shipments grew 9 percent to 40 million units.", "40 million", "world"),
        ("ZTE grew.\nThe survey showed car sales in Norway fell 6 percent.", "6 percent", "Norway"),
        ("ZTE grew.\nGartner said tablets accounted for half of the computers sold.", "half", "world"),
        ("Canalys counts phones.\nIndia's market grew. Feature phone shipments fell 7 percent.", "7 percent", "India"),
        ("ZTE grew.\nTablet shipments rose 9 percent.", "9 percent", "ZTE"),
        ("ZTE grew.\nAcer's chip sales rose 9 percent, IDC said.", "9 percent", "Acer"),
        # a share in a market is no market's
        ("ZTE topped the table in the world's biggest phone market with 12 percent.", "12 percent", "ZTE"),
    ],
)
def test_what_is_counted_of_a_ware_is_the_markets(read: Read, text: str, quote: str, entity: str) -> None:
    assert read(text)[quote].entity == entity


@pytest.mark.parametrize(
    ("text", "quote", "entity"),
    [
        ("ZTE was fifth with 4 percent, behind Japan's Sony (6758.T) at 5 percent.", "5 percent", "Sony"),
        ("Nokia sold 40 phones (9 percent), with ZTE a distant third at 3 million.", "3 million", "ZTE"),
        ("Norway bucked the trend, with its index rising to 51.", "51", "Norway"),
        ("China Telecom grew.\nAll told, the smallest of China's three carriers said revenue rose 2 percent.",
         "2 percent", "China Telecom"),
        ("ZTE grew.\nThe firm's overseas and European market shares stood at 27 percent and 35 percent.",
         "35 percent", "ZTE"),
        ("ZTE grew.\nOf these 9 million users, 4 million were Nokia's.", "9 million", "ZTE"),
        ("ZTE grew.\nProfit beat four analysts' forecast of 3 million yuan.", "four", None),
        ("ZTE grew.\nChip volume may grow to 45 million in the quarter with demand remaining strong in Norway.",
         "45 million", "ZTE"),
        ("Foxconn, formally known as Hon Hai, raised pay twice. The bonus rose to 2,500 yuan.",
         "2,500 yuan", "Foxconn"),
    ],
)  # fmt: skip
def test_names_behind_and_beside_a_number(read: Read, text: str, quote: str, entity: str | None) -> None:
    assert read(text)[quote].entity == entity


@pytest.mark.parametrize(
    ("text", "quote", "entity"),
    [
        # a clause without a subject that opens a sentence is of the subject behind it
        ("Less than a week after announcing a 30 percent rise, phone giant Larch said it would hire 40.",
         "30 percent", "Larch"),
        ("After selling 40 ships to Norway, Acer raised prices.", "40", "Acer"),
        ("Nokia grew.\nAfter Acer sold 40 ships, Nokia cut prices.", "40", "Acer"),
        # "the company" begins a clause of whom it means
        ("Nokia and Xiaomi struck a deal whereby the Chinese company agreed to buy up to half of the shares.",
         "half", "Xiaomi"),
        # what is sold by nobody in particular
        ("IDC counts.\nIn total, 40 million tablets were sold in May.", "40 million", "world"),
        ("Nokia grew.\nIn total, 40 million tablets were sold in May.", "40 million", "Nokia"),
        ("Nokia grew.\nA separate report showed global tablet sales slipping. The total tablet market fell 4 percent.",
         "4 percent", "world"),
        # an exchange has no name, a market of wares has
        ("Shares of Nokia fell 2 percent while the broader market fell 1 percent.", "1 percent", None),
        ("Nokia grew.\nThe broader tablet market fell 1 percent.", "1 percent", "world"),
        ("Xiaomi led with 18 percent, topping one-time leader Acer, at 15 percent.", "15 percent", "Acer"),
        ("Nokia grew.\nUnaudited May-July net profit was 4 million yuan.", "4 million yuan", "Nokia"),
        ("Nokia grew.\nGoldman Sachs reckons there will be some 500,000 robots in Norway by 2030.",
         "500,000", "Norway"),
        ("SoftBank Corp of Japan bought 40 ships.", "40", "SoftBank"),
    ],
)  # fmt: skip
def test_subjects_that_are_told_later_or_not_at_all(read: Read, text: str, quote: str, entity: str | None) -> None:
    assert read(text)[quote].entity == entity


@pytest.mark.parametrize(
    ("text", "quote", "entity"),
    [
        # the whole of which somebody has a share, and the average that he is above, are the market's
        ("IDC counts.\nXiaomi won 12 percent of the 110 million phones shipped in Norway.", "110 million", "Norway"),
        ("ZTE grew.\nIts margin of 30 percent is above the industry average of 20 percent.", "20 percent", "world"),
        ("ZTE grew.\nIt laid off half of the 900 workers hired in May.", "900", "ZTE"),
        ("ZTE grew.\nMore than half of Acer's output ends up in Apple's phones.", "half", "Acer"),
        # what lies in a land is the land's
        ("ZTE grew.\nOf the 100 firms that Larch counts, 56 percent were based in Norway.", "56 percent", "Norway"),
        ("The fee is double that of Norway, which is 40 euros.", "40 euros", "Norway"),
        # prices of wares that all trade in are the world's
        ("ZTE grew.\nZTE closed a plant in Norway. Chip prices have fallen 60 percent.", "60 percent", "world"),
        # who manages a sum for a house, and who only tells something, own nothing
        ("ZTE grew.\n\"It may,\" said Dana Wills, who helps oversee $34 billion at Larch Capital.",
         "$34 billion", "Larch Capital"),
        ("ZTE grew.\nZTE may win, two industry sources said.", "two", None),
        # a sum that is told a second time is whose it was
        ("Acer's loss may be 296 million yuan, or 18 percent wider than it forecast.", "18 percent", "Acer"),
        # "the giant" goes on with who was told of last, also in a new paragraph
        ("ZTE Grows\n\nZTE grew. ZTE sold masts.\n\nNokia cut its staff.\n\nThe lumbering mast giant lost $4 million.",
         "$4 million", "Nokia"),
    ],
)  # fmt: skip
def test_wholes_lands_and_houses(read: Read, text: str, quote: str, entity: str | None) -> None:
    assert read(text)[quote].entity == entity


@pytest.mark.parametrize(
    ("text", "quote", "entity"),
    [
        # money is raised for the firm that is named behind; who only invests does not take the text over
        ("Dana Wills secured $40 million in a round led by Greenoaks for her robotics startup, Larch AI.",
         "$40 million", "Larch AI"),
        ("Larch AI grew. SoftBank leads the round, with Acer Capital, Oak Capital and CRV.\nThe firm made $30 million.",
         "$30 million", "Larch AI"),
        ("Larch AI builds robots. SoftBank won the tender. It sold 40 robots.", "40", "SoftBank"),
        ("Larch AI may raise money, according to two people with direct knowledge of it.", "two", None),
        ("Larch AI grew.\nIt hired two people.", "two", "Larch AI"),
        # whose shares and customers moved stands behind the move
        ("ZTE fell 8 percent, trailing the 46 percent gain in the Oslo-traded shares of Nokia.", "46 percent", "Nokia"),
        ("ZTE grew.\nThere was a 14 percent increase to 4.7 million in the number of Nokia customers.",
         "14 percent", "Nokia"),
        ("Nokia grew.\nMobile revenue in Norway grew 4 percent.", "4 percent", "Nokia"),
        ("Nokia grew.\nNet income was 7 yuan per American depositary receipt.", "7 yuan", "Nokia"),
        ("Two-thirds of Nokia's revenue came from phones, growing 7 percent.", "7 percent", "Nokia"),
        # the largest together are the market
        ("ZTE grew.\nThe top 10 companies together contributed around 44 percent of global output.",
         "44 percent", "world"),
        ("Nokia fell. The MSCI Asia Pacific Index fell 0.4 percent.", "0.4 percent", "MSCI Asia Pacific Index"),
    ],
)  # fmt: skip
def test_money_shares_and_the_largest(read: Read, text: str, quote: str, entity: str | None) -> None:
    assert read(text)[quote].entity == entity


@pytest.mark.parametrize(
    ("text", "quote", "entity"),
    [
        # who is told of by a firm's noun behind a preposition only tells whose something is
        ("Acer grew.\nIt burned a plant owned by the world's No. 2 memory chipmaker Larch. Profit fell 4 percent.",
         "4 percent", "Acer"),
        ("Acer grew.\nIt is bad for Larch Inc., with the chip maker seeing its sales shrink by 18 percent.",
         "18 percent", "Larch Inc"),
        ("Acer grew.\nThe phone maker Larch Inc. sold 40 ships.", "40", "Larch Inc"),
        ("OSLO, May 19 (NTB) -- Acer and Dell won the tender and left the government with a $4 billion windfall.",
         "$4 billion", "Norway"),
        # who is only told of as what he is to the company of the text
        ("Nokia grew.\nRival Ericsson sold 400 masts. The company said sales fell 9 percent.", "9 percent", "Nokia"),
        ("Nokia grew.\nVodafone, a customer, ordered 400 masts. The firm sees a 9 percent rise.", "9 percent", "Nokia"),
        ("Nokia grew.\nRival Ericsson sold 400 masts. The company said sales fell 9 percent.", "400", "Ericsson"),
    ],
)  # fmt: skip
def test_firms_that_are_called_by_a_noun(read: Read, text: str, quote: str, entity: str) -> None:
    assert read(text)[quote].entity == entity
