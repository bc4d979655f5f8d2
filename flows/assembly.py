"""From paths and settings to a line that can run: the live one, and the one of the sample press."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from extractors.errors import UsageError
from flows.alerting.preferences import read_alerting
from flows.catalogue.compiling import prove_rulebook
from flows.catalogue.problems import suggest
from flows.catalogue.reading import Catalogue, read_catalogue
from flows.catalogue.sources import Source
from flows.crawl.fetching import FetchOptions
from flows.crawl.records import FetchLimits
from flows.line import Line, Progress, new_run_id, say_nothing
from flows.settings import Paths, Settings
from flows.workers import count_cores
from warehouse.memory import MAX_ATTEMPTS

RECHECKS = 4
OFFLINE_AGENT = "Claimwatch/0.1 (offline)"
SAMPLE_AGENT = "Claimwatch/0.1 (+mailto:sample-press@localhost.invalid)"


def build_line(
    paths: Paths,
    settings: Settings,
    *,
    only: Sequence[str] = (),
    group: str | None = None,
    retry_failed: bool = False,
    command: str = "run",
    progress: Progress = say_nothing,
) -> Line:
    """The line over the enabled sources of config/, over those of one group, or over those named.

    `retry_failed` asks once more for pages that were given up; each is given up for good after `RECHECKS` more tries.
    Raises ConfigurationError, UsageError.
    """
    catalogue = read_catalogue(paths.config, cache_dir=paths.cache)
    chosen = choose_sources(catalogue, only, group)
    return Line(
        run_id=new_run_id(started := datetime.now(UTC)),
        started=started,
        command=command,
        data_dir=paths.data,
        catalogue=catalogue,
        sources=chosen,
        watched=tuple(source for source in catalogue.sources if source.enabled or source in chosen),
        max_attempts=MAX_ATTEMPTS + (RECHECKS if retry_failed else 0),
        options=build_options(settings, settings.agent()),
        host_delay=settings.per_host_delay,
        rulebook=prove_rulebook(catalogue.rulebook_data(), paths.cache),
        jobs=settings.jobs or count_cores(),
        publish_tables=settings.publish_tables,
        alerting=read_alerting(paths.config, catalogue, settings),
        progress=progress,
    )


def build_archive_line(
    paths: Paths,
    settings: Settings,
    *,
    only: Sequence[str] = (),
    command: str = "reextract",
    progress: Progress = say_nothing,
) -> Line:
    """The line over all sources of config/, or over those named, for what needs no network: nobody has to stand behind
    it.

    Raises ConfigurationError, UsageError.
    """
    catalogue = read_catalogue(paths.config, cache_dir=paths.cache)
    chosen = choose_sources(catalogue, only) if only else catalogue.sources
    return Line(
        run_id=new_run_id(started := datetime.now(UTC)),
        started=started,
        command=command,
        data_dir=paths.data,
        catalogue=catalogue,
        sources=chosen,
        watched=tuple(source for source in catalogue.sources if source.enabled or source.id in only),
        options=build_options(settings, OFFLINE_AGENT),
        rulebook=prove_rulebook(catalogue.rulebook_data(), paths.cache),
        jobs=settings.jobs or count_cores(),
        publish_tables=settings.publish_tables,
        alerting=read_alerting(paths.config, catalogue, settings),
        progress=progress,
    )


def build_sample_line(
    paths: Paths,
    settings: Settings,
    described: Sequence[Mapping[str, Any]],
    *,
    command: str = "demo",
    progress: Progress = say_nothing,
) -> Line:
    """The line over a running sample press, which describes its sources in the schema of config/sources/."""
    catalogue = read_catalogue(paths.config, cache_dir=paths.cache)
    plain = [{key: value for key, value in item.items() if key != "broken_by_design"} for item in described]
    return Line(
        run_id=new_run_id(started := datetime.now(UTC)),
        started=started,
        command=command,
        data_dir=paths.data,
        catalogue=catalogue,
        sources=tuple(Source.model_validate(item) for item in plain),
        options=build_options(settings, SAMPLE_AGENT),
        rulebook=prove_rulebook(catalogue.rulebook_data(), paths.cache),
        jobs=settings.jobs or count_cores(),
        publish_tables=settings.publish_tables,
        sample=True,
        # Invented news is told to nobody, and no release of it is late.
        alerting=replace(read_alerting(paths.config, catalogue, None), releases=()),
        broken_by_design={
            str(item["id"]): str(item["broken_by_design"]) for item in described if item.get("broken_by_design")
        },
        progress=progress,
    )


def choose_sources(catalogue: Catalogue, only: Sequence[str] = (), group: str | None = None) -> tuple[Source, ...]:
    """The enabled sources, those of one group, or those named, also disabled ones. UsageError for an unknown name."""
    by_id = {source.id: source for source in catalogue.sources}
    for name in only:
        if name not in by_id:
            near = suggest(name, list(by_id))
            raise UsageError(f"there is no source {name!r}{near} (`claimwatch sources` lists them)")
    if only:
        return tuple(by_id[name] for name in dict.fromkeys(only))
    enabled = tuple(source for source in catalogue.sources if source.enabled)
    if not enabled:
        raise UsageError("no source is enabled; set enabled: true in a file of config/sources/")
    return enabled if group is None else _choose_group(enabled, group)


def list_groups(catalogue: Catalogue) -> tuple[str, ...]:
    """The groups of the enabled sources, in the order of the alphabet."""
    return tuple(sorted({source.group for source in catalogue.sources if source.enabled}))


def _choose_group(enabled: Sequence[Source], group: str) -> tuple[Source, ...]:
    groups = sorted({source.group for source in enabled})
    if group not in groups:
        raise UsageError(
            f"no enabled source is of the group {group!r}{suggest(group, groups)}; use one of {', '.join(groups)}"
        )
    return tuple(source for source in enabled if source.group == group)


def build_options(settings: Settings, agent: str) -> FetchOptions:
    """How all requests of a run are made."""
    return FetchOptions(
        user_agent=agent,
        limits=FetchLimits(
            timeout_seconds=settings.timeout_seconds,
            max_bytes=settings.max_bytes,
            connections=settings.concurrency,
            retries=settings.retries,
        ),
        allowed_networks=tuple(str(network) for network in settings.allowed_networks),
        proxy=settings.proxy.get_secret_value() if settings.proxy else None,
    )
