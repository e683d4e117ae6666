"""An embedder and the weights of a search → what a person reads: which hold for which questions, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sourcier.ask.retrieval.fusion import CALIBRATIONS, UNKNOWN, Chosen, Weights, base_name
from sourcier.types import Bilingual

_ORIGINS = {
    "measured": Bilingual(fr="mesurés, table fournie", en="measured, shipped table"),
    "assumed": Bilingual(fr="supposés, table fournie", en="assumed, shipped table"),
    "calibrated": Bilingual(fr="sourcier.toml", en="sourcier.toml"),
}
_NAMES = {
    "fr": ("racines", "4-grammes", "vecteurs", "extraits"),
    "en": ("stems", "4-grams", "vectors", "stretches"),
}


def told(weights: Weights, language: str, *, measured: str = "") -> str:
    """The weights and where they come from; ``measured`` is what their entry says of that."""
    origin = _ORIGINS[weights.source].in_(language)
    return f"{shares(weights, language)} ({origin}{': ' if measured else ''}{measured})"


def shares(weights: Weights, language: str) -> str:
    """The weights by name."""
    values = (weights.stems, weights.grams, weights.dense, weights.stretches)
    names = _NAMES["fr" if language == "fr" else "en"]
    return ", ".join(f"{name} {value:g}" for name, value in zip(names, values, strict=True))


def embedder_in(fingerprint: str, chosen: Sequence[Chosen] = ()) -> str:
    """The embedder that a fingerprint names, as the table or sourcier.toml has it."""
    known = {*CALIBRATIONS, *(base_name(one.embedder) for one in chosen)}
    named = [name for name in known if f"{fingerprint}-".startswith(f"{name}-")]
    return max(named, key=len, default=fingerprint.rsplit("-", 3)[0])


def in_force(fingerprint: str, chosen: Sequence[Chosen] = ()) -> tuple[Bilingual, ...]:
    """A line for each sort of question whose weights differ."""
    embedder = embedder_in(fingerprint, chosen)
    return tuple(
        Bilingual(
            fr=f"{whose.fr} : {told(weights, 'fr', measured=measured)}",
            en=f"{whose.en}: {told(weights, 'en', measured=measured)}",
        )
        for whose, weights, measured in _entries(embedder, chosen)
    )


def _entries(embedder: str, chosen: Sequence[Chosen]) -> Iterator[tuple[Bilingual, Weights, str]]:
    own = [one for one in chosen if base_name(one.embedder) == embedder]
    seen: set[tuple[str | None, bool]] = set()
    for one in sorted(own, key=lambda one: (one.crossing, one.language or "~")):
        if (one.language, one.crossing) not in seen:
            seen.add((one.language, one.crossing))
            yield _whose(one.language, crossing=one.crossing), one.weights, one.measured
    table = CALIBRATIONS.get(embedder, UNKNOWN)
    if (None, False) not in seen:
        if table.languages is not None:
            for language in sorted(table.languages):
                if (language, False) not in seen:
                    yield _whose(language), table.own, ""
        yield _others() if seen or table.languages else _whose(None), table.other, ""
    if table.crossing is not None and (None, True) not in seen:
        yield _whose(None, crossing=True), table.crossing, ""


def _whose(language: str | None, *, crossing: bool = False) -> Bilingual:
    fr = f"questions en « {language} »" if language else "toute question"
    en = f"questions in “{language}”" if language else "any question"
    if crossing:
        fr, en = f"{fr} d'une autre langue que les articles", f"{en} in a language of no article"
    return Bilingual(fr=fr, en=en)


def _others() -> Bilingual:
    return Bilingual(fr="autres questions", en="other questions")
