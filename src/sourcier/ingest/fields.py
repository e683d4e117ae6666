"""Named fields as a person or a site wrote them → an article's metadata, each with where it stood."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime

from sourcier import dates

_SPELLINGS = {
    "title": "title, titre, headline, заголовок, العنوان",
    "outlet": "outlet, source, site, site_name, sitename, media, journal, publication, publisher, newspaper,"
    " editeur, источник, المصدر",
    "author": "author, authors, auteur, auteurs, byline, by, автор, الكاتب",
    "published": "published, date, date de publication, publie, publie le, date_publication, published_at,"
    " pubdate, publication_date, date_published, publication date, дата, التاريخ",
    "url": "url, link, lien, permalink, adresse",
    "language": "language, lang, langue",
}
KEYS = {key.strip(): name for name, keys in _SPELLINGS.items() for key in keys.split(",")}
"""Spellings (folded) of the fields in front matter, .jsonl and «Key: value» lines."""


@dataclass(slots=True)
class Metadata:
    """Each field known or ``None``; ``provenance`` says where each known one stands."""

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    provenance: dict[str, str] = field(default_factory=dict)

    def learn(self, name: str, value: str | None, where: str) -> None:
        """Keep ``value`` as the field ``name`` unless that is known already."""
        if value and getattr(self, name) is None:
            setattr(self, name, value)
            self.provenance[name] = where


def iso_date(value: object) -> str | None:
    """``value`` of a metadata field as ``YYYY-MM-DD``; ``None`` for no date and for a computer's zero."""
    found: date | None = None
    if isinstance(value, datetime):
        found = value.date()
    elif isinstance(value, date):
        found = value
    elif isinstance(value, str):
        match = re.match(r"\s*(\d{4}-\d{2}-\d{2})(?!\d)", value)
        try:
            found = date.fromisoformat(match[1]) if match else _first_day(value[:200])
        except ValueError:
            return None
    if found is None or found in (date(1970, 1, 1), date(1, 1, 1)):
        return None
    return found.isoformat()


def _first_day(text: str) -> date | None:
    found = dates.published_date(text)
    if found is not None:
        return found
    return next(
        (m.first for m in dates.mentions(text) if m.granularity == "day" and m.first is not None), None
    )
