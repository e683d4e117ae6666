"""Comparisons and deeds turned round, through figures or a pronoun, are seen; told straight they stand."""

from __future__ import annotations

import pytest

from sourcier.ask.verify import check
from sourcier.types import Verdict

FILMS = "La part des films français s'établit à 38 %, contre 45 % pour les productions américaines."
FLIGHTS = "Skyrun carried 1.4 million passengers last year compared with Northway's 900,000."
PIPES = "Larkhill has 3,400 such homes, three times as many as Stonebury."
QUARREL = (
    "La ministre, Aude Ferrier, accuse la chaîne de fraude. Le directeur de la chaîne, Marc Olin, lui "
    "reproche de vouloir censurer la presse."
)
TEAM = "La gardienne Julie Rochas est forfait ; elle est remplacée par Inès Maâlem."
CLIMB = (
    "Une avalanche a emporté six skieurs, tuant un guide. Deux blessés sont soignés, l'un dans un état grave."
)


@pytest.mark.parametrize(
    ("said_there", "true", "false"),
    [
        (
            FILMS,
            "La part des films français est inférieure à celle des productions américaines.",
            "La part des films français est supérieure à celle des productions américaines.",
        ),
        (
            FLIGHTS,
            "Skyrun carried more passengers than Northway last year.",
            "Northway carried more passengers than Skyrun last year.",
        ),
        (
            PIPES,
            "Larkhill has three times as many such homes as Stonebury.",
            "Stonebury has three times as many such homes as Larkhill.",
        ),
        (
            QUARREL,
            "Marc Olin reproche à la ministre de vouloir censurer la presse.",
            "La ministre reproche à Marc Olin de vouloir censurer la presse.",
        ),
        (
            "Le ministère belmarien les accusait d'espionnage. Le Sorvan a rappelé deux diplomates.",
            "Le ministère belmarien accusait deux diplomates d'espionnage.",
            "Le Sorvan accusait deux diplomates belmariens d'espionnage.",
        ),
        (
            "Mayor Joan Holt blamed the builder. The builder, Ed Vance, accused her of fraud.",
            "Ed Vance accused the mayor of fraud.",
            "The mayor accused Ed Vance of fraud.",
        ),
        (
            "Le profit du groupe Gommax a atteint 87 millions d'euros, contre 112 millions un an avant.",
            "Le profit du groupe Gommax est passé de 112 à 87 millions d'euros.",
            "Le profit du groupe Gommax est passé de 87 à 112 millions d'euros.",
        ),
        (
            "Oil fell to 79 dollars a barrel from 84 on Monday.",
            "Oil fell from 84 to 79 dollars a barrel on Monday.",
            "Oil went from 79 to 84 dollars a barrel on Monday.",
        ),
        (TEAM, "Inès Maâlem remplace Julie Rochas.", "Julie Rochas remplace Inès Maâlem."),
        (CLIMB, "L'avalanche a tué un guide.", "L'avalanche a tué six skieurs."),
        (CLIMB, "Un des blessés est dans un état grave.", "Les deux blessés sont dans un état grave."),
        (
            "The storm hit nine villages, killing 14 people. Five were cut off.",
            "The storm killed 14 people.",
            "The storm killed nine people.",
        ),
    ],
)  # fmt: skip
def test_what_is_turned_round_is_told_from_what_is_not(said_there: str, true: str, false: str) -> None:
    assert check(true, said_there).verdict is Verdict.SUPPORTED
    assert check(false, said_there).verdict is not Verdict.SUPPORTED
