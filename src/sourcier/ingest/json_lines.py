"""Open .jsonl file → one article a line; a broken line is a failure that names it, and the rest goes on."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from typing import IO

from sourcier import language
from sourcier.ingest.decode import NotText, decode
from sourcier.ingest.fields import Metadata
from sourcier.ingest.front_matter import learn_fields
from sourcier.ingest.lines import lines
from sourcier.ingest.metadata import LANGUAGE_SAMPLE, read_text
from sourcier.types import Article, Bilingual, Failure

_HALF = re.compile("[\ud800-\udfff]")


def articles_of_lines(file: IO[bytes], name: str, max_bytes: int) -> Iterator[Article | Failure]:
    """The articles of ``file``, one line in memory at a time; ``max_bytes`` limits a line."""
    seen: dict[str, int] = {}
    number = filled = 0
    while line := file.readline(max_bytes + 1):
        number += 1
        if number == 1:
            if line.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in line[:4]:
                reason = Bilingual(fr="un .jsonl doit être en UTF-8", en="a .jsonl must be in UTF-8")
                yield Failure(name, reason)
                return
            line = line.removeprefix(b"\xef\xbb\xbf")
        if len(line) > max_bytes and not line.endswith(b"\n"):
            while (rest := file.readline(max_bytes)) and not rest.endswith(b"\n"):
                pass
            filled += 1
            yield _failure(
                name, number, f"plus de {max_bytes / 1e6:.1f} Mo", f"more than {max_bytes / 1e6:.1f} MB"
            )
            continue
        line = line.strip(b"\r\n")
        if not line.strip():
            continue
        filled += 1
        article = _article(line, name, number)
        if isinstance(article, Article) and (first := seen.setdefault(article.id, number)) != number:
            yield _failure(
                name,
                number,
                f"l’identifiant de {article.id!r} est déjà celui de la ligne {first}",
                f"the id of {article.id!r} is already that of line {first}",
            )
            continue
        yield article
    if not filled:
        yield Failure(name, Bilingual(fr="le fichier est vide", en="the file is empty"))


def _failure(name: str, number: int, fr: str, en: str) -> Failure:
    return Failure(name, Bilingual(fr=f"ligne {number} : {fr}", en=f"line {number}: {en}"))


def _article(line: bytes, name: str, number: int) -> Article | Failure:
    try:
        decoded = decode(line)
        fields = json.loads(decoded.text)
    except NotText as error:
        return _failure(name, number, error.reason.fr, error.reason.en)
    except (ValueError, RecursionError) as error:
        what = str(error) if isinstance(error, ValueError) else "nested too deeply"
        return _failure(name, number, f"pas du JSON ({what})", f"not JSON ({what})")
    if not isinstance(fields, dict):
        return _failure(name, number, "pas un objet JSON {…}", "not a JSON object {…}")
    text = fields.get("text")
    if not isinstance(text, str) or not text.strip():
        return _failure(name, number, "sans champ «text», ou vide", "no “text” field, or an empty one")
    notes = decoded.notes
    broken = len(_HALF.findall(text))
    if broken:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        notes += (
            Bilingual(
                fr=f"texte douteux : {broken} demi-caractère(s) Unicode, remplacé(s) par «\ufffd»",
                en=f"doubtful text: {broken} half Unicode character(s), shown as “\ufffd”",
            ),
        )
    found = Metadata()
    notes += learn_fields(fields, found, "field of the line")
    read_text(lines(text), found)
    key = fields.get("id")
    known = isinstance(key, str | int) and not isinstance(key, bool) and str(key).strip() != ""
    own = str(key).strip().encode("utf-8", "replace").decode() if known else str(number)
    return Article(
        id=f"{name}#{own}",
        path=name,
        text=text,
        sha256=hashlib.sha256(line).hexdigest(),
        language=found.language or language.detect(text[:LANGUAGE_SAMPLE]),
        title=found.title,
        outlet=found.outlet,
        author=found.author,
        published=found.published,
        url=found.url,
        encoding=decoded.encoding,
        notes=notes,
        provenance=found.provenance,
    )
