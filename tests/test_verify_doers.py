"""Whoever a passage tells a thing of, or has say it: given to another whom it names, it is not supported."""

from __future__ import annotations

import pytest

from sourcier.ask.verify import check
from sourcier.types import Verdict

TRIAL = (
    "Le maire de Brives, Paul Darnac, a été condamné mardi à deux ans de prison avec sursis. Son frère, "
    "Luc Darnac, a été relaxé. Leur avocate, Me Ilda Roque, a salué cette décision."
)
QUARREL = (
    "La ministre de la Culture, Aude Ferrier, accuse la chaîne Télé 9 d'avoir diffusé de fausses images. Le "
    "directeur de la chaîne, Marc Olin, lui reproche de vouloir censurer la presse."
)
SHORTAGE = (
    "Le gouvernement attribue la pénurie à la sécheresse. L'agronome Inès Calvo attribue la baisse des "
    "récoltes à un champignon. La mairie envisage un recours, que la préfète Zoé Marsan juge inutile."
)
SITE = (
    "La directrice du site, Sylvie Harcourt, conteste ce bilan. « Nous avons investi 3 millions d'euros », "
    "a-t-elle rappelé. L'exploitant, la société Logipap, évalue les dégâts à un million d'euros. "
    "L'association Terre Vive réclame une enquête."
)
COURT = (
    "A judge on Friday sentenced former councillor Martin Greaves to four years in prison. His wife, Dana "
    "Greaves, was acquitted of fraud. Police said the developer had been warned. The coroner, Dr Lisa Hay, "
    "blamed icy roads. Striker Ben Adeyemi will miss the game. The 24-year-old has scored 17 goals. Winger "
    "Tom Okafor will replace him."
)
KNIFE = (
    "Un adolescent de 16 ans a été blessé samedi à Montbrac. La mère de la victime, Samia Kerrouche, a lancé "
    "un appel au calme. Un suspect a été interpellé. Sa compagne reste en garde à vue."
)


@pytest.mark.parametrize(
    ("said_there", "claim", "of"),
    [
        (TRIAL, "Luc Darnac a été condamné à deux ans de prison avec sursis.", "Paul"),
        (TRIAL, "Paul Darnac a été relaxé.", "Luc Darnac"),
        (TRIAL, "Luc Darnac a salué cette décision.", "Ilda Roque"),
        (QUARREL, "Aude Ferrier reproche à Marc Olin de vouloir censurer la presse.", "Marc Olin"),
        (SHORTAGE, "Inès Calvo attribue la pénurie à la sécheresse.", "Le gouvernement"),
        (SITE, "L'association Terre Vive a investi 3 millions d'euros.", "Sylvie Harcourt"),
        (SITE, "Sylvie Harcourt évalue les dégâts à un million d'euros.", "Logipap"),
        (COURT, "Dana Greaves was sentenced to four years in prison.", "Martin Greaves"),
        (COURT, "Dr Lisa Hay said the developer had been warned.", "Police"),
        (COURT, "Tom Okafor has scored 17 goals.", "Ben Adeyemi"),
        (KNIFE, "Samia Kerrouche a été blessée samedi à Montbrac.", "Un adolescent"),
        (
            "Le maire, Jacques Vidal, réclame des renforts, que la préfète Zoé Marsan pourrait accorder.",
            "Zoé Marsan réclame des renforts.",
            "Jacques Vidal",
        ),
        (
            "Rémi Tallec a été libéré jeudi. Sa compagne reste en détention.",
            "Rémi Tallec reste en détention.",
            "Sa compagne",
        ),
        (
            "L'entraîneur de Mercy Jelagat, l'Italien Gino Pastori, a été mis hors de cause.",
            "Mercy Jelagat a été mise hors de cause.",
            "entraîneur",
        ),
        (
            "Sam Reeve was freed on Friday. His brother remains in custody.",
            "Sam Reeve remains in custody.",
            "His brother",
        ),
        (
            "À Montreau, les vols ont baissé de 13 % en 2023. À Orvelle, ils ont augmenté de 8 %.",
            "À Orvelle, les vols ont baissé de 13 % en 2023.",
            "Montreau",
        ),
        (
            "La présidente, Anne Prigent, a découvert les faits. « Il nous a trahis », a-t-elle lâché. "
            "Yves Kerdal a tout avoué.",
            "Yves Kerdal a lâché : « Il nous a trahis ».",
            "Anne Prigent",
        ),
        (
            "Ferrox devance Tramel, dont l'offre était inférieure de 3 %.",
            "L'offre de Ferrox était inférieure de 3 %.",
            "Tramel",
        ),
        (
            "The hospital's director, Anita Rao, apologised to families. Emily Sorrell was charged.",
            "Emily Sorrell apologised to families.",
            "Anita Rao",
        ),
        (
            "Le guide Pierre Anselme est mort. Les trois derniers skieurs sont indemnes.",
            "Pierre Anselme est indemne.",
            "Les trois",
        ),
        (
            "Двое рабочих пострадали. Заместитель Ольга Кравец оправдана. Роман Щукин помогал следствию.",
            "Роман Щукин оправдан.",
            "Ольга Кравец",
        ),
        (
            "Une rixe a opposé dix jeunes samedi. Deux suspects ont été interpellés dimanche.",
            "Dix jeunes ont été interpellés dimanche.",
            "Deux suspects",
        ),
        (
            "A fight broke out among ten boys on Saturday. Two suspects were arrested on Sunday.",
            "Ten boys were arrested on Sunday.",
            "Two suspects",
        ),
        (
            "Sales in Tarvel rose 12% last year. Sales in Ostine rose 3%.",
            "Sales in Ostine rose 12% last year.",
            "Tarvel",
        ),
    ],
)  # fmt: skip
def test_what_one_does_or_says_is_not_given_to_another(said_there: str, claim: str, of: str) -> None:
    found = check(claim, said_there)
    assert found.verdict in (Verdict.PARTIAL, Verdict.UNSUPPORTED)
    assert any(of in why.fr for why in found.why)


@pytest.mark.parametrize(
    ("said_there", "claim"),
    [
        (TRIAL, "Paul Darnac a été condamné à deux ans de prison avec sursis."),
        (TRIAL, "Luc Darnac, le frère du maire, a été relaxé."),
        (TRIAL, "Ilda Roque a salué cette décision."),
        (QUARREL, "Marc Olin reproche à la ministre de vouloir censurer la presse."),
        (QUARREL, "Aude Ferrier accuse Télé 9 d'avoir diffusé de fausses images."),
        (SHORTAGE, "Inès Calvo attribue la baisse des récoltes à un champignon."),
        (SITE, "Sylvie Harcourt a rappelé avoir investi 3 millions d'euros."),
        (SITE, "Logipap évalue les dégâts à un million d'euros."),
        (COURT, "Martin Greaves was sentenced to four years in prison."),
        (COURT, "Dana Greaves was acquitted of fraud."),
        (COURT, "Ben Adeyemi has scored 17 goals."),
        (KNIFE, "Samia Kerrouche a lancé un appel au calme."),
        (
            "Le maire, Jacques Vidal, réclame des renforts, que la préfète Zoé Marsan pourrait accorder.",
            "Jacques Vidal réclame des renforts.",
        ),
        (
            "Rémi Tallec a été libéré jeudi. Sa compagne reste en détention.",
            "La compagne de Rémi Tallec reste en détention.",
        ),
        (
            "Hugo Delorme comparaissait jeudi. Le tribunal de Tarvel l'a relaxé au bénéfice du doute.",
            "Hugo Delorme a été relaxé au bénéfice du doute.",
        ),
        (
            "À Montreau, les vols ont baissé de 13 % en 2023. À Orvelle, ils ont augmenté de 8 %.",
            "À Orvelle, les vols ont augmenté de 8 %.",
        ),
        (
            "La présidente, Anne Prigent, a découvert les faits. « Il nous a trahis », a-t-elle lâché.",
            "Anne Prigent a lâché : « Il nous a trahis ».",
        ),
        (
            "Ferrox devance Tramel, dont l'offre était inférieure de 3 %.",
            "L'offre de Tramel était inférieure de 3 %.",
        ),
        (
            "The hospital's director, Anita Rao, apologised to families. Emily Sorrell was charged.",
            "Anita Rao apologised to families.",
        ),
        ("Заместитель Ольга Кравец оправдана. Роман Щукин помогал следствию.", "Ольга Кравец оправдана."),
        (
            "Une rixe a opposé dix jeunes samedi. Deux suspects ont été interpellés dimanche.",
            "Deux suspects ont été interpellés dimanche.",
        ),
        (
            "Luc Roy a marqué 9 buts cette saison. Il en a inscrit 12 contre Tarvel depuis 2015.",
            "Luc Roy a inscrit 12 buts contre Tarvel depuis 2015.",
        ),
    ],
)  # fmt: skip
def test_what_one_does_or_says_is_supported_of_them(said_there: str, claim: str) -> None:
    assert check(claim, said_there).verdict is Verdict.SUPPORTED
