"""Templates into pages: one site that is being built, and what every page of it gets."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any

from warehouse.pages.addresses import address_page, climb, localise
from warehouse.pages.folder import PageFolder
from warehouse.pages.speech import Speech, speech_of
from warehouse.templating import open_templates

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; object-src 'none'"
)


@dataclass(frozen=True, slots=True)
class Site:
    """A build in progress: where pages go, the files beside them, and what makes all of them stale at once."""

    folder: PageFolder
    assets: Mapping[str, str]  # addresses from the root, by what they are
    sample: bool  # whether the data are those of the sample press
    stamp: str  # of templates, words, assets and code: pages of another stamp are made anew
    bodies: Mapping[str, str] = field(default_factory=dict)  # Chinese names of those who speak, by their English ones

    def speak(self, language: str) -> Speech:
        """The interface in a language, which knows the names of this warehouse."""
        speech = speech_of(language)
        return replace(speech, bodies=self.bodies) if speech.chinese else speech

    def holds(self, address: str, language: str, stamp: str) -> bool:
        """Whether the page stands there already, made of what `stamp` names."""
        return self.folder.holds(localise(address, language), stamp)

    def save(
        self, address: str, language: str, template: str, view: Mapping[str, Any], *, stamp: str | None = None
    ) -> None:
        """Renders a page and writes it, unless it stands there already."""
        html = render(self, address, language, template, view)
        self.folder.save(localise(address, language), html, stamp)


def render(site: Site, address: str, language: str, template: str, view: Mapping[str, Any]) -> str:
    """The HTML of a page. Everything that came from the press is escaped by the templates."""
    speech = site.speak(language)
    here = localise(address, language)
    root = climb(here)
    found = open_templates("warehouse").get_template(template, globals={"page_of": address_page})
    return found.render(
        view,
        s=speech,
        w=speech.say,
        root=root,
        home=root if language == "en" else f"{root}{language}/",
        elsewhere=root + localise(address, speech.other),
        assets=site.assets,
        sample=site.sample,
        policy=POLICY,
    )


@cache
def stamp_templates() -> str:
    """A name for everything that shapes pages besides data: templates, words, queries and the code of this package."""
    found = hashlib.sha256()
    for folder in ("templates", "pages", "sql/pages"):
        for file in sorted(files("warehouse").joinpath(*folder.split("/")).iterdir(), key=lambda file: file.name):
            if file.is_file() and not file.name.endswith(".pyc"):
                found.update(file.name.encode() + file.read_bytes())
    return found.hexdigest()[:24]
