"""The rulebook of a catalogue, with mistakes in its words told as mistakes of the configuration."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.errors import ConfigurationError
from extractors.rulebook_version import find_version

if TYPE_CHECKING:
    from extractors.rulebook import Rulebook


def prove_rulebook(data: Mapping[str, Any], cache_dir: Path) -> str:
    """The version of the rulebook of this data, which compiles: ConfigurationError where it does not.

    Workers compile for themselves; the parent only has to know that they can. An empty file in the cache says that this
    very version once did, so that a run starts without compiling (0.3 s).
    """
    version = find_version(data)
    proof = cache_dir / f"compiles-{version}"
    if not proof.is_file():
        compile_rulebook(data)
        with contextlib.suppress(OSError):  # a cache that cannot be written only costs time
            cache_dir.mkdir(parents=True, exist_ok=True)
            for outdated in cache_dir.glob("compiles-*"):
                outdated.unlink()
            proof.touch()
    return version


def late_rulebook(data: Mapping[str, Any], cache_dir: Path) -> Rulebook:
    """The rulebook of this data, which is known to compile: each language does when its first text is read (0.1 s).

    ConfigurationError where it does not compile.
    """
    version = prove_rulebook(data, cache_dir)
    from extractors.rulebook import build_rulebook  # noqa: PLC0415 - a run's parent only asks for the version

    return build_rulebook(data, version)


def compile_rulebook(data: Mapping[str, Any]) -> Rulebook:
    """`build_rulebook(data)`; ConfigurationError where a pattern is wrong or a section of the words is missing."""
    from extractors.rulebook import build_rulebook, compile_all  # noqa: PLC0415 - a run's parent only asks for the version

    for lang in ("en", "zh"):
        if lang not in data["languages"]:
            raise ConfigurationError(f"config/languages/{lang}.yaml: is missing; the engine needs its words")
    try:
        return compile_all(build_rulebook(data))
    except re.error as error:
        shown = f" near {str(error.pattern)[max(0, (error.pos or 0) - 20) :][:40]!r}" if error.pattern else ""
        raise ConfigurationError(f"config/: a pattern cannot be compiled: {error.msg}{shown}") from error
    except KeyError as error:
        raise ConfigurationError(f"config/languages: the section or key {error} is missing") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise ConfigurationError(f"config/: the words cannot be compiled: {error}") from error
