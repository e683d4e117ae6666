"""Two spellings of a name → whether they are one name: French, English, Cyrillic, Arabic."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from anyascii import anyascii

from sourcier.folding import fold
from sourcier.sounds import sounds, sounds_alike

# Words of a name that carry no identity: particles, articles, titles.
_PARTICLES = frozenset(
    """
    de du des d la le les l of the von van der den al el as ash an at ar di da dos della y
    """.split()
)
_TITLES = frozenset(
    """
    m mm mme mlle mr mrs ms dr pr me mgr sir general gen colonel col president presidente ministre
    minister premier prince princesse roi reine king queen pope pape
    """.split()
)
# Words that make another thing of the name they stand with: never left out («Soudan du Sud», "New York").
_QUALIFIERS = frozenset(
    """
    nord sud est ouest north south east west northern southern eastern western central centrale nouveau
    nouvelle new saint sainte st ste san santa grand grande great haut haute bas basse mont lac ile iles
    island islands port fort mer golfe cap cape bissau equatoriale equatorial
    """.split()
)
_ORDINAL = re.compile(r"[ivx]+|\d+")  # «Louis XV» is not «Louis XVI»
_ACRONYM = re.compile(r"[A-Z]{2,5}")
_SPLIT = re.compile(r"[\s.,’'()]+")


def same_name(a: str, b: str) -> bool:
    """Whether ``a`` and ``b`` can be one name: every part of the shorter is found, the last with the last.

    «M. Dupont», «Dupont» and «J. Dupont» go with «Jean Dupont»; «Marie Dupont» does not. Spellings go by
    aliases.txt, then by sound.
    """
    known_a, known_b = _canonical(a), _canonical(b)
    if known_a is not None and known_b is not None:
        return known_a == known_b
    return _same_parts(*sorted((_parts(a), _parts(b)), key=len))


@lru_cache(maxsize=20_000)
def skeleton(word: str) -> str:
    """The consonants of a name as one letter each, and its first and last vowel: near spellings share it."""
    return "".join(_skeleton_of_part(part) for part in _SPLIT.split(word.replace("-", " ")) if part)


def variants(name: str) -> frozenset[str]:
    """The spellings that aliases.txt gives for ``name`` as a whole, itself among them; empty if unlisted."""
    key = _canonical(name)
    return _alias_rows()[key] if key is not None else frozenset()


def _skeleton_of_part(part: str) -> str:
    heard = sounds(part)
    initial = heard.vowels[0][:1] if heard.vowels[0] else ""
    final = heard.vowels[-1][-1:] if heard.consonants and heard.vowels[-1] else ""
    return initial + heard.consonants + final


@lru_cache(maxsize=20_000)
def _parts(name: str) -> tuple[str, ...]:
    """The words of ``name`` that identify; all of them if none does."""
    every = tuple(part for part in _SPLIT.split(_plain(name)) if part.strip("-"))
    kept = tuple(_without_article(part) for part in every if fold(part) not in _PARTICLES | _TITLES)
    return kept or every


def _plain(name: str) -> str:
    return re.sub(r"[‐‑–—]", "-", name).strip()


def _without_article(part: str) -> str:
    low = fold(part)
    if low.startswith("ال") and len(low) > 4:
        return low[2:]
    found = re.match(r"(?:al|el|[ae]sh|[ae]ch|[ae][dnrstz]|аль|эль|ас|аш|ан|ад|ат|эр)-(?=\w{2})", low)
    return part[found.end() :] if found else part


def _same_parts(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    if not short:
        return False
    if len(short) == len(long):
        if all(map(_same_part, short, long)):
            return True
        if len(short) == 2 and _same_part(short[0], long[1]) and _same_part(short[1], long[0]):
            return all(len(part) > 2 for part in (*short, *long))  # family name first
        return False
    if _same_joined(short, long):
        return True  # «Abdel Fattah», «Abdelfattah»
    if any(fold(part) in _QUALIFIERS for part in {*long} - {*short}):
        return False
    if not _same_part(short[-1], long[-1]):
        return False
    if len(short) > 1 and all(map(_same_part, short, long[-len(short) :])):
        return True  # a family name of several words: «Lula da Silva»
    if len(short) == 1:
        return len(sounds(short[0]).consonants) >= 2 and not _is_initial(short[0])
    return _same_part(short[0], long[0]) and _in_order(short[1:-1], long[1:-1])


def _in_order(some: tuple[str, ...], more: tuple[str, ...]) -> bool:
    rest = iter(more)
    return all(any(_same_part(part, other) for other in rest) for part in some)


def _same_joined(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return len(long) - len(short) == 1 and sounds_alike("".join(short), "".join(long), strict=True)


def _is_initial(part: str) -> bool:
    return len(part.replace(".", "").replace("-", "")) == 1


@lru_cache(maxsize=50_000)
def _same_part(a: str, b: str) -> bool:
    folded_a, folded_b = fold(a), fold(b)
    if folded_a == folded_b:
        return True
    if _ORDINAL.fullmatch(folded_a) and _ORDINAL.fullmatch(folded_b):
        return False
    if _is_initial(a) or _is_initial(b):
        return anyascii(folded_a)[:1].lower() == anyascii(folded_b)[:1].lower()
    if _ORDINAL.fullmatch(folded_a) or _ORDINAL.fullmatch(folded_b):
        return False
    canonical_a, canonical_b = _canonical(a), _canonical(b)
    if canonical_a is not None and canonical_b is not None:
        return canonical_a == canonical_b
    if _ACRONYM.fullmatch(a) or _ACRONYM.fullmatch(b):
        return False  # acronyms are letters, not sounds
    split_a, split_b = folded_a.split("-"), folded_b.split("-")
    if len(split_a) > 1 or len(split_b) > 1:
        if len(split_a) == len(split_b):
            return all(map(_same_part, split_a, split_b))
        return sounds_alike(a.replace("-", ""), b.replace("-", ""), strict=True)
    return sounds_alike(a, b)


@lru_cache(maxsize=50_000)
def _canonical(name: str) -> int | None:
    return _alias_keys().get(_alias_key(name))


def _alias_key(name: str) -> str:
    return " ".join(re.split(r"[\s\-.'’]+", fold(name).strip(" .'\"")))


@lru_cache(maxsize=1)
def _alias_rows() -> tuple[frozenset[str], ...]:
    lines = Path(__file__).with_name("aliases.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split(" = ") for line in lines if line.strip() and not line.startswith("#"))
    return tuple(frozenset(spelling.strip() for spelling in row) for row in rows)


@lru_cache(maxsize=1)
def _alias_keys() -> dict[str, int]:
    keys: dict[str, int] = {}
    for number, row in enumerate(_alias_rows()):
        for spelling in row:
            keys.setdefault(_alias_key(spelling), number)
    return keys
