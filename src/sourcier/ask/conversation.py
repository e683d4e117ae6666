"""One question of a conversation → the events of its answer: understand, retrieve, answer, verify, weigh."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import replace
from typing import TypeVar

from sourcier.ask.gather import Gathered, gather
from sourcier.ask.means import ChatModel, Means
from sourcier.ask.quoted import quoted
from sourcier.ask.understand import Question, clean, follows_up, history, understand
from sourcier.ask.written import written
from sourcier.errors import ModelError
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

    ``standalone`` is the user's own rewriting of a question that leans on the earlier ones.

    Raises:
        SourcierError: the question cannot be asked, or the model fails before its first word and no
            extract can stand in.
    """
    understood = yield from _understand(question, turns, means, standalone)
    yield Understood(understood.asked, understood.standalone, understood.rewritten, understood.language)
    language = understood.language
    gathered = yield from _waiting(
        Bilingual(fr="Recherche des passages", en="Searching the passages"),
        lambda: gather(understood.standalone, language, filters, means),
    )
    searched = Searched(
        gathered.queries,
        filters,
        means.indexed,
        means.newest_published,
        gathered.notes,
        gathered.unanswered,
    )
    blank = Answer(
        question=understood.asked,
        standalone_question=understood.standalone,
        language=language,
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
    )
    if not gathered.decision.answer:
        yield Finished(_refusal(blank, gathered))
    elif means.chat is None:
        yield from quoted(blank, gathered, means)
    else:
        yield from written(blank, gathered, means, strict=strict)


def _understand(
    question: str, turns: Sequence[Turn], means: Means, standalone: str | None
) -> Generator[Waiting, None, Question]:
    asked = clean(question)
    language = detect(asked)
    if standalone is not None:
        return Question(asked, clean(standalone), language)
    earlier = [turn.question for turn in turns]
    attempt = None
    if means.chat is not None and earlier and follows_up(asked, language):
        prompt = means.prompts["rewrite.user"].render(
            history="\n".join(f"- {text}" for text in history(earlier)), question=asked
        )
        try:
            attempt = yield from _whole_reply(means.chat, prompt)
        except ModelError:
            # The rule that follows needs no model; a failing server is reported when the answer is asked for.
            attempt = None
    return understand(asked, earlier, attempt=attempt, language=language)


def _whole_reply(chat: ChatModel, prompt: str) -> Generator[Waiting, None, str]:
    from sourcier.models.chat import ChatText, ChatTurn

    doing = Bilingual(fr="Relecture de la question", en="Rereading the question")
    started = time.monotonic()
    text = ""
    with closing(chat.stream([ChatTurn("user", prompt)])) as stream:
        for delta in stream:
            if isinstance(delta, ChatText):
                text += delta.text
                if len(text) > 600:
                    break
            else:
                yield Waiting(doing, time.monotonic() - started)
    return text


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
