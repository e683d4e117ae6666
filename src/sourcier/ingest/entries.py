"""Named fields of one line or row of a file of articles → an article."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from sourcier import language
from sourcier.events import Failure
from sourcier.ingest.fields import Metadata
from sourcier.ingest.front_matter import learn_fields
from sourcier.ingest.lines import lines
from sourcier.ingest.metadata import LANGUAGE_SAMPLE, read_text
from sourcier.types import Article, Bilingual

_HALF = re.compile("[\ud800-\udfff]")


def line_failure(name: str, number: int, fr: str, en: str) -> Failure:
    """What is wrong with line ``number`` of the file ``name``."""
    return Failure(name, Bilingual(fr=f"ligne {number} : {fr}", en=f"line {number}: {en}"))


def article_of_fields(
    fields: Mapping[object, object],
    text: str,
    own_id: object,
    *,
    name: str,
    number: int,
    raw: bytes,
    where: str,
    encoding: str = "utf-8",
    notes: tuple[Bilingual, ...] = (),
) -> Article:
    """The article of one entry: ``own_id`` (else ``number``) tells it from the others of the file ``name``.

    ``raw`` is what its hash is of; ``where`` the provenance of its fields.
    """
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
    notes += learn_fields(fields, found, where)
    read_text(lines(text), found)
    known = isinstance(own_id, str | int) and not isinstance(own_id, bool) and str(own_id).strip() != ""
    own = str(own_id).strip().encode("utf-8", "replace").decode() if known else str(number)
    return Article(
        id=f"{name}#{own}",
        path=name,
        text=text,
        sha256=hashlib.sha256(raw).hexdigest(),
        language=found.language or language.detect(text[:LANGUAGE_SAMPLE]),
        title=found.title,
        outlet=found.outlet,
        author=found.author,
        published=found.published,
        url=found.url,
        encoding=encoding,
        notes=notes,
        provenance=found.provenance,
    )
