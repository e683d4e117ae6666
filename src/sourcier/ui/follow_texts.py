"""The words of what the page says by itself: news of the folder, sources that changed since an answer."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.ask.recheck import Fate
from sourcier.types import Bilingual

SEE = Bilingual(fr="voir", en="show")
DISMISS = Bilingual(fr="Fermer cette annonce", en="Close this notice")
OPEN_ARTICLE = Bilingual(fr="Ouvrir l'article", en="Open the article")
STOP_RUN = Bilingual(fr="Annuler", en="Cancel")
ALLOW = Bilingual(fr="Retirer ces articles de l'index", en="Remove these articles from the index")
FOLDER_GONE = Bilingual(
    fr="Le dossier des articles n'est plus là. Les réponses viennent de l'index, qui reste comme il est ;"
    " le suivi reprendra quand le dossier reviendra.",
    en="The folder of articles is gone. Answers come from the index, which stays as it is;"
    " following goes on once the folder is back.",
)

FATES = {
    Fate.CORRECTED: Bilingual(fr="source modifiée depuis", en="source changed since"),
    Fate.DROPPED: Bilingual(fr="passage retiré de la source depuis", en="passage gone from its source since"),
    Fate.REMOVED: Bilingual(fr="source retirée du dossier", en="source removed from the folder"),
}
"""Beside a sentence whose source is no longer what it was."""

FATES_EXPLAINED = {
    Fate.CORRECTED: Bilingual(
        fr="L'article a été modifié depuis cette réponse : voici les mots cités, puis ceux d'aujourd'hui.",
        en="The article was changed since this answer: here are the words cited, then those of now.",
    ),
    Fate.DROPPED: Bilingual(
        fr="L'article a été modifié depuis cette réponse et ne contient plus ces mots, ni rien qui leur"
        " ressemble.",
        en="The article was changed since this answer and no longer has these words, nor any like them.",
    ),
    Fate.REMOVED: Bilingual(
        fr="L'article a été retiré du dossier depuis cette réponse. Voici le texte qui a été cité.",
        en="The article was removed from the folder since this answer. Here is the text that was cited.",
    ),
}
"""In the reader, above the words that were cited."""

BEFORE = Bilingual(fr="Cité alors", en="Cited then")
NOW = Bilingual(fr="Aujourd'hui", en="Now")
SINCE_ANSWER = Bilingual(
    fr="Une source de cette réponse a changé depuis ; les mots cités sont gardés. Ouvrez-la pour comparer, ou"
    " reposez la question.",
    en="A source of this answer changed since; the words cited are kept. Open it to compare, or ask again.",
)


def growing(names: Sequence[str]) -> Bilingual:
    """Files that do not come to rest."""
    files = ", ".join(names)
    return Bilingual(
        fr=f"Encore en cours d'écriture, pas encore pris : {files}.",
        en=f"Still being written, not taken in yet: {files}.",
    )


def headline(added: int, changed: int, removed: int, moved: int, failed: int) -> Bilingual:
    """«3 nouveaux articles, 1 modifié, 2 fichiers non lus»."""
    french, english = [], []
    if added:
        french.append(f"{added} {'nouveaux articles' if added > 1 else 'nouvel article'}")
        english.append(f"{added} new article{'s' if added > 1 else ''}")
    for count, fr, en in (
        (changed, "modifié", "changed"),
        (removed, "retiré", "removed"),
        (moved, "déplacé", "moved"),
    ):
        if count:
            noun = "" if french else (" articles" if count > 1 else " article")
            french.append(f"{count}{noun} {fr}{'s' if count > 1 else ''}")
            english.append(f"{count}{noun} {en}")
    if failed:
        french.append(f"{failed} {'fichiers non lus' if failed > 1 else 'fichier non lu'}")
        english.append(f"{failed} file{'s' if failed > 1 else ''} not read")
    return Bilingual(fr=", ".join(french), en=", ".join(english))
