"""Page → the readers' comments on it are marked, from heading or first entry to the end or next section."""

from __future__ import annotations

import re

from sourcier.folding import fold
from sourcier.ingest.furniture import Role
from sourcier.ingest.page import Page, Row
from sourcier.types import Kind

_NUMBERED = re.compile(r"\d{1,3} ?[.)°-] ?\S.*")
_SPEAKS = re.compile(
    r".{1,50}\b(?:a dit|a ecrit|a repondu|dit|ecrit|says|said|wrote|replied|пишет|написал|يقول|كتب)\s*:?"
)
_DATED_SPEAKS = re.compile(r".{1,60}\b(?:a dit|a ecrit|says|said|wrote)\b.{0,8}\d{1,2}.{4,50}")
_ANSWER = re.compile(
    r"(?:repondre|reply|ответить|رد|signaler(?: un abus)?|report abuse|j'aime|like|upvote|downvote)"
    r"(?: a .{1,40}| to .{1,40})?(?: ?\(?\d+\)?)?"
)
_STAMP = re.compile(
    r"(?:.{0,50}\D)?\d{1,4}[/. -].{0,30}\d{1,2} ?(?:h|:|heures?) ?\d{0,2}"
    r"(?: ?(?:min|am|pm|a\.m\.|p\.m\.).{0,12})?\W*"
)
_AGO = re.compile(r"(?:.{0,40}\W)?(?:il y a \d+ \w+|\d+ \w+ ago)(?:\W.{0,20})?")
_SIGNED = re.compile(r"(?:le )?\d{1,2} \w{3,9} \d{4}(?:,? a .{3,12})?,? (?:par|by) .{2,40}")
_HANDLE = re.compile(r"@\w{2,30}\b.{0,60}|(?:anonyme|anonymous|invite|guest|visiteur)\b.{0,60}")
_NUMBER = re.compile(r"\d+")
_LOOK_AHEAD = 12
_SHORT_ARTICLE = 400


def mark_comments(page: Page) -> None:
    """Give the kind ``comment`` to readers' words, ``boilerplate`` to what frames them."""
    start = next((i for i, row in enumerate(page.rows) if row.kind is None and _opens(page, i)), None)
    if start is None:
        return
    closed = False
    for row in page.rows[start:]:
        closed = closed or row.role in (Role.LIST, Role.TAGS)
        framing = closed or row.role in (Role.PLAIN, Role.COMMENTS, Role.COMMENT_BUTTON, Role.NO_COMMENTS)
        row.kind = Kind.BOILERPLATE if framing else Kind.COMMENT
        row.entry = not framing and (_is_numbered(row) or bool(_SPEAKS.fullmatch(fold(row.text[:100]))))


def _opens(page: Page, at: int) -> bool:
    row = page.rows[at]
    if row.role is None:
        return _speaks_without_heading(page, at) and page.body_length(0, at) > 0
    if row.role not in (Role.COMMENTS, Role.COMMENT_BUTTON):
        return False
    before = page.body_length(0, at)
    if not before:
        return False
    if row.role is Role.COMMENTS:
        if _signs(page, at + 1) or before >= _SHORT_ARTICLE:
            return True
        number = _NUMBER.search(row.text)
        following = [other for other in page.rows[at + 1 :] if other.open]
        as_many = number is not None and len(following) <= int(number[0][:4]) <= 5
        return as_many or page.body_length(at + 1, len(page.rows)) <= before
    return _signs(page, at + 1) >= (1 if _NUMBER.search(row.text) else 2)


def _speaks_without_heading(page: Page, at: int) -> bool:
    """«Nadia a dit :» and, right below, the minute when."""
    if len(page.rows[at].text) > 80:
        return False
    text = fold(page.rows[at].text)
    if _DATED_SPEAKS.fullmatch(text) and _STAMP.fullmatch(text):
        return True
    return bool(_SPEAKS.fullmatch(text)) and any(
        _STAMP.fullmatch(fold(row.text)) for row in page.ahead(at + 1, 1) if len(row.text) <= 80
    )


def _signs(page: Page, start: int) -> int:
    """How many of the next lines look like the frame of a reader's entry."""
    count = 0
    for index, row in enumerate(page.ahead(start, _LOOK_AHEAD)):
        if index < 2 and _is_numbered(row):
            count += 1
        elif len(row.text) <= 90:
            text = fold(row.text)
            count += any(
                p.fullmatch(text) for p in (_SPEAKS, _DATED_SPEAKS, _ANSWER, _STAMP, _AGO, _HANDLE, _SIGNED)
            )
    return count


def _is_numbered(row: Row) -> bool:
    return bool(_NUMBERED.match(row.text[:40]))
