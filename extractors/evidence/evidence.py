"""What a field of a claim rests on, as a record, and neighbouring words of one effect as one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from extractors.evidence.occlusion import is_hidden


@dataclass(frozen=True, slots=True)
class Evidence:
    """A field rests on text[start:end]: without it, it would be `otherwise`."""

    field: str
    start: int
    end: int  # 0, 0: no word of the text
    quote: str
    rule: str  # what was found there: "modality: target", "time: quarter"; empty for words of a pattern in code
    otherwise: str


def joined(text: str, evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The evidence with neighbours of one effect made one: "more" and "than" become "more than".

    A piece inside another that a field rests on says nothing of its own and is left out.
    """
    kept: list[Evidence] = []
    for item in sorted(evidence, key=lambda one: (one.field, one.otherwise, one.rule, one.start)):
        if kept and _goes_on(text, kept[-1], item):
            kept[-1] = replace(kept[-1], end=item.end, quote=text[kept[-1].start : item.end])
        else:
            kept.append(item)
    outer = [item for item in kept if not any(_holds(other, item) for other in kept)]
    return tuple(sorted(outer, key=lambda one: (one.end == 0, one.start)))


def _goes_on(text: str, last: Evidence, item: Evidence) -> bool:
    """Whether two pieces have the same effect and only blanks between them."""
    same = (last.field, last.otherwise, last.rule) == (item.field, item.otherwise, item.rule)
    return same and 0 < last.end <= item.start and not text[last.end : item.start].strip(" -")


def _holds(outer: Evidence, inner: Evidence) -> bool:
    """Whether a longer piece of the same field has the inner one in it."""
    longer = outer.end - outer.start > inner.end - inner.start > 0
    return outer.field == inner.field and longer and outer.start <= inner.start and inner.end <= outer.end


def shown(value: object) -> str:
    """A value of a field as a person reads it: `(5.0, None)` is "5 – ", nothing is "none"."""
    if isinstance(value, tuple):
        return " – ".join(shown(part) for part in value) if len(set(value)) > 1 else shown(value[0])
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() else f"{value:,}"
    if value is None:
        return "none"
    text = str(value)
    return "another phrase" if is_hidden(text) else text
