"""Bytes of a file → its text, the encoding they were in, and doubts about it."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from charset_normalizer import from_bytes

from sourcier.types import Bilingual

_SAMPLE = 200_000
_MARKS = (  # longest first: the UTF-32 mark begins like the UTF-16 one
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "PDF"), (b"PK\x03\x04", "ZIP"), (b"\x1f\x8b", "GZIP"), (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"), (b"\x7fELF", "ELF"), (b"MZ\x90", "EXE"),
    (b"SQLite format 3\x00", "SQLite"), (b"{\\rtf", "RTF"), (b"\xd0\xcf\x11\xe0", "OLE"),
    (b"7z\xbc\xaf", "7Z"), (b"BZh", "BZIP2"), (b"\xfd7zXZ", "XZ"),
)  # fmt: skip
_CONTROLS = bytes({*range(0x20), 0x7F} - {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1B, 0x85})
_WESTERN = ("cp1252", "iso-8859-15", "mac-roman", "cp850")
_ELSEWHERE = [
    "cp1251", "koi8-r", "iso-8859-5", "cp866", "cp1256", "iso-8859-6", "cp1253", "iso-8859-7", "cp1250",
    "cp1255", "cp1254", "gb18030", "big5", "shift_jis", "euc-jp", "euc-kr",
]  # fmt: skip
_EXPECTED = frozenset("éèêëàâäáãçùûüúîïíìôöóòõñøåæœßÉÈÊËÀÂÄÁÇÙÛÜÚÎÏÍÔÖÓÑØÅÆŒ«»“”‘’„–—…€°·•№ª¿¡§\u00a0™©®")
_CAPITAL_INSIDE = re.compile(r"(?<=[a-zà-ÿ])[À-ÖØ-ÞŒ]")
_LATIN_15_OE = re.compile(rb"(?<=[a-zA-Z])[\xbc\xbd](?=[a-z])|(?<![0-9A-Za-z])[\xbc\xbd](?=[a-z]{2})")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text without its byte order mark; line ends untouched."""

    text: str
    encoding: str
    notes: tuple[Bilingual, ...] = ()


class NotText(ValueError):
    """The bytes are not a text; ``reason`` is for a person. ``again``: they may be one in another run."""

    def __init__(self, reason: Bilingual, *, again: bool = False) -> None:
        super().__init__(reason.en)
        self.reason = reason
        self.again = again


def decode(data: bytes) -> Decoded:
    """The text of ``data``, by rules first and statistics last.

    A byte order mark, then strict UTF-8, then the pattern of a UTF-16 file without a mark, then UTF-8 with
    a few broken bytes (replaced by U+FFFD, and said), then one-byte encodings.
    Raises `NotText` for binary and for blank data.
    """
    decoded = _decode(data)
    if _blank(decoded.text):
        raise NotText(
            Bilingual(
                fr="le fichier est vide" if not data else "le fichier ne contient que des espaces",
                en="the file is empty" if not data else "the file holds nothing but white space",
            )
        )
    return decoded


def _decode(data: bytes) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _with_replacements(data[len(mark) :], encoding)
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise _binary(name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = None
    if b"\0" in data[:_SAMPLE]:
        encoding_16 = _utf_16_without_mark(data)
        if encoding_16:
            return _with_replacements(data, encoding_16)
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if (controls >= 4 and controls * 50 > len(sample)) or (
        text is None and sample.count(0) * 500 > len(sample)
    ):
        raise _binary(None)
    if text is not None:
        return Decoded(text, "utf-8")
    if _mostly_utf_8(data):
        return _with_replacements(data, "utf-8")
    if controls * 200 > len(sample):
        raise _binary(None)
    encoding = _one_byte_encoding(data)
    return _with_replacements(data, encoding)


def _binary(name: str | None) -> NotText:
    what = f" ({name})" if name else ""
    return NotText(
        Bilingual(
            fr=f"ce n’est pas du texte{what}, malgré son nom", en=f"not text{what}, whatever its name says"
        )
    )


def _blank(text: str) -> bool:
    """Whether ``text`` holds nothing visible; one visible character ends the scan."""
    return all(c.isspace() or unicodedata.category(c) in ("Cf", "Cc") for c in text)


def _with_replacements(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    broken = text.count("\ufffd") - (data.count("\ufffd".encode()) if encoding == "utf-8" else 0)
    if broken <= 0:
        return Decoded(text, encoding)
    note = Bilingual(
        fr=f"texte douteux : {broken} caractère(s) illisible(s) en {encoding}, remplacé(s) par «\ufffd»",
        en=f"doubtful text: {broken} unreadable character(s) in {encoding}, shown as “\ufffd”",
    )
    return Decoded(text, encoding, (note,))


def _utf_16_without_mark(data: bytes) -> str | None:
    """UTF-16 of either byte order, told by its spaces and by letters of ordinary scripts."""
    sample = data[: _SAMPLE & ~1]
    sample = sample[: len(sample) & ~1]
    best: tuple[float, str] | None = None
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, errors="replace")
        ordinary = sum(
            1 for c in text if c in "\t\n\r" or 0x20 <= ord(c) < 0x700 or 0x2000 <= ord(c) < 0x2100
        )
        share = ordinary / max(1, len(text))
        if share >= 0.95 and "\0" not in text and (best is None or share > best[0]):
            best = (share, encoding)
    return best[1] if best else None


def _mostly_utf_8(data: bytes) -> bool:
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    good = sum(1 for c in text if ord(c) > 0x7F) - broken
    if good > broken:
        return True
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:  # cut in the middle of its last character
        cut = error.end == len(data) and error.reason == "unexpected end of data"
        return cut and (good > 1 or data[error.start] == 0xC3)  # a lone last 0xE9 is «é» of cp1252
    return True


def _one_byte_encoding(data: bytes) -> str:
    sample = data[:_SAMPLE]
    high = sum(1 for byte in sample if byte >= 0x80)
    letters = sum(1 for byte in sample if 0x41 <= byte <= 0x5A or 0x61 <= byte <= 0x7A)
    if high < 6 or high <= 0.5 * (letters + high):
        return _western(sample)
    best = from_bytes(sample, cp_isolation=_ELSEWHERE).best()
    return best.encoding if best else "cp1252"


def _western(sample: bytes) -> str:
    """Which Western code page makes the non-ASCII characters the ones that Western languages write."""

    def score(encoding: str) -> int:
        text = sample.decode(encoding, errors="replace")
        odd = len(_CAPITAL_INSIDE.findall(text))
        return sum((1 if c in _EXPECTED else -2) for c in text if ord(c) > 0x7F) - 3 * odd

    scores = {encoding: score(encoding) for encoding in _WESTERN}
    best = max(_WESTERN, key=lambda encoding: scores[encoding])
    no_c1 = not any(0x80 <= byte <= 0x9F for byte in sample)
    if best in ("cp1252", "iso-8859-15") and no_c1:
        # Without 0x80–0x9F both are possible: «½» inside a word is «œ», and nobody writes «¤».
        latin_15 = b"\xa4" in sample or _LATIN_15_OE.search(sample)
        return "iso-8859-15" if latin_15 else "cp1252"
    return "cp1252" if best == "iso-8859-15" else best
