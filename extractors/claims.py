"""Articles to claims: every quantity of a text with what it measures, whose it is, where, when and who says so."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from extractors.attribution import Source, find_source
from extractors.backfill import backfill
from extractors.cues import Cue, find_cues, fold_case
from extractors.kinds import basis_of, kind_of
from extractors.metric_choice import Choice, choose_measure, noun_phrase, within_scope
from extractors.metrics import Hit, find_hits
from extractors.modality import modality_of
from extractors.names import Mention, find_names
from extractors.period_choice import (
    NO_TIME,
    TimeFrame,
    choose_period,
    fit_to_measure,
    is_day_of_news,
    is_small_count,
    last_stated,
    lasting_time,
)
from extractors.period_rules import Anchor
from extractors.periods import find_periods
from extractors.quantities import find_quantities
from extractors.records import Article, Basis, Claim, Kind, Lang, Modality, Quantity
from extractors.rulebook import LanguageRules, Rulebook
from extractors.scenes import Scene
from extractors.sentences import Sentence, clause_bounds, split_sentences
from extractors.subjects import (
    Focus,
    Subject,
    advance,
    choose_entity,
    choose_place,
    is_poll,
    subject_of_mention,
    under_heading,
)

CHINESE = re.compile(r"[\u4e00-\u9fff]")
SCRIPT_SHARE = 0.15  # a text with more Chinese characters than that is read as Chinese
FUTURE_CUES = frozenset({"expected", "target"})
MEMORY = 1  # sentences of a paragraph that a stated time reaches over
LONG_MEMORY = 6  # sentences that the time of a release reaches over
CHANGES = frozenset({"change", "growth"})
QUOTES = '“"'


@dataclass(frozen=True, slots=True)
class Findings:
    """What one pass over the whole text finds, each sorted by place."""

    cues: tuple[Cue, ...]
    names: tuple[Mention, ...]
    hits: tuple[Hit, ...]
    quantities: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class Running:
    """What carries over from sentence to sentence."""

    focus: Focus
    frame: TimeFrame = NO_TIME  # the time last stated
    told: TimeFrame = NO_TIME  # the time last stated of facts
    age: int = 0  # sentences since then
    speaker: Source | None = None
    speaker_line: int = -1
    line: int = -1
    choice: Choice | None = None
    basis: Basis | None = None


def extract_claims(article: Article, rulebook: Rulebook) -> tuple[Claim, ...]:
    """The claims of an article in the text's order; the same article and rulebook give the same claims.

    An article in neither language is read by its script. Without a date of publication relative times stay open.
    """
    text = article.text
    lang = article.lang or _script(text)
    rules = rulebook.languages[lang]
    quantities = find_quantities(text, lang, rulebook.quantities)
    if not quantities:
        return ()
    findings = _find_all(text, lang, quantities, rulebook, rules)
    return backfill(tuple(_claims(text, lang, article, findings, rulebook, rules)), split_sentences(text, lang))


def _script(text: str) -> Lang:
    sample = text[:4000]
    return "zh" if len(CHINESE.findall(sample)) > SCRIPT_SHARE * max(1, len(sample)) else "en"


def _find_all(
    text: str, lang: Lang, quantities: tuple[Quantity, ...], rulebook: Rulebook, rules: LanguageRules
) -> Findings:
    folded = fold_case(text)
    return Findings(
        cues=tuple(sorted(find_cues(folded, rules.cues), key=lambda cue: (cue.start, cue.end))),
        names=find_names(text, lang, rulebook.gazetteer, rules.names),
        hits=tuple(find_hits(folded, rules.metrics)),
        quantities=quantities,
    )


def _claims(
    text: str, lang: Lang, article: Article, findings: Findings, rulebook: Rulebook, rules: LanguageRules
) -> Iterator[Claim]:
    folded = fold_case(text)
    published = article.published_day
    title = (article.title or "").lower()
    sentences = split_sentences(text, lang)
    running = Running(_title_focus(text, article, sentences, findings, rulebook, rules))
    previous = ""
    for scene in _scenes(text, folded, lang, published, sentences, findings, rules):
        contexts = (folded[scene.sentence.start : scene.sentence.end], previous, title)
        running = _enter(scene, running, rules, findings)
        claims, running = _claims_of(scene, running, contexts, rulebook, rules)
        yield from claims
        previous = contexts[0]


def _scenes(
    text: str,
    folded: str,
    lang: Lang,
    published: date | None,
    sentences: Sequence[Sentence],
    findings: Findings,
    rules: LanguageRules,
) -> Iterator[Scene]:
    """A scene for every sentence; what only numbers need is left out where there is none."""
    year: int | None = None
    day: tuple[int, date] | None = None
    for sentence in sentences:
        cues = _slice(findings.cues, sentence)
        future = any(cue.section == "modality" and cue.value in FUTURE_CUES for cue in cues)
        told = day[1] if day and day[0] == sentence.line else None
        anchor = Anchor(published, year if published is None else None, future, told)
        periods = find_periods(text, folded, sentence.span, anchor, rules.periods)
        quantities = _slice(findings.quantities, sentence)
        periods = [p for p in periods if not any(q.start < p.end and p.start < q.end for q in quantities)]
        for mention in periods:
            if mention.span and not mention.baseline:
                year = mention.span.last.year
                day = (sentence.line, mention.span.last) if mention.gives == "day" else day
        names: tuple[Mention, ...] = _slice(findings.names, sentence)
        yield Scene(
            text=text,
            folded=folded,
            lang=lang,
            published=published,
            sentence=sentence,
            bounds=_bounds(text, sentence, names),
            quantities=quantities,
            cues=cues,
            names=names,
            hits=_slice(findings.hits, sentence),
            periods=tuple(periods),
        )


def _bounds(text: str, sentence: Sentence, names: Sequence[Mention]) -> list[int]:
    """Where clauses begin; a comma inside a name ("the EU, EFTA and UK") divides nothing."""
    bounds = clause_bounds(text, sentence.start, sentence.end)
    return [bound for bound in bounds if not any(name.start < bound < name.end for name in names)]


def _slice(items: Sequence, sentence: Sentence) -> tuple:  # type: ignore[type-arg]
    left = bisect_left(items, sentence.start, key=lambda item: item.start)
    right = bisect_left(items, sentence.end, key=lambda item: item.start)
    return tuple(items[left:right])


def _title_focus(
    text: str,
    article: Article,
    sentences: Sequence[Sentence],
    findings: Findings,
    rulebook: Rulebook,
    rules: LanguageRules,
) -> Focus:
    """What the headline names: the article's own, or the text's first line."""
    names: Sequence[Mention] = ()
    if article.title:
        names = find_names(article.title, article.lang or "en", rulebook.gazetteer, rules.names)
    if not names and sentences:
        names = _slice(findings.names, sentences[0])
    own, place = _headed(names, findings.names)
    return Focus(
        main=_main_company(findings.names),
        title=own,
        title_place=place,
        company=own if own and own.kind == "company" else None,
        city=place,
    )


def _main_company(names: Sequence[Mention]) -> Subject | None:
    """The company that a text names most often, if one stands out."""
    counts = Counter(name.name for name in names if name.kind == "company").most_common(2)
    if not counts or (len(counts) > 1 and counts[0][1] == counts[1][1]):
        return None
    return next(subject_of_mention(name) for name in names if name.name == counts[0][0])


def _headed(names: Sequence[Mention], all_names: Sequence[Mention]) -> tuple[Subject | None, Subject | None]:
    """The first actor and place of a heading; an unlisted name counts only if the text has it again (title case lies)."""
    spread = Counter(name.name for name in all_names)
    own = [name for name in names if name.is_actor and not name.adjective and (name.known or spread[name.name] > 1)]
    places = [name for name in names if name.is_place]
    return (
        subject_of_mention(own[0]) if own else None,
        subject_of_mention(places[0]) if places else None,
    )


def _enter(scene: Scene, running: Running, rules: LanguageRules, findings: Findings) -> Running:
    """The running state on entering a sentence: who speaks now, and what a heading has turned to."""
    source = find_source(scene, rules.names.roles, running.speaker)
    if source:
        running = replace(running, speaker=source, speaker_line=scene.sentence.line)
    if scene.sentence.heading and not scene.sentence.title:
        own, place = _headed(scene.names, findings.names)
        running = replace(running, focus=under_heading(running.focus, own, place))
    return running


def _claims_of(
    scene: Scene, running: Running, contexts: tuple[str, ...], rulebook: Rulebook, rules: LanguageRules
) -> tuple[list[Claim], Running]:
    """The claims of one sentence, and what it leaves standing for the next."""
    claims: list[Claim] = []
    entity: Subject | None = None
    choice, frame = running.choice, NO_TIME
    for quantity in scene.quantities:
        kind = kind_of(scene, quantity)
        choice = choose_measure(scene, quantity, kind, contexts, running.choice, rules.metrics)
        frame = fit_to_measure(
            choose_period(scene, quantity, _inherited(scene, running, kind, quantity)), scene, kind, choice.measure
        )
        entity = choose_entity(scene, quantity, running.focus, rulebook.gazetteer, rules.names.prepositions)
        place = choose_place(scene, quantity, entity, running.focus, rulebook.gazetteer)
        source = _source(scene, running, quantity)
        basis = basis_of(scene, quantity, kind, frame, choice.measure) or _carried_basis(scene, kind, frame, running)
        scoped = within_scope(choice, entity.kind if entity else None)
        claims.append(_claim(scene, quantity, (kind, basis), frame, entity, place, scoped, source))
        running = replace(running, basis=basis if kind in CHANGES else running.basis)
    return claims, _leave(scene, running, frame, choice, entity, rules)


def _leave(
    scene: Scene,
    running: Running,
    frame: TimeFrame,
    choice: Choice | None,
    entity: Subject | None,
    rules: LanguageRules,
) -> Running:
    """What a sentence leaves standing for the next."""
    lasting = last_stated(frame) or lasting_time(scene)
    future = _looks_ahead(scene)
    return replace(
        running,
        focus=advance(running.focus, scene, entity, rules.names.prepositions),
        frame=lasting or running.frame,
        told=lasting if lasting and not future else running.told,
        age=0 if lasting else running.age + 1,
        line=scene.sentence.line if lasting else running.line,
        choice=choice if scene.quantities and choice and choice.measure else running.choice,
    )


def _looks_ahead(scene: Scene) -> bool:
    return any(cue.value in FUTURE_CUES for cue in scene.section("modality"))


def _inherited(scene: Scene, running: Running, kind: Kind, quantity: Quantity) -> TimeFrame:
    """The time that earlier sentences left standing: in the paragraph, or further on in the figures of one release."""
    ahead = _looks_ahead(scene)
    frame = running.frame if ahead else running.told
    if frame.mention is None or (is_small_count(quantity) and not ahead):
        return NO_TIME
    same_paragraph = scene.sentence.line == running.line and running.age <= MEMORY
    release = frame.mention.as_of or (kind == "growth" and frame.mention.gives != "year")
    if scene.lang == "zh":
        release = release or frame.mention.gives not in {"year", "relative", "months"}
    return frame if same_paragraph or (release and running.age <= LONG_MEMORY) else NO_TIME


def _carried_basis(scene: Scene, kind: Kind, frame: TimeFrame, running: Running) -> Basis | None:
    """Figures that go on with the time of the sentence before go on with its basis: "…, Oppo's dropped 10 percent"."""
    if (
        kind not in CHANGES
        or frame.origin != "inherited"
        or (kind == "change" and not any(q.unit == "pp" for q in scene.quantities))
    ):
        return None
    return running.basis


def _source(scene: Scene, running: Running, quantity: Quantity) -> Source | None:
    """Who says the number: the sentence's own source, or the one still speaking."""
    speaker = running.speaker
    if speaker is None:
        return None
    if scene.sentence.start <= speaker.start < scene.sentence.end:
        return speaker if speaker.covers(quantity) else None
    if scene.lang == "zh":
        return speaker
    quoted = scene.text[scene.sentence.start] in QUOTES
    return speaker if running.speaker_line == scene.sentence.line and (speaker.lasting or quoted) else None


def _claim(
    scene: Scene,
    quantity: Quantity,
    sort: tuple[Kind, Basis | None],
    frame: TimeFrame,
    entity: Subject | None,
    place: Subject | None,
    choice: Choice,
    source: Source | None,
) -> Claim:
    measure = choice.measure
    phrase = noun_phrase(scene, quantity) if measure is None or choice.phrase is None else None
    polled = is_poll(quantity)
    frame, source = (NO_TIME, None) if polled else (frame, source)
    modality: Modality = "actual" if polled else modality_of(scene, quantity, frame)
    if modality in FUTURE_CUES and is_day_of_news(frame, scene):
        frame = NO_TIME
    return Claim(
        start=quantity.start,
        end=quantity.end,
        quote=quantity.quote,
        low=quantity.low,
        high=quantity.high,
        comparator=quantity.comparator,
        unit=quantity.unit,
        of=quantity.noun,
        per=quantity.per,
        metric=measure.words if measure else phrase,
        metric_original=choice.phrase or phrase,
        metric_id=measure.id if measure else None,
        kind=sort[0],
        basis=sort[1],
        entity=entity.name if entity else None,
        entity_id=entity.id if entity else None,
        place=place.name if place else None,
        place_id=place.id if place else None,
        period_start=frame.first,
        period_end=frame.last,
        period_origin=frame.origin,
        modality=modality,
        attributed_to=source.text if source else None,
        same_as=quantity.same_as,
        precision=quantity.precision,
        rule=quantity.rule,
    )
