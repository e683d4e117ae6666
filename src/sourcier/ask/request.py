"""A question and the hits → what is sent to the model: prompts, and numbered passages cut to what matters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from sourcier.ask.answerable import CorpusTerms
from sourcier.ask.condensed import condensed
from sourcier.prompts import Prompt
from sourcier.types import Hit, Kind, Passage, Read

LANGUAGE_NAMES = {
    "fr": "français",
    "en": "English",
    "ar": "العربية",
    "ru": "русский",
    "es": "español",
    "de": "Deutsch",
    "it": "italiano",
    "pt": "português",
}

LOOKALIKE_MARK = re.compile(r"[\[【［⟦]\s*(\^?\d[\d\s,;–-]*)\s*[\]】］⟧]")
"""Digits in brackets of any shape, which a reader takes for a mark of ours."""

_DELIMITER = re.compile(r"<(?=\s*/?\s*passage\b)", re.IGNORECASE)


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
    """The opening line of a passage in the prompt; ``continued`` is the mark of one of the same article."""
    known = {
        "suite": str(continued) if continued is not None else None,
        "titre": passage.title if continued is None else None,
        "source": passage.outlet if continued is None else None,
        "publié": passage.published or "date inconnue" if continued is None else None,
        "nature": "commentaire de lecteur" if passage.kind is Kind.COMMENT else None,
    }
    fields = " ".join(f'{name}="{_attribute(value)}"' for name, value in known.items() if value is not None)
    return f'<passage n="{mark}" {fields}>'


def _attribute(value: str) -> str:
    return " ".join(neutralise(value).replace('"', "″").replace("<", "‹").replace(">", "›").split())


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent to the model. ``read`` numbers the passages as they were sent, cut to what matters; then,
    ``dropped`` and whole, those of which nothing was sent. ``evidence`` is the prompt's block of passages."""

    system: str
    user: str
    evidence: str
    read: tuple[Read, ...]
    tokens: int
    prompt_ids: tuple[str, ...]


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
) -> Request:
    """Cuts the passages to the sentences that matter, within the budget, and numbers them from 1 by rank.

    ``count`` counts tokens of a text; ``window_tokens`` is what the context leaves to the prompt once the
    answer's share is taken. The estimate is made with another tokenizer than the model's, so a sixth is kept
    in reserve; the best sentence always goes in, and a server that finds it too long says so.
    """
    system = prompts["answer.system"].render()
    frame = {"language": LANGUAGE_NAMES.get(language, language), "question": neutralise(question)}
    fixed = count(system) + count(prompts["answer.user"].render(passages="", **frame))
    kept = condensed(
        question,
        language,
        hits,
        corpus,
        count=count,
        heading=lambda passage: count(_block(10, replace(passage, text=""))),
        continuing=count('<passage n="10" suite="10">\n\n</passage>\n\n'),
        room=min(evidence_tokens, window_tokens * 5 // 6 - fixed),
    )
    firsts: dict[str, int] = {}
    blocks: list[str] = []
    for mark, hit in enumerate(kept, start=1):
        blocks.append(_block(mark, hit.passage, firsts.get(hit.passage.article_id)))
        firsts.setdefault(hit.passage.article_id, mark)
    evidence = "\n\n".join(blocks)
    user = prompts["answer.user"].render(passages=evidence, **frame)
    sent = {hit.passage.id for hit in kept}
    left = [hit for hit in hits if hit.passage.id not in sent]
    read = (
        *(Read(mark, hit.passage, used=False) for mark, hit in enumerate(kept, start=1)),
        *(Read(mark, hit.passage, used=False, dropped=True) for mark, hit in enumerate(left, len(kept) + 1)),
    )
    ids = (prompts["answer.system"].id, prompts["answer.user"].id)
    return Request(system, user, evidence, read, count(system) + count(user), ids)


def _block(mark: int, passage: Passage, continued: int | None = None) -> str:
    return f"{header(mark, passage, continued)}\n{neutralise(passage.text)}\n</passage>"
