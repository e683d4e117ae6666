"""Who does what, who says so, when and how surely: said as the passage says it, or marked."""

from __future__ import annotations

import pytest

from sourcier.ask.second_look import lowered
from sourcier.ask.verify import check, check_sentence
from sourcier.types import Bilingual, Kind, Passage, Verdict


@pytest.mark.parametrize(
    ("said_there", "claim", "true"),
    [
        ("Le club de Tarvel a battu Ostine.", "Ostine a été battu par le club de Tarvel.", True),
        ("Le club de Tarvel a battu Ostine.", "Le club de Tarvel a été battu par Ostine.", False),
        ("Le syndicat accuse le constructeur.", "Le constructeur accuse le syndicat.", False),
        ("Nadia Brunel a été nommée par Irène Castex.", "Irène Castex a nommé Nadia Brunel.", True),
        ("Nadia Brunel a été nommée par Irène Castex.", "Nadia Brunel a nommé Irène Castex.", False),
        ("The council sued the builder.", "The builder was sued by the council.", True),
        ("The council sued the builder.", "The council was sued by the builder.", False),
        ("Paul Orlan a remis un mot à Marc Vidal.", "Un mot a été remis à Paul Orlan par Marc Vidal.", False),
    ],
)  # fmt: skip
def test_who_does_what_to_whom(said_there: str, claim: str, true: bool) -> None:
    found = check(claim, said_there)
    assert (found.verdict is Verdict.SUPPORTED) is true
    if not true:
        assert any("rôles" in why.fr or "place" in why.fr for why in found.why)


BARE = {
    "fr": "La centrale de Brenne fermera ses deux réacteurs en 2031.",
    "en": "The Brenne plant will close its two reactors in 2031.",
    "ru": "Завод в городе увеличил выпуск тракторов на треть.",
    "ar": "ارتفع إنتاج المصنع من الجرارات بمقدار الثلث.",
}


@pytest.mark.parametrize(
    ("language", "form"),
    [
        ("fr", "Le bruit court que la centrale de Brenne fermera ses deux réacteurs en 2031."),
        ("fr", "De l'avis du maire, la centrale de Brenne fermera ses deux réacteurs en 2031."),
        ("fr", "L'exploitant prétend que la centrale de Brenne fermera ses deux réacteurs en 2031."),
        ("fr", "La centrale de Brenne fermera ses deux réacteurs en 2031, a fait savoir l'exploitant."),
        ("fr", "La centrale de Brenne fermera ses deux réacteurs en 2031, a dit hier soir la préfète."),
        ("en", "It is rumored that the Brenne plant will close its two reactors in 2031."),
        ("en", "The Brenne plant will close its two reactors in 2031, a spokeswoman wrote on Monday."),
        ("ru", "По словам мэра, завод в городе увеличил выпуск тракторов на треть."),
        ("ru", "Завод в городе увеличил выпуск тракторов на треть, сообщила газета."),
        ("ar", "وفقا للوزير، ارتفع إنتاج المصنع من الجرارات بمقدار الثلث."),
    ],
)
def test_what_someone_says_is_not_said_bare(language: str, form: str) -> None:
    found = check(BARE[language], form)
    assert found.verdict is Verdict.PARTIAL
    assert any("attribue" in why.fr for why in found.why)
    assert check(form, form).verdict is Verdict.SUPPORTED


def test_what_one_says_is_not_put_in_the_mouth_of_another() -> None:
    text = "Selon le syndicat des pilotes, la compagnie supprimera 200 postes en mars."
    moved = check("Selon la direction, la compagnie supprimera 200 postes en mars.", text)
    assert moved.verdict is not Verdict.SUPPORTED
    assert any("direction" in why.fr for why in moved.why)
    text_too = "La compagnie supprimera 200 postes en mars, a annoncé mardi le syndicat des pilotes de ligne."
    moved = check("Le ministère a annoncé que la compagnie supprimera 200 postes en mars.", text_too)
    assert moved.verdict is not Verdict.SUPPORTED
    kept = check("Le syndicat des pilotes affirme que la compagnie supprimera 200 postes en mars.", text)
    assert kept.verdict is Verdict.SUPPORTED


def test_the_outlet_of_an_article_may_be_named_as_its_source() -> None:
    text = "La compagnie a supprimé 200 postes au mois de mars."
    passage = Passage(
        "a#0", "a.txt", "a.txt", Kind.REPORT, 0, len(text), text, "fr", outlet="Le Quotidien d'Ostine"
    )
    named = "Selon Le Quotidien d'Ostine, la compagnie a supprimé 200 postes au mois de mars."
    assert check_sentence(named, [passage], []).verdict is Verdict.SUPPORTED
    other = "Selon La Gazette de Morlay, la compagnie a supprimé 200 postes au mois de mars."
    assert check_sentence(other, [passage], []).verdict is not Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("said_there", "claim"),
    [
        ("Le pont sera ouvert aux camions en juin.", "Le pont a été ouvert aux camions en juin."),
        ("The bridge will be opened to trucks in June.", "The bridge was opened to trucks in June."),
        ("L'usine fermerait ses portes avant l'hiver.", "L'usine ferme ses portes avant l'hiver."),
        ("Deux soldats auraient été blessés près du port.", "Deux soldats ont été blessés près du port."),
    ],
)
def test_what_may_be_or_will_be_is_not_said_to_be(said_there: str, claim: str) -> None:
    assert check(claim, said_there).verdict is Verdict.PARTIAL
    assert check(said_there, said_there).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("said_there", "claim"),
    [
        ("Ces icônes fixes ne sont pas faites de pixels.", "Ces icônes fixes sont faites de pixels."),
        ("The icons are fixed and not made up of pixels.", "The icons are fixed and made up of pixels."),
        ("Les 80 soldats de la base partent lundi.", "Les 80 civils de la base partent lundi."),
        ("Daniel Bryan a quitté la salle avant la fin. Rose Bryan est restée.",
         "Maurice Bryan a quitté la salle avant la fin."),
        ("Le taux était de 30 % en 1985 et 60 % en 1995.", "Le taux était de 60 % en 1985 et 60 % en 1995."),
    ],
)  # fmt: skip
def test_one_word_changed_in_a_sentence_kept_word_for_word_is_seen(said_there: str, claim: str) -> None:
    assert check(claim, said_there).verdict is not Verdict.SUPPORTED


def test_a_second_look_can_only_lower() -> None:
    text = "La compagnie a supprimé 200 postes au mois de mars."
    passage = Passage("a#0", "a.txt", "a.txt", Kind.REPORT, 0, len(text), text, "fr")
    found = check_sentence(text, [passage], [])
    why = Bilingual(fr="le modèle en doute", en="the model doubts it")
    assert lowered(found, Verdict.SUPPORTED, why) == found
    doubted = lowered(found, Verdict.UNSUPPORTED, why)
    assert doubted.verdict is Verdict.UNSUPPORTED and doubted.why[-1] == why
    assert lowered(doubted, Verdict.SUPPORTED, why) == doubted
