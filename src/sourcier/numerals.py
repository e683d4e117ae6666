"""Words of a number → its value: «deux cent mille», "twenty-one", «troisième», «двадцать один», «خمسة عشر».

Ranks, collectives and fractions are French and English only.
"""

from __future__ import annotations

from collections.abc import Sequence

_FRENCH = (
    "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split()
)
_ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_RUSSIAN = (
    "два две двух двум двумя,три трех трем тремя,четыре четырех четырем,пять пяти,шесть шести,семь семи"
    ",восемь восьми,девять девяти,десять десяти,одиннадцать одиннадцати,двенадцать двенадцати"
    ",тринадцать тринадцати,четырнадцать четырнадцати,пятнадцать пятнадцати,шестнадцать шестнадцати"
    ",семнадцать семнадцати,восемнадцать восемнадцати,девятнадцать девятнадцати"
).split(",")
_ARABIC = "ثلاثة ثلاث,اربعة اربع,خمسة خمس,ستة ست,سبعة سبع,ثمانية ثماني ثمان,تسعة تسع,عشرة عشر".split(",")
_INFLECTED = {
    word: value
    for first, listed in ((2, _RUSSIAN), (3, _ARABIC))
    for value, forms in enumerate(listed, first)
    for word in forms.split()
}
SMALL = (
    {word: value for words in (_FRENCH, _ENGLISH) for value, word in enumerate(words)}
    | {"une": 1}
    | _INFLECTED
)
"""0 to 19, but for French 17–19 and Arabic 13–19, which are two words; Russian and Arabic from 2 and 3."""
_ARABIC_TEEN = "عشر"

TENS = {
    "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
    "septante": 70, "huitante": 80, "octante": 80, "nonante": 90,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
    "двадцать": 20, "двадцати": 20, "тридцать": 30, "тридцати": 30, "сорок": 40, "сорока": 40,
    "пятьдесят": 50, "пятидесяти": 50, "шестьдесят": 60, "шестидесяти": 60, "семьдесят": 70, "семидесяти": 70,
    "восемьдесят": 80, "восьмидесяти": 80, "девяносто": 90,
    "عشرون": 20, "عشرين": 20, "ثلاثون": 30, "ثلاثين": 30, "اربعون": 40, "اربعين": 40, "خمسون": 50,
    "خمسين": 50, "ستون": 60, "ستين": 60, "سبعون": 70, "سبعين": 70, "ثمانون": 80, "ثمانين": 80,
    "تسعون": 90, "تسعين": 90,
}  # fmt: skip
HUNDREDS = frozenset({"cent", "cents", "hundred"})
SCALES = {
    "mille": 1e3, "thousand": 1e3, "millier": 1e3, "milliers": 1e3, "million": 1e6, "millions": 1e6,
    "milliard": 1e9, "milliards": 1e9, "billion": 1e9, "billions": 1e9, "trillion": 1e12, "trillions": 1e12,
    "тысяч": 1e3, "тысяча": 1e3, "тысячи": 1e3, "тыс": 1e3, "миллион": 1e6, "миллиона": 1e6,
    "миллионов": 1e6, "миллиард": 1e9, "миллиарда": 1e9, "миллиардов": 1e9, "млн": 1e6, "млрд": 1e9,
    "الف": 1e3, "الفا": 1e3, "الاف": 1e3, "مليون": 1e6, "مليونا": 1e6, "ملايين": 1e6, "مليار": 1e9,
    "مليارات": 1e9,
}  # fmt: skip
SCALE_ABBREVIATIONS = {
    "k": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "mln": 1e6,
    "md": 1e9,
    "mds": 1e9,
    "mrd": 1e9,
    "bn": 1e9,
    "tn": 1e12,
}
"""Glued to digits or before a currency sign only: «5 Mds€», "$3bn"."""

COLLECTIVES = {
    "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
    "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1000, "dozen": 12,
}  # fmt: skip
PLURAL_COLLECTIVES = {
    "dizaines": 10, "douzaines": 12, "centaines": 100, "milliers": 1e3, "millions": 1e6, "milliards": 1e9,
    "dozens": 12, "hundreds": 100, "thousands": 1e3, "billions": 1e9,
}  # fmt: skip
"""«des centaines», "hundreds of": between two and ten of them."""

FRACTIONS = {"moitie": 50.0, "tiers": 100 / 3, "quart": 25.0, "quarts": 25.0}
"""In per cent of the whole."""

_ORDINAL_STEMS = {
    "deuxieme": 2, "seconde": 2, "second": 2, "troisieme": 3, "quatrieme": 4, "cinquieme": 5,
    "sixieme": 6, "septieme": 7,
    "huitieme": 8, "neuvieme": 9, "dixieme": 10, "onzieme": 11, "douzieme": 12, "treizieme": 13,
    "quatorzieme": 14,
    "quinzieme": 15, "seizieme": 16, "vingtieme": 20, "trentieme": 30, "quarantieme": 40, "cinquantieme": 50,
    "soixantieme": 60, "centieme": 100, "millieme": 1000,
    "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fiftieth": 50,
    "hundredth": 100,
}  # fmt: skip
ORDINALS = _ORDINAL_STEMS | {
    "premier": 1, "premiere": 1, "premiers": 1, "premieres": 1, "first": 1,
}  # fmt: skip

ONE = frozenset({"un", "une", "one", "a", "an"})
"""Articles and pronouns as well: numbers only before a scale or after tens."""
HOMOGRAPHS = frozenset({"neuf", "seize", "second", "seconde"})
"""«un char neuf», "to seize", "a second": counted before a plural or, for ordinals, after an article."""

STARTS = frozenset(SMALL) | frozenset(TENS) | HUNDREDS | frozenset(SCALES) | ONE


def _below_hundred(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """The number under 100 that begins at ``at``: its value and the index after it."""
    if at >= len(words):
        return None
    word = words[at]
    following = words[at + 1] if at + 1 < len(words) else ""
    if word == "quatre" and following in ("vingt", "vingts"):
        rest = _below_twenty(words, at + 2)
        return (80 + rest[0], rest[1]) if rest else (80, at + 2)
    if word in TENS:
        value = TENS[word]
        then = at + 2 if following == "et" else at + 1
        rest = _below_twenty(words, then)
        allowed = 19 if word == "soixante" else 9
        joined_by_et_rightly = then == at + 1 or (rest is not None and rest[0] in (1, 11))
        if rest and 0 < rest[0] <= allowed and joined_by_et_rightly:
            return value + rest[0], rest[1]
        return value, at + 1
    return _below_twenty(words, at)


def _below_twenty(words: Sequence[str], at: int) -> tuple[int, int] | None:
    if at >= len(words):
        return None
    word = words[at]
    if word == "dix" and at + 1 < len(words) and words[at + 1] in ("sept", "huit", "neuf"):
        return 10 + SMALL[words[at + 1]], at + 2
    if word in SMALL:
        if SMALL[word] < 10 and words[at + 1 : at + 2] == [_ARABIC_TEEN] and _is_arabic(word):
            return 10 + SMALL[word], at + 2
        return SMALL[word], at + 1
    return None


def _is_arabic(word: str) -> bool:
    return "\u0621" <= word[0] <= "\u064a"


def _below_thousand(words: Sequence[str], at: int) -> tuple[int, int] | None:
    start = _below_hundred(words, at)
    value, then = start if start else (0, at)
    if start is None and at < len(words) and words[at] in ("a", "an"):
        value, then = 1, at + 1
    if then < len(words) and words[then] in HUNDREDS and value < 20:
        value, then = max(value, 1) * 100, then + 1
        rest_at = then + 1 if then < len(words) and words[then] == "and" else then
        rest = _below_hundred(words, rest_at)
        if rest and rest[0] > 0:
            return value + rest[0], rest[1]
        return value, then
    return start


def read(words: Sequence[str]) -> tuple[float, int] | None:
    """The longest number that ``words`` (folded, hyphens split) begin with: value and count of words.

    A lone «un», "one", "a" is no number.
    """
    total, at, last_scale = 0.0, 0, float("inf")
    while at < len(words):
        rest_at = at + 1 if at and words[at] == "and" else at
        part = _below_thousand(words, rest_at)
        value, then = part if part else (0, rest_at)
        if part is None and rest_at < len(words) and words[rest_at] in ("a", "an"):
            value, then = 1, rest_at + 1
        if then < len(words) and words[then] in SCALES and SCALES[words[then]] < last_scale:
            if value == 0 and words[then] not in ("mille",):
                break
            last_scale = SCALES[words[then]]
            total += max(value, 1) * last_scale
            at = then + 1
            continue
        if part and (total == 0 or value < last_scale):
            total, at = total + value, then
        break
    if at == 0 or (at == 1 and words[0] in ONE):
        return None
    return total, at
