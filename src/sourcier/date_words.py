"""Names of months, days, seasons and units → their numbers and kinds: months and days in four languages."""

from __future__ import annotations

from sourcier.folding import fold

_FRENCH_AND_ENGLISH = (
    "janvier|janv|january|jan", "février|fevrier|févr|fevr|fév|february|feb", "mars|march|mar",
    "avril|avr|april|apr", "mai|may", "juin|june|jun", "juillet|juil|july|jul", "août|aout|august|aug",
    "septembre|september|sept|sep", "octobre|october|oct", "novembre|november|nov",
    "décembre|decembre|december|déc|dec",
)  # fmt: skip
_RUSSIAN_AND_UKRAINIAN = (
    "января|январь|январе|янв|січня", "февраля|февраль|феврале|февр|фев|лютого", "марта|март|марте|березня",
    "апреля|апрель|апреле|апр|квітня", "мая|май|мае|травня", "июня|июнь|июне|червня", "июля|июль|июле|липня",
    "августа|август|августе|авг|серпня", "сентября|сентябрь|сентябре|сент|сен|вересня",
    "октября|октябрь|октябре|окт|жовтня", "ноября|ноябрь|ноябре|нояб|ноя|листопада",
    "декабря|декабрь|декабре|дек|грудня",
)  # fmt: skip
_ARABIC = (
    "يناير|جانفي|كانون الثاني", "فبراير|فيفري|شباط", "مارس|آذار", "أبريل|ابريل|إبريل|أفريل|نيسان",
    "مايو|ماي|أيار", "يونيو|يونيه|جوان|حزيران", "يوليو|يوليه|جويلية|تموز", "أغسطس|اغسطس|أوت|آب",
    "سبتمبر|أيلول", "أكتوبر|اكتوبر|تشرين الأول", "نوفمبر|تشرين الثاني", "ديسمبر|كانون الأول",
)  # fmt: skip
"""Of Egypt, of the Maghreb, of the Levant."""
MONTHS = tuple(map("|".join, zip(_FRENCH_AND_ENGLISH, _RUSSIAN_AND_UKRAINIAN, _ARABIC, strict=True)))
WEEKDAYS = (
    "lundi|monday|mon|понедельник|الاثنين|الإثنين", "mardi|tuesday|tues|tue|вторник|الثلاثاء",
    "mercredi|wednesday|wed|среду|среда|الأربعاء|الاربعاء", "jeudi|thursday|thurs|thur|thu|четверг|الخميس",
    "vendredi|friday|fri|пятницу|пятница|الجمعة", "samedi|saturday|sat|субботу|суббота|السبت",
    "dimanche|sunday|sun|воскресенье|الأحد|الاحد",
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
_OTHER_FULL = frozenset(
    name
    for names in (*_RUSSIAN_AND_UKRAINIAN, *_ARABIC)
    for name in names.split("|")
    if not any(other != name and other.startswith(name) for other in names.split("|"))
)
FULL_NAMES = FULL_MONTHS | _OTHER_FULL | frozenset(n for names in WEEKDAYS for n in names.split("|")[:2])
"""Names that no full stop shortens: one behind them ends the sentence."""
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
    **{name.split()[0]: "month" for names in MONTHS for name in names.split("|")},
}
"""Words that a kind of date cannot do without; a year or a numeric date needs a number instead."""
