"""How much of a clause one stretch of a passage says."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from sourcier.ask.stretches import Clauses
from sourcier.language import stems

FILLER = "pluie vent neige soleil nuage brume gel orage averse givre verglas tempête " * 4


def clauses(question: str, language: str = "fr") -> Clauses:
    return Clauses(question, language, lambda text: stems(text, language), lambda stem: 3, 1000)


def said(*parts: str) -> str:
    return "\n".join(" ".join(stems(part, "fr")) for part in parts)


def test_one_sentence_about_a_clause_beats_its_words_scattered_over_a_long_passage() -> None:
    question = "Pourquoi le préfet a-t-il fermé le barrage, tandis que les pêcheurs réclament une indemnité ?"
    found = clauses(question).said_by(
        {
            "together": said("", "", f"{FILLER} Le préfet a fermé le barrage. {FILLER}"),
            "scattered": said(
                "", "", f"Le préfet parle. {FILLER} Tout est fermé. {FILLER} Au barrage, rien."
            ),
            "nothing": said("", "", FILLER),
        }
    )
    assert found["together"] > found["scattered"] > found["nothing"] == 0.0


def test_the_heading_speaks_for_every_stretch_but_less_than_the_text() -> None:
    found = clauses("Qui dirige le barrage ?").said_by(
        {
            "text": said("Météo", "", "Une ingénieure dirige le barrage."),
            "title": said("Le barrage", "", f"{FILLER} Une ingénieure le dirige."),
            "neither": said("Météo", "", f"{FILLER} Une ingénieure le dirige."),
        }
    )
    assert found["text"] > found["title"] > found["neither"] > 0.0


@given(st.lists(st.sampled_from("barrage préfet pêcheur indemnité neige".split()), max_size=60))
def test_shares_are_shares(words: Sequence[str]) -> None:
    found = clauses("Le préfet du barrage, et l'indemnité des pêcheurs ?").said_by(
        {"a": said("", "", " ".join(words))}
    )
    assert 0.0 <= found["a"] <= 1.0


def test_questions_and_passages_without_words_have_nothing_in_common() -> None:
    assert clauses("?").said_by({"a": said("", "", FILLER)}) == {"a": 0.0}
    assert clauses("Qui dirige le barrage ?").said_by({"a": ""}) == {"a": 0.0}
    assert clauses("Qui dirige le barrage ?").said_by({}) == {}
