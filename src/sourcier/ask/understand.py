"""A question as typed, with the questions before it → a clean, standalone question and its language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sourcier.ask.questions.leaning import follows_up, is_ellipsis
from sourcier.errors import SourcierError
from sourcier.language import detect, fold, sentences, stopwords, words
from sourcier.names import proper_names
from sourcier.types import Bilingual

LONGEST_QUESTION = 4_000
"""Characters; a longer text is an article, not a question."""

_JOINT = {"fr": r"et|ou|mais|puis", "en": r"and|or|but|then"}
# «que» and "that" are left out: they open subordinates more often than questions.
_INTERROGATIVE = {
    "fr": r"(?:(?:à|de|en|par|pour|avec|depuis|dans|sur)\s+)?"
    r"(?:qui|quoi|quels?|quelles?|quand|où|combien|comment|pourquoi|lequel|laquelle)\b",
    "en": r"(?:(?:to|of|in|by|for|with|since|on|at)\s+)?(?:who|whom|whose|what|when|where|how|why)\b",
}
_NEW_CLAUSE = {
    language: re.compile(rf"(?:[;?]\s*|[\s,]\s*(?:{joint})\s+)(?={_INTERROGATIVE[language]})", re.I)
    for language, joint in _JOINT.items()
}
_RELATIVE = re.compile(r"\s(?:qui|who)\s", re.I)
_COUNTERPART = re.compile(
    r"(?<!\w)(?:adversaires?|riva(?:l|le|ux|les)|concurrente?s?|homologues?|prédécesseure?s?"
    r"|opponents?|rivals?|counterparts?|predecessors?|соперни\w+|منافس\w*)(?!\w)",
    re.IGNORECASE,
)
_TRAILING_JOINT = re.compile(rf"[\s,;?]+(?:{'|'.join(_JOINT.values())})\s*$", re.I)


@dataclass(frozen=True, slots=True)
class Question:
    """A question ready to search: ``standalone`` can be understood without the earlier ones.

    ``language`` is that of ``asked``, and of the answer.
    """

    asked: str
    standalone: str
    language: str

    @property
    def rewritten(self) -> bool:
        """Whether the earlier questions had to complete it."""
        return self.asked != self.standalone

    @property
    def searched_in(self) -> str:
        """The language of ``standalone``: another one where the user corrected a translation."""
        return detect(self.standalone) if self.rewritten else self.language


def clean(question: str) -> str:
    """The question without control, zero-width or direction characters, white space collapsed.

    Raises:
        SourcierError: nothing is left to ask, or it is longer than `LONGEST_QUESTION`.
    """
    if len(question) > LONGEST_QUESTION:
        raise SourcierError(
            Bilingual(
                fr=f"La question est trop longue ({len(question)} caractères ; {LONGEST_QUESTION} au plus).",
                en=f"The question is too long ({len(question)} characters; at most {LONGEST_QUESTION}).",
            ),
            Bilingual(
                fr="Posez une question courte ; un texte à interroger va dans le dossier des articles.",
                en="Ask a short question; a text to be searched goes into the folder of articles.",
            ),
        )
    kept = "".join(
        " " if character.isspace() else character
        for character in question
        if character.isspace() or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )
    cleaned = " ".join(kept.split())
    if not any(character.isalnum() for character in cleaned):
        raise SourcierError(
            Bilingual(fr="La question est vide.", en="The question is empty."),
            Bilingual(
                fr="Écrivez une question, par exemple : « Que s'est-il passé en avril ? »",
                en="Write a question, for example: “What happened in April?”",
            ),
        )
    return cleaned


def topic(question: str, language: str) -> str:
    """What a question is about, in its own words: its proper names, else its words of content."""
    names = [name.text for name in proper_names(question, language)]
    return ", ".join(dict.fromkeys(names)) or " ".join(_content(question, language))


def _content(question: str, language: str, *, names: bool = True) -> list[str]:
    """The question's words that are not function words, each once; without its proper names, if asked."""
    stop = stopwords(language)
    named = [] if names else [(name.start, name.end) for name in proper_names(question, language)]
    return list(
        dict.fromkeys(
            question[start:end]
            for word, start, end in words(question)
            if word not in stop and len(word) > 2 and not any(first <= start < last for first, last in named)
        )
    )


def _about(question: str, asked: str, language: str) -> str:
    """What of an earlier ``question`` the new one needs: less the more it says itself.

    «Et son rival ?» asks the same of one who stands opposite: the name tells whose, the rest what.
    «Et à Oran ?» asks the same of another place: the old one's names are left out. «Et quand ?» says nothing
    of its own: all that the old one says is taken over.
    """
    spoken = detect(question)
    if is_ellipsis(asked, language) and _COUNTERPART.search(asked):
        return ", ".join(
            filter(None, (topic(question, spoken), " ".join(_content(question, spoken, names=False))))
        )
    if proper_names(asked, language) and is_ellipsis(asked, language):
        return " ".join(_content(question, spoken, names=False)) or topic(question, spoken)
    if len(_content(asked, language)) < 1:
        return " ".join(_content(question, spoken))
    return topic(question, spoken)


def understand(
    question: str, earlier: Sequence[str] = (), *, attempt: str | None = None, language: str | None = None
) -> Question:
    """Cleans the question and, where it leans on the earlier ones, makes it standalone.

    ``attempt`` is the chat model's rewriting; it is used only if it is one question about the same things.
    Without it, the topic of the last question that stood by itself is put before the new one:
    «Topic — et où auront-elles lieu ?».

    Raises:
        SourcierError: the question is empty or too long.
    """
    asked = clean(question)
    language = language or detect(asked)
    past = history(earlier)
    if not past or not follows_up(asked, language):
        return Question(asked, asked, language)
    rewritten = _plausible(attempt, asked, past)
    if rewritten is not None:
        return Question(asked, rewritten, language)
    whole = (text for text in reversed(past) if not follows_up(text, detect(text)))
    about = _about(next(whole, past[0]), asked, language)
    return Question(asked, f"{about} — {asked[0].lower()}{asked[1:]}" if about else asked, language)


def clauses(question: str, language: str) -> list[str]:
    """The questions that a compound question asks, each standalone; the question itself where it is one.

    Split where a new interrogative begins («…, et combien …», "… and who …"), if both sides have content.
    """
    pattern = _NEW_CLAUSE.get(language)
    if pattern is None:
        return [question]
    if _RELATIVE.search(question.partition(" ")[2].split(",")[0]):
        return [question]  # «le ministre qui … et qui …» asks one thing
    cuts = [match.end() for match in pattern.finditer(question)]
    bounds = [0, *cuts, len(question)]
    parts = [question[start:end] for start, end in pairwise(bounds)]
    parts = [_TRAILING_JOINT.sub("", part).strip(" ,;?") for part in parts]
    if len(parts) < 2 or not all(_has_content(part, language) for part in parts):
        return [question]
    first = f"{parts[0]} ?"
    rest = [understand(f"{part} ?", [first], language=language).standalone for part in parts[1:]]
    return [first, *rest]


def _has_content(text: str, language: str) -> bool:
    stop = stopwords(language)
    content = [word for word, _, _ in words(text) if word not in stop and len(word) > 2]
    return len(content) >= 2 or (len(content) == 1 and follows_up(text, language))


def history(earlier: Sequence[str]) -> list[str]:
    """The earlier questions that can be used, cleaned, at most the last eight."""
    usable = [text for text in earlier if any(map(str.isalnum, text)) and len(text) <= LONGEST_QUESTION]
    return [clean(text) for text in usable][-8:]


def _plausible(rewritten: str | None, asked: str, past: Sequence[str]) -> str | None:
    """The model's rewriting if it can be trusted: one short sentence, of words of the conversation."""
    if not rewritten:
        return None
    text = " ".join(rewritten.split()).strip("«»“”\"' ")
    longest = 2 * (len(asked) + max(map(len, past)))
    if not text or len(text) > longest or len(sentences(text)) != 1:
        return None
    said = {word[:5] for source in (*past, asked) for word, _, _ in words(source)}
    new = [word for word, _, _ in words(text) if len(word) > 3]
    known = sum(word[:5] in said for word in new)
    return text if new and known >= 0.6 * len(new) and fold(text) != fold(asked) else None
