"""A function given to the wrong person, one that nobody has, what only a reader says: seen, nothing else."""

from __future__ import annotations

import pytest

from sourcier.ask.answerability.answerable import answerable
from sourcier.ask.answerability.titled_otherwise import titled_otherwise
from sourcier.types import Hit, Kind, Passage

FLOOD = (
    "La crue de la Brenne a fait trois morts à Tarvel, a annoncé la préfète, Anne Lorrain. "
    "Le maire, Jean Roy, a ouvert le gymnase. L'ancien maire, Paul Ferrand, l'a aidé."
)
COMMENT = "Le maire Jean Roy avait bu ce soir-là, tout le monde le sait."


class Corpus:
    """A corpus of few passages, none of whose words is rare."""

    passages = 4

    def document_frequency(self, stem: str) -> int:
        return 1


def passage(text: str, kind: Kind = Kind.REPORT, at: int = 0) -> Passage:
    return Passage(f"a.txt#{at}", "a.txt", "a.txt", kind, at, at + len(text), text, "fr")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Depuis quand la préfète Jean Roy est-elle en poste ?", "maire"),
        ("Pourquoi le maire Anne Lorrain a-t-il ouvert le gymnase ?", "préfète"),
        ("Pourquoi le maire Jean Roy a-t-il ouvert le gymnase ?", None),
        ("Pourquoi le maire Paul Ferrand a-t-il aidé ?", None),  # he was one
        ("Pourquoi l'ancien préfet Jean Roy a-t-il aidé ?", None),  # he may have been one
        ("Pourquoi le colonel Jean Roy a-t-il aidé ?", None),  # nobody else is one: who knows
        ("Pourquoi le président Jean Roy a-t-il aidé ?", None),  # a mayor may preside too
        ("Qui est le maire de Tarvel ?", None),
    ],
)
def test_a_function_that_is_another_persons(question: str, said: str | None) -> None:
    found = titled_otherwise(question, [passage(FLOOD)], language="fr")
    assert (found.said if found else None) == said
    if found is not None:
        assert found.quote in FLOOD


@pytest.mark.parametrize(
    ("question", "answered"),
    [
        ("Qui était le ministre présent à Tarvel après la crue de la Brenne ?", False),
        ("Quel ministre est venu à Tarvel après la crue de la Brenne ?", False),
        ("Qui était la préfète à Tarvel après la crue de la Brenne ?", True),
        ("Que dit la préfète Anne Lorrain ?", True),
    ],
)
def test_a_minister_whom_no_passage_mentions(question: str, answered: bool) -> None:
    decision = answerable(question, [Hit(passage(FLOOD), 1.0)], language="fr", corpus=Corpus())
    assert decision.answer is answered
    if not answered:
        assert decision.reason is not None and "ministre" in decision.reason.fr


@pytest.mark.parametrize(
    ("question", "by_readers"),
    [
        ("Le maire de Tarvel, Jean Roy, avait-il bu ?", True),
        ("Est-ce que le maire de Tarvel, Jean Roy, avait bu ?", True),
        ("Le maire de Tarvel, Jean Roy, a-t-il ouvert le gymnase ?", False),
    ],
)
def test_what_is_asked_for_and_only_a_reader_says(question: str, by_readers: bool) -> None:
    reports, comments = [Hit(passage(FLOOD), 1.0)], [Hit(passage(COMMENT, Kind.COMMENT, 900), 1.0)]
    decision = answerable(question, reports, language="fr", corpus=Corpus(), comments=comments)
    assert decision.answer is not by_readers
    if by_readers:
        assert decision.reason is not None and "commentaires" in decision.reason.fr
