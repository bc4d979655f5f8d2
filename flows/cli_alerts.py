"""`claimwatch alerts`: what was raised, and what persons decide of it; the rules, and whether the channels answer."""

from __future__ import annotations

import getpass
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from flows.cli_data import data_with_copy, require_text

if TYPE_CHECKING:
    from pathlib import Path

    from flows.settings import Paths

ALERTS_EXAMPLE = """\b
Example:
  claimwatch alerts --rules
"""
_DECISIONS = ("ack", "mute", "unmute")


@click.command(epilog=ALERTS_EXAMPLE)
@click.argument("names", nargs=-1, metavar="[ALERT]…")
@click.option("--all", "everything", is_flag=True, help="Also those that are acknowledged, muted or over.")
@click.option("--rule", help="Only those of this rule.")
@click.option("--ack", is_flag=True, help="Acknowledge the ALERTs: seen, not to be told again.")
@click.option("--mute", type=click.IntRange(1, 3650), metavar="DAYS", help="Keep the ALERTs quiet for so many days.")
@click.option("--unmute", is_flag=True, help="Open the ALERTs again.")
@click.option("--by", help="Who decides; your login unless said.")
@click.option("--rules", "list_rules", is_flag=True, help="List the rules: what each means, and what to do.")
@click.option("--try", "tried", metavar="RULE", help="What a rule, or a file of one, raises of the last year of news.")
@click.option("--test", is_flag=True, help="Send a test message through every channel.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")
@click.pass_obj
def alerts(paths: tuple[Any, Any], /, *, names: tuple[str, ...], form: str, **asked: Any) -> int:
    """List the open alerts, or show, acknowledge or mute those named (alert-1a2b3c4d, or its beginning).

    Each comes with the sentence behind it in its language, the link, and the query that raised it. Ends with 3 where a
    channel did not take a test message.
    """
    from flows.settings import find_project_paths

    found = find_project_paths(*paths, os.environ)
    require_text(*names, asked["rule"], asked["by"], asked["tried"])
    _require_sense(names, asked)
    if asked["test"]:
        return _test_channels(found)
    if asked["list_rules"]:
        _print_rules(found, form)
        return 0
    data = data_with_copy(found.data)
    if asked["tried"]:
        _try(found, data, asked["tried"], form)
    elif any(asked[name] for name in _DECISIONS):
        _decide(data, names, asked)
    else:
        _list(found, data, names, asked["rule"], form, everything=asked["everything"])
    return 0


def _require_sense(names: Sequence[str], asked: dict[str, Any]) -> None:
    chosen = [name for name in (*_DECISIONS, "list_rules", "tried", "test") if asked[name]]
    if len(chosen) > 1:
        words = {"list_rules": "rules", "tried": "try"}
        raise click.UsageError(f"--{' and --'.join(words.get(name, name) for name in chosen)} do not go together")
    if any(asked[name] for name in _DECISIONS) and not names:
        raise click.UsageError("name the alerts; `claimwatch alerts` lists them")


def _test_channels(found: Paths) -> int:
    from flows.alerting.channels import VARIABLE, read_channels, send_message, show_channel
    from flows.alerting.messages import build_test_message
    from flows.outcome import PARTLY_FAILED
    from flows.settings import read_settings

    settings = read_settings(found)
    urls = settings.alert_urls.get_secret_value() if settings.alert_urls else None
    channels = read_channels(urls, settings.alert_urls_file)
    if not channels:
        raise click.UsageError(f"no channel is set: give {VARIABLE} or alert_urls_file (docs/operations.md)")
    code = 0
    for channel in channels:
        fault = send_message(channel, build_test_message())
        click.echo(
            f"{channel.name}  {show_channel(channel)}  {'took it' if fault is None else f'did not take it: {fault}'}"
        )
        code = code if fault is None else PARTLY_FAILED
    return code


def _print_rules(found: Paths, form: str) -> None:
    from flows.alerting.preferences import read_own_rules, read_preferences
    from flows.alerts_output import print_rules
    from flows.record_output import print_csv, print_json
    from warehouse.alerts.rules import Rule

    rules = read_own_rules(found.config)
    if form == "table":
        print_rules(rules, read_preferences(found.config, [rule.name for rule in rules]))
    elif form == "csv":
        print_csv(Rule, rules)
    else:
        print_json(rules)


def _try(found: Paths, data: Path, name: str, form: str) -> None:
    from flows.alerting.preferences import read_own_rules
    from flows.alerts_output import choose_rule, print_alerts
    from warehouse.alerts.trying import try_rule

    rule = choose_rule(name, read_own_rules(found.config))
    raised = try_rule(data, rule)
    print_alerts(raised, {rule.name: rule}, form, with_query=False)
    click.echo(f"{rule.name}: {len(raised)} of the last year of news; nothing was kept or sent", err=True)


def _decide(data: Path, names: Sequence[str], asked: dict[str, Any]) -> None:
    from warehouse.alerts.deciding import acknowledge, mute
    from warehouse.database import lock_warehouse, open_warehouse
    from warehouse.publishing import publish

    now, by = datetime.now(UTC), asked["by"] or getpass.getuser()
    with lock_warehouse(data, command="claimwatch alerts") as lock:
        with open_warehouse(data, command="claimwatch alerts", create=False, lock=lock) as warehouse:
            if asked["ack"]:
                done, word = acknowledge(warehouse, names, by=by, at=now), "acknowledged"
            else:
                done = mute(warehouse, names, days=asked["mute"] or 0, by=by, at=now)
                word = f"muted for {asked['mute']} days" if asked["mute"] else "open again"
        publish(data, lock=lock)
    click.echo(f"{done} alert{'' if done == 1 else 's'} {word}")


def _list(found: Paths, data: Path, names: Sequence[str], rule: str | None, form: str, *, everything: bool) -> None:
    from extractors.errors import UsageError
    from flows.alerting.preferences import read_own_rules
    from flows.alerts_output import explain_none, print_alerts
    from flows.catalogue.problems import suggest
    from warehouse.alerts.reading import read_alerts

    rules = {one.name: one for one in read_own_rules(found.config)}
    if rule is not None and rule not in rules:
        raise UsageError(f"there is no rule {rule!r}{suggest(rule, rules)} (`claimwatch alerts --rules` lists them)")
    listed, last = read_alerts(data, rule=rule, everything=everything)
    for name in names:
        one, last = read_alerts(data, name, rule=rule)
        if not one:
            raise UsageError(f"there is no alert {name!r} (`claimwatch alerts --all` lists them)")
        listed = one if name == names[0] else (*listed, *one)
    print_alerts(listed, rules, form, with_query=bool(names))
    if not listed:
        click.echo(explain_none(last, rule, everything=everything), err=True)
    for fault in last.faults if last else ():
        click.echo(f"claimwatch: could not be asked: {fault}", err=True)
