"""Why a question is refused → the sentence a person reads, in French and English."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.types import Bilingual


def listed(words: Sequence[str]) -> tuple[str, str]:
    """At most six words, each once, in the quotation marks of the two languages."""
    shown = list(dict.fromkeys(words))[:6]
    return ", ".join(f"« {word} »" for word in shown), ", ".join(f"“{word}”" for word in shown)


def names_missing(words: Sequence[str]) -> Bilingual:
    """A name, number or code that nothing found says."""
    french, english = listed(words)
    return Bilingual(
        fr=f"Aucun passage trouvé ne mentionne {french} : les articles ne permettent pas de répondre.",
        en=f"No passage found mentions {english}: the articles do not allow an answer.",
    )


def words_missing(words: Sequence[str]) -> Bilingual:
    """Too little of the question is said anywhere."""
    french, english = listed(words)
    return Bilingual(
        fr=f"Les articles ne parlent pas de ce que demande la question (rien sur {french}).",
        en=f"The articles do not speak of what the question asks (nothing on {english}).",
    )


def foreign_language(language: str) -> Bilingual:
    """A question in a language that shares nothing with the articles."""
    return Bilingual(
        fr=f"La question est dans une langue ({language}) que les articles n'emploient pas, et aucun nom, "
        "nombre ou mot commun ne les relie. Installez un modèle d'indexation multilingue "
        "(ollama pull embeddinggemma) et un modèle de conversation (ollama pull qwen3:8b), ou posez la "
        "question dans la langue des articles.",
        en=f"The question is in a language ({language}) that the articles do not use, and no name, number or "
        "shared word connects them. Install a multilingual embedding model (ollama pull embeddinggemma) "
        "and a chat model (ollama pull qwen3:8b), or ask in the language of the articles.",
    )


COMMAND = Bilingual(
    fr="Ce n'est pas une question sur les articles mais une consigne au programme, qui n'en suit aucune.",
    en="This is not a question about the articles but an instruction to the program, which follows none.",
)
VAGUE = Bilingual(
    fr="La question ne nomme rien que l'on puisse chercher dans les articles : dites de qui, de quoi.",
    en="The question names nothing that can be looked up in the articles: say who or what it is about.",
)
READERS = Bilingual(
    fr="Seuls des commentaires de lecteurs en parlent ; aucun article ne le rapporte.",
    en="Only readers' comments mention it; no article reports it.",
)
APART = Bilingual(
    fr="Les mots de la question se trouvent dans les articles, mais jamais ensemble : rien n'y répond.",
    en="The words of the question stand in the articles, but never together: nothing answers it.",
)
