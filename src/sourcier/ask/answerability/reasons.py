"""Why a question is refused → the sentence a person reads, in French and English."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.models.choice import CHAT_PREFERENCE, EMBEDDER_PREFERENCE
from sourcier.types import Bilingual

EMBEDDER, CHAT = EMBEDDER_PREFERENCE[0], CHAT_PREFERENCE[0]
"""The models that are offered: first of the lists that «auto» goes by."""


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


def kind_missing(kind: Bilingual) -> Bilingual:
    """What is asked is a quantity, and nothing near the question's words is one of its kind."""
    return Bilingual(
        fr=f"La question demande {kind.fr} : les passages qui en parlent n'en donnent pas.",
        en=f"The question asks for {kind.en}: the passages that speak of it give none.",
    )


def deed_missing(whom: str, deed: str) -> Bilingual:
    """The question takes for granted a deed that nothing found tells of the one it names."""
    return Bilingual(
        fr="La question tient pour acquis un fait qu'aucun passage trouvé ne rapporte "
        f"(« {whom} », « {deed} »). Demandez plutôt ce que les articles disent de « {whom} ».",
        en=f"The question takes for granted what no passage found reports (“{whom}”, “{deed}”). "
        f"Ask what the articles say of “{whom}” instead.",
    )


def round_missing(told: str, asked: str) -> Bilingual:
    """What is asked of one round is only told of another."""
    return Bilingual(
        fr=f"Les passages trouvés ne le disent que de « {told} », pas de « {asked} ». "
        f"Posez la question pour « {told} », ou ajoutez un article sur « {asked} ».",
        en=f"The passages found say so of “{told}” only, not of “{asked}”. "
        f"Ask about “{told}”, or add an article on “{asked}”.",
    )


def day_missing(day: str) -> Bilingual:
    """The question names a day, and none of what was found is of it."""
    return Bilingual(
        fr=f"Aucun passage trouvé n'est du « {day} » ni n'en parle. Posez la question sans ce jour, ou "
        "ajoutez des articles parus alors.",
        en=f"No passage found is of “{day}” or speaks of it. Ask without that day, or add articles "
        "published then.",
    )


def other_days(day: str) -> Bilingual:
    """The same, said with passages that are of other days."""
    return Bilingual(
        fr=f"Rien trouvé du « {day} » : les passages montrés sont d'autres jours.",
        en=f"Nothing found of “{day}”: the passages shown are of other days.",
    )


def outlet_silent(outlet: str) -> Bilingual:
    """The outlet that the question names says nothing of its subject, and others do."""
    return Bilingual(
        fr=f"Rien trouvé de « {outlet} » là-dessus : les passages montrés viennent d'autres titres.",
        en=f"Nothing found by “{outlet}” on this: the passages shown are from other outlets.",
    )


def foreign_language(language: str) -> Bilingual:
    """A question in a language that shares nothing with the articles."""
    return Bilingual(
        fr=f"La question est dans une langue ({language}) que les articles n'emploient pas, et aucun nom, "
        f"nombre ou mot commun ne les relie. {_install(EMBEDDER, CHAT).fr}",
        en=f"The question is in a language ({language}) that the articles do not use, and no name, number or "
        f"shared word connects them. {_install(EMBEDDER, CHAT).en}",
    )


def unconnected(language: str) -> Bilingual:
    """The same where a notice beside it already says what the answer goes without, and what to type."""
    return Bilingual(
        fr=f"La question est dans une langue ({language}) que les articles n'emploient pas, et aucun nom, "
        "nombre ou mot commun ne les relie. Posez-la dans la langue des articles.",
        en=f"The question is in a language ({language}) that the articles do not use, and no name, number or "
        "shared word connects them. Ask in the language of the articles.",
    )


def without_translation(language: str, *, chat: bool) -> Bilingual:
    """Said with what was found for such a question; ``chat``: a model is there, but could not translate."""
    wanted = _install(EMBEDDER) if chat else _install(EMBEDDER, CHAT)
    fr, en = ("", "")
    if chat:
        fr, en = ", et le modèle n'a pas su la traduire", ", and the model could not translate it"
    return Bilingual(
        fr=f"La question est dans une langue ({language}) que les articles n'emploient pas{fr} : seuls les "
        f"noms, les nombres et les mots communs ont été cherchés. {wanted.fr}",
        en=f"The question is in a language ({language}) that the articles do not use{en}: only names, "
        f"numbers and shared words were searched. {wanted.en}",
    )


def untranslated(language: str) -> Bilingual:
    """A multilingual embedder found passages, but no word shows that they answer."""
    return Bilingual(
        fr=f"La question est dans une langue ({language}) que les articles n'emploient pas : les passages "
        "les plus proches l'ont été par le sens, sans que rien prouve qu'ils y répondent. Un modèle de "
        f"conversation la traduirait : {_commands(CHAT, 'ou')}.",
        en=f"The question is in a language ({language}) that the articles do not use: the nearest passages "
        "are near by their meaning, and nothing proves that they answer. A chat model would translate it: "
        f"{_commands(CHAT, 'or')}.",
    )


def _install(embedder: str, chat: str | None = None) -> Bilingual:
    french = (
        f"Installez un modèle d'indexation multilingue : {_commands(embedder, 'ou')}, puis sourcier index"
    )
    english = f"Install a multilingual embedding model: {_commands(embedder, 'or')}, then sourcier index"
    if chat:
        french += f" ; et un modèle de conversation, qui la traduira : {_commands(chat, 'ou')}"
        english += f"; and a chat model, which will translate it: {_commands(chat, 'or')}"
    return Bilingual(
        fr=f"{french}. Ou posez la question dans la langue des articles.",
        en=f"{english}. Or ask in the language of the articles.",
    )


def _commands(model: str, either: str) -> str:
    return f"ollama pull {model} ({either} sourcier models pull {model})"


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
