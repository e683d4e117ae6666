"""What people think of outlets and articles, as frozen values, and the words of the scale. Stdlib only.

The scale is that of STANAG 2511 / AJP-2.1 («Admiralty code»): reliability of a source, A to F; credibility of
a piece of information, 1 to 6. F and 6 are judgements («cannot be judged»); what nobody judged is ``None``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sourcier.types import Bilingual


class Reliability(StrEnum):
    """Of a source: its record. Set by people only."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Credibility(StrEnum):
    """Of a piece of information, whoever reports it. Set by people only."""

    CONFIRMED = "1"
    PROBABLE = "2"
    POSSIBLE = "3"
    DOUBTFUL = "4"
    IMPROBABLE = "5"
    UNKNOWABLE = "6"


RELIABILITIES = {
    Reliability.A: Bilingual(fr="totalement fiable", en="completely reliable"),
    Reliability.B: Bilingual(fr="habituellement fiable", en="usually reliable"),
    Reliability.C: Bilingual(fr="assez fiable", en="fairly reliable"),
    Reliability.D: Bilingual(fr="rarement fiable", en="not usually reliable"),
    Reliability.E: Bilingual(fr="non fiable", en="unreliable"),
    Reliability.F: Bilingual(fr="fiabilité impossible à estimer", en="reliability cannot be judged"),
}
CREDIBILITIES = {
    Credibility.CONFIRMED: Bilingual(fr="corroborée par d'autres sources", en="confirmed by other sources"),
    Credibility.PROBABLE: Bilingual(fr="probablement vraie", en="probably true"),
    Credibility.POSSIBLE: Bilingual(fr="peut-être vraie", en="possibly true"),
    Credibility.DOUBTFUL: Bilingual(fr="douteuse", en="doubtful"),
    Credibility.IMPROBABLE: Bilingual(fr="improbable", en="improbable"),
    Credibility.UNKNOWABLE: Bilingual(fr="véracité impossible à estimer", en="truth cannot be judged"),
}


@dataclass(frozen=True, slots=True)
class OutletJudgement:
    """Of one outlet. ``also`` are other names of it; ``changed`` is an ISO date or time, ``by`` a name.

    ``credibility`` is what its information has been found to be worth *as a rule*: it never stands for the
    judgement of one article.
    """

    outlet: str
    also: tuple[str, ...] = ()
    descriptor: str = ""
    reliability: Reliability | None = None
    credibility: Credibility | None = None
    changed: str | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleJudgement:
    """Of the information that one article carries; ``article`` is its id."""

    article: str
    credibility: Credibility | None = None
    changed: str | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """All of them. ``problem`` says why the file could not be read; then nothing is known."""

    outlets: tuple[OutletJudgement, ...] = ()
    articles: tuple[ArticleJudgement, ...] = ()
    problem: Bilingual | None = None


NO_REGISTER = Register()
"""Nothing judged."""
