"""English numbers that are no quantities: years, days, ranks, names, ages, windows of time, list numbers."""

from __future__ import annotations

import re

from extractors.numbers.amounts import Amount
from extractors.numbers.exclusion_words import ExclusionWords, is_alone, is_list_number
from extractors.numbers.exclusions_by_words_en import excluded_by_words
from extractors.numbers.exclusions_of_spans_en import excluded_duration

_CLOCK = re.compile(r":[0-5]\d(?!\d)")  # 17:06, 1706:58 GMT


_ONE_OF_TOP = re.compile(
    r"\s(?:[\w-]+\s){0,2}?(?:vendor|maker|brand|supplier|company|player|position|spot|finish|seller|market|operator|provider)\b"
)


_PLACED_IN_TOP = re.compile(
    r"\b(?:in|among|amongst|within|into|inside|outside|of|enter|enters|entered|join|joins|joined|crack|cracked|make|made|makes|reach"
    r"|reached|behind|a|as)\s(?:the\s|its\s|a\s)?(?:[\w'’]+\s){0,2}top-$"
)
_OUT_OF_TOP = re.compile(r"\b(?:out\sof|outside)\s(?:the\s)?(?:[\w'’]+\s){0,2}top[\s-]$")


_NAME_WORD = re.compile(r"(?<![\w.])(?P<word>[A-Z][A-Za-z]*[\w’'-]*)[\s\u00a0-]$|(?P<glued>[A-Za-z][A-Za-z]*-?)$")


_IN_CAPITALS = re.compile(r"[A-Z]{3,}\s[A-Z][a-z]")  # the SIX Swiss Exchange


_CAPITAL_BEFORE = re.compile(r"[A-Z]\w*\s$")


_PLURAL_NEXT = re.compile(
    r"\s(?:[a-z][\w-]*\s){0,3}?(?!(?:its|this|is|was|has|as|us|his|does|thus|plus|versus|less)\b)[a-z][\w-]*s\b"
)


# "Between 2014 and 2017 makers added": what opens a clause with a range of years tells when.
_OPENS_WITH = re.compile(r"(?:^|[.;:,\n]\s*|[\"“])(?:between|from|during|over)\s$")


# "between 2014 and 2017 as demand rises", "between 2008 and 2013 the average sales": no noun of the number
_CLAUSE_NEXT = re.compile(
    r"\s(?:as|when|while|because|after|before|if|and|but|to|for|in|on|at|by|with|from|thanks|due|which|that|according|amid|the|its|their|an?)\b"
)


def why_excluded_en(text: str, low: str, amount: Amount, before_end: int, words: ExclusionWords) -> str | None:
    numeral = amount.first
    before = low[max(0, amount.start - 40) : amount.start]
    if numeral.form == "multiple":
        return _excluded_multiple(text, low, amount, before, words)
    if _is_score(low, amount):
        return "score"
    if numeral.form == "fraction" and amount.unit is None:
        reason = _excluded_fraction(low, amount, before, words)
        return "bare" if reason and is_alone(text, amount) else reason
    if _is_named_en(text, low, amount, words):
        return "name"
    if (_is_rank_en(low, amount, before, words) or _is_of_top(low, amount, before)) and not amount.own_unit:
        return "rank"
    if not numeral.spelled and (reason := _excluded_digits(text, low, amount, before_end, words)):
        return reason
    if amount.unit is not None and amount.unit.dimension == "time":
        return excluded_duration(low, amount, before, words)
    if numeral.spelled and numeral.value in {0, 1} and amount.unit is None and not amount.is_range:
        return _excluded_one(low, amount, before, words)
    return excluded_by_words(low, amount, before)


def _is_of_top(low: str, amount: Amount, before: str) -> bool:
    """ "to become a top 3 vendor", "among the global top-ten" tell a rank, "the top 3 vendors" counts them."""
    if not before.endswith(("top ", "top-")):
        return False
    placed = _PLACED_IN_TOP.search(before) is not None and low[amount.start - 1] == "-"
    return placed or _OUT_OF_TOP.search(before) is not None or _ONE_OF_TOP.match(low, amount.end) is not None


_BEHIND_MULTIPLE = re.compile(
    r"\s(?:to|in|on|from|its|their|the|over|by|after|amid|year|for|with|since|every|thanks|this|last|as(?!\san?\b))\b|\n|$"
)
# "issue three licences", "is building two more plants"; not "issue 3 of the series", "model 3 is"
_COUNTED_BEHIND = re.compile(
    r"\s(?!(?:of|in|at|on|and|to|for|by|with|from|or|is|was|has|as|its|this)\b)(?:[a-z-]+\s){0,2}?(?!(?:is|was|has|its|this|as)\b)[a-z-]{2,}s\b"
)
_IN_TENNIS = re.compile(r"\b(?:mixed|men['’]s|women['’]s|tennis|singles(?:\sand)?|the|and|a)\s$")
_PLURAL_SUBJECT = re.compile(r"\b(?!(?:its|this|is|was|has|as|us|his|versus|less|plus)\b)[a-z]{3,}s\s$")


_SCORE_NEXT = re.compile(r"[-\u2013](?P<other>\d{1,3})(?![\d.,]*\d|%|[-a-z])")
_SCORE_BEFORE = re.compile(r"(?<![\d.,-])\d{1,3}[-\u2013]$")
_HIGHEST_SCORE = 200


def _is_named_en(text: str, low: str, amount: Amount, words: ExclusionWords) -> bool:
    """Whether the number is part of a name: "7-Eleven", "10-gigabit optical network"."""
    if amount.unit is not None:
        return (
            _TECHNOLOGY.match(low, amount.start) is not None
            or _is_node(low, amount)
            or (amount.unit.symbol in _WAFER_SIZES and _WAFER.match(low, amount.end) is not None)
        )
    return bool(words.names.match(low, amount.start) or _IN_CAPITALS.match(text, amount.start))


# "10-gigabit optical network": the name of a technology, as 万兆光网 is
_TECHNOLOGY = re.compile(
    r"(?:10|ten)-(?:gigabit|gbps)\s(?:[a-z-]+\s)?(?:optical|broadband|fib(?:re|er)|pon|networks?|access|cit|communit)"
)


# "28-nanometre process", "its 7nm chips": the generation of a chip; but "a 300-nanometre-thick film".
_NODE = re.compile(
    r"\s(?:[\w-]+\s)?(?:process|technolog|node|chip|production|manufactur|finfet|fab|wafer|capacity|class|logic)"
)
_THICK = re.compile(
    r"[\s-](?:thick|wide|thin|wavelength|resolution|precision|accuracy|film|layer|gap|across|diameter|pitch)"
)


# "a 300-mm wafer plant", "8-inch fabs": what kind of works
_WAFER_SIZES = frozenset({"mm", "in"})
_WAFER = re.compile(r"[\s-](?:[a-z]+\s){0,2}?(?:wafers?|fabs?|foundr(?:y|ies))\b")


def _is_node(low: str, amount: Amount) -> bool:
    if amount.unit is None or amount.unit.symbol != "nm" or _THICK.match(low, amount.end):
        return False
    if low.endswith("sub-", 0, amount.start):
        return False
    joined = not low[amount.number_end : amount.end].startswith((" ", "\u00a0"))
    return joined or _NODE.match(low, amount.end) is not None


def _is_score(low: str, amount: Amount) -> bool:
    """`"2-2"`, `"won 3-1"`: a pair of small whole numbers that is no range, for it does not rise."""
    if amount.own_unit or amount.first.grouped or amount.high > _HIGHEST_SCORE:
        return False
    if amount.is_range:
        return amount.low == amount.high and low[amount.start].isdigit()
    if other := _SCORE_NEXT.match(low, amount.end):
        return int(other["other"]) < amount.low
    return _SCORE_BEFORE.search(low, max(0, amount.number_start - 5), amount.number_start) is not None


def _excluded_multiple(text: str, low: str, amount: Amount, before: str, words: ExclusionWords) -> str | None:
    word = low[amount.number_start : amount.number_end]
    if low[amount.end : amount.end + 1] == "-":
        return "name"
    if word.endswith("d") or word.startswith("halv"):
        return None
    if word in {"twice", "thrice"}:
        return "rate" if words.rate_after.match(low, amount.end) else None
    if _is_verb_of_multiple(text, low, amount, before, words):
        return None
    if word.endswith("ing"):
        return None
    return None if words.multiple_before.search(before) and words.multiple_after.match(text, amount.end) else "name"


def _is_verb_of_multiple(text: str, low: str, amount: Amount, before: str, words: ExclusionWords) -> bool:
    """Whether "doubles" or "double" is the verb of the subject before it, or an apposition: "profit triples on chips",
    "sales double in May", "6 million, double the additions of March"; not "plants double as shops", "mixed doubles".
    """
    if not (_BEHIND_MULTIPLE.match(low, amount.end) or before.endswith(", ")) or _IN_TENNIS.search(before):
        return False
    if low[amount.number_start : amount.number_end].endswith("s") or _PLURAL_SUBJECT.search(before):
        return _BEHIND_MULTIPLE.match(low, amount.end) is not None
    return before.endswith(", ") and words.multiple_after.match(text, amount.end) is not None


def _excluded_fraction(low: str, amount: Amount, before: str, words: ExclusionWords) -> str | None:
    word = low[amount.number_start : amount.number_end]
    if word == "a half" and words.and_a_half.search(before):
        return "date"
    if "/" in word:
        return None if low.startswith((" of", " in"), amount.end) else "name"
    if "half" in word and (words.half_before.search(before) or words.half_after.match(low, amount.end)):
        return "date"
    if word.endswith("quarters") and word.startswith(("two ", "four ")):  # no fractions of anything
        return "date"
    if word == "half" and before.endswith(("the ", "-", "h1 ")) and not low.startswith(" of the", amount.end):
        return "date"
    if "quarter" in word and (
        words.quarter_before.search(before)
        or (before.endswith(("the ", "all ")) and word.endswith("s") and not low.startswith(" of the", amount.end))
        or words.quarter_after.match(low, amount.end)
    ):
        return "date"
    return None


def _is_rank_en(low: str, amount: Amount, before: str, words: ExclusionWords) -> bool:
    """Whether a number only numbers the word before it: "phase 3", "building 3"; "is building 3 plants" counts."""
    term = before.rstrip().rpartition(" ")[2].lstrip("(“\"'")
    if term.endswith(("#", ".no.", "-no.")) or term in {"no.", "nos.", "no"}:
        return True
    if term in words.ranks_or_verbs and _COUNTED_BEHIND.match(low, amount.end):
        return False
    return (term in words.ranks_before and term not in words.ranks_and_counts) or before.endswith("no.")


def _excluded_digits(text: str, low: str, amount: Amount, before_end: int, words: ExclusionWords) -> str | None:
    at, end = amount.number_start, amount.number_end
    before = low[max(0, amount.start - 40) : amount.start]
    if _CLOCK.match(text, end):
        return "date"
    plain = not amount.own_unit and amount.scale == 1
    previous = text[at - 1] if at else " "
    if plain or not amount.prefixed:
        if previous.isalpha() or previous == "_":
            glued = re.search(r"[a-z]+$", before)
            if not (previous.islower() and glued and glued.group() in words.glued_before):
                return "name"
        elif (
            previous in "-\u2010\u2011"
            and at > 1
            and text[at - 2].isalpha()
            and not amount.first.signed
            and not before.endswith(("mid-", "sub-"))
        ) or (previous in "./:" and at > 1 and text[at - 2].isalnum()):
            return "name"
    following = text[end : end + 1]
    if plain and (following.isalpha() or (following in "_@" and following)):
        return "name"
    if low.startswith("s", end) and amount.end == end + 1 and _CAPITAL_BEFORE.search(text, max(0, at - 16), at):
        return "name"  # the Model 3s, an iPhone 5s
    if not plain:
        return None
    if (plain and following == "-" and text[end + 1 : end + 2].isupper()) or words.models_behind.match(text, end):
        return "name"
    return _excluded_plain(text, low, amount, before_end, words)


def _excluded_plain(text: str, low: str, amount: Amount, before_end: int, words: ExclusionWords) -> str | None:
    """Digits without unit, currency or magnitude."""
    numeral, end, compared = amount.first, amount.end, before_end < amount.start
    before = low[max(0, amount.start - 40) : amount.start]
    term = before.rstrip().rpartition(" ")[2].strip("(,\"“'’")
    next_word = re.match(r"[\s,]{1,2}([a-z]+\.?)", low[end : end + 14])
    if not numeral.grouped and not amount.is_range:
        if term in words.months and (term != "may" or before.endswith("may ")) and numeral.value <= 31:
            return "date"
        if (
            next_word
            and next_word.group(1) in words.months
            and numeral.value <= 31
            and (next_word.group(1) not in {"may", "march"} or text[end + 1 : end + 2] == "M")
        ):
            return "date"
        if (
            1900 <= numeral.value <= 2099
            and len(text[numeral.start : numeral.end]) == 4
            and _is_year(low, amount, compared, term, words)
        ):
            return "year"
        if low[amount.start - 1 : amount.start] in {"’", "'"}:
            return "year"
    if amount.is_range and (reason := _excluded_span(low, amount, term, words)):
        return reason
    if words.street.match(text, end) or _ZIP.match(low, end) or _is_product(text, low, amount, compared=compared):
        return "name"
    if term in words.index_before and not numeral.grouped:
        return "name"
    if term in {"aged", "age"} or before.endswith((" age of ", " ages of ")) or _is_age_between_commas(text, amount):
        return "age"
    if is_list_number(text, amount):
        return "list"
    if numeral.grouped and numeral.value >= 1000:
        return None
    if not compared and _is_name_en(text, amount, words):
        return "name"
    return None


_NAME_COMMA = re.compile(r"(?<!\d )\b[A-Z][a-z]+,\s$")
_YOUNGEST, _OLDEST = 5, 105
_ZIP = re.compile(r"\s(?:zip|postal|post)\scode\b")
_ONE_OF_A_KIND = re.compile(r"\b(?:the|a|an|its|own|new|their|this)\s$")
_PRODUCT_NEXT = re.compile(r"\s[A-Z][a-z]{3,}\b")
_HIGHEST_MODEL = 10_000


def _is_product(text: str, low: str, amount: Amount, *, compared: bool) -> bool:
    """`"the 787 Dreamliner"`, `"a 911 Turbo"`: a name that begins with digits, as nothing plural follows."""
    if compared or amount.is_range or amount.first.grouped or amount.high > _HIGHEST_MODEL:
        return False
    if not _PRODUCT_NEXT.match(text, amount.end) or _PLURAL_NEXT.match(low, amount.end):
        return False
    return _ONE_OF_A_KIND.search(low, max(0, amount.start - 8), amount.start) is not None


def _is_age_between_commas(text: str, amount: Amount) -> bool:
    """`"Li Na, 34, said"`."""
    between = text[amount.end : amount.end + 1] in {",", "."} and _NAME_COMMA.search(
        text, max(0, amount.start - 24), amount.start
    )
    return bool(between) and _YOUNGEST <= amount.low == amount.high <= _OLDEST and not amount.first.grouped


def _excluded_span(low: str, amount: Amount, term: str, words: ExclusionWords) -> str | None:
    """`"Sept. 20-24"` are days, `"between 2014 and 2017"` years."""
    if term in words.months and amount.high <= 31:
        return "date"
    years = 1900 <= amount.low <= amount.high <= 2099 and not amount.first.grouped
    if not years:
        return None
    plural = _PLURAL_NEXT.match(low, amount.end) and not _CLAUSE_NEXT.match(low, amount.end)
    opens = _OPENS_WITH.search(low, max(0, amount.start - 12), amount.start) is not None
    return "year" if opens or not plural else None


_DAY_BEFORE = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s$"
)


# "until at least 2030", "by around 2030"; "in about 2000 homes" counts homes.
_AT_LEAST_UNTIL = re.compile(r"\b(?:until|till|by|through|before|since|in)\s(?:at\sleast|around|about)\s$")


_PART_OF_YEAR = re.compile(r"(?:[- ](?:quarter|half)|\b[qh][1-4])\s$")  # "the first-quarter 2022 numbers"


def _is_year(low: str, amount: Amount, compared: bool, term: str, words: ExclusionWords) -> bool:
    if low.startswith(("'s ", "’s "), amount.end) or _PART_OF_YEAR.search(low, max(0, amount.start - 16), amount.start):
        return True
    if _AT_LEAST_UNTIL.search(low, max(0, amount.start - 20), amount.start):
        return not _PLURAL_NEXT.match(low, amount.end)
    if compared and term not in words.months:
        if term in words.year_compared:  # "an increase of 3 percent over 2021"
            return bool(amount.low % 50) and not _PLURAL_NEXT.match(low, amount.end)
        return term in words.year_approached and not _PLURAL_NEXT.match(low, amount.end)
    if term in words.year_before or term in words.months or words.year_nouns.match(low, amount.end):
        return True
    if _DAY_BEFORE.search(low, max(0, amount.start - 20), amount.start):
        return True
    return not _PLURAL_NEXT.match(low, amount.end)


def _is_name_en(text: str, amount: Amount, words: ExclusionWords) -> bool:
    """ "iPhone 17", "Phase 2", "Blade 2.0": a capitalised word that is no function word right before plain digits."""
    match = _NAME_WORD.search(text[max(0, amount.start - 32) : amount.start])
    if match is None or not match["word"]:
        term = text[max(0, amount.start - 24) : amount.start].rstrip().rpartition(" ")[2]
        return len(term) > 2 and term[0].islower() and any(c.isupper() for c in term)
    word = match["word"]
    if word.lower().rstrip("’'s") in words.function_words or word.lower() in words.function_words:
        return False
    if word.endswith(("’s", "'s")):
        return False
    return not (
        _PLURAL_NEXT.match(text, amount.end) and amount.high >= 100 and not amount.first.grouped and word[1:].islower()
    )


def _excluded_one(low: str, amount: Amount, before: str, words: ExclusionWords) -> str | None:
    counted = before.rstrip().endswith(words.one_counted_by) and not before.endswith("the only ")
    if counted and not low.startswith((" of ", " day", "-"), amount.end):
        return None
    if low.startswith((" place", " notch", " spot"), amount.end):
        return None
    return "pronoun"
