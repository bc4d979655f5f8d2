"""An explanation as one HTML file: opens from disk, asks no network for anything, runs no script."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

from extractors.evidence.explanation import Explanation
from flows.explain_terminal import summarise
from flows.explain_view import build_cards, cut_sentence, cut_text, visible
from warehouse.templating import open_templates


def render_explanation(explanation: Explanation, name: str) -> str:
    """The page of one explained text; `name` is its title. All that came from outside is escaped."""
    style = files("flows").joinpath("templates/explain.css").read_text(encoding="utf-8")
    cards = build_cards(explanation)
    return (
        open_templates("flows")
        .get_template("explain.html")
        .render(
            name=visible(name),
            lang=explanation.lang,
            style=style,
            policy=build_policy(style),
            summary=summarise(cards),
            segments=cut_text(explanation, cards),
            cards=[(card, cut_sentence(explanation.text, card)) for card in cards],
        )
    )


def build_policy(style: str) -> str:
    """A content security policy that lets in this page's own style, by its hash, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
