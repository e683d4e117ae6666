"""Names of months, days, seasons and units in French and English → their numbers and kinds."""

from __future__ import annotations

from sourcier.folding import fold

MONTHS = (
    "janvier|janv|january|jan", "février|fevrier|févr|fevr|fév|february|feb", "mars|march|mar",
    "avril|avr|april|apr", "mai|may", "juin|june|jun", "juillet|juil|july|jul", "août|aout|august|aug",
    "septembre|september|sept|sep", "octobre|october|oct", "novembre|november|nov",
    "décembre|decembre|december|déc|dec",
)  # fmt: skip
WEEKDAYS = (
    "lundi|monday|mon", "mardi|tuesday|tues|tue", "mercredi|wednesday|wed",
    "jeudi|thursday|thurs|thur|thu", "vendredi|friday|fri", "samedi|saturday|sat", "dimanche|sunday|sun",
)  # fmt: skip
ENGLISH_MONTHS = frozenset(
    """
    january jan february feb march mar april apr may june jun july jul august aug september sept sep
    october oct november nov december dec
    """.split()
)
FULL_MONTHS = frozenset(
    """
    janvier january février fevrier february mars march avril april mai may juin june juillet july août
    aout august septembre september octobre october novembre november décembre decembre december
    """.split()
)
MONTH_NUMBER = {fold(name): n for n, names in enumerate(MONTHS, 1) for name in names.split("|")}
WEEKDAY_NUMBER = {fold(name): n for n, names in enumerate(WEEKDAYS) for name in names.split("|")}
NUMERALS = {
    word: n
    for n, words in enumerate(
        "un|une|one|a|an,deux|two,trois|three,quatre|four,cinq|five,six,sept|seven,huit|eight,neuf|nine,dix|ten,"
        "onze|eleven,douze|twelve".split(","), 1,
    )
    for word in words.split("|")
}  # fmt: skip
NUMERAL = rf"(?:{'|'.join(NUMERALS)})"
SEASONS = {
    "printemps": "spring", "spring": "spring", "ete": "summer", "summer": "summer", "automne": "autumn",
    "autumn": "autumn", "fall": "autumn", "hiver": "winter", "winter": "winter",
}  # fmt: skip
UNITS = {
    "jour": "day", "jours": "day", "day": "day", "days": "day", "semaine": "week", "semaines": "week",
    "week": "week", "weeks": "week", "mois": "month", "month": "month", "months": "month", "an": "year",
    "ans": "year", "annee": "year", "annees": "year", "year": "year", "years": "year",
    "week-end": "weekend", "weekend": "weekend",
}  # fmt: skip

RELATIVE_DAYS = {
    "hier": -1, "avant-hier": -2, "aujourd'hui": 0, "demain": 1, "apres-demain": 2, "yesterday": -1,
    "today": 0, "tomorrow": 1, "ce matin": 0, "cet apres-midi": 0, "ce soir": 0, "cette nuit": 0,
    "this morning": 0, "this afternoon": 0, "this evening": 0, "tonight": 0, "last night": -1,
    "hier soir": -1, "hier matin": -1,
}  # fmt: skip
FULL_NAMES = FULL_MONTHS | frozenset(name for names in WEEKDAYS for name in names.split("|")[:2])
_RELATIVE = """
    hier aujourd demain yesterday today tomorrow tonight night matin soir midi morning afternoon evening nuit
    veille lendemain surlendemain day
    """
_UNIT_CONTEXT = (
    "ago last next this coming dernier dernière prochain prochaine passé passée cette ci end y dans"
)
TRIGGERS: dict[str, str] = {
    **dict.fromkeys(_RELATIVE.split(), "relative"),
    **dict.fromkeys(_UNIT_CONTEXT.split(), "unit"),
    **dict.fromkeys([*SEASONS, "été"], "season"),
    **{name: "weekday" for names in WEEKDAYS for name in names.split("|")},
    **{name: "month" for names in MONTHS for name in names.split("|")},
}
"""Words that a kind of date cannot do without; a year or a numeric date needs a number instead."""
