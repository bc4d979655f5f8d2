"""Time zones as config/ names them."""

from __future__ import annotations

from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator

from flows.catalogue.bilingual import Text


def _known_zone(zone: str) -> str:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"'{zone}' is not a time zone; write an IANA name such as Asia/Shanghai") from error
    return zone


Zone = Annotated[Text, AfterValidator(_known_zone)]  # "Asia/Shanghai"
