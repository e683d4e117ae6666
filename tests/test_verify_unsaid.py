"""Causes, conditions, intentions, denials, parts and relative times: as the passage has them."""

from __future__ import annotations

import pytest

from sourcier.ask.verify import check
from sourcier.types import Verdict

CLOSED = (
    "L'abattoir a été fermé lundi après un contrôle sanitaire. Le syndicat estime que 84 emplois sont "
    "menacés. L'association Terre Vive avait diffusé des images du site."
)
FLIGHTS = (
    "The airline cancelled 40 flights on Monday because of fog. Its union will hold a vote in May. A rival "
    "carrier opened a base in Tarvel."
)
LINE = (
    "Si aucun accord n'est trouvé, la ligne de Tarvel fermera en décembre. La mairie envisage de porter "
    "plainte contre la région. Le conducteur nie avoir frappé un passager."
)
DAM = (
    "Researchers said the dam could give way if the rain continues. The firm plans to open a second dam. "
    "The engineer, who pleaded guilty in May, is awaiting sentence."
)
COUNCIL = (
    "Trois des dix élus socialistes ont quitté la séance. Une partie du personnel redoute une fusion. "
    "Certains riverains ont porté plainte."
)
BOARD = (
    "Two of the nine directors have resigned. Some of the bridges need repair. A fifth of the schools closed."
)


@pytest.mark.parametrize(
    ("said_there", "claim", "reason"),
    [
        (CLOSED, "L'abattoir a été fermé en raison des images diffusées par Terre Vive.", "cause"),
        (CLOSED, "L'abattoir a été fermé lundi parce que 84 emplois sont menacés.", "cause"),
        (FLIGHTS, "The airline cancelled 40 flights because of a rival carrier.", "cause"),
        (
            "La maire attribue la panne à la foudre. L'opposition accuse le manque d'entretien.",
            "La maire attribue la panne au manque d'entretien.",
            "cause",
        ),
        (LINE, "La ligne de Tarvel fermera en décembre.", "condition"),
        (LINE, "La mairie a porté plainte contre la région.", "voulu"),
        (LINE, "Le conducteur a frappé un passager.", "nie"),
        (
            "Work will start in May unless the state withdraws its grant.",
            "The state has withdrawn its grant.",
            "condition",
        ),
        (
            "Une réunion est prévue le 6 juin.",
            "Une réunion s'est tenue le 6 juin.",
            "prévu",
        ),
        (
            "A vote is expected on 6 June.",
            "A vote was held on 6 June.",
            "held",
        ),
        (
            "Tramel a dix jours pour contester la décision de la région.",
            "Tramel a contesté la décision de la région.",
            "voulu",
        ),
        (DAM, "Researchers said the dam will give way.", "condition"),
        (DAM, "The firm has opened a second dam.", "voulu"),
        (DAM, "The engineer was sentenced in May.", "attend"),
        (COUNCIL, "Les élus socialistes ont quitté la séance.", "Trois des dix"),
        (COUNCIL, "Le personnel redoute une fusion.", "Une partie"),
        (COUNCIL, "Les riverains ont porté plainte.", "Certains"),
        (BOARD, "The directors have resigned.", "Two of the nine"),
        (BOARD, "The bridges need repair.", "Some of"),
        (BOARD, "The schools closed.", "A fifth"),
        ("Le stade a été vendu en mai 2021.", "Le stade a été vendu le lendemain.", "lendemain"),
        ("The mill was sold in May 2021.", "The following year, the mill was sold.", "year"),
    ],
)  # fmt: skip
def test_what_the_passage_does_not_go_so_far_as_to_say(said_there: str, claim: str, reason: str) -> None:
    found = check(claim, said_there)
    assert found.verdict in (Verdict.PARTIAL, Verdict.UNSUPPORTED)
    assert any(reason in why.fr for why in found.why)


@pytest.mark.parametrize(
    ("said_there", "claim"),
    [
        (CLOSED, "L'abattoir a été fermé lundi à la suite d'un contrôle sanitaire."),
        (FLIGHTS, "Because of fog, the airline cancelled 40 flights on Monday."),
        (FLIGHTS, "The airline cancelled 40 flights due to fog."),
        ("Le pont a cédé mardi. La crue en est la cause.", "Le pont a cédé mardi en raison de la crue."),
        (
            "La maire attribue la panne à la foudre. L'opposition accuse le manque d'entretien.",
            "La maire attribue la panne à la foudre.",
        ),
        (LINE, "La ligne de Tarvel fermera en décembre si aucun accord n'est trouvé."),
        (LINE, "Faute d'accord, la ligne de Tarvel fermera en décembre."),
        (LINE, "La mairie envisage de porter plainte contre la région."),
        (LINE, "Le conducteur nie avoir frappé un passager."),
        ("La mairie a porté plainte et envisage de porter l'affaire en appel.", "La mairie a porté plainte."),
        ("On ne sait pas si la crue a touché le pont.", "On ne sait pas si la crue a touché le pont."),
        ("Le pont rouvrira lundi, même si la crue dure.", "Le pont rouvrira lundi."),
        (
            "Work will start in May unless the state withdraws its grant.",
            "Unless the state withdraws its grant, work will start in May.",
        ),
        (
            "La réunion est annulée ; elle était prévue le 6 juin à Tarvel.",
            "La réunion prévue le 6 juin à Tarvel est annulée.",
        ),
        (
            "The fund amassed the largest collection in the world. It would not sell any of it.",
            "The fund amassed the largest collection in the world.",
        ),
        ("Le car peut rouler très vite si nécessaire.", "Le car peut rouler très vite."),
        ("Tramel a contesté la décision pour gagner du temps.", "Tramel a contesté la décision."),
        (DAM, "Researchers said the dam could give way."),
        (DAM, "The firm plans to open a second dam."),
        (DAM, "The engineer is awaiting sentence."),
        (COUNCIL, "Trois élus socialistes sur dix ont quitté la séance."),
        (COUNCIL, "Certains riverains ont porté plainte."),
        ("Les dix élus ont quitté la séance. Une partie reviendra.", "Les élus ont quitté la séance."),
        (BOARD, "Two directors have resigned."),
        (BOARD, "Some bridges need repair."),
        (
            "Le stade a été vendu en mai 2021. Le lendemain, la maire a démissionné.",
            "Le lendemain, la maire a démissionné.",
        ),
        (
            "Le stade a rouvert le 3 mai 2021. La maire a démissionné le 4 mai 2021.",
            "Le stade a rouvert le 3 mai 2021 et la maire a démissionné le lendemain.",
        ),
    ],
)  # fmt: skip
def test_what_the_passage_says_just_so_is_supported(said_there: str, claim: str) -> None:
    assert check(claim, said_there).verdict is Verdict.SUPPORTED
