"""Bytes of a PDF → the text of its text layer, where its pages start, its metadata if the text bears it out.

PDFium reads; it is native code, and this process is the one that may fall. Nothing is recognised in pictures:
a scan without a text layer is refused with its reason. Text that the page does not show is left out.
"""

from __future__ import annotations

import ctypes
import re
from statistics import median
from typing import Any

from sourcier.folding import fold
from sourcier.ingest.decode import NotText
from sourcier.ingest.extracted import Blocks, Extracted, Found, says
from sourcier.ingest.formats.pdf_lines import PdfLine, mark_running, paragraphs
from sourcier.types import Bilingual, Kind

_MOST_PAGES = 5_000
_INVISIBLE = 3  # text render mode
_TINY = 1.5  # points
_HIDDEN_SHOWN_FROM = 40
_HEAD = 2_000


def extract(data: bytes) -> Extracted:
    """Raises `NotText` for a PDF that is encrypted, damaged, too long, or has no text layer."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise NotText(_refused(str(error))) from None
    count = len(document)
    if count > _MOST_PAGES:
        raise NotText(
            Bilingual(
                fr=f"{count} pages ; au plus {_MOST_PAGES} sont lues : découpez-le",
                en=f"{count} pages; at most {_MOST_PAGES} are read: split it",
            )
        )
    pages: list[list[PdfLine]] = []
    empty: list[int] = []
    hidden = scanned = 0
    broken: list[int] = []
    for number in range(1, count + 1):
        try:
            lines, left_out, is_scan = _page_lines(document[number - 1], number)
        except pypdfium2.PdfiumError:
            broken.append(number)
            lines, left_out, is_scan = [], 0, False
        pages.append(lines)
        hidden += left_out
        scanned += is_scan
        if not lines and number not in broken:
            empty.append(number)
    if not any(pages):
        raise NotText(_no_text(count))
    mark_running(pages)
    blocks = _blocks(pages)
    return blocks.done(_metadata(document, blocks), _notes(empty, broken, hidden, scanned))


def _page_lines(page: Any, number: int) -> tuple[list[PdfLine], int, bool]:
    """The lines that the page shows; how many characters it hides; whether it is a scan already read."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    try:
        count = text.count_chars()
        if count <= 0:
            return [], 0, False
        invisible, grounds, scan = _seen(page, pdfium)
        reader = _Characters(text, pdfium, number, invisible and not scan, grounds, page.get_bbox())
        for i in range(count):
            reader.take(i)
        reader.end_line()
        return reader.lines, reader.hidden, scan
    finally:
        text.close()
        page.close()


def _seen(page: Any, pdfium: Any) -> tuple[bool, list[tuple[float, float, float, float]], bool]:
    """Whether some text is invisible, the grounds text may stand on, whether a picture fills the page.

    Invisible text over a picture of the whole page is what a scanner's software read in it.
    """
    width, height = page.get_size()
    invisible, picture = False, 0.0
    grounds: list[tuple[float, float, float, float]] = []
    for number, each in enumerate(page.get_objects(max_depth=3)):
        if number > 20_000:
            break
        if each.type == pdfium.FPDF_PAGEOBJ_TEXT:
            invisible = invisible or pdfium.FPDFTextObj_GetTextRenderMode(each) == _INVISIBLE
        elif each.type in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_SHADING):
            bounds = each.get_bounds()
            grounds.append(bounds)
            if each.type == pdfium.FPDF_PAGEOBJ_IMAGE:
                picture += max(0.0, bounds[2] - bounds[0]) * max(0.0, bounds[3] - bounds[1])
    return invisible, grounds[:5_000], picture > 0.5 * width * height


class _Characters:
    """The characters of a page, one after the other, put into lines."""

    def __init__(
        self,
        text: Any,
        pdfium: Any,
        number: int,
        invisible: bool,
        grounds: list[tuple[float, float, float, float]],
        box: tuple[float, float, float, float],
    ) -> None:
        self._text, self._pdfium, self._number = text, pdfium, number
        self._invisible, self._grounds, self._box = invisible, grounds, box
        self.lines: list[PdfLine] = []
        self.hidden = 0
        self._codes: list[int] = []
        self._first = self._last = -1
        self._edges = [ctypes.c_double() for _ in range(4)]
        self._colour = [ctypes.c_uint() for _ in range(4)]

    def take(self, i: int) -> None:
        """The character number ``i``."""
        code = self._pdfium.FPDFText_GetUnicode(self._text, i)
        if code in (0x0A, 0x0D):
            self.end_line()
            return
        if code in (0xFFFE, 0x02):  # PDFium's sign for a hyphen with the end of its line
            self._codes.append(0x2D)
            self.end_line()
            return
        code = code if code not in (0, 0xFFFF) else 0xFFFD
        if code > 0x20 and code != 0xA0:
            if self._is_hidden(i):
                self.hidden += 1
                return
            if self._first < 0:
                self._first = i
            self._last = i
        self._codes.append(code)

    def end_line(self) -> None:
        """Keep what has come since the last line."""
        codes, self._codes = self._codes, []
        first, last = self._first, self._last
        self._first = self._last = -1
        raw = b"".join(
            code.to_bytes(2, "little") if code < 0x10000 else chr(code).encode("utf-16-le")
            for code in codes
            if code < 0x110000
        )
        text = " ".join(raw.decode("utf-16-le", "replace").split())
        if not text or first < 0:
            return
        left, _, bottom, top = self._place(first)
        _, right, bottom_2, top_2 = self._place(last)
        size = self._pdfium.FPDFText_GetFontSize(self._text, first)
        height = max(top, top_2) - min(bottom, bottom_2)
        # Some files scale size 1 by their matrix: then the height of the letters tells.
        size = size if 2 <= size <= 200 and height <= 3 * size else max(height, 1.0)
        self.lines.append(
            PdfLine(text, left, right, max(top, top_2), min(bottom, bottom_2), size, self._number)
        )

    def _place(self, i: int) -> tuple[float, float, float, float]:
        rectangle = self._pdfium.FS_RECTF()
        if self._pdfium.FPDFText_GetLooseCharBox(self._text, i, ctypes.byref(rectangle)):
            return rectangle.left, rectangle.right, rectangle.bottom, rectangle.top
        return 0.0, 0.0, 0.0, 0.0

    def _is_hidden(self, i: int) -> bool:
        """Invisible, off the page, too small to see, or white on nothing."""
        edges = self._edges
        if not self._pdfium.FPDFText_GetCharBox(self._text, i, *map(ctypes.byref, edges)):
            return False
        left, right, bottom, top = (edge.value for edge in edges)
        x, y = (left + right) / 2, (bottom + top) / 2
        if not (self._box[0] - 1 <= x <= self._box[2] + 1 and self._box[1] - 1 <= y <= self._box[3] + 1):
            return True
        if 0 < max(top - bottom, right - left) < _TINY * 0.3:
            return True
        if self._invisible:
            letter = self._pdfium.FPDFText_GetTextObject(self._text, i)
            if letter and self._pdfium.FPDFTextObj_GetTextRenderMode(letter) == _INVISIBLE:
                return True
        red, green, blue, opacity = self._colour
        known = self._pdfium.FPDFText_GetFillColor(
            self._text, i, ctypes.byref(red), ctypes.byref(green), ctypes.byref(blue), ctypes.byref(opacity)
        )
        if not known or min(red.value, green.value, blue.value) < 250:
            return bool(known) and opacity.value == 0
        return not any(a <= x <= c and b <= y <= d for a, b, c, d in self._grounds)


def _blocks(pages: list[list[PdfLine]]) -> Blocks:
    found = paragraphs(pages)
    body = median([each.size for each in found for _ in range(1 + len(each.text) // 80) if not each.running])
    titled = False
    # Running heads stand at the end of their page.
    found.sort(key=lambda each: (each.page, each.running))
    blocks, page = Blocks(), 0
    for each in found:
        while page < each.page:
            blocks.turn_page()
            page += 1
        kind: Kind | None = Kind.BOILERPLATE if each.running else None
        large = each.size > 1.3 * body and 8 <= len(each.text) <= 250
        if kind is None and large and not titled and blocks.length < _HEAD and each.page == 1:
            largest = max(other.size for other in found if other.page == 1 and not other.running)
            kind, titled = (Kind.TITLE, True) if each.size >= 0.98 * largest else (None, False)
        turns: list[int] = []
        for offset, number in each.turns:
            turns += [offset] * (number - page)
            page = number
        blocks.add(each.text, kind, turns=tuple(turns))
    while page < len(pages):
        blocks.turn_page()
        page += 1
    return blocks


def _metadata(document: Any, blocks: Blocks) -> list[Found]:
    """The title as it stands largest; what the file says of itself only where its text says the same."""
    text = blocks.done().text
    head = fold(text[:_HEAD])
    found = [
        Found("title", text[each.start : each.end].strip(), "largest line of page 1")
        for each in blocks.done().marked
        if each.kind is Kind.TITLE
    ]
    for name, key in (("title", "Title"), ("author", "Author")):
        value = " ".join(re.sub(r"[\x00-\x1f]", " ", document.get_metadata_value(key)).split())
        said = says(head, value) if name == "title" else fold(value) in head
        if 4 <= len(value) <= 300 and said:
            found.append(Found(name, value, f"PDF {key}, and the text"))
    return found


def _notes(empty: list[int], broken: list[int], hidden: int, scanned: int) -> list[Bilingual]:
    notes = []
    if empty:
        notes.append(
            Bilingual(
                fr=f"pages sans texte (images ?) : {_some(empty)}",
                en=f"pages without text (pictures?): {_some(empty)}",
            )
        )
    if broken:
        notes.append(
            Bilingual(fr=f"pages illisibles : {_some(broken)}", en=f"unreadable pages: {_some(broken)}")
        )
    if scanned:
        notes.append(
            Bilingual(
                fr=f"texte reconnu par un numériseur sur {scanned} page(s) : fautes possibles",
                en=f"text recognised by a scanner on {scanned} page(s): mistakes are possible",
            )
        )
    if hidden >= _HIDDEN_SHOWN_FROM:
        notes.append(
            Bilingual(
                fr=f"texte que les pages ne montrent pas : {hidden} caractères laissés de côté",
                en=f"text that the pages do not show: {hidden} characters left out",
            )
        )
    return notes


def _some(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:10])) + ("…" if len(numbers) > 10 else "")


def _refused(said: str) -> Bilingual:
    low = said.lower()
    if "password" in low or "security" in low:
        return Bilingual(
            fr="PDF chiffré : il faut un mot de passe (enregistrez-en une copie déchiffrée)",
            en="encrypted PDF: it needs a password (save a copy without one)",
        )
    return Bilingual(fr="PDF abîmé ou mal formé", en="damaged or malformed PDF")


def _no_text(count: int) -> Bilingual:
    return Bilingual(
        fr=f"PDF sans couche de texte ({count} page(s), sans doute numérisées) : faites-le passer par une"
        " reconnaissance de caractères (OCR)",
        en=f"PDF without a text layer ({count} page(s), probably scanned): run character recognition (OCR)",
    )
