"""Text → title, outlet, author, published date, URL, as far as the text gives them, and where it does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sourcier.folding import fold
from sourcier.ingest.datelines import (
    address,
    date_line,
    dated_by,
    key_line,
    of_head,
    opening_date,
    says_so,
    signature,
)
from sourcier.ingest.fields import Metadata, iso_date
from sourcier.ingest.furniture import heads_comments, role
from sourcier.ingest.lines import HEAD, LONGEST_HEAD, Line, ends_sentence, substantive
from sourcier.ingest.publishers import is_agency, publisher

LANGUAGE_SAMPLE = 1_500
"""Characters that tell an article's language."""
_TAIL = 12
_LABEL_WORDS = 3
_LONGEST_TITLE = 220


_MODIFIED = re.compile(r"modifi|mis a jour|mise a jour|actualise|updated|обновлено|تحديث")
_RIGHTS_OF = re.compile(
    r"(?:copyright|©|\(c\))[\s:]*(?:copyright|©|\(c\))?\s*(?:\d{4}\s*[-–]\s*)?(?P<year>\d{4})?[\s,:–-]*"
    r"(?P<name>[^\d©|.,]{2,50}?)\s*(?:,?\s*(?P<then>\d{4}))?"
    r"(?P<rights>[\s.,|–—-]*(?:tous droits|all rights|reproduction)\b.*)?[.\s]*",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"[\s(]*(?:source|publié par|paru dans|published by|originally published (?:by|in|on))\s*[:：]\s*"
    r"(?P<name>[^:/]{2,60}?)[\s.)]*",
    re.IGNORECASE,
)
_OUTLET_PLACE = re.compile(r"(?P<name>[A-Z][A-Z0-9]{1,6}) ?[–—-] ?[A-ZÀ-Þ][\w'’ -]{2,30}")
_PICTURES = ("getty", "shutterstock", "istock", "photo", "image", "reuters", "ap ", " via ", "/")


def read_text(lines: Sequence[Line], found: Metadata, *, first: int = 1, updates: bool = True) -> None:
    """Add to ``found`` what the lines of an article say about it, by general rules of news pages.

    ``first`` is the number of the first of ``lines`` in the file. ``updates``: the date of the last update
    stands for that of publication where a text, cut from its page, gives only that.
    """
    filled = [(number, line.text) for number, line in enumerate(lines, first) if line.text]
    body = next((i for i, (_, text) in enumerate(filled[:LONGEST_HEAD]) if substantive(text)), None)
    head, seen_body = [], False
    for number, text in filled[: max(HEAD, (body or 0) + 1)]:
        if seen_body and heads_comments(text):
            break
        head.append((number, text, seen_body))
        seen_body = seen_body or substantive(text)
    _keys(head, found)
    _title(filled[: max(HEAD, (body or 0) + 3)], found, body)
    _published(head, found, updates=updates)
    for number, text, _ in head:
        found.learn("author", signature(text), _where(number, text))
    _outlet(filled, found)
    for number, text, after_body in head:
        if not after_body:
            found.learn("url", address(text), _where(number, text))
            found.learn("outlet", _published_by(text), _where(number, text))


def _where(number: int, text: str) -> str:
    return f"line {number}: “{text if len(text) <= 80 else text[:79] + '…'}”"


def _keys(head: Sequence[tuple[int, str, bool]], found: Metadata) -> None:
    for number, text, after_body in head:
        pair = None if after_body else key_line(text)
        if pair is None:
            continue
        name, value = pair
        if name == "url":
            found.learn("url", value if re.match(r"https?://\S+$", value) else None, _where(number, text))
        elif name == "published":
            found.learn("published", iso_date(value), _where(number, text))
        elif name == "title" or (name in ("author", "outlet") and len(value) <= 60 and "://" not in value):
            found.learn(name, value, _where(number, text))


def _published(head: Sequence[tuple[int, str, bool]], found: Metadata, *, updates: bool) -> None:
    modified: tuple[str, str] | None = None
    for number, text, after_body in head:
        folded = fold(text[:200])
        if after_body and not says_so(text):
            continue
        day = opening_date(text) if len(text) > 160 else date_line(text)
        if day is None:
            continue
        said = _MODIFIED.search(folded)
        if said and not re.search(r"publi|posted", folded[: said.start()]):
            modified = modified or (day, _where(number, text))
        else:
            found.learn("published", day, _where(number, text))
    if modified and updates:
        found.learn("published", *modified)


def _title(filled: Sequence[tuple[int, str]], found: Metadata, body: int | None) -> None:
    """The first line that stands as a headline does: short, no full stop, apart from what follows.

    Labels of a menu above it are passed over. ``body`` is the place of the first paragraph.
    """
    if found.title is not None:
        return
    start = _below_menu(filled[:body]) if body is not None else 0
    for index, (number, text) in enumerate(filled[: start + 8]):
        if index < start or _around(text):
            continue
        following = filled[index + 1] if index + 1 < len(filled) else None
        if following is None or not _like_a_title(text):
            return
        if " " not in text and _headline_below(filled[index + 1 : 8]):
            continue  # a section's name above the headline
        apart = following[0] > number + 1 or _around(following[1]) or len(following[1]) >= 120
        below = filled[index + 2][1] if index + 2 < len(filled) else ""
        apart = apart or (_like_a_title(following[1]) and len(below) >= 100 and substantive(below))
        apart = apart or _over_its_signature(filled, index)
        if apart or fold(following[1]) == fold(text) or substantive(following[1]):
            found.learn("title", text.lstrip("#•*- ").strip(), _where(number, text))
        return


def _below_menu(head: Sequence[tuple[int, str]]) -> int:
    """Where the headline may begin: behind two labels of a menu or more, if a longer line follows them."""
    own = [(place, text) for place, (_, text) in enumerate(head) if not _around(text)]
    for labels, (place, text) in enumerate(own):
        if len(text.split()) > _LABEL_WORDS:
            return place if labels > 1 and _like_a_title(text) else 0
    return 0


def _headline_below(following: Sequence[tuple[int, str]]) -> bool:
    """Whether the first of these lines that is the article's own is a headline of more than one word."""
    own = next((text for _, text in following if not _around(text)), "")
    return " " in own and _like_a_title(own)


def _published_by(text: str) -> str | None:
    """Who a line of the head names: beside a date, or alone; alone, an agency may be of the photograph."""
    name = publisher(text)
    return dated_by(text) if name is None else None if is_agency(name) else name


def _around(text: str) -> bool:
    """Whether the line is of the page rather than of the article."""
    return bool(role(text) or of_head(text))


def _over_its_signature(filled: Sequence[tuple[int, str]], index: int) -> bool:
    """Whether a headline of several words is followed, without a gap, by a line that dates or signs it.

    A name without «par», a standfirst of one sentence may stand between them; not the labels of a menu.
    """
    number, text = filled[index]
    if len(text.split()) < 4:
        return False
    for beyond, (below, line) in enumerate(filled[index + 1 : index + 4], 1):
        if below != number + beyond:
            return False
        if _around(line):
            return True
    return False


def _like_a_title(text: str) -> bool:
    bare = text.lstrip("#•*- ").strip()
    if (
        not 8 <= len(bare) <= _LONGEST_TITLE
        or bare[-1] in ".;:,-–—"
        or bare.endswith("…")
        or bare[0].islower()
    ):
        return bool(bare) and 2 <= len(bare) < 8 and bare[-1].isalpha() and not bare[0].islower()
    return len(bare) <= 150 or not ends_sentence(bare)


def _outlet(filled: Sequence[tuple[int, str]], found: Metadata) -> None:
    comments = next((i for i, (_, text) in enumerate(filled) if i > 2 and heads_comments(text)), len(filled))
    edges = [
        i
        for i in range(len(filled))
        if i < HEAD or i >= len(filled) - _TAIL or comments - _TAIL <= i < comments
    ]
    for i in edges:
        number, text = filled[i]
        if len(text) > 160:
            continue
        rights, source = _RIGHTS_OF.fullmatch(text), _SOURCE.fullmatch(text)
        place = _OUTLET_PLACE.fullmatch(text) if i < HEAD else None
        name = None
        if rights and (rights["year"] or rights["rights"] or (rights["then"] and publisher(rights["name"]))):
            name = rights["name"].strip(" -–—,")
            if any(word in f"{name.casefold()} " for word in _PICTURES) or not any(c.isupper() for c in name):
                name = None
        elif source and i < comments and not re.search(r",| et | and ", source["name"]):
            name = source["name"].strip()
        elif place and not any(map(is_agency, text.split())):
            name = place["name"]
        found.learn("outlet", name, _where(number, text))
