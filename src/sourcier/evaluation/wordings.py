"""The name of a measure → what a report calls it, and which way is better."""

from __future__ import annotations

from sourcier.evaluation.intervals import Figure
from sourcier.types import Bilingual

_LABELS = {
    "gold_first": Bilingual(
        fr="passage attendu dans les 5 premières citations", en="gold in the first 5 citations"
    ),
    "gold_at_top": Bilingual(fr="passage attendu dans la première citation", en="gold in the first citation"),
    "gold_recall": Bilingual(
        fr="rappel : part de l'attendu qui est citée", en="recall: share of the gold that is cited"
    ),
    "gold_precision": Bilingual(
        fr="précision : part des citations qui tiennent de l'attendu",
        en="precision: share of citations that hold gold",
    ),
    "citation_recall": Bilingual(
        fr="rappel des citations (ALCE) : phrases soutenues par ce qu'elles citent",
        en="citation recall (ALCE): sentences supported by what they cite",
    ),
    "citation_precision": Bilingual(
        fr="précision des citations (ALCE) : citations nécessaires au soutien",
        en="citation precision (ALCE): citations that the support needs",
    ),
    "attribution_kept": Bilingual(
        fr="attribution du passage gardée ou phrase marquée", en="the passage's attribution kept, or marked"
    ),
    "wrongly_refused": Bilingual(fr="refusées à tort", en="wrongly refused"),
    "refused_rightly": Bilingual(fr="refusées à raison", en="rightly refused"),
    "comment_only_not_reported": Bilingual(
        fr="dit par les seuls lecteurs : non cité comme information",
        en="said by readers only: not cited as reporting",
    ),
    "comment_only_refused": Bilingual(
        fr="dit par les seuls lecteurs : refusées", en="said by readers only: refused"
    ),
    "exact_citations": Bilingual(
        fr="citations exactes au caractère près", en="citations exact to the character"
    ),
    "comments_as_reporting": Bilingual(
        fr="commentaires de lecteurs cités comme information", en="readers' comments cited as reporting"
    ),
    "origins_ok": Bilingual(fr="origines comptées juste", en="origins counted right"),
    "divergence_flagged": Bilingual(fr="divergences signalées", en="divergences flagged"),
    "divergence_invented": Bilingual(
        fr="divergences signalées où il n'y en a pas", en="divergences flagged where there is none"
    ),
    "supported_sentences": Bilingual(fr="phrases : supported", en="sentences: supported"),
    "partial_sentences": Bilingual(fr="phrases : partial", en="sentences: partial"),
    "unsupported_sentences": Bilingual(fr="phrases : unsupported", en="sentences: unsupported"),
    "uncited_sentences": Bilingual(fr="phrases : uncited", en="sentences: uncited"),
}

FEWER_IS_BETTER = frozenset(
    {
        "wrongly_refused",
        "comments_as_reporting",
        "divergence_invented",
        "partial_sentences",
        "unsupported_sentences",
        "uncited_sentences",
        "wrongly_rejected",
    }
)
"""Measures of what should not happen."""


def label(name: str, language: str) -> str:
    """What a report calls the measure; retrieval's keep the names under which they are known."""
    known = _LABELS.get(name)
    return known.in_(language) if known else name


def shown(one: Figure | None) -> str:
    """A share as «85 % (17/20) [.64–.95]», a mean as «.731 [.702–.759]»."""
    if one is None:
        return "–"
    interval = f"[{one.low:.3f}–{one.high:.3f}]"
    if one.shares:
        return f"{one.value:.1%} ({one.hits:.0f}/{one.of:.0f}) {interval}"
    return f"{one.value:.3f} {interval}"
