"""The ``gold`` of a question, in any of its shapes → what a citation must hold to be right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sourcier.evaluation.questions import WrongLineError, texts_field
from sourcier.types import Citation


@dataclass(frozen=True, slots=True)
class Gold:
    """One thing to be found: an ``article`` (its id, or the part after ``#``), or a file that begins so;
    ``words`` are wordings of which one must stand in what is cited. What is empty does not matter."""

    file: str = ""
    article: str = ""
    words: tuple[str, ...] = ()

    def stands_in(self, citation: Citation) -> bool:
        """Whether the cited span says it."""
        passage = citation.passage
        if not passage.path.startswith(self.file):
            return False
        if self.article and self.article not in (passage.article_id, passage.article_id.rpartition("#")[2]):
            return False
        quote = _plain(citation.quote)
        return not self.words or any(_plain(words) in quote for words in self.words)


def gold_from(line: Mapping[str, Any]) -> tuple[Gold, ...]:
    """``gold``: pairs (start of a file name, words), objects with ``fact``, words alone; or an article's id,
    with ``answers`` (wordings of the answer in it) where given.

    Raises:
        WrongLineError: it is something else.
    """
    gold = line.get("gold")
    if gold is None or gold == "":
        return ()
    if isinstance(gold, str | int) and not isinstance(gold, bool):
        return (Gold(article=str(gold), words=texts_field(line, "answers")),)
    if not isinstance(gold, list):
        raise _unlike()
    return tuple(map(_one, gold))


def _one(value: object) -> Gold:
    if isinstance(value, str) and value.strip():
        return Gold(words=(value,))
    if isinstance(value, dict) and isinstance(value.get("fact"), str) and value["fact"].strip():
        return Gold(words=(value["fact"],))
    if isinstance(value, list) and len(value) == 2 and all(isinstance(part, str) for part in value):
        return Gold(file=value[0], words=(value[1],))
    raise _unlike()


def _unlike() -> WrongLineError:
    return WrongLineError(
        "« gold » doit être une liste de paires [début du nom de fichier, mots de son texte], une liste de"
        " {\"fact\"}, ou l'identifiant d'un article",
        '“gold” must be a list of pairs [start of file name, words of its text], a list of {"fact"}, or an'
        " article's id",
    )


def _plain(text: str) -> str:
    """No white space, apostrophes straight; nothing else forgiven."""
    return "".join(text.replace("’", "'").replace("‘", "'").replace("\u200b", "").split())
