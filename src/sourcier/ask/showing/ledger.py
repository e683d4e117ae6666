"""An answer → everything that was found for it, in three lists: cited, read and not cited, not read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sourcier.types import Answer, Bilingual, Read

CITED = Bilingual(fr="Cités", en="Cited")
NOT_CITED = Bilingual(fr="Lus, non cités", en="Read, not cited")
EARLIER = Bilingual(
    fr="Lus avec une question précédente, non cités", en="Read with an earlier question, not cited"
)
NOT_READ = Bilingual(
    fr="Trouvés, non lus (ils ne tenaient pas dans la fenêtre du modèle)",
    en="Found, not read (they did not fit the model's window)",
)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Passages that were put to one use, in the order of their marks; never empty."""

    heading: Bilingual
    read: tuple[Read, ...]


def ledger(answer: Answer) -> tuple[Shelf, ...]:
    """Every passage of ``answer.read``, each on one shelf."""
    return tuple(Shelf(heading, read) for heading, read in _shelves(answer) if read)


def _shelves(answer: Answer) -> Iterator[tuple[Bilingual, tuple[Read, ...]]]:
    found = answer.read
    yield CITED, tuple(one for one in found if one.used)
    yield NOT_CITED, tuple(one for one in found if not (one.used or one.dropped or one.earlier))
    yield EARLIER, tuple(one for one in found if one.earlier and not (one.used or one.dropped))
    yield NOT_READ, tuple(one for one in found if one.dropped and not one.used)


def counts_line(answer: Answer, language: str) -> str:
    """«10 passages lus, 3 cités ; 4 trouvés, non lus»."""
    read = sum(not one.dropped for one in answer.read)
    cited = sum(one.used for one in answer.read)
    left = len(answer.read) - read
    said = Bilingual(
        fr=f"{read} passage{'s' * (read > 1)} lu{'s' * (read > 1)}, {cited} cité{'s' * (cited > 1)}",
        en=f"{read} passage{'s' * (read != 1)} read, {cited} cited",
    )
    more = Bilingual(
        fr=f" ; {left} trouvé{'s' * (left > 1)}, non lu{'s' * (left > 1)}", en=f"; {left} found, not read"
    )
    return said.in_(language) + (more.in_(language) if left else "")
