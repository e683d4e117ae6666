"""Small files of many formats, made for the tests: pages of a PDF, parts of a .docx, traps."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence
from xml.sax.saxutils import escape

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

Line = tuple[str, float, float, float]
"""Text, x, y, size."""


def set_lines(
    texts: Sequence[str], *, top: float = 780, left: float = 60, size: float = 11, step: float = 14
) -> list[Line]:
    """Lines one below the other."""
    return [(text, left, top - i * step, size) for i, text in enumerate(texts)]


def pdf(
    pages: Sequence[Sequence[Line] | bytes],
    *,
    info: dict[str, str] | None = None,
    encrypted: bool = False,
    filters: str = "",
    picture: bool = False,
    mode: str = "",
) -> bytes:
    """A PDF in Helvetica, WinAnsi. A page given as bytes is its content stream, under ``filters``.

    ``mode`` are operators that stand before the text of each page; ``picture`` fills each page with an image.
    """
    objects: list[bytes] = [b"", b""]  # 1 catalogue, 2 page tree

    def add(data: bytes) -> int:
        objects.append(data)
        return len(objects)

    font = add(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    image = add(
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
        b" /Length 1 >>\nstream\n\x80\nendstream"
    )
    kids: list[int] = []
    for page in pages:
        content = page if isinstance(page, bytes) else _content(page, picture=picture, mode=mode)
        stream = add(
            b"<< /Length %d %s >>\nstream\n" % (len(content), filters.encode()) + content + b"\nendstream"
        )
        kids.append(
            add(
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources"
                b" << /Font << /F %d 0 R >> /XObject << /I %d 0 R >> >> >>" % (stream, font, image)
            )
        )
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (
        len(kids),
        b" ".join(b"%d 0 R" % kid for kid in kids),
    )
    trailer = b"/Root 1 0 R"
    if info:
        coded = {key: ("\ufeff" + value).encode("utf-16-be").hex() for key, value in info.items()}
        pairs = " ".join(f"/{key} <{value}>" for key, value in coded.items())
        trailer += b" /Info %d 0 R" % add(f"<< {pairs} >>".encode("ascii"))
    if encrypted:
        lock = add(
            f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{'5a' * 32}> /U <{'a5' * 32}> >>".encode("ascii")
        )
        trailer += b" /Encrypt %d 0 R /ID [<00> <00>]" % lock
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places: list[int] = []
    for number, data in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + data + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def _content(lines: Sequence[Line], *, picture: bool, mode: str) -> bytes:
    drawn = [b"q 595 0 0 842 0 0 cm /I Do Q"] if picture else []
    for text, x, y, size in lines:
        shown = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        drawn.append(b"BT %s /F %g Tf %g %g Td (%s) Tj ET" % (mode.encode(), size, x, y, shown))
    return b"\n".join(drawn)


def bomb(megabytes: int) -> bytes:
    """A zlib stream that opens to so many megabytes of zeros, made without holding or packing them all."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    size = megabytes << 20
    check = ((size % 65521) << 16) | 1  # Adler-32 of zeros
    return b"\x78\xda" + block * megabytes + b"\x03\x00" + check.to_bytes(4, "big")


def paragraph(text: str, style: str = "") -> str:
    """A paragraph of a .docx."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{named}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def docx(body: str, *, core: str = "", extra: dict[str, bytes] | None = None) -> bytes:
    """A .docx with the styles «Titre» (Title) and «Citation» (Quote)."""
    styles = "".join(
        f'<w:style w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in (("Titre", "Title"), ("Citation", "Quote"), ("Lgende", "caption"))
    )
    parts = {
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>".encode(),
        "word/styles.xml": f"<w:styles {_W}>{styles}</w:styles>".encode(),
        **(extra or {}),
    }
    if core:
        parts["docProps/core.xml"] = core.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()
