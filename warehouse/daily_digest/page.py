"""A digest as a page of HTML that stands for itself: for a file or a mail, without scripts."""

from __future__ import annotations

from warehouse.daily_digest.markdown import describe_counts
from warehouse.daily_digest.records import Digest
from warehouse.report_wording import find_link, format_day
from warehouse.templating import open_templates


def build_page(digest: Digest) -> str:
    """The page. What strangers wrote is text in it, whatever it looks like."""
    template = open_templates("warehouse").get_template("digest_mail.html")
    return template.render(
        digest=digest,
        day=format_day(digest.day),
        counts=describe_counts(digest.counts),
        missing=[section.title.lower() for section in digest.sections if not section.lines],
        link=find_link,
        write_day=format_day,
    )
