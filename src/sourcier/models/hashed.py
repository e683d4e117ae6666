"""Passages and queries → vectors without any service: signed hashes of words and of pieces of words.

Deterministic everywhere: no training, no randomness, no `hash()`. Words are folded and written in Latin
letters first, so that accents, inflections and, in part, spellings of a name in other scripts meet. It knows
no synonyms.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray

from sourcier.folding import fold
from sourcier.headings import headed
from sourcier.language import stopwords
from sourcier.models.embed import Outcome, PassageEmbedding
from sourcier.types import Bilingual

_VERSION = 2
_DIMENSION = 256
"""With words searched beside, more find hardly more (PIAF, MultiHop-RAG; docs/performance.md), and much of
the memory of a large index is vectors."""
_BATCH = 256
_SIZES = (3, 5)
_WORD_WEIGHT = 2.0
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_WORD = np.uint64(1 << 40)
"""Set in the codes of words: those of pieces of words are others."""
_KEPT = bytes(code if chr(code).isalnum() and code < 128 else 32 for code in range(256))
_BLANK = Bilingual(fr="texte sans aucun mot", en="text without any word")

_Floats = NDArray[np.float64]
_Codes = NDArray[np.uint64]


class HashedEmbedding(PassageEmbedding):
    """The built-in embedding; see the module's docstring. A text without letters or digits has no vector."""

    def __init__(self) -> None:
        super().__init__(model_name="hashed", embed_batch_size=_BATCH)

    @classmethod
    def class_name(cls) -> str:
        """The name LlamaIndex shows."""
        return "HashedEmbedding"

    @property
    def fingerprint(self) -> str:
        """Changes with every change of the recipe."""
        return f"hashed-{_DIMENSION}-v{_VERSION}"

    @property
    def dimension(self) -> int:
        """A power of two."""
        return _DIMENSION

    def embed_stream(self, items: Sequence[tuple[str | None, str]]) -> Iterator[list[Outcome]]:
        """The outcomes, 256 at a time; titles count like the text's first words."""
        for start in range(0, len(items), self.embed_batch_size):
            batch = items[start : start + self.embed_batch_size]
            yield [self._outcome(headed(title, text)) for title, text in batch]

    def _get_query_embedding(self, query: str) -> list[float]:
        vector = hashed_vector(query)
        return [float(value) for value in vector] if vector is not None else [0.0] * _DIMENSION

    def _outcome(self, text: str) -> Outcome:
        vector = hashed_vector(text)
        return _BLANK if vector is None else vector.tolist()


def hashed_vector(text: str) -> _Floats | None:
    """The vector of ``text``, of length 1; None where it has no word."""
    words = _words(text)
    if not words:
        return None
    vector = np.zeros(_DIMENSION)
    counted: dict[bytes, int] = {}
    for word in words:
        counted[word] = counted.get(word, 0) + 1
    codes = np.fromiter(map(zlib.crc32, counted), np.uint64, len(counted))
    _add(vector, codes | _WORD, np.fromiter(counted.values(), np.float64, len(counted)), _WORD_WEIGHT)
    letters = np.frombuffer(b" " + b" ".join(words) + b" ", np.uint8).astype(np.uint64)
    spaces = np.concatenate(([0], np.cumsum(letters == 32)))
    for size in _SIZES:
        grams = _grams(letters, spaces, size)
        if grams.size:
            unique, counts = np.unique(grams, return_counts=True)
            _add(vector, unique, counts.astype(np.float64), 1.0)
    norm = float(np.linalg.norm(vector))
    return vector / norm if norm else None


def _words(text: str) -> list[bytes]:
    """Folded words in Latin letters without stop words, unless nothing else is there."""
    folded = fold(text)
    if not folded.isascii():
        folded = fold(anyascii(folded))
    words = folded.encode("ascii", "ignore").translate(_KEPT).split()
    return [word for word in words if word not in _stop_words()] or words


def _grams(letters: _Codes, spaces: NDArray[np.int64], size: int) -> _Codes:
    """A code for each run of ``size`` letters within a word, its borders included."""
    count = len(letters) - size + 1
    if count <= 0:
        return np.empty(0, np.uint64)
    codes = np.full(count, size, np.uint64)
    for offset in range(size):
        codes = codes * np.uint64(257) + letters[offset : offset + count]
    starts = np.arange(count)
    inside = spaces[starts + size - 1] - spaces[starts + 1]
    whole: _Codes = codes[inside == 0]
    return whole


def _add(vector: _Floats, codes: _Codes, counts: _Floats, weight: float) -> None:
    """Add each code's weight, growing with the logarithm of its count, at its place with its sign."""
    mixed = codes * _FACTOR
    mixed ^= mixed >> np.uint64(32)
    mixed *= _FACTOR
    places = (mixed >> np.uint64(40)) % np.uint64(_DIMENSION)
    signs = np.where(mixed >> np.uint64(63), 1.0, -1.0)
    weights = signs * (1.0 + np.log(counts)) * weight
    vector += np.bincount(places.astype(np.int64), weights, _DIMENSION)


@lru_cache(maxsize=1)
def _stop_words() -> frozenset[bytes]:
    return frozenset(
        anyascii(word).encode("ascii", "ignore")
        for language in ("fr", "en", "ar", "ru")
        for word in stopwords(language)
    )
