"""Alerts and digests as messages: plain text that quotes the press in its own language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flows.alerting.channels import Message
from warehouse.alerts.quotes import Quote
from warehouse.alerts.reading import Alert
from warehouse.alerts.rules import Rule
from warehouse.report_wording import find_link
from warehouse.screen import make_harmless

MOST_ALERTS = 20  # of a message: who is told more at once reads none of it


def build_message(alerts: Sequence[Alert], rules: Mapping[str, Rule]) -> Message:
    """What a channel is sent of these alerts."""
    count = len(alerts)
    title = f"Claimwatch: {alerts[0].reason}" if count == 1 else f"Claimwatch: {count:,} alerts"
    blocks = ["\n".join(write_alert(alert, rules)) for alert in alerts[:MOST_ALERTS]]
    if count > MOST_ALERTS:
        blocks.append(f"and {count - MOST_ALERTS:,} more: claimwatch alerts")
    return Message(title[:200], "\n\n".join(blocks) + "\n")


def write_alert(alert: Alert, rules: Mapping[str, Rule]) -> list[str]:
    """The lines of one alert: what happened, the words of the press with their links, how to see more."""
    title = rules[alert.rule].title if alert.rule in rules else alert.rule
    lines = [f"{title}: {make_harmless(alert.reason)}"]
    lines += [line for quote in alert.quotes for line in write_quote(quote)]
    return [*lines, f"{alert.alert_id} (claimwatch alerts {alert.alert_id} shows its query)"]


def write_quote(quote: Quote) -> list[str]:
    """`“截至1月底，共有450万个。” – The Wire, 2026-02-20` and the link, where it is one that may be followed."""
    said = " ".join(make_harmless(quote.sentence).split())
    lines = [f"  “{said}” – {make_harmless(quote.publisher)}, {quote.published_day}"]
    return [*lines, f"  {link}"] if (link := find_link(quote.url)) else lines


def build_test_message() -> Message:
    """What `claimwatch alerts --test` sends."""
    text = (
        "This is a test. Alerts of Claimwatch will come this way, with quotes in their language (像这样) and links.\n"
    )
    return Message("Claimwatch: test", text)
