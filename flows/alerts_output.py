"""What `claimwatch alerts` prints: blocks for people, CSV or JSON for programs."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from extractors.errors import UsageError
from flows.alerting.messages import write_quote
from flows.alerting.preferences import Preferences
from flows.catalogue.problems import suggest
from flows.record_output import print_csv, print_json
from flows.screen import find_width, shows_colours
from warehouse.alerts.reading import Alert, LastCheck
from warehouse.alerts.rules import Rule, parse_rule
from warehouse.screen import INDENT, make_harmless, wrap

COLOURS = {"open": "yellow", "acknowledged": "green", "muted": "white", "over": "white"}


def print_alerts(found: Sequence[Alert], rules: Mapping[str, Rule], form: str, *, with_query: bool) -> None:
    """The alerts; `with_query` for those that were asked for by name."""
    if form == "csv":
        print_csv(Alert, found)
    elif form == "json":
        print_json(found)
    else:
        width, colours = find_width(sys.stdout), shows_colours(sys.stdout)
        for alert in found:
            head, *rest = build_block(alert, rules, width, with_query=with_query)
            click.echo(click.style(head, fg=COLOURS[alert.state], bold=True) if colours else head)
            click.echo("\n".join([*rest, ""]))


def build_block(alert: Alert, rules: Mapping[str, Rule], width: int | None, *, with_query: bool) -> list[str]:
    """The lines of one alert: its name and state, what happened, the words of the press, and what to do."""
    room = None if width is None else width - len(INDENT)
    rule = rules.get(alert.rule)
    head = f"{alert.alert_id} · {alert.state} · {rule.title if rule else alert.rule} ({alert.rule})"
    texts = [make_harmless(alert.reason)]
    texts += [line.strip() for quote in alert.quotes for line in write_quote(quote)]
    texts.append(_say_when(alert))
    if with_query and rule:
        texts += [f"Means: {rule.means}", f"To do: {rule.advice}"]
    lines = [*wrap(head, width), *(INDENT + line for text in texts for line in wrap(text, room))]
    return [*lines, "", *alert.query.splitlines()] if with_query else lines


def _say_when(alert: Alert) -> str:
    """`"raised 2026-11-22 07:31 UTC, 3 times since 2026-11-20; sent 2026-11-20 07:31"`."""
    times = f", {alert.times} times since {alert.first_raised:%Y-%m-%d}" if alert.times > 1 else ""
    sent = f"sent {alert.last_sent:%Y-%m-%d %H:%M}" if alert.last_sent else "not sent"
    until = f"; muted until {alert.muted_until:%Y-%m-%d}" if alert.state == "muted" and alert.muted_until else ""
    by = f" by {make_harmless(alert.decided_by)}" if alert.decided_by and alert.state != "open" else ""
    return f"raised {alert.last_raised:%Y-%m-%d %H:%M} UTC{times}; {sent}{until}{by}"


def explain_none(last: LastCheck | None, rule: str | None, *, everything: bool) -> str:
    """Why nothing is listed: nobody was asked yet, the first load was quiet, or all is well."""
    if last is None:
        return "claimwatch: the rules have not been asked yet: `claimwatch run` does"
    if last.first:
        return "claimwatch: no alert: the first load is quiet, the next run tells what is new"
    what = f"no alert of {rule}" if rule else "no alert"
    return f"claimwatch: {what}; asked last at {last.checked_at:%Y-%m-%d %H:%M} UTC" + (
        "" if everything else " (--all shows settled ones)"
    )


def print_rules(rules: Sequence[Rule], preferences: Preferences) -> None:
    """Each rule: what it means, what to do, where it lies."""
    width = find_width(sys.stdout)
    room = None if width is None else width - len(INDENT)
    for rule in rules:
        state = " · off" if rule.name in preferences.off else " · not sent" if rule.name in preferences.unsent else ""
        click.echo(f"{rule.name} · {rule.title}{state}")
        for text in (rule.means, f"To do: {rule.advice}" if rule.advice else "", rule.origin):
            click.echo("\n".join(INDENT + line for line in wrap(text, room)) if text else "", nl=bool(text))


def choose_rule(name: str, rules: Sequence[Rule]) -> Rule:
    """The rule of this name, or in this file. UsageError where there is neither."""
    if name.endswith(".sql"):
        try:
            return parse_rule(name, Path(name).read_text(encoding="utf-8-sig"))
        except UnicodeDecodeError:
            raise UsageError(f"{name}: is not UTF-8; save it as UTF-8") from None
    known = {rule.name: rule for rule in rules}
    if name not in known:
        raise UsageError(f"there is no rule {name!r}{suggest(name, known)}; name one, or a file that ends in .sql")
    return known[name]
