"""From what the extractors return to the rows that are stored."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime

from extractors.records import Article, Claim
from warehouse import identity
from warehouse.rows import ArticleRow, ClaimRow, ReadingRow

SENTENCE_LIMIT = 300  # characters: a report quotes at most a sentence
SENTENCE_END = re.compile(
    r"""
      [。！？!?；;]+["”’」』）)]*   # 同比增长12%。”
    | \.(?=["”’)]*\s)["”’)]*       # "to 3.38 million." but not the point inside 3.38
    | \n+                          # a paragraph or heading
    """,
    re.VERBOSE,
)


def build_article_row(
    article: Article,
    *,
    url: str,
    source_id: str,
    publisher: str,
    fetched: datetime,
    segment: str | None,
    run_id: str,
    batch_id: str,
    first_seen: datetime | None = None,
    house: str | None = None,
    document: str | None = None,
) -> ArticleRow:
    """The row of an article version; `document` is the own id that its publisher gave it, if any, and `house` whose
    numbering that id belongs to: the source's own unless named.

    `doc_date` is the day of publication or, without one, of the first sight; a load replaces it with the frozen one.
    """
    seen = fetched if first_seen is None else first_seen
    canonical = article.canonical_url or article.url or url
    doc = identity.doc_id(canonical, house=house or source_id, document=document)
    published = article.published
    return ArticleRow(
        version_id=identity.version_id(doc, article.title, article.text),
        doc_id=doc,
        doc_date=article.published_day or seen.astimezone(UTC).date(),
        first_seen=seen,
        source_id=source_id,
        publisher=publisher,
        url=article.url or url,
        canonical_url=canonical,
        title=article.title,
        author=article.author,
        lang=article.lang,
        published_at=published if isinstance(published, datetime) else None,
        published_day=article.published_day,
        published_origin=article.published_origin,
        text=article.text,
        signature=article.signature,
        topics=article.topics,
        characters=len(article.text),
        segment=segment,
        fetched=fetched,
        run_id=run_id,
        batch_id=batch_id,
    )


def build_claim_rows(
    article: ArticleRow, claims: Sequence[Claim], *, rulebook: str, read_at: datetime
) -> tuple[ClaimRow, ...]:
    """The rows of all claims that a rulebook read in an article version, in their order there."""
    ids = [identity.claim_id(article.version_id, claim.start, claim.end, number) for number, claim in enumerate(claims)]
    return tuple(
        _build_claim_row(article, claim, number, ids, rulebook=rulebook, read_at=read_at)
        for number, claim in enumerate(claims)
    )


def build_reading_row(article: ArticleRow, claims: int, *, rulebook: str, read_at: datetime) -> ReadingRow:
    """That the version was read by the rulebook and how many claims it gave, which may be none."""
    return ReadingRow(
        version_id=article.version_id,
        doc_id=article.doc_id,
        doc_date=article.doc_date,
        rulebook=rulebook,
        read_at=read_at,
        claims=claims,
        run_id=article.run_id,
        batch_id=article.batch_id,
    )


def find_sentence(text: str, start: int, end: int) -> str:
    """The sentence around [start, end), at most 300 characters of it, white space folded.

    `find_sentence("Up. Output rose 3.5% to 12. Down.", 16, 20)` is `"Output rose 3.5% to 12."`
    """
    # What lies beyond would be cut off.
    first, last = max(0, start - SENTENCE_LIMIT), min(len(text), end + 2 * SENTENCE_LIMIT)
    head = max((match.end() for match in SENTENCE_END.finditer(text, first, start)), default=first)
    match = SENTENCE_END.search(text, end, last)
    tail = match.end() if match else last
    if tail - head > SENTENCE_LIMIT:
        head, tail = _window(head, tail, start, end)
    return " ".join(text[head:tail].split())


def _window(head: int, tail: int, start: int, end: int) -> tuple[int, int]:
    """The part of [head, tail) around the quote that fits the limit."""
    room = max(SENTENCE_LIMIT - (end - start), 0)
    left = max(head, start - room // 2)
    right = min(tail, left + max(SENTENCE_LIMIT, end - start))
    return max(head, min(left, right - SENTENCE_LIMIT)), right


def _build_claim_row(
    article: ArticleRow, claim: Claim, number: int, ids: Sequence[str], *, rulebook: str, read_at: datetime
) -> ClaimRow:
    return ClaimRow(
        claim_id=ids[number],
        version_id=article.version_id,
        doc_id=article.doc_id,
        doc_date=article.doc_date,
        rulebook=rulebook,
        read_at=read_at,
        number=number,
        start=claim.start,
        end=claim.end,
        quote=claim.quote,
        sentence=find_sentence(article.text, claim.start, claim.end),
        low=_number(claim.low),
        high=_number(claim.high),
        comparator=claim.comparator,
        unit=claim.unit,
        of=claim.of,
        per=claim.per,
        metric=claim.metric,
        metric_original=claim.metric_original,
        metric_id=claim.metric_id,
        kind=claim.kind,
        basis=claim.basis,
        entity=claim.entity,
        entity_id=claim.entity_id,
        place=claim.place,
        place_id=claim.place_id,
        period_start=_day(claim.period_start),
        period_end=_day(claim.period_end),
        period_origin=claim.period_origin,
        modality=claim.modality,
        attributed_to=claim.attributed_to,
        same_as_claim=None if claim.same_as is None else ids[claim.same_as],
        precision=_number(claim.precision),
        confidence=float(claim.confidence),
        rule=claim.rule,
        run_id=article.run_id,
        batch_id=article.batch_id,
    )


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)


def _day(value: date | None) -> date | None:
    return value.date() if isinstance(value, datetime) else value
