"""Templates of HTML, set up in one way: what strangers wrote is text, a name that nobody filled is an error."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined


@cache
def open_templates(package: str) -> Environment:
    """The templates in the folder templates/ of a package: `open_templates("warehouse").get_template("page.html")`."""
    return Environment(
        loader=PackageLoader(package, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
