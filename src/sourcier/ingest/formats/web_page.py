"""Bytes of a saved page → its main text and readers' comments as shown, typed by its markup, and metadata.

trafilatura tells which of the page's blocks are the article. The text itself is the page's own, in its order:
everything between the headline and the last block of the article, and the small print that goes with it.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass

from lxml import etree, html
from lxml.html import HtmlElement

from sourcier.ingest.decode import NotText, decode
from sourcier.ingest.extracted import Blocks, Extracted, Found
from sourcier.ingest.formats.web_blocks import Block, blocks_of
from sourcier.ingest.formats.web_comments import comment_entries
from sourcier.ingest.formats.web_fields import fields_of
from sourcier.ingest.formats.web_hidden import drop_hidden
from sourcier.ingest.furniture import role
from sourcier.ingest.lines import ends_sentence, substantive
from sourcier.types import Bilingual, Kind

_DEEPEST = 2_000
_SIGNS = re.compile(r"[\W_]+")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,30})", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_FURNITURE = ("nav", "footer", "aside", "menu", "form")
_ABOVE = 25
_BELOW = 6
_HIDDEN_SHOWN_FROM = 200
_ENOUGH = 200


def extract(data: bytes) -> Extracted:
    """Raises `NotText` for a page without text, or nested too deeply."""
    text, encoding, notes = decode_page(data)
    return extract_page(text, encoding=encoding, notes=notes)


def extract_page(
    text: str, *, encoding: str = "utf-8", notes: tuple[Bilingual, ...] = (), whole: bool = False
) -> Extracted:
    """As `extract`. ``whole``: all that is shown is the article, as in a message."""
    tree = _tree(text)
    found = fields_of(tree)
    hidden = drop_hidden(tree)
    said = list(notes)
    if hidden >= _HIDDEN_SHOWN_FROM:
        said.append(
            Bilingual(
                fr=f"texte caché sur la page : {hidden} caractères laissés de côté",
                en=f"text hidden on the page: {hidden} characters left out",
            )
        )
    page = _Page(blocks_of(tree), tree)
    blocks = Blocks()
    if whole or not page.mark_main():
        page.take_all()
    if not any(each.name == "title" for each in found) and (headline := page.headline()):
        found.append(Found("title", headline, "h1 above the text"))
    page.write(blocks, found)
    if not blocks.length:
        raise NotText(
            Bilingual(
                fr="la page ne montre aucun texte (écrite par ses scripts ? enregistrez-la « complète »)",
                en="the page shows no text (written by its scripts perhaps: save it as “complete”)",
            )
        )
    return blocks.done(found, said, encoding)


def decode_page(data: bytes) -> tuple[str, str, tuple[Bilingual, ...]]:
    """The text of a page: by its byte order mark, the encoding that it names if it fits, or by its bytes."""
    declared = _CHARSET.search(data[:4_096])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        name = declared[1].decode("ascii").lower()
        # As browsers do: what calls itself Latin-1 is cp1252.
        name = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "utf8": "utf-8"}.get(
            name, name
        )
        try:
            return data.decode(name), name, ()
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    decoded = decode(data)
    return decoded.text, decoded.encoding, decoded.notes


def _tree(text: str) -> HtmlElement:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_pis=True)
    text = _DECLARATION.sub("", text).replace("\0", "")
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        raise NotText(Bilingual(fr="page vide", en="an empty page")) from None
    depth = deepest = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    too_deep = any("depth" in entry.message.lower() for entry in parser.error_log)
    if deepest >= _DEEPEST or too_deep:
        raise NotText(
            Bilingual(
                fr=f"page imbriquée trop profondément (plus de {_DEEPEST} niveaux)",
                en=f"page nested too deeply (more than {_DEEPEST} levels)",
            )
        )
    return tree


@dataclass(slots=True)
class _Page:
    """The blocks of a page; ``main``: the numbers of those to keep, ``entries``: those of comments."""

    blocks: list[Block]
    tree: HtmlElement
    main: range = range(0)
    article: frozenset[int] = frozenset()
    entries: dict[int, int] | None = None

    def mark_main(self) -> bool:
        """Find the article; ``False`` where none stands out."""
        body, comments = _main_text(self.tree)
        whole, joined = set(body), "".join(body)
        norms = [_norm(block.text) for block in self.blocks]
        inside = [
            i
            for i, norm in enumerate(norms)
            if norm and (norm in whole or (len(norm) >= 20 and norm in joined))
        ]
        self.entries = comment_entries(self.blocks, set(inside))
        said = set(comments)
        inside = [
            i for i in inside if i not in self.entries and not self.blocks[i].within("nav", "footer", "menu")
        ]
        if sum(len(norms[i]) for i in inside) < _ENOUGH and sum(map(len, norms)) > 3 * _ENOUGH:
            return False
        if not inside:
            return False
        first, last = self._head(inside[0]), self._tail(inside[-1])
        for i, norm in enumerate(norms[last + 1 :], last + 1):
            if norm in said and len(norm) >= 20:
                self.entries.setdefault(i, i)
        self.main = range(first, last + 1)
        self.article = frozenset(inside)
        return True

    def take_all(self) -> None:
        """Everything shown is the article but for navigation."""
        self.entries = comment_entries(self.blocks, set())
        kept = [i for i, b in enumerate(self.blocks) if not b.within("nav", "footer", "menu")]
        self.article = frozenset(kept) - self.entries.keys()
        self.main = range(len(self.blocks))

    def _head(self, first: int) -> int:
        """Up to the headline above the article's first block: standfirst, byline, date stand between them."""
        above = range(max(0, first - _ABOVE), first)
        heads = [i for i in above if self.blocks[i].within("h1")]
        return heads[-1] if heads else first

    def _tail(self, last: int) -> int:
        """Down over the short lines that close the article where its last block stands: «(avec AFP)»."""
        around = self.blocks[last].element.getparent()
        for i in range(last + 1, min(last + 1 + _BELOW, len(self.blocks))):
            block = self.blocks[i]
            beside = block.element.getparent() is around and block.tag == "p"
            if not beside or i in (self.entries or {}) or len(block.text) > 300:
                break
            last = i
        return last

    def headline(self) -> str | None:
        """Of several h1, the last one above the text: the first may be the site's name."""
        kept = [self.blocks[i] for i in self.main if i not in (self.entries or {})]
        body = next((i for i, block in enumerate(kept) if substantive(block.text)), len(kept))
        heads = [block.text for block in kept[:body] if block.within("h1")]
        return " ".join(heads[-1].split()) if heads else None

    def write(self, blocks: Blocks, found: list[Found]) -> None:
        """The kept blocks, with their kinds; comments last, as they stand."""
        title = next((each.value for each in found if each.name == "title"), "")
        comments = self.entries or {}
        titled = False
        for i in self.main:
            block = self.blocks[i]
            if i in comments:
                continue
            kind = self._kind(block, i, _norm(title))
            if kind is Kind.TITLE:
                kind, titled = (Kind.BOILERPLATE if titled else Kind.TITLE), True
            blocks.add(block.text, kind, tight=block.tag in ("li", "tr"))
        entry = None
        for i in sorted(comments):
            block = self.blocks[i]
            framing = block.tag in _HEADINGS or role(block.text) is not None or block.within("form")
            same = comments[i] == entry
            blocks.add(block.text, Kind.BOILERPLATE if framing else Kind.COMMENT, tight=same, same_entry=same)
            entry = comments[i]

    def _kind(self, block: Block, at: int, title: str) -> Kind | None:
        """What the markup knows of a block; ``None`` where the rules of text are to tell."""
        if block.within("h1") and _norm(block.text) == title:
            return Kind.TITLE
        if block.within("figcaption", "caption"):
            return Kind.CAPTION
        if at not in self.article and block.within(*_FURNITURE):
            return Kind.BOILERPLATE
        if block.within("blockquote") and at in self.article:
            return Kind.QUOTE_BLOCK
        if block.within(*_HEADINGS):
            return Kind.REPORT if at in self.article and role(block.text) is None else None
        in_list = block.within("li") and at not in self.article and at > min(self.article, default=0)
        if in_list and not substantive(block.text) and not ends_sentence(block.text):
            return Kind.BOILERPLATE
        return None


def _norm(text: str) -> str:
    """Letters and digits only: two extractions of a paragraph differ in spaces and signs."""
    return _SIGNS.sub("", text.casefold())


def _main_text(tree: HtmlElement) -> tuple[list[str], list[str]]:
    """trafilatura's paragraphs of the article and of the comments, as `_norm` spells them."""
    from trafilatura import bare_extraction

    try:
        document = bare_extraction(copy.deepcopy(tree), include_comments=True, include_tables=True)
    except (ValueError, AttributeError, TypeError, KeyError, IndexError, RecursionError):
        return [], []
    if document is None or isinstance(document, dict):
        return [], []
    return _paragraphs(document.body), _paragraphs(document.commentsbody)


def _paragraphs(body: etree._Element | None) -> list[str]:
    if body is None:
        return []
    found = [
        _norm("".join(each.itertext()))
        for each in body.iter("p", "head", "item", "quote", "cell", "row", "code")
    ]
    return [norm for norm in found if norm]
