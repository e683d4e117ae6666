"""Open .jsonl file → one article a line; a broken line is a failure that names it, and the rest goes on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

from sourcier.events import Failure
from sourcier.ingest.decode import NotText, decode
from sourcier.ingest.entries import article_of_fields, line_failure
from sourcier.ingest.fields import field_named
from sourcier.types import Article, Bilingual


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
            yield line_failure(
                name, number, f"plus de {max_bytes / 1e6:.1f} Mo", f"more than {max_bytes / 1e6:.1f} MB"
            )
            continue
        line = line.strip(b"\r\n")
        if not line.strip():
            continue
        filled += 1
        article = _article(line, name, number)
        if isinstance(article, Article) and (first := seen.setdefault(article.id, number)) != number:
            yield line_failure(
                name,
                number,
                f"l’identifiant de {article.id!r} est déjà celui de la ligne {first}",
                f"the id of {article.id!r} is already that of line {first}",
            )
            continue
        yield article
    if not filled:
        yield Failure(name, Bilingual(fr="le fichier est vide", en="the file is empty"))


def _article(line: bytes, name: str, number: int) -> Article | Failure:
    try:
        decoded = decode(line)
        fields = json.loads(decoded.text)
    except NotText as error:
        return line_failure(name, number, error.reason.fr, error.reason.en)
    except (ValueError, RecursionError) as error:
        what = str(error) if isinstance(error, ValueError) else "nested too deeply"
        return line_failure(name, number, f"pas du JSON ({what})", f"not JSON ({what})")
    if not isinstance(fields, dict):
        return line_failure(name, number, "pas un objet JSON {…}", "not a JSON object {…}")
    text = _text(fields)
    if text is None:
        seen = ", ".join(repr(str(key)[:30]) for key in list(fields)[:8])
        return line_failure(
            name, number, f"sans champ «text», ou vide (champs : {seen})",
            f"no “text” field, or an empty one (fields: {seen})",
        )  # fmt: skip
    return article_of_fields(
        fields, text, fields.get("id"), name=name, number=number, raw=line,
        where="field of the line", encoding=decoded.encoding, notes=decoded.notes,
    )  # fmt: skip


def _text(fields: dict[str, Any]) -> str | None:
    """The article's text: of the field ``text``, else of the first that is called so in other words."""
    others = [value for key, value in fields.items() if key != "text" and field_named(key) == "text"]
    for value in (fields.get("text"), *others):
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            value = "\n\n".join(value)  # one paragraph an item
        if isinstance(value, str) and value.strip():
            return value
    return None
