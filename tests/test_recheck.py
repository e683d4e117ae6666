"""Words cited earlier, against articles that were edited since."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from made_up_news import NEWS
from sourcier.ask.recheck import Fate, compared, current_id, recheck
from sourcier.language import sentences
from sourcier.types import Article, Evidence

CITED = [
    (name, start, end) for name, text in NEWS.items() for start, end in sentences(text) if end - start > 40
]
cited = st.sampled_from(CITED)
words = st.text(alphabet="abcdéèàç 0123456789.,'«»\n", max_size=80)


def article(text: str, name: str = "a.txt") -> Article:
    return Article(name, name, text, "0" * 64, "fr")


def evidence(name: str, start: int, end: int) -> Evidence:
    return Evidence(name, name, start, end, NEWS[name][start:end])


@given(cited, words, words)
def test_words_that_stand_elsewhere_now_are_kept_and_found(
    place: tuple[str, int, int], before: str, after: str
) -> None:
    name, start, end = place
    text = f"{before}\n{NEWS[name]}\n{after}"
    found = recheck(evidence(*place), article(text, name))
    assert found.fate is Fate.KEPT
    assert found.now is not None
    assert text[found.now.start : found.now.end] == NEWS[name][start:end] == found.now.quote


@given(cited, st.data())
def test_a_text_wrapped_otherwise_is_kept(place: tuple[str, int, int], data: st.DataObject) -> None:
    name, _, _ = place
    text = "".join(
        data.draw(st.sampled_from([" ", "\n", "  "])) if character == " " else character
        for character in NEWS[name]
    )
    found = recheck(evidence(*place), article(text, name))
    assert found.fate is Fate.KEPT
    assert found.now is not None
    assert found.now.quote.split() == found.before.quote.split()


@given(cited, st.integers(0, 30), st.sampled_from(["huit", "4 500", "nouveaux", "ne", "selon la mairie,"]))
def test_a_corrected_sentence_is_found_with_its_new_words(
    place: tuple[str, int, int], at: int, new: str
) -> None:
    name, start, end = place
    old = NEWS[name][start:end].split(" ")
    assume(len(old) > 2)
    where = 1 + at % (
        len(old) - 2
    )  # a word between two others: at the end, nothing says where new words stop
    corrected = " ".join([*old[:where], new, *old[where + 1 :]])
    if corrected.split() == NEWS[name][start:end].split():
        return
    text = f"Mise à jour.\n\n{NEWS[name][:start]}{corrected}{NEWS[name][end:]}"
    found = recheck(evidence(*place), article(text, name))
    assert found.fate is Fate.CORRECTED
    assert found.now is not None
    assert text[found.now.start : found.now.end] == found.now.quote
    # The corrected words are among those shown as new.
    shown = "".join(piece for kind, piece in compared(found.before.quote, found.now.quote) if kind != "gone")
    assert new in shown


@given(cited)
def test_words_taken_out_are_not_taken_for_their_neighbours(place: tuple[str, int, int]) -> None:
    name, start, end = place
    found = recheck(evidence(*place), article(NEWS[name][:start] + NEWS[name][end:], name))
    assert found.fate in {Fate.DROPPED, Fate.CORRECTED}
    if found.fate is Fate.CORRECTED:
        # Titles and first sentences say nearly the same: then, and only then, one stands for the other.
        assert found.now is not None
        assert set(found.now.quote.lower().split()) & set(found.before.quote.lower().split())


@given(words, words)
def test_the_two_wordings_are_whole_in_the_comparison(before: str, after: str) -> None:
    pieces = compared(before, after)
    assert "".join(text for kind, text in pieces if kind != "new") == before
    assert "".join(text for kind, text in pieces if kind != "gone") == after
    if before == after:
        assert {kind for kind, _ in pieces} <= {"same"}


@given(cited, words)
def test_whatever_the_article_became_the_place_is_in_it(place: tuple[str, int, int], text: str) -> None:
    found = recheck(evidence(*place), article(text))
    assert (found.now is None) == (found.fate in {Fate.DROPPED, Fate.REMOVED})
    if found.now is not None:
        assert text[found.now.start : found.now.end] == found.now.quote != ""


def test_an_article_that_is_gone_leaves_the_quote() -> None:
    before = evidence(*CITED[0])
    found = recheck(before, None)
    assert (found.fate, found.before, found.now) == (Fate.REMOVED, before, None)


@pytest.mark.parametrize(("now", "fate"), [("450", Fate.CORRECTED), ("45", Fate.KEPT)])
def test_a_number_inside_a_longer_one_is_not_the_number(now: str, fate: Fate) -> None:
    old = "Le bilan provisoire des secours est de 45"
    before = Evidence("a.txt", "a.txt", 0, len(old), old)
    assert recheck(before, article(f"{old[:-2]}{now} blessés.")).fate is fate


def test_of_two_places_the_nearer_one_is_meant() -> None:
    line = "Les travaux reprendront lundi."
    text = f"{line}\n\n" + "Autre chose est arrivé.\n" * 30 + line
    first = recheck(Evidence("a.txt", "a.txt", 3, 3 + len(line), line), article(text))
    last = recheck(Evidence("a.txt", "a.txt", len(text), len(text) + len(line), line), article(text))
    assert first.now is not None
    assert last.now is not None
    assert (first.now.start, last.now.end) == (0, len(text))


def test_an_article_is_followed_through_its_moves() -> None:
    moved = {"a.txt": "b.txt", "b.txt": "c.txt", "x": "y", "y": "x"}
    assert [current_id(each, moved) for each in ("a.txt", "b.txt", "d.txt", "x")] == [
        "c.txt", "c.txt", "d.txt", "y",
    ]  # fmt: skip
