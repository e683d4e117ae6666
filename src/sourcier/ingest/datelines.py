"""One line → whether it only dates, signs or labels the article: datelines, bylines, «Key: value» lines."""

from __future__ import annotations

import re

from sourcier.folding import fold
from sourcier.ingest.fields import KEYS, iso_date
from sourcier.ingest.lines import ends_sentence

_KEY_LINE = re.compile(r"\s*([^\W\d_][^:\n]{1,24}?)\s*[:：]\s+(\S.{0,300})\s*")
_SAYS_SO = re.compile(
    r"\W*(?:article |post |billet |first )?(?:publiee?|paru|postee?|mis en ligne|diffuse|published|posted"
    r"|released|date (?:de |of )?(?:publication|parution)|date ?:|modifiee?|mise? a jour|derniere m|updated"
    r"|last (?:modified|updated?)|actualise|опубликовано|обновлено|дата|نشر|تاريخ)"
    r"\w*\W*(?:[^\W\d]+\W+){0,5}\d"
)
_ANYWHERE = re.compile(
    r"\W*(?:publiee? le|mise? a jour le|mis en ligne le|modifiee? le|published|posted|updated"
    r"|last (?:modified|updated))\b"
)
_DATE_WORDS = frozenset(
    """le la du de des a au et on at in of the par by h gmt utc cet cest est edt pst pdt bst eet msk am pm
    z t heure heures paris local time er st nd rd th
    lundi mardi mercredi jeudi vendredi samedi dimanche
    monday tuesday wednesday thursday friday saturday sunday
    lun mar mer jeu ven sam dim mon tue tues wed thu thur thurs fri sat sun
    janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
    january february march april may june july august september october november december
    janv jan fevr fev feb avr apr juil jul jun aou aug sept sep oct nov dec""".split()
)
_CLOCK = re.compile(r"\d[^:]*\b\d{1,2}[:h]\d{2}\b")
_WORD = re.compile(r"[^\W\d_]+")
_NAME = r"(?:[A-ZÀ-ÖØ-ÞŒА-ЯЁ][\w'’.-]*)"
_FULL = rf"{_NAME}(?: (?:(?:de|du|des|la|le|el|al|ben|bin|van|von|d['’]|ould|der) ?)*{_NAME}){{1,3}}"
_BY = r"(?i:par|by|written by|posted by|écrit par|publié par|propos recueillis par|texte :|автор:?)"
_BYLINE = re.compile(
    rf"[\s•*–—-]*{_BY}\s+(?P<name>{_FULL}(?:(?:, | et | and | & ){_FULL}){{0,3}})"
    r"(?:\s*(?:[,|(–—•·/-]|avec |with |à |in |pour |for |le |publié|\().{0,80})?\s*"
)
_PARTS = re.compile(r"\s+[|•·–—-]\s+|\s*[|•·]\s*")
_SAYING = frozenset(
    """publie publiee paru postee poste mis mise en ligne jour diffuse published posted released modifie
    modifiee derniere parution publication modification last modified updated update
    actualise article post billet first created""".split()
)
_PLACE = re.compile(
    r"(?:[A-ZÀ-ÖØ-Þ][\w'’.-]*(?: (?:de|la|le|du|des|les|sur|en))?[ /-]?){1,4}(?: ?\([^()]{2,20}\))?,\s"
)
_OPENING = re.compile(r"([A-ZÀ-Þ][^–—]{5,70}?)\s*(?:[–—]|\s-\s)")
_SIGNED = re.compile(r"(?i:par|by) [A-ZÀ-Þ][\w'’.-]*(?: [A-ZÀ-Þ][\w'’.-]*)?\s*")
_ASIDE = re.compile(r"\([^()]{2,20}\)|/[^/ ]{2,12}/|\s[–—-]+$")


def date_line(line: str) -> str | None:
    """The ISO date of a line that only dates the article («Publié le …», a bare date), else ``None``.

    A headline with a date in it is none: what stands beside the date must be a place, an agency, an author or
    the words of dating.
    """
    if not 6 <= len(line) <= 160 or not any(c.isdigit() for c in line):
        return None
    parts = [part for part in _PARTS.split(line) if part]
    dating = [part for part in parts if _dates(part)]
    others = [part for part in parts if part not in dating]
    if not dating or any(not byline(part) and len(part.split()) > 3 for part in others):
        return None
    if others and not byline(others[0]) and "|" not in line and "•" not in line and "·" not in line:
        return None
    return next((day for part in dating if (day := iso_date(part))), None)


def opening_date(paragraph: str) -> str | None:
    """The ISO date of a paragraph that opens as agencies' do: «PARIS, 12 mai 2022 (AFP) – …»."""
    match = _OPENING.match(paragraph[:100])
    return date_line(match[1].strip()) if match and _PLACE.match(match[1]) else None


def _dates(part: str) -> bool:
    said = says_so(part)
    rest = _ASIDE.sub(" ", part)
    place = None if said else _PLACE.match(rest)
    rest = rest[place.end() :] if place else rest
    signed = re.search(r"\b(?:par|by)\s", rest, re.IGNORECASE)
    if signed and (byline(rest[signed.start() :]) or _SIGNED.fullmatch(rest[signed.start() :])):
        rest = rest[: signed.start()]
    others = [w for w in _WORD.findall(rest) if not _of_dates(fold(w), said)]
    if said:
        return (
            len(others) <= 8
            and sum(w.islower() for w in others) <= 2
            and not (others and ends_sentence(part))
        )
    return not others


def _of_dates(word: str, said: bool) -> bool:
    return word in _DATE_WORDS or (said and word in _SAYING)


def says_so(line: str) -> bool:
    """Whether the line begins with the words of dating: «Publié le …», “Updated …”."""
    return bool(_SAYS_SO.match(fold(line[:200])))


def stands_for_a_date(line: str) -> bool:
    """Whether the line dates the article, in a language whose months are known or by a clock's time."""
    if date_line(line):
        return True
    return len(line) <= 40 and bool(_CLOCK.search(line)) and len(_WORD.findall(line)) <= 3


def dates_article(line: str) -> bool:
    """Whether a line says that it dates the article («Publié le …», “Updated …”), wherever it stands."""
    return len(line) <= 160 and bool(_ANYWHERE.match(fold(line))) and date_line(line) is not None


def key_line(line: str) -> tuple[str, str] | None:
    """The field and value of a «Titre : …» line, if its key is a known one."""
    match = _KEY_LINE.fullmatch(line) if len(line) <= 330 else None
    name = KEYS.get(fold(match[1]).strip()) if match else None
    return (name, match[2].strip()) if match and name else None


def byline(line: str) -> str | None:
    """The names of a «Par Prénom Nom» line."""
    match = _BYLINE.fullmatch(line) if len(line) <= 160 else None
    return match["name"].rstrip(".") if match else None
