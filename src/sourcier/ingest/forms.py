"""First bytes of a file, and its name → the form it has: its bytes decide, its name only among texts."""

from __future__ import annotations

import codecs
import re
from typing import Literal

Form = Literal["text", "jsonl", "csv", "html", "pdf", "zip", "mail"]
HEAD = 65_536
"""How many of its first bytes tell the form of a file."""

_PAGES = (".html", ".htm", ".xhtml", ".shtml")
_SERVED = (".php", ".asp", ".aspx", ".jsp", "")
"""Names that saved pages may have, and other files too: taken when their bytes say what they are."""
_MAILS = (".eml", ".mht", ".mhtml")
_TABLES = (".csv", ".tsv")
FORMATS = (
    ".txt",
    ".md",
    ".jsonl",
    *_TABLES,
    *_PAGES,
    ".pdf",
    ".docx",
    *_MAILS,
    ".text",
    ".markdown",
    *_SERVED,
)
"""Suffixes of the files that are opened at all."""
NAMED = "txt, md, html, pdf, docx, eml, mhtml, jsonl, csv"
"""The formats, for a person."""

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,300}>\s*|<!--(?>.{0,4000}?-->)\s*)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<[a-zA-Z!][^<>]{0,500}>")
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]?.*(?:\r?\n[ \t].*)*\r?\n")
_OF_MAIL = frozenset(
    "received mime-version message-id return-path content-type delivered-to dkim-signature x-mailer".split()
)
_OF_ANY = _OF_MAIL | frozenset("from to subject date cc reply-to sender content-transfer-encoding".split())


def form_of(head: bytes, suffix: str) -> Form | None:
    """The form of the file that begins with ``head``; ``None`` if nothing says that it is one of ours.

    Binary files of other kinds come out as text: `decode` refuses them by name.
    """
    suffix = suffix.lower()
    if head.startswith(b"%PDF-") or (suffix == ".pdf" and b"%PDF-" in head[:1024]):
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    text = _plain(head)
    if _PAGE.match(text):
        return "html"
    if _is_mail(text, named=suffix in _MAILS):
        return "mail"
    if suffix in (*_PAGES, *_SERVED[:-1]) and _TAG.search(text):
        return "html"
    if suffix == ".jsonl":
        return "jsonl"
    if suffix in _TABLES:
        return "csv"
    return None if suffix in _SERVED else "text"


def _plain(head: bytes) -> str:
    """Enough of the text to find ASCII in it."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "replace")
    return head.removeprefix(codecs.BOM_UTF8).decode("latin-1")


def _is_mail(text: str, *, named: bool) -> bool:
    """Whether it begins with the headers of a message: one where its name says so, else those of a server."""
    names: set[str] = set()
    at = text.find("\n") + 1 if text.startswith("From ") else 0
    while (header := _HEADER.match(text, at)) and len(names) < 60:
        names.add(header[1].lower())
        at = header.end()
    if named:
        return bool(names & _OF_ANY)
    return len(names & _OF_ANY) >= 4 and len(names & _OF_MAIL) >= 2
