"""Near-duplicate signatures: one 64-bit number a text, close for copies and far for other stories.

A simhash (Charikar 2002): every shingle's hash votes on every bit. Chinese is cut into runs of five characters,
English into runs of three words; each distinct shingle votes once, and the head of a text weighs more than its
tail, because papers that carry an agency's story cut from the end.

Measured on 33 Chinese and 56 English articles. Copies with another headline and byline before, a publisher's notice
behind and up to a fifth of the text cut from the end: median distance 6, at most 14. Different stories, 3,787
pairs: median 32, at least 19, also when all carry the same notice. Shorter than some 400 Chinese characters or 1,500
letters, a lost paragraph weighs more and a copy may be missed; a false match stays as unlikely.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]

NEAR_DUPLICATE_BITS = 14  # texts that differ in at most so many bits are copies of one story
HALF_WEIGHT = 200  # shingles after which a vote counts half

WORD = re.compile(r"[^\W_]+")
NO_LETTER = re.compile(r"[\W_]+")
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
SPAN_HAN, SPAN_WORDS = 5, 3
LIMIT = 40_000  # characters

_MULTIPLIERS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F], np.uint64
)


def build_signature(text: str) -> int:
    """An unsigned 64-bit number; compare two by `bit_count(xor(a, b)) <= NEAR_DUPLICATE_BITS`. No words give 0."""
    text = text[:LIMIT].lower()
    chinese = len(HAN.findall(text[:400])) * 3 > len(text[:400])
    tokens = _character_codes(text) if chinese else _word_codes(text)
    if not len(tokens):
        return 0
    shingles = _shingle_hashes(tokens, min(SPAN_HAN if chinese else SPAN_WORDS, len(tokens)))
    distinct, first_at = np.unique(shingles, return_index=True)
    weights = 1.0 / (1.0 + first_at / HALF_WEIGHT)
    bits = np.unpackbits(distinct.view(np.uint8).reshape(-1, 8), axis=1).astype(np.float32)
    votes = weights.astype(np.float32) @ bits * 2 > weights.sum()
    return int.from_bytes(np.packbits(votes).tobytes(), "big")


def signature_distance(a: int, b: int) -> int:
    """The number of bits that differ, 0 to 64: what SQL computes as `bit_count(xor(a, b))`."""
    return (a ^ b).bit_count()


def _character_codes(text: str) -> Hashes:
    """The code points of letters and digits; everything else only separates."""
    letters = NO_LETTER.sub("", text)
    return np.frombuffer(letters.encode("utf-32-le"), np.uint32).astype(np.uint64)


def _word_codes(text: str) -> Hashes:
    return np.array([crc32(word.encode()) for word in WORD.findall(text)], np.uint64)


def _shingle_hashes(tokens: Hashes, span: int) -> Hashes:
    """One 64-bit hash for each run of `span` tokens, in the order of the text."""
    count = len(tokens) - span + 1
    mixed = np.zeros(count, np.uint64)
    for place in range(span):
        mixed += tokens[place : place + count] * _MULTIPLIERS[place]
    return _scramble(mixed)


def _scramble(values: Hashes) -> Hashes:
    """The finaliser of splitmix64 (Steele, Lea, Flood 2014): every input bit reaches every output bit."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    scrambled: Hashes = values ^ (values >> np.uint64(31))
    return scrambled
