"""A figure in its sentence → what it is the cost, share or amount of, and per what it is reckoned."""

from __future__ import annotations

import re

from sourcier.ask.reading.analysed import Analysed
from sourcier.ask.weighing.valued import Said
from sourcier.language import fold
from sourcier.numbers import Number, close

_MONEY = {
    "cost": r"cout\w*|pertes?|perd\w*|manque|cost\w*|loss\w*|lost|убыт\w+",
    "damage": r"degats?|dommages?|damages?|ущерб\w*|اضرار|خسائر",
    "aid": r"aides?|subventions?|indemni\w+|aid|relief|grants?",
    "contract": r"contrats?|command\w+|achat|acqui\w+|rach[ae]t\w*|marches?|contract|order\w*|deal|purchase",
    "budget": r"budget\w*",
    "deficit": r"deficit\w*",
    "debt": r"dettes?|debts?",
    "investment": r"invest\w+",
    "stolen": r"detourn\w+|vol|vole\w*|derob\w+|butin|embezzl\w+|stolen|theft",
    "sales": r"ventes?|affaires|recettes?|sales|revenues?|turnover|выручк\w+|ايرادات",
    "profit": r"benefices?|profits?|прибыл\w+|ارباح",
    "fine": r"amendes?|fine[sd]?|штраф\w*|غرامة",
    "reparation": r"dedommage\w+|interets|reparations?|compensation",
    "wage": r"salaires?|primes?|remuner\w+|wages?|salar\w+|bonus\w*",
    "price": r"prix|tarifs?|loyers?|prices?|fares?|rent",
    "works": r"travaux|renov\w+|works|renovation",
}
_SHARES = {
    "strike": r"greves?|grevistes?|debray\w+|mouvement|strik\w+|walkout",
    "turnout": r"participation|turnout|явк\w+|المشاركة|مشاركة",
    "abstention": r"abstention",
    "unemployment": r"chomage|unemployment",
    "inflation": r"inflation",
}
_CURRENCIES = ("usd", "eur", "gbp", "rub", "cny", "jpy", "dzd", "mad", "chf", "rial", "rupee")
_OF_UNIT = {
    unit: [(name, re.compile(rf"(?:{pattern})$")) for name, pattern in listed.items()]
    for units, listed in ((_CURRENCIES, _MONEY), (("%",), _SHARES))
    for unit in units
}
_ONE_EACH = frozenset(
    "strike turnout abstention cost damage aid contract budget deficit stolen reparation".split()
)
"""What an event has one of; fines, wages and prices are of several persons and things."""
_SOLE = frozenset("fine profit sales investment".split())
"""Of these a story has one or several: they are of one thing where either article has but one."""
_TERM = re.compile(r"(?:trimestr\w*|semestr\w*|quarter\w*|half|квартал\w*|полугоди\w*)$")
_PERIODS = {
    "day": r"jours?|journees?|days?|quotidien\w*|daily",
    "week": r"semaines?|weeks?|hebdomadaires?|weekly",
    "month": r"mois|months?|mensuel\w*|monthly",
    "year": r"ans?|annees?|years?|annuel\w*|annually|yearly",
    "hour": r"heures?|hours?",
    "head": r"habitants?|personnes?|salaries?|foyers?|menages?|familles?|tetes?|person|head|household|capita",
}
_PERIOD = re.compile("|".join(rf"(?P<{name}>\b(?:{pattern})\b)" for name, pattern in _PERIODS.items()))
_AFTER = re.compile(
    r"[^.;,]{0,25}?(?:\bpar\s|\bper\s|\ba\s|/|\b(?=(?:quotidien|mensuel|annuel|hebdo|daily|weekly)))"
)
_EACH = re.compile(r"\b(?:chaque|each|every)\s(?P<of>\w+)")


def subject(one: Said) -> str | None:
    """What the figure is the amount or share of, by the nearest word of its sentence that says so."""
    return _subject(one.analysed, one.number) if one.number else None


def _subject(text: Analysed, number: Number) -> str | None:
    listed = _OF_UNIT.get(number.unit or "")
    if not listed:
        return None
    near: list[tuple[int, str]] = []
    for word in text.line_words(text.line_of(number.start)):
        name = next((name for name, pattern in listed if pattern.match(word.folded)), None)
        if name is not None:
            near.append((max(word.start - number.end, number.start - word.end), name))
    return min(near)[1] if near else None


def has_one(name: str) -> bool:
    """Whether an event has one such amount or share."""
    return name in _ONE_EACH


def is_sole(name: str, one: Said, article: Analysed) -> bool:
    """Whether ``article``, where ``one`` stands, has no other such amount: its one fine, its one profit."""
    number = one.number
    return (
        name in _SOLE
        and number is not None
        and all(
            close(other, number)
            for other in article.numbers
            if other.unit == number.unit and _subject(article, other) == name
        )
    )


def other_term(one: Said, other: Said) -> bool:
    """Whether one amount is of a quarter or a half-year and the other is not."""
    terms = [frozenset(word for word in each.words if _TERM.match(word)) for each in (one, other)]
    return bool(terms[0]) != bool(terms[1])


def paid_per(one: Said) -> str | None:
    """«par jour», «chaque journée», "a month": what the figure is reckoned for, if not for all."""
    text = one.analysed
    first, last = text.lines[text.line_of(one.start)]
    after = fold(text.text[one.end : last])
    if (link := _AFTER.match(after)) and (found := _PERIOD.match(after, link.end())):
        return found.lastgroup
    for each in _EACH.finditer(fold(text.text[first:last])):
        if found := _PERIOD.fullmatch(each["of"]):
            return found.lastgroup
    return None
