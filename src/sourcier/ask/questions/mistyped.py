"""A question, and the index's words → what words of it that no article has may have been meant to be.

A typing error in a name leaves nothing to find but pieces of it. Only words that the index does not know at
all are looked at, so that nothing known is ever replaced; what is found for them counts less than a word that
stands there, and is said. It is a guess about the search, never a proof: whether the corpus speaks of what
the question names is decided on the question as it was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sourcier.language import stem, stopwords, words
from sourcier.names import is_common
from sourcier.types import Bilingual, Hit

SHORTEST = 5
"""Letters from which a word is looked at: shorter ones are near too many others."""

TWO_ERRORS = 9
"""Letters from which a name may have two."""


@dataclass(frozen=True, slots=True)
class Mistyped:
    """A word as the question writes it, and stems of the index that are near it."""

    written: str
    stems: tuple[str, ...]


def mistyped(
    question: str,
    language: str,
    corpus_languages: Sequence[str],
    frequency: Callable[[str], int],
    nearest: Callable[[str, int], Sequence[str]],
) -> list[Mistyped]:
    """The words of ``question`` that the index has in no form, with their nearest.

    ``frequency`` is how many passages hold a stem; ``nearest`` gives the stems within so many errors of one.
    """
    here = language in corpus_languages
    found: list[Mistyped] = []
    for word, start, end in words(question):
        written = question[start:end]
        if len(word) < SHORTEST or not word.isalpha() or word in stopwords(language):
            continue
        name = written[0].isupper()
        if not name and (not here or is_common(word, language)):
            continue  # a word of another language, or one that is only absent
        forms = dict.fromkeys(stem(word, each) for each in (language, *corpus_languages))
        if any(frequency(form) for form in forms):
            continue
        errors = 2 if name and len(word) >= TWO_ERRORS else 1
        near = dict.fromkeys(one for form in forms for one in nearest(form, errors))
        if near:
            found.append(Mistyped(written, tuple(near)))
    return found


def searched_besides(found: Iterable[Mistyped], hits: Sequence[Hit]) -> list[Bilingual]:
    """What was searched besides, as the hits write it, for a person; nothing where no hit has it."""
    notes: list[Bilingual] = []
    for one in found:
        also = list(dict.fromkeys(form for form in _written(one, hits)))[:3]
        if also:
            notes.append(
                Bilingual(
                    fr=f"« {one.written} » n'est dans aucun article ; cherché aussi : "
                    f"{', '.join(f'« {form} »' for form in also)}.",
                    en=f"“{one.written}” is in no article; also searched: "
                    f"{', '.join(f'“{form}”' for form in also)}.",
                )
            )
    return notes


def _written(one: Mistyped, hits: Sequence[Hit]) -> Iterable[str]:
    for hit in hits:
        passage = hit.passage
        for text in (passage.title or "", passage.outlet or "", passage.text):
            for word, start, end in words(text):
                if stem(word, passage.language) in one.stems:
                    yield text[start:end]
