"""Three scores of each candidate → one order: z-scores summed, with weights that belong to the embedder.

Ranks are not fused: they cannot show how unsure a list is, and a weak embedder with a full vote ruins the
order (measured on French with all-MiniLM: −.17 MRR).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sourcier.settings import WeightSettings


@dataclass(frozen=True, slots=True)
class Weights:
    """Shares of stem BM25, 4-gram BM25 and cosine similarity in a score, and where they come from.

    ``stretches`` is the weight of the best stretch (`ask.stretches`), the same for every embedder.
    """

    stems: float
    grams: float
    dense: float
    source: Literal["measured", "assumed", "calibrated"]
    stretches: float = 0.4


@dataclass(frozen=True, slots=True)
class Chosen:
    """Weights of the user's own, from sourcier.toml: they stand before those of the table.

    ``language`` is that of the questions they are for (``None``: any); ``crossing``: for questions in a
    language that no article is in, and only those. ``measured`` says how they came about.
    """

    embedder: str
    weights: Weights
    language: str | None = None
    crossing: bool = False
    measured: str = ""


@dataclass(frozen=True, slots=True)
class Calibration:
    """An embedder's weights: ``own`` for languages it was trained on (``None``: all), ``other`` for the rest.

    ``crossing`` holds where the question's language is none of the corpus's: words do not meet there.
    """

    own: Weights
    other: Weights
    languages: frozenset[str] | None = None
    crossing: Weights | None = None


_LEXICAL = Weights(0.6, 0.4, 0.0, "measured")
_BARELY = Weights(0.5, 0.4, 0.1, "measured")
_ENGLISH = Weights(0.5, 0.3, 0.2, "measured")
_MULTILINGUAL = Calibration(
    own=Weights(0.4, 0.25, 0.35, "assumed"),
    other=Weights(0.4, 0.25, 0.35, "assumed"),
    crossing=Weights(0.1, 0.2, 0.7, "assumed"),
)

# How these came about. No embedder and «hashed», the built-in one: MultiHop-RAG (English, 219 questions
# on 609 articles) and PIAF (French, 3,272 questions on 1,518 paragraphs); `sourcier eval` repeats it.
# `sourcier calibrate` on the same finds nothing clearly better (docs/evaluation.md). all-minilm, which knows
# no French: .5/.4/.1 on PIAF as it stands; in English .5/.3/.2 is on a flat top of 27 sets of weights, and
# finds every fact of the most questions, on the same 219. The other English models take its weights
# unmeasured. The multilingual models were not run: a cautious guess, to be measured first.
CALIBRATIONS: Mapping[str, Calibration] = {
    "hashed": Calibration(own=Weights(0.6, 0.3, 0.1, "measured"), other=Weights(0.6, 0.3, 0.1, "measured")),
    "all-minilm": Calibration(own=_ENGLISH, other=_BARELY, languages=frozenset({"en"})),
    "nomic-embed-text": Calibration(
        own=replace(_ENGLISH, source="assumed"),
        other=replace(_BARELY, source="assumed"),
        languages=frozenset({"en"}),
    ),
    "mxbai-embed-large": Calibration(
        own=replace(_ENGLISH, source="assumed"),
        other=replace(_BARELY, source="assumed"),
        languages=frozenset({"en"}),
    ),
    "embeddinggemma": _MULTILINGUAL,
    "bge-m3": _MULTILINGUAL,
    "qwen3-embedding": _MULTILINGUAL,
    "snowflake-arctic-embed2": _MULTILINGUAL,
    "nomic-embed-text-v2-moe": _MULTILINGUAL,
    "granite-embedding": _MULTILINGUAL,
}
UNKNOWN = Calibration(own=Weights(0.5, 0.35, 0.15, "assumed"), other=Weights(0.5, 0.35, 0.15, "assumed"))
"""For an embedder that the table does not name."""


CONTENT_SUFFICES: frozenset[str] = frozenset({"all-minilm"})
"""Embedders that are given a question's words of content alone: what they find was measured to be as good
(MultiHop-RAG), and without a graphics card the wait grows with every token. One that was not measured is
given the question as it was asked."""


def weights_for(
    model: str | None, language: str, corpus_languages: Sequence[str], chosen: Sequence[Chosen] = ()
) -> Weights:
    """The weights for one question; ``model`` is the embedder's name with or without tag, or ``None``.

    Of the ``chosen`` ones that are for this embedder, one for the very language stands before one for any.
    """
    if model is None:
        return _LEXICAL
    crossing = foreign(language, corpus_languages)
    own = [one for one in chosen if base_name(one.embedder) == base_name(model) and one.crossing is crossing]
    for wanted in (language, None):
        for one in own:
            if one.language == wanted:
                return one.weights
    calibration = CALIBRATIONS.get(base_name(model), UNKNOWN)
    if calibration.crossing and crossing:
        return calibration.crossing
    known = calibration.languages is None or language in calibration.languages
    return calibration.own if known else calibration.other


def crosses(model: str | None) -> bool:
    """Whether the embedder finds passages for a question in another language than theirs."""
    return model is not None and CALIBRATIONS.get(base_name(model), UNKNOWN).crossing is not None


def content_suffices(model: str) -> bool:
    """Whether the embedder is given a question's words of content alone."""
    return base_name(model) in CONTENT_SUFFICES


def foreign(language: str, corpus_languages: Sequence[str]) -> bool:
    """Whether no article is in the language of the question."""
    return bool(corpus_languages) and language not in (*corpus_languages, "und")


def chosen_from(settings: Sequence[WeightSettings]) -> tuple[Chosen, ...]:
    """The weights of sourcier.toml; of two for the same questions the later one holds."""
    return tuple(
        Chosen(
            one.embedder,
            Weights(one.stems, one.grams, one.dense, "calibrated", one.stretches),
            one.language,
            one.crossing,
            one.measured,
        )
        for one in reversed(settings)
    )


def base_name(model: str) -> str:
    """The embedder's name as the table has it, without its tag and whose it is."""
    return model.casefold().rpartition("/")[2].partition(":")[0]


def standard(values: Sequence[float] | NDArray[np.float64]) -> NDArray[np.float64]:
    """The values as distances from their mean in standard deviations; zeros where they are all alike."""
    array = np.asarray(values, dtype=np.float64)
    deviation = array.std() if array.size else 0.0
    return (array - array.mean()) / deviation if deviation > 1e-9 else np.zeros(array.size)


@dataclass(frozen=True, slots=True)
class Candidates:
    """The passages that a question's searches brought, each search's scores made standard.

    ``bonus`` is what a passage gains for the days or the outlet that the question names, and for the clause
    that it says best; ``groups`` are the passages of each outlet it names.
    """

    names: tuple[str, ...]
    stems: NDArray[np.float64]
    grams: NDArray[np.float64]
    stretches: NDArray[np.float64]
    dense: NDArray[np.float64]
    bonus: NDArray[np.float64]
    groups: tuple[Set[str], ...] = ()

    def fused(self, weights: Weights) -> dict[str, float]:
        """One score for each candidate."""
        total = (
            weights.stems * self.stems
            + weights.grams * self.grams
            + weights.stretches * self.stretches
            + weights.dense * self.dense
            + self.bonus
        )
        return {name: float(score) for name, score in zip(self.names, total, strict=True)}
