"""Bytes of a message (.eml) or of a page archive (.mhtml) → its text, its subject, sender and date.

The plain part is preferred, else the HTML part as a page would show it. Attachments are named, not read.
"""

from __future__ import annotations

import email
import email.policy
import re
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from sourcier.folding import fold
from sourcier.ingest.decode import NotText, decode
from sourcier.ingest.extracted import Blocks, Extracted, Found
from sourcier.ingest.fields import iso_date
from sourcier.ingest.formats.web_page import decode_page, extract_page
from sourcier.types import Bilingual, Kind

_MOST_PARTS, _MOST_NESTED = 5_000, 200
_PART = re.compile(rb"^(?:--|Content-Type:)", re.MULTILINE | re.IGNORECASE)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_QUOTED = re.compile(r"^>", re.MULTILINE)
_FORWARDED = re.compile(
    r"^[ \t]*-{2,}[ \t]*(?:forwarded message|original message"
    r"|message (?:transf[ée]r[ée]|d['’]origine|original)|пересылаемое сообщение|رسالة معاد توجيهها)"
    r"[ \t]*-*[ \t]*\n(?P<head>(?:[^\n:]{2,20}:[^\n]*\n)+)",
    re.IGNORECASE | re.MULTILINE,
)
_OF_THE_FORWARDED = {
    "title": ("subject", "objet", "sujet", "тема", "الموضوع"),
    "author": ("from", "de", "от", "expediteur", "من"),
    "published": ("date", "sent", "envoye", "le", "дата", "отправлено", "التاريخ"),
}
"""Headers of the message that was sent on, as mail programs write them into the text, folded."""


def extract(data: bytes) -> Extracted:
    """Raises `NotText` for a message without text."""
    # Python's parser takes time that grows with the square of these.
    if len(_PART.findall(data)) > 4 * _MOST_PARTS or data.lower().count(b"boundary=") > _MOST_NESTED:
        raise NotText(Bilingual(fr="message aux parties trop nombreuses", en="a message of too many parts"))
    message = email.message_from_bytes(data, policy=email.policy.default)
    if not isinstance(message, EmailMessage):
        raise NotText(Bilingual(fr="message mal formé", en="a malformed message"))
    plain, page, attached = _parts(message)
    archive = _is_archive(message)
    notes = [_attachments(attached)] if attached and not archive else []
    found = [] if archive else _fields(message)
    if archive and page is not None:
        text, encoding, doubts = _page(page)
        of_page = extract_page(text, encoding=encoding, notes=doubts)
        address = _header(message, "Snapshot-Content-Location") or _header(page, "Content-Location")
        where = [Found("url", address, "header Content-Location")] if address.startswith("http") else []
        return _replace(of_page, (*where, *of_page.found), of_page.notes)
    if plain is not None and (page is None or len(_content(plain)[0].split()) >= 5):
        text, encoding, doubts = _content(plain)
        text = text.replace("\r\n", "\n")
        return _of_text(text, encoding, doubts, [*_forwarded(text), *found], notes)
    if page is not None:
        text, encoding, doubts = _page(page)
        of_page = extract_page(text, encoding=encoding, notes=doubts, whole=True)
        return _replace(
            of_page, (*found, *(f for f in of_page.found if f.name == "language")), (*of_page.notes, *notes)
        )
    raise NotText(
        Bilingual(
            fr="message sans texte" + (f" ; {_attachments(attached).fr}" if attached else ""),
            en="a message without text" + (f"; {_attachments(attached).en}" if attached else ""),
        )
    )


def _parts(message: EmailMessage) -> tuple[EmailMessage | None, EmailMessage | None, list[str]]:
    """The first plain part, the first HTML part, the names of what is attached (messages too)."""
    plain = page = None
    attached: list[str] = []
    waiting = [message]
    seen = 0
    while waiting and seen < _MOST_PARTS:
        part = waiting.pop()
        seen += 1
        kind = part.get_content_type()
        if part.is_attachment() or kind == "message/rfc822":
            attached.append(part.get_filename() or kind)
        elif part.is_multipart():
            waiting += [each for each in reversed(list(part.iter_parts())) if isinstance(each, EmailMessage)]
        elif kind == "text/plain" and plain is None:
            plain = part
        elif kind in ("text/html", "application/xhtml+xml") and page is None:
            page = part
        elif part.get_content_maintype() != "text" and not part.get("Content-ID"):
            attached.append(part.get_filename() or kind)
    return plain, page, attached


def _is_archive(message: EmailMessage) -> bool:
    """A browser's archive of a page: its headers are of the saving, not of the page."""
    if _header(message, "Snapshot-Content-Location") or "saved by" in _header(message, "From").lower():
        return True
    return message.get_content_type() == "multipart/related" and not _header(message, "To")


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name) or "").split())[:1_000]
    except (ValueError, IndexError, AttributeError, TypeError, MessageError):
        return ""  # what the header parser stumbles over


def _fields(message: EmailMessage) -> list[Found]:
    found = []
    subject = re.sub(r"^(?:(?:re|tr|fw|fwd)\s*:\s*)+", "", _header(message, "Subject"), flags=re.IGNORECASE)
    if subject:
        found.append(Found("title", subject, "header Subject"))
    sender = _sender(message)
    if sender:
        found.append(Found("author", sender, "header From"))
    try:
        sent = parsedate_to_datetime(_header(message, "Date"))
    except (ValueError, TypeError, IndexError):
        return found
    return [*found, Found("published", sent.date().isoformat(), "header Date")]


def _forwarded(text: str) -> list[Found]:
    """What the message that was sent on says of itself: it is the article, not who forwards it."""
    match = _FORWARDED.search(text)
    found = []
    for line in match["head"].splitlines() if match else ():
        key, _, value = line.partition(":")
        name = next((name for name, keys in _OF_THE_FORWARDED.items() if fold(key).strip() in keys), None)
        if name == "author" and "@" in value:
            value = parseaddr(value)[0] or parseaddr(value)[1]
        elif name == "published":
            value = iso_date(value) or ""
        if name and value.strip():
            found.append(Found(name, value.strip(), "header of the forwarded message"))
    return found


def _sender(message: EmailMessage) -> str:
    try:
        addresses: tuple[Address, ...] = message["From"].addresses
        return addresses[0].display_name or addresses[0].addr_spec
    except (AttributeError, IndexError, TypeError, ValueError, MessageError):
        return _header(message, "From")[:200]


def _content(part: EmailMessage) -> tuple[str, str, tuple[Bilingual, ...]]:
    """The text of a part by the encoding it names if that is one, else by its bytes."""
    raw = _bytes(part)
    name = part.get_content_charset("utf-8")
    try:
        return raw.decode(name), name, ()
    except (LookupError, UnicodeDecodeError):
        try:
            decoded = decode(raw)
        except NotText:
            return "", name, ()
        return decoded.text, decoded.encoding, decoded.notes


def _bytes(part: EmailMessage) -> bytes:
    raw = part.get_payload(decode=True)
    return raw if isinstance(raw, bytes) else b""


def _page(part: EmailMessage) -> tuple[str, str, tuple[Bilingual, ...]]:
    """As `_content`, for HTML: what the part says of its encoding comes before what the page says."""
    return _content(part) if part.get_content_charset() else decode_page(_bytes(part))


def _of_text(
    text: str, encoding: str, doubts: tuple[Bilingual, ...], found: list[Found], notes: list[Bilingual]
) -> Extracted:
    blocks = Blocks()
    title = next((each.value for each in found if each.name == "title"), "")
    blocks.add(title, Kind.TITLE)
    signature = None
    for match in _SIGNATURE.finditer(text):
        signature = match.start()
    body, below = (text, "") if signature is None else (text[:signature], text[signature:])
    for paragraph in re.split(r"\n[ \t]*\n", _FORWARDED.sub(r"\g<0>\n", body)):
        lines = paragraph.strip("\n")
        # What was said before, and is quoted: it stands, but is not this message's report.
        old = lines.strip() and all(_QUOTED.match(line) for line in lines.splitlines())
        blocks.add(lines, Kind.BOILERPLATE if old or _FORWARDED.search(f"{lines}\n") else None)
    blocks.add(below, Kind.BOILERPLATE)
    if blocks.length <= len(title):
        raise NotText(Bilingual(fr="message sans texte", en="a message without text"))
    return blocks.done(found, [*doubts, *notes], encoding)


def _replace(made: Extracted, found: tuple[Found, ...], notes: tuple[Bilingual, ...]) -> Extracted:
    return Extracted(made.text, made.marked, made.pages, found, notes, made.encoding)


def _attachments(names: list[str]) -> Bilingual:
    some = ", ".join(repr(name[:80]) for name in names[:8]) + ("…" if len(names) > 8 else "")
    return Bilingual(fr=f"pièces jointes non lues : {some}", en=f"attachments not read: {some}")
