"""One question of a conversation → the events of its answer: understand, retrieve, answer, verify, weigh."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from typing import TypeVar

from sourcier.ask.gather import Gathered, gather, with_translation
from sourcier.ask.means import Means
from sourcier.ask.questions.leaning import follows_up
from sourcier.ask.quoted import quoted
from sourcier.ask.translated import needs_translation, translate, with_way_out
from sourcier.ask.understand import Question, clean, history, understand
from sourcier.ask.writing.earlier import Earlier, earlier
from sourcier.ask.writing.prompted import reply_to
from sourcier.ask.written import written
from sourcier.errors import told_once
from sourcier.events import AskEvent, Finished, Understood, Waiting
from sourcier.language import detect
from sourcier.types import UNFILTERED, Answer, Bilingual, Filters, Read, Searched, Turn

T = TypeVar("T")

HEARTBEAT_SECONDS = 0.25


def converse(
    question: str,
    means: Means,
    *,
    turns: Sequence[Turn] = (),
    filters: Filters = UNFILTERED,
    strict: bool = False,
    standalone: str | None = None,
) -> Generator[AskEvent, None, None]:
    """The events of one question; closing the generator stops the model.

    ``standalone`` is the user's own rewriting of a question that leans on the earlier ones, or of its
    translation: it is searched in the language that it is written in.

    Raises:
        SourcierError: the question cannot be asked, or the model fails before its first word and no
            extract can stand in.
    """
    for event in _conversed(question, means, turns, filters, strict, standalone):
        if isinstance(event, Finished):
            answer = replace(event.answer, notices=told_once(event.answer.notices))
            yield replace(event, answer=answer)
        else:
            yield event


def _conversed(
    question: str,
    means: Means,
    turns: Sequence[Turn],
    filters: Filters,
    strict: bool,
    standalone: str | None,
) -> Generator[AskEvent, None, None]:
    known = earlier(turns, filters, means)
    understood = yield from _understand(question, turns, known, means, standalone)
    yield Understood(understood.asked, understood.standalone, understood.rewritten, understood.language)
    gathered = yield from _gathered(understood, known, filters, means)
    searched = Searched(
        gathered.queries,
        filters,
        means.indexed,
        means.newest_published,
        gathered.notes,
        unanswered=gathered.unanswered,
        translation=gathered.wanted[0] if gathered.wanted else None,
    )
    blank = Answer(
        question=understood.asked,
        standalone_question=understood.standalone,
        language=understood.language,
        mode="extracts" if means.chat is None else "model",
        model=None if means.chat is None else means.chat.name,
        refused=False,
        reason=None,
        text="",
        sentences=(),
        citations=(),
        origins=(),
        divergences=(),
        read=(),
        searched=searched,
        notices=(*means.notices, *gathered.notices),
        prompt_ids=(means.prompts["translate.user"].id,) if gathered.wanted else (),
    )
    if not gathered.decision.answer:
        yield Finished(_refusal(blank, gathered))
    elif means.chat is None:
        yield from quoted(blank, gathered, means)
    else:
        yield from written(blank, gathered, means, strict=strict, earlier=known)


def _understand(
    question: str, turns: Sequence[Turn], known: Earlier, means: Means, standalone: str | None
) -> Generator[Waiting, None, Question]:
    asked = clean(question)
    language = detect(asked)
    if standalone is not None:
        return Question(asked, clean(standalone), language)
    past = [turn.question for turn in turns]
    attempt = None
    if means.chat is not None and past and follows_up(asked, language):
        prompt = means.prompts["rewrite.user"].render(
            history="\n".join(f"- {text}" for text in history(past)), question=asked
        )
        doing = Bilingual(fr="Relecture de la question", en="Rereading the question")
        attempt = yield from reply_to(prompt, known, means, doing)
    return understand(asked, past, attempt=attempt, language=language)


def _gathered(
    question: Question, known: Earlier, filters: Filters, means: Means
) -> Generator[Waiting, None, Gathered]:
    """What was found, in the question's words and, where the articles use another language, in theirs."""
    text, language = question.standalone, question.searched_in
    doing = Bilingual(fr="Recherche des passages", en="Searching the passages")
    found = yield from _waiting(doing, lambda: gather(text, language, filters, means))
    if means.chat is not None and needs_translation(language, found, means):
        translation = yield from translate(text, known, means)
        if translation is not None:
            other = yield from _waiting(doing, lambda: gather(*translation, filters, means))
            found = with_translation(found, other, translation, means)
    return with_way_out(found, language, means)


def _waiting(doing: Bilingual, work: Callable[[], T]) -> Generator[Waiting, None, T]:
    """Does ``work`` in a thread, with heartbeats: an embedder that loads its model takes seconds."""
    result: list[T] = []
    failure: list[BaseException] = []

    def run() -> None:
        try:
            result.append(work())
        except BaseException as error:  # carried over to the caller's thread, whatever it is
            failure.append(error)

    started = time.monotonic()
    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    while True:
        thread.join(HEARTBEAT_SECONDS)
        if not thread.is_alive():
            break
        yield Waiting(doing, time.monotonic() - started)
    if failure:
        raise failure[0]
    return result[0]


def _refusal(blank: Answer, gathered: Gathered) -> Answer:
    return replace(
        blank,
        refused=True,
        reason=gathered.decision.reason,
        nearest=gathered.hits[:3],
        read=tuple(Read(mark, hit.passage, used=False) for mark, hit in enumerate(gathered.hits, start=1)),
    )
