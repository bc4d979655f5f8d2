"""How a claim calls what it measures: the noun it counts, the words before its verb, what it is a share of; in English.

The phrase as written is kept beside it. Where a text names nothing ("around 30 percent, he said") the unit speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.metrics.carrying import Choice
from extractors.metrics.governing_verbs import told_by_verb
from extractors.metrics.lexicon import translate
from extractors.metrics.measures import CURRENCY, MetricRules
from extractors.quick_records import replace
from extractors.records import Kind, Quantity
from extractors.scenes import Scene

LONGEST_LINK = 8  # characters of a Chinese word of change
LONGEST = 7  # words of an English phrase
REACH = 120  # characters before a number in which its noun is looked for
WORD = re.compile(r"[A-Za-z0-9][\w&’'/.+-]*|[,;:()—–\"“”]")
CUT_WORD = re.compile(r"[^\s]*")  # the rest of the word that a reach begins in
VERB = re.compile(r"\w{2,}(?:ed|ing|ly)$|(?:meanwhile|moreover|however|taken|towards?)$")
NO_VERBS = frozenset(
    {"fixed", "combined", "advanced", "integrated", "connected", "listed", "assembly", "supply", "family"}
    | {"daily", "weekly", "monthly", "quarterly", "yearly", "hourly", "early", "elderly"}
    | {"funding", "financing", "spending", "manufacturing", "building", "pricing", "housing", "charging"}
)
SPEAKING = {"DoF": "degrees of freedom", "mAh": "battery capacity"}  # units that say what they measure
ONLY_COUNTS = frozenset({"units", "sets", "pieces"})  # say nothing of what is counted
JOINS = frozenset({"of"})
OF_WHOLE = re.compile(
    r"\s*(?:of|in)\s(?:the\s|its\s|their\s|all\s|a\s)*(?P<whole>[a-z0-9][\w’'&-]*(?:\s[a-z0-9][\w’'&-]*){0,6})"
)
TOTAL_OF = {"global": " total", "national": " total", "world": " total"}  # 占全球 leaves out of what
MARKET_SHARE = re.compile(r"\s(?:market\s)?share\b")
BEHIND = re.compile(r"(?:\sin|\sof|\sworth\sof)?\s(?:a\s|the\s|its\s)?(?P<noun>[a-z][\w’'-]*(?:\s[a-z][\w’'-]*){0,3})")
OF_HAN = re.compile(
    r"[占佔](?P<whole>[^，。；、：,;]{1,16}?)(?:的比重|比重|的比例|比例|的份额)?的?(?:[约近超逾达为至]|超过|达到|接近)*$"
)
CHUNK_HAN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9+.-]{1,16}$")
VERBS_HAN = re.compile(
    r".*(?:拥有|建成|开通|新建|建设|部署|完成|引进|培育|打造|实现|推出|发布|布局|设立|形成|包括|包含|投入|带动|获得|取得|录得|创下|创造|带来|超额"
    r"|花费|售出|签订|签署|签下|签约|贡献|提供|支持|计划|拟|将|可|能|让|使|把|将|其中|我国|全国|全省|全市|公司|集团|其|该|年|月|季度|期间|时|后|中|在|是|有|以|对)"
)
BY_UNIT = {
    "percent": {"growth": "growth rate", "share": "share", "level": "rate", "change": "rate"},
    "times": {"growth": "growth multiple", "level": "ratio", "share": "share", "change": "ratio"},
    "pp": {"change": "change in share", "level": "rate", "share": "share", "growth": "rate"},
}
BY_DIMENSION = {
    "weight": "kg t g lb mg",
    "length": "m km mm cm mi ft in yd nm um",
    "area": "m2 km2 ha acre mu",
    "duration": "s ms us ns min h day week month year",
    "data rate": "bit/s kbit/s Mbit/s Gbit/s Tbit/s",
    "data volume": "byte KB MB GB TB PB EB ZB",
    "frequency": "Hz kHz MHz GHz THz",
    "power": "W kW MW GW TW hp",
    "energy": "kWh MWh GWh TWh Wh J",
    "computing power": "EFLOPS PFLOPS TFLOPS TOPS",
    "temperature": "Cel degF K",
    "speed": "km/h m/s mi/h",
    "degrees of freedom": "DoF",
    "volume": "L mL m3 gal",
}
DIMENSION_OF = {unit: name for name, units in BY_DIMENSION.items() for unit in units.split()}


def described(scene: Scene, quantity: Quantity, kind: Kind, choice: Choice, rules: MetricRules) -> Choice:
    """The choice with its phrase as written and its words in English, both always filled.

    `"北京机器人产业园有65个"` of no metric gives 机器人产业园 and "robot industrial parks".
    """
    if choice.words:
        return choice
    known = choice.measure is not None and choice.measure.id is not None
    share = None if known else _share(scene, quantity, kind, rules)
    phrase = share or choice.phrase or _written(scene, quantity, rules)
    if choice.measure and choice.measure.words and not share:
        part = scene.lang == "en" and not known and choice.measure.words == (phrase or "").lower().replace("-", " ")
        return replace(
            choice, phrase=phrase, words=_without_verb(phrase or "", rules) if part else choice.measure.words
        )
    words = phrase if scene.lang == "en" else _english(phrase or "", quantity, rules)
    return replace(choice, phrase=phrase or quantity.quote, words=words or _by_unit(quantity, kind))


def _without_verb(phrase: str, rules: MetricRules) -> str:
    """A part of a whole as a label: "Equipment sales rose" is "equipment sales"."""
    words = phrase.split()
    while len(words) > 2 and words[-1].lower() in rules.links:
        words.pop()
    return _plain(words) or phrase


def _english(phrase: str, quantity: Quantity, rules: MetricRules) -> str | None:
    """The English of a Chinese phrase; 占出货量 is "share of shipments"."""
    whole = phrase.removeprefix("占")
    words = translate(whole, rules.lexicon, counted=quantity.unit == "count")
    return f"share of {words}{TOTAL_OF.get(words, '')}" if words and whole != phrase else words


def _by_unit(quantity: Quantity, kind: Kind) -> str:
    """What a number of this unit measures where nothing else is said."""
    if quantity.unit in BY_UNIT:
        return BY_UNIT[quantity.unit][kind]
    if CURRENCY.match(quantity.unit):
        return "amount of money"
    return DIMENSION_OF.get(quantity.unit, "number" if quantity.unit == "count" else "value")


def _share(scene: Scene, quantity: Quantity, kind: Kind, rules: MetricRules) -> str | None:
    """What a share is a share of, where the text says so."""
    if kind != "share":
        return None
    if MARKET_SHARE.match(scene.folded, quantity.end):
        return "market share"
    return _of_han(scene, quantity) if scene.lang == "zh" else _share_of(scene, quantity, rules)


def _written(scene: Scene, quantity: Quantity, rules: MetricRules) -> str | None:
    """The noun phrase of a number as it is written: what it counts, or the subject of its verb."""
    if quantity.unit in SPEAKING:
        return SPEAKING[quantity.unit]
    if quantity.noun and quantity.unit == "count" and quantity.noun not in ONLY_COUNTS:
        return quantity.noun
    if named := told_by_verb(scene, quantity, rules.verbs):
        return named
    if scene.lang == "zh":
        return _before_han(scene, quantity, rules)
    return _before_latin(scene, quantity, rules) or _behind_latin(scene, quantity, rules)


def _share_of(scene: Scene, quantity: Quantity, rules: MetricRules) -> str | None:
    match = OF_WHOLE.match(scene.folded, quantity.end)
    if match is None or any(time.start <= match.start("whole") < time.end for time in scene.periods):
        return None
    whole = _plain(_until_stop(scene.text[match.start("whole") : match.end("whole")].split(), rules))
    return f"share of {whole}" if whole else None


def _until_stop(words: list[str], rules: MetricRules) -> list[str]:
    """The words up to the first that ends a noun phrase."""
    for place, word in enumerate(words):
        low = word.lower()
        if low in rules.phrase_ends or low[0].isdigit() or (place and _is_verb(low)):
            return words[: place - 1] if place and words[place - 1] == "of" else words[:place]
    return words


def _before_latin(scene: Scene, quantity: Quantity, rules: MetricRules) -> str | None:
    """The last noun phrase before the number, behind which only words of change and comparison stand."""
    start = max(scene.sentence.start, quantity.start - REACH)
    cut = CUT_WORD.match(scene.text, start, quantity.start) if start > scene.sentence.start else None
    start = cut.end() if cut else start
    named = {offset for name in scene.names for offset in range(name.start, name.end) if name.is_actor or name.is_place}
    words = [match for match in WORD.finditer(scene.text, start, quantity.start) if match.start() not in named]
    kept: list[str] = []
    for match in reversed(words):
        word = match.group()
        low = word.lower() if not word[-1].isdigit() else ","  # no phrase goes beyond "CNY76.2" or "2017"
        ends = (
            low in rules.phrase_ends
            or (low in rules.links and low not in JOINS)
            or not low[0].isalnum()
            or _is_verb(low)
        )
        if ends and kept:
            break
        if not ends and (kept or low not in JOINS) and not low.startswith(("'", "’")):
            kept.append(word)
        if len(kept) == LONGEST:
            break
    phrase = list(reversed(kept))
    while phrase and phrase[0].lower() in JOINS:
        phrase = phrase[1:]
    return _plain(phrase)


def _is_verb(word: str) -> bool:
    """Whether a word is a verb or an adverb by its ending: "rolled", "making", "reportedly"."""
    return VERB.match(word) is not None and word not in NO_VERBS


def _plain(words: list[str]) -> str | None:
    """The words as they stand inside a sentence; a single number or letter is no phrase."""
    lowered = [word.lower() if word[:1].isupper() and word[1:].islower() else word for word in words]
    text = " ".join(lowered).strip(" .'’-")
    return text if sum(char.isalpha() for char in text) > 1 else None


def _behind_latin(scene: Scene, quantity: Quantity, rules: MetricRules) -> str | None:
    match = BEHIND.match(scene.folded, quantity.end)
    words = _until_stop(match["noun"].split(), rules) if match else []
    return " ".join(words) if words and words[0] not in rules.links else None


def _of_han(scene: Scene, quantity: Quantity) -> str | None:
    """占中国出货量的80%: the share of 中国出货量, with its 占."""
    match = OF_HAN.search(scene.text, max(scene.sentence.start, quantity.start - 24), quantity.start)
    return "占" + match["whole"].rstrip("的") if match else None


def _before_han(scene: Scene, quantity: Quantity, rules: MetricRules) -> str | None:
    """The last noun of the number's clause, else of the clause before it."""
    for head in _clauses_before(scene, quantity):
        chunk = CHUNK_HAN.search(_bare_end(head, rules))
        noun = VERBS_HAN.sub("", chunk.group()).strip("的 ") if chunk else ""
        if len(noun) > 1:
            return noun
    return None


def _clauses_before(scene: Scene, quantity: Quantity) -> Iterator[str]:
    start, _ = scene.clause(quantity.start)
    yield scene.text[max(start, quantity.start - REACH) : quantity.start]
    if start > scene.sentence.start:
        left, right = scene.clause(start - 1)
        yield scene.text[max(left, right - REACH) : right].rstrip("，,、；;")


def _bare_end(head: str, rules: MetricRules) -> str:
    """A clause without the words of change and comparison that stand before its number: 收入同比增长 is 收入."""
    for _ in range(12):
        length = next((size for size in range(LONGEST_LINK, 0, -1) if head[-size:] in rules.links), 0)
        if not length and not head.endswith((" ", "（", "(", "“", "：", ":", "《")):
            break
        head = head[: -max(1, length)]
    return head
