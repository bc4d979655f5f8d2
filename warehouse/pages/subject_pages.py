"""Pages of entities and of places: every series of one, its targets, and what is disputed about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from warehouse.pages.addresses import address_page
from warehouse.pages.lines import rank_series, say_line, stamp_lines
from warehouse.pages.phrases import say_contradiction, say_target
from warehouse.pages.reading import Row
from warehouse.pages.rendering import Site
from warehouse.pages.series_data import SeriesRecord
from warehouse.pages.speech import Speech
from warehouse.pages.words import LANGUAGES

MOST_LINES = 300
MOST_TARGETS = 60
MOST_CONTRADICTIONS = 30

Members = Sequence[SeriesRecord]
Groups = list[tuple[str, list[Mapping[str, Any]]]]  # lines under the names of their topics or scopes


def save_subject_pages(site: Site, series: tuple[SeriesRecord, ...]) -> None:
    """Writes a page for each entity that figures belong to and each place they hold for, and the two lists of them."""
    entities: dict[str, list[SeriesRecord]] = {}
    places: dict[str, list[SeriesRecord]] = {}
    for record in series:
        if owner := record.about["entity_id"] or record.about["entity"]:
            entities.setdefault(owner, []).append(record)
        if record.about["place_id"]:
            places.setdefault(record.about["place_id"], []).append(record)
    _save_folder(site, "entities", "entity", entities)
    _save_folder(site, "places", "place", places)


def _save_folder(site: Site, folder: str, column: str, subjects: Mapping[str, Members]) -> None:
    for subject, members in subjects.items():
        stamp = stamp_lines(site.stamp, column, subject, records=members)
        address = address_page(folder, subject)
        for language in LANGUAGES:
            if not site.holds(address, language, stamp):
                view = _build_subject(folder, column, members, site.speak(language))
                site.save(address, language, "subject.html", view, stamp=stamp)
    for language in LANGUAGES:
        view = {"here": folder, "folder": folder, "groups": _list_subjects(column, subjects, site.speak(language))}
        site.save(f"{folder}.html", language, "subjects.html", view)


def _build_subject(folder: str, column: str, members: Members, speech: Speech) -> Mapping[str, Any]:
    about = members[0].about
    ranked = sorted(members, key=rank_series, reverse=True)
    targets = [row for record in ranked for row in record.targets]
    disputes = [row for record in ranked for row in record.contradictions]
    return {
        "folder": folder,
        "name": _name_subject(about, column, speech),
        "abroad": _abroad(about, column, speech),
        "former": (about["entity_former"] or ()) if column == "entity" else (),
        "scope": speech.say(f"scope.{_scope_of(about, column)}"),
        "total": len(members),
        "topics": _group_by_topic(ranked[:MOST_LINES], speech),
        "shown": min(len(members), MOST_LINES),
        "targets": [say_target(row, speech) for row in sorted(targets, key=_by_due)[:MOST_TARGETS]],
        "contradictions": [say_contradiction(row, speech) for row in disputes[:MOST_CONTRADICTIONS]],
    }


def _by_due(row: Row) -> tuple[bool, object, str]:
    return row["state"] != "open", row["due"], row["claim_id"]


def _group_by_topic(members: Members, speech: Speech) -> Groups:
    topics: dict[str, list[Mapping[str, Any]]] = {}
    for record in members:
        name = speech.name(record.about["topic_en"], record.about["topic_zh"])
        topics.setdefault(name, []).append(say_line(record, speech))
    return list(topics.items())


def _list_subjects(column: str, subjects: Mapping[str, Members], speech: Speech) -> Groups:
    """The subjects of each scope, those with most series first."""
    scopes: dict[str, list[Mapping[str, Any]]] = {}
    for subject, members in subjects.items():
        about = members[0].about
        names = (about[column], about[f"{column}_zh"], subject)
        row = {
            "id": subject,
            "name": _name_subject(about, column, speech),
            "abroad": _abroad(about, column, speech),
            "series": len(members),
            "values": sum(len(record.points) for record in members),
            "newest": max(record.about["last_published"] for record in members),
            "find": " ".join(name for name in names if name).lower(),
        }
        scopes.setdefault(_scope_of(about, column), []).append(row)
    for rows in scopes.values():
        rows.sort(key=lambda row: (-row["series"], row["name"]))
    order = sorted(scopes, key=lambda scope: -sum(row["series"] for row in scopes[scope]))
    return [(speech.say(f"scope.{scope}"), scopes[scope]) for scope in order]


def _scope_of(about: Row, column: str) -> str:
    """What sort of subject it is. A company's figure at a place says nothing of what the place is."""
    if column == "entity":
        return about["scope"] or "other"
    return about["place_scope"] or "other"


def _name_subject(about: Row, column: str, speech: Speech) -> str:
    return speech.name(about[column], about[f"{column}_zh"])


def _abroad(about: Row, column: str, speech: Speech) -> str:
    """Its name in the other language, where it has one."""
    found: str = (about[column] if speech.chinese else about[f"{column}_zh"]) or ""
    return found if found != _name_subject(about, column, speech) else ""
