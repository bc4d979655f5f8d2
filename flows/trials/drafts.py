"""One file of config/ that somebody is writing, held against all the others before it joins them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from extractors.errors import UsageError
from flows.catalogue.cache import fingerprint_texts
from flows.catalogue.documents import CatalogueError, Document, parse_document
from flows.catalogue.reading import Catalogue, read_texts
from flows.catalogue.validation import validate_texts

Part = Literal["sources", "metrics"]


@dataclass(frozen=True, slots=True)
class Draft:
    """The file and the configuration as it will be with it."""

    path: Path
    id: str
    document: Document  # knows the file's lines
    catalogue: Catalogue
    is_new: bool  # config/ has no file of this name yet


def read_draft(config_dir: Path, part: Part, path: Path) -> Draft:
    """The configuration with this file in it, in place of one of its name.

    Raises UsageError for what is no such file, ConfigurationError with line and fix for each mistake in it.
    """
    if path.suffix != ".yaml":
        raise UsageError(f"{path}: name a .yaml file; its name without the ending is the id")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: is not UTF-8 (byte {error.start}); save it as UTF-8") from error
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error
    texts = read_texts(config_dir)
    key = f"{part}/{path.name}"
    is_new = key not in texts
    texts[key] = text
    try:
        data = validate_texts(texts, config_dir.name)
    except CatalogueError as error:
        raise _rename(error, f"{config_dir.name}/{key}", str(path)) from None
    document, _ = parse_document(str(path), text)
    return Draft(path, path.stem, document, Catalogue(fingerprint_texts(texts), data), is_new)


def _rename(error: CatalogueError, shown: str, path: str) -> CatalogueError:
    """The same problems under the name by which the file was given."""
    return CatalogueError([one._replace(file=path) if one.file == shown else one for one in error.problems])
