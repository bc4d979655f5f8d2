"""Denominators: the answer behind each number is what it is counted by, "-" where nothing is written."""

from __future__ import annotations

from datetime import date

import pytest
from marked import mistakes

from extractors.rulebook import Rulebook

PUBLISHED = date(2025, 4, 10)


@pytest.mark.parametrize(
    "marked",
    [
        "The plan costs [199 yuan](month) a month.",
        "The minimum monthly fee is [199 yuan](month).",
        "Plans start at [199 yuan](month) per month.",
        "Monthly plans cost [199 yuan](month).",
        "It had a monthly average of [3.8 million](month) new users.",
        "Monthly usage was [12 GB](month) last year and is expected to top [15 GB](month).",
        "The total monthly global mobile data traffic reached [118 EB](month).",
        "It sells a [199-yuan](month) monthly plan.",
        "The carrier spent [5 billion yuan](-) on subsidies.",
        "It subsidised [500 yuan](phone) per phone.",
        "It subsidises [500 yuan](phone) for each phone.",
        "The offer is [$31](share) per share.",
        "The offer is [$31](share) a share.",
        "The offer of [$31](-) values it at $2 billion.",
        "Earnings were [$1.20](share) a share.",
        "Holders get [two](new share) ordinary shares per new share.",
        "The line makes [50,000](year) tonnes a year.",
        "The line has an annual capacity of [50,000](year) tonnes.",
        "Annual revenue was [$5 billion](-).",
        "The plant saves [$2 million](year) a year.",
        "Annual cost savings of [$200 million](year) are expected.",
        "The country has [470](10,000 workers) robots per 10,000 workers.",
        "There are [26.6](10,000 people) base stations for every 10,000 people.",
        "It has [470](10,000 workers) robots in operation for every 10,000 workers.",
        "Traffic was [18 GB](user) per user.",
        "Average monthly traffic per user was [18 GB](user).",
        "ARPU was [49 yuan](-).",
        "The price is [$0.10](kWh) per kWh.",
        "It processes [3,000](hour) parcels per hour.",
        "The robot costs [$16,000](unit) per unit.",
        "The device handles [20](second) requests a second.",
        "It ships [300](week) robots a week.",
        "Prices rose [5 percent](-) a year.",
        "A machine costs [$300](day) per day to rent.",
        "They work [12 hours](day) a day.",
        "It charges [5 cents](message) per message.",
        "Daily output is [3,000](day) units.",
        "Weekly rides now exceed [250,000](week), with daily downloads topping [90,000](day).",
        "Average daily sales were [3,000](day) units.",
        "The average salary was [$3,000](month) a month.",
        "Output per worker was [$3,000](worker).",
        "Workers earn [$20](hour) an hour.",
        "It uses [3 kWh](100 km) per 100 km.",
        "The fund has [$3 billion](-).",
        "The network operator subsidises each phone with [500 yuan](phone).",
        "Its subsidy on each phone is [500 yuan](phone).",
        "The company had pledged [$75](phone) for every phone.",
        "Investors get [0.45](share) of a new share for every share they own.",
        "The company spends [5 billion yuan](year) every year.",
        "It invests [5 billion yuan](year) ($700 million) a year.",
        "It invests 5 billion yuan ([$700 million](year)) a year.",
        "It pays subscribers [10 yuan](month) each month.",
        "Monthly spending reached [300 yuan](month).",
        "Users spend an average of [300 yuan](month) each month.",
        "Users spent at least [286 yuan](month) monthly.",
        "Users pay between [186 and 886 yuan](month) per month.",
        "It runs [470](10,000 manufacturing workers) robots for every 10,000 manufacturing workers.",
        "It has 140 million monthly active users and [30](-) offices.",
        "Its monthly average revenue per user for mobile services rose 3 percent to [49.2 yuan](month).",
        "Average monthly revenue per user fell to [41 yuan](month), and sales were [3 billion yuan](-).",
        "Average revenue per user rebounded to [53 yuan](-) last year.",
        "Spending per user was [12 yuan](user).",
        "By then every 10,000 people will enjoy more than [20](10,000 people) 5G base stations.",
        "Every 100 households own [34](100 households) cars.",
    ],
)
def test_denominators_in_english(rulebook: Rulebook, marked: str) -> None:
    assert not mistakes(rulebook, [marked], "per", "en", PUBLISHED)


@pytest.mark.parametrize(
    "marked",
    [
        "套餐每月[199元](month)。",
        "月租[199元](month)。",
        "月费为[99元](month)。",
        "每手[200股](lot)。",
        "每手入场费约[4000元](lot)。",
        "每万人拥有基站[26.6个](10,000 people)。",
        "日均流量[18GB](day)。",
        "月户均流量达到[18GB](household)。",
        "人均可支配收入[4万元](person)。",
        "每股派息[0.5元](share)。",
        "年产[5万台](year)机器人。",
        "5月产量[5万台](-)，2024年产量[55万台](-)，全年产量[60万台](-)。",
        "日产[500台](day)。",
        "年产能[5万台](year)。",
        "每台售价[9.9万元](unit)。",
        "电价[0.5元](kWh)/千瓦时。",
        "每度电[0.5元](kWh)。",
        "每百公里耗电[13千瓦时](100 km)。",
        "时薪[20元](hour)。",
        "月薪[2万元](month)。",
        "年薪[50万元](year)。",
        "日处理[170万吨](day)。",
        "每公斤[30元](kg)。",
        "每人每天[50元](day)。",
        "每个基站[20万元](station)。",
        "单台成本[3万元](unit)。",
        "每秒处理[3000次](s)。",
        "年处理能力[5万吨](year)。",
        "按每手[1000股](lot)计算，每手入场费约[4000港元](lot)。",
        "每手买卖单位为[500股](lot)，一手入场费[3030港元](lot)。",
        "以每手[200股](lot)，入场费为[8181港元](-)。",
        "每台补贴[500元](unit)。",
    ],
)
def test_denominators_in_chinese(rulebook: Rulebook, marked: str) -> None:
    assert not mistakes(rulebook, [marked], "per", "zh", PUBLISHED)
