"""The ledger and the other stores → what they hold otherwise, noted as unsettled for the next `update`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sourcier.stores.rows import article_id_of, text_hash
from sourcier.types import Bilingual

if TYPE_CHECKING:
    from sourcier.stores.ledger import Ledger
    from sourcier.stores.lexical import LexicalIndex
    from sourcier.stores.vectors import VectorStore


def reconcile(
    ledger: Ledger, lexical: LexicalIndex, vectors: VectorStore | None, *, deep: bool = False
) -> list[Bilingual]:
    """Compare the stores with the ledger, note what differs as unsettled, and say so.

    Counts are compared, and passage ids only where counts differ, or always when ``deep``.
    """
    counts = ledger.counts()
    notices: list[Bilingual] = []
    lexical_wrong = vectors_wrong = frozenset[str]()
    if deep or lexical.count() != counts.passages:
        lexical_wrong = frozenset(lexical.passage_ids() ^ ledger.passage_ids())
    if vectors is not None and (deep or vectors.count() != counts.embedded):
        vectors_wrong = frozenset(vectors.passage_ids() ^ ledger.passage_ids(embedded=True))
    if lexical_wrong:
        notices.append(_differs(len(lexical_wrong), "lexical"))
    if vectors_wrong:
        notices.append(_differs(len(vectors_wrong), "chroma"))
    _unsettle(ledger, lexical_wrong | vectors_wrong)
    return notices


def wrong_texts(ledger: Ledger, vectors: VectorStore) -> list[Bilingual]:
    """Passages whose text is not what was indexed, in the ledger's article or in Chroma."""
    hashes = ledger.passage_hashes()
    wrong = {each.id for each in ledger.all_passages() if text_hash(each.text) != hashes[each.id]}
    shared = sorted(vectors.passage_ids() & hashes.keys())
    for first in range(0, len(shared), 1000):
        for stored in vectors.stored(shared[first : first + 1000]):
            if stored.text_sha256 != hashes[stored.id]:
                wrong.add(stored.id)
    _unsettle(ledger, wrong)
    return [
        Bilingual(
            fr=f"Le passage {each} diffère d'un magasin à l'autre : son article sera réécrit"
            " (sourcier index).",
            en=f"Passage {each} is not the same everywhere: its article will be written again"
            " (sourcier index).",
        )
        for each in sorted(wrong)
    ]


def _unsettle(ledger: Ledger, passage_ids: Iterable[str]) -> None:
    articles = {article_id_of(each) for each in passage_ids}
    if articles:
        paths = ledger.paths(articles)
        with ledger.change():
            ledger.unsettle((each, paths.get(each, each)) for each in articles)


def _differs(count: int, store: str) -> Bilingual:
    return Bilingual(
        fr=f"{store}/ et le registre diffèrent pour {count} passages :"
        " leurs articles seront réécrits à la prochaine mise à jour (sourcier index).",
        en=f"{store}/ and the ledger differ for {count} passages:"
        " their articles will be written again at the next update (sourcier index).",
    )
