"""What a person means by a name: the id or name of a thing, in any case, cut short, or mistyped. Pure.

"5g_base_stations", "5G base station", "5G基站" and "5g base statoins" all mean the metric 5g_base_stations.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches

from extractors.errors import UsageError

LIKE = 0.88  # share of characters that a mistyped name has in common: a slip of the finger in eight letters
LEAD = 0.03  # by which it must be more like than the next
NEAR = 0.7  # what is worth proposing
MOST = 4  # names that a proposal lists
MOST_SHOWN = 5  # names that are listed to choose from
LISTED = " (`claimwatch metrics` lists them)"
_ENDINGS = ("数", "数量", "量", "值")  # "number of", which a Chinese name of a metric may end with or not
_PARTS = re.compile(r"[\W_]+")  # what stands between words: blanks, "_", "-", "·"
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Found:
    """The things that a name may mean: one, several to choose from, or none and those nearest to it."""

    ids: tuple[str, ...]
    nearest: tuple[str, ...] = ()  # where no id fits

    @property
    def only(self) -> str | None:
        """The id, where there is no doubt."""
        return self.ids[0] if len(self.ids) == 1 else None


def find_named(asked: str, known: Mapping[str, Iterable[str | None]]) -> Found:
    """The ids that go by a name; `known` has the names of each id, which is one itself.

    The id itself first, then equal names, then names that begin so, then the one that is nearest if it is very near.
    """
    if asked in known:
        return Found((asked,))
    names = {
        identifier: tuple(dict.fromkeys(_fold(name) for name in (identifier, *also) if name))
        for identifier, also in known.items()
    }
    wanted = _fold(asked)
    for fits in (_is_same, _is_all_but_an_ending, _begins):
        found = _choose(names, wanted, fits)
        if found:
            return Found(found)
    return _find_near(wanted, names)


def _fold(name: str) -> str:
    """Case, what stands between words, and the English plural do not matter: "5gbasestation"."""
    words = (word for word in _PARTS.split(name.casefold()) if word)
    return "".join(word[:-1] if word.isascii() and word.endswith("s") and len(word) > 3 else word for word in words)


def _choose(names: Mapping[str, Sequence[str]], wanted: str, fits: Callable[[str, str], bool]) -> tuple[str, ...]:
    if not wanted:
        return ()
    return tuple(identifier for identifier, own in names.items() if any(fits(name, wanted) for name in own))


def _is_same(name: str, wanted: str) -> bool:
    return name == wanted


def _is_all_but_an_ending(name: str, wanted: str) -> bool:
    return any(name == wanted + ending for ending in _ENDINGS)


def _begins(name: str, wanted: str) -> bool:
    return name.startswith(wanted)


def _find_near(wanted: str, names: Mapping[str, Sequence[str]]) -> Found:
    """The id of the one name that is nearly the same: with the same digits, for 4G is no slip of the finger for 5G."""
    owners: dict[str, list[str]] = {}
    for identifier, own in names.items():
        for name in own:
            owners.setdefault(name, []).append(identifier)
    near = get_close_matches(wanted, owners, 2 * MOST, NEAR)
    like = [name for name in near if _DIGITS.findall(name) == _DIGITS.findall(wanted)]
    if like and _is_slip(wanted, like[0], [name for name in like[1:] if owners[name] != owners[like[0]]]):
        return Found(tuple(owners[like[0]]))
    inside = [name for name in owners if wanted and wanted in name]
    return Found((), tuple(dict.fromkeys(identifier for name in near + inside for identifier in owners[name]))[:MOST])


def _is_slip(wanted: str, nearest: str, others: Sequence[str]) -> bool:
    """Whether the nearest name is meant: very like it, and clearly more so than the name of anything else."""
    likeness = _likeness(wanted, nearest)
    return likeness >= LIKE and all(_likeness(wanted, other) < likeness - LEAD for other in others[:1])


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, other, one).ratio()


def require_one(found: Found, what: str, asked: str, shown: Mapping[str, str] | None = None) -> str:
    """The one id. Raises UsageError that lists those to choose from, or those nearest; `shown` has names for ids."""
    shown = shown or {}
    if found.only is not None:
        return found.only
    if found.ids:
        some = ", ".join(_show(identifier, shown) for identifier in found.ids[:MOST_SHOWN])
        more = f" and {len(found.ids) - MOST_SHOWN} more" if len(found.ids) > MOST_SHOWN else ""
        raise UsageError(f"the {what} {asked!r} may be {some}{more}; name one of these")
    near = " or ".join(_show(identifier, shown) for identifier in found.nearest)
    proposal = f"; did you mean {near}?" if near else ""
    raise UsageError(f"there is no {what} {asked!r}{proposal}" + (LISTED if what == "metric" else ""))


def _show(identifier: str, shown: Mapping[str, str]) -> str:
    """`"Guangdong (CN-GD)"`; an id without another name alone."""
    name = shown.get(identifier, identifier)
    return identifier if name == identifier else f"{name} ({identifier})"
