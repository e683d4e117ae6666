"""What an answer is made with: where passages come from, what writes, how tokens are counted."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from sourcier.ask.answerability.answerable import CorpusTerms
from sourcier.prompts import Prompt
from sourcier.types import Article, Bilingual, Filters, Hit, Passage

if TYPE_CHECKING:
    from sourcier.models.chat import ChatDelta, ChatTurn


@dataclass(frozen=True, slots=True)
class Found:
    """Hits, best first. ``twins`` are near-copies left out, by the id of the hit that stands for them.

    ``notices`` are what went wrong; ``notes`` how words of the question were understood.
    """

    hits: tuple[Hit, ...]
    twins: Mapping[str, tuple[Passage, ...]]
    notices: tuple[Bilingual, ...] = ()
    notes: tuple[Bilingual, ...] = ()


class PassageSearch(Protocol):
    """Where passages come from."""

    def find(self, query: str, k: int, filters: Filters = ..., *, language: str | None = None) -> Found:
        """The best ``k`` passages, best first, near-copies apart, and what went wrong on the way."""
        ...


class ChatModel(Protocol):
    """What writes an answer."""

    @property
    def name(self) -> str:
        """The model's name, as the user knows it."""
        ...

    def stream(self, messages: Sequence[ChatTurn]) -> Generator[ChatDelta, None, None]:
        """Text as it comes, with heartbeats; closing the generator stops the model."""
        ...

    def may_hold(self, beginning: Sequence[ChatTurn]) -> bool:
        """Whether a prompt that begins so may be read from the server's cache."""
        ...


WITHOUT_MODEL = Bilingual(fr="réponse sans modèle", en="answered without a model")
"""What an answer is without a model that writes."""


@dataclass(frozen=True, slots=True)
class Means:
    """What an answer is made with. ``chat`` is ``None`` where there is no model: extracts then.

    ``passages`` is how many are looked at for one question, of ``indexed`` in all. ``languages`` are those of
    the indexed passages, the most frequent first; ``crossing``: the embedder finds them from another one.
    ``second_look``: what the model wrote is reread by it (`ask.second_look`).
    """

    search: PassageSearch
    chat: ChatModel | None
    prompts: Mapping[str, Prompt]
    articles: Callable[[str], Article | None]
    corpus: CorpusTerms
    count: Callable[[str], int]
    passages: int
    indexed: int
    evidence_tokens: int
    window_tokens: int
    newest_published: str | None
    notices: tuple[Bilingual, ...] = ()
    languages: tuple[str, ...] = ()
    crossing: bool = False
    second_look: bool = False
