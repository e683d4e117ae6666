"""A number of a text → what it counts: the word behind it, its unit, or those that an event struck."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise, takewhile

from sourcier.ask.reading.aged import is_age
from sourcier.ask.reading.analysed import Analysed, Word
from sourcier.language import fold
from sourcier.numbers import Number
from sourcier.numerals import SCALES

_OF_A_WHOLE = re.compile(
    r"\s(?:des|sur(?:\sles)?|d['’]entre\sles|parmi\sles|of\s(?:the|its|their|his|her)|(?:out\s)?of|in)\s",
    re.IGNORECASE,
)
_NEAR = 3  # characters between a number and what it counts
_STRUCK = {
    "morts": r"morts?|deces|tuee?s?|decede\w*|peri(?:s|es)?|mortes|trouve la mort|perdu la vie"
    r"|dead|killed|deaths?|died|fatalities|погиб\w*|умер\w*|قتيلا?|قتلى|قتلي|ضحايا",
    "blessés": r"blesse\w*|injured|wounded|пострада\w*|ранен\w*|جريحا?|جرحى|جرحي|مصابا?|مصابين",
    "disparus": r"disparue?s?|missing|пропал\w*|مفقودا?|مفقودين",
    "arrestations": r"arrete\w*|interpelle\w*|arrest\w*|detained|задержан\w*|اعتقل",
}
"""News says each of these in several ways."""
_STRUCK_WORDS = {noun: re.compile(rf"\b(?:{words})\b") for noun, words in _STRUCK.items()}
STRUCK = {"morts": "deaths", "blessés": "injured", "disparus": "missing", "arrestations": "arrests"}
"""Their names in French and English."""
_PERSONS = re.compile(
    r"(?:personnes?|gens|people|persons?|hommes?|femmes?|men|women|habitants?"
    r"|человек\w*|люд\w+|شخصا?|اشخاص)$"
)
_STRIKING = {
    "morts": r"kill(?:s|ed|ing)|tu(?:e|es|ant|ent|er)|coute la vie a|погиб\w*|убит\w*|قتل|مقتل|مصرع|وفاة",
    "blessés": r"injur(?:ed|es|ing)|wound(?:ed|s|ing)|bless(?:e|es|ant|ent)|пострада\w*|ранен\w*"
    r"|اصيب|اصابة|جرح",
    "arrestations": r"arrest(?:ed|ing|s)|detain(?:ed|s|ing)|interpelle|задержа\w*|اعتقال|اعتقلت?",
}
_STRIKING_BEFORE = {
    noun: re.compile(
        rf"(?<!\w)(?:{words})\s(?:au moins |pres de |environ |plus de |quelque |at least |about |some "
        r"|nearly |more than |не менее |около |более |نحو |اكثر من |ما لا يقل عن )?$"
    )
    for noun, words in _STRIKING.items()
}
"""«A tué 12 personnes», "killing at least 12 people": what became of them stands before the number."""
_SUM = re.compile(r"(?:nombre|bilan|total|number|toll)$")
_AFTER_PERSONS = 6  # words in which it is said what became of them
LASTED = "lasted"
"""What a term of days or hours counts where the text says that something lasted so long."""
_LASTED = re.compile(
    r"\b(?:dur(?:é|e|a|ait|er|era|ent|aient)|pendant|durant|duré au total|lasted|lasts?)"
    r"(?:\s(?:environ|près de|plus de|moins de|au moins|about|nearly|for|some))?\s$",
    re.IGNORECASE,
)
DURATIONS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.4, "year": 365.0}


def counted_thing(analysed: Analysed, number: Number) -> tuple[str, str] | None:
    """What ``number`` counts and how it is written; ``None`` for a rank, an hour, or nothing near."""
    if number.unit == "ordinal" or is_age(analysed.text, number):
        return None
    if number.unit in DURATIONS and _LASTED.search(analysed.text[max(0, number.start - 24) : number.start]):
        return LASTED, _written(number)
    if number.unit in ("hour", "minute"):
        return None
    after = [word for word in analysed.words if word.start >= number.end]
    first = next((word for word in after[:6] if word.stem), None)
    if number.unit is None and first is not None and _PERSONS.match(first.folded):
        before = " ".join(fold(analysed.text[max(0, number.start - 50) : number.start]).split()) + " "
        struck = next((name for name, words in _STRIKING_BEFORE.items() if words.search(before)), None)
        if struck is not None:
            return struck, struck
    if number.unit is not None:
        key = "duration" if number.unit in DURATIONS else number.unit
        if first is not None and key == "duration":
            return f"{key} {first.stem}", first.folded
        return (key, _written(number)) if key != "duration" else None
    if after and first is not None and _SUM.match(first.folded):  # «portant à trois le nombre de morts»
        noun = next((word for word in after[1:6] if word.stem and word.start > first.end), None)
        return _class_of(noun, after) if noun is not None else None
    if first is None or first.start > number.end + _NEAR:
        return None
    return _class_of(first, after)


def _class_of(noun: Word, after: list[Word]) -> tuple[str, str]:
    if _PERSONS.match(noun.folded):
        near = takewhile(lambda word: not word.folded[0].isdecimal(), after[:_AFTER_PERSONS])
        become = " ".join(word.folded for word in near if word.line == noun.line)
        struck = next((name for name, words in _STRUCK_WORDS.items() if words.search(become)), None)
    else:
        struck = next((name for name, words in _STRUCK_WORDS.items() if words.fullmatch(noun.folded)), None)
    return (struck, struck) if struck else (noun.stem, noun.folded)


@lru_cache(maxsize=1024)
def parts_of_wholes(analysed: Analysed) -> tuple[tuple[Number, Number], ...]:
    """«Trois des onze collèges», "one in ten": a number that is part of the next one, and this one."""
    return tuple(
        (part, whole)
        for part, whole in pairwise(analysed.numbers)
        if _OF_A_WHOLE.fullmatch(analysed.text, part.end, whole.start)
    )


def is_struck(noun: str) -> bool:
    """Whether what is counted are those whom an event struck."""
    return noun in _STRUCK


def _written(number: Number) -> str:
    """«euros» of «12 millions d'euros»; the sign where there is no word."""
    words = [word for word in re.findall(r"[^\W\d_]+|[%€$£¥₽]", number.text) if fold(word) not in SCALES]
    return words[-1] if words else number.unit or ""
