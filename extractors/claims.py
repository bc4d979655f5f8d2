"""Articles to claims: every quantity of a text with what it measures, whose it is, where, when and who says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, pairwise

from extractors.backfill import backfill
from extractors.doubts import confidence_of, find_doubts
from extractors.framing import Framing
from extractors.metrics.carrying import Before, Choice
from extractors.metrics.measures import Measure
from extractors.metrics.metric_choice import choose_measure
from extractors.metrics.metric_scope import scopes_of, within_scope
from extractors.metrics.noun_phrases import described
from extractors.metrics.short_forms import lengthened, topic_told
from extractors.numbers.quantities import find_quantities
from extractors.numbers.small_coins import in_main_currency
from extractors.owners.first_focus import find_headed, first_focus
from extractors.owners.focus import Focus, at_paragraph, said_of, trade_told, under_heading
from extractors.owners.focus_shift import advance, lasting_entity
from extractors.owners.home_money import unit_at_home
from extractors.owners.places import choose_place, still_located
from extractors.owners.subjects import choose_entity, is_poll
from extractors.quick_records import quick, replace
from extractors.reading import Reading, read_article, read_scenes, script_of
from extractors.records import Article, Basis, Claim, Kind, Lang, Modality, Quantity
from extractors.rulebook import Rulebook
from extractors.scenes import Scene
from extractors.tables.claims import NO_TABLES, TableReading, in_order, outside, read_tables
from extractors.telling.attribution import (
    counts_on,
    find_sources,
    goes_on,
    is_left,
    is_narrated,
    is_quoted_before,
    is_resumed,
    main_source,
    source_of,
)
from extractors.telling.basis import basis_of, is_gap
from extractors.telling.kinds import kind_of
from extractors.telling.modality import lays_out_a_plan, modality_of
from extractors.telling.speakers import Source
from extractors.telling.standing_facts import is_revision
from extractors.text.cues import FUTURE_CUES
from extractors.times.event_deeds import NO_MEETING, Held, deed_time, still_held
from extractors.times.fiscal_quarters import without_fiscal_days
from extractors.times.period_choice import choose_period, is_day_of_news
from extractors.times.period_fit import fit_to_measure
from extractors.times.share_moves import is_share_move
from extractors.times.standing_times import NOTHING_STANDS, Standing, advance_standing, inherited_time, is_of_date
from extractors.times.time_frames import NO_TIME, TimeFrame
from extractors.times.times_lent import time_compared, time_of_same_figure, time_of_whole
from extractors.times.times_of_rows import of_one_row
from extractors.times.times_of_stocks import as_of_now, of_one_breath

JOINS = re.compile(r"\b(?:and|but)\b")  # between a date of facts and a plan
INDEX = "index"  # the unit of numbers that have none: 50.3 of a PMI
CHANGES = frozenset({"change", "growth"})
OPENING = 900  # characters from the beginning of a text that its first sentence sets the topic for
REMEMBERED = 4  # numbers that a later one can go on with


@quick
@dataclass(frozen=True, slots=True)
class Running:
    """What carries over from sentence to sentence."""

    focus: Focus
    time: Standing = NOTHING_STANDS  # the times last stated
    last: TimeFrame = NO_TIME  # the time of the number before
    held: Held = NO_MEETING  # the day of the meeting that is told of
    speaker: Source | None = None
    speaker_line: int = -1
    sources: tuple[Source, ...] = ()  # those that the sentence itself names
    choice: Choice | None = None
    choice_line: int = -1  # the paragraph it was named in
    topic: Choice | None = None  # the catalogued measure last named, which "Honor's shipments" shorten
    before: tuple[Before, ...] = ()  # the last numbers, the newest first, with what they measure
    basis: Basis | None = None
    modality: Modality = "actual"  # of the last number of the sentence before, in the same paragraph or list
    previous: str = ""  # the sentence before, in lower case


@quick
@dataclass(frozen=True, slots=True)
class Step:
    """A claim with all that it was made from, so that somebody can ask why it says what it says."""

    claim: Claim
    scene: Scene
    quantity: Quantity
    running: Running  # what stood before this number


def extract_claims(article: Article, rulebook: Rulebook) -> tuple[Claim, ...]:
    """The claims of an article in the text's order; the same article and rulebook give the same claims.

    An article in neither language is read by its script. Without a date of publication relative times stay open.
    """
    lang = article.lang or script_of(article.text)
    tables = tables_of(article, lang, rulebook)
    prose = _prose_claims(article, lang=lang, rulebook=rulebook, tables=tables)
    return in_order(prose, tuple(cell.claim for cell in tables.cells))


def _prose_claims(
    article: Article, *, lang: Lang, rulebook: Rulebook, tables: TableReading = NO_TABLES
) -> tuple[Claim, ...]:
    """The claims of an article's sentences; its tables are left out."""
    quantities = prose_quantities(article.text, lang, rulebook, tables)
    if not quantities:
        return ()
    reading = read_article(article, lang, quantities, rulebook)
    return backfill(tuple(step.claim for step in read_steps(reading)), reading.sentences)


def tables_of(article: Article, lang: Lang, rulebook: Rulebook) -> TableReading:
    """The claims of an article's tables, each read as the sentence it stands for."""
    return read_tables(article, lang, rulebook, partial(_prose_claims, lang=lang, rulebook=rulebook))


def prose_quantities(text: str, lang: Lang, rulebook: Rulebook, tables: TableReading) -> tuple[Quantity, ...]:
    """The quantities of a text that stand in no table."""
    quantities = tuple(in_main_currency(find_quantities(text, lang, rulebook.quantities)))
    return outside(quantities, tables) if tables.spans else quantities


def read_steps(reading: Reading) -> Iterator[Step]:
    """The claims as each sentence gives them, before headlines and conversions are filled, with what gave them."""
    running = Running(first_focus(reading))
    last = max((quantity.start for quantity in reading.quantities), default=-1)
    for scene, following in pairwise(chain(read_scenes(reading), [None])):
        if scene is None or scene.sentence.start > last:  # what follows the last number is said of none
            return
        running = _enter(scene, following, running, reading)
        steps, running = _steps_of(scene, running, reading)
        yield from steps


def frame_claim(scene: Scene, quantity: Quantity, running: Running, reading: Reading) -> Claim:
    """The claim of one number, given its sentence and what stands from before: what a step does, done again."""
    framing = _frame(scene, quantity, running, reading, _contexts(scene, running, reading))
    return _claim(scene, quantity, framing)


def _enter(scene: Scene, following: Scene | None, running: Running, reading: Reading) -> Running:
    """The running state on entering a sentence: who speaks now, and what a heading has turned to."""
    roles = reading.rules.names.roles
    company = running.focus.company.name if running.focus.company else None
    sources = named = find_sources(scene, roles, running.speaker, company)
    if not sources and following and is_quoted_before(scene, following):
        named = find_sources(following, roles, running.speaker)
    speaker, line = running.speaker, running.speaker_line
    if main := main_source(named):
        speaker, line = main, scene.sentence.line
    elif is_narrated(scene) or (speaker and is_left(scene, speaker, line)):
        speaker = None
    elif speaker and (counts_on(scene, line) or (following and is_resumed(scene, following, speaker, line, roles))):
        line = scene.sentence.line
    running = replace(running, speaker=speaker, speaker_line=line, sources=sources)
    if scene.lang == "en":
        running = replace(running, focus=at_paragraph(running.focus, scene.text, scene.sentence.start))
    if scene.sentence.heading and not scene.sentence.title:
        own, place = find_headed(scene.names, reading.names)
        running = replace(running, focus=under_heading(running.focus, own, place))
    return running


def _contexts(scene: Scene, running: Running, reading: Reading) -> tuple[str, ...]:
    """Where the words that a metric asks for may stand: the sentence, the one before, the headline; near the beginning
    of a text without one its first sentence. A company says what it is by its name: NTT is a carrier.
    """
    first = reading.sentences[0]
    near = scene.sentence.start < OPENING
    headline = reading.title or (reading.folded[first.start : first.end] if near else "")
    return (
        scene.folded[scene.sentence.start : scene.sentence.end],
        running.previous,
        headline,
        trade_told(scene.names, running.focus),
    )


def _steps_of(scene: Scene, running: Running, reading: Reading) -> tuple[list[Step], Running]:
    """The claims of one sentence, and what it leaves standing for the next."""
    steps: list[Step] = []
    framings: list[Framing] = []
    contexts = _contexts(scene, running, reading)
    for quantity in scene.quantities:
        framing = _frame(scene, quantity, running, reading, contexts)
        steps.append(Step(_claim(scene, quantity, framing), scene, quantity, running))
        framings.append(framing)
        before = Before(quantity, framing.kind, framing.choice, scene.sentence.line)
        named = bool(framing.choice.measure and framing.choice.measure.id)
        running = replace(
            running,
            before=(before, *running.before[: REMEMBERED - 1]),
            last=framing.frame,
            # In Chinese a clause without a name is of the text's subject again, but for what the number before grew by.
            focus=said_of(running.focus, scene.lang, framing.entity),
            basis=framing.basis if framing.kind in CHANGES else running.basis,
            choice=framing.choice if named else running.choice,
            choice_line=scene.sentence.line if named else running.choice_line,
            topic=framing.choice if named else running.topic,
        )
    times = [(quantity, one.frame) for quantity, one in zip(scene.quantities, framings, strict=True)]
    time = advance_standing(running.time, scene, times)
    if not scene.quantities and (topic := topic_told(scene)):
        running = replace(running, topic=topic)
    left = _leave(scene, running, framings, reading)
    told = steps[-1].claim.modality if steps else lays_out_a_plan(scene)
    return steps, replace(left, time=time, held=still_held(running.held, scene), previous=contexts[0], modality=told)


def _frame(scene: Scene, quantity: Quantity, running: Running, reading: Reading, contexts: tuple[str, ...]) -> Framing:
    """All that the sentence and what stands from before say about one number."""
    rules, gazetteer = reading.rules, reading.gazetteer
    kind = kind_of(scene, quantity)
    carried = _carried(scene, running, quantity)
    choice = choose_measure(
        scene,
        quantity,
        kind,
        contexts,
        carried=carried,
        topic=running.topic,
        before=running.before,
        rules=rules.metrics,
    )
    choice = lengthened(scene, described(scene, quantity, kind, choice, rules.metrics), running.topic, quantity, kind)
    frame = _time_of(scene, quantity, kind, choice.measure, running)
    scopes = scopes_of(choice.measure)
    entity = choose_entity(
        scene, quantity, running.focus, gazetteer, rules.names, speaker=_speaks_here(scene, running), scopes=scopes
    )
    frame = without_fiscal_days(
        frame, scene, quantity, entity=entity, measure=choice.measure, reported=reading.reported
    )
    basis = basis_of(scene, quantity, kind, frame, choice.measure)
    basis = basis or _carried_basis(scene, quantity, kind, frame, running)
    modality: Modality = "actual" if is_poll(quantity) else modality_of(scene, quantity, frame, running.modality)
    return Framing(
        kind=kind,
        basis=basis,
        frame=frame,
        entity=entity,
        place=choose_place(
            scene,
            quantity,
            entity,
            running.focus,
            traded=is_share_move(scene, quantity, choice.measure),
            gazetteer=gazetteer,
            rules=rules.names,
        ),
        choice=within_scope(choice, entity.kind if entity and entity.known else None, contexts, rules.metrics),
        modality=modality,
        source=source_of(scene, quantity, modality, running.sources, _still_speaks(scene, running)),
        unit=unit_at_home(scene, quantity, entity, gazetteer),
    )


def _time_of(scene: Scene, quantity: Quantity, kind: Kind, measure: Measure | None, running: Running) -> TimeFrame:
    """When the number holds: as its sentence tells, as the number before it, or as what earlier sentences left."""
    previous = running.before[0].quantity if running.before else None
    if (same := time_of_same_figure(scene, quantity, previous, running.last)).span:
        return same
    if (whole := time_of_whole(scene, quantity, kind, previous, running.last)).span:
        return whole
    told = of_one_breath(scene, quantity, kind, previous, running.last)
    told = told if told.span else of_one_row(scene, quantity, previous, running.last)
    done = told if told.span else deed_time(scene, quantity, running.held)
    inherited = done if done.span else inherited_time(running.time, scene, quantity, kind, measure)
    if inherited.span is None:
        inherited = time_compared(scene, quantity, previous, running.last)
    stated = choose_period(scene, quantity, inherited, stock=is_of_date(scene, quantity, kind, measure))
    frame = fit_to_measure(stated, scene, kind, measure, quantity, trading=running.time.trading)
    return as_of_now(scene, quantity, kind, frame)


def _carried(scene: Scene, running: Running, quantity: Quantity) -> Choice | None:
    """The measure of the sentence before; a bare count goes on with it only in the same paragraph."""
    near = scene.sentence.line == running.choice_line
    return running.choice if near or quantity.unit != "count" or quantity.noun else None


def _leave(scene: Scene, running: Running, framings: Sequence[Framing], reading: Reading) -> Running:
    """What a sentence leaves standing for the next."""
    framing = framings[-1] if framings else None
    told = [(quantity, one.entity) for quantity, one in zip(scene.quantities, framings, strict=True)]
    named = framing.choice if framing and framing.choice.measure else None
    located = still_located(running.focus, scene, [one.place for one in framings])
    return replace(
        running,
        focus=advance(
            replace(running.focus, located=located),
            scene,
            lasting_entity(scene, told, reading.rules.names),
            reading.rules.names,
            reading.gazetteer,
        ),
        choice=named or running.choice,
        choice_line=scene.sentence.line if named else running.choice_line,
    )


def _carried_basis(scene: Scene, quantity: Quantity, kind: Kind, frame: TimeFrame, running: Running) -> Basis | None:
    """Figures that go on with the time of the sentence before go on with its basis: "…, Oppo's dropped 10 percent"."""
    if (
        kind not in CHANGES
        or is_gap(scene, quantity)
        or frame.origin != "inherited"
        or frame.mention is None
        or (kind == "change" and not any(q.unit == "pp" for q in scene.quantities))
    ):
        return None
    return running.basis


def _speaks_here(scene: Scene, running: Running) -> Source | None:
    """The source that the sentence itself names."""
    speaker = running.speaker
    return speaker if speaker and scene.sentence.start <= speaker.start < scene.sentence.end else None


def _still_speaks(scene: Scene, running: Running) -> Source | None:
    """Who spoke before and goes on in a sentence that names nobody."""
    speaker = running.speaker
    return speaker if speaker and goes_on(scene, speaker, running.speaker_line) else None


def _claim(scene: Scene, quantity: Quantity, framing: Framing) -> Claim:
    frame, modality = framing.frame, framing.modality
    polled = is_poll(quantity)
    entity, place = (None, None) if polled else (framing.entity, framing.place)
    if polled or (_contradicts(modality, frame, scene, quantity) and not is_revision(scene, quantity)):
        frame = NO_TIME
    doubts = find_doubts(scene, quantity, framing, modality)
    return Claim(
        start=quantity.start,
        end=quantity.end,
        quote=quantity.quote,
        low=quantity.low,
        high=quantity.high,
        comparator=quantity.comparator,
        unit=None if framing.unit == INDEX else framing.unit,
        of=quantity.noun,
        per=quantity.per,
        metric=framing.choice.words,
        metric_original=framing.choice.phrase,
        metric_id=framing.choice.measure.id if framing.choice.measure else None,
        kind=framing.kind,
        basis=framing.basis,
        entity=entity.name if entity else None,
        entity_id=entity.id if entity else None,
        place=place.name if place else None,
        place_id=place.id if place else None,
        period_start=frame.first,
        period_end=frame.end,
        period_origin=frame.origin,
        modality=modality,
        attributed_to=framing.source.text if framing.source and not polled else None,
        same_as=quantity.same_as,
        precision=quantity.precision,
        confidence=confidence_of(doubts),
        doubts=doubts,
        rule=quantity.rule,
    )


def _contradicts(modality: Modality, frame: TimeFrame, scene: Scene, quantity: Quantity) -> bool:
    """Whether the time cannot be that of a plan (the day of its announcement) or of a fact (a day to come)."""
    if modality in FUTURE_CUES:
        return is_day_of_news(frame, scene) or _is_date_of_another(quantity, frame, scene)
    return modality == "actual" and frame.is_ahead(scene) and not frame.is_of_this_month(scene)


def _is_date_of_another(quantity: Quantity, frame: TimeFrame, scene: Scene) -> bool:
    """Whether a time that is over was told in another statement of the sentence than a plan: "It had 300 shops at the
    end of March and plans to open 80 more", 截至4月底，甲订单突破6亿元；乙的目标为1000台.
    """
    if frame.mention is None or frame.origin != "stated" or frame.is_ahead(scene):
        return False
    over = frame.last is not None and scene.published is not None and frame.last <= scene.published
    if not (frame.as_of or (scene.lang == "en" and over)):
        return False
    if scene.lang == "en":
        told = frame.mention.end
        values = FUTURE_CUES if over else {"target"}
        plans = [cue for cue in scene.section("modality") if cue.value in values and cue.end <= quantity.start]
        return any(told <= cue.start and JOINS.search(scene.folded, told, cue.start) for cue in plans)
    return "；" in scene.folded[frame.mention.end : quantity.start]
