"""Text → its language, as two letters: by script, then by function words, then by character statistics."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from heapq import nlargest
from operator import itemgetter
from typing import Any

from sourcier.folding import fold
from sourcier.stopwords import FUNCTION_WORDS

_SAMPLE = 6_000  # characters: enough for an article, and bounds the time on a book
_SCRIPTS = {
    "latin": re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
    "cyrillic": re.compile(r"[\u0400-\u052f]"),
    "arabic": re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]"),
    "el": re.compile(r"[\u0370-\u03ff]"),
    "he": re.compile(r"[\u0590-\u05ff]"),
    "hy": re.compile(r"[\u0530-\u058f]"),
    "ka": re.compile(r"[\u10a0-\u10ff]"),
    "hi": re.compile(r"[\u0900-\u097f]"),
    "th": re.compile(r"[\u0e00-\u0e7f]"),
    "kana": re.compile(r"[\u3040-\u30ff]"),
    "ko": re.compile(r"[\uac00-\ud7af\u1100-\u11ff]"),
    "han": re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf]"),
}
_NOT_LATIN = re.compile(r"[^A-Za-z\u00c0-\u024f\u1e00-\u1eff]+")
_WORD = re.compile(r"[^\W_]+(?:'(?:hui|t)\b)?")  # «aujourd'hui», "don't"
_UKRAINIAN = re.compile(r"[іїєґІЇЄҐ]")
_PERSIAN = re.compile(r"[پچژگ]")

# Latin-script languages that news collections plausibly hold; a question in another one is rare, and each
# more language costs accuracy on short French and English questions.
_LATIN = ("fr", "en", "es", "de", "it", "pt", "nl", "tr", "pl", "ro", "sv", "ca")
_PRIOR = {"fr": 8.0, "en": 5.0}
_FUNCTION_WORD = 16.0  # log-score of one word that only this language uses
_TYPICAL = (
    # By the apostrophe, which is sooner found than the letters before it.
    (
        "fr",
        re.compile(r"[çœùÇŒÙ]|['’](?:(?<=\b[ldjcnsmLDJCNSM].)|(?<=\b[qQ][uU].))(?=[a-zàâéèêîôûA-ZÀÂÉÈÊÎÔÛ])"),
    ),
    ("es", re.compile(r"[¿¡ñ]", re.IGNORECASE)),
    ("de", re.compile(r"ß")),
    ("pt", re.compile(r"[ãõ]", re.IGNORECASE)),
)


def detect(text: str) -> str:
    """The language of ``text`` ("fr", "en", "ar", "ru" …), or "und" where there is nothing to go by."""
    sample = text[:_SAMPLE]
    latin = len(_NOT_LATIN.sub("", sample))
    if 2 * latin > len(sample):
        return _latin(sample)  # no other script can have more letters
    counts = {script: len(pattern.findall(sample)) for script, pattern in _SCRIPTS.items()}
    script, letters = max(counts.items(), key=lambda item: item[1])
    if not letters:
        return "und"
    if script == "latin":
        return _latin(sample)
    if script == "cyrillic":
        return "uk" if len(_UKRAINIAN.findall(sample)) * 50 > letters else "ru"
    if script == "arabic":
        return "fa" if len(_PERSIAN.findall(sample)) * 50 > letters else "ar"
    if script in ("han", "kana"):
        return "ja" if counts["kana"] * 10 > counts["han"] else "zh"
    return script


def _latin(sample: str) -> str:
    evidence = dict.fromkeys(_LATIN, 0.0)
    known = _languages_of()
    for word, times in Counter(_WORD.findall(fold(sample))).items():
        if languages := known.get(word):
            share = times / len(languages) ** 2
            for language in languages:
                evidence[language] += share
    for language, pattern in _TYPICAL:
        evidence[language] += min(3, len(pattern.findall(sample)))
    first, second = nlargest(2, evidence.items(), key=itemgetter(1))
    if first[1] >= 3 and first[1] >= 2.5 * second[1]:
        return first[0]  # no need to load the statistics
    scores = dict(_identifier().rank(sample))
    return max(
        _LATIN,
        key=lambda language: (
            scores[language] + _PRIOR.get(language, 0.0) + _FUNCTION_WORD * evidence[language]
        ),
    )


@lru_cache(maxsize=1)
def _languages_of() -> dict[str, tuple[str, ...]]:
    """Function word → the Latin-script languages that use it."""
    found: dict[str, tuple[str, ...]] = {}
    for language in _LATIN:
        for word in FUNCTION_WORDS.get(language, ()):
            found[word] = (*found.get(word, ()), language)
    return found


@lru_cache(maxsize=1)
def _identifier() -> Any:
    # 0.3 s and numpy: only where function words do not decide. An own instance: the package's is shared.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(_LATIN)
    return identifier
