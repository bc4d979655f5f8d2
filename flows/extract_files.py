"""What `claimwatch extract` and `claimwatch quantities` do: articles in, one JSON line for each out, in order."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from extractors.claim_json import claim_to_json
from extractors.claims import extract_claims
from extractors.errors import ExtractionError, UsageError
from extractors.numbers.measured_numbers import find_measures
from extractors.pages.languages import detect_language
from extractors.records import Article, Lang, Quantity
from extractors.rulebook import Rulebook
from flows.catalogue.compiling import late_rulebook

STANDARD_INPUT = "-"
BYTE_ORDER_MARK = "\ufeff"  # some editors begin a file with it; it belongs to no record
MOST_DIGITS = 4_000  # of a whole number: Python reads none with more than 4,300 from text (int_max_str_digits)


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller says of records that do not say it themselves."""

    published: date | None = None
    lang: Lang | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One article as it was found: a JSON line, or the whole text of a .txt file. `where` is for errors."""

    where: str
    raw: str
    id: str | None = None  # set for .txt files, whose raw form is the text itself


def iterate_records(paths: Sequence[str]) -> Iterator[Record]:
    """Records of files in order, one line held at a time; no path or "-" is standard input.

    Raises UsageError for a file that cannot be read as text.
    """
    for path in paths or (STANDARD_INPUT,):
        name = "standard input" if path == STANDARD_INPUT else path
        try:
            yield from _records_of(path, name)
        except UnicodeDecodeError as error:
            raise UsageError(f"{name}: not UTF-8 text (byte {error.start}); `claimwatch clean` reads HTML") from error
        except OSError as error:
            raise UsageError(f"{name}: {error.strerror}") from error


def _records_of(path: str, name: str) -> Iterator[Record]:
    if path.endswith(".txt"):
        yield Record(name, Path(path).read_text(encoding="utf-8-sig"), id=Path(path).stem)
        return
    if path == STANDARD_INPUT:
        yield from _lines(sys.stdin, name)
        return
    with Path(path).open(encoding="utf-8", errors="surrogateescape") as lines:
        yield from _lines(lines, name)


def _lines(lines: IO[str], name: str) -> Iterator[Record]:
    """Bytes that are no UTF-8 stand in a line as lone surrogates (PEP 383), so that the other lines can be read."""
    for number, line in enumerate(lines, 1):
        if number == 1 and "\0" in line:
            raise UsageError(f"{name}: not UTF-8 text (it holds NUL bytes); save it as UTF-8")
        text = line.removeprefix(BYTE_ORDER_MARK) if number == 1 else line
        if text.strip():
            yield Record(f"{name}:{number}", text)


def parse_article(record: Record, given: Given) -> Article:
    """The article of a record: keys id and text, and if known lang, published, title, url.

    Raises ExtractionError naming file and line for a record that is none.
    """
    try:
        record.raw.encode()
    except UnicodeEncodeError as error:
        raise ExtractionError(f"not UTF-8 text (character {error.start + 1})", record.where) from error
    if record.id is not None:
        return _article({"id": record.id, "text": record.raw}, given)
    try:
        data = json.loads(record.raw, parse_int=_read_whole_number)
    except RecursionError as error:
        raise ExtractionError("not a record: lists in lists without end", record.where) from error
    except ValueError as error:
        raise ExtractionError(f"not JSON: {error}", record.where) from error
    endless = _find_endless(data)
    if endless is not None and endless.field:
        raise ExtractionError(
            f"field {endless.field!r}: a number of {endless.digits:,} digits is too long", record.where
        )
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        raise ExtractionError('not a record: expected {"id": …, "text": …}', record.where)
    try:
        return _article(data, given)
    except ValueError as error:
        raise ExtractionError(str(error), record.where) from error


@dataclass(frozen=True, slots=True)
class _Endless:
    """Stands for a whole number that is too long to be read."""

    digits: int
    field: str = ""  # "meta.views"


def _read_whole_number(text: str) -> int | _Endless:
    return int(text) if len(text) <= MOST_DIGITS else _Endless(len(text.lstrip("-")))


def _find_endless(data: Any, field: str = "") -> _Endless | None:
    """The first number that is too long, with its field; None where there is none."""
    if isinstance(data, _Endless):
        return _Endless(data.digits, field)
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    found = (_find_endless(value, f"{field}.{key}".lstrip(".")) for key, value in inner)
    return next((item for item in found if item), None)


def _article(data: Mapping[str, Any], given: Given) -> Article:
    text = data["text"]
    lang = data.get("lang") or given.lang or detect_language(text)
    published = parse_published(data["published"]) if data.get("published") else given.published
    return Article(
        id=str(data.get("id", "")),
        url=data.get("url"),
        canonical_url=None,
        title=data.get("title"),
        author=None,
        lang=lang if lang in ("en", "zh") else None,
        published=published,
        published_origin=None,
        text=text,
    )


def parse_published(text: object) -> date | datetime:
    """`"2025-05-22"` as a day, `"2025-05-22T08:00:00+08:00"` as an instant; ValueError for anything else."""
    value = str(text).strip()
    try:
        return date.fromisoformat(value) if len(value) == len("2025-05-22") else datetime.fromisoformat(value)
    except ValueError:
        raise ValueError(f"published {value!r} is not an ISO date such as 2025-05-22") from None


@dataclass(frozen=True, slots=True)
class _Reader:
    rulebook: Rulebook
    given: Given


_reader: _Reader | None = None  # one for each process: workers build theirs at their start


def start_reader(rulebook_data: Mapping[str, Any], cache_dir: Path, given: Given) -> None:
    """Readies the rulebook of this process; called once before `extract_record` and `quantify_record`."""
    global _reader  # noqa: PLW0603 - a worker process has no other place for what its initializer builds
    _reader = _Reader(late_rulebook(rulebook_data, cache_dir), given)


def _started() -> _Reader:
    if _reader is None:
        raise RuntimeError("start_reader was not called in this process")
    return _reader


def extract_record(record: Record) -> str:
    """`{"id": …, "claims": […]}` with the guide's field names."""
    return _answer(record, "claims", _read_claims)


def _read_claims(article: Article, rulebook: Rulebook) -> list[dict[str, Any]]:
    return [claim_to_json(claim) for claim in extract_claims(article, rulebook)]


def quantify_record(record: Record) -> str:
    """`{"id": …, "quantities": […]}`: whatever measures or counts, also what is no claim; `excluded` says why not."""
    return _answer(record, "quantities", _read_quantities)


def _read_quantities(article: Article, rulebook: Rulebook) -> list[dict[str, Any]]:
    found = find_measures(article.text, article.lang or "en", rulebook.quantities)
    return [_quantity_json(quantity) for quantity in found]


def _answer(record: Record, name: str, read: Callable[[Article, Rulebook], list[dict[str, Any]]]) -> str:
    """One line of output; whatever goes wrong names the record by file and line."""
    reader = _started()
    try:
        article = parse_article(record, reader.given)
        return _dump({"id": article.id, name: read(article, reader.rulebook)})
    except ExtractionError:
        raise
    except Exception as error:
        said = " ".join(str(error).split())[:200]
        raise ExtractionError(f"cannot be read: {type(error).__name__}: {said}", record.where) from error


def _dump(data: Mapping[str, Any]) -> str:
    """JSON as UTF-8 text; lone surrogates, which UTF-8 cannot hold, are escaped as they came."""
    text = json.dumps(data, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(data)
    return text


def _quantity_json(quantity: Quantity) -> dict[str, Any]:
    return {
        "start": quantity.start,
        "end": quantity.end,
        "quote": quantity.quote,
        "low": quantity.low,
        "high": quantity.high,
        "comparator": quantity.comparator,
        "trend": quantity.direction,
        "unit": quantity.unit,
        "of": quantity.noun,
        "per": quantity.per,
        "precision": quantity.precision,
        "same_as": quantity.same_as,
        "excluded": quantity.excluded,
        "rule": quantity.rule,
    }


READERS: dict[str, Callable[[Record], str]] = {"claims": extract_record, "quantities": quantify_record}
