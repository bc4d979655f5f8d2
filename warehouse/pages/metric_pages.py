"""A page for each metric with all its series, the list of metrics, and the comparison of provinces and companies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from warehouse.pages.addresses import address_page
from warehouse.pages.lines import rank_series, say_line, stamp_lines
from warehouse.pages.phrases import name_series
from warehouse.pages.rendering import Site
from warehouse.pages.series_data import SeriesRecord
from warehouse.pages.speech import Speech
from warehouse.pages.words import LANGUAGES

COMPARED = ("province", "company", "city", "country")  # scopes whose members are set side by side, in this order
MOST_LINES = 300  # of one scope of a metric
MOST_BARS = 40
LEAST_BARS = 2

Family = Sequence[SeriesRecord]


def save_metric_pages(site: Site, series: tuple[SeriesRecord, ...]) -> None:
    """Writes a page for each metric, `series.html` which lists them, and `compare.html`."""
    families: dict[str, list[SeriesRecord]] = {}
    for record in series:
        if record.about["metric_id"]:
            families.setdefault(record.about["metric_id"], []).append(record)
    for metric_id, family in families.items():
        stamp = stamp_lines(site.stamp, metric_id, records=family)
        address = address_page("metrics", metric_id)
        for language in LANGUAGES:
            if not site.holds(address, language, stamp):
                site.save(address, language, "metric.html", _build_metric(family, site.speak(language)), stamp=stamp)
    for language in LANGUAGES:
        speech = site.speak(language)
        topics = _list_metrics(list(families.values()), speech)
        site.save("series.html", language, "metrics.html", {"here": "series", "topics": topics})
        compared = _list_comparisons(list(families.values()), speech)
        site.save("compare.html", language, "compare.html", {"here": "compare", "metrics": compared})


def _build_metric(family: Family, speech: Speech) -> Mapping[str, Any]:
    about = family[0].about
    scopes: dict[str, list[SeriesRecord]] = {}
    for record in sorted(family, key=rank_series, reverse=True):
        scopes.setdefault(record.about["scope"] or "other", []).append(record)
    return {
        "metric": about,
        "name": name_series(about, speech),
        "abroad": about["name_en"] if speech.chinese else about["name_zh"],
        "scopes": [
            (speech.say(f"scope.{scope}"), len(members), [say_line(record, speech) for record in members[:MOST_LINES]])
            for scope, members in scopes.items()
        ],
        "comparisons": build_comparisons(family, speech),
    }


def _list_metrics(families: list[Family], speech: Speech) -> list[tuple[str, list[Mapping[str, Any]]]]:
    """The metrics of each topic by name, each with its main series."""
    topics: dict[str, list[Mapping[str, Any]]] = {}
    for family in families:
        main = max(family, key=rank_series)
        topic = speech.name(main.about["topic_en"], main.about["topic_zh"])
        line = {**say_line(main, speech), "metric_id": main.about["metric_id"], "series": len(family)}
        topics.setdefault(topic, []).append({**line, "find": _find_words(main)})
    return [(topic, sorted(lines, key=lambda line: line["name"])) for topic, lines in topics.items()]


def _find_words(record: SeriesRecord) -> str:
    """What a reader may type to find a metric, in either language."""
    names = (record.about["name_en"], record.about["name_zh"], record.about["metric_id"])
    return " ".join(name for name in names if name).lower()


def _list_comparisons(families: list[Family], speech: Speech) -> list[Mapping[str, Any]]:
    found = []
    for family in families:
        if comparisons := build_comparisons(family, speech):
            about = family[0].about
            found.append(
                {"metric_id": about["metric_id"], "name": name_series(about, speech), "comparisons": comparisons}
            )
    return sorted(found, key=lambda metric: -max(len(one["bars"]) for one in metric["comparisons"]))


def build_comparisons(family: Family, speech: Speech) -> list[Mapping[str, Any]]:
    """The members of each scope that can be ranked side by side: of one kind, unit, denominator and period type."""
    found = []
    for scope in COMPARED:
        groups: dict[tuple[object, ...], list[SeriesRecord]] = {}
        for record in family:
            about = record.about
            if about["scope"] == scope and about["kind"] in {"level", "share"} and record.newest:
                key = (about["kind"], about["unit"], about["per"], about["period_type"], about["name_en"])
                groups.setdefault(key, []).append(record)
        largest = max(groups.values(), key=len, default=[])
        if len(largest) >= LEAST_BARS:
            found.append(_build_bars(scope, largest, speech))
    return found


def _build_bars(scope: str, members: list[SeriesRecord], speech: Speech) -> Mapping[str, Any]:
    members = sorted(members, key=lambda record: -_newest_value(record))
    greatest = max((abs(_newest_value(record)) for record in members), default=0.0) or 1.0
    lines = [
        {**say_line(record, speech), "width": round(100 * max(0.0, _newest_value(record)) / greatest, 1)}
        for record in members[:MOST_BARS]
    ]
    about = members[0].about
    return {
        "scope": speech.say(f"scope.{scope}"),
        "unit": speech.unit(about["unit"], about["per"], about["of"]),
        "about": speech.about(about["kind"], about["basis"], about["period_type"]),
        "periods": len({line["period"] for line in lines}),
        "total": len(members),
        "bars": lines,
    }


def _newest_value(record: SeriesRecord) -> float:
    return record.newest["value"] if record.newest else 0.0
