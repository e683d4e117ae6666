"""One line → whether it only dates, signs or labels the article: datelines, bylines, «Key: value» lines."""

from __future__ import annotations

import re
from functools import lru_cache

from sourcier.agencies import AGENCIES
from sourcier.date_grammar import mentions
from sourcier.date_words import MONTHS, WEEKDAYS
from sourcier.folding import fold
from sourcier.ingest.fields import field_named, iso_date
from sourcier.ingest.lines import ends_sentence
from sourcier.ingest.publishers import press_label, publisher

_KEY_LINE = re.compile(r"\s*([^\W\d_][^:\n]{1,24}?)\s*[:：]\s+(\S.{0,300})\s*")
_SAYS_SO = re.compile(
    r"\W*(?:article |post |billet |first )?(?:publiee?|paru|postee?|mis en ligne|diffuse|published|posted"
    r"|released|soumise? par|submitted by|date (?:de |of )?(?:publication|parution)|date ?:|modifiee?"
    r"|mise? a jour|derniere m|updated"
    r"|last (?:modified|updated?)|actualise|опубликовано|обновлено|дата|نشر|تاريخ|اخر تحديث|تحديث)"
    r"\w*\W*(?:[^\W\d]+\W+){0,5}\d"
)
_ANYWHERE = re.compile(
    r"\W*(?:publiee? le|mise? a jour le|mis en ligne le|modifiee? le|published|posted|updated"
    r"|last (?:modified|updated))\b"
)
_DATE_WORDS = frozenset(
    """le la du de des a au et on at in of the par by h gmt utc cet cest est edt pst pdt bst eet msk am pm
    z t heure heures paris local time er st nd rd th
    lun mar mer jeu ven sam dim jul aou
    г года год мск в от""".split()
) | frozenset(
    fold(word) for names in (*MONTHS, *WEEKDAYS) for name in names.split("|") for word in name.split()
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
_FOR_AGENCY = re.compile(rf"(?<=\w),? (?:The )?(?:{'|'.join(AGENCIES.values())})$")
_ADDRESS = re.compile(r"https?://[^\s<>\"]{4,1000}")
_PARTS = re.compile(r"\s+(?:[|•·–—/-]|--)\s+|\s*[|•·]\s*")
_BESIDE = re.compile(
    r"(?:(?:temps|durée) de lecture|lecture|reading time|время чтения)\s*:?\s*\d+\s*(?:min\w*|mn)\.?"
    r"|\b\d+\s*(?:min(?:utes?)?|mn)\.? (?:de lecture|read)\b"
    r"|,?\s*\b(?:pp?\.|pages?|стр\.|с\.|ص)\s*[A-Z]?\d+(?:\s*[-–,]\s*\d+)?"
    r"|,?\s*(?:n[°ºo]\.?|numéro|№|issue|vol\.)\s*\d[\d ]*\d?",
    re.IGNORECASE,
)
"""What may stand beside the date: how long it takes to read, the page, the number of the issue."""
_WHEN_OR_HOW_LONG = re.compile(
    r"\s*(?:(?:temps |durée )?(?:de )?lecture ?:? ?)?\d+ ?(?:min\w*|mn)\.?(?: de lecture| read)?\s*"
    r"|\s*(?:publié |mis à jour |posted |updated )?(?:il y a )?\d+ (?:heures?|jours?|semaines?|mois"
    r"|(?:hours?|days?|weeks?|months?) ago)\s*",
    re.IGNORECASE,
)
_SAYING = frozenset(
    """publie publiee paru postee poste mis mise en ligne jour diffuse published posted released modifie
    modifiee derniere parution publication modification last modified updated update
    actualise article post billet first created
    опубликовано обновлено дата نشر تاريخ النشر في""".split()
)
_PLACE = re.compile(
    r"(?:[A-ZÀ-ÖØ-Þ][\w'’.-]*(?: (?:de|la|le|du|des|les|sur|en))?[ /-]?){1,4}(?: ?\([^()]{2,20}\))?,\s"
)
_OPENING = re.compile(r"([A-ZÀ-ÞА-ЯЁ][^–—]{5,70}?)\s*(?:[–—]|\s-\s|\s--\s)")
_CHANGED = re.compile(r"\d.*\b(?:mise? à jour|modifié|actualisé|updated|modified|обновлено)", re.IGNORECASE)
_SIGNED = re.compile(r"(?i:par|by) [A-ZÀ-Þ][\w'’.-]*(?: [A-ZÀ-Þ][\w'’.-]*)?\s*")
_ASIDE = re.compile(r"\([^()]{2,20}\)|/[^/ \d]{2,12}/|\s[–—-]+$")


def date_line(line: str) -> str | None:
    """The ISO date of a line that only dates the article («Publié le …», a bare date), else ``None``.

    A headline with a date in it is none: what stands beside the date must be a place, an agency, an author, a
    newspaper with its page, or the words of dating.
    """
    parts = _parts_of_date(line)
    return next((day for part in parts or () if (day := iso_date(part))), None)


def dated_by(line: str) -> str | None:
    """The agency or newspaper that a line dating the article names beside the date."""
    parts = _parts_of_date(line)
    if parts is None or says_so(line):
        return None
    whole = next((name for part in _split(line) if part not in parts and (name := publisher(part))), None)
    return whole or next((name for part in parts if (name := _without_date(part)[1])), None)


def _split(line: str) -> list[str]:
    return [part for part in _PARTS.split(_BESIDE.sub(" ", line)) if part.strip()]


@lru_cache(maxsize=256)  # a line of the head is asked for what dates, who issued, who signs it
def _parts_of_date(line: str) -> tuple[str, ...] | None:
    """The parts of a line that date the article, where the others may stand beside them."""
    if not 6 <= len(line) <= 160 or not any(c.isdigit() for c in line):
        return None
    parts = _split(line)
    dating = tuple(part for part in parts if _dates(part))
    others = [part for part in parts if part not in dating and not byline(part) and not publisher(part)]
    if dating and any(map(press_label, others)):  # what stands beside it is who issued it
        return dating if len(others) <= 2 else None
    if not dating or any(len(part.split()) > 3 for part in others):
        return None
    if others and not any(sign in line for sign in "|•·"):
        return None
    return dating


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
    if said:
        others = [w for w in _WORD.findall(rest) if not _of_dates(fold(w), said)]
        return (
            len(others) <= 8
            and sum(w.islower() for w in others) <= 2
            and not (others and ends_sentence(part))
        )
    rest, _ = _without_date(rest)
    return not [w for w in _WORD.findall(rest) if not _of_dates(fold(w), bool(_CHANGED.search(part)))]


def _without_date(part: str) -> tuple[str, str | None]:
    """``part`` without the agency or newspaper before or behind its date, and its name."""
    inside = re.search(r"[(/]\s*([^()/]{2,40}?)\s*[)/]", part)
    if inside and (name := publisher(inside[1])):
        return part.replace(inside[0], " "), name
    found = mentions(part)
    if not found:
        return part, None
    before, behind = part[: found[0].start], part[found[-1].end :]
    if name := publisher(before.removesuffix(" du ").removesuffix(" le ")):
        return part[found[0].start :], name
    name = publisher(behind)
    return (part[: found[-1].end], name) if name else (part, None)


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
    name = field_named(match[1]) if match else None
    return (name, match[2].strip()) if match and name and name not in ("text", "id") else None


def byline(line: str) -> str | None:
    """The names of a «Par Prénom Nom» line, without the agency that they write for."""
    match = _BYLINE.fullmatch(line) if len(line) <= 160 else None
    return _FOR_AGENCY.sub("", match["name"]).rstrip(".") if match else None


def signature(line: str) -> str | None:
    """Who signs the article in this line: alone, or behind the date («Publié le … par Prénom Nom»)."""
    alone = byline(line)
    behind = None if alone else re.search(r"\d.{0,20}?\s((?:par|by)\s.*)", line)
    return alone or (byline(behind[1]) if behind and date_line(line) else None)


def address(line: str) -> str | None:
    """The line, if it is nothing but the address of a page."""
    return line if _ADDRESS.fullmatch(line) else None


def _says_when(line: str) -> bool:
    """Whether the line says how long it takes to read, or how long ago it was written, and names no more."""
    parts = _PARTS.split(line) if len(line) <= 100 else []
    return any(map(_WHEN_OR_HOW_LONG.fullmatch, parts)) and all(len(part.split()) <= 6 for part in parts)


def of_head(line: str) -> bool:
    """Whether a line near the headline dates, signs or labels the article, or names who published it."""
    rules = (stands_for_a_date, byline, key_line, address, publisher, press_label, _says_when)
    return any(rule(line) for rule in rules)
