"""Bytes of a Word document (.docx) → its text as last saved, typed by its styles.

Only the parts needed are read, piece by piece and up to a limit, whatever sizes the archive claims. Deleted,
hidden and field text is left out. What the file says of its author is its typist: it is not used.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass, field

from lxml import etree

from sourcier.folding import fold
from sourcier.ingest.decode import NotText
from sourcier.ingest.extracted import Blocks, Extracted, Found, says
from sourcier.types import Bilingual, Kind

_LARGEST_PART = 100_000_000
_MOST_PARTS = 20_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_SKIPPED = frozenset("del moveFrom instrText delText Fallback comment pPrChange rPrChange".split())
_OTHERS = {
    "xl/workbook.xml": "Excel", "ppt/presentation.xml": "PowerPoint", "META-INF/container.xml": "EPUB",
    "content.xml": "OpenDocument",
}  # fmt: skip
_QUOTES = frozenset(("quote", "intense quote", "citation", "citation intense", "block text"))
_CAPTIONS = frozenset(("caption", "legende"))
_TITLES = frozenset(("title", "titre"))


def extract(data: bytes) -> Extracted:
    """Raises `NotText` for another archive, a bomb, a document without text."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise NotText(
            Bilingual(fr=f"archive ZIP abîmée ({error})", en=f"damaged ZIP archive ({error})")
        ) from None
    with archive:
        names = archive.namelist()
        if len(names) > _MOST_PARTS:
            raise NotText(_bomb())
        main = next((name for name in names if name.lower() == "word/document.xml"), None)
        if main is None:
            kind = next((kind for name, kind in _OTHERS.items() if name in names), "ZIP")
            raise NotText(
                Bilingual(
                    fr=f"archive {kind} : elle n’est pas ouverte (extrayez-en les articles)",
                    en=f"{kind} archive: it is not opened (take the articles out of it)",
                )
            )
        document = _part(archive, main)
        styles = _style_names(_part(archive, "word/styles.xml")) if "word/styles.xml" in names else {}
        core = _core(_part(archive, "docProps/core.xml")) if "docProps/core.xml" in names else {}
    blocks = Blocks()
    hidden = _write(document, styles, blocks)
    if not blocks.length:
        raise NotText(Bilingual(fr="document sans texte", en="a document without text"))
    made = blocks.done()
    found = [
        Found("title", made.text[each.start : each.end], "style Title")
        for each in made.marked
        if each.kind is Kind.TITLE
    ][:1]
    head = fold(made.text[:2_000])
    if says(head, core.get("title", "")):
        found.append(Found("title", core["title"], "docProps dc:title, and the text"))
    if 4 <= len(creator := core.get("creator", "")) <= 100 and fold(creator) in head + fold(made.text[-500:]):
        found.append(Found("author", creator, "docProps dc:creator, and the text"))
    notes = []
    if hidden:
        notes.append(
            Bilingual(
                fr=f"texte masqué : {hidden} caractères laissés de côté",
                en=f"hidden text: {hidden} characters left out",
            )
        )
    return blocks.done(found, notes)


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """A part of the archive. What its directory says of sizes is not believed."""
    try:
        with archive.open(name) as part:
            data = part.read(_LARGEST_PART + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, KeyError) as error:
        raise NotText(Bilingual(fr=f"document abîmé ({error})", en=f"damaged document ({error})")) from None
    except RuntimeError:
        raise NotText(Bilingual(fr="document chiffré", en="encrypted document")) from None
    if len(data) > _LARGEST_PART:
        raise NotText(_bomb())
    if b"<!DOCTYPE" in data[:4_096] or b"<!ENTITY" in data[:65_536]:
        raise NotText(
            Bilingual(
                fr="document piégé (il déclare des entités)", en="a trapped document (it declares entities)"
            )
        )
    return data


def _bomb() -> Bilingual:
    return Bilingual(
        fr=f"archive piégée ou démesurée (plus de {_LARGEST_PART // 1_000_000} Mo une fois ouverte)",
        en=f"a trapped or oversized archive (more than {_LARGEST_PART // 1_000_000} MB once opened)",
    )


def _parse(data: bytes) -> etree.iterparse[tuple[str, etree._Element]]:
    return etree.iterparse(
        io.BytesIO(data), events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _value(element: etree._Element, name: str = "val") -> str:
    return element.get(_W + name) or element.get(_STRICT + name) or ""


def _style_names(data: bytes) -> dict[str, str]:
    """Id of a style → its name, folded: ids are in the language of the Word that made it."""
    names: dict[str, str] = {}
    current = ""
    for event, element in _parse(data):
        if event == "start" and _local(element) == "style":
            current = _value(element, "styleId")
        elif event == "start" and _local(element) == "name" and current:
            names.setdefault(current, fold(_value(element)))
    return names


def _core(data: bytes) -> dict[str, str]:
    """What the document says of itself: its title and who made it."""
    return {
        _local(element): " ".join((element.text or "").split())
        for event, element in _parse(data)
        if event == "end" and _local(element) in ("title", "creator")
    }


@dataclass(slots=True)
class _Paragraph:
    pieces: list[str] = field(default_factory=list)
    style: str = ""


def _write(data: bytes, styles: dict[str, str], blocks: Blocks) -> int:
    """The paragraphs of the document into ``blocks``; returns how many characters were hidden."""
    stack: list[_Paragraph] = []
    row: list[list[str]] = []
    skipping = hidden = 0
    vanished = titled = False
    for event, element in _parse(data):
        name = _local(element)
        if name in _SKIPPED:
            skipping += 1 if event == "start" else -1
        elif skipping:
            pass
        elif event == "start":
            if name == "p":
                stack.append(_Paragraph())
            elif name == "tr":
                row.append([])
            elif name == "r":
                vanished = False
            elif name == "pStyle" and stack:
                stack[-1].style = styles.get(_value(element), fold(_value(element)))
        elif name == "vanish" or (name == "webHidden"):
            vanished = _value(element) not in ("0", "false", "off")
        elif name == "t" and stack:
            if vanished:
                hidden += len(element.text or "")
            else:
                stack[-1].pieces.append(element.text or "")
        elif name in ("tab", "br", "cr", "noBreakHyphen", "ptab") and stack:
            stack[-1].pieces.append({"tab": " ", "ptab": " ", "noBreakHyphen": "-"}.get(name, "\n"))
        elif name == "p" and stack:
            done = stack.pop()
            text = "".join(done.pieces)
            if row:
                row[-1].append(" ".join(text.split()))
            else:
                kind = _kind(done.style)
                kind = None if kind is Kind.TITLE and titled else kind
                titled = titled or (kind is Kind.TITLE and bool(text.strip()))
                blocks.add(text, kind, tight="list" in done.style)
        elif name == "tr" and row:
            cells = [cell for cell in row.pop() if cell]
            if row:
                row[-1] += cells
            else:
                blocks.add(" | ".join(cells), tight=True)
        if event == "end":
            element.clear(keep_tail=False)
    return hidden


def _kind(style: str) -> Kind | None:
    if style in _TITLES:
        return Kind.TITLE
    if style in _QUOTES:
        return Kind.QUOTE_BLOCK
    if style in _CAPTIONS:
        return Kind.CAPTION
    return None
