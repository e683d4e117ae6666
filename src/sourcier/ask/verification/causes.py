"""A match of claim and text → a cause that the claim gives and the text does not.

«L'abattoir a été fermé en raison des images» where the passage tells of the closing in one sentence and of
the images in another, and joins them by no word; or where nothing of the cause stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcier.ask.reading.attributed import attributions
from sourcier.ask.verification.finding import Finding, Severity
from sourcier.ask.verification.matching import Match, Unit
from sourcier.types import Bilingual

_BECAUSE = re.compile(
    r"\b(?:(?:en raison|à cause|du fait|par suite|faute|(?:à la )?suite) (?:de |du |des |d['’])"
    r"|(?:à la )?suite (?:à|aux?) |parce qu(?:e |['’])|car (?!scolaire)|puisqu(?:e |['’])"
    r"|(?:causé|provoqué|entraîné|dû|due?s?|lié|imputable|attribuable|attribué|expliqu[eé])(?:e?s?|ent)"
    r" (?:par|à|aux?) |est dû à |grâce (?:à|aux?) "
    r"|because of |because |due to |owing to |caused by |as a result of |on account of |thanks to "
    r"|blamed on |attributed to |triggered by )",
    re.IGNORECASE,
)
_ASCRIBES = re.compile(
    r"\b(?:attribu(?:e|ent|é|ait|aient)|imput(?:e|ent|é|ait|aient)|attribut(?:es|ed)|ascrib(?:es|ed)) ",
    re.IGNORECASE,
)
_TO = re.compile(r"\b(?:à|au|aux|to) ", re.IGNORECASE)
_BRINGS = re.compile(
    r"\b(?:(?:a|ont) (?:provoqué|causé|entraîné|déclenché|suscité)"
    r"|caused|triggered|sparked|led to|prompted)\b(?! by\b)",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"(?:cet?|cette|ces|cela|ceci|quoi|this|that|these|those|which|it|lui|elle)\b", re.IGNORECASE
)
"""A cause that only points at what was told before."""
_STOP = re.compile(r"[,;.](?:\s|$)")
_JOINS = re.compile(
    r"\b(?:car|puisque?|parce|raisons?|causes?|causé\w*|suites?|faute|due?s?|dûe?s?|provoqu\w+|entraîn\w+"
    r"|expliqu\w+|imput\w+|attribu\w+|origines?|proven\w*|provien\w+|résult\w+|grâce|donc|ainsi|pourquoi"
    r"|justifi\w+|invoqu\w+|motifs?|motiv\w+|conséquences?|conduit\w*|poussé?\w*|contrain\w+|forc\w+"
    r"|empêch\w+|déclench\w+|suscit\w+|responsab\w+|en cause|plomb\w+|pénalis\w+|pes(?:e|ent|é|ait)"
    r"|évoqu\w+|because|reasons?|caused?|causing|owing|result\w*|led to|leading|blam\w+|ascrib\w+"
    r"|cit(?:ed|ing|es)|thanks|following|so|therefore|why|trigger\w+|spark\w+|prompt\w+|drove|driven|stem\w+"
    r"|explain\w*|prevent\w+|hit|hurt)\b",
    re.IGNORECASE,
)
"""What joins a cause told in a sentence of its own to what the one before tells."""
_HALF = 0.5
_NEARLY = 0.6


def cause_findings(match: Match) -> Iterator[Finding]:
    """Only for a claim in the language of the text."""
    yield from _ascribed(match)
    claim = match.claim
    sources = [(one.start, one.end) for one in attributions(claim.text)]
    for link in _BECAUSE.finditer(claim.text):
        if _POINTS.match(claim.text, link.end()):
            continue
        stop = _STOP.search(claim.text, link.end())
        end = stop.start() if stop else len(claim.text)
        cause = [unit for unit in match.units if link.end() <= unit.start < end]
        effect = [unit for unit in match.units if not link.start() <= unit.start < end]
        effect, cause = _without(effect, sources), _without(cause, sources)
        if cause and effect and not _given(match, cause, effect):
            written = claim.text[link.start() : end].strip()
            yield Finding("cause", Severity.MISSING, Bilingual(
                fr=f"le passage ne donne pas cette cause : « {written} »",
                en=f"the passage does not give this cause: “{written}”"), written)  # fmt: skip
            return


def _ascribed(match: Match) -> Iterator[Finding]:
    """«X attribue la hausse à la pluie», «la pluie a provoqué une hausse»: as one sentence has it."""
    claim = match.claim
    sources = [(one.start, one.end) for one in attributions(claim.text)]
    spans = [
        (link.end(), to.start(), to.end())
        for link in _ASCRIBES.finditer(claim.text)
        if (to := _TO.search(claim.text, link.end()))
    ]
    spans += [(0, link.start(), link.end()) for link in _BRINGS.finditer(claim.text)]
    for first, stop, second in spans:
        if _POINTS.match(claim.text, second) or _POINTS.match(claim.text, first):
            continue
        one = _without([unit for unit in match.units if first <= unit.start < stop], sources)
        other = _without([unit for unit in match.units if second <= unit.start], sources)
        if (
            one
            and other
            and not any(_given(match, cause, effect) for cause, effect in ((one, other), (other, one)))
        ):
            written = " ".join(claim.text[first:].split())
            yield Finding("cause", Severity.MISSING, Bilingual(
                fr=f"le passage ne relie pas ainsi cause et effet : « {written} »",
                en=f"the passage does not link cause and effect so: “{written}”"), written)  # fmt: skip
            return


def _without(units: list[Unit], spans: list[tuple[int, int]]) -> list[Unit]:
    return [unit for unit in units if not any(start <= unit.start < end for start, end in spans)]


def _given(match: Match, cause: list[Unit], effect: list[Unit]) -> bool:
    """Whether a sentence says most of the cause and joins it to the effect, there or in the one before."""
    lines = range(len(match.text.lines))
    shares = [_share(cause, 1 << line) for line in lines]
    most = max(shares)
    if most < _NEARLY:
        return False
    for line in lines:
        if shares[line] < most:
            continue
        if _share(effect, 1 << line) >= _HALF:
            return True
        near = 1 << line | (1 << line - 1 if line else 0)
        start, stop = match.text.lines[line]
        if _share(effect, near) >= _HALF and _JOINS.search(match.text.text, start, stop):
            return True
    return False


def _share(units: list[Unit], lines: int) -> float:
    total = sum(unit.weight for unit in units)
    return sum(unit.weight * unit.credit(lines) for unit in units) / total if total else 0.0
