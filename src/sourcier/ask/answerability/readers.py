"""A question → what it asks of readers' comments, where it does: «que disent les commentaires sur X ?».

Comments of an official («les commentaires du ministre») are reporting, and are not meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sourcier.ask.answerability.extract import Extract
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
_TIMES = frozenset(
    "heure heures minute minutes jour jours semaine semaines mois ans hour hours minutes day days week weeks"
    " month months year years ago час часа часов минут минуты день дня дней назад ساعة ساعات دقيقة يوم"
    " منذ".split()
)
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
