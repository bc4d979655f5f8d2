"""English, Chinese, or neither: all that the grammars can read.

Chinese is told by its script, English among Latin-script languages by its function words; the statistical model is
loaded only for short or mixed texts that both leave open.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from extractors.records import Lang

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLE = 3000  # characters: a language shows itself early, and pages may be long

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0002ffff]")
KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa]")
HANGUL = re.compile(r"[\u1100-\u11ff\uac00-\ud7a3]")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
LATIN_WORD = re.compile(r"[a-z\u00c0-\u024f]+(?:['’][a-z]+)?")
LINK = re.compile(r"https?://\S+|www\.\S+|\S+@\S+")

ENGLISH = frozenset((
    "the", "of", "and", "to", "in", "is", "for", "on", "that", "with", "as", "by", "at", "from", "it", "was", "are",
    "be", "has", "its", "said", "will", "this", "have", "which", "were", "their", "they", "not", "but", "an", "been",
    "more", "than", "had", "would", "also", "after", "about", "who", "his", "or", "we", "you", "he", "she", "into",
    "over", "up", "out", "new", "our", "can", "all", "if", "there", "when", "what", "some", "other", "one", "two",
    "could", "between", "while", "during", "per", "year", "years",
))  # fmt: skip
# Function words of the Latin-script languages that the press around us uses; none is an English word of the list above.
OTHERS = frozenset((
    "de", "la", "le", "les", "et", "des", "du", "une", "est", "dans", "qui", "sur", "pour", "par", "au", "aux",
    "avec", "plus", "pas", "ce", "cette", "sont", "der", "die", "und", "das", "den", "von", "zu", "mit", "ist", "im",
    "nicht", "ein", "eine", "auf", "für", "dem", "als", "auch", "es", "sich", "werden", "wird", "el", "los", "las",
    "y", "del", "que", "en", "un", "por", "con", "para", "su", "se", "al", "lo", "como", "il", "di", "che", "è",
    "della", "per", "non", "del", "gli", "una", "sono", "alla", "o", "da", "do", "em", "não", "uma", "os", "dos",
    "na", "no", "mais", "com", "foi", "ao", "het", "een", "van", "dat", "niet", "op", "te", "zijn", "voor", "och",
    "att", "det", "som", "på", "är", "av", "til", "og", "ikke", "jeg", "w", "z", "na", "się", "nie", "do", "jest",
    "że", "i", "je", "v", "se", "na", "že", "ve", "bir", "bu", "için", "ile", "olarak", "yang", "dan", "di", "ini",
    "dengan", "untuk", "dari", "pada", "tidak", "akan", "của", "và", "là", "có", "được", "trong", "cho", "không",
    "các", "với",
))  # fmt: skip
RIVALS = (
    "en",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "nl",
    "pl",
    "sv",
    "da",
    "no",
    "fi",
    "cs",
    "ro",
    "hu",
    "tr",
    "id",
    "vi",
    "zh",
)


def detect_language(text: str) -> Lang | None:
    """ "en", "zh" (either script), or None for any other language and for texts without words.

    >>> detect_language("中国移动新建5G基站"), detect_language("Die Zahl der Roboter ist gestiegen")
    ('zh', None)
    """
    sample = LINK.sub(" ", text[:SAMPLE])
    han, kana, hangul = (len(script.findall(sample)) for script in (HAN, KANA, HANGUL))
    words = LATIN_WORD.findall(sample.lower())
    if kana * 12 > han + kana or hangul * 8 > han + hangul + len(words):
        return None
    if han >= 2 and han > 1.5 * len(words):  # a Chinese word has about one and a half characters
        return "zh"
    return _english_or_none(sample, words)


def _english_or_none(sample: str, words: list[str]) -> Lang | None:
    every_word = len(WORD.findall(sample))
    if not words or len(words) * 2 < every_word:
        return None
    english = sum(word in ENGLISH for word in words)
    other = sum(word in OTHERS for word in words)
    if len(words) >= 20:
        if english > 2 * other and english * 9 > len(words):
            return "en"
        if other > 2 * english and other * 9 > len(words):
            return None
    if "the" in words and not other and english * 6 > len(words):  # no other language has that word
        return "en"
    code = _model()(sample)
    return "en" if code == "en" and english >= other else None


@cache
def _model() -> Callable[[str], str]:
    """The trained classifier, restricted to languages that are written in Latin letters."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - 0.2 s and 20 MB that most texts never need

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(RIVALS))
    return lambda text: str(identifier.classify(text)[0])
