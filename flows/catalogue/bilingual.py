"""The shapes that every part of config/ shares: names and word lists in both languages, ids, strictness."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints


class Model(BaseModel):
    """A mapping of config/: unknown keys are errors, values never change after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _unpadded(text: str) -> str:
    if text != text.strip():
        raise ValueError("spaces at its ends; remove them")
    return text


Text = Annotated[str, StringConstraints(min_length=1), AfterValidator(_unpadded)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$")]


class Name(Model):
    """What something is called in each language."""

    en: Text
    zh: Text


class Words(Model):
    """Word lists by language; a language that needs none is left out."""

    en: tuple[Text, ...] = ()
    zh: tuple[Text, ...] = ()
