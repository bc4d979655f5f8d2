"""YAML files as plain data that still knows its lines, so that every complaint can point at one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

import yaml

from extractors.errors import ConfigurationError

Location = tuple[str | int, ...]  # ("claims", 0, "unit"): the keys and indexes that lead to a value


class Problem(NamedTuple):
    """One thing that is wrong, printed as `config/sources/x.yaml:12: tier: …`."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class CatalogueError(ConfigurationError):
    """What is wrong in config/, one line for each problem, in the order of files and lines."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True, slots=True)
class Document:
    """One file: its data and the 1-based line of each value in it."""

    file: str  # as shown to people: "config/sources/x.yaml"
    data: Any
    lines: Mapping[Location, int]

    def line_of(self, location: Location) -> int:
        """The line of a value; of the nearest thing around it where the value itself is not there."""
        while location and location not in self.lines:
            location = location[:-1]
        return self.lines.get(location, 1)

    def problem(self, location: Location, message: str) -> Problem:
        """A problem at a place in this file."""
        return Problem(self.file, self.line_of(location), message)


# Dates stay text: what is read is plain enough for JSON, and a model that wants a date reads it itself.
_DATE = "tag:yaml.org,2002:timestamp"

# A tab before the first visible character: "\tid: x", "  \tid: x". YAML forbids it as indentation and editors hide it.
_TAB_INDENT = re.compile(r"^[ ]*\t", re.MULTILINE)


@lru_cache(maxsize=512)  # a worker that lives long reads the same files at every run
def parse_document(file: str, text: str) -> tuple[Document, tuple[Problem, ...]]:
    """The data of a YAML text and what is wrong with its form: tabs, syntax, keys given twice, anchors.

    `parse_document("config/metrics/x.yaml", "id: x\\nid: y\\n")` reports line 2: `id` is given twice.
    """
    tab = _TAB_INDENT.search(text)
    if tab:
        line = text.count("\n", 0, tab.start()) + 1
        return Document(file, None, {}), (Problem(file, line, "a tab indents this line; use spaces"),)
    loader = yaml.CSafeLoader(text)
    try:
        node = loader.get_single_node()
        builder = _Builder(file, loader)
        data = None if node is None else builder.build(node, ())
    except yaml.MarkedYAMLError as error:
        return Document(file, None, {}), (_syntax_problem(file, error),)
    except yaml.YAMLError as error:
        return Document(file, None, {}), (Problem(file, 1, f"cannot be read as YAML: {' '.join(str(error).split())}"),)
    finally:
        loader.dispose()
    return Document(file, data, MappingProxyType(builder.lines)), tuple(builder.problems)


def _syntax_problem(file: str, error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    return Problem(file, line, f"cannot be read as YAML: {error.problem or error.context}")


class _Builder:
    """Turns YAML nodes into plain data and notes the line of each."""

    def __init__(self, file: str, loader: yaml.CSafeLoader) -> None:
        self.file = file
        self.loader = loader
        self.lines: dict[Location, int] = {}
        self.problems: list[Problem] = []
        self._seen: set[int] = set()

    def build(self, node: yaml.Node, location: Location) -> Any:
        line = node.start_mark.line + 1
        self.lines.setdefault(location, line)
        if id(node) in self._seen:  # one node in two places: an alias (`*name`)
            self.problems.append(Problem(self.file, line, "anchors and aliases (& and *) are not used in config/"))
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(node, location))
        if isinstance(node, yaml.SequenceNode):
            return [self._item(child, (*location, index)) for index, child in enumerate(node.value)]
        if node.tag == _DATE:
            return node.value
        return self.loader.construct_object(node)

    def _item(self, node: yaml.Node, location: Location) -> Any:
        """One of a list: `on` and `no` are words among words, as YAML 1.2 has it, and no truth values."""
        built = self.build(node, location)
        return node.value if isinstance(built, bool) and node.value.lower() not in {"true", "false"} else built

    def _pairs(self, node: yaml.MappingNode, location: Location) -> Iterator[tuple[str, Any]]:
        first_lines: dict[str, int] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self.problems.append(Problem(self.file, line, "a key must be a plain word"))
                continue
            key = str(key_node.value)  # as written: `on`, `no` and `2026` are words here
            if key in first_lines:
                message = f"'{key}' is given twice (first on line {first_lines[key]}); keep one"
                self.problems.append(Problem(self.file, line, message))
                continue
            first_lines[key] = line
            self.lines[(*location, key)] = line
            yield key, self.build(value_node, (*location, key))
