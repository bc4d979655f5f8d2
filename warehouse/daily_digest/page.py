"""A digest as a page of HTML that stands for itself: for a file or a mail, without scripts."""

from __future__ import annotations

from warehouse.daily_digest.markdown import describe_counts, list_missing, speech_for, write_title
from warehouse.daily_digest.records import Digest
from warehouse.report_wording import find_link
from warehouse.templating import open_templates


def build_page(digest: Digest, language: str = "en") -> str:
    """The page. What strangers wrote is text in it, whatever it looks like."""
    speech = speech_for(digest, language)
    template = open_templates("warehouse").get_template("digest_mail.html")
    return template.render(
        digest=digest,
        s=speech,
        w=speech.say,
        title=speech.say("digest.of_day", day=speech.day(digest.day)),
        counts=describe_counts(digest.counts, speech),
        missing=list_missing(digest, speech),
        link=find_link,
        name=write_title,
    )
