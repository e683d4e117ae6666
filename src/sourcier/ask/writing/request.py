"""A question and the hits → what is sent to the model: prompts, and numbered passages cut to what matters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sourcier.ask.answerability.answerable import CorpusTerms
from sourcier.ask.writing.condensed import condensed
from sourcier.ask.writing.earlier import NOTHING, Earlier, unsent
from sourcier.prompts import Prompt
from sourcier.types import Hit, Kind, Passage, Read, Sent

if TYPE_CHECKING:
    from sourcier.models.deltas import ChatTurn

LANGUAGE_NAMES = {
    "fr": "français",
    "en": "English",
    "ar": "العربية",
    "ru": "русский",
    "es": "español",
    "de": "Deutsch",
    "it": "italiano",
    "pt": "português",
    "und": "celle de la question",
}

LOOKALIKE_MARK = re.compile(r"[\[【［⟦]\s*(\^?\d[\d\s,;–-]*)\s*[\]】］⟧]")
"""Digits in brackets of any shape, which a reader takes for a mark of ours."""

AGAIN = "Passages donnés plus haut à relire pour cette question : {}"
"""Of those that hold evidence for a question and were sent with an earlier one, the marks alone."""

TITLE_WORDS = 8
"""Words of a title above its passage."""

CONTINUED = "suite de [{}]"
"""Stands above a passage in place of title, outlet and day, where one of the same article went before."""

_DELIMITER = re.compile(r"<(?=\s*/?\s*passages?\b)", re.IGNORECASE)


def neutralise(text: str) -> str:
    """The prompt's copy of an article's words: nothing in it can pass for a mark or a delimiter of ours.

    Invisible characters go too (OWASP LLM09:2026, control 5), the no-break spaces of French become spaces.
    """
    visible = "".join(
        " " if unicodedata.category(character) == "Zs" else character
        for character in text
        if character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cf", "Co", "Cs"}
    )
    return _DELIMITER.sub("‹", LOOKALIKE_MARK.sub(r"(\1)", visible))


def header(mark: int, passage: Passage, continued: int | None = None) -> str:
    """The opening line of a passage in the prompt; ``continued`` is the mark of one of the same article.

    It is short: of a prompt that waits to be read, a line above each of ten passages is a quarter.
    """
    if continued is not None:
        known = CONTINUED.format(continued)
    else:
        words = _line(passage.title or "").split()
        title = " ".join(words[:TITLE_WORDS]) + (" …" if len(words) > TITLE_WORDS else "")
        day = passage.published[: len("2022-04-05")] if passage.published else "date inconnue"
        source = ", ".join(part for part in (_line(passage.outlet or ""), day) if part)
        known = " — ".join(part for part in (title, source) if part)
    kind = " (commentaire de lecteur)" if passage.kind is Kind.COMMENT else ""
    return f"[{mark}] {known}{kind}"


def _line(value: str) -> str:
    return " ".join(neutralise(value).split())


def beginning(prompts: Mapping[str, Prompt]) -> list[ChatTurn]:
    """What every prompt without earlier turns begins with, as messages: up to the first thing that varies."""
    user = prompts["answer.user"].render(passages="\0", language="\0", question="\0")
    return NOTHING.messages(prompts["answer.system"].render(), user.partition("\0")[0])


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent to the model. ``read`` numbers the passages as they were sent, cut to what matters; then
    those sent ``earlier`` in the conversation; then, ``dropped`` and whole, those of which nothing was sent.
    ``evidence`` is the block of passages in ``user``, the new message of the prompt."""

    system: str
    user: str
    evidence: str
    read: tuple[Read, ...]
    tokens: int
    prompt_ids: tuple[str, ...]
    earlier: Earlier = NOTHING

    @property
    def passages(self) -> dict[int, Passage]:
        """What the model has read, by mark."""
        return {read.mark: read.passage for read in self.read if not read.dropped}

    def sent(self, reply: str) -> tuple[Sent, ...]:
        """The conversation after the model's ``reply``."""
        new = {read.mark: read.passage for read in self.read if not read.dropped and not read.earlier}
        return (*self.earlier.sent, Sent(self.user, reply, new))


def build_request(
    question: str,
    language: str,
    hits: Sequence[Hit],
    prompts: Mapping[str, Prompt],
    corpus: CorpusTerms,
    *,
    count: Callable[[str], int],
    evidence_tokens: int,
    window_tokens: int,
    earlier: Earlier = NOTHING,
    wanted: tuple[str, str] | None = None,
) -> Request:
    """Cuts the passages to the sentences that matter, within the budget, and numbers them by rank: from 1, or
    after those of the ``earlier`` turns, of which nothing is sent twice.

    ``count`` counts tokens of a text; ``window_tokens`` is what the context leaves to the prompt once the
    answer's share is taken. The estimate is made with another tokenizer than the model's, so a sixth is kept
    in reserve; the best sentence always goes in, and a server that finds it too long says so. ``wanted`` are
    the words, and their language, by which sentences are chosen where they are not the question's own.
    """
    system = prompts["answer.system"].render()
    frame = {"language": LANGUAGE_NAMES.get(language, language), "question": neutralise(question)}
    left = window_tokens * 5 // 6 - count(system) - count(prompts["answer.user"].render(passages="", **frame))
    earlier = earlier.fitting(left - evidence_tokens, count)
    kept = condensed(
        *(wanted or (question, language)),
        hits,
        corpus,
        count=count,
        heading=lambda passage: count(_block(10, replace(passage, text=""))),
        continuing=count(f"[10] {CONTINUED.format(10)}\n\n\n"),
        room=min(evidence_tokens, left),
    )
    known = earlier.passages
    new = {
        mark: passage
        for mark, passage in enumerate(
            (part for hit in kept for part in unsent(hit.passage, known.values())), earlier.next_mark
        )
    }
    firsts: dict[str, int] = {}
    for mark, passage in known.items():
        firsts.setdefault(passage.article_id, mark)
    blocks = []
    if again := _again(kept, known):
        blocks.append(AGAIN.format("".join(f"[{mark}]" for mark in again)))
    for mark, passage in new.items():
        blocks.append(_block(mark, passage, firsts.get(passage.article_id)))
        firsts.setdefault(passage.article_id, mark)
    evidence = "\n\n".join(blocks)
    user = prompts["answer.user"].render(passages=evidence, **frame)
    sent = {hit.passage.id for hit in kept}
    left_out = [hit.passage for hit in hits if hit.passage.id not in sent]
    read = (
        *(Read(mark, passage, used=False) for mark, passage in new.items()),
        *(Read(mark, passage, used=False, earlier=True) for mark, passage in known.items()),
        *(
            Read(mark, passage, used=False, dropped=True)
            for mark, passage in enumerate(left_out, earlier.next_mark + len(new))
        ),
    )
    tokens = count(system) + earlier.tokens(count) + count(user)
    ids = (prompts["answer.system"].id, prompts["answer.user"].id)
    return Request(system, user, evidence, read, tokens, ids, earlier)


def _again(kept: Sequence[Hit], known: Mapping[int, Passage]) -> list[int]:
    """The passages of earlier turns that hold sentences chosen for this question too."""
    return [
        mark
        for mark, passage in known.items()
        if any(
            hit.passage.article_id == passage.article_id
            and hit.passage.start < passage.end
            and passage.start < hit.passage.end
            for hit in kept
        )
    ]


def _block(mark: int, passage: Passage, continued: int | None = None) -> str:
    return f"{header(mark, passage, continued)}\n{neutralise(passage.text)}"
