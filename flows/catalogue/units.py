"""The shape of config/units/*.yaml: lists of units with the words that news writes for them."""

from __future__ import annotations

from typing import Any

from pydantic import ConfigDict

from flows.catalogue.bilingual import Model, Text


class Unit(Model):
    """One unit. Its word lists belong to the grammar of quantities, which checks them when it compiles them."""

    model_config = ConfigDict(extra="allow", frozen=True)

    id: Text
    symbol: Text
    dimension: Text
    examples: tuple[dict[str, Any], ...] = ()
