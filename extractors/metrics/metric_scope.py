"""Whether an entity can have a figure of the metric that its words name, and which metric they mean of it instead."""

from __future__ import annotations

from extractors.metrics.carrying import Choice
from extractors.metrics.measures import Measure, MetricRules
from extractors.quick_records import replace

COMPANY_SCOPES = frozenset({"company", "product"})


def within_scope(choice: Choice, kind: str | None, contexts: tuple[str, ...], rules: MetricRules) -> Choice:
    """The choice where the entity can have such a figure, else the metric that the same words mean of it, else no id.

    A city has no "operating revenue"; a country's is that of its telecom industry where the text is about that.
    """
    measure = choice.measure
    if not measure or not measure.id or not measure.scopes or kind not in {"place", "company"}:
        return choice
    if _is_in_scope(measure, kind):
        return choice
    others = (rules.by_id[other] for other in measure.or_else if other in rules.by_id)
    fitting = (
        other
        for other in others
        if _is_in_scope(other, kind) and any(word in context for context in contexts for word in other.needs)
    )
    if other := next(fitting, None):
        return Choice(other, choice.phrase, other.words)
    return replace(choice, measure=replace(measure, id=None))


def _is_in_scope(measure: Measure, kind: str) -> bool:
    """Whether a company, or a place, can have a figure of the metric."""
    return bool(measure.scopes & COMPANY_SCOPES if kind == "company" else measure.scopes - COMPANY_SCOPES)


# What only companies have, though the catalogue does not list it
OF_SHARES = frozenset({"target price", "share price", "earnings per share"})
COMPANIES = frozenset({"company"})


def scopes_of(measure: Measure | None) -> frozenset[str]:
    """Whose figures a measure can be; the price of a share is no country's."""
    if measure is None:
        return frozenset()
    return measure.scopes or (COMPANIES if measure.words in OF_SHARES else frozenset())
