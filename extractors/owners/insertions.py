"""Insertions of an English clause: what stands between commas behind a noun and could be left out.

"The company, which overtook Acer in May, sold 40 ships" tells of the company, not of Acer: the clause goes on behind
the second comma with the subject that it began with. What the insertion itself counts is told within it.
"""

from __future__ import annotations

import re

from extractors.names.company_signs import FIRM
from extractors.names.mentions import Mention
from extractors.scenes import Placed, Scene
from extractors.text.sentences import clause_at

LONGEST = 240  # characters of an insertion
HEAD = 100  # characters before a comma in which the name stands that an insertion describes
# What a clause about any noun begins with: "the plant, half of which Acer owns, …", "sales, which Acer led, …"
RELATIVE = re.compile(
    r",\s(?:(?:of|for|in|to|with|from|on|at|by|under|through|where|half|most|all|some|many|both)\s){0,2}(?:which|who|whose|whom|where)\b"
)
# What is said by the way: "Dell, for its part, sold 40 ships".
BY_THE_WAY = re.compile(
    r",\s(?:on\sthe\sother\shand|in\sturn|for\s(?:its|their)\spart|(?:by|in)\scontrast|meanwhile|however|too|though|for\s(?:example|instance)"
    r"|in\sparticular|of\scourse|in\s(?:fact|addition|total|all)|reportedly|by\scomparison|as\s(?:a\sresult|expected)|again"
    r"|according\sto\s[^,]{1,80}),"
)
# What may follow the name of who or what is described: "Dell, a unit of Acer,", "Dell, once part of Acer,".
DESCRIBING = re.compile(
    r"""
    ,\s(?: an?\b | the\b | one\sof\b | part\sof\b | home\sto\b | [\w.’'&-]+['’]s\s
      | (?:also|now|once|then|long|previously|formerly|formally|officially|better|originally|widely|currently|already
          |partly|jointly|mostly)\b
      | (?:un)?like\b | (?:along|together)\swith\b | as\swell\sas\b | in\s[a-z]+ion\swith\b
      | (?:after|before|since|while|by|when)\s[a-z]+ing\b
      | (?:behind|ahead\sof|next\sto|alongside|second\sonly\sto|followed\sby|despite|amid|following)\s
      | (?:based|headquartered|listed|incorporated|founded|established|set\sup|started|formed|created|launched|split)\s
      | (?:owned|controlled|backed|run|led|headed|chaired|supported|funded|named|known|called|dubbed|acquired|bought
          |taken\sover|hurt|hit|helped|boosted|buoyed|dragged|[a-z]+-owned)\s(?:\w+\s)?(?:by|for|as|after|in|from)\b
      | (?:competing|vying|battling|partnering|working|owning|operating|supplying|citing|quoting|joining|trailing
          |lagging|facing|using|seeking|trying|hoping|eyeing|emulating|mirroring|echoing|overtaking|beating)\s
      | (?:maker|owner|parent|operator|capital|developer|manufacturer|supplier|subsidiary|unit|builder|producer
          |provider|creator|rival|seller)\s(?:of|to)\s
    )
    """,
    re.VERBOSE,
)
KIND_BEHIND = re.compile(
    r"(?i:\s(?:province|city|county|group|corp|inc|ltd|company|plc|ag|sa|co))\.?$"
)  # "Henan province, home to"
# "The company, a supplier of Acer, earned": a noun for a firm that stands for one.
FIRM_BEFORE = re.compile(rf"\b(?:the|this|that|its|[\w.]+['’]s)\s(?:[\w.&-]+\s){{0,5}}?{FIRM}$")
BRACKETS = re.compile(r"\s?[(（][^()（）]{0,40}[)）]")
# Finite verbs. Any word in -s may be one behind a comma; right behind a name it may as well be a thing: "Acer phones".
ADVERBS = (
    r"(?:(?:also|now|still|then|has|had|have|already|alone|only|just|[a-z]+ly|(?:on\s)?[a-z]+day|last\s\w+)\s){0,3}"
)
FINITE = (
    r"is|was|are|were|has|had|have|will|would|could|can|may|might|should|must|does|did|do|said|sold|won|fell|rose|saw"
    r"|made|cut|set|hit|lost|got|grew|became|began|came|went|took|gave|put|held|kept|led|left|met|paid|sent|spent|stood"
    r"|told|built|bought|brought|beat|laid|dealt|chose|drove|flew|froze|lent|sought|struck|swept|threw|wrote|found|fought|felt|shot|sank|slid|ran|drew|bid|swung|shrank|forecast|[a-z]{2,}ed"
)
ACTS = (
    r"says|sees|sells|ships|makes|plans?|aims?|expects?|wants|needs|hopes|owns|runs|uses|offers|operates|employs|produces"
    r"|builds|holds|leads|claims|gets|earns|counts|keeps|gives|takes|remains|accounts|becomes|comes|goes|stands|pays|buys"
    r"|wins|loses|grows|falls|rises|beats|tops|posts|reports|raises|launches|opens|works|supplies|serves|controls|invests"
    r"|competes|ranks|lists|trades|boasts|believes|estimates|intends|charges|seeks|adds|cuts|hits|joins|targets|tests|values"
)
GOES_ON = re.compile(rf",\s{ADVERBS}(?:{FINITE}|{ACTS}|[a-z]{{3,}}[^s\W]s)\b")
DOES = re.compile(rf"\s{ADVERBS}(?:{FINITE}|{ACTS})\b")
PARTICIPLE = re.compile(
    r"\s(?:[a-z]+ly\s|thus\s|while\s|also\s)?(?!including|according|excluding|following|during|regarding|considering|owing|depending|referring|saying|adding|noting|citing|quoting|meaning)[a-z]{2,}ing\s"
)
LISTED = re.compile(r",?\s(?:and\s|or\s|&\s)?[A-Z]")  # "Acer and Dell", "Acer, Dell": the next is asked


def insertions(scene: Scene) -> tuple[tuple[int, int], ...]:
    """The insertions of a sentence, from the comma that opens each to the one that closes it, as offsets; a relative
    clause may go on to its end.

    `"Dell, a unit of Acer, sold 40 ships"` gives the span of ", a unit of Acer".
    """
    found: tuple[tuple[int, int], ...] | None = scene.answers.get(insertions)
    if found is None:
        found = scene.answers[insertions] = tuple(_find(scene)) if scene.lang == "en" else ()
    return found


def governing_clause(scene: Scene, position: int) -> tuple[int, int]:
    """The clause that holds the position, from before the insertions behind which it goes on.

    What a participle tells goes on with the clause before it: "Acer, once of Oslo, makes lamps, employing 90 people".
    """
    start, end = scene.clause(position)
    if start > scene.sentence.start and PARTICIPLE.match(scene.folded, start):
        start = clause_at(scene.bounds, start - 2)[0]
    for opened, closed in reversed(insertions(scene)):
        if closed <= start <= closed + 2:
            start = clause_at(scene.bounds, opened - 1)[0]
    return start, end


def is_in_insertion(scene: Scene, mention: Mention, position: int) -> bool:
    """Whether a name stands in an insertion that ends before the position of a number or pronoun: the Acer of "Dell, a
    unit of Acer, sold 40 ships".
    """
    spans = insertions(scene)
    return any(opened < mention.start and mention.end <= closed <= position for opened, closed in spans)


def is_inserted(scene: Scene, item: Placed) -> bool:
    """Whether a name or number stands in an insertion at all: it is not what its sentence is about."""
    return any(opened < item.start and item.end <= closed for opened, closed in insertions(scene))


def acts(scene: Scene, mention: Mention) -> bool:
    """Whether a name is the subject of a verb behind it or owns what follows: "Acer sold", "Acer, once of Oslo, sold",
    "Acer's sales"; in "its Acer phone", "a list of Acer models" it is neither.
    """
    if scene.folded[scene.sentence.start : mention.start] == "at ":  # "At Acer around 100 engineers work"
        return True
    end = mention.end
    if bracket := BRACKETS.match(scene.text, end):
        end = bracket.end()
    if scene.text[end : end + 1] in {"'", "’"} or DOES.match(scene.folded, end):
        return True
    return any(opened == end for opened, _ in insertions(scene)) or LISTED.match(scene.text, end) is not None


def _find(scene: Scene) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start, end = scene.sentence.span
    opened = scene.folded.find(", ", start, end)
    while opened >= 0:
        closed = _closing(scene, opened) if _opens(scene, opened) else -1
        if closed < 0 and RELATIVE.match(scene.folded, opened):
            closed = end
        if closed >= 0:
            found.append((opened, closed))
        opened = scene.folded.find(", ", max(opened + 1, closed), end)
    return found


def _opens(scene: Scene, comma: int) -> bool:
    """Whether an insertion begins at a comma."""
    if RELATIVE.match(scene.folded, comma) or BY_THE_WAY.match(scene.folded, comma):
        return True
    return DESCRIBING.match(scene.folded, comma) is not None and _is_described(scene, comma)


def _is_described(scene: Scene, comma: int) -> bool:
    """Whether the words before a comma are a name, or a noun for a firm, that can be described."""
    head = BRACKETS.sub("", scene.text[max(scene.sentence.start, comma - HEAD) : comma])
    heads = (head, KIND_BEHIND.sub("", head))
    if any(
        scene.text[name.start : name.end] == one[-(name.end - name.start) :] for name in scene.names for one in heads
    ):
        return True
    return FIRM_BEFORE.search(head.lower()) is not None


def _closing(scene: Scene, opened: int) -> int:
    """Where the insertion ends that begins at a comma: before the comma and verb with which the clause goes on, else
    at the next comma; -1 where none follows.
    """
    reach = min(scene.sentence.end, opened + LONGEST)
    first = comma = scene.folded.find(",", opened + 1, reach)
    while comma >= 0:
        if GOES_ON.match(scene.folded, comma):
            return comma
        comma = scene.folded.find(",", comma + 1, reach)
    return first
