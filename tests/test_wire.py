"""Packets and pieces never change what is read from a stream; repetition is noticed, prose is not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.models.wire import JsonLines, RepetitionGuard, ThinkStripper

LINES = (
    b'{"a": "\xc3\xa9t\xc3\xa9"}\n\n{"b": "\xe2\x80\xa8 \xd8\xa7\xd9\x84"}\r\n'
    b'{"c": [1, {"d": "\\n"}]}\n{"e": 2}'
)
THOUGHT = st.lists(
    st.sampled_from(
        ["<think>", "</think>", "<THINKING>", "</thinking>", "<th", "ink>", "<", "/", "é", " ", "\n", "mot "]
    ),
    max_size=14,
).map("".join)


def cut(whole: bytes | str, places: list[int]) -> list[slice]:
    edges = [0, *sorted(place % (len(whole) + 1) for place in places), len(whole)]
    return [slice(a, b) for a, b in pairwise(edges)]


@given(st.lists(st.integers(0, 1000), max_size=30))
def test_json_lines_do_not_depend_on_packets(places: list[int]) -> None:
    parser = JsonLines()
    got = [value for piece in cut(LINES, places) for value in parser.feed(LINES[piece])] + parser.close()
    assert got == [{"a": "été"}, {"b": "\u2028 ال"}, {"c": [1, {"d": "\n"}]}, {"e": 2}]


def strip(*pieces: str) -> str:
    stripper = ThinkStripper()
    return "".join([*map(stripper.feed, pieces), stripper.close()])


@given(THOUGHT, st.lists(st.integers(0, 1000), max_size=20))
def test_reasoning_is_taken_out_the_same_in_any_pieces(text: str, places: list[int]) -> None:
    assert strip(*(text[piece] for piece in cut(text, places))) == strip(text)


@given(st.text().filter(lambda text: bool(text.strip())))
def test_text_without_tags_is_left_alone(text: str) -> None:
    assert "<think" in text.lower() or "</think" in text.lower() or strip(*text) == text


@pytest.mark.parametrize(
    ("leaked", "clean"),
    [
        ("<think>hm</think>\n\nOui.", "Oui."),
        ("  <THINK>hm <b>x</b></Think> Oui [1].", "Oui [1]."),
        ("Oui <thinking>hm</thinking>non.", "Oui non."),
        ("Oui. <think>jamais fermé", "Oui. "),
        ("sans début</think> Oui.", "sans début Oui."),
        ("a < b, <thin et </div>", "a < b, <thin et </div>"),
    ],
)
def test_leaked_reasoning_is_taken_out(leaked: str, clean: str) -> None:
    assert strip(*leaked) == clean


@given(st.text(min_size=1, max_size=30), st.integers(1, 5))
def test_whatever_repeats_without_end_is_noticed(fragment: str, size: int) -> None:
    guard = RepetitionGuard()
    assert any(guard.feed(fragment * size) for _ in range(3000))


def test_prose_tables_and_lists_are_no_repetition() -> None:
    rows = "".join(f"| {n} mai | {n * 7} morts | source [{n}] |\n" for n in range(60))
    for text in (
        rows,
        "- " + "\n- ".join(f"point {n} de la liste" for n in range(80)),
        "-" * 100 + "\nSuite. " * 7,
    ):
        guard = RepetitionGuard()
        assert not any(guard.feed(character) for character in text)
