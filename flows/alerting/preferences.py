"""What config/ says of alerts: config/alerts.yaml, own rules, watchlists, the release calendar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from extractors.errors import ConfigurationError
from flows.alerting.channels import Channel, read_channels
from flows.catalogue.bilingual import Model
from flows.catalogue.documents import CatalogueError, parse_document
from flows.catalogue.problems import find_problems
from flows.catalogue.reading import Catalogue
from flows.catalogue.zones import Zone
from flows.settings import Settings
from flows.watching.files import find_unknown
from flows.watching.releases import Release, read_releases
from flows.watching.watchlists import Watchlist, read_watchlists
from warehouse.alerts.rules import Rule, read_rules

FILE = "alerts.yaml"


class Preferences(Model):
    """The file config/alerts.yaml."""

    zone: Zone = "Asia/Shanghai"
    off: tuple[str, ...] = ()
    unsent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alerting:
    """All that a run needs in order to tell."""

    rules: tuple[Rule, ...]
    preferences: Preferences
    watchlists: tuple[Watchlist, ...] = ()
    releases: tuple[Release, ...] = ()
    channels: tuple[Channel, ...] = field(default=(), repr=False)

    def today(self, now: datetime) -> date:
        """The day of an instant where the schedule is kept."""
        return now.astimezone(ZoneInfo(self.preferences.zone)).date()


def read_alerting(config_dir: Path, catalogue: Catalogue, settings: Settings | None) -> Alerting:
    """What an installation says of alerts; without `settings` it has no channels, and nothing can be sent.

    Raises ConfigurationError with a line for each problem.
    """
    rules = read_rules(_read_own(config_dir))
    preferences = read_preferences(config_dir, [rule.name for rule in rules])
    urls = settings.alert_urls.get_secret_value() if settings and settings.alert_urls else None
    return Alerting(
        rules=tuple(rule for rule in rules if rule.name not in preferences.off),
        preferences=preferences,
        watchlists=read_watchlists(config_dir, catalogue),
        releases=read_releases(config_dir, catalogue),
        channels=read_channels(urls, settings.alert_urls_file) if settings else (),
    )


def read_own_rules(config_dir: Path) -> tuple[Rule, ...]:
    """The rules of the project and of config/alerts/, also those that are off."""
    return read_rules(_read_own(config_dir))


def _read_own(config_dir: Path) -> Mapping[str, str]:
    """The files of config/alerts/ by their shown paths."""
    texts = {}
    for path in sorted((config_dir / "alerts").glob("*.sql")):
        try:
            texts[f"{config_dir.name}/alerts/{path.name}"] = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigurationError(f"{path}: cannot be read: {error}") from error
    return texts


def read_preferences(config_dir: Path, rules: Sequence[str]) -> Preferences:
    """The file config/alerts.yaml; what holds without it, where there is none. ConfigurationError for a wrong one."""
    path = config_dir / FILE
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Preferences()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: cannot be read: {error}") from error
    document, faults = parse_document(f"{config_dir.name}/{FILE}", text)
    if faults:
        raise CatalogueError(list(faults))
    try:
        preferences = Preferences.model_validate(document.data or {})
    except ValidationError as error:
        raise CatalogueError(find_problems(document, (), Preferences, error)) from None
    problems = [
        problem
        for key in ("off", "unsent")
        for index, name in enumerate(getattr(preferences, key))
        for problem in find_unknown(document, (key, index), name, rules, "rule")
    ]
    if problems:
        raise CatalogueError(problems)
    return preferences
