"""An index and how it would be made now → what changed and what building it anew costs, for a person."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sourcier.errors import ModelError
from sourcier.headings import heading
from sourcier.pace import duration
from sourcier.types import Bilingual

if TYPE_CHECKING:
    from sourcier.models.embed import PassageEmbedding
    from sourcier.stores.manifest import Manifest
    from sourcier.stores.opened import Index

_SAMPLE = 8
"""Passages embedded to see how long all will take: a second or two with a slow model."""

_UNFILLED = 12
"""Tokens of a passage that stay empty, half a sentence: sentences are whole."""


@dataclass(frozen=True, slots=True)
class Cost:
    """About so many passages to embed, or ``at_most`` so many; ``seconds`` is ``None`` if nobody can tell."""

    passages: int
    seconds: float | None
    at_most: bool


def cost_of(index: Index, embedder: PassageEmbedding, wanted: Manifest) -> Cost:
    """What an index like ``index`` costs with ``embedder``. Embeds a few of its passages to measure it."""
    made = index.manifest
    counts = index.ledger.counts()
    same_embedder = index.vectors.fingerprint == embedder.fingerprint
    if same_embedder and (made is None or made.rules == wanted.rules):
        return Cost(counts.passages - counts.embedded, None, at_most=False)
    passages = round(counts.passages * (_times_as_many(made, wanted) if made is not None else 1))
    return Cost(passages, _seconds(index, embedder, passages), at_most=same_embedder)


def _times_as_many(made: Manifest, wanted: Manifest) -> float:
    """How many passages there will be for one of now: shorter ones are more, longer ones may be as many."""
    before, after = made.rules.get("passage_tokens", 0), wanted.rules.get("passage_tokens", 0)
    return max(1.0, (before - _UNFILLED) / (after - _UNFILLED)) if after > _UNFILLED else 1.0


def _seconds(index: Index, embedder: PassageEmbedding, passages: int) -> float | None:
    names = sorted(index.ledger.passage_ids())
    drawn = index.ledger.passages(names[:: max(1, len(names) // _SAMPLE)][:_SAMPLE])
    items = [(heading(each), each.text) for each in drawn.values()]
    if not items:
        return None
    try:
        embedder.embed_passages(items[:1])  # the first call loads the model
        started = time.monotonic()
        outcomes = embedder.embed_passages(items)
    except ModelError:
        return None  # the run itself will say so
    if any(isinstance(outcome, Bilingual) for outcome in outcomes):
        return None
    return (time.monotonic() - started) / len(items) * passages


def announced(changed: Sequence[Bilingual], cost: Cost, *, purge: bool) -> Bilingual:
    """Why a new index is built, what it costs, and what answers meanwhile: one paragraph."""
    sentences = [*changed, _purging()] if purge else [*changed]
    if cost.passages:
        sentences.append(_to_embed(cost))
    sentences.append(
        Bilingual(
            fr="Un nouvel index se construit à côté ; l'ancien répond jusqu'à ce qu'il soit prêt.",
            en="A new index is built beside the old one, which answers until it is ready.",
        )
    )
    return Bilingual(fr=" ".join(each.fr for each in sentences), en=" ".join(each.en for each in sentences))


def _purging() -> Bilingual:
    return Bilingual(
        fr="Purge : le texte des articles retirés disparaît du disque.",
        en="Purge: the text of removed articles goes from the disk.",
    )


def _to_embed(cost: Cost) -> Bilingual:
    if cost.seconds is None:
        fr = en = ""
    elif cost.seconds < 60:
        fr, en = ", moins d'une minute", ", less than a minute"
    else:
        fr, en = f", environ {duration(cost.seconds)}", f", about {duration(cost.seconds)}"
    if cost.at_most:
        return Bilingual(
            fr=f"Jusqu'à {cost.passages} passages environ à vectoriser{fr} ; moins si des vecteurs de"
            " l'ancien index servent encore.",
            en=f"Up to about {cost.passages} passages to embed{en}; fewer if vectors of the old index still"
            " serve.",
        )
    return Bilingual(
        fr=f"{cost.passages} passages à vectoriser{fr}.", en=f"{cost.passages} passages to embed{en}."
    )
