"""Where and what → a `Difference` in words: what is wrong, and how a repair mends it."""

from __future__ import annotations

from sourcier.events import Difference
from sourcier.types import Bilingual

_READ_AGAIN = Bilingual(fr="le fichier sera relu", en="the file is read again")
_WRITE_AGAIN = Bilingual(fr="écrit de nouveau depuis le registre", en="written again from the ledger")
_TAKE_OUT = Bilingual(fr="retiré", en="taken out")
_EMPTY = Bilingual(
    fr="magasin vidé, refait à partir du registre", en="store emptied and made again from the ledger"
)

# (where, problem) → what is wrong, how it is mended
_WORDS = {
    ("folder", "new"): (Bilingual("fichier pas encore indexé", "file not indexed yet"), _READ_AGAIN),
    ("folder", "changed"): (
        Bilingual("contenu du fichier changé", "content of the file changed"),
        _READ_AGAIN,
    ),
    ("folder", "moved"): (
        Bilingual("fichier déplacé ou renommé", "file moved or renamed"),
        Bilingual("l'article prend son nouveau chemin", "the article takes its new path"),
    ),
    ("folder", "gone"): (
        Bilingual("fichier disparu", "file gone"),
        Bilingual("ses articles sont retirés de l'index", "its articles are taken out of the index"),
    ),
    ("folder", "rules"): (
        Bilingual(
            "indexé selon d'autres règles ou un autre modèle", "indexed by other rules or another model"
        ),
        _READ_AGAIN,
    ),
    ("ledger", "unsettled"): (
        Bilingual("une écriture n'est pas allée à son terme", "a write did not get to its end"),
        _READ_AGAIN,
    ),
    ("ledger", "orphan"): (Bilingual("article d'aucun fichier", "article of no file"), _TAKE_OUT),
    ("ledger", "article"): (Bilingual("ligne illisible", "unreadable row"), _READ_AGAIN),
    ("ledger", "text"): (
        Bilingual("le texte n'est plus celui qui a été indexé", "the text is not the one that was indexed"),
        _READ_AGAIN,
    ),
    ("ledger", "offsets"): (
        Bilingual("début et fin hors du texte", "start and end outside the text"),
        _READ_AGAIN,
    ),
    ("ledger", "reference"): (
        Bilingual("ligne qui renvoie à un article absent", "row that refers to an absent article"),
        _TAKE_OUT,
    ),
    ("ledger", "copy"): (
        Bilingual(
            "pas de seconde copie du vecteur, ou abîmée", "no second copy of the vector, or a damaged one"
        ),
        Bilingual("copiée de Chroma, ou recalculée", "copied from Chroma, or computed again"),
    ),
    ("chroma", "missing"): (Bilingual("passage absent", "passage missing"), _WRITE_AGAIN),
    ("chroma", "extra"): (Bilingual("passage en trop", "passage that should not be there"), _TAKE_OUT),
    ("chroma", "text"): (Bilingual("texte différent", "different text"), _WRITE_AGAIN),
    ("chroma", "metadata"): (Bilingual("métadonnées différentes", "different metadata"), _WRITE_AGAIN),
    ("chroma", "vector"): (Bilingual("vecteur faux", "wrong vector"), _WRITE_AGAIN),
    ("chroma", "graph"): (
        Bilingual("la recherche par vecteurs ne répond pas juste", "search by vectors does not answer right"),
        _EMPTY,
    ),
    ("lexical", "missing"): (Bilingual("passage absent", "passage missing"), _WRITE_AGAIN),
    ("lexical", "extra"): (Bilingual("passage en trop", "passage that should not be there"), _TAKE_OUT),
    ("lexical", "fields"): (
        Bilingual("mots ou champs différents", "different words or fields"),
        _WRITE_AGAIN,
    ),
    ("lexical", "twice"): (Bilingual("passage en double", "passage there twice"), _WRITE_AGAIN),
    ("lexical", "file"): (Bilingual("fichiers abîmés", "damaged files"), _EMPTY),
    ("manifest", "missing"): (
        Bilingual("manifest.json absent ou illisible", "manifest.json missing or unreadable"),
        Bilingual("écrit de nouveau", "written again"),
    ),
}


def difference(where: str, problem: str, article: str = "", passage: str | None = None) -> Difference:
    """One of the differences above."""
    what, mend = _WORDS[where, problem]
    return Difference(where, problem, article, passage, what, mend)


def unsound(said: str) -> Difference:
    """What SQLite's own check says of the ledger."""
    return Difference(
        "ledger",
        "file",
        "",
        None,
        Bilingual(f"fichier abîmé ({said})", f"damaged file ({said})"),
        Bilingual(
            "mis de côté ; tout est relu dans le dossier", "set aside; all is read again from the folder"
        ),
    )


def rules_changed(said: Bilingual) -> Difference:
    """How the index was made is not how it would be made now."""
    mend = Bilingual("mis à jour article par article", "brought up to date article by article")
    return Difference("manifest", "rules", "", None, said, mend)
