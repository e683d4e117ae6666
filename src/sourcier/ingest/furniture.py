"""One line of a page → the role it plays around an article, by the words of web pages (phrases.py).

Only whole lines are recognised: a paragraph that merely begins with «Image» or «Partager» is reporting.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache

from sourcier.folding import fold
from sourcier.ingest.lines import ends_sentence
from sourcier.ingest.phrases import (
    ALONE,
    COMMENT_BUTTON,
    COMMENTS,
    COOKIES,
    CREDIT,
    CRUMBS,
    FIRM,
    LISTS,
    LOOSE,
    NO_COMMENTS,
    ONE_LINK,
    ONE_LINK_FREE,
    OPENERS,
    PICTURE,
    PLAYER,
    READING,
    RIGHTS,
    TAGS,
    TO_YOU,
    bare,
)

LONGEST = 400
"""Longer lines are never furniture."""
_LONGEST_LABEL = 120
_LONGEST_FORM = 130  # of a player's or a reading time's line
# What each heading of comments, each line of rights, of a credit holds: looked for first, a hundred times
# sooner than the forms are tried.
_OF_COMMENTS = (
    "comment", "комментар", "تعليق", "reaction", "respon", "repl", "repons", "avis", "reflexion", "thought",
)  # fmt: skip
_OF_RIGHTS = ("©", "(c)", "ⓒ", "copyright")
_OF_CREDITS = ("©", "ⓒ", ":", "/", "photo", "image", "media", " via ", "d.r")
_TOKEN = re.compile(r"[^\W_][\w'-]*")


class Role(Enum):
    """What a line of furniture is, and so what may follow it."""

    PLAIN = auto()  # stands alone
    ONE_LINK = auto()  # «Lire aussi» alone: the next short line is the link
    LIST = auto()  # «Les plus lus»: short lines follow
    TAGS = auto()  # «Mots clés»: the same, in the middle of a page too
    COMMENTS = auto()  # heading of readers' comments
    COMMENT_BUTTON = auto()  # «Réagir»: a heading only if what follows looks like comments
    NO_COMMENTS = auto()  # «Les commentaires sont fermés.»
    PICTURE = auto()  # «Image» alone: a caption may follow
    CREDIT = auto()  # «© …», «Crédit photo : …»


def role(line: str) -> Role | None:
    """The role of ``line`` (stripped), or ``None`` for what may be the article's own."""
    return _role(line) if 0 < len(line) <= LONGEST else None


def heads_comments(line: str) -> bool:
    """Whether the role of ``line`` is `Role.COMMENTS`; sooner told than its role."""
    if _like_a_paragraph(line) or not _holds(fold(line), _OF_COMMENTS):
        return False
    return role(line) is Role.COMMENTS


def _like_a_paragraph(line: str) -> bool:
    """Most lines of an article: spared the labels."""
    return len(line) > _LONGEST_LABEL and ends_sentence(line)


@lru_cache(maxsize=1024)  # an article is asked about twice: for what it says of itself, and for its segments
def _role(line: str) -> Role | None:
    folded = " ".join(fold(line).split())
    bared = bare(folded).lstrip("(") if line.startswith("(l") else bare(folded)
    if not bared:
        return Role.PLAIN if not any(c.isalnum() for c in line) else None
    if _like_a_paragraph(line):
        return _by_form(line, folded, bared)
    if NO_COMMENTS.fullmatch(bared):
        return Role.NO_COMMENTS
    if COMMENTS.fullmatch(bared):
        return Role.COMMENTS
    if COMMENT_BUTTON.fullmatch(bared):
        return Role.COMMENT_BUTTON
    if bared in LISTS:
        return Role.LIST
    if bared in PICTURE:
        return Role.PICTURE
    if bared in ALONE or _shares(bared):
        return Role.PLAIN
    return _by_form(line, folded, bared)


def _by_form(line: str, folded: str, bared: str) -> Role | None:
    tags = TAGS.match(bared)
    if tags and (tags.end() == len(bared) or bared[tags.end() :].lstrip().startswith(":")):
        return Role.TAGS if tags.end() == len(bared) else Role.PLAIN
    link = ONE_LINK.match(bared)
    if link:
        rest = bared[link.end() :].lstrip()
        if not rest and (line.rstrip().endswith(":") or ONE_LINK_FREE.match(bared)):
            return Role.ONE_LINK
        if rest and (rest[0] in ":>|" or (ONE_LINK_FREE.match(bared) and not line.rstrip().endswith("."))):
            return Role.PLAIN
    if OPENERS.match(bared) and (len(bared) <= 200 or "cookie" in bared):
        return Role.PLAIN
    if _holds(folded, _OF_RIGHTS) and (RIGHTS.fullmatch(bared) or RIGHTS.fullmatch(folded)):
        return Role.PLAIN
    if "cookies" in bared and COOKIES.fullmatch(bared) and TO_YOU.search(bared):
        return Role.PLAIN
    if len(bared) <= _LONGEST_FORM and (READING.fullmatch(bared) or PLAYER.fullmatch(bared)):
        return Role.PLAIN
    if CRUMBS.fullmatch(bared):
        return Role.PLAIN
    if len(line) > 200 or not (len(line) <= 4 or _holds(folded, _OF_CREDITS)):
        return None
    return Role.CREDIT if CREDIT.fullmatch(folded) or CREDIT.fullmatch(bared) else None


def _holds(text: str, signs: tuple[str, ...]) -> bool:
    return any(sign in text for sign in signs)


def _shares(bare: str) -> bool:
    """Whether every word belongs to share bars, with at least one that says so."""
    first = _TOKEN.search(bare)
    if first is None or not (first[0].isdigit() or first[0] in FIRM or first[0] in LOOSE):
        return False
    tokens = _TOKEN.findall(bare)
    if not 0 < len(tokens) <= 24:
        return False
    words = [token for token in tokens if not token.isdigit()]
    return any(word in FIRM for word in words) and all(word in FIRM or word in LOOSE for word in words)
