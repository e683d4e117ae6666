"""A question that asks for a quantity of a known kind → the kind, and whether a text gives one of it.

«Quel est l'âge de X ?» is not answered by any sentence about X: one with an age must be there. Only kinds
that their own words give away are listed; French and English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sourcier.language import fold
from sourcier.types import Bilingual

_ASKS = r"quel(?:le)?s? (?:est|sont|etait|etaient|fut|sera) (?:le |la |les |l')|what (?:is|was|will be) the "
_MONEY = (
    r"(?:prix(?! (?:nobel|goncourt|de la paix))|cout|tarif|salaire|loyer|montant|price|cost|salary|rent)s?\b"
)


@dataclass(frozen=True, slots=True)
class Measured:
    """A kind of quantity; ``name`` for a person."""

    name: Bilingual
    asked: re.Pattern[str]
    given: re.Pattern[str]


KINDS = (
    Measured(
        Bilingual(fr="un âge", en="an age"),
        re.compile(rf"\bquel age\b|\bhow old\b|\bwhat age\b|(?:{_ASKS})age (?:d|of\b)"),
        re.compile(
            r"\d+ ?(?:ans?|years?)\b|\b(?:agee?s?|nee?s?|naquit|naissance|aged|born|birth|ans|years old)\b"
        ),
    ),
    Measured(
        Bilingual(fr="une somme d'argent", en="an amount of money"),
        re.compile(rf"(?:{_ASKS}|\bquel |\bwhat ){_MONEY}|\bcombien (?:a-t-|ont-|va |vont )?\w* ?coute"),
        re.compile(
            r"[€$£¥₽]|\b(?:euros?|eur|dollars?|usd|francs?|roubles?|rubles?|dinars?|dirhams?|yens?|yuans?"
            r"|livres? (?:sterling|turque|libanaise|egyptienne|syrienne|soudanaise|irlandaise)s?"
            r"|pounds?|cents?|centimes?|millions?|milliards?|billions?|gratuit\w*|free)\b"
        ),
    ),
)


def not_given(question: str, texts: Iterable[str]) -> Bilingual | None:
    """The kind of quantity that is asked for, if none of ``texts`` has one of it."""
    asked = fold(question)
    kind = next((one for one in KINDS if one.asked.search(asked)), None)
    if kind is None or any(kind.given.search(fold(text)) for text in texts):
        return None
    return kind.name
