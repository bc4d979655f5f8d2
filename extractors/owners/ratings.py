"""Whose a rated share is, and who only rates it: brokers tell of others, in Chinese notes with 目标价 and 评级."""

from __future__ import annotations

import re

from extractors.names.mentions import Mention
from extractors.owners.focus import Subject
from extractors.records import Quantity
from extractors.scenes import Scene
from extractors.text.signals import signal

REACH = 4  # characters before a name that tell what is done to it
FORECAST = r"(?:(?:盈利|利润|收入|业绩|销量|出货量?)?(?:预测|预期|预估)|每股盈利)"
RATES_ZH = re.compile(
    rf"目标价|评级|{FORECAST}(?:分别)?(?:[上下]调|调[高低升降])|(?:[上下]调|调[高低升降])[^，。；]{{0,20}}?{FORECAST}"
)
RATING = signal(RATES_ZH)
BROKER_ZH = re.compile(r"(?:证券|证券研究所|证券（[^）]{2,4}）)$")  # a house that no list knows
NOTE_ZH = re.compile("研报|研究报告|报告[指称]|目标价|评级|盈利预测|预计公司|看好公司|认为")
# 给予麦禾目标价, 将麦禾的评级上调: what is done to a rated share stands before its name …
RATED_ZH = re.compile(r"(?:[将对把给予为]|看好|首予|首次覆盖|覆盖|维持|重申|上调|下调|调[高低升降]|升|降|推荐)了?$")
# … and what is rated stands behind it: 麦禾（00700）H股的目标价
RATING_ZH = re.compile(
    r"(?:[（(][^（）()]{1,20}[）)])?(?:-[A-Z])?(?:[HAha]股|港股|股份|股票|集团|美股)?的?(?:投资|股份)?(?:目标价|评级)"
)


def is_broker(mention: Mention) -> bool:
    """Whether a company is a bank or a house of brokers: 高盛, 青禾证券."""
    if mention.known is not None:
        return mention.known.kind == "bank"
    return mention.kind == "company" and BROKER_ZH.search(mention.name) is not None


def is_tellers_company(scene: Scene, company: Subject) -> bool:
    """Whether "the company" of a Chinese note would be the broker that wrote it, which means the one it writes of."""
    if scene.lang != "zh":
        return False
    broker = company.known.kind == "bank" if company.known else BROKER_ZH.search(company.name) is not None
    return broker and NOTE_ZH.search(scene.folded, *scene.sentence.span) is not None


def rates(scene: Scene, mention: Mention) -> bool:
    """Whether a broker only rates a share: 高盛将其目标价下调至88港元."""
    return (
        scene.lang == "zh"
        and scene.shows(RATING)
        and is_broker(mention)
        and RATES_ZH.search(scene.folded, *scene.sentence.span) is not None
    )


def is_rated(scene: Scene, mention: Mention, quantity: Quantity) -> bool:
    """Whether a number is told of a share that its sentence rates: 将麦禾目标价由50港元上调至55港元."""
    if not scene.shows(RATING) or mention.kind != "company" or is_broker(mention) or not mention.end <= quantity.start:
        return False
    if RATES_ZH.search(scene.folded, mention.end, scene.sentence.end) is None:
        return False
    led = RATED_ZH.search(scene.folded, max(scene.sentence.start, mention.start - REACH), mention.start)
    if led is None and RATING_ZH.match(scene.folded, mention.end) is None:
        return False
    between = (name for name in scene.names_near(quantity) if mention.end <= name.start < quantity.start)
    return not any(name.kind == "company" and not is_broker(name) for name in between)
