"""A number in its sentence → those of whom an event has one number: who was aboard, struck, had to leave.

News says them in few ways, in every language; a part of them («dont 12 enfants», «trois passagers ont été
blessés», «12 passagers français») is another number.
"""

from __future__ import annotations

import re
from itertools import takewhile

from sourcier.ask.reading.analysed import Analysed, Word
from sourcier.glossary import is_country
from sourcier.language import fold
from sourcier.numbers import Number

_PEOPLE = (
    r"personnes?|gens|habitants?|riverains?|people|persons?|residents?|inhabitants?|человек\w*|жител\w+"
    r"|شخصا?|اشخاص|ساكنا?|سكان"
)
_HEADCOUNTS = {
    "passagers": (
        r"passagers?|passengers?|пассажир\w*|راكبا?|ركاب|مسافرا?|مسافرين",
        r"bord|transport\w+|avait|avaient|carry\w*|carried|aboard|board|борту?|находил\w+|перевоз\w+"
        r"|متنها|متنه|متن|تقل|تحمل",
    ),
    "grévistes": (r"grevistes?|strikers?|бастующ\w+|مضربا?|مضربين", None),
    "manifestants": (
        r"manifestants?|protest[eo]rs?|demonstrators?|демонстрант\w*|протестующ\w+|متظاهرا?|متظاهرين",
        None,
    ),
    "évacués": (_PEOPLE, r"evacue\w*|evacuat\w+|эвакуир\w+|اجلاء|اجلي"),
    "emplois supprimés": (
        r"postes?|emplois?|jobs?|posts?|suppressions?|licenciements?|layoffs?|redundancies"
        r"|рабочих|وظيفة|وظائف",
        r"suppri\w+|suppressions?|licenciements?|menace\w*|perdus?|cut(?:s|ting)?|los[est]\w*|axe[ds]?"
        r"|layoffs?|redundancies|shed|сокра\w+|الغاء|تسريح",
    ),
}
"""By name: the words for them, and where those alone say too little, a word that their sentence must have."""
_WORDS = {
    name: (re.compile(rf"(?:{nouns})$"), re.compile(rf"(?:{needed})$") if needed else None)
    for name, (nouns, needed) in _HEADCOUNTS.items()
}
HEADCOUNTS = {
    "passagers": "passengers", "grévistes": "strikers", "manifestants": "protesters", "évacués": "evacuated",
    "emplois supprimés": "jobs cut",
}  # fmt: skip
"""Their names in French and English."""
_PART = re.compile(
    r"(?:\bdont|\bparmi (?:eux|elles|lesquel\w+)|\bincluding|\bamong them|\bof whom|\bof them"
    r"|в том числе|из них|среди них|بينهم|منهم|من بينهم)\W+(?:\w+\W+){0,2}$"
)
_OTHER_PART = re.compile(
    r"(?:bless|hospitalis|tue|mort|rescap|surviv|sauv|transfer|interpell|arret|injur|kill|rescue|wound|hurt|dead"
    r"|miss|disparu|пострада|ранен|погиб|спас|госпитал|اصيب|جرح|قتل|انقاذ|نجا)\w*$"
)
_NEAR = 3  # characters between a number and its noun
_BEFORE, _AFTER = 40, 6  # characters before, words after, in which a part of them is said


def headcount(text: Analysed, number: Number) -> str | None:
    """Which of them ``number`` counts, named in French; ``None`` for anything else."""
    if number.unit is not None:
        return None
    after = [word for word in text.words if word.start >= number.end]
    noun = next((word for word in after[:4] if word.stem), None)
    if noun is None or noun.start > number.end + _NEAR + (noun is not after[0]) * _NEAR:
        return None
    line = text.line_words(noun.line)
    name = next((name for name in _WORDS if _named(name, noun, line)), None)
    if name is None or _is_part(text, number, noun, after):
        return None
    return name


def _named(name: str, noun: Word, line: tuple[Word, ...] | list[Word]) -> bool:
    nouns, needed = _WORDS[name]
    return bool(nouns.match(noun.folded)) and (
        needed is None or any(needed.match(word.folded) for word in line)
    )


def _is_part(text: Analysed, number: Number, noun: Word, after: list[Word]) -> bool:
    if _PART.search(fold(text.text[max(0, number.start - _BEFORE) : number.start])):
        return True
    told = takewhile(lambda word: word.line == noun.line, (word for word in after if word.start >= noun.end))
    following = [word for _, word in zip(range(_AFTER), told, strict=False)]
    if following and is_country(following[0].folded, text.language):
        return True
    near = takewhile(lambda word: not text.text[noun.end : word.start].strip(" ").startswith(","), following)
    return any(_OTHER_PART.match(word.folded) for word in near)
