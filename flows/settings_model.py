"""The settings of an installation: names, bounds, defaults, and what a wrong one is told."""

from __future__ import annotations

import os
import re
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict, SettingsError

from extractors.errors import ConfigurationError
from flows.catalogue.documents import CatalogueError, Document, Problem, parse_document
from flows.catalogue.problems import suggest

PREFIX = "CLAIMWATCH_"
FILE = "settings.yaml"
SECRETS = ("proxy", "alert_urls")
_MAIL = re.compile(r"[^@\s:/]+@[^@\s:/]+\.[^@\s:/]+")  # "press-watch@example.org"


def _split_at_commas(value: object) -> object:
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


class Settings(BaseSettings):
    """How this installation runs. Every key is also a variable: `contact` is CLAIMWATCH_CONTACT."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="forbid", frozen=True)

    config_dir: Path
    data_dir: Path
    contact: str | None = None  # mail or web address of whoever runs this; live runs need it
    user_agent: str = "Claimwatch/0.1 (+{contact})"
    proxy: SecretStr | None = None  # may hold a password: from the environment only
    timeout_seconds: Annotated[float, Field(gt=0, le=600)] = 30.0  # for one request from first to last byte
    max_bytes: Annotated[int, Field(ge=1024, le=1024**3)] = 10 * 1024 * 1024  # of one answer, unpacked
    concurrency: Annotated[int, Field(ge=1, le=64)] = 8  # hosts asked at a time
    per_host_delay: Annotated[float, Field(ge=0, le=600)] = 2.0  # seconds; a source may ask for more
    retries: Annotated[int, Field(ge=0, le=10)] = 2
    allowed_networks: Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode, BeforeValidator(_split_at_commas)] = ()
    archive_retention_days: Annotated[int, Field(ge=1)] | None = None  # null: pages are kept for good
    publish_tables: bool = True  # each run writes the published tables as files too
    log_format: Literal["text", "json"] = "text"
    jobs: Annotated[int, Field(ge=1, le=256)] | None = None  # worker processes; null: one for each core
    alert_urls: SecretStr | None = None  # where alerts go; hold passwords and tokens: from the environment only
    alert_urls_file: Path | None = None  # or a file with one address a line, such as a container's secret

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment over what the caller has read from the file."""
        del settings_cls, dotenv_settings, file_secret_settings  # no .env files: they end up in archives
        return env_settings, init_settings

    @field_validator("contact")
    @classmethod
    def _reachable(cls, contact: str | None) -> str | None:
        if contact is None or _MAIL.fullmatch(contact) or urlsplit(contact).scheme in {"http", "https"}:
            return contact
        raise ValueError("is neither a mail address nor a web address; write press-watch@example.org")

    @field_validator("user_agent")
    @classmethod
    def _one_line(cls, user_agent: str) -> str:
        if not user_agent.isprintable() or not user_agent.isascii():
            raise ValueError("must be one line of plain ASCII")
        if "{contact}" not in user_agent:
            raise ValueError("must hold {contact}, so that publishers can reach whoever runs this")
        return user_agent

    @field_validator("proxy")
    @classmethod
    def _proxy_address(cls, proxy: SecretStr | None) -> SecretStr | None:
        if proxy is not None:
            parts = urlsplit(proxy.get_secret_value())
            if parts.scheme not in {"http", "https", "socks5"} or not parts.hostname:
                raise ValueError("is not a proxy address; write http://host:port")
        return proxy

    def agent(self) -> str:
        """The User-Agent of live requests; ConfigurationError where nobody stands behind it."""
        if self.contact is None:
            raise ConfigurationError(
                f"contact is not set: say who runs this with {PREFIX}CONTACT=you@example.org or contact: in {FILE}"
            )
        return self.user_agent.replace("{contact}", self.contact)


def read_settings_of(config_dir: Path, data_dir: Path) -> Settings:
    """The settings that hold for these folders; see `flows.settings.read_settings`."""
    document = _read_file(config_dir)
    folders = {"config_dir": config_dir, "data_dir": data_dir}
    try:
        settings = Settings(**{**(document.data or {}), **folders})
    except ValidationError as error:
        lines = dict.fromkeys(_explain(document, details) for details in error.errors())
        raise ConfigurationError("\n".join(lines)) from None
    except SettingsError as error:
        raise ConfigurationError(" ".join(str(error).split())) from None
    return settings.model_copy(update=folders)  # no variable moves the folders: they are chosen before


def _read_file(config_dir: Path) -> Document:
    path = config_dir / FILE
    shown = f"{config_dir.name}/{FILE}"
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Document(shown, {}, {})
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: cannot be read: {error}") from error
    document, faults = parse_document(shown, text)
    problems = list(faults) or _unfit_keys(document)
    if problems:
        raise CatalogueError(problems)
    return document


def _unfit_keys(document: Document) -> list[Problem]:
    """Keys that do not belong into the file: unknown ones, folders, and what may hold a secret."""
    if document.data is None:
        return []
    if not isinstance(document.data, dict):
        return [document.problem((), "must hold keys and values")]
    known = [key for key in Settings.model_fields if key not in {"config_dir", "data_dir", *SECRETS}]
    problems = []
    for key in document.data:
        if key in SECRETS:
            reason = f"may hold a password and is taken from the environment only; set {PREFIX}{key.upper()}"
        elif key in {"config_dir", "data_dir"}:
            reason = f"is set with --{key[:-4]} or {PREFIX}{key[:-4].upper()}"
        elif key not in known:
            reason = f"is not a known key{suggest(key, known)}"
        else:
            continue
        problems.append(document.problem((key,), f"{key}: {reason}"))
    return problems


def _explain(document: Document, details: Any) -> str:
    """One line that names the variable or the file's line, without the value where it is a secret."""
    key = str(details["loc"][0])
    message = details["msg"].removeprefix("Value error, ").removeprefix("Input ")
    if key == "allowed_networks":  # pydantic tries IPv4 and IPv6 in turn and complains of both
        message = "is not a network; write 198.18.0.0/15 or fd00::/8"
    if key not in SECRETS and details["type"] != "value_error":
        message = f"{message}, not {details['input']!r}"
    variable = f"{PREFIX}{key.upper()}"
    if os.environ.get(variable):
        return f"{variable}: {message}"
    return str(document.problem((key,), f"{key}: {message}"))
