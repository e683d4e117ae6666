"""Named fields as a person or a site wrote them → an article's metadata, each with where it stood."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime

from sourcier import dates
from sourcier.folding import fold

_SPELLINGS = {
    "title": "title, titre, headline, заголовок, العنوان",
    "outlet": "outlet, source, source name, site, site name, media, journal, publication, publisher,"
    " newspaper, editeur, источник, المصدر",
    "author": "author, authors, auteur, auteurs, byline, by, автор, الكاتب",
    "published": "published, published at, published on, publie, publie le, date, date published, datetime,"
    " pub date, publication date, date de publication, date publication, дата, التاريخ",
    "url": "url, link, lien, permalink, adresse, web url, article url",
    "language": "language, lang, langue",
    "text": "text, texte, body, contenu, content, article, article body, article text, body text, corps,"
    " full text, текст, النص",
    "id": "id, identifiant, identifier, uid, guid, ref, reference",
}


def _bare(key: str) -> str:
    return re.sub(r"[\s_-]+", "", fold(key))


_NAMES = {_bare(key): name for name, keys in _SPELLINGS.items() for key in keys.split(",")}


def field_named(key: str) -> str | None:
    """The field that a column, a key of front matter or of JSON, or a «Key: value» line names.

    Case, accents, spaces, «_» and «-» count for nothing: ``publishedAt`` is ``published_at``.
    """
    return _NAMES.get(_bare(key[:40]))


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
