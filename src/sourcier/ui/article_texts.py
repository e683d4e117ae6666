"""The words of the articles view, in French and English."""

from __future__ import annotations

from collections.abc import Mapping

from sourcier.stores.listing import Column
from sourcier.types import Bilingual

ARTICLES = Bilingual(fr="Articles", en="Articles")
CONVERSATION = Bilingual(fr="Conversation", en="Conversation")

ADD = Bilingual(fr="Ajouter des articles", en="Add articles")
DROP = Bilingual(fr="Déposez des fichiers ici, ou", en="Drop files here, or")
CHOOSE = Bilingual(fr="choisissez-les…", en="choose them…")
SENDING = Bilingual(fr="Copie vers le dossier d'articles :", en="Copying to the folder of articles:")
OUTCOMES = Bilingual(fr="Ce que sont devenus les fichiers", en="What became of the files")
TAKEN = Bilingual(fr="ajouté", en="added")
TAKEN_AS = Bilingual(fr="ajouté sous le nom", en="added under the name")
SAME = Bilingual(fr="déjà là, au même contenu", en="already there, with the same content")
CLASH = Bilingual(
    fr="un autre fichier porte déjà ce nom, avec un autre contenu :",
    en="another file already has this name, with other content:",
)
REFUSED = Bilingual(fr="refusé :", en="refused:")
SKIPPED = Bilingual(fr="laissé de côté", en="left aside")
NUMBER = Bilingual(fr="Garder les deux", en="Keep both")
REPLACE = Bilingual(fr="Remplacer l'ancien", en="Replace the old one")
SKIP = Bilingual(fr="Ne pas ajouter", en="Do not add")
NUMBER_ALL = Bilingual(fr="Tout garder", en="Keep them all")
REPLACE_ALL = Bilingual(fr="Remplacer tous les anciens", en="Replace all the old ones")
SKIP_ALL = Bilingual(fr="N'en ajouter aucun", en="Add none of them")
COLON = Bilingual(fr=" : ", en=": ")
LOST = Bilingual(
    fr="l'envoi n'est pas arrivé : déposez le fichier à nouveau (un dossier vide ne s'envoie pas)",
    en="it did not arrive: drop the file again (an empty folder cannot be sent)",
)

SEARCH = Bilingual(fr="Titre, média ou fichier", en="Title, outlet or file")
OUTLETS = Bilingual(fr="Médias", en="Outlets")
LANGUAGES = Bilingual(fr="Langues", en="Languages")
STATE = Bilingual(fr="État", en="State")
ALL = Bilingual(fr="tous", en="all")
READ = Bilingual(fr="lus", en="read")
FAILED = Bilingual(fr="en échec", en="failed")

COLUMNS: dict[Column, Bilingual] = {
    "title": Bilingual(fr="Titre", en="Title"),
    "outlet": Bilingual(fr="Média", en="Outlet"),
    "published": Bilingual(fr="Publié", en="Published"),
    "language": Bilingual(fr="Langue", en="Language"),
    "file": Bilingual(fr="Fichier", en="File"),
    "passages": Bilingual(fr="Passages", en="Passages"),
    "state": STATE,
}
ACTIONS = Bilingual(fr="Actions", en="Actions")
UNTITLED = Bilingual(fr="(sans titre)", en="(untitled)")
INDEXED = Bilingual(fr="lu", en="read")
DOUBTS = Bilingual(fr="lu, avec des réserves", en="read, with doubts")
FAILED_TODO = Bilingual(
    fr="Un fichier en échec n'est relu que s'il change : corrigez-le ou enregistrez-le dans un autre format,"
    " puis déposez-le à nouveau ; sinon, supprimez-le.",
    en="A failed file is read again only once it changes: mend it or save it in another format, then drop it"
    " again; or else delete it.",
)
NONE = Bilingual(fr="Aucun article ne correspond.", en="No article matches.")
EMPTY = Bilingual(
    fr="Le dossier ne contient encore aucun article : déposez-en ci-dessus.",
    en="The folder holds no article yet: drop some above.",
)
PREVIOUS = Bilingual(fr="Précédents", en="Previous")
NEXT = Bilingual(fr="Suivants", en="Next")

DELETE = Bilingual(fr="Supprimer", en="Delete")
DELETE_ASK = Bilingual(fr="Mettre à la corbeille ?", en="Move to the trash?")
NO = Bilingual(fr="Non", en="No")
YES = Bilingual(fr="Oui, supprimer", en="Yes, delete")
UNDO = Bilingual(fr="Annuler la suppression", en="Undo")
DELETED = Bilingual(fr="à la corbeille.", en="is in the trash.")
RESTORED = Bilingual(fr="remis dans le dossier.", en="is back in the folder.")
OF_MANY = Bilingual(
    fr="Cet article est une ligne d'un fichier qui en contient d'autres.",
    en="This article is a line of a file that holds others.",
)
OF_MANY_HINT = Bilingual(
    fr="Retirez la ligne du fichier dans un éditeur de texte, enregistrez : l'index suivra.",
    en="Take the line out of the file in a text editor and save: the index will follow.",
)
STALE = Bilingual(
    fr="La liste a changé entre-temps : la voici à jour.",
    en="The list changed meanwhile: here it is as of now.",
)
TRASH = Bilingual(fr="Corbeille", en="Trash")
RESTORE = Bilingual(fr="Restaurer", en="Restore")
EMPTY_TRASH = Bilingual(fr="Vider la corbeille…", en="Empty the trash…")
EMPTY_ASK = Bilingual(fr="Supprimer définitivement ces fichiers ?", en="Delete these files for good?")
EMPTY_YES = Bilingual(fr="Oui, définitivement", en="Yes, for good")


THIN = "\u202f"
"""Between thousands in French: no line ends there."""

_KINDS_GIVEN = {
    "taken": (Bilingual(fr="ajouté", en="added"), Bilingual(fr="ajoutés", en="added")),
    "same": (Bilingual(fr="déjà là", en="already there"),) * 2,
    "refused": (Bilingual(fr="refusé", en="refused"), Bilingual(fr="refusés", en="refused")),
    "clash": (Bilingual(fr="à décider", en="to decide about"),) * 2,
    "skipped": (SKIPPED, Bilingual(fr="laissés de côté", en="left aside")),
}
"""One file and several of each kind of outcome, in the order in which they are counted."""


def outcome_counts(counts: Mapping[str, int]) -> Bilingual:
    """How many files were added, were there already, and so on; kinds without any are left out."""
    found = [(counts[kind], forms[counts[kind] > 1]) for kind, forms in _KINDS_GIVEN.items() if counts[kind]]
    return Bilingual(
        fr=" · ".join(f"{_grouped(count, THIN)} {form.fr}" for count, form in found),
        en=" · ".join(f"{_grouped(count, ',')} {form.en}" for count, form in found),
    )


def placed_of(done: int, total: int) -> Bilingual:
    """How far a batch is."""
    return Bilingual(
        fr=f"{_grouped(done, THIN)} fichiers sur {_grouped(total, THIN)} :",
        en=f"{_grouped(done, ',')} of {_grouped(total, ',')} files:",
    )


def clashes(count: int) -> Bilingual:
    """How many files wait for a decision."""
    return Bilingual(
        fr=f"{_grouped(count, THIN)} fichiers portent le nom d'un autre, au contenu différent :",
        en=f"{_grouped(count, ',')} files have the name of another one with other content:",
    )


def more(kind: str, count: int) -> Bilingual:
    """How many files of a kind are not named."""
    what = outcome_counts(dict.fromkeys(_KINDS_GIVEN, 0) | {kind: count})
    shown_next = Bilingual(fr=" (montrés ensuite)", en=" (shown next)") if kind == "clash" else None
    return Bilingual(
        fr=f"… et encore {what.fr}{shown_next.fr if shown_next else ''}",
        en=f"… and {what.en} more{shown_next.en if shown_next else ''}",
    )


def span(first: int, last: int, total: int) -> Bilingual:
    """Which rows of how many are shown."""
    return Bilingual(
        fr=f"{first}–{last} sur {_grouped(total, THIN)}", en=f"{first}–{last} of {_grouped(total, ',')}"
    )


_CHANGES = {
    "added": ("+", Bilingual(fr="ajouté", en="added"), Bilingual(fr="ajoutés", en="added")),
    "changed": ("~", Bilingual(fr="modifié", en="changed"), Bilingual(fr="modifiés", en="changed")),
    "moved": ("→", Bilingual(fr="déplacé", en="moved"), Bilingual(fr="déplacés", en="moved")),
    "removed": ("−", Bilingual(fr="retiré", en="removed"), Bilingual(fr="retirés", en="removed")),
    "unchanged": ("=", Bilingual(fr="inchangé", en="unchanged"), Bilingual(fr="inchangés", en="unchanged")),
    "failed": ("!", Bilingual(fr="en échec", en="failed"), Bilingual(fr="en échec", en="failed")),
}
"""What a run of indexing can do with a file: its sign, the word for one and for several."""


def change_count(kind: str, count: int) -> Bilingual:
    """How many files a run added, changed, and so on, with the sign that the command line gives them."""
    sign, one, several = _CHANGES[kind]
    form = several if count > 1 else one
    return Bilingual(
        fr=f"{sign} {_grouped(count, THIN)} {form.fr}", en=f"{sign} {_grouped(count, ',')} {form.en}"
    )


def indexed(added: int, changed: int, removed: int, moved: int, *, seconds: float) -> Bilingual:
    """What a run of indexing did; what it did none of is left out."""
    took = f"{seconds:.1f}"
    counts = {"added": added, "changed": changed, "removed": removed, "moved": moved}
    done = [change_count(kind, count) for kind, count in counts.items() if count]
    done = done or [Bilingual(fr="rien n'a changé", en="nothing changed")]
    return Bilingual(
        fr=f"Index à jour : {' · '.join(one.fr for one in done)} ({took.replace('.', ',')} s)",
        en=f"Index up to date: {' · '.join(one.en for one in done)} ({took} s)",
    )


def passages_made(passages: int, embedded: int, *, seconds: float) -> Bilingual:
    """How many passages the index holds after a run, and how many of them it embedded."""
    took = f"{seconds:.1f}"
    plural, agreed = ("s" if count > 1 else "" for count in (passages, embedded))
    return Bilingual(
        fr=f"{_grouped(passages, THIN)} passage{plural}, {_grouped(embedded, THIN)} vectorisé{agreed},"
        f" {took.replace('.', ',')} s",
        en=f"{_grouped(passages, ',')} passage{'' if passages == 1 else 's'},"
        f" {_grouped(embedded, ',')} embedded, {took} s",
    )


def and_more(count: int) -> Bilingual:
    """How many names a list leaves out."""
    return Bilingual(fr=f"… et encore {_grouped(count, THIN)}", en=f"… and {_grouped(count, ',')} more")


def failures(count: int) -> Bilingual:
    """How many files could not be read."""
    return Bilingual(
        fr=f"{count} fichiers en échec" if count > 1 else "1 fichier en échec",
        en=f"{count} files failed" if count > 1 else "1 file failed",
    )


def limit(megabytes: int, formats: str) -> Bilingual:
    """What may be dropped."""
    return Bilingual(
        fr=f"{formats} ; {megabytes} Mo au plus par fichier",
        en=f"{formats}; at most {megabytes} MB a file",
    )


def _grouped(number: int, separator: str) -> str:
    return f"{number:,}".replace(",", separator)
