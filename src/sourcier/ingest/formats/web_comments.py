"""Blocks of a page → those in the sections of readers' comments, each with the number of its entry."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from sourcier.ingest.formats.web_blocks import Block

_SECTION = frozenset(
    "comments commentaires commentlist commentslist comentarios kommentare commenti reactions reaction disqus"
    " commentaire comment responses discussion".split()
)
_ENTRY = frozenset(
    "comment commentaire reaction reply reponse response comment-item comment-box comment-entry"
    " comment-wrapper comment_item comment-container comment-single commentaire-item comment-thread".split()
)
_NOT = frozenset(
    "count counter nb number link links button btn icon toggle open closed has no with without status allow"
    " policy off disabled enabled anchor jump share tools meta info header top".split()
)
_TOKEN = re.compile(r"[A-Za-z]+?(?=[A-Z][a-z]|[^A-Za-z]|$)")
_CONTAINERS = ("section", "div", "ol", "ul", "aside", "article", "li")


def comment_entries(blocks: Sequence[Block], article: set[int]) -> dict[int, int]:
    """Number of block → number of its entry's first block, for blocks in a section of comments.

    A section that holds a good part of the ``article`` is none: its name is the whole page's.
    """
    known: dict[HtmlElement, bool] = {}
    sections: dict[HtmlElement, list[int]] = {}
    for i, block in enumerate(blocks):
        outermost = None
        for element in (block.element, *block.element.iterancestors()):
            if known.setdefault(element, _is_section(element)):
                outermost = element
        if outermost is not None:
            sections.setdefault(outermost, []).append(i)
    size = sum(len(blocks[i].text) for i in article)
    found: dict[int, int] = {}
    for section, members in sections.items():
        of_article = sum(len(blocks[i].text) for i in members if i in article)
        before = sum(len(blocks[i].text) for i in article if i < members[0])
        # trafilatura may take comments for the article; then most of the article stands before them.
        if of_article * 2 > size and before < of_article:
            continue
        firsts: dict[HtmlElement, int] = {}
        for i in members:
            found[i] = firsts.setdefault(_entry(blocks[i].element, section), i)
    return found


def _is_section(element: HtmlElement) -> bool:
    if element.tag not in _CONTAINERS:
        return False
    if "comment" in (element.get("itemprop") or "").lower().split():
        return True
    for name in ((element.get("id") or ""), *(element.get("class") or "").split()):
        words = {word.lower() for word in _TOKEN.findall(name)}
        if words & _SECTION and not words & _NOT:
            return True
    return False


def _entry(element: HtmlElement, section: HtmlElement) -> HtmlElement:
    """The element of the reader's entry that ``element`` stands in: the nearest that is named like one."""
    for each in (element, *element.iterancestors()):
        if each is section:
            return element
        if each.tag in ("li", "article") or _ENTRY & set((each.get("class") or "").lower().split()):
            return each
    return element
