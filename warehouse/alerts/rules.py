"""The rules that raise alerts: one SQL file each, with a head that documents it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

import duckdb

from extractors.errors import ConfigurationError
from warehouse.sealed import read_statements

FOLDER = "warehouse/sql/alerts"
SECTIONS = ("watchlists", "highs", "targets", "contradictions", "revisions", "alerts")  # of the digest
_HEAD = re.compile(r"--\ (?P<key>[a-z]+):\ (?P<text>\S.*)")  # "-- title: New high or low"
_MORE = re.compile(r"--\ {3}(?P<text>\S.*)")  # "--   and more of the same"
_KEYS = ("title", "means", "do", "section", "lasts")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. Its query reads `news` and `today` and gives `key`, `reason`, `claim_ids` and maybe `numbers`."""

    name: str  # of its file: "scale_slip"
    origin: str  # where that lies: "config/alerts/scale_slip.sql"
    title: str
    means: str
    advice: str  # what to do when it is raised
    section: str  # of the digest
    lasts: bool  # tells a state that ends by itself, and is asked for also when nothing is new
    sql: str


def read_rules(own: Mapping[str, str] | None = None) -> tuple[Rule, ...]:
    """The rules of the project and, by their shown paths, those of an installation: `{"config/alerts/x.sql": "…"}`.

    An own rule of the same name takes the place of ours. Raises ConfigurationError in a line for each that is no rule.
    """
    texts = {f"{FOLDER}/{item.name}": item.read_text("utf-8") for item in _list_files()}
    rules: dict[str, Rule] = {}
    problems = []
    for origin, text in [*sorted(texts.items()), *sorted((own or {}).items())]:
        try:
            rule = _build_rule(origin, text) if origin in texts else parse_rule(origin, text)
        except ConfigurationError as error:
            problems.append(str(error))
            continue
        rules[rule.name] = rule
    if problems:
        raise ConfigurationError("\n".join(problems))
    return tuple(rules[name] for name in sorted(rules))


def parse_rule(origin: str, text: str) -> Rule:
    """The rule in a file; ConfigurationError with file and line for a head or a query that is none."""
    rule = _build_rule(origin, text)
    _require_select(origin, text)
    return rule


def _build_rule(origin: str, text: str) -> Rule:
    """The rule, its query not looked at: those of the project are known to be queries, and every run reads them."""
    head = _read_head(origin, text)
    for key in ("title", "means"):
        if key not in head:
            raise ConfigurationError(f"{origin}:1: {key} is missing; begin the file with a line '-- {key}: …'")
    section = head.get("section", "alerts")
    if section not in SECTIONS:
        raise ConfigurationError(f"{origin}:1: section: {section!r} is not one of {', '.join(SECTIONS)}")
    return Rule(
        name=origin.rpartition("/")[2].removesuffix(".sql"),
        origin=origin,
        title=head["title"],
        means=head["means"],
        advice=head.get("do", ""),
        section=section,
        lasts=head.get("lasts", "no") == "yes",
        sql=text.strip().removesuffix(";"),
    )


def _list_files() -> list[Traversable]:
    return [item for item in files("warehouse").joinpath("sql", "alerts").iterdir() if item.name.endswith(".sql")]


def _read_head(origin: str, text: str) -> dict[str, str]:
    """`{"title": "New high or low", "means": "The newest value …"}` from the comments that the file begins with."""
    head: dict[str, str] = {}
    last = ""
    for number, line in enumerate(text.splitlines(), 1):
        if (more := _MORE.fullmatch(line)) and last:
            head[last] += f" {more['text']}"
        elif found := _HEAD.fullmatch(line):
            last = found["key"]
            if last not in _KEYS:
                raise ConfigurationError(f"{origin}:{number}: {last} is not one of {', '.join(_KEYS)}")
            head[last] = found["text"]
        else:
            break
    return head


def _require_select(origin: str, text: str) -> None:
    try:
        statements = read_statements(text)
    except duckdb.Error as error:
        raise ConfigurationError(f"{origin}: cannot be read as SQL: {' '.join(str(error).split())}") from None
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise ConfigurationError(f"{origin}: holds no single SELECT; a rule only asks")
