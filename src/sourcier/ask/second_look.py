"""A verdict and a second opinion on it → the verdict kept or lowered, never raised."""

from __future__ import annotations

from dataclasses import replace

from sourcier.ask.verify import SentenceCheck
from sourcier.types import Bilingual, Verdict

_STRENGTH = {Verdict.UNSUPPORTED: 0, Verdict.PARTIAL: 1, Verdict.SUPPORTED: 2}


def lowered(found: SentenceCheck, opinion: Verdict, why: Bilingual) -> SentenceCheck:
    """``found`` with ``opinion`` and its ``why`` where that is the lower; an uncited sentence stays so.

    Whoever gives the opinion (a chat model on the one cited passage, a person) can thus take a green mark
    away and never hand one out.
    """
    if found.verdict not in _STRENGTH or opinion not in _STRENGTH:
        return found
    if _STRENGTH[opinion] >= _STRENGTH[found.verdict]:
        return found
    return replace(found, verdict=opinion, why=(*found.why, why))
