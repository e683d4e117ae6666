"""One line of a page → the role it plays around an article, by the words of web pages (phrases.py).

Only whole lines are recognised: a paragraph that merely begins with «Image» or «Partager» is reporting.
"""

from __future__ import annotations

import re
from enum import Enum, auto

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
    plain,
)

LONGEST = 400
"""Longer lines are never furniture."""
_LONGEST_LABEL = 120
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
    if not line or len(line) > LONGEST:
        return None
    folded = " ".join(fold(line).split())
    bare = plain(line).lstrip("(") if line.startswith("(l") else plain(line)
    if not bare:
        return Role.PLAIN if not any(c.isalnum() for c in line) else None
    if len(line) > _LONGEST_LABEL and ends_sentence(line):
        return _by_form(line, folded, bare)  # most lines of an article: spared the labels
    if NO_COMMENTS.fullmatch(bare):
        return Role.NO_COMMENTS
    if COMMENTS.fullmatch(bare):
        return Role.COMMENTS
    if COMMENT_BUTTON.fullmatch(bare):
        return Role.COMMENT_BUTTON
    if bare in LISTS:
        return Role.LIST
    if bare in PICTURE:
        return Role.PICTURE
    if bare in ALONE or _shares(bare):
        return Role.PLAIN
    return _by_form(line, folded, bare)


def _by_form(line: str, folded: str, bare: str) -> Role | None:
    tags = TAGS.match(bare)
    if tags and (tags.end() == len(bare) or bare[tags.end() :].lstrip().startswith(":")):
        return Role.TAGS if tags.end() == len(bare) else Role.PLAIN
    link = ONE_LINK.match(bare)
    if link:
        rest = bare[link.end() :].lstrip()
        if not rest and (line.rstrip().endswith(":") or ONE_LINK_FREE.match(bare)):
            return Role.ONE_LINK
        if rest and (rest[0] in ":>|" or (ONE_LINK_FREE.match(bare) and not line.rstrip().endswith("."))):
            return Role.PLAIN
    if OPENERS.match(bare) and (len(bare) <= 200 or "cookie" in bare):
        return Role.PLAIN
    if RIGHTS.fullmatch(bare) or RIGHTS.fullmatch(folded):
        return Role.PLAIN
    if COOKIES.fullmatch(bare) and TO_YOU.search(bare):
        return Role.PLAIN
    for pattern in (READING, PLAYER, CRUMBS):
        if pattern.fullmatch(bare):
            return Role.PLAIN
    if len(line) <= 200 and (CREDIT.fullmatch(folded) or CREDIT.fullmatch(bare)):
        return Role.CREDIT
    return None


def _shares(bare: str) -> bool:
    """Whether every word belongs to share bars, with at least one that says so."""
    tokens = _TOKEN.findall(bare)
    if not 0 < len(tokens) <= 24:
        return False
    words = [token for token in tokens if not token.isdigit()]
    return any(word in FIRM for word in words) and all(word in FIRM or word in LOOSE for word in words)
