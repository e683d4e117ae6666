"""Marks survive any cut of the stream, and a mark that names nothing is never shown."""

from __future__ import annotations

import random
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.ask.writing.marks import OPENING, MarkReader

HOSTILE = [
    "[9]", "[0]", "[-1]", "[1][9]", "[1,9]", "[1-9]", "[2–12]", "[[9]]", "【9】", "【9†L1-L4】", "［9］", 
    "[^9]", "[Source 9]", "[passage 9]", "[1 et 9]", "[99999999999999999999]", "[ 9 ]", "[٩]", "[9;1]",
]  # fmt: skip


def _read(
    text: str, cuts: list[int] | None = None, known: tuple[int, ...] = (1, 2, 3)
) -> tuple[str, list[int], list[int]]:
    reader = MarkReader(known)
    bounds = sorted({0, len(text), *(cut for cut in cuts or [] if 0 <= cut <= len(text))})
    pieces = [text[start:end] for start, end in pairwise(bounds)]
    items = [item for piece in pieces for item in reader.feed(piece)] + list(reader.end())
    shown = "".join(item if isinstance(item, str) else f"⟨{item}⟩" for item in items)
    return shown, [item for item in items if isinstance(item, int)], reader.invented


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Oui [1].", "Oui ⟨1⟩."),
        ("Oui [1, 2] et [2][3].", "Oui ⟨1⟩⟨2⟩ et ⟨2⟩⟨3⟩."),
        ("Plage [1-3].", "Plage ⟨1⟩⟨2⟩⟨3⟩."),
        ("Doublé [[2]].", "Doublé ⟨2⟩."),
        ("Chinois 【2】 et note 【1†L3-L5】", "Chinois ⟨2⟩ et note ⟨1⟩"),
        ("Mot [sic], coupe […], renvoi [voir [1]].", "Mot [sic], coupe […], renvoi voir ⟨1⟩."),
        ("Année [2022] inconnue.", "Année  inconnue."),
        ("Fin coupée [1", "Fin coupée "),
        ("Crochet seul [ ici", "Crochet seul [ ici"),
    ],
)
def test_marks_are_read_in_the_forms_that_models_write(text: str, shown: str) -> None:
    assert _read(text)[0] == shown


@pytest.mark.parametrize("mark", HOSTILE)
def test_hostile_marks_are_never_shown_and_are_counted(mark: str) -> None:
    shown, marks, invented = _read(f"Une phrase {mark} et la suite.")
    assert set(marks) <= {1, 2, 3}
    assert "9" not in shown
    assert "٩" not in shown
    assert invented


@given(st.text(alphabet="ab [1]23,【】-é.\n«»", max_size=80), st.lists(st.integers(0, 80), max_size=20))
def test_the_cut_of_the_stream_changes_nothing(text: str, cuts: list[int]) -> None:
    assert _read(text, cuts) == _read(text)


@given(st.text(max_size=200))
def test_text_without_brackets_comes_through_untouched(text: str) -> None:
    plain = text.translate(dict.fromkeys(map(ord, [*OPENING, *OPENING.values()])))
    assert _read(plain)[0] == plain


def test_a_thousand_random_splits_of_hostile_answers_show_no_invented_mark() -> None:
    chance = random.Random(7)
    text = "Les exercices auront lieu en mai [1]. " + " ".join(
        f"Phrase {i} {mark}." for i, mark in enumerate(HOSTILE)
    )
    for _ in range(1000):
        cuts = [chance.randrange(len(text)) for _ in range(chance.randrange(60))]
        shown, marks, _ = _read(text, cuts)
        assert set(marks) <= {1, 2, 3}
        assert not re.search(r"[\[【［]\s*\d", shown)
