"""A question, and the corpus's outlets → those that the question names: «que dit Le Monde de…».

The aliases come from the outlets' own names alone. «Le Monde» is an outlet, «le monde» is not: an alias must
have its capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from sourcier.language import stopwords, words

_TAGLINE = re.compile(r"\s+[|–—-]\s+|:\s+")
_Alias = tuple[tuple[str, bool], ...]  # folded words, each with whether it must have a capital
_EMPTY_QUOTES = re.compile(r"'\s+'|‘\s+’|\"\s+\"|“\s+”|«\s+»")
_DOMAIN = re.compile(r"\.(?:com|org|net|info|fr|ru|uk|dz)$", re.IGNORECASE)


def named_outlets(question: str, outlets: Iterable[str]) -> list[tuple[str, ...]]:
    """The outlets that ``question`` names, in its order; outlets of one name (two desks) stand together."""
    longest = _named(question, tuple(outlets))
    return list(dict.fromkeys(owners for _, _, owners in longest))


def named_places(question: str, outlets: Iterable[str]) -> list[tuple[int, int]]:
    """Where in ``question`` outlets are first named: start and end of each, in order."""
    found = words(question)
    return [(found[first][1], found[last - 1][2]) for first, last, _ in _named(question, tuple(outlets))]


def without_outlets(question: str, outlets: Iterable[str]) -> str:
    """``question`` without the outlets that it names, and without the quotation marks left empty."""
    outlets = tuple(outlets)
    while places := named_places(question, outlets):
        for start, end in reversed(places):
            question = f"{question[:start]} {question[end:]}"
    return " ".join(_EMPTY_QUOTES.sub(" ", question).split())


def same_outlet(one: str, other: str) -> bool:
    """Whether two names are one outlet's: «lemonde.fr», «Le Monde», «Le Monde - Afrique».

    Two tag lines of one name stay apart («BBC - Russian», «BBC - Arabic»).
    """
    return bool(_written(one) & _heard(other) or _written(other) & _heard(one))


@lru_cache(maxsize=4096)
def _written(outlet: str) -> frozenset[str]:
    """The name as it is, and without its domain, in letters and digits alone."""
    names = (outlet.strip(), _DOMAIN.sub("", outlet.strip()))
    return frozenset("".join(word for word, _, _ in words(name)) for name in names) - {""}


@lru_cache(maxsize=4096)
def _heard(outlet: str) -> frozenset[str]:
    return _written(outlet) | {"".join(word for word, _ in alias) for alias in _aliases(outlet)}


@lru_cache(maxsize=32)  # one search asks for those of one question several times
def _named(question: str, outlets: tuple[str, ...]) -> list[tuple[int, int, tuple[str, ...]]]:
    """First and last word (excluded) of each name, with the outlets it may mean, in order."""
    said = [(word, question[start].isupper()) for word, start, _ in words(question)]
    heard: dict[str, list[int]] = {}
    for position, (word, _) in enumerate(said):
        heard.setdefault(word, []).append(position)
    beginning = _by_first_word(outlets)
    by_alias: dict[_Alias, list[str]] = {}
    for word in heard:
        for alias, outlet in beginning.get(word, ()):
            by_alias.setdefault(alias, []).append(outlet)
    found: list[tuple[int, int, tuple[str, ...]]] = []
    for alias, owners in by_alias.items():
        place = _place(alias, said, heard[alias[0][0]])
        if place is not None:
            found.append((place, place + len(alias), tuple(sorted(owners))))
    # «The New York Times» is not also an outlet called «Times».
    longest = [one for one in found if not any(_inside(one, other) for other in found)]
    return sorted(longest)


@lru_cache(maxsize=4)
def _by_first_word(outlets: tuple[str, ...]) -> Mapping[str, Sequence[tuple[_Alias, str]]]:
    """The aliases of every outlet by the word that each begins with."""
    found: dict[str, list[tuple[_Alias, str]]] = {}
    for outlet in outlets:
        for alias in _aliases(outlet):
            found.setdefault(alias[0][0], []).append((alias, outlet))
    return found


@lru_cache(maxsize=4096)
def _aliases(outlet: str) -> tuple[_Alias, ...]:
    """The name, the name without tag line and domain, and that without its article."""
    name = _DOMAIN.sub("", _TAGLINE.split(outlet.strip())[0])
    aliases = [_needed(outlet), _needed(name)]
    bare = list(_needed(name))
    while bare and not bare[0][1]:
        bare.pop(0)
    if len(bare) > 1:  # one word alone («Monde», «Age») is too often something else
        aliases.append(tuple(bare))
    return tuple(dict.fromkeys(alias for alias in aliases if alias))


def _needed(name: str) -> _Alias:
    small = stopwords("fr") | stopwords("en")
    return tuple((word, name[start].isupper() and word not in small) for word, start, _ in words(name))


def _inside(one: tuple[int, int, tuple[str, ...]], other: tuple[int, int, tuple[str, ...]]) -> bool:
    return other[0] <= one[0] and one[1] <= other[1] and one[:2] != other[:2]


def _place(alias: _Alias, said: Sequence[tuple[str, bool]], starts: Iterable[int]) -> int | None:
    """The first of ``starts`` where ``said`` goes on as the alias does."""
    for start in starts:
        window = said[start : start + len(alias)]
        if len(window) == len(alias) and all(
            word == heard and (capital or not needs)
            for (word, needs), (heard, capital) in zip(alias, window, strict=True)
        ):
            return start
    return None
