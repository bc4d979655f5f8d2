"""Rows of the warehouse as the pages say them in one language. Pure: a row in, texts out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from warehouse.citations import build_citation
from warehouse.pages.charts import find_mark, find_place
from warehouse.pages.reading import Row
from warehouse.pages.speech import Speech
from warehouse.report_wording import find_host, find_link

Said = Mapping[str, Any]


def name_series(row: Row, speech: Speech) -> str:
    """The metric: "5G base stations"; a series without one is named by what it is about."""
    return speech.name(row["name_en"], row["name_zh"]) or row.get("metric_id") or "–"


def name_owner(row: Row, speech: Speech) -> str:
    """Whose figure it is and where it holds: "China Mobile, Guangdong"; "China" once where both say China."""
    names = (speech.name(row["entity"], row["entity_zh"]), speech.name(row["place"], row["place_zh"]))
    return speech.say("mark.comma").join(dict.fromkeys(name for name in names if name))


def say_value(row: Row, speech: Speech) -> str:
    """The value with what was said about its bounds: "more than 3.9 million"."""
    return speech.interval(row["low"], row["high"], row["comparator"])


def say_source(row: Row) -> Said:
    """The sentence that proves a value, and where it stands; a link that is none of the web is dropped."""
    link = find_link(row["url"])
    return {
        "text": row.get("sentence") or row["quote"],
        "lang": row.get("lang"),
        "link": link,
        "host": find_host(link) if link else "",
        "title": row.get("title"),
    }


def say_point(point: Row, about: Row, speech: Speech) -> Said:
    """A point as its row in the table shows it; the chart above reads the same row."""
    value = say_value(point, speech)
    period = speech.period(point["period_start"], point["period_end"])
    publishers = point["publishers"] or ()
    source = say_source(point)
    return {
        "id": point["claim_id"],
        "x": find_place(point, about["period_type"]).isoformat(),
        "y": point["value"],
        "low": point["low"] if point["comparator"] == "range" else None,
        "high": point["high"] if point["comparator"] == "range" else None,
        "mark": find_mark(point),
        "stretch": point["stretch"],
        "growth": point["growth"],
        "printed": point["growth_printed"],
        "period": period,
        "value": value,
        "abroad": speech.interval_abroad(point["low"], point["high"], point["comparator"]),
        "notes": _say_notes(point, speech),
        "change": speech.change(point["change"], about["unit"]) if point["change"] is not None else "",
        "growth_said": speech.percent(point["growth"]) if point["growth"] is not None else "",
        "printed_said": speech.percent(point["growth_printed"]) if point["growth_printed"] is not None else "",
        "originator": speech.body(point["originator"]),
        "publishers": _list_others(publishers, point["originator"], speech),
        "published": speech.day(point["published_day"]),
        "source": source,
        "cite": build_citation(
            series=", ".join(part for part in (name_series(about, speech), name_owner(about, speech)) if part),
            period=period,
            value=" ".join(part for part in (value, speech.unit(about["unit"], about["per"])) if part),
            originator=point["originator"],
            publisher=publishers[0] if publishers else None,
            published=point["published_day"],
            quote=source["text"],
            url=source["link"],
            claim_id=point["claim_id"],
        ),
    }


def _say_notes(point: Row, speech: Speech) -> list[str]:
    """What a reader must know beside the value: "target", "disputed", "4 claims by 2 originators"."""
    notes = [speech.say(f"modality.{point['modality']}")] if point["modality"] != "actual" else []
    if point["disagreement"]:
        notes.append(speech.say("point.disputed"))
    if point["break_suspected"]:
        notes.append(speech.say("point.break"))
    if point["claims"] > 1:
        claims, originators = speech.count(point["claims"], "claim"), speech.count(point["independent"], "originator")
        notes.append(speech.say("point.repeated", claims=claims, originators=originators))
    return notes


def _list_others(publishers: Sequence[str], originator: str | None, speech: Speech) -> str:
    """Who printed it, where that is somebody else than who said it."""
    return "" if list(publishers) == [originator] else speech.say("mark.comma").join(map(speech.body, publishers))


def say_vintage(row: Row, about: Row, speech: Speech) -> Said:
    """A value that stood for a period from some day on."""
    period_row = {**row, "day": row["period_end"]}
    return {
        "x": find_place(period_row, about["period_type"]).isoformat() if row["period_end"] else None,
        "y": row["value"],
        "release": row["release"],
        "period": speech.period(row["period_start"], row["period_end"]),
        "value": say_value(row, speech),
        "since": speech.day(row["vintage"]),
        "originator": speech.body(row["originator"] or row["publisher"]),
        "source": say_source(row),
    }


def say_break(row: Row, speech: Speech) -> Said:
    """Where a series is split: what stands behind it counts otherwise."""
    source, reason = speech.name(row["source"], row["source_zh"]), speech.name(row["reason"], row["reason_zh"])
    told = speech.say("break.told", source=source) if source else ""
    text = speech.say("break.text", day=speech.day(row["from_day"]), reason=reason) + told
    return {"stretch": row["stretch"], "x": row["from_day"].isoformat(), "text": text}


def say_target(row: Row, speech: Speech) -> Said:
    """A target or forecast beside what came of it."""
    reached = row["actual_value"]
    return {
        "series_id": row["series_id"],
        "name": name_series(row, speech),
        "owner": name_owner(row, speech),
        "modality": speech.say(f"modality.{row['modality']}"),
        "value": say_value(row, speech),
        "unit": speech.unit(row["unit"], row["per"]),
        "due": speech.period(row["period_start"], row["due"]),
        "left": row["days_left"],
        "actual": speech.number(reached) if reached is not None else "",
        "actual_period": speech.period(row["actual_period_start"], row["actual_period_end"]),
        "share": row["share_reached"],
        "state": row["state"],
        "outcome": speech.outcome(row["state"], row["share_reached"]),
        "originator": speech.body(row["originator"]),
        "published": speech.day(row["published_day"]),
        "source": say_source(row),
    }


def say_contradiction(row: Row, speech: Speech) -> Said:
    """Two words on one period that cannot both be right, each with its sentence."""
    other = {name.removeprefix("other_"): value for name, value in row.items() if name.startswith("other_")}
    return {
        "series_id": row["series_id"],
        "name": name_series(row, speech),
        "owner": name_owner(row, speech),
        "period": speech.period(row["period_start"], row["period_end"]),
        "unit": speech.unit(row["unit"], row["per"]),
        "gap": _say_gap(row["gap_percent"], speech),
        "suspicion": _say_suspicion(row["suspicion"], speech) if row["suspicion"] else "",
        "words": [_say_word(row, speech, stands=row["stands"]), _say_word(other, speech, stands=False)],
    }


def _say_suspicion(suspicion: str, speech: Speech) -> str:
    """What the difference looks like: "looks like: factor 10", "looks like: sign"."""
    _, factor, number = suspicion.partition("factor ")
    what = speech.say("contradiction.factor", number=number) if factor else speech.say("contradiction.sign")
    return speech.say("contradiction.suspicion", what=what)


def _say_gap(percent: float | None, speech: Speech) -> str:
    """How far two words are apart; below a tenth of a percent nothing is worth saying."""
    if percent is None or percent < 0.1:
        return ""
    return speech.say("contradiction.gap", percent=f"{percent:,.0f}%" if percent >= 10 else f"{percent:.1f}%")


def _say_word(row: Row, speech: Speech, *, stands: bool) -> Said:
    return {
        "value": say_value(row, speech),
        "originator": speech.body(row["originator"] or row["publisher"]),
        "publisher": speech.body(row["publisher"]) if row["publisher"] != row["originator"] else "",
        "published": speech.day(row["published_day"]),
        "stands": stands,
        "source": say_source(row),
    }


def _say_unknown(example: Row, speech: Speech) -> str:
    """What a number is about that is of no metric: on Chinese pages as it was worded, else in English."""
    words = (example["metric_original"], example["metric"]) if speech.chinese else (example["metric"],)
    return next(filter(None, (*words, example["metric_original"], example["metric_id"])), "")


def say_held(row: Row, speech: Speech) -> Said:
    """A reason for holding claims, with examples."""
    return {
        "reason": speech.hold(row["reason"]),
        "claims": speech.count(row["claims"], "claim"),
        "examples": [
            {
                "value": say_value(example, speech),
                "unit": speech.unit(example["unit"], example["per"]),
                "metric": speech.name(example["name_en"], example["name_zh"]) or _say_unknown(example, speech),
                "publisher": speech.body(example["publisher"]),
                "published": speech.day(example["published_day"]),
                "source": say_source(example),
            }
            for example in row["examples"]
        ],
    }
