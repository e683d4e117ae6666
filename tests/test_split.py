"""Passages: exact slices of one segment that miss no character, in time, for any text; and their nodes."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Sequence
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pages import PAGES, page
from sourcier import nodes, tokens
from sourcier.ingest.even import even
from sourcier.ingest.read import read_corpus
from sourcier.ingest.segment import segment
from sourcier.ingest.split import split
from sourcier.types import Article, Hit, Kind, Passage, Segment

SEEDS = Path(__file__).parents[1] / "seeds"


def article(text: str) -> Article:
    return Article(
        id="a.txt", path="a.txt", text=text, sha256="", language="fr", title="T", published="2021-03-14"
    )


def check(of: Article, segments: list[Segment], passages: list[Passage]) -> None:
    """What holds of every split."""
    covered: set[int] = set()
    for number, passage in enumerate(passages):
        assert passage.id == f"{of.id}#{number}"
        assert of.text[passage.start : passage.end] == passage.text
        assert passage.text == passage.text.strip() != ""
        (within,) = [s for s in segments if s.start <= passage.start and passage.end <= s.end]
        assert passage.kind is within.kind
        covered.update(range(passage.start, passage.end))
    assert not [at for at, character in enumerate(of.text) if not character.isspace() and at not in covered]
    assert [p.start for p in passages] == sorted(p.start for p in passages)


PIECES = st.one_of(
    st.text(max_size=200),
    st.sampled_from(
        [
            "Un mot. ",
            "M. Dupont a dit : « oui ». ",
            "a " * 300,
            "é" * 700,
            "😀" * 90,
            "\n\n",
            "\x1c",
            "漢字。" * 60,
        ]
    ),
    st.sampled_from(sorted(PAGES)).map(lambda name: page(name)[0]),
)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(PIECES, max_size=6).map("".join),
    st.sampled_from([32, 64, 256]),
    st.sampled_from([0, 0, 8, 40, 1000]),
)
def test_passages_of_any_text_are_exact_and_miss_nothing(text: str, size: int, overlap: int) -> None:
    of = article(text)
    segments = segment(of)
    check(of, segments, split(of, segments, passage_tokens=size, overlap_tokens=overlap))


@pytest.mark.parametrize("unit", ["a", "é", "漢", "😀", "ab, ", "x.", "- ", "1,"])
def test_a_line_of_200_kilobytes_is_split_in_seconds(unit: str) -> None:
    of = article(unit * (200_000 // len(unit)))
    tokens.count("warm")
    start = time.perf_counter()
    segments = segment(of)
    passages = split(of, segments, passage_tokens=256, overlap_tokens=0)
    assert time.perf_counter() - start < 20
    check(of, segments, passages)
    assert max(tokens.count(p.text) for p in passages) <= 300


def test_passages_keep_sentences_whole_and_near_the_size() -> None:
    sentence = "M. Dupont, âgé de 3,5 ans de plus que le gén. Morel, a dit « non » le 12 oct. à Lorval. "
    of = article(sentence * 60)
    passages = split(of, [Segment(Kind.REPORT, 0, len(of.text))], passage_tokens=256, overlap_tokens=0)
    assert all(p.text.startswith("M. Dupont") and p.text.endswith("à Lorval.") for p in passages)
    assert all(150 <= tokens.count(p.text) <= 280 for p in passages[:-1])


def test_a_text_that_takes_two_passages_is_cut_in_halves_at_the_end_of_a_sentence() -> None:
    of = article(" ".join(f"La phrase numéro {n} parle du lac, de la rive et du vent." for n in range(20)))
    assert 288 < tokens.count(of.text) < 350
    first, second = split(of, [Segment(Kind.REPORT, 0, len(of.text))], passage_tokens=288, overlap_tokens=0)
    assert first.text.startswith("La phrase numéro 0") and first.text.endswith(
        "numéro 9 parle du lac, de la rive et du vent."
    )
    assert second.text.startswith("La phrase numéro 10")


@given(st.lists(st.integers(0, 60), max_size=11), st.integers(1, 80))
def test_groups_are_as_few_and_as_even_as_any(sizes: list[int], most: int) -> None:
    def told(groups: Sequence[tuple[int, int]]) -> tuple[int, int]:
        return len(groups), sum(sum(sizes[first:end]) ** 2 for first, end in groups)

    groups = even(sizes, most)
    assert [at for first, end in groups for at in range(first, end)] == list(range(len(sizes)))
    fitting = [
        told(list(pairwise([0, *cuts, len(sizes)])))
        for count in range(len(sizes))
        for cuts in combinations(range(1, len(sizes)), count)
        if all(b - a == 1 or sum(sizes[a:b]) <= most for a, b in pairwise([0, *cuts, len(sizes)]))
    ]
    assert told(groups) == min(fitting, default=(0, 0))


def test_overlap_repeats_whole_sentences_of_the_passage_before() -> None:
    of = article(" ".join(f"La phrase numéro {n} parle du lac, de la rive et du vent." for n in range(80)))
    segments = [Segment(Kind.REPORT, 0, len(of.text))]
    passages = split(of, segments, passage_tokens=128, overlap_tokens=32)
    check(of, segments, passages)
    for before, after in pairwise(passages):
        shared = of.text[after.start : before.end]
        assert shared.startswith("La phrase")
        assert 0 < tokens.count(shared) <= 32


def test_no_passage_of_a_seed_mixes_a_readers_words_with_reporting() -> None:
    for item in read_corpus(SEEDS):
        assert isinstance(item, Article)
        segments = segment(item)
        check(item, segments, split(item, segments, passage_tokens=256, overlap_tokens=0))


def test_tokens_are_counted_without_a_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", "/nowhere")
    tokens._encoding.cache_clear()
    assert tokens.count("") == 0
    assert tokens.count("Le lac a baissé d’un mètre.") in range(7, 13)
    assert 9_000 < tokens.count("mot " * 10_000) < 11_000


def test_nodes_carry_a_passage_there_and_back() -> None:
    known = Passage("a#0", "a", "a.txt", Kind.LEAD, 3, 9, "Un lac", "fr", "T", "O", "2021-03-14")
    bare = Passage("b#0", "b", "b.txt", Kind.COMMENT, 0, 3, "Oui", "fr")
    paged = Passage(
        "c.pdf#1", "c.pdf", "c.pdf", Kind.REPORT, 10, 40, "x" * 30, "fr", page=3, page_turns=(20, 30)
    )
    assert [paged.page_at(offset) for offset in (10, 19, 20, 35)] == [3, 3, 4, 5]
    for passage in (known, bare, paged):
        node = nodes.to_node(passage, [0.5, 0.25])
        assert node.node_id == passage.id
        assert node.ref_doc_id == passage.article_id
        assert node.embedding == [0.5, 0.25]
        assert all(type(value) in (str, int) for value in node.metadata.values())
        assert node.get_content(metadata_mode="embed") == passage.text  # type: ignore[arg-type]  # a str enum
        assert nodes.to_passage(node) == passage
        assert nodes.to_passage(type(node).from_dict(json.loads(node.to_json()))) == passage
    assert nodes.to_node(known).metadata["published_day"] == 20210314
    scored = nodes.to_scored_nodes([Hit(known, 1.5)])
    assert [(nodes.to_passage(one.node), one.score) for one in scored] == [(known, 1.5)]  # type: ignore[arg-type]
