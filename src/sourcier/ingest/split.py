"""Article and its segments → passages: slices of one segment, whole sentences where they fit, of like length.

The time to embed a passage grows with the square of its length, and a short rest says too little to be found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from sourcier import tokens
from sourcier.ingest.even import even
from sourcier.language import sentence_pieces, sentences
from sourcier.types import Article, Passage, Segment, pages_between

if TYPE_CHECKING:
    from llama_index.core.node_parser import SentenceSplitter

VERSION = 2
"""Goes up when the same segments give other passages: indexed articles are then split again."""

_BLOCK = 20_000  # characters given to the splitter at once: its time must not grow with a file without spaces
_CHARACTERS = 6  # a token, at most, in news: what is longer is counted by sentences at once
_CLAUSES = r"(?s:.+?(?:[,.;:…](?=\s)|[。？！、،؛]|\Z))"  # not inside «3,5»


def split(
    article: Article, segments: Sequence[Segment], *, passage_tokens: int, overlap_tokens: int
) -> list[Passage]:
    """The passages of ``article``, in order; every character that is not white space is in one.

    ``passage_tokens`` and ``overlap_tokens`` count tokens of o200k_base.
    """
    overlap_tokens = min(overlap_tokens, passage_tokens // 2)
    most = passage_tokens - overlap_tokens
    passages: list[Passage] = []
    for segment in segments:
        for start, end in _spans(article.text, segment, most, overlap_tokens):
            page, page_turns = pages_between(article.pages, start, end)
            passages.append(
                Passage(
                    id=f"{article.id}#{len(passages)}",
                    article_id=article.id,
                    path=article.path,
                    kind=segment.kind,
                    start=start,
                    end=end,
                    text=article.text[start:end],
                    language=article.language,
                    title=article.title,
                    outlet=article.outlet,
                    published=article.published,
                    page=page,
                    page_turns=page_turns,
                )
            )
    return passages


def _spans(text: str, segment: Segment, most: int, overlap_tokens: int) -> list[tuple[int, int]]:
    """The passages of one segment, of at most ``most`` tokens, as offsets into ``text``."""
    cuts: list[tuple[int, int]] = []
    for start, end in _blocks(text, segment.start, segment.end):
        kept = text[start:end].strip()
        start = text.index(kept, start)
        if len(kept) <= most * _CHARACTERS and tokens.count(kept, enough=most) <= most:
            if kept:  # as the pieces would be, which take longer
                cuts.append((start, start + len(kept)))
            continue
        pieces = _pieces(kept, most)
        for first, last in even([piece.tokens for piece in pieces], most):
            passage = kept[pieces[first].start : pieces[last - 1].end].rstrip()
            at = start + pieces[first].start
            cuts.append((at, at + len(passage)))
    if overlap_tokens:
        return (
            [cuts[0], *(_reach_back(text, cut, before, overlap_tokens) for before, cut in pairwise(cuts))]
            if cuts
            else []
        )
    return cuts


class _Piece(NamedTuple):
    """What is not cut: a sentence, or a part of one that is too long for a passage."""

    start: int
    end: int
    tokens: int


def _pieces(text: str, most: int) -> list[_Piece]:
    """All of ``text``, which begins with no white space; what is between two pieces belongs to the first."""
    pieces: list[_Piece] = []
    end = 0
    for sentence in sentence_pieces(text):
        start, end = end, end + len(sentence)
        size = tokens.count(sentence, enough=most)
        if size <= most:
            pieces.append(_Piece(start, end, size))
            continue
        splitter = _splitter(most)
        # A trace of its own: LlamaIndex notes each call, and forgets them only when the next trace begins.
        with splitter.callback_manager.as_trace("split"):
            parts = splitter.split_text(sentence)
        at = [start]
        for before, part in pairwise(parts):
            # Only white space lies between two parts, so the first occurrence is the part itself.
            at.append(text.index(part, at[-1] + len(before)))
        pieces += [_Piece(a, b, tokens.count(text[a:b])) for a, b in pairwise([*at, end])]
    return pieces


def _blocks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """``start``–``end`` in stretches of at most `_BLOCK` characters, cut at a line end or else a space."""
    while end - start > _BLOCK:
        half = start + _BLOCK // 2
        cut = max(text.rfind("\n", half, start + _BLOCK), 0) or max(text.rfind(" ", half, start + _BLOCK), 0)
        cut = cut + 1 if cut else start + _BLOCK
        yield start, cut
        start = cut
    yield start, end


def _reach_back(
    text: str, cut: tuple[int, int], before: tuple[int, int], overlap_tokens: int
) -> tuple[int, int]:
    """``cut`` with the last sentences of the passage before it, as many as fit in ``overlap_tokens``."""
    start = cut[0]
    for sentence_start, _ in reversed(sentences(text[slice(*before)])):
        if tokens.count(text[before[0] + sentence_start : cut[0]]) > overlap_tokens:
            break
        start = before[0] + sentence_start
    return start, cut[1]


@lru_cache(maxsize=8)
def _splitter(passage_tokens: int) -> SentenceSplitter:
    from llama_index.core.node_parser import SentenceSplitter  # takes seconds, and few texts need it

    return SentenceSplitter(
        chunk_size=passage_tokens,
        chunk_overlap=0,  # ours (`_reach_back`): the splitter's own makes a chunk's place ambiguous
        tokenizer=lambda text: range(tokens.count(text, enough=passage_tokens)),
        chunking_tokenizer_fn=sentence_pieces,  # given, so that nltk is never reached
        secondary_chunking_regex=_CLAUSES,
        include_metadata=False,
        include_prev_next_rel=False,
    )
