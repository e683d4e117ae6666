"""Tree of what a page shows → its blocks of text in order, each with the element it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd label mark nobr q ruby s"
    " samp small span strike strong sub sup time tt u var wbr".split()
)
_CELLS = ("td", "th")
_SPACE = re.compile(r"[ \t\r\f\v\n]+")
_BREAKS = re.compile(r"[ \t]*\n[ \t]*")


@dataclass(slots=True)
class Block:
    """One paragraph as shown: ``element`` is the innermost block element it stands in."""

    text: str
    element: HtmlElement

    @property
    def tag(self) -> str:
        """The name of its element."""
        return str(self.element.tag)

    def within(self, *tags: str) -> bool:
        """Whether it stands in an element of one of these names."""
        return self.tag in tags or next(self.element.iterancestors(*tags), None) is not None


def blocks_of(tree: HtmlElement) -> list[Block]:
    """The blocks of ``tree``. Walks without recursion: a page may be nested as deep as the parser lets it."""
    found: list[Block] = []
    pieces: list[str] = []
    where: HtmlElement = tree

    def flush() -> None:
        text = "".join(pieces)
        pieces.clear()
        for part in re.split(r"\n[ \t]*\n", text):
            lines = [" ".join(line.split(" ")) for line in _BREAKS.split(part)]
            bare = "\n".join(line.strip() for line in lines if line.strip())
            if bare:
                found.append(Block(bare, where))

    def text_of(raw: str | None, element: HtmlElement) -> None:
        if raw:
            kept = raw if next(element.iterancestors("pre"), element).tag == "pre" else _SPACE.sub(" ", raw)
            pieces.append(kept)

    stack: list[tuple[HtmlElement, bool]] = [(tree, False)]
    while stack:
        element, leaving = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        block = tag not in _INLINE
        in_row = tag in _CELLS and _is_data(element)
        if leaving:
            if in_row:
                pieces.append(" | ")
            elif block:
                flush()
                where = _outer(element)
            if element is not tree:
                text_of(element.tail, _parent(element))
            continue
        if tag == "br":
            pieces.append("\n")
        elif block and not in_row:
            flush()
            where = element
        stack.append((element, True))
        text_of(element.text, element)
        stack.extend((child, False) for child in reversed(element))
    flush()
    for each in found:
        each.text = each.text.removesuffix("|").rstrip() if each.tag == "tr" else each.text
    return [each for each in found if each.text]


def _parent(element: HtmlElement) -> HtmlElement:
    parent = element.getparent()
    return element if parent is None else parent


def _outer(element: HtmlElement) -> HtmlElement:
    """The block element around ``element``."""
    for each in element.iterancestors():
        if each.tag not in _INLINE and not (each.tag in _CELLS and _is_data(each)):
            return each
    return element


def _is_data(cell: HtmlElement) -> bool:
    """Whether a table cell holds a value rather than a part of the page's layout."""
    return all(child.tag in _INLINE or not isinstance(child.tag, str) for child in cell)
