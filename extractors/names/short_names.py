"""Short forms of names in English text: once "Larkspur Dynamics" is named, "Larkspur" is the same company."""

from __future__ import annotations

from collections.abc import Collection

from extractors.names.mentions import LEGAL_FORMS, Mention
from extractors.quick_records import replace

SHORTEST = 3  # letters of a short form: "LG" stands for many companies
DOMAINS = (".ai", ".com", ".io")  # "Larkspur.ai", which is called Larkspur too
# First words that many names begin with, and none is called by alone.
COMMON = frozenset({
    *("general", "first", "national", "united", "great", "global", "international", "royal", "new", "american"),
    "standard",
})  # fmt: skip


def with_short_names(text: str, names: tuple[Mention, ...], never: Collection[str]) -> tuple[Mention, ...]:
    """The names, each unlisted one that begins exactly one company's longer name as that company.

    `"Larkspur Dynamics posted a loss. Larkspur sold 40 robots"` gives Larkspur Dynamics twice; beside a "Larkspur
    Capital" the second stays what it is. A name that begins with its country is shortened to what follows: "China
    Larkspur", "Larkspur".
    """
    wanted = {name.name for name in names if _can_be_short(name, never)}
    if not wanted:
        return names
    meant: dict[str, dict[str, Mention]] = {}
    for name in names:
        if name.kind == "company" and not name.adjective:
            for short in wanted.intersection(
                _short_forms(text[name.start : name.end], named_for_place=name.inside is not None)
            ):
                meant.setdefault(short, {}).setdefault(name.known.id if name.known else name.name, name)
    told = {short: next(iter(longer.values())) for short, longer in meant.items() if len(longer) == 1}
    return tuple([_as_told(name, told, never) for name in names]) if told else names


def _can_be_short(name: Mention, never: Collection[str]) -> bool:
    word = name.name
    plain = name.known is None and name.kind in {"company", "unknown"}
    return plain and len(word) >= SHORTEST and word.lower() not in COMMON and word.lower() not in never


def _short_forms(written: str, *, named_for_place: bool) -> list[str]:
    """What a name is shortened to: the words that it begins with, without a legal form; never a place alone, but what
    stands behind it.
    """
    words = written.split()
    longest = len(words)
    while len(words) > 1 and words[-1].strip(".,").lower() in LEGAL_FORMS:
        words.pop()
    if len(words) == 1 and written.endswith(DOMAINS):
        return [written.rpartition(".")[0]]
    heads = [" ".join(words[:length]).rstrip(",") for length in range(1, min(len(words) + 1, longest))]
    if named_for_place:
        return [head for head in [*heads[1:], " ".join(words[1:])] if head]
    return heads


def _as_told(name: Mention, told: dict[str, Mention], never: Collection[str]) -> Mention:
    longer = told.get(name.name) if _can_be_short(name, never) else None
    return replace(longer, start=name.start, end=name.end) if longer else name
