"""A word in any script → its consonants and vowels as heard, so that transliterations can be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from sourcier.folding import fold

# Cyrillic and Arabic letters as the Latin spellings that the rules below read.
_CYRILLIC = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh",
        "з": "z", "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n",
        "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts",
        "ч": "tch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "iu", "я": "ia",
        "ў": "u",
    }
)  # fmt: skip
_ARABIC = str.maketrans(
    {
        "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "dj", "ح": "H", "خ": "kh", "د": "d", "ذ": "d",
        "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "",
        "غ": "gh", "ف": "f", "ق": "k", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "H", "و": "w",
        "ي": "y", "ة": "a", "ء": "", "پ": "p", "چ": "tch", "ژ": "zh", "گ": "g", "ڤ": "v",
    }
)  # fmt: skip
_IS_ARABIC = re.compile(r"[\u0600-\u06ff]")
_IS_CYRILLIC = re.compile(r"[\u0400-\u04ff]")

# In this order. C is any of ch, sh, tch; J any of j, zh, dj; X is kh.
_RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"[^a-zH]", ""),
        (r"^(?:ye|ie|je)(?=[^aeiouy])", "e"),
        (r"^(?:iou|you|iu)", "yu"),
        (r"chtch|shtch|shch|schtsch|szcz", "C"),
        (r"tsch|tch|tsh|dsch|cz", "C"),
        (r"sch|sh|ch", "C"),
        (r"dzh|dj|zhzh|zh|jj|dg(?=[ei])", "J"),
        (r"j(?=[aeiouy])|^j|j(?=[a-z]*[aeiouy])", "J"),
        (r"j$", "i"),
        (r"kh", "X"),
        (r"ph", "f"),
        (r"gh|gu(?=[eiy])", "g"),
        (r"th|dt", "t"),
        (r"dh", "d"),
        (r"ck|qu(?=[ei])|q", "k"),
        (r"x", "ks"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"tz|ts|zz", "Z"),
        (r"tiou|tsiou", "tyu"),
        (r"ou(?=[aeiy])|w(?=[aeiouy])", "W"),
        (r"oo|ou|u", "u"),
        (r"w$", "f"),
        (r"w", "u"),
        (r"ee|ii|yy|iy|yi|ij", "i"),
        (r"ff$|v$", "f"),
        (r"eh$", "a"),
        (r"(?<=.)h$", ""),
        (r"(?<=[^aeiouy])h(?=[^aeiouy])", ""),
        (r"(?<=[bdgkptr])h", ""),
    )
)
_VOWELS = re.compile(r"[aeiouy]+")


@dataclass(frozen=True, slots=True)
class Sounds:
    """``vowels[i]`` stands before ``consonants[i]``, the last of them at the end; ``mute``: less an ``e``."""

    consonants: str
    vowels: tuple[str, ...]
    unvocalised: bool
    mute: bool = False


def sounds(word: str) -> Sounds:
    """The sounds of one word. ``unvocalised``: written in Arabic letters, its short vowels unknown."""
    return _sounds(word.lower())


@lru_cache(maxsize=50_000)
def _sounds(word: str) -> Sounds:
    folded = fold(word)
    unvocalised, mute = bool(_IS_ARABIC.search(folded)), False
    if unvocalised:
        latin = re.sub(r"[^a-zH]", "", anyascii(folded.translate(_ARABIC)))
        latin = latin.removesuffix("H")
        latin = re.sub(r"w(?=[^aeiouy]|$)", "u", re.sub(r"y(?=[^a]|$)", "i", latin))
    elif _IS_CYRILLIC.search(folded):
        latin = anyascii(folded.translate(_CYRILLIC)).lower()
    else:
        written = anyascii(folded).lower()
        latin = _without_mute(written, word)
        mute = len(latin) < len(written)
    for pattern, replacement in _RULES:
        latin = pattern.sub(replacement, latin)
    latin = re.sub(r"([^aeiouy])\1+", r"\1", latin.replace("H", "h")).replace("y", "i")
    consonants: list[str] = []
    vowels: list[str] = [""]
    for character in latin:
        if character in "aeiou":
            vowels[-1] += character
        else:
            consonants.append(character)
            vowels.append("")
    return Sounds("".join(consonants), tuple(vowels), unvocalised, mute)


def _without_mute(latin: str, word: str) -> str:
    """A final e that French and English write and do not say; «-ie» is English "-ia"."""
    last = fold(word[-1:]) if word[-1:] in "eE" else ""
    if last and len(latin) > 3:
        latin = latin[:-1] + "a" if latin.endswith("ie") else latin[:-1]
    return latin


_CLOSE_CONSONANTS = {
    frozenset(pair): cost
    for pair, cost in {
        "vW": 0.0, "vf": 0.25, "gJ": 0.75, "JC": 1.0, "zs": 0.5, "Zs": 0.5, "Zz": 0.5, "ZC": 0.75,
        "kX": 0.5, "hX": 0.5, "kg": 1.3, "zJ": 0.75, "dz": 0.75, "td": 1.3, "gh": 0.75, "Xg": 1.0,
        "pb": 1.0, "sC": 1.0,
    }.items()
}  # fmt: skip
_CLOSE_VOWELS = {
    frozenset(pair): cost
    for pair, cost in {"ei": 0.4, "ou": 0.4, "ae": 0.9, "ao": 0.9, "au": 1.1, "eo": 1.4, "ai": 1.4}.items()
}
_DROPPED = {"h": 0.6, "W": 0.5, "v": 1.2}

_LOOSE = _DROPPED.keys() | {letter for pair in _CLOSE_CONSONANTS for letter in pair} - set("pb")
_FIRM = str.maketrans("b", "p", "".join(_LOOSE))
"""Leaves of consonants those that can neither be left out nor stand for one that can: no alignment, at any
cost, is of words that differ in them. Seen at once, where an alignment takes long."""


def sounds_alike(a: str, b: str, *, strict: bool = False) -> bool:
    """Whether two words may be spellings of one name; ``strict`` allows half the difference."""
    forms_a, forms_b = _forms(a), _forms(b)
    return any(_alike(x, y, 0.5 if strict else 1.0) for x in forms_a for y in forms_b)


@lru_cache(maxsize=20_000)
def _forms(word: str) -> tuple[Sounds, ...]:
    """The word as it is and, in Cyrillic, without its case ending («Путина» → «Путин»)."""
    folded = fold(word)
    forms = [folded] if folded and not word.isascii() and word[-1:] not in "éÉ" else [word]
    if _IS_CYRILLIC.search(folded) and len(folded) > 4:
        for ending, replacements in (
            ("ого", ("ий", "ый", "ой")),
            ("ому", ("ий", "ый", "ой")),
            ("ым", ("ий", "ый", "")),
            ("им", ("ий", "")),
            ("ой", ("а",)),
            ("ом", ("",)),
            ("ем", ("", "ь")),
            ("ии", ("ия",)),
            ("ию", ("ия",)),
            ("ы", ("а",)),
            ("и", ("а", "ь")),
            ("е", ("а", "")),
            ("у", ("а", "")),
            ("а", ("",)),
            ("я", ("ь", "й")),
            ("ю", ("ь", "й")),
        ):
            if folded.endswith(ending):
                forms.extend(folded[: -len(ending)] + replacement for replacement in replacements)
                break
    return tuple(dict.fromkeys(sounds(form) for form in forms))


def _alike(a: Sounds, b: Sounds, share: float) -> bool:
    if not a.consonants or not b.consonants:
        return a.vowels == b.vowels and a.consonants == b.consonants and a.vowels != ("",)
    if a.consonants.translate(_FIRM) != b.consonants.translate(_FIRM):
        return False
    size = min(len(a.consonants), len(b.consonants))
    budget = share * min(2.0, 0.42 * size if size > 1 else 0.0)
    free = a.unvocalised or b.unvocalised
    return _distance(a, b, budget, free) <= budget + 1e-9


def _distance(a: Sounds, b: Sounds, budget: float, free: bool) -> float:
    """Cheapest alignment of the two; above ``budget`` any number above it."""
    too_far = budget + 1.0
    if _DROPPED.keys().isdisjoint(a.consonants) and _DROPPED.keys().isdisjoint(b.consonants):
        return _letter_by_letter(a, b, budget, free)
    rows: dict[tuple[int, int], float] = {(0, 0): _vowel_cost(a.vowels[0], b.vowels[0], free, edge=True)}
    best = too_far
    for i in range(len(a.consonants) + 1):
        for j in range(max(0, i - 2), min(len(b.consonants), i + 2) + 1):
            cost = rows.get((i, j))
            if cost is None or cost > budget:
                continue
            if i == len(a.consonants) and j == len(b.consonants):
                best = min(best, cost)
                continue
            for step_i, step_j in ((1, 1), (1, 0), (0, 1)):
                ni, nj = i + step_i, j + step_j
                if ni > len(a.consonants) or nj > len(b.consonants):
                    continue
                added = _step_cost(a, b, i, j, step_i, step_j, free)
                if added is not None and cost + added < rows.get((ni, nj), too_far):
                    rows[ni, nj] = cost + added
    return best


def _letter_by_letter(a: Sounds, b: Sounds, budget: float, free: bool) -> float:
    """`_distance` where no consonant can be left out: there is but one alignment."""
    if len(a.consonants) != len(b.consonants):
        return budget + 1.0
    cost = _vowel_cost(a.vowels[0], b.vowels[0], free, edge=True)
    for at in range(len(a.consonants)):
        added = _step_cost(a, b, at, at, 1, 1, free)
        if cost > budget or added is None:
            return budget + 1.0
        cost += added
    return cost


def _step_cost(a: Sounds, b: Sounds, i: int, j: int, step_i: int, step_j: int, free: bool) -> float | None:
    if step_i and step_j:
        x, y = a.consonants[i], b.consonants[j]
        consonant = 0.0 if x == y else _CLOSE_CONSONANTS.get(frozenset((x, y)))
        if consonant is None:
            return None
        last_a, last_b = i + 1 == len(a.consonants), j + 1 == len(b.consonants)
        after_a, after_b = a.vowels[i + 1], b.vowels[j + 1]
        if last_a and last_b and (a.mute or b.mute) and {after_a, after_b} == {"", "a"}:
            return consonant + 0.8  # «Ukraine», "Ukraina"
        return consonant + _vowel_cost(after_a, after_b, free, edge=last_a and last_b)
    word, at = (a, i) if step_i else (b, j)
    return _DROPPED.get(word.consonants[at])


def _vowel_cost(x: str, y: str, free: bool, *, edge: bool) -> float:
    """``edge``: at the start or end of the word, where a vowel distinguishes (Niger, Nigeria)."""
    set_x, set_y = set(x), set(y)
    if set_x == set_y:
        return 0.0
    if not set_x or not set_y:
        if free:
            return 0.3 if edge else 0.0
        present = set_x | set_y
        return 3.0 if edge else (0.8 if present & {"e", "i"} else 1.0)
    if free and not edge:
        return 0.1
    if edge and x[-1] != y[-1] and {x[-1], y[-1]} not in ({"e", "i"}, {"o", "u"}):
        return 3.0
    if set_x & set_y:
        return 0.3
    return min(_CLOSE_VOWELS.get(frozenset((one, other)), 2.0) for one in set_x for other in set_y)
