"""A question in a language that the articles do not use → its translation, or what to install for one."""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import replace

from sourcier.ask.answerability.reasons import (
    COMMAND,
    VAGUE,
    foreign_language,
    unconnected,
    untranslated,
    without_translation,
)
from sourcier.ask.gather import Gathered
from sourcier.ask.means import Means
from sourcier.ask.writing.earlier import Earlier
from sourcier.ask.writing.prompted import reply_to
from sourcier.ask.writing.request import LANGUAGE_NAMES, neutralise
from sourcier.errors import Lack, SourcierError
from sourcier.events import Waiting
from sourcier.language import detect, fold, sentences
from sourcier.types import Bilingual

TOO_LONG = 3
"""How many times the question's length a translation is no longer one."""

_DIGITS = re.compile(r"\d+")

_UNTRANSLATED = Bilingual(fr="question non traduite", en="question not translated")
"""What an answer in another language than the articles' goes without."""


def is_foreign(language: str, means: Means) -> bool:
    """Whether no article is in ``language``; one that could not be told counts as theirs."""
    return language != "und" and bool(means.languages) and language not in means.languages


def needs_translation(language: str, gathered: Gathered, means: Means) -> bool:
    """Whether a translation may find more: the language is foreign, or a lesser one that gave no answer."""
    if gathered.decision.reason in (COMMAND, VAGUE) or language == "und":
        return False
    if is_foreign(language, means):
        return True
    return language not in means.languages[:1] and bool(means.languages) and not gathered.decision.answer


def translate(
    question: str, known: Earlier, means: Means
) -> Generator[Waiting, None, tuple[str, str] | None]:
    """The question in the language of most articles, and that language; ``None`` where there is none."""
    language = means.languages[0]
    request = means.prompts["translate.user"].render(
        language=LANGUAGE_NAMES.get(language, language), question=neutralise(question)
    )
    doing = Bilingual(fr="Traduction de la question", en="Translating the question")
    reply = yield from reply_to(request, known, means, doing)
    text = plausible(reply, question, language)
    return None if text is None else (text, language)


def plausible(reply: str | None, question: str, language: str) -> str | None:
    """The model's translation if it can be one: a sentence of ``language`` with the question's numbers."""
    text = " ".join((reply or "").split()).strip("«»“”\"' ")
    if not text or len(text) > TOO_LONG * max(len(question), 20) or len(sentences(text)) != 1:
        return None
    if fold(text) == fold(question) or detect(text) not in (language, "und"):
        return None
    return text if set(_DIGITS.findall(question)) <= set(_DIGITS.findall(text)) else None


def with_way_out(gathered: Gathered, language: str, means: Means) -> Gathered:
    """Says what to install where the question crosses languages and nothing here does; once, in the reason
    of a refusal for that cause, else as a notice."""
    if gathered.wanted is not None or not is_foreign(language, means):
        return gathered
    decision = gathered.decision
    apart = not decision.answer and decision.reason == foreign_language(language)
    away = next((each for each in means.notices if isinstance(each, Lack)), None)
    if apart and away is not None:
        return replace(gathered, decision=replace(decision, reason=unconnected(language)))
    if means.crossing:
        way_out = None if decision.answer else untranslated(language)
    elif apart and means.chat is None:
        return gathered
    else:
        way_out = without_translation(language, chat=means.chat is not None)
    if way_out is None:
        return gathered
    if apart:
        return replace(gathered, decision=replace(decision, reason=way_out))
    if away is not None:  # nothing to install: the models are there once Ollama is
        way_out = Lack.of(_UNTRANSLATED, SourcierError(away.message, away.hint))
    return replace(gathered, notices=(*gathered.notices, way_out))
