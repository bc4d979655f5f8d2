"""An article read once for everything that frames a number: names, cues, phrases, times, each with its place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from extractors.metrics.metrics import Hit, find_hits
from extractors.names.gazetteer import Gazetteer
from extractors.names.mentions import Mention
from extractors.names.names import find_names
from extractors.owners.datelines import sort_out_datelines
from extractors.owners.trade_partners import without_partners
from extractors.quick_records import replace
from extractors.records import Article, Lang, Quantity
from extractors.rulebook import LanguageRules, Rulebook
from extractors.scenes import Item, Scene
from extractors.text.asides import find_remarks, tells_only_time
from extractors.text.cues import FUTURE_CUES, Cue, find_cues, fold_case, is_held_against
from extractors.text.folding import fold_marks
from extractors.text.sentences import Sentence, clause_bounds, split_sentences
from extractors.times.calendar_spans import Span
from extractors.times.fiscal_quarters import Reported, find_reported
from extractors.times.lasting_times import told_time
from extractors.times.period_groups import Anchor
from extractors.times.periods import PeriodMention, find_periods

START, SPAN = attrgetter("start"), attrgetter("start", "end")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
SURROGATE = re.compile(r"[\ud800-\udfff]")  # halves of a character from a broken decoder: no automaton reads them
SCRIPT_SHARE = 0.15  # a text with more Chinese characters than that is read as Chinese


@dataclass(frozen=True, slots=True)
class Reading:
    """What one pass over the text of an article finds, each sorted by place, with the rules it was read by."""

    text: str
    folded: str
    lang: Lang
    published: date | None
    title: str  # in lower case
    title_names: tuple[Mention, ...]  # names of the headline, or of the text's first sentence
    sentences: tuple[Sentence, ...]
    cues: tuple[Cue, ...]
    names: tuple[Mention, ...]
    datelines: tuple[Mention, ...]  # places where it was written, which are not among the names
    hits: tuple[Hit, ...]
    quantities: tuple[Quantity, ...]
    reported: Reported  # the months that the text says it reports on: "the six months ended December"
    rules: LanguageRules
    gazetteer: Gazetteer


def script_of(text: str) -> Lang:
    """The language whose rules read a text that is in neither: by its share of Chinese characters."""
    sample = text[:4000]
    return "zh" if len(CHINESE.findall(sample)) > SCRIPT_SHARE * max(1, len(sample)) else "en"


def read_article(article: Article, lang: Lang, quantities: tuple[Quantity, ...], rulebook: Rulebook) -> Reading:
    """The article with all its names, cues and phrases."""
    text, rules = SURROGATE.sub("\ufffd", article.text), rulebook.languages[lang]
    folded = fold_marks(fold_case(text)) if lang == "zh" else fold_case(text)
    sentences = split_sentences(text, lang)
    found = _outside_numbers(find_names(text, lang, rulebook.gazetteer, rules.names), quantities)
    names, datelines = sort_out_datelines(text, found, sentences)
    title = SURROGATE.sub("\ufffd", article.title or "")
    title_names = find_names(title, lang, rulebook.gazetteer, rules.names) if title else ()
    heading = title_names or (_within(names, sentences[0]) if sentences else ())
    return Reading(
        text=text,
        folded=folded,
        lang=lang,
        published=article.published_day,
        title=fold_case(title),
        title_names=without_partners(title if title_names else text, heading) if lang == "zh" else heading,
        sentences=sentences,
        cues=tuple(sorted(find_cues(folded, rules.cues), key=SPAN)),
        names=names,
        datelines=datelines,
        hits=tuple(find_hits(folded, rules.metrics, _owners(names))),
        quantities=_without_names(quantities, names, folded) if lang == "zh" else quantities,
        reported=find_reported(text, folded, sentences, article.published_day, rules.periods),
        rules=rules,
        gazetteer=rulebook.gazetteer,
    )


def _outside_numbers(names: Sequence[Mention], quantities: Sequence[Quantity]) -> tuple[Mention, ...]:
    """The names that are no part of a number: the "U.S." of "1.6 U.S. cents" is nobody."""
    starts = [quantity.start for quantity in quantities]

    def is_inside(name: Mention) -> bool:
        at = bisect_right(starts, name.start) - 1
        return at >= 0 and name.end <= quantities[at].end

    return tuple([name for name in names if not is_inside(name)])


def _without_names(quantities: Sequence[Quantity], names: Sequence[Mention], folded: str) -> tuple[Quantity, ...]:
    """中国移动6.2亿户 counts no 移动: a noun before its number that is part of a name is what nobody counts."""
    starts = [name.start for name in names]
    kept = []
    for quantity in quantities:
        noun = quantity.noun or ""
        at = folded.rfind(noun, max(0, quantity.start - _NOUN_REACH), quantity.start) if noun else -1
        near = names[bisect_right(starts, at) - 1] if names and at >= 0 else None
        named = near is not None and near.start <= at and at + len(noun) <= near.end
        kept.append(replace(quantity, noun=None) if named and not folded.startswith(noun, quantity.end) else quantity)
    return tuple(kept)


_NOUN_REACH = 30  # characters


def _owners(names: Sequence[Mention]) -> dict[int, int]:
    """The names that can have figures, end to start: "Huawei revenue" is Huawei's."""
    return {name.end: name.start for name in names if name.known or name.kind in {"company", "place"}}


REMEMBERED = 6  # stretches of time that "in the quarter" may mean


def read_scenes(reading: Reading) -> Iterator[Scene]:
    """A scene for every sentence, in order; a day told in a paragraph is what "the next five years" count from."""
    year: int | None = None
    day: tuple[int, date] | None = None
    told: Span | None = None
    past: Span | None = None
    spans: tuple[Span, ...] = ()
    for sentence in reading.sentences:
        anchor = Anchor(
            reading.published,
            year if reading.published is None else None,
            day=day[1] if day and day[0] == sentence.line else None,
            told=told,
            past=past,
            spans=spans,
            year_ends=reading.reported.year_ends,
        )
        scene = _scene(reading, sentence, anchor)
        for mention in scene.periods:
            if mention.span and mention.is_time:
                year = mention.span.named.year
                day = (sentence.line, mention.span.named) if mention.gives == "day" else day
        if (now := told_time(scene)) is not None:
            told = now
            spans = (*spans[1 - REMEMBERED :], now) if now.first else spans
        past = told if told and reading.published and told.last <= reading.published else past
        yield scene


def _scene(reading: Reading, sentence: Sentence, anchor: Anchor) -> Scene:
    cues = _within(reading.cues, sentence)
    names = _within(reading.names, sentence)
    quantities = _within(reading.quantities, sentence)
    modal = [cue for cue in cues if cue.section == "modality"]
    ahead = [cue for cue in modal if cue.value in FUTURE_CUES]
    ahead = [cue for cue in ahead if not is_held_against(reading.folded, cue)]
    if ahead:
        anchor = replace(anchor, future=True, ahead_from=min(cue.start for cue in ahead))
    periods = find_periods(reading.text, reading.folded, sentence.span, anchor, reading.rules.periods)
    periods = [replace(time, spoken=True) if _is_of_dateline(reading, time) else time for time in periods]
    return Scene(
        text=reading.text,
        folded=reading.folded,
        lang=reading.lang,
        published=reading.published,
        sentence=sentence,
        bounds=_bounds(reading.text, sentence, names),
        quantities=quantities,
        cues=_without(cues, _inner(modal) | {cue for cue in modal if _is_in_time(cue, periods)}),
        names=names,
        hits=_within(reading.hits, sentence),
        periods=tuple(
            [
                mention
                for mention in _without_remarks(reading.folded, sentence, periods, quantities)
                if not _is_quantity(mention, quantities)
            ]
        )
        if periods
        else (),
    )


def _is_of_dateline(reading: Reading, time: PeriodMention) -> bool:
    """Whether the day is that of a dateline without a dash: "TAIPEI, April 18 Orwell Electronics forecast …"."""
    if time.gives != "day":
        return False
    before = [reading.text[place.end : time.start] for place in reading.datelines if place.end < time.start]
    return any(between.strip(", ") == "" for between in before)


def _inner(modal: Sequence[Cue]) -> set[Cue]:
    """The cues of `modality` that stand inside a longer one: no 计划 in 比计划."""
    inner: set[Cue] = set()
    reach, head = -1, -1
    for cue in sorted(modal, key=lambda item: (item.start, -item.end)) if len(modal) > 1 else ():
        if cue.end > reach:
            reach, head = cue.end, cue.start
        elif (cue.start, cue.end) != (head, reach):
            inner.add(cue)
    return inner


def _without(cues: tuple[Cue, ...], dropped: set[Cue]) -> tuple[Cue, ...]:
    return tuple([cue for cue in cues if cue not in dropped]) if dropped else cues


def _without_remarks(
    folded: str, sentence: Sentence, periods: Sequence[PeriodMention], quantities: Sequence[Quantity]
) -> Iterator[PeriodMention]:
    """The times without those of remarks that hold no number: "the group, which bought a rival in 2020, sold …"."""
    remarks = find_remarks(folded, sentence.start, sentence.end) if periods and quantities else []
    remarks = [span for span in remarks if not any(span[0] <= quantity.start < span[1] for quantity in quantities)]
    for mention in periods:
        inside = [span for span in remarks if span[0] <= mention.start < span[1]]
        if all(tells_only_time(folded, span, (mention.start, mention.end)) for span in inside):
            yield mention


def _is_in_time(cue: Cue, periods: Sequence[PeriodMention]) -> bool:
    """Whether a cue is part of a time: the "May" of "the end of May" is no "may"."""
    return any(mention.start <= cue.start and cue.end <= mention.end for mention in periods)


def _is_quantity(mention: PeriodMention, quantities: Sequence[Quantity]) -> bool:
    """Whether the mention shares characters with a number: "2020 units" is no year."""
    return any(quantity.start < mention.end and mention.start < quantity.end for quantity in quantities)


def _bounds(text: str, sentence: Sentence, names: Sequence[Mention]) -> list[int]:
    """Where clauses begin; a comma inside a name ("the EU, EFTA and UK") divides nothing."""
    first, *inner, last = clause_bounds(text, sentence.start, sentence.end)  # a long run may be cut inside a name
    for name in names if inner else ():
        del inner[bisect_right(inner, name.start) : bisect_left(inner, name.end)]
    return [first, *inner, last]


def _within(items: tuple[Item, ...], sentence: Sentence) -> tuple[Item, ...]:
    """The items that begin in the sentence."""
    left = bisect_left(items, sentence.start, key=START)
    right = bisect_left(items, sentence.end, lo=left, key=START)
    return items[left:right]
