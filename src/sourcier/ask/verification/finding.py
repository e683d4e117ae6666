"""What of a claim is not borne out: one finding, how grave it is, and the sentence that says so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from sourcier.types import Bilingual


class Severity(IntEnum):
    """How much a finding weighs: CONTRADICTED ends support, the others lower it."""

    CAUTION = 1  # the passage says it with an attribution or a condition that the claim drops
    MISSING = 2
    CONTRADICTED = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about the claim that the window does not bear out; ``kind`` groups them for scoring."""

    kind: str
    severity: Severity
    why: Bilingual
    element: str = ""


def not_there(fr: str, en: str, said: str, instead: str | None, *, elsewhere: bool = False) -> Bilingual:
    """«le nombre « 800 » n'est pas dans le passage (on y lit « 80 »)», or that it stands elsewhere."""
    if instead and elsewhere:
        return Bilingual(
            fr=f"{fr} « {said} » n'est pas à sa place : le passage y dit « {instead} »",
            en=f"{en} “{said}” is out of place: the passage says “{instead}” there",
        )
    if elsewhere:
        return Bilingual(
            fr=f"{fr} « {said} » n'est pas dans la phrase citée mais ailleurs dans le passage",
            en=f"{en} “{said}” is not in the cited sentence but elsewhere in the passage",
        )
    if instead:
        return Bilingual(
            fr=f"{fr} « {said} » n'est pas dans le passage (on y lit « {instead} »)",
            en=f"{en} “{said}” is not in the passage (it reads “{instead}”)",
        )
    return Bilingual(
        fr=f"{fr} « {said} » n'est pas dans le passage", en=f"{en} “{said}” is not in the passage"
    )
