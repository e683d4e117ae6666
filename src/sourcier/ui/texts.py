"""The page's own words, in French and English."""

from __future__ import annotations

from sourcier.types import Bilingual

TAGLINE = Bilingual(
    fr="Chaque phrase citée, vérifiée, ramenée à son origine. Rien ne quitte cette machine.",
    en="Every sentence cited, checked, traced to its origin. Nothing leaves this machine.",
)
WELCOME = Bilingual(fr="Posez une question à vos articles", en="Ask your articles a question")
WELCOME_MORE = Bilingual(
    fr="Un numéro après chaque phrase ouvre le passage exact, surligné dans l'article.",
    en="A number after each sentence opens the exact passage, highlighted in its article.",
)
LEGEND = Bilingual(fr="Ce que disent les signes", en="What the signs say")
LEGEND_OF = {
    "supported": Bilingual(fr="le passage cité le dit", en="the cited passage says so"),
    "partial": Bilingual(fr="le passage n'en dit qu'une partie", en="the passage says only part of it"),
    "unsupported": Bilingual(fr="le passage cité ne le dit pas", en="the cited passage does not say so"),
    "uncited": Bilingual(fr="aucun passage n'est cité", en="no passage is cited"),
}
TRY = Bilingual(fr="Par exemple", en="For example")

QUESTION = Bilingual(fr="Votre question", en="Your question")
QUESTION_HINT = Bilingual(
    fr="Une question sur les articles…",
    en="A question about the articles…",
)
ASK = Bilingual(fr="Demander", en="Ask")
STOP = Bilingual(fr="Arrêter", en="Stop")
CLEAR = Bilingual(fr="Effacer la conversation", en="Clear the conversation")
EDITING = Bilingual(
    fr="Vous modifiez votre dernière question ; l'envoi remplace la réponse.",
    en="You are editing your last question; sending replaces the answer.",
)
CORRECTING = Bilingual(
    fr="Corrigez la question telle qu'elle a été comprise ; l'envoi remplace la réponse.",
    en="Correct the question as it was understood; sending replaces the answer.",
)
NEEDS_WORDS = Bilingual(
    fr="Écrivez une question avec au moins un mot.", en="Write a question with at least one word."
)
TOO_LONG = Bilingual(
    fr="La question est trop longue : 4 000 caractères au plus.",
    en="The question is too long: 4,000 characters at most.",
)
BAD_DATE = Bilingual(
    fr="Écrivez les dates ainsi : 2022-04-05 (année-mois-jour).",
    en="Write dates like this: 2022-04-05 (year-month-day).",
)

FILTERS = Bilingual(fr="Filtres", en="Filters")
SINCE = Bilingual(fr="Publiés depuis", en="Published since")
UNTIL = Bilingual(fr="Publiés jusqu'au", en="Published until")
OUTLETS = Bilingual(fr="Médias (séparés par des virgules)", en="Outlets (separated by commas)")
COMMENTS = Bilingual(fr="Chercher aussi dans les commentaires de lecteurs", en="Search readers' comments too")
STRICT = Bilingual(
    fr="Mode strict : retirer les phrases non appuyées", en="Strict: take out unsupported sentences"
)
EXTRACTS_ONLY = Bilingual(fr="Extraits seulement, sans modèle", en="Extracts only, without a model")

YOU = Bilingual(fr="Votre question", en="Your question")
UNDERSTOOD = Bilingual(fr="Question comprise :", en="Question as understood:")
TRANSLATED = Bilingual(fr="Cherché aussi en traduction :", en="Also searched as translated:")
CORRECT = Bilingual(fr="corriger", en="correct")
PREPARING = Bilingual(fr="Préparation…", en="Getting ready…")
SEARCHING = Bilingual(fr="Recherche dans les articles…", en="Searching the articles…")
INDEXING_FIRST = Bilingual(
    fr="Les articles sont d'abord indexés ; la réponse suit.",
    en="The articles are indexed first; the answer follows.",
)
WRITING = Bilingual(fr="Rédaction…", en="Writing…")
WHY = Bilingual(fr="pourquoi ?", en="why?")
SOURCES = Bilingual(fr="Sources citées", en="Cited sources")
OPEN_SOURCE = Bilingual(fr="Ouvrir la source", en="Open source")
ORIGINS = Bilingual(fr="Origines repérées dans les textes", en="Origins identified in the texts")
DIVERGENCES = Bilingual(fr="Divergences entre passages", en="Divergences between passages")
LEDGER = Bilingual(fr="Ce qui a été cherché et lu", en="What was searched and read")
REFUSED = Bilingual(fr="Pas de réponse dans ces articles", en="No answer in these articles")
NEAREST = Bilingual(fr="Passages les plus proches", en="Nearest passages")
NEXT_STEP = Bilingual(fr="À faire :", en="Next step:")
COPY = Bilingual(fr="Copier avec les sources", en="Copy with sources")
RETRY = Bilingual(fr="Reposer", en="Ask again")
EDIT = Bilingual(fr="Modifier la question", en="Edit question")
COMPLETE = Bilingual(fr="Réponse complète.", en="Answer complete.")

READER = Bilingual(fr="Source", en="Source")
CLOSE = Bilingual(fr="Fermer", en="Close")
FILE = Bilingual(fr="Fichier", en="File")
OUTLET = Bilingual(fr="Média", en="Outlet")
AUTHOR = Bilingual(fr="Auteur", en="Author")
PUBLISHED = Bilingual(fr="Date de publication", en="Date of publication")
KIND = Bilingual(fr="Nature du passage", en="Kind of passage")
POSITION = Bilingual(fr="Caractères", en="Characters")
UNKNOWN_M = Bilingual(fr="inconnu", en="unknown")
UNKNOWN_F = Bilingual(fr="inconnue", en="unknown")
WHOLE_PASSAGE = Bilingual(
    fr="Aucun extrait de ce passage n'appuie la phrase : le passage entier est encadré.",
    en="No stretch of this passage supports the sentence: the whole passage is outlined.",
)
NOT_SAID = Bilingual(
    fr="La phrase n'est pas appuyée par cette source : voici ce qui s'en approche le plus.",
    en="This source does not support the sentence: here is what comes nearest.",
)

CORPUS_AND_MODELS = Bilingual(fr="Corpus et modèles", en="Corpus and models")
OTHER_LANGUAGE = Bilingual(fr="English", en="Français")
THEME = Bilingual(fr="Clair / sombre", en="Light / dark")
REBUILD = Bilingual(fr="Mettre à jour l'index", en="Update the index")
REHEARSE = Bilingual(fr="Voir ce qui changerait", en="See what would change")
CANCEL = Bilingual(fr="Annuler", en="Cancel")
FOLDER = Bilingual(fr="Dossier", en="Folder")
COUNTS = Bilingual(fr="Contenu", en="Content")
NEWEST = Bilingual(fr="Dernier article daté", en="Newest dated article")
SEARCH_BY = Bilingual(fr="Recherche", en="Search")
WRITER = Bilingual(fr="Rédaction", en="Writing")
NOBODY = Bilingual(fr="aucun modèle : les réponses sont des extraits", en="no model: answers are extracts")
CHAT_MODEL = Bilingual(fr="Modèle qui rédige", en="Model that writes")
NO_CHAT = Bilingual(fr="aucun (extraits)", en="none (extracts)")
PULL_NAME = Bilingual(fr="Télécharger un modèle dans Ollama", en="Download a model into Ollama")
PULL = Bilingual(fr="Télécharger…", en="Download…")
PULL_YES = Bilingual(fr="Oui, télécharger", en="Yes, download")
PULL_DONE = Bilingual(fr="Téléchargement terminé.", en="Download complete.")
INSTALLED = Bilingual(fr="Modèles installés :", en="Installed models:")
BUILT_IN = Bilingual(fr="mots et fragments de mots (intégré)", en="words and parts of words (built in)")
NO_OLLAMA = Bilingual(
    fr="Ollama n'est pas utilisé : les réglages l'excluent (models.chat et models.embedder valent « none »).",
    en="Ollama is not used: the settings rule it out (models.chat and models.embedder are “none”).",
)
NONE_INSTALLED = Bilingual(fr="Aucun modèle installé dans Ollama.", en="No model installed in Ollama.")
NO_ANSWER = Bilingual(fr="Ollama ne répond pas.", en="Ollama does not answer.")

PULLABLE = {
    "qwen3:8b": "5,2",
    "qwen3:4b-instruct": "2,5",
    "qwen3:14b": "9,3",
    "gemma3:12b": "8,1",
    "embeddinggemma": "0,6",
    "bge-m3": "1,2",
}
"""Models worth having and the size of their download in GB, as the decimal comma has it."""


def pull_question(name: str) -> Bilingual:
    """Asks before a download, with its size where known."""
    size = PULLABLE.get(name)
    if size is None:
        return Bilingual(
            fr=f"Télécharger « {name} » ? Sa taille n'est pas connue d'avance.",
            en=f"Download “{name}”? Its size is not known beforehand.",
        )
    return Bilingual(
        fr=f"Télécharger « {name} » : environ {size} Go depuis ollama.com. Continuer ?",
        en=f"Download “{name}”: about {size.replace(',', '.')} GB from ollama.com. Go on?",
    )
