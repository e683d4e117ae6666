"""How much of a clause one stretch of a passage says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.ask.retrieval.stretches import Clauses, split
from sourcier.language import stems

FILLER = "pluie vent neige soleil nuage brume gel orage averse givre verglas tempête " * 4


def clauses(question: str, language: str = "fr") -> Clauses:
    return Clauses(split(question, language), lambda text: stems(text, language), lambda stem: 3, 1000)


def said(*parts: str) -> str:
    return "\n".join(" ".join(stems(part, "fr")) for part in parts)


def shares(question: str, passages: Mapping[str, str]) -> dict[str, float]:
    return dict(zip(passages, clauses(question).said_by([*passages.values()]), strict=True))


def test_one_sentence_about_a_clause_beats_its_words_scattered_over_a_long_passage() -> None:
    question = "Pourquoi le préfet a-t-il fermé le barrage, tandis que les pêcheurs réclament une indemnité ?"
    found = shares(
        question,
        {
            "together": said("", "", f"{FILLER} Le préfet a fermé le barrage. {FILLER}"),
            "scattered": said(
                "", "", f"Le préfet parle. {FILLER} Tout est fermé. {FILLER} Au barrage, rien."
            ),
            "nothing": said("", "", FILLER),
        },
    )
    assert found["together"] > found["scattered"] > found["nothing"] == 0.0


def test_the_heading_speaks_for_every_stretch_but_less_than_the_text() -> None:
    found = shares(
        "Qui dirige le barrage ?",
        {
            "text": said("Météo", "", "Une ingénieure dirige le barrage."),
            "title": said("Le barrage", "", f"{FILLER} Une ingénieure le dirige."),
            "neither": said("Météo", "", f"{FILLER} Une ingénieure le dirige."),
        },
    )
    assert found["text"] > found["title"] > found["neither"] > 0.0


@given(st.lists(st.sampled_from("barrage préfet pêcheur indemnité neige".split()), max_size=60))
def test_shares_are_shares(words: Sequence[str]) -> None:
    found = shares(
        "Le préfet du barrage, et l'indemnité des pêcheurs ?", {"a": said("", "", " ".join(words))}
    )
    assert 0.0 <= found["a"] <= 1.0


def test_questions_and_passages_without_words_have_nothing_in_common() -> None:
    assert shares("?", {"a": said("", "", FILLER)}) == {"a": 0.0}
    assert shares("Qui dirige le barrage ?", {"a": ""}) == {"a": 0.0}
    assert shares("Qui dirige le barrage ?", {}) == {}


@pytest.mark.parametrize(
    ("language", "clauses"),
    [
        ("fr", ["Qui dirige le barrage ?"]),
        ("fr", ["Le préfet a-t-il fermé le vieux barrage, tandis que", " la ville réclame une indemnité ?"]),
        ("fr", ["Quels ponts relient Saint-Malo et Dinan ?"]),  # «Dinan» is no clause of its own
        ("en", ["Which bank was fined by the regulator, and", " who resigned from the board afterwards?"]),
        ("ru", ["Кто построил новый мост через реку, а", " кто оплатил ремонт старой дороги?"]),
    ],
)
def test_a_question_is_split_where_its_clauses_meet(language: str, clauses: list[str]) -> None:
    assert split("".join(clauses), language) == clauses


@given(st.text(), st.sampled_from(["fr", "en", "ru", "ar", "xx"]))
def test_nothing_of_a_question_is_lost(question: str, language: str) -> None:
    assert "".join(split(question, language)) == question
