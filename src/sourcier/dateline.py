"""One line of an article → the dates of publication and last change it states, if it says little else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from sourcier.date_grammar import DateMention, mentions


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a line says of the article's own dates; one of the two is known."""

    published: date | None
    modified: date | None


_LONGEST = 200  # characters
_CLOCK = re.compile(
    r"\b(?:1[0-2]|0?\d)(?::[0-5]\d)?\s?[ap]\.?m\b\.?"
    r"|(?:\b(?:à|at)\s+)?\b(?:[01]?\d|2[0-4])\s?(?:[:hH]\s?[0-5]\d(?::[0-5]\d)?(?:\.\d+)?|[hH]\b)\s?(?:mn|min)?"
    r"|\b(?:[01]\d|2[0-3]):?[0-5]\d(?=\s?(?:GMT|UTC|Z))"
    r"|T?\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?|[+-]\d\d:?\d\d\b",
    re.IGNORECASE,
)
_MODIFIED = re.compile(
    r"\b(?:mis(?:e)?\s+à\s+jour|maj|mises?\s+à\s+jour|modifié[es]*|actualisé[es]*|dernière\s+(?:modification|mise\s+à\s+jour)|"
    r"(?:last\s+)?(?:modified|updated|edited|changed)|update|обновлен\w*|изменен\w*|تحديث|تم\s+التحديث)\b",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:publié[es]*|paru[es]*|posté[es]*|diffusé[es]*|mis(?:e)?\s+en\s+ligne|créé[es]*|publication|published|"
    r"posted|first\s+published|issued|created|опубликован\w*|дата\s+публикации|نشر|تاريخ\s+النشر)\b",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"\b(?:le|la|l|du|à|a|on|at|et|and|date|of|de|the|par|by|last|dernière|il|y|gmt|utc|cet|cest|est|edt|bst|z|heure|heures|"
    r"paris|local|time|temps|lecture|read|reading|min|mn|minute|minutes|durée|article|mots|words|года?|мск|в|день|يوم|في|الساعة"
    r"|\d{1,2}(?=\s*(?:min|mn)))\b",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"\b(?:par|by|from|de)\s+"
    r"(?-i:(?:[A-ZÀ-Ý][\w'’.-]*|d[eu]|v[ao]n|[ea]l|ben|et|and|avec|with|,|/)[ \u00a0,]*){1,8}",
    re.IGNORECASE,
)
_PLACE = re.compile(r"^\W*(?-i:(?:[A-ZÀ-Ý][\w'’-]+[ \u00a0]?){1,3})(?=[,(–—-])|\((?:[A-ZÀ-Ý][\w .-]{1,20})\)")
_WORD = re.compile(r"[^\W_]+")


def dateline(line: str) -> Dateline | None:
    """The dates of a line such as «Publié le 12 mai 2022 à 18h32» or "(last modified Thu, 12 May 2022 …)".

    ``None`` for running text with a date in it, and for a date without a year.
    """
    if not 6 <= len(line.strip()) <= _LONGEST:
        return None
    dates = [mention for mention in mentions(line) if _is_whole(mention)]
    if not dates:
        return None
    left = _without(line, dates)
    left = _CLOCK.sub(" ", left)
    left = _MODIFIED.sub(" ", _PUBLISHED.sub(" ", left))
    left = _PLACE.sub(" ", _BYLINE.sub(" ", left))
    if _WORD.search(_FURNITURE.sub(" ", left)):
        return None
    return _sorted_out(line, dates)


def published_date(text_line: str) -> date | None:
    """The date that a dateline gives: of publication, else of the last change; else ``None``."""
    found = dateline(text_line)
    return None if found is None else found.published or found.modified


def _is_whole(mention: DateMention) -> bool:
    return mention.granularity == "day" and mention.first is not None


def _without(line: str, dates: list[DateMention]) -> str:
    pieces, at = [], 0
    for mention in dates:
        pieces.append(line[at : mention.start])
        at = mention.end
    return " ".join([*pieces, line[at:]])


def _sorted_out(line: str, dates: list[DateMention]) -> Dateline:
    published: date | None = None
    modified: date | None = None
    at = 0
    for mention in dates:
        before = line[at : mention.start]
        if _MODIFIED.search(before):
            modified = modified or mention.first
        else:
            published = published or mention.first
        at = mention.end
    return Dateline(published, modified)
