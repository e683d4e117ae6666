"""Text → language, sentences, folded words, stems, n-grams: one set of rules for index and answers."""

from __future__ import annotations

import re
import threading
from functools import lru_cache

import Stemmer  # type: ignore[import-not-found]  # PyStemmer has no stubs
from anyascii import anyascii

from sourcier.folding import fold, words
from sourcier.language_id import detect
from sourcier.sentences import sentence_pieces, sentences
from sourcier.stopwords import FUNCTION_WORDS

__all__ = [
    "detect", "fold", "ngrams", "sentence_pieces", "sentences", "stem", "stems", "stopwords", "word_ngrams",
    "words",
]  # fmt: skip

VERSION = 4
"""Goes up when sentences, stems or n-grams of the same text change: then every article is indexed again."""

_ALGORITHMS = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian",
    "nl": "dutch", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip
_stemmers = threading.local()  # a Snowball stemmer is not safe across threads


def stopwords(language: str) -> frozenset[str]:
    """The function words of ``language``, folded; empty for a language without a list."""
    return FUNCTION_WORDS.get(language, frozenset())


def stems(text: str, language: str) -> list[str]:
    """The stems of ``text`` in order, without function words; just folded words where no stemmer is."""
    left_out = stopwords(language)
    return [stem(word, language) for word, _, _ in words(text) if word not in left_out]


def stem(word: str, language: str) -> str:
    """The stem of one folded word; the word itself where no stemmer is."""
    # Of numbers there is no end: remembered, they would drive out the words that come back.
    return word if word[0].isdecimal() else _stem(word, language)


@lru_cache(maxsize=20_000)
def _stem(word: str, language: str) -> str:
    algorithm = _ALGORITHMS.get(language)
    if algorithm is None:
        return word
    if language == "fr":
        word = _accented(word)
    elif language == "ar":
        word = _ARABIC_AND.sub("", word)
    stemmer = getattr(_stemmers, algorithm, None)
    if stemmer is None:
        stemmer = Stemmer.Stemmer(algorithm, 0)
        setattr(_stemmers, algorithm, stemmer)
    return fold(stemmer.stemWord(word)) or word


# «and», «so» before the article: the Arabic stemmer takes them off before «bi-» and «li-» only.
_ARABIC_AND = re.compile(r"^[وف](?=ال\w{3})")

# The French stemmer knows endings by their accents, which folding took off, and keeps «-ent».
_FRENCH_ENDINGS = (
    (re.compile(r"(?<=..)ite(?=s?$)"), "ité"),
    (re.compile(r"(?<=..)ee(?=s?$)"), "ée"),
    (re.compile(r"(?<=..)erent$"), "èrent"),
    (re.compile(r"(?<=....)(?<!m)ent$"), "e"),
)


def _accented(word: str) -> str:
    for ending, replacement in _FRENCH_ENDINGS:
        restored, count = ending.subn(replacement, word)
        if count:
            return restored
    return word


def ngrams(text: str, n: int = 4) -> list[str]:
    """Character ``n``-grams of each word in Latin letters, ``_`` at its ends; shorter words whole."""
    grams: list[str] = []
    for word, _, _ in words(text):
        grams.extend(word_ngrams(word, n))
    return grams


def word_ngrams(word: str, n: int = 4) -> tuple[str, ...]:
    """`ngrams` of one folded word."""
    latin = word if word.isascii() else fold(anyascii(word)).replace(" ", "")
    if not latin:
        return ()
    marked = f"_{latin}_"
    if len(latin) < n:
        return (marked,)
    return tuple(marked[i : i + n] for i in range(len(marked) - n + 1))
