"""Cited passages → where they give different values for one thing: dates, functions, ages, figures, places.

Rules of language and calendar only, and cautious ones: what is not surely the same thing is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sourcier.ask.reading.analysed import stem_of
from sourcier.ask.weighing.event import Events
from sourcier.ask.weighing.functions import ages_given, functions
from sourcier.ask.weighing.misdated import misdated
from sourcier.ask.weighing.placed import places
from sourcier.ask.weighing.quantities import quantities
from sourcier.ask.weighing.scheduled import scheduled
from sourcier.language import fold, stems
from sourcier.types import Article, Divergence, Passage

_MOST = 8


def divergences(
    passages: Sequence[Passage], articles: Mapping[str, Article], about: str = ""
) -> tuple[Divergence, ...]:
    """Divergences among ``passages``, and between a date in them and another of its own article.

    ``about`` (the question) only orders them: those that share its words first. No value is declared
    the right one; a later report may be an update.
    """
    events = Events(articles)
    found = [
        *misdated(passages, articles),
        *functions(passages, events),
        *ages_given(passages, events),
        *scheduled(passages, events),
        *quantities(passages, events),
        *places(passages, events),
    ]
    asked = set(stems(about, passages[0].language)) if passages else set()

    def relevance(divergence: Divergence) -> int:
        said = {stem_of(fold(word), passages[0].language) for word in re.findall(r"\w+", divergence.about.fr)}
        return -len(asked & (said - {""}))

    return tuple(sorted(found, key=relevance)[:_MOST])
