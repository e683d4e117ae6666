"""The wordings of sources → which are one: by names in any script, by acronyms, by the office they hold."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sourcier.ask.reading.analysed import skeleton_of, stem_of
from sourcier.ask.weighing.offices import office
from sourcier.language import fold, words
from sourcier.types import Evidence

_GENERIC = frozenset(
    """
    ministere ministre ministry minister departement department region district agence agency service services
    bureau office direction gouvernement government president presidence presse press porte parole spokesman
    spokeswoman spokesperson communique communiques statement release declaration rapport report source
    sources officiel officielle officiels official officials media medias chaine site sites information
    informations selon according secretary secretaire chef head state etat national nationale public publique
    """.split()
)
"""Words of institutions that do not tell one from another."""
_CASELESS = re.compile(r"[\u0620-\u064a]")
"""Arabic letters: what may be a name is left as written."""
_CALLED = re.compile(r"(?:(?P<before>[^\W\d_]+)\s)?(?P<name>(?<![\w-])[A-ZÀ-ÞА-Я][\w’'-]*)$")
"""The one name that a source ends in: «le fabricant Untel»."""
_SIDES = re.compile(
    r"\b(?:syndicats?|syndicalistes?|unions?|avocate?s?|lawyers?) (?:de|du|des|d|of|at)\b"
    r"|\b(?:salaries|employes|ouvriers|personnel|grevistes|habitants|riverains|victimes|opposants"
    r"|workers|employees|staff|strikers|residents|victims|opponents)\b"
    r"|\b(?:рабочи\w+|жител\w+|жертв\w*)|\b(?:عمال|سكان|ضحايا)\b"
)
"""Who stands on the other side of a body: «le syndicat de Norvex» is not «Norvex»."""
_LINKS = frozenset("de du des d la le les l of the and et a au aux en in for s".split())


@dataclass(frozen=True, slots=True)
class Source:
    """A source named near a stretch; the lower ``level``, the nearer to the facts."""

    name: str
    level: int
    agency: str | None
    keys: frozenset[str]
    proper: bool
    evidence: Evidence


def keys_of(name: str, language: str) -> frozenset[str]:
    """The telling words of a source's wording: names as written, of others the stems."""
    return frozenset(
        key
        for folded, first, _ in words(name)
        if folded not in _GENERIC and (stem := stem_of(folded, language))
        and (key := folded if name[first].isupper() or _CASELESS.match(folded) else stem)
    )  # fmt: skip


def same_source(one: Source, other: Source) -> bool:
    """Two wordings of one source: most of the telling words of the shorter stand in the longer."""
    if one.agency or other.agency:
        return one.agency is not None and one.agency == other.agency
    if one.evidence.article_id == other.evidence.article_id and one.keys == other.keys:
        return bool(one.keys)
    if bool(_SIDES.search(fold(one.name))) != bool(_SIDES.search(fold(other.name))):
        return False
    if _is_acronym(one.name, other.name) or _is_acronym(other.name, one.name):
        return True
    fewer, more = sorted((one.keys, other.keys), key=len)
    sounds = {skeleton_of(key) for key in more} - {""}
    shared = sum(key in more or skeleton_of(key) in sounds for key in fewer)
    if not _one_script(one, other):
        return shared >= 2  # only names are heard alike across scripts
    if _called(one) and _called(one) == _called(other):
        return True
    if len(fewer) == 1:
        return shared == 1 and one.proper and other.proper and len(more) <= 2
    return shared >= 2 and shared >= 0.6 * len(fewer)


def _one_script(one: Source, other: Source) -> bool:
    """Whether both are written in Latin letters, or both in others."""
    return is_latin(one.name) == is_latin(other.name)


def is_latin(name: str) -> bool:
    """Whether a name is in Latin letters, at least in part."""
    return any("a" <= letter <= "z" for letter in fold(name))


def _called(source: Source) -> str:
    """What «le fabricant Untel» and "tile maker Untel" are called: the one name beside a common noun."""
    found = _CALLED.search(source.name)
    if found is None or not (found["before"] or found["name"] == source.name):
        return ""
    before = found["before"] or ""
    if before[:1].isupper() or fold(before) in _LINKS:
        return ""
    return skeleton_of(fold(found["name"])) or fold(found["name"])


def _is_acronym(letters: str, name: str) -> bool:
    """«UCI», "Union cycliste internationale"; the little words between count or not."""
    if not (letters.isupper() and letters.isalpha() and len(letters) > 2):
        return False
    parts = [folded for folded, _, _ in words(name)]
    return fold(letters) in {"".join(p[0] for p in parts), "".join(p[0] for p in parts if len(p) > 3)}


def same_office(one: Source, other: Source) -> bool:
    """«la préfecture» and «la préfecture du Lot»; of two that are named, what names them decides."""
    mine, theirs = office(one.name), office(other.name)
    return mine is not None and theirs is not None and mine[0] == theirs[0] and (mine[1] or theirs[1])
