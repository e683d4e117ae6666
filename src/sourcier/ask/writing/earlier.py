"""The earlier turns of a conversation → what of them the chat model is sent again, byte for byte.

Ollama does not read again a prompt that begins as the one before. Nothing obliges us to send earlier turns (a
question is made standalone before it is searched): they are sent again only as long as that spares reading,
and as long as the corpus still says what stands in them (docs/decisions/0014-…).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from sourcier.ask.means import Means
from sourcier.ask.writing.condensed import sliced
from sourcier.language import sentences
from sourcier.types import Filters, Passage, Sent, Turn

if TYPE_CHECKING:
    from sourcier.models.deltas import ChatTurn


@dataclass(frozen=True, slots=True)
class Earlier:
    """Turns that the model has read, oldest first; ``left_out`` others no longer fit in its window."""

    sent: tuple[Sent, ...] = ()
    left_out: int = 0

    @property
    def passages(self) -> dict[int, Passage]:
        """The passages that stand in them, by mark."""
        return {mark: passage for each in self.sent for mark, passage in each.passages.items()}

    @property
    def next_mark(self) -> int:
        """The first number that no passage of theirs has."""
        return max(self.passages, default=0) + 1

    def messages(self, system: str, *new: str) -> list[ChatTurn]:
        """The system prompt, these turns, and what the user's side says now."""
        from sourcier.models.deltas import ChatTurn

        told = [ChatTurn("system", system)]
        for each in self.sent:
            told += [ChatTurn("user", each.prompt), ChatTurn("assistant", each.reply)]
        return told + [ChatTurn("user", words) for words in new]

    def tokens(self, count: Callable[[str], int]) -> int:
        """How many tokens they are, by ``count``."""
        return sum(count(each.prompt) + count(each.reply) for each in self.sent)

    def fitting(self, room: int, count: Callable[[str], int]) -> Earlier:
        """All of them where they fit in ``room`` tokens, else the newest that fill half of it at most.

        Half, so that the beginning then stays the same for several turns.
        """
        costs = [Earlier((each,)).tokens(count) for each in self.sent]
        if sum(costs) <= room:
            return self
        kept = len(costs)
        while kept and sum(costs[kept - 1 :]) <= room // 2:
            kept -= 1
        return Earlier(self.sent[kept:], kept)


NOTHING = Earlier()


def earlier(turns: Sequence[Turn], filters: Filters, means: Means) -> Earlier:
    """What the chat model knows of the conversation and may be told again.

    The last turn that this model answered with these limits and this system prompt, with those it came
    after: an edited question, a refusal, extracts and a stopped answer leave no trace in it. It ends before
    the first passage that its article no longer says. Nothing where the server has surely forgotten it:
    reading it anew would cost more than the question by itself.
    """
    if means.chat is None:
        return NOTHING
    system = means.prompts["answer.system"]
    for turn in reversed(turns):
        answer = turn.answer
        if (
            answer is not None
            and answer.sent
            and answer.model == means.chat.name
            and answer.searched.filters == filters
            and system.id in answer.prompt_ids
        ):
            known = Earlier(tuple(takewhile(lambda each: _still_said(each, means), answer.sent)))
            # The last reply was never in a prompt: the server wrote it.
            told = known.messages(system.render())[:-1]
            return known if known.sent and means.chat.may_hold(told) else NOTHING
    return NOTHING


def _still_said(each: Sent, means: Means) -> bool:
    """Whether every passage stands in its article as it did, under the same heading."""
    for passage in each.passages.values():
        article = means.articles(passage.article_id)
        if article is None or article.text[passage.start : passage.end] != passage.text:
            return False
        if (article.title, article.outlet, article.published) != (
            passage.title,
            passage.outlet,
            passage.published,
        ):
            return False
    return True


def unsent(passage: Passage, sent: Iterable[Passage]) -> list[Passage]:
    """The stretches of ``passage`` whose sentences stand in none of ``sent``, in order."""
    known = [(other.start, other.end) for other in sent if other.article_id == passage.article_id]
    runs: list[tuple[int, int]] = []
    broken = True
    for first, last in sentences(passage.text) or [(0, len(passage.text))]:
        start, end = passage.start + first, passage.start + last
        if any(begin <= start and end <= until for begin, until in known):
            broken = True
        else:
            runs = [*runs, (start, end)] if broken else [*runs[:-1], (runs[-1][0], end)]
            broken = False
    return [
        passage if (start, end) == (passage.start, passage.end) else sliced(passage, start, end)
        for start, end in runs
    ]
