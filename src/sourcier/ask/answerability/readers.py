"""A question → what it asks of readers' comments, where it does: «que disent les commentaires sur X ?».

Comments of an official («les commentaires du ministre») are reporting, and are not meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from sourcier.ask.answerability.evidence import FOUND
from sourcier.ask.answerability.extract import Extract
from sourcier.ask.questions.asked import Asked, Role, Term
from sourcier.ask.questions.terms import TextWords
from sourcier.language import sentences, stopwords, words
from sourcier.types import Bilingual, Hit

NOTE = Bilingual(
    fr="Commentaires de lecteurs, parce que la question les demande : des opinions, pas des faits rapportés.",
    en="Readers' comments, because the question asks for them: opinions, not reporting.",
)
NO_COMMENTS = Bilingual(
    fr="Aucun article du corpus ne porte de commentaires de lecteurs.",
    en="No article of the corpus carries readers' comments.",
)

_WHO_FR = r"(?:lecteurs|lectrices|internautes)"
_WHO_EN = r"(?:readers|commenters)"
_ASKING = re.compile(
    "|".join(
        (
            # «que disent les commentaires», «que pensent les internautes», «que lit-on dans les commentaires»
            r"(?:qu(?:e|['’])\s*)?(?:est-ce\s+que?\s+)?(?:disent|dit-on|pensent|[ée]crivent|racontent|lit-on"
            rf"|trouve-t-on)\s+(?:dans\s+)?(?:les\s+)?(?:{_WHO_FR}|commentaires(?:\s+des\s+{_WHO_FR})?"
            r"(?!\s+(?:de|du|des|d['’])))",
            rf"(?:qu['’]?e?\s*)?(?:est-ce\s+que\s+)?(?:les\s+)?{_WHO_FR}\s+(?:en\s+)?(?:disent|pensent|[ée]crivent)"
            r"(?:-(?:ils|elles))?",
            # «les commentaires des lecteurs», «l'avis des internautes»
            rf"(?:quels?|quelles?)?\s*(?:sont|est)?\s*(?:les|l['’]|des)?\s*(?:commentaires|avis|r[ée]actions?|opinions?)"
            rf"\s+(?:des|de|d['’])\s*{_WHO_FR}",
            # "what do the comments say", "what do readers think", "the readers' comments"
            rf"what\s+(?:do|did)\s+(?:the\s+)?(?:{_WHO_EN}['’]?(?:\s+comments)?|comments)\s+(?:say|think|write)",
            rf"(?:what\s+are\s+)?(?:the\s+)?{_WHO_EN}['’]\s+(?:comments|opinions|reactions)(?:\s+say)?",
            r"(?:in\s+)?the\s+comments?\s+section(?:\s+say)?",
            r"(?:что\s+)?(?:пишут|думают|говорят)\s+(?:читатели|комментаторы|в\s+комментариях)",
            r"(?:что\s+в\s+)?комментари\w+\s+читател\w+",
            r"(?:ماذا\s+)?(?:يقول|كتب|يرى)\s+(?:القراء|المعلقون)|تعليقات\s+القراء",
        )
    ),
    re.IGNORECASE,
)
_POLAR = re.compile(
    r"\best-ce (?:que\b|qu['’])|-t-(?:il|elle|ils|elles|on)\b|\w-(?:il|elle|ils|elles|on)\b"
    r"|^(?:did|does|do|is|are|was|were|has|have|had|will|would|can|could|should)\b|\bли\b|^هل\b",
    re.IGNORECASE,
)
_ASKING_WORD = re.compile(
    r"\b(?:qui|qu['’]|que|quoi|quel\w*|laquelle|lesquel\w*|lequel|où|quand|comment|combien|pourquoi|who|what|which"
    r"|where|when|how|why|кто|что|где|когда|как|сколько|почему)(?!\w)(?<!est-ce que)(?<!est-ce qu['’])",
    re.IGNORECASE,
)
_TIMES = frozenset(
    "heure heures minute minutes jour jours semaine semaines mois ans hour hours minutes day days week weeks"
    " month months year years ago час часа часов минут минуты день дня дней назад ساعة ساعات دقيقة يوم"
    " منذ".split()
)
_TELLING = frozenset({Role.NOUN, Role.VERB, Role.HEAD})
_LINK = re.compile(
    r"^[\s,:?]*(?:(?:sur|de|du|des|d['’]|à\s+propos\s+d(?:e|u|es)|au\s+sujet\s+d(?:e|u|es)|concernant|about|on|of"
    r"|regarding|о|об|про|عن|حول)\s+)?",
    re.IGNORECASE,
)


def asked_of_readers(question: str, language: str) -> str | None:
    """What readers are asked about, empty where it is said of nothing; ``None``: they are not asked."""
    found = _ASKING.search(question)
    if found is None:
        return None
    before = question[: found.start()].strip(" ,—–-")
    topic = f"{before} {_LINK.sub('', question[found.end() :])}".strip(" ?!.,")
    stop = stopwords(language)
    return topic if any(word not in stop and len(word) > 1 for word, _, _ in words(topic)) else ""


def only_readers_say(
    asked: Asked, unsaid: Sequence[Term], comments: Sequence[Hit], articles: Set[str]
) -> bool:
    """Whether «X a-t-il … ?» asks for what no report says and a reader's comment does.

    ``unsaid`` are the question's words in no report; ``articles`` those found, on one of which the reader
    comments.
    """
    told = [term for term in unsaid if term.role in _TELLING]
    if not told or not is_polar(asked.question):
        return False
    for hit in comments:
        passage = hit.passage
        text = TextWords(passage.text, passage.language)
        if passage.article_id in articles and all(text.find(one, asked.language)[0] >= FOUND for one in told):
            return True
    return False


def is_polar(question: str) -> bool:
    """Whether it asks for yes or no."""
    return bool(_POLAR.search(question.strip())) and not _ASKING_WORD.search(question)


def firsts(hits: Sequence[Hit]) -> Iterator[Extract]:
    """The first thing each comment says, for a question that asks about nothing in particular."""
    for hit in hits:
        passage = hit.passage
        spans = sentences(passage.text)
        said = [span for span in spans if not _is_byline(passage.text[slice(*span)], passage.language)]
        for start, end in (said or spans)[:1]:
            yield Extract(
                passage, passage.start + start, passage.start + end, passage.text[start:end], hit.score
            )


def _is_byline(sentence: str, language: str) -> bool:
    """Whether it only says who writes and when: «Lulu64 — 14/10/2025 à 09:30», "Ann, 2 hours ago"."""
    ignored = stopwords(language) | _TIMES
    content = [
        word
        for word, start, _ in words(sentence)
        if sentence[start].islower() and len(word) > 1 and word not in ignored
    ]
    return len(content) < 2 and any(map(str.isdecimal, sentence)) and sentence.rstrip()[-1] not in ".!?…"
