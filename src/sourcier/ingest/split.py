"""Article and its segments → passages: slices of one segment, whole sentences where they fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from llama_index.core.node_parser import SentenceSplitter

from sourcier import tokens
from sourcier.language import sentence_pieces, sentences
from sourcier.types import Article, Passage, Segment, pages_between

VERSION = 1
"""Goes up when the same segments give other passages: indexed articles are then split again."""

_BLOCK = 20_000  # characters given to the splitter at once: its time must not grow with a file without spaces
_CRUMB = 24  # tokens: a last passage shorter than this joins the one before it
_CLAUSES = r"(?s:.+?(?:[,.;:…](?=\s)|[。？！、،؛]|\Z))"  # not inside «3,5»


def split(
    article: Article, segments: Sequence[Segment], *, passage_tokens: int, overlap_tokens: int
) -> list[Passage]:
    """The passages of ``article``, in order; every character that is not white space is in one.

    ``passage_tokens`` and ``overlap_tokens`` count tokens of o200k_base.
    """
    overlap_tokens = min(overlap_tokens, passage_tokens // 2)
    splitter = _splitter(passage_tokens - overlap_tokens)
    passages: list[Passage] = []
    for segment in segments:
        for start, end in _spans(article.text, segment, splitter, overlap_tokens):
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


def _spans(
    text: str, segment: Segment, splitter: SentenceSplitter, overlap_tokens: int
) -> list[tuple[int, int]]:
    """The passages of one segment as offsets into ``text``."""
    cuts: list[tuple[int, int]] = []
    for block_start, block_end in _blocks(text, segment.start, segment.end):
        at = block_start
        block = text[block_start:block_end]
        if tokens.count(block, enough=splitter.chunk_size) <= splitter.chunk_size:
            if kept := block.strip():  # as the splitter would, which takes four times as long to call
                at = text.index(kept, at)
                cuts.append((at, at + len(kept)))
            continue
        # A trace of its own: LlamaIndex notes each call, and forgets them only when the next trace begins.
        with splitter.callback_manager.as_trace("split"):
            chunks = splitter.split_text(block)
        for chunk in chunks:
            # Only white space lies between two chunks, so the first occurrence is the chunk itself.
            at = text.index(chunk, at)
            cuts.append((at, at + len(chunk)))
            at += len(chunk)
    if len(cuts) > 1 and tokens.count(text[slice(*cuts[-1])]) < _CRUMB:
        last = cuts.pop()
        cuts[-1] = (cuts[-1][0], last[1])
    if overlap_tokens:
        return (
            [cuts[0], *(_reach_back(text, cut, before, overlap_tokens) for before, cut in pairwise(cuts))]
            if cuts
            else []
        )
    return cuts


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
    return SentenceSplitter(
        chunk_size=passage_tokens,
        chunk_overlap=0,  # ours (`_reach_back`): the splitter's own makes a chunk's place ambiguous
        tokenizer=lambda text: range(tokens.count(text, enough=passage_tokens)),
        chunking_tokenizer_fn=sentence_pieces,  # given, so that nltk is never reached
        secondary_chunking_regex=_CLAUSES,
        include_metadata=False,
        include_prev_next_rel=False,
    )
