"""A question, and the day the corpus runs to → the stretches of days that it names, and which days are meant.

«La semaine dernière» is counted from the newest published article, not from today: a folder may be an
archive, and an answer must not change by waiting. Days make passages published then stand higher; only a
filter that the user sets leaves anything out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from sourcier.dates import mentions
from sourcier.types import Bilingual

STATED_BONUS = 2.0
"""Standard deviations for the days that the question gives as those of publication: «publié le 3 mai»."""

NAMED_BONUS = 0.5
"""… for days that it merely names: news of a day is published then or soon after, but not always."""

COUNTED_BONUS = 1.0
"""… for days counted from the newest article («la semaine dernière», «depuis mars»), and for the newest."""

AFTERMATH = timedelta(days=2)
"""News of a day is published until so long after it."""

NEWEST = timedelta(days=7)
"""«Les dernières nouvelles»: those of the last week of the corpus."""

_STATED = re.compile(
    r"\b(?:publi\w*|par(?:u|us|ue|ues)|dat(?:é|ée|és|ées|ed)|articles?|reports?|reported|reporting|dépêches?|"
    r"éditions?|editions?|issues?|stor(?:y|ies)|posts?|posted|pieces?|wrote|printed)\b[^.;?!]{0,60}$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"(?:depuis|dès|(?:à\s+(?:partir|compter)|au-delà)\s+d[eu]|après|since|after|from|as\s+of)\s+(?:le\s+|the\s+|l['’])?$",
    re.I,
)
_INCLUDED = re.compile(r"^(?:depuis|dès|since)\b", re.IGNORECASE)
_UNTIL = re.compile(
    r"(?:avant|jusqu['’](?:au?|en|à)|d['’]ici(?:\s+à)?|before|until|till|up\s+to)\s+(?:le\s+|the\s+|l['’])?$",
    re.I,
)
_LATEST = re.compile(
    r"\b(?:l[ea]s?\s+plus\s+récente?s?|(?:tout\s+)?dernières?\s+(?:nouvelles|informations?|infos|dépêches|évolutions?|"
    r"déclarations?|développements?)|derniers?\s+(?:articles?|développements?|événements?|bilans?|chiffres?|rebondissements?)|"
    r"récemment|à\s+ce\s+jour|most\s+recent(?:ly)?|latest|newest|recently|so\s+far)\b",
    re.IGNORECASE,
)


_ANY_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Period:
    """Days named in a question, inclusive; ``None`` where it is open. ``text`` is how it names them.

    ``bonus`` is what a passage published then gains. ``counted`` says that the reference day was needed.
    """

    text: str
    first: date | None
    last: date | None
    bonus: float
    counted: bool


def periods(question: str, newest: date | None) -> list[Period]:
    """The days that ``question`` names; those without a year are counted from ``newest``, or left out."""
    found: list[Period] = []
    anchored = {(mention.start, mention.end) for mention in mentions(question) if mention.first is not None}
    for mention in mentions(question, published=newest):
        if mention.first is None or mention.last is None:
            continue
        before = question[: mention.start]
        stated = _STATED.search(before) is not None
        first: date | None = mention.first
        last: date | None = mention.last if stated else mention.last + AFTERMATH
        if _FROM.search(before) or _INCLUDED.search(mention.text):
            last = None
        elif _UNTIL.search(before):
            first, last = None, mention.first - timedelta(days=1)
        counted = (mention.start, mention.end) not in anchored
        bonus = STATED_BONUS if stated else COUNTED_BONUS if counted else NAMED_BONUS
        found.append(Period(mention.text, first, last, bonus, counted))
    latest = _LATEST.search(question)
    if latest is not None and newest is not None and not found:
        found.append(Period(latest[0], newest - NEWEST, None, COUNTED_BONUS, counted=True))
    return found


def names_days(question: str) -> bool:
    """Whether ``question`` names any day, or asks for the latest: most do neither."""
    return bool(_LATEST.search(question) or mentions(question, published=_ANY_DAY))


def explained(period: Period, newest: date) -> Bilingual:
    """How a period counted from the newest article was understood, for a person."""
    return Bilingual(
        fr=f"« {period.text} » : compté depuis l'article le plus récent ({newest}),"
        f" soit {_days(period, 'fr')} ; ceux parus alors passent devant, ceux sans date n'y gagnent rien.",
        en=f"“{period.text}”: counted from the newest article ({newest}), that is {_days(period, 'en')};"
        " articles published then come first, undated ones gain nothing.",
    )


def _days(period: Period, language: str) -> str:
    french = language == "fr"
    if period.last is None:
        return f"{'à partir du' if french else 'from'} {period.first}"
    if period.first is None:
        return f"{'jusqu’au' if french else 'until'} {period.last}"
    if period.first == period.last:
        return f"{'le ' if french else ''}{period.first}"
    return f"{'du' if french else ''} {period.first} {'au' if french else 'to'} {period.last}".strip()
